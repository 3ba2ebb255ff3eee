/** Step 2: what each column is, which stage each word means, how dates are meant. */
import { useStages } from '@sotto/features/stages/web';
import { Block, Button, Note, Segments, Stage } from '@sotto/ui';
import { Select } from '@sotto/ui/choice';
import { type ImportField, type ImportOptions, type ImportPreview, type PreviewColumn, importFields } from '../api.ts';
import { fieldTexts, texts } from './texts.ts';

export interface ColumnsStepProps {
  readonly preview: ImportPreview;
  readonly options: ImportOptions;
  readonly onChange: (options: ImportOptions) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function ColumnsStep({ preview, options, onChange, onBack, onNext }: ColumnsStepProps) {
  const { remarks, label, columns, statuses, ambiguousDates } = preview;
  const isOurs = preview.format === 'sotto';
  return (
    <>
      <div className="scroll flow-body">
        {remarks.length > 0 && <Note>{remarks.join(' ')}</Note>}
        <p className="soft columns-lead">
          {isOurs ? texts.ownColumnsLead : texts.columnsLead(preview.format === null ? null : label)}
        </p>
        {!isOurs && (
          <ColumnTable
            columns={columns}
            onChoose={(name, choice) => onChange({ ...options, mapping: { ...options.mapping, [name]: choice } })}
          />
        )}
        {statuses.length > 0 && !isOurs && (
          <Statuses
            statuses={statuses}
            onChoose={(status, stageId) => onChange({ ...options, statuses: { ...options.statuses, [status]: stageId } })}
          />
        )}
        {(ambiguousDates > 0 || options.dayFirst !== undefined) && (
          <Dates
            count={ambiguousDates}
            dayFirst={options.dayFirst}
            onChoose={(dayFirst) => onChange(withDayFirst(options, dayFirst))}
          />
        )}
      </div>
      <footer className="flow-foot">
        <span className="push" />
        <Button look="quiet" onClick={onBack}>
          {texts.back}
        </Button>
        <Button look="primary" onClick={onNext}>
          {texts.toPreview}
        </Button>
      </footer>
    </>
  );
}

function withDayFirst({ dayFirst: _, ...options }: ImportOptions, dayFirst: boolean | undefined): ImportOptions {
  return dayFirst === undefined ? options : { ...options, dayFirst };
}

type Choice = ImportField | 'note' | 'none';

interface ColumnTableProps {
  readonly columns: readonly PreviewColumn[];
  readonly onChoose: (name: string, choice: Choice) => void;
}

function ColumnTable({ columns, onChoose }: ColumnTableProps) {
  const taken = new Set(columns.map(({ field }) => field));
  return (
    <div className="mapping" role="list" aria-label={texts.columns}>
      {columns.map((column) => (
        <div key={column.name} className="mapped" role="listitem">
          <div>
            <b>{column.name}</b>
            <span className="faint clip">{column.samples.join(' · ')}</span>
            {column.treatment === 'ask' && <span className="late">{texts.asks}</span>}
          </div>
          <Select
            label={texts.becomesOf(column.name)}
            options={choicesFor(column, taken)}
            value={choiceOf(column)}
            onChange={(choice) => onChoose(column.name, choice)}
          />
        </div>
      ))}
    </div>
  );
}

function choiceOf({ field, treatment }: PreviewColumn): Choice {
  if (field !== null) return field;
  return treatment === 'note' ? 'note' : 'none';
}

/** Fields that no other column is; then the two ways out. */
function choicesFor({ field }: PreviewColumn, taken: ReadonlySet<ImportField | null>): { value: Choice; label: string }[] {
  const free = importFields.filter((one) => one === field || !taken.has(one));
  return [
    { value: 'note', label: texts.toNote },
    { value: 'none', label: texts.toNothing },
    ...free.map((value) => ({ value, label: fieldTexts[value] })),
  ];
}

interface StatusesProps {
  readonly statuses: ImportPreview['statuses'];
  readonly onChoose: (status: string, stageId: string) => void;
}

function Statuses({ statuses, onChoose }: StatusesProps) {
  const stages = useStages() ?? [];
  const options = stages.map(({ id, name, look }) => ({ value: id, label: <Stage look={look}>{name}</Stage> }));
  return (
    <Block title={texts.statuses} aside={texts.statusesLead}>
      <div className="mapping" role="list">
        {statuses.map(({ status, rows, stageId, known }) => (
          <div key={status} className="mapped" role="listitem">
            <div>
              <b>{status}</b>
              <span className="faint">
                {texts.rows(rows)}
                {!known && <span className="late">, {texts.notKnown}</span>}
              </span>
            </div>
            <Select
              label={texts.statusOf(status)}
              options={options}
              value={stageId}
              onChange={(choice) => onChoose(status, choice)}
            />
          </div>
        ))}
      </div>
    </Block>
  );
}

interface DatesProps {
  readonly count: number;
  readonly dayFirst: boolean | undefined;
  readonly onChoose: (dayFirst: boolean | undefined) => void;
}

function Dates({ count, dayFirst, onChoose }: DatesProps) {
  const value = dayFirst === undefined ? 'ask' : dayFirst ? 'day' : 'month';
  return (
    <Block title={texts.dates} aside={count > 0 ? texts.datesLead(count) : texts.datesSettled}>
      <p className="after">
        <Segments
          label={texts.dates}
          value={value}
          choices={[
            { value: 'ask', label: texts.askEach },
            { value: 'day', label: texts.dayFirst },
            { value: 'month', label: texts.monthFirst },
          ]}
          onChange={(chosen) => onChoose(chosen === 'ask' ? undefined : chosen === 'day')}
        />
      </p>
    </Block>
  );
}
