/** What is being dragged and where it would land, outside of React's tree: a drag redraws only the cards it concerns. */
import type { Id } from '@sotto/domain';
import { createStore, whenLoaded } from '@sotto/ui/app';
import { useSyncExternalStore } from 'react';
import type * as drag from './drag.ts';
import type { Landing } from './drag.ts';

interface DragState {
  readonly dragged: Id | null;
  readonly landing: Landing | null;
}

const state = createStore<DragState>({ dragged: null, landing: null });

/** Called for every movement of the pointer; only tells when something changed. */
export function showDrag(dragged: Id | null, landing: Landing | null): void {
  const now = state.get();
  const stays =
    now.landing?.cardId === landing?.cardId && now.landing?.edge === landing?.edge && now.landing?.stageId === landing?.stageId;
  if (now.dragged !== dragged || !stays) state.set({ dragged, landing });
}

/** How a card is shown while something is dragged: left behind, with the mark above or below it, or as ever. */
export function useDragMark(id: Id): 'left' | 'above' | 'below' | null {
  return useSyncExternalStore(state.subscribe, () => {
    const { dragged, landing } = state.get();
    if (dragged === id) return 'left';
    return landing?.cardId === id ? landing.edge : null;
  });
}

/** Whether a card would land at the end of this stage. */
export function useIsLanding(stageId: Id): boolean {
  return useSyncExternalStore(state.subscribe, () => {
    const { landing } = state.get();
    return landing?.stageId === stageId && landing.cardId === null;
  });
}

/** Dragging, loaded once and only where there is a board. For effects. */
export function withDrag(start: (drag: Drag) => () => void): () => void {
  return whenLoaded<Drag>(import('./drag.ts'), start);
}

type Drag = typeof drag;
