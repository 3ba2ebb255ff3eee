/** Step 4: what came in, what did not and why; and the way back. Also found again later. */
import './transfer.css';
import { Problem } from '@sotto/contract';
import { companyLinks } from '@sotto/features/companies/web';
import { contactLinks } from '@sotto/features/contacts/web';
import { groupLinks } from '@sotto/features/groups/web';
import { Block, Buttons, ColumnHead, Empty, Grid, PageTitle, Skeleton, buttonClass } from '@sotto/ui';
import { Link, useParams, useTitle } from '@sotto/ui/app';
import type { ImportReport, TableContents } from '../api.ts';
import { EverythingReport } from './EverythingReport.tsx';
import { transferLinks } from './links.ts';
import { useImport } from './queries.ts';
import { Running, State, Sums } from './ReportParts.tsx';
import { Steps, pickingSteps, stepNames } from './Steps.tsx';
import { texts } from './texts.ts';
import { texts as pickTexts } from './texts-bring.ts';
import { texts as listTexts, wordsOf } from './texts-lists.ts';

export function ReportPage() {
  const { importId = '' } = useParams();
  const { data: report, error } = useImport(importId);
  const isMissing = error instanceof Problem && error.problem === 'not-found';
  if (error && !isMissing) throw error;
  useTitle(report ? texts.reportTitle(report.name) : texts.import);
  return (
    <div className="flow" data-step="done">
      {report && (report.kinds ? <EverythingReport report={report} kinds={report.kinds} /> : <Report report={report} />)}
      {!report && !isMissing && <Skeleton lines={4} height="2rem" />}
      {isMissing && <NoImport />}
    </div>
  );
}

/** All data was deleted since, or the address is of another account. */
function NoImport() {
  const toData = (
    <Link {...transferLinks.data()} className={buttonClass({})}>
      {texts.toImports}
    </Link>
  );
  return (
    <Empty title={texts.noImport} action={toData}>
      {texts.noImportLead}
    </Empty>
  );
}

function Report({ report }: { readonly report: ImportReport }) {
  const { rows, state, done, total, groupId, counts, contents = 'applications' } = report;
  const place = {
    applications: groupLinks.board(groupId ?? undefined),
    contacts: contactLinks.list(),
    companies: companyLinks.list(),
  };
  return (
    <>
      <PageTitle outermost lead={report.format === null ? undefined : report.label}>
        {texts.reportTitle(report.name)}
      </PageTitle>
      <Steps
        current="done"
        names={counts.people === undefined && counts.answers === undefined ? stepNames : pickingSteps}
        found={{ file: texts.rows(total), ...(state !== 'done' && { done: texts.states[state] }) }}
      />
      <div className="scroll flow-body">
        {state === 'running' ? <Running done={done} total={total} /> : <Sums sentences={sumsOf(report)} />}
        <State report={report} />
        {rows.length > 0 && <Reported rows={rows} contents={contents} />}
      </div>
      <footer className="flow-foot">
        <Buttons>
          <Link {...place[contents]} className={buttonClass({ look: 'primary' })}>
            {wordsOf[contents].toPlace}
          </Link>
          <Link {...transferLinks.import(groupId === null ? {} : { group: groupId })} className={buttonClass({ look: 'quiet' })}>
            {texts.another}
          </Link>
        </Buttons>
      </footer>
    </>
  );
}

/** What became of the rows. What was taken back is told as past, for it is not there any more. */
function sumsOf({ counts, state, contents = 'applications' }: ImportReport): string[] {
  const words = wordsOf[contents];
  const isUndone = state === 'undone';
  const { people = 0, answers = 0 } = counts;
  return [
    isUndone && texts.wasTakenBack,
    (counts.new > 0 || people + answers === 0) && (isUndone ? words.hadComeIn : words.cameIn)(counts.new),
    people > 0 && (isUndone ? pickTexts.contactsHadComeIn : pickTexts.contactsCameIn)(people),
    answers > 0 && (isUndone ? pickTexts.answersHadComeIn : pickTexts.answersCameIn)(answers),
    counts.update > 0 && (isUndone ? words.hadChanged : words.changed)(counts.update),
    counts.same > 0 && texts.same(counts.same),
    counts.skipped > 0 && texts.left(counts.skipped),
  ].filter((sentence) => sentence !== false);
}

interface ReportedProps {
  readonly rows: ImportReport['rows'];
  readonly contents: TableContents;
}

function Reported({ rows, contents }: ReportedProps) {
  const isList = contents !== 'applications';
  return (
    <Block title={texts.rowsReported} aside={rows.length}>
      {/* What scrolls must be reached by the keyboard (WCAG 2.1.1, axe: scrollable-region-focusable). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="reported" role="region" aria-label={texts.rowsReported} tabIndex={0}>
        <Grid label={texts.rowsReported} className="stacks">
          <thead>
            <tr>
              <ColumnHead numeric>{texts.row}</ColumnHead>
              {!isList && <ColumnHead>{texts.company}</ColumnHead>}
              <ColumnHead>{isList ? listTexts.name : texts.title}</ColumnHead>
              <ColumnHead>{texts.outcome}</ColumnHead>
              <ColumnHead>{texts.why}</ColumnHead>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, company, title, outcome, why }) => (
              <tr key={`${row} ${company} ${title}`}>
                <td className="num faint">{row}</td>
                {!isList && <td className="name">{company || <span className="late">{texts.noCompany}</span>}</td>}
                <td>{title || <span className="late">{isList ? listTexts.noName : texts.noTitle}</span>}</td>
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
