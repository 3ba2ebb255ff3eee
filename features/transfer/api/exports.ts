/** A copy of everything as one zip, its reminder, and tables for leaving, as they cross the wire. */
import { endpoint } from '@sotto/contract';
import { exportReminders, Id, Instant } from '@sotto/domain';
import { z } from 'zod';

const take = { kind: 'key', scope: 'export:read', whenDisabled: true } as const;

/** `interrupted`: the server stopped in the middle; ask for a new one. */
export const exportStates = ['making', 'ready', 'interrupted'] as const;

/** A copy of everything as one zip. */
export const ExportView = z.strictObject({
  id: Id,
  state: z.enum(exportStates),
  startedAt: Instant,
  /** Records and files dealt with, of `total`. */
  done: z.int(),
  total: z.int(),
  /** That there are so far; all of them once it is ready. */
  sizeBytes: z.int(),
  /** When it is forgotten. */
  keptUntil: Instant,
  /** Whoever asks here may fetch it: it was asked for in this session, or with this key. */
  isFetchable: z.boolean(),
});
export type ExportView = z.infer<typeof ExportView>;

export const ExportReminderView = z.strictObject({
  every: z.enum(exportReminders),
  /** When one comes up next, or came up; `null`: never. */
  dueAt: Instant.nullable(),
  isDue: z.boolean(),
  /** It comes by mail as well: mail leaves here, and the person has reminders by mail. */
  byMail: z.boolean(),
});
export type ExportReminderView = z.infer<typeof ExportReminderView>;

export const ExportsView = z.strictObject({
  /** The one that is kept or being made; `null`: none is. */
  latest: ExportView.nullable(),
  /** What one would hold now. */
  holds: z.strictObject({ records: z.int(), files: z.int(), fileBytes: z.int() }),
  /** When one last arrived whole, and how long it was; `null`: none yet. */
  taken: z.strictObject({ at: Instant, sizeBytes: z.int() }).nullable(),
  reminder: ExportReminderView,
});
export type ExportsView = z.infer<typeof ExportsView>;

export const getExports = endpoint({
  name: 'getExports',
  method: 'GET',
  path: '/api/v1/exports',
  summary: 'The copy of everything that is kept or being made, and when one was last taken.',
  access: take,
  outputs: { 200: ExportsView },
});

/** Answers when it is ready; `getExports` tells how far it is meanwhile. One that was made before goes. */
export const makeExport = endpoint({
  name: 'makeExport',
  method: 'POST',
  path: '/api/v1/exports',
  summary: 'Make a copy of everything, as one zip.',
  access: { ...take, fresh: true },
  outputs: { 201: ExportView },
  problems: ['conflict'],
});

const zip = { raw: ['application/zip'] } as const;

/** For the session or the key that asked for it, for an hour. `Range` goes on where a download broke off: the bytes stay the same. */
export const fetchExport = endpoint({
  name: 'fetchExport',
  method: 'GET',
  path: '/api/v1/exports/{id}/sotto.zip',
  summary: 'A copy of everything that was made, whole or from where a download broke off.',
  access: take,
  params: z.strictObject({ id: Id }),
  outputs: { 200: zip, 206: zip, 416: null },
});

export const forgetExport = endpoint({
  name: 'forgetExport',
  method: 'DELETE',
  path: '/api/v1/exports/{id}',
  summary: 'Forget a copy of everything before its hour is over.',
  access: take,
  params: z.strictObject({ id: Id }),
  outputs: { 204: null },
});

export const remindOfExport = endpoint({
  name: 'remindOfExport',
  method: 'PUT',
  path: '/api/v1/exports/reminder',
  summary: 'Be reminded to take a copy of everything, or not.',
  access: { kind: 'session' },
  body: z.strictObject({ every: z.enum(exportReminders) }),
  outputs: { 200: ExportReminderView },
});

export const leavingForms = ['jobsync', 'linkedin'] as const;

/** They hold less than ours: for leaving. */
export const exportForLeaving = endpoint({
  name: 'exportForLeaving',
  method: 'GET',
  path: '/api/v1/leaving/{form}/applications.csv',
  summary: 'All applications as CSV in the form of another tracker.',
  access: take,
  params: z.strictObject({ form: z.enum(leavingForms) }),
  outputs: { 200: { raw: ['text/csv; charset=utf-8'] } },
});
