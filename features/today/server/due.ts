/** What is to do by a day: the person's own tasks and next actions, and what the rules suggest. */
import {
  dateOf,
  daysBetween,
  dueAt,
  followUpOf,
  instantOf,
  meaningOf,
  showsOn,
  TaskKind,
  thanksLapseAfterDays,
  thankYouOn,
  type CalendarDate,
  type Id,
  type Stored,
  type Task,
} from '@sotto/domain';
import { peopleOf, type Timed } from '@sotto/features/interviews/server';
import { linkView } from '@sotto/features/tasks/server';
import type { DueItem } from '../api.ts';
import { addressees } from './heard.ts';
import { courseOf, isDropped, isWorkedOn, later, putOff, refOf, rowAbout, seen, type Scene } from './scene.ts';

const blank = {
  at: null,
  title: null,
  application: null,
  about: null,
  task: null,
  repeats: false,
  interview: null,
  people: [],
  since: null,
  nudges: 0,
  writeTo: null,
} satisfies Partial<DueItem>;

/** The scene, and the applications for which giving up is suggested. */
export type Waiting = Scene & { readonly silent: ReadonlySet<Id> };

/** Everything that shows on `until` or before, late things first; what was found first stands first on one day. */
export function dueUntil(scene: Waiting, until: CalendarDate): DueItem[] {
  const all = [...ownTasks(scene, until), ...nextActions(scene, until), ...thanks(scene, until), ...followUps(scene, until)];
  return all.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0));
}

/** By day; of one day what has a time comes by its time, before what has none. */
function orderOf({ on, at }: DueItem): string {
  return `${on} ${at ?? '~'}`;
}

function* ownTasks(scene: Scene, until: CalendarDate): Generator<DueItem> {
  for (const task of scene.workspace.all(TaskKind)) {
    const { status, origin } = task.content;
    if (status !== 'open' || origin === 'rule') continue;
    const on = showsOn(task.content, scene.zone);
    if (on !== null && on <= until) yield taskItem(scene, task, on);
  }
}

function taskItem(scene: Scene, task: Stored<Task>, on: CalendarDate): DueItem {
  const { title, link, repeat, due, snoozedUntil } = task.content;
  const row = link === null ? undefined : rowAbout(scene, link.id);
  const at = snoozedUntil === on ? null : dueAt(due);
  return {
    ...blank,
    what: 'task',
    on,
    at: at === null ? null : instantOf(at),
    title,
    application: row === undefined ? null : refOf(row),
    about: link === null ? null : linkView(scene.workspace, link),
    task: seen(task),
    repeats: repeat !== null,
  };
}

function* nextActions({ rows }: Scene, until: CalendarDate): Generator<DueItem> {
  for (const row of rows) {
    const { nextAction } = row.application;
    if (nextAction?.dueOn == null || nextAction.dueOn > until) continue;
    if (row.group.archivedAt !== null || meaningOf[row.stage.kind].ended) continue;
    yield { ...blank, what: 'next_action', on: nextAction.dueOn, title: nextAction.text, application: refOf(row) };
  }
}

function* followUps(scene: Waiting, until: CalendarDate): Generator<DueItem> {
  const { settings, zone, rows } = scene;
  for (const row of rows) {
    if (!isWorkedOn(row) || !meaningOf[row.stage.kind].submitted) continue;
    const course = courseOf(scene, row);
    const due = followUpOf(course, settings.rules, zone);
    if (due === null || due.dueOn > until) continue;
    const task = putOff(scene, row.id, 'follow_up');
    const on = later(due.dueOn, task);
    // Whoever is told to give something up is not told to write once more as well.
    if (on > until || scene.silent.has(row.id)) continue;
    const since = dateOf(Math.max(course.stageSince, course.lastEvent ?? 0), zone);
    yield {
      ...blank,
      what: 'follow_up',
      on,
      application: refOf(row),
      task: seen(task),
      since,
      nudges: due.nudges,
      writeTo: addressees(scene.workspace).get(row.id) ?? null,
    };
  }
}

function* thanks(scene: Scene, until: CalendarDate): Generator<DueItem> {
  for (const timed of scene.interviews) {
    const item = thanksFor(scene, timed);
    if (item !== null && item.on <= until) yield item;
  }
}

function thanksFor(scene: Scene, { interview, end }: Timed): DueItem | null {
  const { today, zone, settings, rowsById } = scene;
  const { thankYouSentOn, status, applicationId } = interview.content;
  const row = rowsById.get(applicationId);
  if (thankYouSentOn !== null || (status !== 'planned' && status !== 'done') || row === undefined) return null;
  if (!isWorkedOn(row) || meaningOf[row.stage.kind].ended || isDropped(scene, interview.id, 'thank_you')) return null;
  const due = thankYouOn(end, settings.rules, zone);
  if (due === null || daysBetween(due, today) > thanksLapseAfterDays) return null;
  const task = putOff(scene, interview.id, 'thank_you');
  return {
    ...blank,
    what: 'thank_you',
    on: later(due, task),
    application: refOf(row),
    task: seen(task),
    interview: seen(interview),
    people: peopleOf(scene.workspace, interview.content),
    since: dateOf(end, zone),
    writeTo: addressees(scene.workspace).get(applicationId) ?? null,
  };
}
