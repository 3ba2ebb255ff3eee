/** What can be done with a card, shared by drag, keys, menus and swipes: the board gives it, every card uses it. */
import type { Id } from '@sotto/domain';
import type { MenuItem } from '@sotto/ui';
import { createContext, useContext } from 'react';
import type { Card } from '../../api.ts';

export interface BoardActs {
  /** Puts a card ahead of another (`before`), or last in the stage. */
  move(card: Card, stageId: Id, before: Id | null): void;
  /** Puts a card on top of a stage. */
  moveToTop(card: Card, stageId: Id): void;
  /** A card's menu: where it may go, open, delete. */
  menuOf(card: Card): readonly MenuItem[];
  /** Opens the form for a new application in this stage. */
  addTo(stageId: Id): void;
}

export const BoardActsContext = createContext<BoardActs | null>(null);

export function useBoardActs(): BoardActs {
  const acts = useContext(BoardActsContext);
  if (!acts) throw new Error('A card stands outside of a board.');
  return acts;
}
