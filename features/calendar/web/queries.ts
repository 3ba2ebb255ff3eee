/** The calendar in the browser: what stands on these days, and moving it. A move shows at once and is taken back when the server refuses. */
import type { Client } from '@sotto/contract';
import { refreshApplications } from '@sotto/features/applications/web';
import { getTask, patchTask } from '@sotto/features/tasks/api';
import { openTask, refreshTasks } from '@sotto/features/tasks/web';
import { notify, useApi } from '@sotto/ui/app';
import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { entryKinds, getCalendar, type CalendarItem, type CalendarView } from '../api.ts';
import { type Done, moveEntry, movedItem, type Target } from './moves.ts';
import type { Place } from './place.ts';
import { texts } from './texts.ts';
import { nameOf, type Words } from './words.ts';

/** Whoever changes a task, an interview or an application invalidates what begins like this. */
const key = ['calendar'] as const;

/** What stands on the days that are shown. While others are fetched, those before stay. */
export function useCalendar({ span: { from, to }, kinds }: Place) {
  const api = useApi();
  const what = kinds.length === entryKinds.length ? undefined : kinds.join(',');
  return useQuery({
    queryKey: [...key, from, to, what ?? 'all'],
    queryFn: async ({ signal }) => (await api(getCalendar, { query: { from, to, ...(what && { what }) } }, signal)).body,
    placeholderData: keepPreviousData,
  });
}

interface Change {
  readonly item: CalendarItem;
  /** What is done about it. `revision`: the latest of its record. */
  readonly run: (api: Client, revision: number) => Promise<Done>;
  /** How it stands from now on. */
  readonly next: CalendarItem;
  readonly said: string;
}

// A second key press comes before the calendar was read anew: it must not be told that its own first one was in between.
const latest = new Map<string, number>();

function useChange() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    scope: { id: 'calendar' },
    mutationFn: async ({ item, run }: Change) => {
      const done = await run(api, Math.max(item.revision, latest.get(item.id) ?? 0));
      latest.set(item.id, done.revision);
      return done;
    },
    onMutate: async ({ item, next }) => {
      await queries.cancelQueries({ queryKey: key });
      queries.setQueriesData<CalendarView>({ queryKey: key }, (view) => view && withItem(view, item, next));
    },
    onSuccess: ({ undo }, { item, said }) => notify({ text: said, undo: () => void takeBack(queries, item, undo) }),
    // What the server says holds, also after a refusal.
    onSettled: () => reread(queries),
  });
}

async function takeBack(queries: QueryClient, { id }: CalendarItem, undo: Done['undo']): Promise<void> {
  latest.set(id, await undo());
  await reread(queries);
}

async function reread(queries: QueryClient): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['application'] }),
    queries.invalidateQueries({ queryKey: ['interviews'] }),
    refreshTasks(queries),
    refreshApplications(queries),
  ]);
}

/** A view in which an entry stands elsewhere: in the order in which the server gives them. */
function withItem({ items, more }: CalendarView, item: CalendarItem, next: CalendarItem): CalendarView {
  const others = items.filter((one) => one.id !== item.id || one.what !== item.what);
  if (others.length === items.length) return { items, more };
  return { more, items: [...others, next].toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)) };
}
const orderOf = ({ on, time, what, id }: CalendarItem) => `${on} ${time?.from ?? '~'} ${what} ${id}`;

/** What can be done with an entry. Each is said, with the way back. */
export interface EntryActs {
  move(item: CalendarItem, target: Target): void;
  /** Marks a task as done, or opens it again. */
  tick(item: CalendarItem): void;
  /** Opens a task in its form, over the calendar. */
  openTask(item: CalendarItem): void;
}

export function useEntryActs({ zone }: Place, words: Words): EntryActs {
  const api = useApi();
  const { mutate } = useChange();
  const { mutate: open } = useMutation({
    mutationFn: async (id: string) => openTask({ task: (await api(getTask, { params: { id } })).body }),
  });
  return {
    move(item, target) {
      const next = movedItem(item, target, zone);
      if (next.on === item.on && next.time?.from === item.time?.from) return;
      const day = words.format.day(next.on);
      const at = target.time == null || next.time === null ? null : words.clock(next.time.from);
      const said = at === null ? texts.moved(nameOf(item), day) : texts.movedAt(nameOf(item), day, at);
      mutate({ item, next, said, run: (client, revision) => moveEntry(client, { item, target, here: zone, revision }) });
    },
    tick(item) {
      const isOpen = item.state === 'open';
      const said = isOpen ? texts.doneSaid(nameOf(item)) : texts.openSaid(nameOf(item));
      const next = { ...item, state: isOpen ? 'done' : 'open' } as const;
      mutate({ item, next, said, run: (client, revision) => tickTask(client, item, revision) });
    },
    openTask: ({ id }) => open(id),
  };
}

async function tickTask(api: Client, { id, state }: CalendarItem, revision: number): Promise<Done> {
  const say = async (status: 'open' | 'done', seen: number) =>
    (await api(patchTask, { params: { id }, body: { revision: seen, status } })).body.revision;
  const [to, from] = state === 'open' ? (['done', 'open'] as const) : (['open', 'done'] as const);
  const now = await say(to, revision);
  return { revision: now, undo: () => say(from, now) };
}
