/**
 * Files, options and what is there → the whole plan of an import: columns, statuses, rows.
 *
 * Pure but for `breathe`, which lets other requests be served between slices of a long file.
 */
import { type CalendarDate, type Currency, fold } from '@sotto/domain';
import type { ImportOptions, RowAnswer } from '../api.ts';
import { type Column, columnsOf } from './mapping/columns.ts';
import { type PlannedRow, type Present, planRows } from './mapping/plan.ts';
import { type KnownStage, type ReadingContext, type RowReading, readRow, statusReading } from './mapping/rows.ts';
import { plainStatus } from './mapping/statuses.ts';
import type { ReadFile } from './reading/file.ts';

/** What an account brings to a plan. */
export interface Account {
  /** In their order. */
  readonly stages: readonly KnownStage[];
  readonly currency: Currency;
  /** In the person's zone. */
  readonly today: CalendarDate;
  readonly present: readonly Present[];
}

export interface ImportPlan {
  readonly files: readonly { readonly file: ReadFile; readonly columns: readonly Column[] }[];
  readonly rows: readonly (PlannedRow & { readonly key: string })[];
  readonly statuses: readonly {
    readonly status: string;
    readonly rows: number;
    readonly stageId: string;
    readonly known: boolean;
  }[];
  readonly ambiguousDates: number;
}

/** Rows read between two breaths: a few milliseconds. */
const sliceRows = 250;

/** Plans an import. `name`: of the file, for source notes. `breathe` is awaited between slices of rows. */
export async function planImport(
  files: readonly ReadFile[],
  { options, account, name, breathe }: { options: ImportOptions; account: Account; name: string; breathe: () => Promise<void> },
): Promise<ImportPlan> {
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
    files: files.map((file, index) => ({ file, columns: contexts[index]!.columns })),
    rows: planned.map((row, index) => ({ ...row, key: keyed[index]!.key })),
    statuses: statusesOf(files, contexts),
    ambiguousDates: planned.filter(({ reading }) => reading.questions.some(({ text }) => text === 'Day or month first?')).length,
  };
}

function contextOf(
  file: ReadFile,
  { options, account, name }: { options: ImportOptions; account: Account; name: string },
): ReadingContext {
  return {
    format: file.format,
    fileName: file.name ?? name,
    columns: columnsOf(file.table.header, file.format, options.mapping ?? {}),
    dayFirst: options.dayFirst ?? file.format?.dayFirst,
    statuses: new Map(
      Object.entries(options.statuses ?? {}).map(([status, stage]) => [plainStatus(status), stageIdOf(stage, account)]),
    ),
    meanings: new Map(),
    stages: account.stages,
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
