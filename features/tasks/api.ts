/** Tasks as they cross the wire. A due day is a date; a due time is a wall time with the zone it was said in. */
import { endpoint } from '@sotto/contract';
import {
  BulkAnswer,
  BulkItems,
  CalendarDate,
  Id,
  Instant,
  NamedLink,
  priorities,
  ruleNames,
  taskFields,
  TaskLink,
  taskOrigins,
  taskStatuses,
} from '@sotto/domain';
import { z } from 'zod';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const Revision = z.int().min(1);
const TaskId = z.strictObject({ id: Id });

export const TaskView = z.strictObject({
  id: Id,
  revision: Revision,
  ...taskFields,
  status: z.enum(taskStatuses),
  /** When it was done or dropped. */
  doneAt: Instant.nullable(),
  /** `null`: about nothing, or about a contact or company that is gone. */
  link: NamedLink.nullable(),
  origin: z.enum(taskOrigins),
  /** The rule it answers; `null` of one's own. */
  rule: z.enum(ruleNames).nullable(),
  /** The task that was made when this one was done, because it comes again. */
  nextId: Id.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type TaskView = z.infer<typeof TaskView>;

const { title, ...nullableFields } = taskFields;
const optionalFields = z.object(nullableFields).partial().shape;

/**
 * A new task. `rule`: it answers that rule's suggestion about `link`, so that it counts as a nudge or puts the suggestion off.
 * `repeat` needs a due day.
 */
export const NewTask = z.strictObject({
  id: Id.optional(),
  title,
  link: TaskLink.nullable().optional(),
  status: z.enum(taskStatuses).optional(),
  rule: z.enum(ruleNames).nullable().optional(),
  ...optionalFields,
});
export type NewTask = z.infer<typeof NewTask>;

/**
 * Absent: unchanged; `null`: cleared. `link`: what it is about from now on; of one that answers a rule it cannot be changed.
 *
 * `status` `done` makes the next one of a task that comes again; `open` takes that back as long as nobody has touched it.
 */
export const TaskPatch = z.strictObject({
  revision: Revision,
  title: title.optional(),
  link: TaskLink.nullable().optional(),
  status: z.enum(taskStatuses).optional(),
  ...optionalFields,
});
export type TaskPatch = z.infer<typeof TaskPatch>;

export const listTasks = endpoint({
  name: 'listTasks',
  method: 'GET',
  path: '/api/v1/tasks',
  summary: 'Tasks, open ones first by the day they show, then the others, latest first.',
  access: read,
  query: z.strictObject({
    status: z.enum(taskStatuses).optional(),
    /** About this record; of an application also about its interviews. */
    about: Id.optional(),
    limit: z.coerce.number().int().min(1).max(500).optional(),
  }),
  outputs: { 200: z.strictObject({ items: z.array(TaskView), /** How many there are beyond `limit`. */ more: z.int() }) },
});

export const createTask = endpoint({
  name: 'createTask',
  method: 'POST',
  path: '/api/v1/tasks',
  summary: 'Note something to do.',
  access: write,
  body: NewTask,
  outputs: { 201: TaskView },
  problems: ['already-exists', 'conflict'],
});

export const getTask = endpoint({
  name: 'getTask',
  method: 'GET',
  path: '/api/v1/tasks/{id}',
  summary: 'One task.',
  access: read,
  params: TaskId,
  outputs: { 200: TaskView },
});

export const patchTask = endpoint({
  name: 'patchTask',
  method: 'PATCH',
  path: '/api/v1/tasks/{id}',
  summary: 'Change a task, put it off, or mark it done.',
  access: write,
  params: TaskId,
  body: TaskPatch,
  outputs: { 200: TaskView },
  problems: ['stale-revision', 'newer-version'],
});

/** What is done to many tasks at once. `on`: the day alone, a time that was said stays; `null` clears it, but not of one that comes again. */
export const TasksChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), status: z.enum(['open', 'done']) }),
  z.strictObject({ kind: z.literal('snooze'), until: CalendarDate.nullable() }),
  z.strictObject({ kind: z.literal('due'), on: CalendarDate.nullable() }),
  z.strictObject({ kind: z.literal('priority'), priority: z.enum(priorities).nullable() }),
  z.strictObject({ kind: z.literal('delete') }),
]);
export type TasksChange = z.infer<typeof TasksChange>;

/** Each task on its own: one that changed elsewhere does not keep the others from changing. Those that change do so together. */
export const changeTasks = endpoint({
  name: 'changeTasks',
  method: 'POST',
  path: '/api/v1/tasks/bulk',
  summary: 'Mark many tasks as done or open, put them off, give them a day or a priority, or delete them.',
  access: write,
  body: z.strictObject({ items: BulkItems, change: TasksChange }),
  outputs: { 200: BulkAnswer },
  problems: ['conflict'],
});

/** `undo`: for `undoChange` of applications, within the hour. */
export const deleteTask = endpoint({
  name: 'deleteTask',
  method: 'DELETE',
  path: '/api/v1/tasks/{id}',
  summary: 'Delete a task.',
  access: write,
  params: TaskId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ undo: z.string() }) },
  problems: ['stale-revision', 'newer-version'],
});
