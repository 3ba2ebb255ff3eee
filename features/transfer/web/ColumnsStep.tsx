/** Step 2: what each column is, which stage each word means, how dates are meant. */
import { type FieldView, useCreateField, useFields } from '@sotto/features/fields/web';
import { useStages } from '@sotto/features/stages/web';
import { type FieldType, fieldLimits } from '@sotto/domain';
import { Block, Button, Note, Segments, Stage } from '@sotto/ui';
import { Select } from '@sotto/ui/choice';
import {
  type ImportField,
  type ImportOptions,
  type ImportPreview,
  type ListField,
  type OwnField,
  type PreviewColumn,
  type TableContents,
  companyImportFields,
  contactImportFields,
  importFields,
  tableContents,
} from '../api.ts';
import { fieldTexts, texts } from './texts.ts';
import { listFieldTexts, texts as listTexts, wordsOf } from './texts-lists.ts';

export interface ColumnsStepProps {
  readonly preview: ImportPreview;
  readonly options: ImportOptions;
  readonly onChange: (options: ImportOptions) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function ColumnsStep({ preview, options, onChange, onBack, onNext }: ColumnsStepProps) {
  const { remarks, columns, statuses, ambiguousDates } = preview;
  const isOurs = preview.format === 'sotto';
  return (
    <>
      <div className="scroll flow-body">
        {remarks.length > 0 && <Note>{remarks.join(' ')}</Note>}
        {preview.format === null && (
          <div className="row-is">
            <b aria-hidden>{listTexts.eachRow}</b>
            <Segments
              label={listTexts.eachRow}
              value={options.contents ?? preview.contents}
              choices={tableContents.map((value) => ({ value, label: listTexts.contents[value] }))}
              onChange={(contents) => onChange(withContents(options, contents))}
            />
          </div>
        )}
        <p className="soft columns-lead">{isOurs ? texts.ownColumnsLead : wordsOf[preview.contents].columnsLead}</p>
        {!isOurs && (
          <ColumnTable
            columns={columns}
            contents={preview.contents}
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

/** What was said of columns and rows was said of something else. */
function withContents({ mapping: _, rows: __, ...options }: ImportOptions, contents: TableContents): ImportOptions {
  return { ...options, contents };
}

function withDayFirst({ dayFirst: _, ...options }: ImportOptions, dayFirst: boolean | undefined): ImportOptions {
  return dayFirst === undefined ? options : { ...options, dayFirst };
}

type Choice = ImportField | ListField | OwnField | 'note' | 'none';

interface ColumnTableProps {
  readonly columns: readonly PreviewColumn[];
  readonly contents: TableContents;
  readonly onChoose: (name: string, choice: Choice) => void;
}

function ColumnTable({ columns, contents, onChoose }: ColumnTableProps) {
  const taken = new Set(columns.map(({ field }) => field));
  const fields = useFields() ?? [];
  const create = useCreateField();
  /** A column that is nothing of ours becomes a field of one's own, of the type its cells have. */
  function choose(column: PreviewColumn, choice: Choice | 'new'): void {
    if (choice !== 'new') return onChoose(column.name, choice);
    const name = column.name.trim().slice(0, fieldLimits.name);
    create.mutate({ name, type: typeOfCells(column.samples) }, { onSuccess: ({ id }) => onChoose(column.name, `field.${id}`) });
  }
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
            options={choicesFor(column, { taken, fields, contents })}
            value={choiceOf(column)}
            onChange={(choice) => choose(column, choice)}
          />
        </div>
      ))}
    </div>
  );
}

function choiceOf({ field, treatment }: PreviewColumn): Choice | 'new' {
  if (field !== null) return field;
  return treatment === 'note' ? 'note' : 'none';
}

interface Offered {
  readonly taken: ReadonlySet<PreviewColumn['field']>;
  readonly fields: readonly FieldView[];
  readonly contents: TableContents;
}

/** The ways out; then fields that no other column is, one's own first. */
function choicesFor({ field }: PreviewColumn, offered: Offered): { value: Choice | 'new'; label: string }[] {
  const { taken, fields, contents } = offered;
  const isFree = (one: NonNullable<PreviewColumn['field']>) => one === field || !taken.has(one);
  const waysOut = [
    { value: 'note' as const, label: texts.toNote },
    { value: 'none' as const, label: texts.toNothing },
  ];
  if (contents !== 'applications')
    return [...waysOut, ...listFields[contents].filter(isFree).map((value) => ({ value, label: listFieldTexts[value] }))];
  const own = fields.map(({ id, name }) => ({ value: `field.${id}` as const, label: texts.ownField(name) }));
  const free = importFields.filter(isFree);
  return [
    ...waysOut,
    ...(fields.length < fieldLimits.fields ? [{ value: 'new' as const, label: texts.toNewField }] : []),
    ...own.filter(({ value }) => isFree(value)),
    ...free.map((value) => ({ value, label: fieldTexts[value] })),
  ];
}

const listFields = { contacts: contactImportFields, companies: companyImportFields } as const;

const shapes: readonly (readonly [FieldType, RegExp])[] = [
  ['number', /^-?\d+(\.\d+)?$/],
  ['date', /^\d{4}-\d{2}-\d{2}$/],
  ['link', /^https?:\/\/\S+$/i],
  ['yes_no', /^(yes|no|true|false|y|n)$/i],
];

/** The type that all cells in sight have; text when they have none in common. */
function typeOfCells(samples: readonly string[]): FieldType {
  const shape = shapes.find(([, pattern]) => samples.length > 0 && samples.every((sample) => pattern.test(sample)));
  return shape?.[0] ?? 'text';
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
