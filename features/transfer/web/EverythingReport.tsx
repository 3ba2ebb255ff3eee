/** What came of an export of everything: by kind, with where it is now; what stayed out and why; and the way back. */
import { groupLinks } from '@sotto/features/groups/web';
import { Buttons, PageTitle, buttonClass } from '@sotto/ui';
import { Link } from '@sotto/ui/app';
import type { ImportReport, KindCounts } from '../api.ts';
import { KindTable, RefusedList, sumOf } from './KindTable.tsx';
import { transferLinks } from './links.ts';
import { Running, State, Sums } from './ReportParts.tsx';
import { Steps, everythingSteps } from './Steps.tsx';
import { texts as tableTexts } from './texts.ts';
import { texts } from './texts-everything.ts';

export interface EverythingReportProps {
  readonly report: ImportReport;
  readonly kinds: readonly KindCounts[];
}

export function EverythingReport({ report, kinds }: EverythingReportProps) {
  const { name, state, done, total, refused } = report;
  const all = sumOf(kinds, ({ new: added, same, differs, refused: out }) => added + same + differs + out);
  return (
    <>
      <PageTitle outermost>{tableTexts.reportTitle(name)}</PageTitle>
      <Steps
        current="done"
        names={everythingSteps}
        hints={{ preview: texts.previewHint }}
        found={{ file: texts.fileFound(all), ...(state !== 'done' && { done: tableTexts.states[state] }) }}
      />
      <div className="scroll flow-body">
        {state === 'running' ? <Running done={done} total={total} /> : <Sums sentences={sumsOf(kinds, state)} />}
        <State report={report} />
        <KindTable kinds={kinds} cameIn={state !== 'undone'} />
        <RefusedList refused={refused} all={sumOf(kinds, (counts) => counts.refused)} />
      </div>
      <footer className="flow-foot">
        <Buttons>
          <Link {...groupLinks.board()} className={buttonClass({ look: 'primary' })}>
            {tableTexts.toBoard}
          </Link>
          <Link {...transferLinks.import()} className={buttonClass({ look: 'quiet' })}>
            {texts.another}
          </Link>
        </Buttons>
      </footer>
    </>
  );
}

/** What became of the records. What was taken back is told as past, for it is not there any more. */
function sumsOf(kinds: readonly KindCounts[], state: ImportReport['state']): string[] {
  const sum = (of: keyof Pick<KindCounts, 'new' | 'same' | 'differs' | 'refused'>) => sumOf(kinds, (counts) => counts[of]);
  const isUndone = state === 'undone';
  return [
    isUndone && tableTexts.wasTakenBack,
    (isUndone ? texts.hadComeIn : texts.cameIn)(sum('new')),
    sum('same') > 0 && texts.same(sum('same')),
    sum('differs') > 0 && texts.differed(sum('differs')),
    sum('refused') > 0 && texts.stayedOut(sum('refused')),
  ].filter((sentence) => sentence !== false);
}
