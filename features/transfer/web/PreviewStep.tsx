/** Step 3: every row and what will happen to it. Rows that need a look are settled in their place. */
import { useFormat } from '@sotto/features/settings/web';
import { type DressedStage, useStages } from '@sotto/features/stages/web';
import { Button, ColumnHead, Empty, Grid, Note, Stage, Tabs, classes } from '@sotto/ui';
import { useState } from 'react';
import type { ImportField, ImportOptions, ImportPreview, PreviewRow } from '../api.ts';
import { ListRows } from './ListRows.tsx';
import { RowFix } from './RowFix.tsx';
import { texts } from './texts.ts';
import { texts as pickTexts } from './texts-bring.ts';
import { wordsOf } from './texts-lists.ts';

export interface PreviewStepProps {
  readonly preview: ImportPreview;
  readonly options: ImportOptions;
  /** The file is being read again. */
  readonly busy: boolean;
  readonly onChange: (options: ImportOptions) => void;
  readonly onBack: () => void;
  /** Brings it in, or goes on to people and answers where there are any. */
  readonly onImport: () => void;
}

const tabNames = ['all', 'look', 'new', 'update', 'same', 'skipped'] as const;
type TabName = (typeof tabNames)[number];

/** Which rows a tab shows. */
const rowsOf: Readonly<Record<TabName, (row: PreviewRow) => boolean>> = {
  all: () => true,
  look: ({ questions }) => questions.length > 0,
  new: ({ outcome }) => outcome === 'new',
  update: ({ outcome }) => outcome === 'update',
  same: ({ outcome }) => outcome === 'same',
  skipped: ({ outcome, questions }) => outcome === 'skipped' && questions.length === 0,
};
const tabLabels: Readonly<Record<TabName, string>> = {
  all: texts.all,
  look: texts.tabNeedLook,
  new: texts.tabNew,
  update: texts.tabUpdate,
  same: texts.tabSame,
  skipped: texts.tabSkipped,
};
/** Rows shown at once; more on asking. */
const pageRows = 200;

export function PreviewStep({ preview, options, busy, onChange, onBack, onImport }: PreviewStepProps) {
  const [tab, setTab] = useState<TabName>('all');
  const [shown, setShown] = useState(pageRows);
  const { counts, rows, columns } = preview;
  const isPicking = preview.people.length + preview.answers.length > 0;
  const inTab = rows.filter(rowsOf[tab]);
  const tabs = tabNames
    .map((value) => ({ value, label: tabLabels[value], count: rows.filter(rowsOf[value]).length }))
    .filter(({ value, count }) => value === 'all' || count > 0 || value === tab);
  const noted = columns.filter(({ treatment }) => treatment === 'note').map(({ name }) => name);

  return (
    <>
      <Figures counts={counts} willChange={wordsOf[preview.contents].willChange} />
      {preview.remarks.length > 0 && <Note>{preview.remarks.join(' ')}</Note>}
      <Tabs label={texts.tabs} tabs={tabs} value={tab} onChange={setTab}>
        {/* What scrolls must be reached by the keyboard (WCAG 2.1.1, axe: scrollable-region-focusable). */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className="scroll" role="region" aria-label={texts.tabs} tabIndex={0}>
          {inTab.length === 0 ? (
            <Empty title={rows.length === 0 ? texts.headerOnly : texts.nothingInTab} />
          ) : preview.contents !== 'applications' ? (
            <ListRows rows={inTab.slice(0, shown)} contents={preview.contents} options={options} onChange={onChange} />
          ) : (
            <RowTable rows={inTab.slice(0, shown)} preview={preview} options={options} onChange={onChange} />
          )}
          {inTab.length > shown && (
            <p className="after">
              <Button size="small" onClick={() => setShown(shown + 1_000)}>
                {texts.more(inTab.length - shown)}
              </Button>
            </p>
          )}
        </div>
      </Tabs>
      <footer className="flow-foot">
        <span className="faint clip">
          {noted.length > 0 && preview.format !== 'sotto' ? texts.stayBehind(noted) : texts.kept}
        </span>
        <span className="push" />
        <Button look="quiet" onClick={onBack}>
          {texts.back}
        </Button>
        {counts.questions > 0 && tab !== 'look' && (
          <Button onClick={() => setTab('look')}>{texts.fixFirst(counts.questions)}</Button>
        )}
        <Button look="primary" disabled={busy || (!isPicking && counts.new + counts.update === 0)} onClick={onImport}>
          {isPicking ? pickTexts.toPicked : importLabel(preview)}
        </Button>
      </footer>
    </>
  );
}

function importLabel({ contents, counts: { new: added, update } }: ImportPreview): string {
  const { importNow, updateNow } = wordsOf[contents];
  if (added > 0) return importNow(added);
  return update > 0 ? updateNow(update) : texts.nothingToImport;
}

function Figures({ counts, willChange }: { readonly counts: ImportPreview['counts']; readonly willChange: string }) {
  const { number } = useFormat();
  const others = counts.skipped - counts.questions;
  const figures = [
    { count: counts.new, label: texts.willBeAdded, always: true },
    { count: counts.update, label: willChange },
    { count: counts.same, label: texts.leftAlone },
    { count: counts.questions, label: texts.needALook, late: true },
    { count: others, label: texts.skipped },
    { count: counts.newCompanies, label: texts.newCompanies },
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

interface RowTableProps {
  readonly rows: readonly PreviewRow[];
  readonly preview: ImportPreview;
  readonly options: ImportOptions;
  readonly onChange: (options: ImportOptions) => void;
}

function RowTable({ rows, preview, options, onChange }: RowTableProps) {
  const stages = useStages() ?? [];
  const stagesById = new Map(stages.map((stage) => [stage.id, stage]));
  const answer = (key: string, given: NonNullable<ImportOptions['rows']>[string]) =>
    onChange({ ...options, rows: { ...options.rows, [key]: given } });
  return (
    <Grid label={texts.tabs} className="stacks">
      <thead>
        <tr>
          <ColumnHead numeric>{texts.row}</ColumnHead>
          <ColumnHead>{texts.company}</ColumnHead>
          <ColumnHead>{texts.title}</ColumnHead>
          <ColumnHead>
            {texts.stage} <From preview={preview} field="stage" />
          </ColumnHead>
          <ColumnHead numeric>
            {texts.applied} <From preview={preview} field="appliedOn" />
          </ColumnHead>
          <ColumnHead numeric>
            {texts.pay} <From preview={preview} field="pay" />
          </ColumnHead>
          <ColumnHead>{texts.happens}</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <OneRow
            key={row.key}
            row={row}
            stage={row.stageId === null ? undefined : stagesById.get(row.stageId)}
            given={options.rows?.[row.key]}
            onAnswer={(given) => answer(row.key, given)}
          />
        ))}
      </tbody>
    </Grid>
  );
}

/** Which column a field comes from, unless it has the same name. */
function From({ preview, field }: { readonly preview: ImportPreview; readonly field: ImportField }) {
  const column = preview.columns.find((one) => one.field === field)?.name;
  return column !== undefined && <span className="faint">{texts.from(column)}</span>;
}

interface OneRowProps {
  readonly row: PreviewRow;
  readonly stage: DressedStage | undefined;
  readonly given: NonNullable<ImportOptions['rows']>[string] | undefined;
  readonly onAnswer: (given: NonNullable<ImportOptions['rows']>[string]) => void;
}

function OneRow({ row, stage, given, onAnswer }: OneRowProps) {
  const { day } = useFormat();
  const asked = new Map(row.questions.map((question) => [question.field, question]));
  const quiet = row.outcome === 'same' || (row.outcome === 'skipped' && row.questions.length === 0);
  return (
    <tr>
      <td className="num faint">{row.row}</td>
      <td className="name">{row.company || <span className="late">{texts.noCompany}</span>}</td>
      <td>{row.title || <span className="late">{texts.noTitle}</span>}</td>
      <td>{stage && <Stage look={stage.look}>{stage.name}</Stage>}</td>
      <td className="num">
        {asked.has('appliedOn') ? (
          <span className="late">{asked.get('appliedOn')?.cell}</span>
        ) : (
          row.appliedOn && day(row.appliedOn)
        )}
      </td>
      <td className="num">{asked.has('pay') ? <span className="late">{asked.get('pay')?.cell}</span> : row.pay}</td>
      <td className={classes(quiet && 'faint', row.questions.length > 0 && 'late')}>
        {row.questions.length > 0 ? <RowFix row={row} given={given} onAnswer={onAnswer} /> : row.why}
        {given?.leaveOut === true && (
          <>
            {' '}
            <button type="button" className="link" onClick={() => onAnswer({ ...given, leaveOut: false })}>
              {texts.takeBackIn}
            </button>
          </>
        )}
      </td>
    </tr>
  );
}
