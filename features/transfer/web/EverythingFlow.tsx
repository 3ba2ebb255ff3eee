/** Bringing everything back in: File → Preview → Done. Nothing is written before the last step. */
import { useFormat } from '@sotto/features/settings/web';
import { Button, Note, PageTitle, Progress, classes } from '@sotto/ui';
import { navigate, notify, useTitle } from '@sotto/ui/app';
import type { EverythingPreview } from '../api.ts';
import { ComingIn } from './ComingIn.tsx';
import { KindTable, RefusedList, sumOf } from './KindTable.tsx';
import { transferLinks } from './links.ts';
import { type ReadingEverything, refusalIn, useCommitEverything, useTakeBack } from './queries.ts';
import { Steps, everythingSteps } from './Steps.tsx';
import { texts as tableTexts } from './texts.ts';
import { texts } from './texts-everything.ts';

export interface EverythingFlowProps {
  readonly name: string;
  readonly reading: ReadingEverything;
  readonly onBack: () => void;
}

export function EverythingFlow({ name, reading, onBack }: EverythingFlowProps) {
  const commit = useCommitEverything();
  const takeBack = useTakeBack();
  const { preview } = reading;
  useTitle(tableTexts.importFrom(name));

  function bringIn({ id }: EverythingPreview) {
    commit.mutate(id, {
      onSuccess: ({ counts }) => {
        notify({ text: texts.cameIn(counts.new), undo: () => takeBack.mutate(id) });
        navigate({ ...transferLinks.report(id), replace: true });
      },
    });
  }

  const current = commit.isPending ? 'done' : preview ? 'preview' : 'file';
  return (
    <div className="flow" data-step={current}>
      <PageTitle outermost lead={texts.lead}>
        {tableTexts.importFrom(name)}
      </PageTitle>
      <Steps
        current={current}
        names={everythingSteps}
        found={preview ? foundIn(preview) : {}}
        hints={{ preview: texts.previewHint }}
      />
      {current === 'file' && <Reading reading={reading} onBack={onBack} />}
      {current === 'preview' && preview && <Preview preview={preview} onBack={onBack} onBringIn={() => bringIn(preview)} />}
      {current === 'done' && preview && <ComingIn importId={preview.id} total={sumOf(preview.kinds, (counts) => counts.new)} />}
    </div>
  );
}

function foundIn({ kinds }: EverythingPreview) {
  return {
    file: texts.fileFound(sumOf(kinds, ({ new: added, same, differs, refused }) => added + same + differs + refused)),
    preview: texts.previewFound(sumOf(kinds, ({ refused }) => refused)),
  };
}

function Reading({ reading: { error, share }, onBack }: { readonly reading: ReadingEverything; readonly onBack: () => void }) {
  const refusal = refusalIn(error);
  const sentence = share < 1 ? texts.sending(share) : texts.checking;
  return (
    <>
      <div className="scroll flow-body">
        {error !== null && (
          <Note tone="bad" title={tableTexts.notRead}>
            {refusal?.reason ?? error.message}
          </Note>
        )}
        {error === null && (
          <>
            <p role="status" className="coming-in">
              {sentence}
            </p>
            <Progress label={sentence} value={share} max={1} />
          </>
        )}
      </div>
      <footer className="flow-foot">
        <Button look="quiet" onClick={onBack}>
          {tableTexts.back}
        </Button>
      </footer>
    </>
  );
}

interface PreviewProps {
  readonly preview: EverythingPreview;
  readonly onBack: () => void;
  readonly onBringIn: () => void;
}

function Preview({ preview: { kinds, refused, asBegun }, onBack, onBringIn }: PreviewProps) {
  const added = sumOf(kinds, (counts) => counts.new);
  return (
    <>
      <div className="scroll flow-body">
        <Figures kinds={kinds} />
        <Note>{asBegun ? texts.asBegun : texts.joins}</Note>
        <KindTable kinds={kinds} cameIn={false} />
        <RefusedList refused={refused} all={sumOf(kinds, (counts) => counts.refused)} />
      </div>
      <footer className="flow-foot">
        <Button look="quiet" onClick={onBack}>
          {tableTexts.back}
        </Button>
        <Button look="primary" className="push" disabled={added === 0} onClick={onBringIn}>
          {added === 0 ? texts.nothingNew : texts.bringIn(added)}
        </Button>
      </footer>
    </>
  );
}

function Figures({ kinds }: { readonly kinds: EverythingPreview['kinds'] }) {
  const { number } = useFormat();
  const figures = [
    { count: sumOf(kinds, (counts) => counts.new), label: texts.willBeAdded, always: true },
    { count: sumOf(kinds, ({ same }) => same), label: texts.here },
    { count: sumOf(kinds, ({ differs }) => differs), label: texts.yoursStay },
    { count: sumOf(kinds, ({ refused }) => refused), label: texts.refused, late: true },
  ].filter(({ count, always }) => always === true || count > 0);
  return (
    <dl className="figures">
      {figures.map(({ count, label, late }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={classes(late && 'late')}>{number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
