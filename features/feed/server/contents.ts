/** What a feed holds: from a while ago to all that is to come. */
import { addDays, dateOf, type Id } from '@sotto/domain';
import { type CalendarEntry, entriesBetween } from '@sotto/features/calendar/server';
import { settingsOf } from '@sotto/features/settings/server';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import type { NewFeed } from '../api.ts';
import { calendarFile, lastDate } from './calendar-file.ts';
import { eventOf } from './events.ts';

/** Days back. What is older changes no more, and calendar programs keep little of it. */
const daysBack = 90;
/** Events of one file, the earliest first: some 500 kB. */
const mostEvents = 2_000;

/** What of a feed decides its contents. */
export type Wanted = Pick<NewFeed, 'name' | 'detail' | 'contents' | 'notes'> & { readonly id: Id };

/** The file of a feed as of now. */
export function feedFile(platform: Platform, workspace: Workspace, feed: Wanted): string {
  const { zone } = settingsOf(workspace);
  const from = addDays(dateOf(platform.now(), zone), -daysBack);
  const what = feed.contents === 'interviews' ? ['interview'] : undefined;
  const entries = entriesBetween(workspace, platform.calendar, { from, to: lastDate, what });
  const events = eventsOf(platform, workspace, { entries, ...feed });
  return calendarFile(feed.name, events.slice(0, mostEvents));
}

/** The file of one interview, in full, as its owner has it; `null`: there is none. */
export function interviewFile(platform: Platform, workspace: Workspace, id: Id): string | null {
  const all = entriesBetween(workspace, platform.calendar, { from: '0001-01-01', to: lastDate, what: ['interview'] });
  const entries = all.filter(({ mark }) => mark.id === id);
  const [event] = eventsOf(platform, workspace, { entries, id: workspace.userId, detail: 'full', notes: true });
  return event === undefined ? null : calendarFile(null, [event]);
}

/** All interviews and open tasks there are, in full, as their owner takes them along. */
export function wholeCalendar(platform: Platform, workspace: Workspace): string {
  const what = ['interview', 'task'] as const;
  const entries = entriesBetween(workspace, platform.calendar, { from: '0001-01-01', to: lastDate, what });
  return calendarFile('Sotto', eventsOf(platform, workspace, { entries, id: workspace.userId, detail: 'full', notes: true }));
}

interface Told extends Pick<Wanted, 'id' | 'detail' | 'notes'> {
  readonly entries: readonly CalendarEntry[];
}

/** UIDs differ from feed to feed: who sees two of them learns nothing by holding them together. */
function eventsOf({ vault, workspaces }: Platform, workspace: Workspace, { entries, id, detail, notes }: Told) {
  const uidOf = (thing: string) =>
    Buffer.from(vault.blind(`calendar event of ${id}`, thing))
      .toString('hex')
      .slice(0, 40);
  const telling = { workspace, kinds: workspaces.kinds, detail, notes, uidOf };
  return entries.flatMap((entry) => eventOf(telling, entry) ?? []);
}
