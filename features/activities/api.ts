/**
 * The work-search log as it crosses the wire.
 *
 * Entries told by an application or interview have no id and revision: they are kept nowhere. To say one differently, an
 * activity is created that names what it speaks of (`of`); it then stands in the entry's place.
 */
import { endpoint } from '@sotto/contract';
import { activityFields, ActivitySource, CalendarDate, Id } from '@sotto/domain';
import { z } from 'zod';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const Revision = z.int().min(1);

/** One line of the log. */
export const ActivityView = z.strictObject({
  /** `null`: told by the record it speaks of. */
  id: Id.nullable(),
  revision: Revision.nullable(),
  ...activityFields,
  of: ActivitySource.nullable(),
  /** Whether that record is still there. */
  opens: z.boolean(),
});
export type ActivityView = z.infer<typeof ActivityView>;

/** A claim week or month, as the rules in the settings divide time; weeks as the person counts them when there are none. */
export const PeriodView = z.strictObject({
  from: CalendarDate,
  to: CalendarDate,
  /** Activities in it that count. */
  counted: z.int(),
  /** Fewest asked for; `null`: none. */
  least: z.int().nullable(),
  /** The last day on which its log must still be there; `null`: not known. */
  keptUntil: CalendarDate.nullable(),
});
export type PeriodView = z.infer<typeof PeriodView>;

export const LogView = z.strictObject({
  /** Latest first. */
  periods: z.array(PeriodView),
  /** Latest first. */
  items: z.array(ActivityView),
  /** The day of the first activity there is; `null`: none. */
  beginsOn: CalendarDate.nullable(),
});
export type LogView = z.infer<typeof LogView>;

const { on, kind, ...others } = activityFields;
const optionalFields = z.object(others).partial().shape;

export const NewActivity = z.strictObject({ id: Id.optional(), on, kind, ...optionalFields, of: ActivitySource.optional() });
export type NewActivity = z.infer<typeof NewActivity>;

/** Absent: unchanged; `null`: cleared. */
export const ActivityPatch = z.strictObject({
  revision: Revision,
  on: on.optional(),
  kind: kind.optional(),
  ...optionalFields,
});
export type ActivityPatch = z.infer<typeof ActivityPatch>;

const ActivityId = z.strictObject({ id: Id });
const Span = z.strictObject({ from: CalendarDate.optional(), to: CalendarDate.optional() });

export const readLog = endpoint({
  name: 'readLog',
  method: 'GET',
  path: '/api/v1/activities',
  summary: 'The work-search log of some time, with counts by claim period. Without a beginning: the last 13 weeks.',
  access: read,
  query: Span,
  compressed: true,
  outputs: { 200: LogView },
});

export const createActivity = endpoint({
  name: 'createActivity',
  method: 'POST',
  path: '/api/v1/activities',
  summary: 'Add an activity, or say one differently than its application or interview tells it.',
  access: write,
  body: NewActivity,
  outputs: { 201: ActivityView },
  problems: ['already-exists'],
});

export const patchActivity = endpoint({
  name: 'patchActivity',
  method: 'PATCH',
  path: '/api/v1/activities/{id}',
  summary: 'Change an activity.',
  access: write,
  params: ActivityId,
  body: ActivityPatch,
  outputs: { 200: ActivityView },
  problems: ['stale-revision', 'newer-version'],
});

/** What an application or interview tells is in the log again. `undo`: for `undoChange` of applications, within the hour. */
export const deleteActivity = endpoint({
  name: 'deleteActivity',
  method: 'DELETE',
  path: '/api/v1/activities/{id}',
  summary: 'Delete an activity.',
  access: write,
  params: ActivityId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ undo: z.string() }) },
  problems: ['stale-revision', 'newer-version'],
});

export const exportLog = endpoint({
  name: 'exportLog',
  method: 'GET',
  path: '/api/v1/activities.csv',
  summary: 'The work-search log of some time as CSV (RFC 4180, UTF-8), earliest first.',
  access: { kind: 'key', scope: 'export:read', whenDisabled: true },
  query: Span,
  outputs: { 200: { raw: ['text/csv; charset=utf-8'] } },
});

export const exportLogPdf = endpoint({
  name: 'exportLogPdf',
  method: 'GET',
  path: '/api/v1/activities.pdf',
  summary: 'The work-search log of some time as a PDF to hand in, earliest first; of at most 2,000 entries.',
  access: { kind: 'key', scope: 'export:read', whenDisabled: true },
  query: Span,
  outputs: { 200: { raw: ['application/pdf'] } },
});
