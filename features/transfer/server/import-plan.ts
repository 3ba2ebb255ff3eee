/**
 * Files, options and what is there → the whole plan of an import: columns, statuses, rows.
 *
 * Pure but for `breathe`, which lets other requests be served between slices of a long file.
 */
import { type CalendarDate, type Currency, fold } from '@sotto/domain';
import type { ImportOptions, PreviewColumn, RowAnswer, TableContents } from '../api.ts';
import { type Column, applicationWords, columnsOf, type KnownField, type Mapping } from './mapping/columns.ts';
import { type PlannedEntry, type PresentCompany, type PresentContact, planList } from './mapping/list-plan.ts';
import { type ListColumn, type ListContents, type ListReading, readListRow } from './mapping/list-rows.ts';
import {
  type CompanyField,
  type ContactField,
  companyWords,
  contactWords,
  contentsMapped,
  contentsOf,
} from './mapping/list-words.ts';
import { type PlannedAnswer, planAnswers } from './mapping/answers.ts';
import { type PeopleFile, type PlannedPerson, planPeople } from './mapping/people.ts';
import { type PlannedRow, type Present, planRows } from './mapping/plan.ts';
import { type KnownStage, type ReadingContext, type RowReading, readRow, statusReading } from './mapping/rows.ts';
import { plainStatus } from './mapping/statuses.ts';
import type { ReadFile } from './reading/file.ts';

/** What an account brings to a plan. */
export interface Account {
  /** In their order. */
  readonly stages: readonly KnownStage[];
  readonly fields: readonly KnownField[];
  readonly currency: Currency;
  /** In the person's zone. */
  readonly today: CalendarDate;
  readonly present: readonly Present[];
  readonly people: readonly PresentContact[];
  readonly companies: readonly PresentCompany[];
  /** Texts of the question bank. */
  readonly questions: readonly string[];
}

export interface ImportPlan {
  /** All that were read, also those that hold no applications. */
  readonly all: readonly ReadFile[];
  /** Those whose columns are matched, which hold applications or are a list. */
  readonly files: readonly { readonly file: ReadFile; readonly columns: readonly Column<AnyField>[] }[];
  readonly rows: readonly (PlannedRow & { readonly key: string })[];
  readonly statuses: readonly {
    readonly status: string;
    readonly rows: number;
    readonly stageId: string;
    readonly known: boolean;
  }[];
  readonly ambiguousDates: number;
  /** Of a table of people or of companies; `null`: it is none. */
  readonly list: ListPlan | null;
  /** Who could become a contact; `picked`: who does. */
  readonly people: readonly Picked<PlannedPerson>[];
  /** Answers that could come into the question bank, likewise. */
  readonly answers: readonly Picked<PlannedAnswer>[];
}

export type AnyField = NonNullable<PreviewColumn['field']>;

export interface ListPlan {
  readonly contents: ListContents;
  readonly rows: readonly (PlannedEntry & { readonly key: string })[];
}

/** What comes in only if it was ticked, and is not here already. */
export type Picked<P> = P & { readonly picked: boolean };

/** Rows read between two breaths: a few milliseconds. */
const sliceRows = 250;

interface Planning {
  readonly options: ImportOptions;
  readonly account: Account;
  readonly name: string;
  readonly breathe: () => Promise<void>;
}

/** Plans an import. `name`: of the file, for source notes. `breathe` is awaited between slices of rows. */
export async function planImport(all: readonly ReadFile[], planning: Planning): Promise<ImportPlan> {
  const { options, account, name, breathe } = planning;
  const contents = contentsOfAll(all, options);
  if (contents !== 'applications') return planOfList(all, contents, planning);
  // Files that hold something else come last, so that the numbers of the others stay.
  const files = all.filter(({ format }) => format?.holds === undefined);
  const contexts = files.map((file) => contextOf(file, { options, account, name }));
  const answers = new Map(Object.entries(options.rows ?? {}));
  const keyed: { key: string; reading: RowReading }[] = [];
  for (const [index, { table }] of files.entries()) {
    for (const [position, row] of table.rows.entries()) {
      if (position % sliceRows === 0) await breathe();
      const key = index === 0 ? String(row.row) : `${index + 1}:${row.row}`;
      keyed.push({ key, reading: readRow(row, contexts[index]!, answers.get(key)) });
    }
  }
  const planned = planRows(
    keyed.map(({ reading }) => reading),
    account.present,
    leftOut(keyed, answers),
  );
  return {
    all,
    files: files.map((file, index) => ({ file, columns: contexts[index]!.columns })),
    rows: planned.map((row, index) => ({ ...row, key: keyed[index]!.key })),
    statuses: statusesOf(files, contexts),
    ambiguousDates: planned.filter(({ reading }) => reading.questions.some(({ text }) => text === 'Day or month first?')).length,
    list: null,
    people: picked(await planPeople(filesThatHold('people', all), account.people, breathe), options.people),
    answers: picked(planAnswers(filesThatHold('answers', all), account.questions), options.answers),
  };
}

/** What the rows are: as the person said, by itself or by the fields they chose, else by the names of the columns. What is known by its format is what it is. */
function contentsOfAll([file, ...others]: readonly ReadFile[], { contents, mapping = {} }: ImportOptions): TableContents {
  if (file?.format !== null || others.length > 0) return 'applications';
  return (
    contents ?? contentsMapped(Object.values(mapping)) ?? (file.table.headed ? contentsOf(file.table.header) : 'applications')
  );
}

async function planOfList(
  all: readonly ReadFile[],
  contents: ListContents,
  { options, account, name, breathe }: Planning,
): Promise<ImportPlan> {
  const mapping = options.mapping ?? {};
  const files = all.map((file) => ({ file, columns: listColumns(file.table.header, contents, mapping) }));
  const answers = new Map(Object.entries(options.rows ?? {}));
  const readings: ListReading[] = [];
  for (const { file, columns } of files) {
    for (const [position, row] of file.table.rows.entries()) {
      if (position % sliceRows === 0) await breathe();
      readings.push(readListRow(row, { contents, columns, fileName: file.name ?? name }));
    }
  }
  const keyed = readings.map(({ row }) => ({ key: String(row) }));
  const planned = await planList(contents, account, { readings, leftOut: leftOut(keyed, answers), breathe });
  const list = { contents, rows: planned.map((entry) => ({ ...entry, key: String(entry.reading.row) })) };
  return { all, files, rows: [], statuses: [], ambiguousDates: 0, list, people: [], answers: [] };
}

function listColumns(header: readonly string[], contents: ListContents, mapping: Mapping): ListColumn[] {
  if (contents === 'contacts') return columnsOf<ContactField>(header, { mapping, vocabulary: contactWords });
  return columnsOf<CompanyField>(header, { mapping, vocabulary: companyWords });
}

function filesThatHold(what: 'people' | 'answers', all: readonly ReadFile[]): PeopleFile[] {
  return all.map((file, index) => ({ file, index })).filter(({ file }) => file.format?.holds === what);
}

function picked<P extends { readonly key: string; readonly isHere: boolean }>(
  planned: readonly P[],
  keys: readonly string[] = [],
): Picked<P>[] {
  const wanted = new Set(keys);
  return planned.map((one) => ({ ...one, picked: wanted.has(one.key) && !one.isHere }));
}

function contextOf(
  file: ReadFile,
  { options, account, name }: { options: ImportOptions; account: Account; name: string },
): ReadingContext {
  return {
    format: file.format,
    fileName: file.name ?? name,
    columns: columnsOf(file.table.header, {
      mapping: options.mapping ?? {},
      vocabulary: applicationWords(file.format, account.fields),
    }),
    dayFirst: options.dayFirst ?? file.format?.dayFirst,
    statuses: new Map(
      Object.entries(options.statuses ?? {}).map(([status, stage]) => [plainStatus(status), stageIdOf(stage, account)]),
    ),
    meanings: new Map(),
    stages: account.stages,
    fields: account.fields,
    currency: account.currency,
    today: account.today,
  };
}

/** A stage by its id, else by its name, else the first of that kind. What is none of these stays as it is and means nothing. */
function stageIdOf(stage: string, { stages }: Account): string {
  const found =
    stages.find(({ id }) => id === stage) ??
    stages.find(({ name }) => fold(name) === fold(stage)) ??
    stages.find(({ kind }) => kind === stage);
  return found?.id ?? stage;
}

function leftOut(keyed: readonly { key: string }[], answers: ReadonlyMap<string, RowAnswer>): Set<number> {
  return new Set(keyed.flatMap(({ key }, index) => (answers.get(key)?.leaveOut === true ? [index] : [])));
}

/** Every word in a column of stages, as first written, with the stage its rows go to. */
function statusesOf(files: readonly ReadFile[], contexts: readonly ReadingContext[]): ImportPlan['statuses'] {
  const words = new Map<string, { status: string; rows: number; stageId: string; known: boolean }>();
  for (const [index, { table }] of files.entries()) {
    const context = contexts[index]!;
    const column = context.columns.findIndex(({ field }) => field === 'stage');
    if (column === -1) continue;
    for (const row of table.rows) {
      const cell = (row.cells[column] ?? '').trim();
      const key = plainStatus(cell);
      const there = words.get(key);
      if (there) there.rows += 1;
      else if (key !== '') words.set(key, { status: cell.slice(0, 200), rows: 1, ...stageFor(row.cells, context) });
    }
  }
  return [...words.values()];
}

function stageFor(cells: readonly string[], context: ReadingContext): { stageId: string; known: boolean } {
  const { history } = readRow({ row: 0, cells, fault: null }, context);
  const status = cells[context.columns.findIndex(({ field }) => field === 'stage')] ?? '';
  return {
    stageId: history.at(-1)?.stage.id ?? context.stages[0]?.id ?? '',
    known: statusReading(status.trim(), context).stage !== null,
  };
}
