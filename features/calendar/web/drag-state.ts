/** What is being dragged and where it would land, outside of React's tree: a drag redraws only the days it concerns. */
import type { CalendarDate } from '@sotto/domain';
import { createStore, whenLoaded } from '@sotto/ui/app';
import { type RefObject, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type * as drag from './drag.ts';
import type { Landing } from './drag.ts';

interface DragState {
  readonly entry: string | null;
  readonly landing: Landing | null;
}

const state = createStore<DragState>({ entry: null, landing: null });

/** Called for every movement of the pointer; only tells when something changed. */
function showDrag(entry: string | null, landing: Landing | null): void {
  const now = state.get();
  const stays = now.landing?.day === landing?.day && now.landing?.time === landing?.time;
  if (now.entry !== entry || !stays) state.set({ entry, landing });
}

export function useIsDragged(key: string): boolean {
  return useSyncExternalStore(state.subscribe, () => state.get().entry === key);
}

/** Where on a day something would land: a time, `null` for its due, `day` for the whole of it; `undefined`: elsewhere. */
export function useLandingOn(day: CalendarDate): string | null | undefined {
  return useSyncExternalStore(state.subscribe, () => {
    const { landing } = state.get();
    return landing?.day !== day ? undefined : landing.time === undefined ? 'day' : landing.time;
  });
}

/** Dragging, loaded once and only where there is a grid. For effects. */
function withDrag(start: (drag: Drag) => () => void): () => void {
  return whenLoaded<Drag>(import('./drag.ts'), start);
}

type Drag = typeof drag;

/** Lets an element be dragged, under the key of its entry; `null`: it stays. */
export function useDraggable(element: RefObject<HTMLElement | null>, key: string | null): void {
  useEffect(() => {
    const { current } = element;
    return current === null || key === null ? undefined : withDrag((loaded) => loaded.dragEntry(current, key));
  }, [element, key]);
}

/** Makes an element a day to drop at. */
export function useDayTarget(element: RefObject<HTMLElement | null>, day: CalendarDate, part: 'day' | 'due' | 'hours'): void {
  useEffect(() => {
    const { current } = element;
    return current === null ? undefined : withDrag((loaded) => loaded.dropOnDay(current, day, part));
  }, [element, day, part]);
}

/** Calls `drop` with the key of the entry that is let go. */
export function useDrops(drop: (entry: string, landing: Landing) => void): void {
  const latest = useEffectEvent(drop);
  useEffect(
    () => withDrag((loaded) => loaded.watchDrags({ move: showDrag, drop: (entry, landing) => latest(entry, landing) })),
    [],
  );
}
