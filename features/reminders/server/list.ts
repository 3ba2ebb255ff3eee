/** The list of reminders, made from the records when it is asked for; only what was seen and put away is kept. */
import {
  type CalendarDate,
  dateOf,
  ExportPlanKind,
  exportMoments,
  instantOf,
  InterviewKind,
  ReminderMarksKind,
  reminderKey,
  timesOf,
  type Id,
  type ReminderMarks,
} from '@sotto/domain';
import { applicationRef } from '@sotto/features/applications/server';
import { settingsOf } from '@sotto/features/settings/server';
import type { DueItem, EndingItem } from '@sotto/features/today/api';
import type { Draft, Workspace } from '@sotto/workspace';
import type { ReminderItem, ReminderList } from '../api.ts';
import { dueItems } from './contents.ts';
import { momentsOf } from './plan.ts';

const most = 100;

type Up = Omit<ReminderItem, 'isNew'>;

export function listOf(workspace: Workspace, now: number): ReminderList {
  const marks = new Map(marksOf(workspace).map(({ key, away }) => [key, away]));
  const items = upNow(workspace, now)
    .filter(({ key }) => marks.get(key) !== true)
    .slice(0, most)
    .map((item) => ({ ...item, isNew: !marks.has(item.key) }));
  return { items, fresh: items.filter(({ isNew }) => isNew).length };
}

/** Everything that is up, put away or not. */
function upNow(workspace: Workspace, now: number): Up[] {
  const { reminders, zone } = settingsOf(workspace);
  if (!reminders.inApp) return [];
  const today = dateOf(now, zone);
  const due = workspace.derived(`reminders ${today}`, [], () => dueItems(workspace, today).map(dueUp));
  return [...interviewsUp(workspace, now), ...due, ...copyUp(workspace, now)];
}

/** The next copy of everything, for whoever asked to be reminded, until they take one or put it away. */
function copyUp(workspace: Workspace, now: number): Up[] {
  const { reminders, zone } = settingsOf(workspace);
  return workspace.all(ExportPlanKind).flatMap(({ id, content }) => {
    const { due } = exportMoments(content, { zone, time: reminders.dailyAt }, now);
    if (due === null) return [];
    const nothing = { title: null, application: null, about: null, at: null };
    return [{ key: reminderKey('copy', id, due), what: 'copy' as const, id, ...nothing, on: dateOf(due, zone) }];
  });
}

/** Interviews of which one is to be told by now and that are not over. One that comes closer is told again. */
function interviewsUp(workspace: Workspace, now: number): Up[] {
  const { reminders, zone } = settingsOf(workspace);
  return workspace
    .all(InterviewKind)
    .map(({ id, content }) => ({ id, content, ...timesOf(content) }))
    .filter(({ start, end }) => end > now && start - now <= longestMs)
    .toSorted((a, b) => a.start - b.start)
    .flatMap(({ id, content, start }) => {
      const moment = momentsOf(content, reminders).findLast((each) => each <= now);
      if (moment === undefined) return [];
      const { id: applicationId, title, company } = applicationRef(workspace, content.applicationId);
      return [
        {
          key: reminderKey('interview', id, moment),
          what: 'interview' as const,
          id,
          title: null,
          application: { id: applicationId, title, company },
          about: null,
          on: dateOf(start, zone),
          at: instantOf(start),
        },
      ];
    });
}

// The greatest distance the rules allow: what is further away is not looked at.
const longestMs = 15 * 24 * 60 * 60_000;

function dueUp(item: DueItem | EndingItem): Up {
  const { what, application, on, task } = item;
  const own = what === 'task' && task !== null ? task.id : idOf(item);
  return {
    key: reminderKey(what, own, on),
    what,
    id: own,
    title: 'title' in item ? item.title : null,
    application: application && { id: application.id, title: application.title, company: application.company },
    about: application === null && 'about' in item ? item.about : null,
    on,
    at: 'at' in item ? item.at : null,
  };
}

/** What it is about. Safe: Today names an application on every line but those of tasks. */
function idOf(item: DueItem | EndingItem): Id {
  return (('interview' in item ? item.interview?.id : undefined) ?? item.application?.id)!;
}

function marksOf(workspace: Workspace): ReminderMarks['marks'] {
  return workspace.all(ReminderMarksKind)[0]?.content.marks ?? [];
}

export interface Marking {
  readonly seen: readonly string[];
  readonly away: readonly string[];
  readonly back: readonly string[];
}

/** Drafts what was seen and put away. Marks of what is not up any more go: it will not come again. */
export function drawMarks(workspace: Workspace, draft: Draft, given: { marking: Marking; now: number; newId: () => Id }): void {
  const { marking, now, newId } = given;
  const before = new Map(marksOf(workspace).map(({ key, away }) => [key, away]));
  const after = upNow(workspace, now).flatMap(({ key }) => {
    const away = (marking.away.includes(key) || before.get(key) === true) && !marking.back.includes(key);
    const isSeen = away || before.has(key) || marking.seen.includes(key) || marking.back.includes(key);
    return isSeen ? [{ key, away }] : [];
  });
  const marks = after.slice(0, 400);
  if (JSON.stringify(marks) === JSON.stringify(marksOf(workspace))) return;
  const [stored] = workspace.all(ReminderMarksKind);
  if (stored === undefined) draft.create(ReminderMarksKind, { id: newId(), content: { marks } });
  else draft.update(ReminderMarksKind, stored.id, stored.revision, { marks });
}

/** The day that a list was made for, with the quarter: from one to the next it may hold something else. */
export function stampOf(workspace: Workspace, now: number): { today: CalendarDate; quarter: number } {
  return { today: dateOf(now, settingsOf(workspace).zone), quarter: Math.floor(now / 900_000) };
}
