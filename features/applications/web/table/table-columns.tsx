/** The columns a table of applications can show: what each is called, what it holds, and by what it is sorted. */
import { type AnyColumnName, customColumnName, placeOf } from '@sotto/domain';
import { type FieldView, useFields, valueShown } from '@sotto/features/fields/web';
import type { DressedStage } from '@sotto/features/stages/web';
import { Stage, Tags } from '@sotto/ui';
import { type ReactNode, useMemo } from 'react';
import type { ApplicationRow } from '../../api.ts';
import type { Words } from '../board/words.ts';
import { choiceInWords } from '../fields/choice-words.ts';
import { fieldTexts } from '../fields/texts.ts';
import { dueInWords, payInWords } from '../in-words.ts';

export interface CellContext extends Words {
  readonly stages: ReadonlyMap<string, DressedStage>;
}

export interface TableColumn {
  readonly label: string;
  readonly sort?: AnyColumnName;
  readonly numeric?: boolean;
  /** Shown until the person chooses. */
  readonly usual?: boolean;
  readonly cell: (row: ApplicationRow, context: CellContext) => ReactNode;
}

const choice = (value: string | null) => value && (choiceInWords[value] ?? value);
const date = (value: string | null, { format }: CellContext) => value && format.day(value);

export const tableColumns = {
  company: { label: 'Company', sort: 'company', usual: true, cell: (row) => row.company.name },
  title: { label: 'Title', sort: 'title', usual: true, cell: (row) => row.title },
  stage: { label: 'Stage', sort: 'stage', usual: true, cell: stageCell },
  place: { label: 'Place', sort: 'place', usual: true, cell: (row) => placeOf(row.location) },
  workMode: { label: 'Mode', sort: 'workMode', usual: true, cell: (row) => choice(row.workMode) },
  pay: { label: 'Pay', sort: 'pay', numeric: true, usual: true, cell: (row, { format }) => payInWords(format, row.compensation) },
  appliedOn: {
    label: 'Applied',
    sort: 'appliedOn',
    numeric: true,
    usual: true,
    cell: (row, context) => date(row.appliedOn, context),
  },
  stageSince: {
    label: 'In stage',
    sort: 'stageSince',
    numeric: true,
    usual: true,
    cell: (row, { format }) => format.age(row.stageSince),
  },
  next: { label: 'Next', sort: 'dueOn', usual: true, cell: nextCell },
  source: { label: 'Source', sort: 'source', usual: true, cell: (row) => choice(row.source) },
  tags: { label: 'Tags', cell: (row) => <Tags tags={row.tags} most={3} /> },
  employmentType: { label: 'Type', sort: 'employmentType', cell: (row) => choice(row.employmentType) },
  seniority: { label: 'Seniority', sort: 'seniority', cell: (row) => row.seniority },
  priority: { label: 'Priority', sort: 'priority', cell: (row) => choice(row.priority) },
  excitement: {
    label: 'You like it',
    sort: 'excitement',
    numeric: true,
    cell: (row) => row.excitement && fieldTexts.rating(row.excitement),
  },
  closesOn: { label: 'Closes', sort: 'closesOn', numeric: true, cell: (row, context) => date(row.closesOn, context) },
  postedOn: { label: 'Posted', sort: 'postedOn', numeric: true, cell: (row, context) => date(row.postedOn, context) },
  method: { label: 'How', sort: 'method', cell: (row) => choice(row.method) },
  externalJobId: { label: 'Job id', sort: 'externalJobId', cell: (row) => row.externalJobId },
  referenceNumber: { label: 'Reference', sort: 'referenceNumber', cell: (row) => row.referenceNumber },
  outcome: { label: 'Outcome', sort: 'outcome', cell: (row) => choice(row.outcome) },
  createdAt: {
    label: 'Added',
    sort: 'createdAt',
    numeric: true,
    cell: (row, { format }) => format.day(format.dateOf(row.createdAt)),
  },
  updatedAt: {
    label: 'Changed',
    sort: 'updatedAt',
    numeric: true,
    cell: (row, { format }) => format.day(format.dateOf(row.updatedAt)),
  },
} as const satisfies Record<string, TableColumn>;

/** A column with its name. */
export interface NamedColumn extends TableColumn {
  readonly name: string;
}

const ours: readonly NamedColumn[] = Object.entries<TableColumn>(tableColumns).map(([name, column]) => ({ name, ...column }));

/** What is shown until the person chooses. */
export const usualColumns: readonly string[] = ours.filter(({ usual }) => usual).map(({ name }) => name);

/** Every column there is: ours, then the person's own fields. */
export function useTableColumns(): readonly NamedColumn[] {
  const fields = useFields();
  return useMemo(() => [...ours, ...(fields ?? []).map(columnOfField)], [fields]);
}

function columnOfField(field: FieldView): NamedColumn {
  const name = customColumnName(field.id);
  return {
    name,
    label: field.name,
    sort: name,
    numeric: field.type === 'number' || field.type === 'date',
    cell: (row, { format }) => valueShown(field, row.custom[field.id], format),
  };
}

function stageCell(row: ApplicationRow, { stages }: CellContext): ReactNode {
  const stage = stages.get(row.stage.id);
  return stage ? <Stage look={stage.look}>{stage.name}</Stage> : row.stage.name;
}

function nextCell(row: ApplicationRow, { format }: CellContext): ReactNode {
  const next = row.nextAction;
  if (!next) return null;
  if (!next.dueOn) return next.text;
  const due = dueInWords(format, next.dueOn);
  return <span className={due.tone}>{`${next.text}, ${due.text}`}</span>;
}
