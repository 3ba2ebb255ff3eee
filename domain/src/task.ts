/**
 * Tasks: what someone means to do, and what became of a rule's suggestion.
 *
 * A task may be about another record. About an application or an interview: it is that record's child and goes (and comes
 * back) with it. About a contact or a company: it is of its own and stays when they go, since it is still to be done; then
 * it is about nothing that can be shown. What it is about may change: it then goes with the new record.
 */
import { z } from 'zod';
import { priorities } from './application.ts';
import { CalendarDate, dateOf, Zone } from './calendar-date.ts';
import { Id } from './id.ts';
import { byHand, origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { nextOccurrence, Recurrence } from './recurrence.ts';
import { limits, line, prose } from './text.ts';
import { ClockTime, instantOfWall, isWallTime, wallTime } from './wall-time.ts';

/** `dropped`: will not be done; of a rule's suggestion: not wanted. */
export const taskStatuses = ['open', 'done', 'dropped'] as const;
export const taskOrigins = ['user', 'rule'] as const;
export const linkedKinds = ['application', 'contact', 'company', 'interview'] as const;

/** The rules that suggest something: see follow-up.ts. */
export const ruleNames = ['follow_up', 'thank_you', 'respond_by', 'silence', 'stale'] as const;
export type RuleName = (typeof ruleNames)[number];

/** A day, or a time of that day in a zone. */
export const Due = z
  .strictObject({ on: CalendarDate, time: ClockTime.nullish(), zone: Zone.nullish() })
  .refine((due) => (due.time == null) === (due.zone == null), {
    path: ['zone'],
    error: 'A time needs its zone, and a zone a time.',
  })
  .refine(({ on, time }) => time == null || isWallTime(wallTime(on, time)), {
    path: ['on'],
    error: 'This day is too far away to have a time.',
  });
export type Due = z.infer<typeof Due>;

/** The record a task is about. */
export const TaskLink = z.strictObject({ kind: z.enum(linkedKinds), id: Id });
export type TaskLink = z.infer<typeof TaskLink>;

/** The record a task is about, as an answer names it. `detail`: the company of an application or interview; empty where there is nothing to add. */
export const NamedLink = z.strictObject({ kind: z.enum(linkedKinds), id: Id, title: z.string(), detail: z.string() });
export type NamedLink = z.infer<typeof NamedLink>;

/** What a person says of a task. */
export const taskFields = {
  title: line(limits.name),
  due: Due.nullable(),
  priority: z.enum(priorities).nullable(),
  repeat: Recurrence.nullable(),
  /** Not shown as due before this day. */
  snoozedUntil: CalendarDate.nullable(),
  notes: prose(limits.remark).nullable(),
} as const;

/**
 * A task as it is kept.
 *
 * `rule`: which rule it answers, of one that a rule has suggested; `null` of the person's own. `doneAt`: epoch ms; `null`
 * while it is open. `seriesFrom`: the day the recurrence is counted from. `nextId`: the task that was made when this one was done.
 */
export const Task = z.strictObject({
  ...taskFields,
  status: z.enum(taskStatuses),
  doneAt: z.int().nullable(),
  link: TaskLink.nullable(),
  origin: z.enum(taskOrigins),
  rule: z.enum(ruleNames).nullable(),
  seriesFrom: CalendarDate.nullable(),
  nextId: Id.nullable(),
  ...origin,
});
export type Task = z.infer<typeof Task>;

export const TaskKind = defineKind({
  name: 'task',
  version: 1,
  schema: Task,
  held: { purpose: 'To remind you of what you mean to do' },
  comingIn: {
    fault: ({ parentId, content }) =>
      parentOfTask(content.link) === parentId ? null : 'It is about another record than its own.',
  },
});

/** What a task holds of which only the title is known. */
export const blankTask = {
  due: null,
  priority: null,
  repeat: null,
  snoozedUntil: null,
  notes: null,
  status: 'open',
  doneAt: null,
  link: null,
  origin: 'user',
  rule: null,
  seriesFrom: null,
  nextId: null,
} satisfies Partial<Task>;

/** The record a task goes with: an application or an interview. `null`: it is of its own. */
export function parentOfTask(link: TaskLink | null): Id | null {
  return link !== null && (link.kind === 'application' || link.kind === 'interview') ? link.id : null;
}

/** The day on which something is due in the person's zone; a time in another zone may fall on another day here. */
export function dueDay(due: Due, zone: Zone): CalendarDate {
  return due.time == null || due.zone == null ? due.on : dateOf(instantOfWall(wallTime(due.on, due.time), due.zone), zone);
}

/** The moment something is due, epoch ms; `null`: a whole day, or not at all. */
export function dueAt(due: Due | null): number | null {
  return due?.time == null || due.zone == null ? null : instantOfWall(wallTime(due.on, due.time), due.zone);
}

/** The day an open task shows itself: when it is due, or put off to. `null`: never of itself. */
export function showsOn({ due, snoozedUntil }: Pick<Task, 'due' | 'snoozedUntil'>, zone: Zone): CalendarDate | null {
  const on = due === null ? null : dueDay(due, zone);
  return on === null ? snoozedUntil : snoozedUntil !== null && snoozedUntil > on ? snoozedUntil : on;
}

/** The task that follows one that is done; `null`: it does not come again. `today`: the day it was done. */
export function nextTask(task: Task, today: CalendarDate): Task | null {
  if (task.repeat === null || task.due === null) return null;
  const from = task.seriesFrom ?? task.due.on;
  const after = task.due.on > today ? task.due.on : today;
  const due = { ...task.due, on: nextOccurrence(task.repeat, { from, after }) };
  const { title, priority, repeat, notes, link } = task;
  return { ...blankTask, title, priority, repeat, notes, link, due, seriesFrom: from, ...byHand };
}
