/** How a table that is brought in is to be read: what its columns become, and what a person says of its rows. */
import { limits } from '@sotto/domain';
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
/** What a table can be a list of: each row is one of these. */
export const tableContents = ['applications', 'contacts', 'companies'] as const;
export const TableContents = z.enum(tableContents);
export type TableContents = z.infer<typeof TableContents>;

/** What a column of a table of people can become. */
export const contactImportFields = [
  'contact.name',
  'contact.givenName',
  'contact.familyName',
  'contact.role',
  'contact.company',
  'contact.email',
  'contact.phone',
  'contact.link',
  'contact.kind',
  'contact.notes',
] as const;

/** What a column of a table of companies can become. */
export const companyImportFields = [
  'company.name',
  'company.website',
  'company.linkedin',
  'company.careers',
  'company.industry',
  'company.size',
  'company.type',
  'company.street',
  'company.postalCode',
  'company.city',
  'company.region',
  'company.country',
  'company.notes',
] as const;
export const ListField = z.enum([...contactImportFields, ...companyImportFields]);
export type ListField = z.infer<typeof ListField>;

/** One of the person's own fields, by its id. */
export const OwnField = z.templateLiteral(['field.', z.string().max(36)]);
export type OwnField = z.infer<typeof OwnField>;

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

/** Rows one table may have. LinkedIn lets nobody have more connections than this. */
export const importRowLimit = 30_000;

/** How a file is to be read. Everything left out is found by looking. */
export const ImportOptions = z.strictObject({
  /** What each row is, in a table of no format we know. Left out: found by the names of its columns, applications where they leave a doubt. */
  contents: TableContents.optional(),
  /** By column name: what it becomes. `field.{id}`: a field of one's own. `note`: stands in the source note. `none`: left out altogether. */
  mapping: z
    .record(z.string().max(limits.line), z.union([ImportField, ListField, OwnField, z.literal('note'), z.literal('none')]))
    .optional(),
  /** How `1/2/2026` is meant. Left out: each such row asks. */
  dayFirst: z.boolean().optional(),
  /** By status as it stands in the file: the stage it means, by id, name or kind. */
  statuses: z.record(z.string().max(limits.line), z.string().max(limits.name)).optional(),
  /** By row: answers to its questions. */
  rows: z.record(RowKey, RowAnswer).optional(),
  /** Rows of a list of connections that become contacts. Left out: nobody does. */
  people: z.array(RowKey).max(importRowLimit).optional(),
  /** Saved answers that come into the question bank. Left out: none does. */
  answers: z.array(RowKey).max(importRowLimit).optional(),
  /** The file's name, for source notes and the list of imports. */
  name: z.string().trim().min(1).max(limits.name).optional(),
});
export type ImportOptions = z.infer<typeof ImportOptions>;
