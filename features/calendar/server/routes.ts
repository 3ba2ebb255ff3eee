/** Who, may they, open, answer: for the calendar. Nothing here changes anything. */
import { instantOf, wallAt, type Zone } from '@sotto/domain';
import { settingsOf } from '@sotto/features/settings/server';
import { isKnown, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { CalendarSource, Workspace } from '@sotto/workspace';
import { EntryKind, getCalendar, mostOfDay, type CalendarItem, type CalendarView, type EntryTime } from '../api.ts';
import { entriesBetween, type Asked, type CalendarEntry } from './entries.ts';

export function calendarRoutes({ workspaces, calendar }: Platform): Route[] {
  return [
    route(getCalendar, 'track', async ({ by, query: { from, to, what }, header }) => {
      const workspace = await workspaces.read(by);
      const etag = workspace.tag;
      if (isKnown(etag, header('if-none-match'))) return { status: 304, headers: { etag } };
      return { status: 200, json: answerTo(workspace, calendar, { from, to, what: what?.split(',') }), headers: { etag } };
    }),
  ];
}

// Answers kept at a time: what one pages through. Each is some hundred kilobytes where there is much.
const greatestAnswers = 6;

function answerTo(workspace: Workspace, sources: readonly CalendarSource[], asked: Asked): Buffer {
  const answers = workspace.derived('calendar answers', [], () => new Map<string, Buffer>());
  const key = JSON.stringify(asked);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const view = viewOf(entriesBetween(workspace, sources, asked), settingsOf(workspace).zone);
  const answer = Buffer.from(JSON.stringify(view));
  answers.set(key, answer);
  for (const oldest of answers.keys()) {
    if (answers.size <= greatestAnswers) break;
    answers.delete(oldest);
  }
  return answer;
}

/** As many of each day as a page can show, and how many more there are. */
function viewOf(entries: readonly CalendarEntry[], zone: Zone): CalendarView {
  const items: CalendarItem[] = [];
  const byDay = new Map<string, number>();
  for (const entry of entries) {
    const item = itemOf(entry, zone);
    if (item === null) continue;
    const count = (byDay.get(entry.from) ?? 0) + 1;
    byDay.set(entry.from, count);
    if (count <= mostOfDay) items.push(item);
  }
  const more = [...byDay].flatMap(([on, count]) => (count > mostOfDay ? [{ on, count: count - mostOfDay }] : []));
  return { items, more };
}

/** `null`: a kind that this contract does not speak of. */
function itemOf({ mark, from, to, application }: CalendarEntry, zone: Zone): CalendarItem | null {
  const what = EntryKind.safeParse(mark.what);
  if (!what.success) return null;
  const { id, revision, title, sort, number, people, state, repeats, about } = mark;
  return {
    what: what.data,
    id,
    revision,
    on: from,
    until: to,
    time: mark.time === null ? null : timeOf(mark.time, zone),
    title,
    sort,
    number,
    people: [...people],
    state,
    repeats,
    application,
    about: about?.name ?? null,
  };
}

function timeOf({ startsAt, endsAt, zone, start, end }: NonNullable<CalendarEntry['mark']['time']>, here: Zone): EntryTime {
  return {
    startsAt,
    endsAt,
    zone,
    start: instantOf(start),
    end: instantOf(end),
    from: wallAt(start, here),
    to: wallAt(end, here),
  };
}
