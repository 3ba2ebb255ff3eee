/** What bringing a table in would do, row by row, before anything is written. */
import { CalendarDate, Id, Instant } from '@sotto/domain';
import { z } from 'zod';
import { FormatName, ImportField, ListField, OwnField, RowKey, TableContents } from './options.ts';

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
  /** Of a contact, where they work; of a company, nothing. */
  company: z.string(),
  /** Of a contact or a company, its name. */
  title: z.string(),
  /** `null`: it is no application, or the row cannot come in. */
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
  field: z.union([ImportField, ListField, OwnField]).nullable(),
  treatment: z.enum(['field', 'note', 'silent', 'ask']),
  /** Up to three cells that are not empty, shortened. */
  samples: z.array(z.string()),
});
export type PreviewColumn = z.infer<typeof PreviewColumn>;

/** A word in the column of stages. `stageId`: what it was taken for; `known`: by us or by the person, else by default. */
export const PreviewStatus = z.strictObject({ status: z.string(), rows: z.int(), stageId: Id, known: z.boolean() });

/** Somebody in a list of connections. Becomes a contact only if picked by `key`. An absent value is `null`. */
export const PreviewPerson = z.strictObject({
  key: RowKey,
  name: z.string(),
  role: z.string().nullable(),
  company: z.string().nullable(),
  email: z.string().nullable(),
  connectedOn: CalendarDate.nullable(),
  /** A contact already: cannot be picked. */
  isHere: z.boolean(),
  /** There is a contact of this name. */
  isNamesake: z.boolean(),
  /** Works where one has applied, or is about to by this import. */
  isTracked: z.boolean(),
});
export type PreviewPerson = z.infer<typeof PreviewPerson>;

/** A saved answer. Comes into the question bank only if picked by `key`. `isHere`: the question is there already. */
export const PreviewAnswer = z.strictObject({ key: RowKey, question: z.string(), answer: z.string(), isHere: z.boolean() });
export type PreviewAnswer = z.infer<typeof PreviewAnswer>;

export const ImportCounts = z.strictObject({
  new: z.int(),
  update: z.int(),
  same: z.int(),
  skipped: z.int(),
  /** Of the skipped ones, those that only need an answer. */
  questions: z.int(),
  newCompanies: z.int(),
  /** Contacts that are added, of those that were picked; absent: the file is no list of connections. */
  people: z.int().optional(),
  /** Questions that are added with their answers, likewise. */
  answers: z.int().optional(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const ImportPreview = z.strictObject({
  id: Id,
  groupId: Id,
  /** `null`: no format we know. */
  format: FormatName.nullable(),
  /** What each row is. */
  contents: TableContents,
  /** "LinkedIn, job applications"; "Table" when the format is not known. */
  label: z.string(),
  name: z.string(),
  separator: z.enum(['comma', 'semicolon', 'tab', 'bar', 'markdown', 'json']),
  /** What to know about how the file was read. */
  remarks: z.array(z.string()),
  columns: z.array(PreviewColumn),
  statuses: z.array(PreviewStatus),
  /** Dates that can be read with the day or with the month first. */
  ambiguousDates: z.int(),
  counts: ImportCounts,
  rows: z.array(PreviewRow),
  /** Empty but for LinkedIn's lists. */
  people: z.array(PreviewPerson),
  answers: z.array(PreviewAnswer),
  /** When the file is forgotten. */
  keptUntil: Instant,
});
export type ImportPreview = z.infer<typeof ImportPreview>;
