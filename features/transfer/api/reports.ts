/** What an import did, or is doing, and what taking it back did. */
import { Id, Instant } from '@sotto/domain';
import { z } from 'zod';
import { FormatName, TableContents } from './options.ts';
import { ImportCounts, outcomes } from './preview.ts';

/** What an import of everything does to the records of one kind. `kind`: their plural, as in the export. */
export const KindCounts = z.strictObject({
  kind: z.string(),
  /** As people know them: `Interviews`. */
  title: z.string(),
  new: z.int(),
  /** There already. */
  same: z.int(),
  /** There already, saying something else: what is there stays. */
  differs: z.int(),
  refused: z.int(),
});
export type KindCounts = z.infer<typeof KindCounts>;

/** A record of an export that does not come in. `title`: of its kind; `name`: what it may be known by, empty: nothing. */
export const RefusedRecord = z.strictObject({ title: z.string(), name: z.string(), why: z.string() });
export type RefusedRecord = z.infer<typeof RefusedRecord>;

/** `interrupted`: the server stopped in the middle; what came in is there, importing again adds the rest. */
export const importStates = ['running', 'done', 'interrupted', 'undone'] as const;

export const ImportView = z.strictObject({
  id: Id,
  state: z.enum(importStates),
  /** `null`: of everything, which comes into no group. */
  groupId: Id.nullable(),
  format: FormatName.nullable(),
  /** What each row was; absent: applications. */
  contents: TableContents.optional(),
  label: z.string(),
  name: z.string(),
  startedAt: Instant,
  /** `null`: still running, or interrupted. */
  finishedAt: Instant.nullable(),
  /** Until then it can be taken back; `null`: it cannot (any more). */
  undoableUntil: Instant.nullable(),
  /** Rows dealt with so far, of `total`. */
  done: z.int(),
  total: z.int(),
  counts: ImportCounts,
  /** Of everything: by kind; `null`: of a table. */
  kinds: z.array(KindCounts).nullable(),
});
export type ImportView = z.infer<typeof ImportView>;

/** A row that did not simply come in. */
export const ReportedRow = z.strictObject({
  row: z.int(),
  outcome: z.enum(outcomes),
  company: z.string(),
  title: z.string(),
  why: z.string(),
});
export type ReportedRow = z.infer<typeof ReportedRow>;

export const ImportReport = z.strictObject({
  ...ImportView.shape,
  /** Rows that were skipped or changed something that was there, at most 1,000. */
  rows: z.array(ReportedRow),
  /** Of everything: records that stayed out, at most 200. */
  refused: z.array(RefusedRecord),
});
export type ImportReport = z.infer<typeof ImportReport>;

/**
 * What taking an import back did. `removed`: what it had made, contacts and questions among it. `kept`: what stays because it was
 * changed since; `company` is empty but for applications. Of everything: records of any kind, at most 200.
 */
export const ImportUndone = z.strictObject({
  removed: z.int(),
  restored: z.int(),
  removedCompanies: z.int(),
  kept: z.array(z.strictObject({ id: Id, company: z.string(), title: z.string() })),
});
export type ImportUndone = z.infer<typeof ImportUndone>;
