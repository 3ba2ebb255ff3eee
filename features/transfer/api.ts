/**
 * Import and export as they cross the wire.
 *
 * An import is looked at before anything is written, comes in as one batch, and can be taken back whole for 30 days.
 * Instants are ISO 8601, dates `YYYY-MM-DD`. An absent value is `null` in answers.
 */
import { endpoint } from '@sotto/contract';
import { Id } from '@sotto/domain';
import { z } from 'zod';
import { ImportOptions } from './api/options.ts';
import { ImportPreview } from './api/preview.ts';
import { ImportReport, ImportUndone, ImportView } from './api/reports.ts';

export const importTypes = [
  'text/csv',
  'text/tab-separated-values',
  'text/markdown',
  'application/json',
  'application/zip',
] as const;
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

export const listLists = endpoint({
  name: 'listLists',
  method: 'GET',
  path: '/api/v1/lists',
  summary: 'Kinds of records that can be had as CSV, with how many there are of each.',
  access: { kind: 'key', scope: 'export:read', whenDisabled: true },
  outputs: { 200: z.strictObject({ items: z.array(z.strictObject({ kind: z.string(), title: z.string(), count: z.int() })) }) },
});

/** `kind`: its plural, as in the export of everything. */
export const exportList = endpoint({
  name: 'exportList',
  method: 'GET',
  path: '/api/v1/lists/{kind}/records.csv',
  summary: 'All records of a kind as CSV (RFC 4180, UTF-8), for a spreadsheet.',
  access: { kind: 'key', scope: 'export:read', whenDisabled: true },
  params: z.strictObject({ kind: z.string().regex(/^[A-Za-z]{1,40}$/) }),
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

export * from './api/everything.ts';
export * from './api/exports.ts';
export * from './api/options.ts';
export * from './api/preview.ts';
export * from './api/reports.ts';
