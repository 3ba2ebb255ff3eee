/** Dragging cards, loaded when a board stands: pragmatic-drag-and-drop behind the three acts the board needs. */
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { Id } from '@sotto/domain';

/** Where a dragged card would land: at an edge of another card, or at the end of a stage. */
export interface Landing {
  readonly stageId: Id;
  readonly cardId: Id | null;
  readonly edge: 'above' | 'below';
}

/** Makes a card something to drag, and a place to drop others at. Answers what ends it. */
export function dragCard(element: HTMLElement, card: { readonly id: Id; readonly stage: Id }): () => void {
  return combine(
    draggable({ element, getInitialData: () => ({ cardId: card.id }) }),
    dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data['cardId'] !== card.id,
      getData: ({ input }) => {
        const box = element.getBoundingClientRect();
        return { stageId: card.stage, cardId: card.id, edge: input.clientY < box.top + box.height / 2 ? 'above' : 'below' };
      },
    }),
  );
}

/** Makes a column a place to drop a card at the end of. */
export function dropInto(element: HTMLElement, stageId: Id): () => void {
  return dropTargetForElements({ element, getData: () => ({ stageId, cardId: null, edge: 'below' }) });
}

/** Tells what is dragged and where it would land; `drop` once it is let go over a place. */
export function watchDrags(watch: {
  move(dragged: Id | null, landing: Landing | null): void;
  drop(dragged: Id, landing: Landing): void;
}): () => void {
  return monitorForElements({
    onDragStart: ({ source }) => watch.move(String(source.data['cardId']), null),
    onDrag: ({ source, location }) => watch.move(String(source.data['cardId']), landingOf(location.current.dropTargets)),
    onDrop: ({ source, location }) => {
      const landing = landingOf(location.current.dropTargets);
      watch.move(null, null);
      if (landing) watch.drop(String(source.data['cardId']), landing);
    },
  });
}

function landingOf(targets: readonly { readonly data: Record<string | symbol, unknown> }[]): Landing | null {
  const data = targets[0]?.data;
  // Safe: every drop target on the page is made above and carries these three.
  return data ? ({ stageId: data['stageId'], cardId: data['cardId'], edge: data['edge'] } as Landing) : null;
}
