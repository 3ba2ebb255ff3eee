/**
 * Applications as they cross the wire: the table, the board, one application with its history, snapshot and texts.
 *
 * Instants are ISO 8601, dates `YYYY-MM-DD`, money minor units. An absent value is `null` in answers.
 */
import { endpoint } from '@sotto/contract';
import {
  applicationFields,
  CalendarDate,
  Compensation,
  CustomChanges,
  CustomValue,
  CustomValues,
  Id,
  ImportRef,
  Instant,
  limits,
  line,
  NamedRef,
  parseCondition,
  parseSort,
  prose,
  Rank,
  shortFields,
  snapshotMakers,
  stageChangers,
  StageRef,
  Tags,
  WebUrl,
  workModes,
} from '@sotto/domain';
import { z } from 'zod';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const Revision = z.int().min(1);
const ApplicationId = z.strictObject({ id: Id });

/** A moment, or a day when only the day is known. Not in the future. */
export const Said = z.union([CalendarDate, Instant]);
export type Said = z.infer<typeof Said>;

/** One step of an application's way. `from` is computed; a void step counts nowhere and leads from nowhere. */
export const HistoryStep = z.strictObject({
  id: Id,
  from: StageRef.nullable(),
  to: StageRef,
  /** A date when `precision` is `day`, else an instant. */
  at: Said,
  precision: z.enum(['day', 'time']),
  by: z.enum(stageChangers),
  note: z.string().nullable(),
  voidedAt: Instant.nullable(),
});
export type HistoryStep = z.infer<typeof HistoryStep>;

/** What is known of a snapshot without reading it. */
export const SnapshotSummary = z.strictObject({ id: Id, capturedAt: Instant, words: z.int() });

/** An application as a row of the table: everything but its texts and history. */
export const ApplicationRow = z.strictObject({
  id: Id,
  revision: Revision,
  groupId: Id,
  company: NamedRef,
  stage: StageRef,
  /** When it came into its stage. */
  stageSince: Instant,
  rank: Rank,
  ...shortFields,
  /** Values of the person's own fields, by the field's id; see `listFields`. A field without a value is left out. */
  custom: CustomValues,
  canonicalUrl: WebUrl.nullable(),
  snapshot: SnapshotSummary.nullable(),
  importRef: ImportRef.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type ApplicationRow = z.infer<typeof ApplicationRow>;

/** An application whole. `readOnly`: written by a newer version of Sotto. */
export const ApplicationView = z.strictObject({
  ...ApplicationRow.shape,
  ...applicationFields,
  history: z.array(HistoryStep),
  readOnly: z.boolean(),
});
export type ApplicationView = z.infer<typeof ApplicationView>;

const { title, tags: _, ...nullableFields } = applicationFields;
const optionalFields = {
  ...z.object(nullableFields).partial().shape,
  tags: Tags.nullable().optional(),
  /** By the field's id: a value, or `null` to clear it. Fields that are not named stay. A choice is given by its id or name. */
  custom: CustomChanges.optional(),
};

/**
 * A new application. Only `company` (by name: matched or made) and `title` are needed.
 *
 * `groupId`: the first active group when left out. `stageId`: when left out, the first stage of kind `submitted` if `appliedOn` is given, else the first `lead`.
 * `stageAt`: when it came there (now, or `appliedOn` for a submitted stage). `rank`: on top of its stage when left out.
 */
export const NewApplication = z.strictObject({
  id: Id.optional(),
  groupId: Id.optional(),
  company: line(limits.name),
  title,
  stageId: Id.optional(),
  stageAt: Said.optional(),
  rank: Rank.optional(),
  ...optionalFields,
});
export type NewApplication = z.infer<typeof NewApplication>;

/** Absent: unchanged; `null`: cleared; objects and lists are replaced whole. The stage changes by `/stage` alone. */
export const ApplicationPatch = z.strictObject({
  revision: Revision,
  groupId: Id.optional(),
  company: line(limits.name).optional(),
  title: title.optional(),
  /** A new place within its stage. */
  rank: Rank.optional(),
  ...optionalFields,
});
export type ApplicationPatch = z.infer<typeof ApplicationPatch>;

const Condition = z
  .string()
  .max(limits.url)
  .transform((text, context) => {
    const parsed = parseCondition(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: parsed.error });
    return z.NEVER;
  });

const Sort = z
  .string()
  .max(limits.line)
  .transform((text, context) => {
    const parsed = parseSort(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: parsed.error });
    return z.NEVER;
  });

/** Which applications, in which order. `filter`: `column:operation:value`, repeated, all must hold; `sort`: `column,-column`. */
export const ApplicationQuery = z.strictObject({
  groupId: Id.optional(),
  /** Words that must all be found, in whatever is said of an application or in its long texts and snapshot. */
  q: z.string().max(limits.line).optional(),
  filter: z.array(Condition).max(50).optional(),
  sort: Sort.optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  /** `nextCursor` of the page before, with the same other parameters. */
  cursor: z.string().max(20_000).optional(),
});
export type ApplicationQuery = z.infer<typeof ApplicationQuery>;

export const listApplications = endpoint({
  name: 'listApplications',
  method: 'GET',
  path: '/api/v1/applications',
  summary: 'A page of applications, filtered and sorted.',
  access: read,
  query: ApplicationQuery,
  compressed: true,
  outputs: {
    200: z.strictObject({
      items: z.array(ApplicationRow),
      /** `null`: this was the last page. */
      nextCursor: z.string().nullable(),
      /** How many there are on all pages. */
      total: z.int(),
    }),
  },
});

export const createApplication = endpoint({
  name: 'createApplication',
  method: 'POST',
  path: '/api/v1/applications',
  summary: 'Log an application.',
  access: write,
  body: NewApplication,
  limitBytes: 4 * 1024 * 1024,
  outputs: { 201: ApplicationView },
  problems: ['already-exists', 'conflict'],
});

export const getApplication = endpoint({
  name: 'getApplication',
  method: 'GET',
  path: '/api/v1/applications/{id}',
  summary: 'One application with its texts and history.',
  access: read,
  params: ApplicationId,
  outputs: { 200: ApplicationView },
});

export const patchApplication = endpoint({
  name: 'patchApplication',
  method: 'PATCH',
  path: '/api/v1/applications/{id}',
  summary: 'Change an application.',
  access: write,
  params: ApplicationId,
  body: ApplicationPatch,
  limitBytes: 4 * 1024 * 1024,
  outputs: { 200: ApplicationView },
  problems: ['stale-revision', 'newer-version', 'conflict'],
});

/**
 * A sealed account of what was changed, for `undoChange`. The server keeps nothing of what was deleted: whoever holds this may bring it back,
 * with history, snapshot and texts, within the hour and with their own account only.
 */
const Undo = z.string().max(64 * 1024 * 1024);

export const deleteApplication = endpoint({
  name: 'deleteApplication',
  method: 'DELETE',
  path: '/api/v1/applications/{id}',
  summary: 'Delete an application with its history, snapshot and texts.',
  access: write,
  params: ApplicationId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ undo: Undo }) },
  problems: ['stale-revision', 'newer-version'],
});

/** `at` in the past enters a step there; the application moves only if that is the latest. `rank`: its place in the stage, on top when left out. */
export const StageMove = z.strictObject({
  stageId: Id,
  at: Said.optional(),
  note: prose(limits.remark).nullable().optional(),
  rank: Rank.optional(),
  revision: Revision,
});
export type StageMove = z.infer<typeof StageMove>;

export const moveApplication = endpoint({
  name: 'moveApplication',
  method: 'POST',
  path: '/api/v1/applications/{id}/stage',
  summary: 'Move an application to a stage, or enter an earlier step.',
  access: write,
  params: ApplicationId,
  body: StageMove,
  outputs: { 200: ApplicationView },
  problems: ['stale-revision', 'newer-version', 'conflict'],
});

/** The step stays in the history and counts nowhere. The only step cannot be taken back. `rank`: its place in the stage it returns to. */
export const voidStep = endpoint({
  name: 'voidStep',
  method: 'POST',
  path: '/api/v1/applications/{id}/history/{stepId}/void',
  summary: 'Take back a step of the history.',
  access: write,
  params: z.strictObject({ id: Id, stepId: Id }),
  body: z.strictObject({ revision: Revision, rank: Rank.optional() }),
  outputs: { 200: ApplicationView },
  problems: ['stale-revision', 'newer-version', 'conflict'],
});

export const SnapshotView = z.strictObject({
  id: Id,
  capturedAt: Instant,
  url: WebUrl.nullable(),
  text: z.string(),
  /** Of the text in UTF-8, lower-case hex. */
  sha256: z.string(),
  by: z.enum(snapshotMakers),
  words: z.int(),
});
export type SnapshotView = z.infer<typeof SnapshotView>;

/** The posting's text as it was. `url`: the application's when left out; `capturedAt`: now; `by`: `paste`. */
export const NewSnapshot = z.strictObject({
  id: Id.optional(),
  revision: Revision,
  text: prose(limits.snapshot),
  url: WebUrl.nullable().optional(),
  capturedAt: Instant.optional(),
  by: z.enum(snapshotMakers).optional(),
});
export type NewSnapshot = z.infer<typeof NewSnapshot>;

export const createSnapshot = endpoint({
  name: 'createSnapshot',
  method: 'POST',
  path: '/api/v1/applications/{id}/snapshot',
  summary: 'Keep the posting as it is now. Those kept before stay; the same text twice is refused.',
  access: write,
  params: ApplicationId,
  body: NewSnapshot,
  limitBytes: 4 * 1024 * 1024,
  outputs: { 201: SnapshotView },
  problems: ['stale-revision', 'newer-version', 'already-exists', 'conflict'],
});

export const getSnapshot = endpoint({
  name: 'getSnapshot',
  method: 'GET',
  path: '/api/v1/applications/{id}/snapshot',
  summary: 'The posting as it was when it was saved last.',
  access: read,
  params: ApplicationId,
  outputs: { 200: SnapshotView },
});

/** What is told of a snapshot in the list of them: all but its text. */
export const SnapshotRow = SnapshotView.omit({ text: true });
export type SnapshotRow = z.infer<typeof SnapshotRow>;

export const listSnapshots = endpoint({
  name: 'listSnapshots',
  method: 'GET',
  path: '/api/v1/applications/{id}/snapshots',
  summary: 'All snapshots of the posting, latest first.',
  access: read,
  params: ApplicationId,
  outputs: { 200: z.strictObject({ items: z.array(SnapshotRow) }) },
});

const SnapshotId = z.strictObject({ id: Id, snapshotId: Id });

export const getOneSnapshot = endpoint({
  name: 'getOneSnapshot',
  method: 'GET',
  path: '/api/v1/applications/{id}/snapshots/{snapshotId}',
  summary: 'The posting as it was at one time.',
  access: read,
  params: SnapshotId,
  outputs: { 200: SnapshotView },
});

/** `revision`: the application's. A snapshot is never changed, only deleted. */
export const deleteSnapshot = endpoint({
  name: 'deleteSnapshot',
  method: 'DELETE',
  path: '/api/v1/applications/{id}/snapshots/{snapshotId}',
  summary: 'Delete a snapshot.',
  access: write,
  params: SnapshotId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ revision: Revision }) },
  problems: ['stale-revision', 'newer-version'],
});

/** A card of the board: what it shows, and no more. What is absent is left out. */
export const Card = z.strictObject({
  id: Id,
  revision: Revision,
  /** Only when no group was asked for. */
  groupId: Id.optional(),
  company: z.string(),
  title: z.string(),
  /** The stage's id. */
  stage: Id,
  stageSince: Instant,
  rank: Rank,
  tags: z.array(z.string()),
  /** What is due, and when. */
  due: z.strictObject({ text: z.string(), on: CalendarDate }).optional(),
  closesOn: CalendarDate.optional(),
  appliedOn: CalendarDate.optional(),
  place: z.string().optional(),
  workMode: z.enum(workModes).optional(),
  pay: z
    .strictObject({
      min: z.int().optional(),
      max: z.int().optional(),
      currency: z.string(),
      period: Compensation.shape.period.unwrap().unwrap().optional(),
    })
    .optional(),
  excitement: z.int().optional(),
  outcome: z.string().optional(),
});
export type Card = z.infer<typeof Card>;

/** ETag: the workspace's revision; answers 304 to `If-None-Match`. Without `groupId`: all groups that are not archived. */
export const getBoard = endpoint({
  name: 'getBoard',
  method: 'GET',
  path: '/api/v1/board',
  summary: 'All cards compactly, in order of rank.',
  access: read,
  query: z.strictObject({ groupId: Id.optional() }),
  compressed: true,
  outputs: { 200: z.strictObject({ cards: z.array(Card) }) },
});

/** What is done to many applications at once. */
export const BulkChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('stage'),
    stageId: Id,
    at: Said.optional(),
    note: prose(limits.remark).nullable().optional(),
  }),
  z.strictObject({ kind: z.literal('tags'), add: Tags.optional(), remove: Tags.optional() }),
  z.strictObject({ kind: z.literal('group'), groupId: Id }),
  /** One's own field; `null` clears it. */
  z.strictObject({ kind: z.literal('field'), fieldId: Id, value: CustomValue.nullable() }),
  z.strictObject({ kind: z.literal('delete') }),
]);
export type BulkChange = z.infer<typeof BulkChange>;

/** What became of one application. `revision`: as it is now, `null` when it is gone. */
export const BulkResult = z.strictObject({
  id: Id,
  result: z.enum(['done', 'unchanged', 'stale-revision', 'newer-version', 'not-found', 'conflict']),
  revision: Revision.nullable(),
});
export type BulkResult = z.infer<typeof BulkResult>;

/** Each application on its own: one that changed elsewhere does not keep the others from changing. Those that change do so together. */
export const changeApplications = endpoint({
  name: 'changeApplications',
  method: 'POST',
  path: '/api/v1/applications/bulk',
  summary: 'Move, tag, regroup, fill in or delete many applications.',
  access: write,
  body: z.strictObject({
    items: z
      .array(z.strictObject({ id: Id, revision: Revision }))
      .min(1)
      .max(1_000),
    change: BulkChange,
  }),
  outputs: {
    200: z.strictObject({
      items: z.array(BulkResult),
      /** For `undoChange`; `null` when nothing changed. */
      undo: Undo.nullable(),
    }),
  },
  problems: ['conflict'],
});

/** What has changed again since is left alone and told as `stale-revision`. */
export const undoChange = endpoint({
  name: 'undoChange',
  method: 'POST',
  path: '/api/v1/applications/undo',
  summary: 'Take back a bulk change or a deletion.',
  access: write,
  body: z.strictObject({ undo: Undo }),
  limitBytes: 64 * 1024 * 1024,
  outputs: { 200: z.strictObject({ items: z.array(BulkResult) }) },
  problems: ['conflict', 'unprocessable'],
});

export const listTags = endpoint({
  name: 'listTags',
  method: 'GET',
  path: '/api/v1/tags',
  summary: 'All tags in use with their counts, most used first.',
  access: read,
  outputs: { 200: z.strictObject({ items: z.array(z.strictObject({ tag: z.string(), applications: z.int() })) }) },
});
