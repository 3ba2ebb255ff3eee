/**
 * Import and export as they cross the wire.
 *
 * An import is looked at before anything is written, comes in as one batch, and can be taken back whole for 30 days.
 * Instants are ISO 8601, dates `YYYY-MM-DD`. An absent value is `null` in answers.
 */
import { endpoint } from '@sotto/contract';
import { CalendarDate, Id, Instant, limits } from '@sotto/domain';
import { z } from 'zod';

/** What a column of someone's table can become, in the order in which a person is offered it. */
export const importFields = [
  'company',
  'title',
  'stage',
  'appliedOn',
  'savedOn',
  'stageOn',
  'url',
  'location',
  'workMode',
  'employmentType',
  'seniority',
  'pay',
  'payMin',
  'payMax',
  'payCurrency',
  'payPeriod',
  'source',
  'method',
  'description',
  'notes',
  'tags',
  'postedOn',
  'closesOn',
  'nextAction',
  'nextActionOn',
  'excitement',
  'priority',
  'referenceNumber',
  'externalJobId',
  'portalUrl',
  'companyWebsite',
  'sourceId',
  'answers',
] as const;
export const ImportField = z.enum(importFields);
export type ImportField = z.infer<typeof ImportField>;

/** Files known by their header row. Anything else is `null`: its columns are matched by name and shown before anything happens. */
export const formatNames = [
  'sotto',
  'linkedin-applications',
  'linkedin-saved',
  'linkedin-answers',
  'linkedin-connections',
  'huntr',
  'teal',
  'simplify',
  'jobsync',
  'job-application-plugin',
  'reactive-resume',
  'career-ops',
  'career-ops-scan',
  'jat',
] as const;
export const FormatName = z.enum(formatNames);
export type FormatName = z.infer<typeof FormatName>;

/** A row's name in an import: its row number, with the file's number before it from the second file of an archive on (`2:14`). */
export const RowKey = z.string().regex(/^(?:\d{1,3}:)?\d{1,7}$/);

/** What a person says about one row. */
export const RowAnswer = z.strictObject({
  leaveOut: z.boolean().optional(),
  /** Text that stands for the cell of a field; empty: leave the field empty. */
  answers: z.partialRecord(ImportField, z.string().max(limits.url)).optional(),
});
export type RowAnswer = z.infer<typeof RowAnswer>;

/** How a file is to be read. Everything left out is found by looking. */
export const ImportOptions = z.strictObject({
  /** By column name: what it becomes. `note`: stands in the source note. `none`: left out altogether. */
  mapping: z.record(z.string().max(limits.line), z.union([ImportField, z.literal('note'), z.literal('none')])).optional(),
  /** How `1/2/2026` is meant. Left out: each such row asks. */
  dayFirst: z.boolean().optional(),
  /** By status as it stands in the file: the stage it means, by id, name or kind. */
  statuses: z.record(z.string().max(limits.line), z.string().max(limits.name)).optional(),
  /** By row: answers to its questions. */
  rows: z.record(RowKey, RowAnswer).optional(),
  /** The file's name, for source notes and the list of imports. */
  name: z.string().trim().min(1).max(limits.name).optional(),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

export const outcomes = ['new', 'update', 'same', 'skipped'] as const;

/** Something only the person can know about a row. Until it is answered the row is skipped. */
export const RowQuestion = z.strictObject({
  field: ImportField,
  /** What stands in the cell. */
  cell: z.string(),
  text: z.string(),
  /** `value` goes into the row's `answers`. Empty: the answer is typed. */
  choices: z.array(z.strictObject({ label: z.string(), value: z.string() })),
});
export type RowQuestion = z.infer<typeof RowQuestion>;

export const PreviewRow = z.strictObject({
  key: RowKey,
  /** As a spreadsheet counts. */
  row: z.int(),
  outcome: z.enum(outcomes),
  /** What will happen, or why nothing does. */
  why: z.string(),
  company: z.string(),
  title: z.string(),
  /** `null`: the row cannot come in. */
  stageId: Id.nullable(),
  /** The day of applying. */
  appliedOn: CalendarDate.nullable(),
  /** Pay on one line. */
  pay: z.string().nullable(),
  questions: z.array(RowQuestion),
});
export type PreviewRow = z.infer<typeof PreviewRow>;

/** `treatment`: becomes a field; stands in the source note; left out; left out unless the person says otherwise. */
export const PreviewColumn = z.strictObject({
  name: z.string(),
  field: ImportField.nullable(),
  treatment: z.enum(['field', 'note', 'silent', 'ask']),
  /** Up to three cells that are not empty, shortened. */
  samples: z.array(z.string()),
});
export type PreviewColumn = z.infer<typeof PreviewColumn>;

/** A word in the column of stages. `stageId`: what it was taken for; `known`: by us or by the person, else by default. */
export const PreviewStatus = z.strictObject({ status: z.string(), rows: z.int(), stageId: Id, known: z.boolean() });

export const ImportCounts = z.strictObject({
  new: z.int(),
  update: z.int(),
  same: z.int(),
  skipped: z.int(),
  /** Of the skipped ones, those that only need an answer. */
  questions: z.int(),
  newCompanies: z.int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const ImportPreview = z.strictObject({
  id: Id,
  groupId: Id,
  /** `null`: no format we know. */
  format: FormatName.nullable(),
  /** "LinkedIn, job applications"; "Table" when the format is not known. */
  label: z.string(),
  name: z.string(),
  separator: z.enum(['comma', 'semicolon', 'tab', 'bar', 'markdown']),
  /** What to know about how the file was read. */
  remarks: z.array(z.string()),
  columns: z.array(PreviewColumn),
  statuses: z.array(PreviewStatus),
  /** Dates that can be read with the day or with the month first. */
  ambiguousDates: z.int(),
  counts: ImportCounts,
  rows: z.array(PreviewRow),
  /** When the file is forgotten. */
  keptUntil: Instant,
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** `interrupted`: the server stopped in the middle; what came in is there, importing again adds the rest. */
export const importStates = ['running', 'done', 'interrupted', 'undone'] as const;

export const ImportView = z.strictObject({
  id: Id,
  state: z.enum(importStates),
  groupId: Id,
  format: FormatName.nullable(),
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
});
export type ImportReport = z.infer<typeof ImportReport>;

/** What taking an import back did. `kept`: applications that stay because they were changed since. */
export const ImportUndone = z.strictObject({
  removed: z.int(),
  restored: z.int(),
  removedCompanies: z.int(),
  kept: z.array(z.strictObject({ id: Id, company: z.string(), title: z.string() })),
});
export type ImportUndone = z.infer<typeof ImportUndone>;

export const importTypes = ['text/csv', 'text/tab-separated-values', 'text/markdown', 'application/zip'] as const;
export type ImportType = (typeof importTypes)[number];
export const importLimitBytes = 25 * 1024 * 1024;

const write = { kind: 'key', scope: 'applications:write' } as const;
const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const ImportId = z.strictObject({ id: Id });

/**
 * With `preview=1` nothing is written: the file is kept sealed for an hour, and the answer says what would happen.
 * Without it the rows come in at once, if the format is known; else `unprocessable`.
 * A file that cannot be read is `unprocessable` with the reason in `detail` and its `row` (`null`: the whole file).
 */
export const startImport = endpoint({
  name: 'startImport',
  method: 'POST',
  path: '/api/v1/imports',
  summary: 'Bring in a table of applications, or look at what that would do.',
  access: write,
  query: z.strictObject({
    /** The first active group when left out. */
    groupId: Id.optional(),
    preview: z.enum(['0', '1', 'false', 'true']).optional(),
    /** `ImportOptions` as base64url of JSON, so that quotes and umlauts in column names survive. */
    options: z
      .string()
      .max(12_000)
      .regex(/^[\w-]*$/)
      .optional(),
  }),
  body: { raw: importTypes, limitBytes: importLimitBytes },
  outputs: { 200: ImportPreview, 201: ImportReport },
  problems: ['unprocessable', 'conflict'],
});

export const revisePreview = endpoint({
  name: 'revisePreview',
  method: 'POST',
  path: '/api/v1/imports/{id}/preview',
  summary: 'Look again at a file that is kept, read by other options.',
  access: write,
  params: ImportId,
  body: z.strictObject({ options: ImportOptions, groupId: Id.optional() }),
  limitBytes: 4 * 1024 * 1024,
  outputs: { 200: ImportPreview },
  problems: ['unprocessable'],
});

/** Answers when all rows are dealt with; `getImport` tells how far it is meanwhile. The same preview committed again answers the first result. */
export const commitImport = endpoint({
  name: 'commitImport',
  method: 'POST',
  path: '/api/v1/imports/{id}/commit',
  summary: 'Bring in what the last preview showed.',
  access: write,
  params: ImportId,
  outputs: { 200: ImportReport },
  problems: ['unprocessable', 'conflict'],
});

export const getImport = endpoint({
  name: 'getImport',
  method: 'GET',
  path: '/api/v1/imports/{id}',
  summary: 'How far an import is, or what it did.',
  access: read,
  params: ImportId,
  outputs: { 200: ImportReport },
});

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/api/v1/imports',
  summary: 'Imports, the latest first.',
  access: read,
  outputs: { 200: z.strictObject({ items: z.array(ImportView) }) },
});

/** What was changed since stays and is named. After 30 days: `conflict`. Of a file that is only being looked at: it is forgotten. */
export const undoImport = endpoint({
  name: 'undoImport',
  method: 'DELETE',
  path: '/api/v1/imports/{id}',
  summary: 'Take a whole import back.',
  access: write,
  params: ImportId,
  outputs: { 200: ImportUndone },
  problems: ['conflict'],
});

export const exportGroup = endpoint({
  name: 'exportGroup',
  method: 'GET',
  path: '/api/v1/groups/{id}/applications.csv',
  summary: 'All applications of a group with their history and texts, as CSV (RFC 4180, UTF-8).',
  access: { kind: 'key', scope: 'export:read', whenDisabled: true },
  params: z.strictObject({ id: Id }),
  outputs: { 200: { raw: ['text/csv; charset=utf-8'] } },
});

export const exportEverything = endpoint({
  name: 'exportEverything',
  method: 'GET',
  path: '/api/v1/export.json',
  summary: 'Everything that is kept for this account, as one JSON document.',
  access: { kind: 'key', scope: 'export:read', fresh: true, whenDisabled: true },
  outputs: { 200: { raw: ['application/json; charset=utf-8'] } },
});
