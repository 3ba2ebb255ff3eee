/**
 * From what stands on a person's calendar to the events of a file, telling as much as a feed may.
 *
 * What is told is built up from nothing at each level: a new field of a record is in no feed until a line here puts it there.
 */
import { initialsOf, InterviewKind, TaskKind, type Interview, type Kind, type Stored } from '@sotto/domain';
import type { CalendarEntry } from '@sotto/features/calendar/server';
import type { Workspace } from '@sotto/workspace';
import type { FeedDetail } from '../api.ts';
import type { CalendarEvent } from './calendar-file.ts';
import { recurrenceRule } from './recurrence-rule.ts';
import { texts } from './texts.ts';

/** How events are told. */
export interface Telling {
  readonly workspace: Workspace;
  /** Every kind there is. */
  readonly kinds: readonly Kind[];
  readonly detail: FeedDetail;
  /** Notes too, where everything is told. */
  readonly notes: boolean;
  /** A UID that tells nothing, the same for the same thing. */
  readonly uidOf: (thing: string) => string;
}

/** The event of an entry; `null`: it is done, or its record did not open. */
export function eventOf(telling: Telling, entry: CalendarEntry): CalendarEvent | null {
  const { mark } = entry;
  const kind = telling.kinds.find(({ name }) => name === mark.kind);
  const record = kind && telling.workspace.get(kind, mark.id);
  if (record === undefined || (mark.what !== 'interview' && mark.state !== 'open')) return null;
  const interview = mark.what === 'interview' ? telling.workspace.get(InterviewKind, mark.id)?.content : undefined;
  return {
    uid: telling.uidOf(`${mark.what} ${mark.id}`),
    sequence: sequenceOf(record),
    changedAt: record.updatedAt,
    time: mark.time ?? { on: mark.on },
    rule: ruleOf(telling, entry),
    cancelled: interview?.status === 'cancelled',
    busy: interview !== undefined,
    ...told(telling, entry, interview),
  };
}

/**
 * Grows with each change, also when a deletion was taken back and the record's revision begins anew: it is as old then as
 * it ever was. Several changes within a second count by their revision.
 */
function sequenceOf({ revision, createdAt, updatedAt }: Stored<unknown>): number {
  return Math.max(revision - 1, Math.floor((updatedAt - createdAt) / 1000));
}

/** Only of a task that stands on its own day: one that was put off comes again from the day it was due. */
function ruleOf({ workspace }: Telling, { mark }: CalendarEntry): string | null {
  const task = mark.kind === 'task' ? workspace.get(TaskKind, mark.id)?.content : undefined;
  if (!task?.due) return null;
  const on = mark.time === null ? mark.on : mark.time.startsAt.slice(0, 10);
  return on === task.due.on ? recurrenceRule(task) : null;
}

type Told = Pick<CalendarEvent, 'title' | 'place' | 'description' | 'link'>;
const nothingMore = { place: null, description: null, link: null } as const;

function told(telling: Telling, entry: CalendarEntry, interview: Interview | undefined): Told {
  if (telling.detail === 'busy') return { title: texts.busy, ...nothingMore };
  if (telling.detail === 'initials') return { title: inInitials(entry), ...nothingMore };
  const title = inFull(entry, interview);
  const noted = telling.notes ? notesOf(telling, entry) : null;
  if (interview === undefined) return { title, ...nothingMore, description: noted };
  const { place, link } = interview;
  const { people } = entry.mark;
  const description = [people.length > 0 && texts.people(people), link !== null && texts.joinAt(link), noted];
  return { title, place: place ?? link, link, description: description.filter(Boolean).join('\n\n') || null };
}

/** Neither a title nor a name: what it is, and whose initials. */
function inInitials({ mark, application }: CalendarEntry): string {
  const what = texts.whats[mark.what] ?? texts.anything;
  return application === null ? what : `${what}, ${initialsOf(application.company.name)}`;
}

function inFull({ mark, application }: CalendarEntry, interview: Interview | undefined): string {
  const where = application === null ? mark.about?.name : `${application.title}, ${application.company.name}`;
  if (interview !== undefined) {
    const round = interview.round === null ? '' : `, ${texts.round(interview.round)}`;
    return `${texts.interviews[interview.kind]}${round}: ${where}`;
  }
  const title = mark.title ?? texts.whats[mark.what] ?? texts.anything;
  return where === undefined ? title : `${title}: ${where}`;
}

function notesOf({ workspace }: Telling, { mark }: CalendarEntry): string | null {
  if (mark.kind === 'interview') return workspace.get(InterviewKind, mark.id)?.content.notes ?? null;
  return mark.kind === 'task' ? (workspace.get(TaskKind, mark.id)?.content.notes ?? null) : null;
}
