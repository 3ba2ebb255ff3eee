/** Step 4: what came in, what did not and why; and the way back. Also found again later. */
import './transfer.css';
import { groupLinks } from '@sotto/features/groups/web';
import { useFormat } from '@sotto/features/settings/web';
import { Block, Button, Buttons, ColumnHead, Grid, Note, PageTitle, Progress, Skeleton, buttonClass } from '@sotto/ui';
import { Link, useParams, useTitle } from '@sotto/ui/app';
import type { ImportReport } from '../api.ts';
import { transferLinks } from './links.ts';
import { useImport, useTakeBack } from './queries.ts';
import { Steps } from './Steps.tsx';
import { texts } from './texts.ts';

export function ReportPage() {
  const { importId = '' } = useParams();
  const { data: report, error } = useImport(importId);
  if (error) throw error;
  useTitle(report ? texts.reportTitle(report.name) : texts.import);
  return (
    <div className="flow" data-step="done">
      {report ? <Report report={report} /> : <Skeleton lines={4} height="2rem" />}
    </div>
  );
}

function Report({ report }: { readonly report: ImportReport }) {
  const { rows, state, done, total, groupId } = report;
  return (
    <>
      <PageTitle outermost lead={report.format === null ? undefined : report.label}>
        {texts.reportTitle(report.name)}
      </PageTitle>
      <Steps current="done" found={{ file: texts.rows(total), ...(state !== 'done' && { done: texts.states[state] }) }} />
      <div className="scroll flow-body">
        {state === 'running' ? <Running done={done} total={total} /> : <Sums sentences={sumsOf(report)} />}
        <State report={report} />
        {rows.length > 0 && <Reported rows={rows} />}
      </div>
      <footer className="flow-foot">
        <Buttons>
          <Link {...groupLinks.board(groupId)} className={buttonClass({ look: 'primary' })}>
            {texts.toBoard}
          </Link>
          <Link {...transferLinks.import({ group: groupId })} className={buttonClass({ look: 'quiet' })}>
            {texts.another}
          </Link>
        </Buttons>
      </footer>
    </>
  );
}

function Running({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <>
      <p role="status" className="coming-in">
        {texts.comingIn(done, total)}
      </p>
      <Progress label={texts.comingIn(done, total)} value={done} max={Math.max(total, 1)} />
    </>
  );
}

/** What became of the rows. What was taken back is told as past, for it is not there any more. */
function sumsOf({ counts, state }: ImportReport): string[] {
  const isUndone = state === 'undone';
  return [
    isUndone && texts.wasTakenBack,
    isUndone ? texts.hadComeIn(counts.new) : texts.cameIn(counts.new),
    counts.update > 0 && (isUndone ? texts.hadChanged : texts.changed)(counts.update),
    counts.same > 0 && texts.same(counts.same),
    counts.skipped > 0 && texts.left(counts.skipped),
  ].filter((sentence) => sentence !== false);
}

function Sums({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <ul className="sums">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function State({ report: { id, state, undoableUntil } }: { readonly report: ImportReport }) {
  const { moment } = useFormat();
  const takeBack = useTakeBack();
  if (state === 'running' || state === 'undone') return null;
  return (
    <Note tone={state === 'interrupted' ? 'warn' : 'plain'}>
      {state === 'interrupted' && <>{texts.interrupted} </>}
      {undoableUntil === null ? (
        texts.notUndoable
      ) : (
        <>
          {texts.takeBackUntil(moment(undoableUntil))}{' '}
          <Button size="small" disabled={takeBack.isPending} onClick={() => takeBack.mutate(id)}>
            {texts.takeBack}
          </Button>
        </>
      )}
    </Note>
  );
}

function Reported({ rows }: { readonly rows: ImportReport['rows'] }) {
  return (
    <Block title={texts.rowsReported} aside={rows.length}>
      {/* What scrolls must be reached by the keyboard (WCAG 2.1.1, axe: scrollable-region-focusable). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="reported" role="region" aria-label={texts.rowsReported} tabIndex={0}>
        <Grid label={texts.rowsReported}>
          <thead>
            <tr>
              <ColumnHead numeric>{texts.row}</ColumnHead>
              <ColumnHead>{texts.company}</ColumnHead>
              <ColumnHead>{texts.title}</ColumnHead>
              <ColumnHead>{texts.outcome}</ColumnHead>
              <ColumnHead>{texts.why}</ColumnHead>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, company, title, outcome, why }) => (
              <tr key={`${row} ${company} ${title}`}>
                <td className="num faint">{row}</td>
                <td className="name">{company || <span className="late">{texts.noCompany}</span>}</td>
                <td>{title || <span className="late">{texts.noTitle}</span>}</td>
                <td>{texts.outcomes[outcome]}</td>
                <td>{why}</td>
              </tr>
            ))}
          </tbody>
        </Grid>
      </div>
    </Block>
  );
}
