/** The board without a mouse: arrows go, Alt+arrows move, numbers move to a stage, Enter opens; a live region says where a card went. */
import type { Id } from '@sotto/domain';
import { MenuAt } from '@sotto/ui';
import { useShortcut } from '@sotto/ui/app';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Card } from '../../api.ts';
import { texts } from '../texts.ts';
import type { BoardActs } from './board-acts.ts';
import { type Column, type Direction, cardBeside, targetOf } from './columns.ts';

export interface BoardKeysProps {
  readonly board: RefObject<HTMLElement | null>;
  /** Columns of cards. */
  readonly columns: readonly Column[];
  /** All columns, those of what has ended too: 1 to 9. */
  readonly all: readonly Column[];
  readonly reachableId: Id | null;
  readonly onReach: (id: Id) => void;
  readonly acts: BoardActs;
}

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];

export function BoardKeys({ board, columns, all, reachableId, onReach, acts }: BoardKeysProps) {
  const [said, setSaid] = useState('');
  const focus = useFocusing(board);
  const [menuFor, setMenuFor] = useState<{ card: Card; anchor: HTMLElement | null } | null>(null);
  const card = columns.flatMap((column) => column.cards).find((one) => one.id === reachableId) ?? null;
  const focused = () =>
    document.activeElement instanceof HTMLElement && document.activeElement.dataset['card'] === card?.id ? card : null;

  function go(direction: Direction): void {
    const next = card && (focused() ? cardBeside(columns, card.id, direction) : card);
    if (!next) return;
    onReach(next.id);
    focus(next.id);
  }
  function moveBy(direction: Direction): void {
    const moved = focused();
    const target = moved && targetOf(all, moved, direction);
    if (!moved || !target) return;
    acts.move(moved, target.stageId, target.before);
    tell(moved, target.stageId, target.before);
  }
  function moveToStage(number: number): void {
    const moved = focused();
    const column = all[number - 1];
    if (!moved || !column || column.stage.id === moved.stage) return;
    acts.moveToTop(moved, column.stage.id);
    tell(moved, column.stage.id, column.cards[0]?.id ?? null);
  }
  function tell(moved: Card, stageId: Id, before: Id | null): void {
    const column = all.find((one) => one.stage.id === stageId);
    const others = column?.cards.filter((one) => one.id !== moved.id) ?? [];
    const index = before === null ? others.length : others.findIndex((one) => one.id === before);
    setSaid(texts.announceMoved(moved.title, column?.stage.name ?? '', index + 1, others.length + 1));
    focus(moved.id);
  }

  useShortcut('j', texts.keys.next, () => go('down'));
  useShortcut('k', texts.keys.previous, () => go('up'));
  useShortcut('m', texts.keys.move, () => {
    const chosen = focused();
    if (chosen) setMenuFor({ card: chosen, anchor: elementOf(board, chosen.id) });
  });
  useShortcut('Alt+ArrowLeft', texts.keys.moveWithin, () => moveBy('left'));
  useShortcut('Alt+ArrowRight', texts.keys.moveWithin, () => moveBy('right'), true);
  useShortcut('Alt+ArrowUp', texts.keys.moveWithin, () => moveBy('up'), true);
  useShortcut('Alt+ArrowDown', texts.keys.moveWithin, () => moveBy('down'), true);
  useCardKeys(board, go);

  return (
    <>
      {digits.map((number) => (
        <StageKey key={number} number={number} onPress={moveToStage} />
      ))}
      <div className="hidden-name" role="status" aria-live="polite">
        {said}
      </div>
      {menuFor && (
        <MenuAt
          label={texts.moveOf(menuFor.card.title)}
          items={acts.menuOf(menuFor.card)}
          open
          onClose={() => setMenuFor(null)}
          anchor={menuFor.anchor}
        />
      )}
    </>
  );
}

function StageKey({ number, onPress }: { readonly number: number; readonly onPress: (number: number) => void }) {
  useShortcut(String(number), texts.keys.toStage, () => onPress(number), number > 1);
  return null;
}

const directionOf: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Arrows and Enter on a card. Inside the card's own buttons they keep their meaning. */
function useCardKeys(board: RefObject<HTMLElement | null>, go: (direction: Direction) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target;
    if (
      !(target instanceof HTMLElement) ||
      target.dataset['card'] === undefined ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey
    )
      return;
    const direction = directionOf[event.key];
    if (direction !== undefined) go(direction);
    else if (event.key === 'Enter' || event.key === 'e') target.querySelector<HTMLAnchorElement>('a.card-link')?.click();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const element = board.current;
    const listen = (event: KeyboardEvent) => press(event);
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  }, [board]);
}

function elementOf(board: RefObject<HTMLElement | null>, id: Id): HTMLElement | null {
  return board.current?.querySelector<HTMLElement>(`[data-card="${id}"]`) ?? null;
}

/** About half a second at sixty frames: a list that has not drawn the card by then has lost it to a filter. */
const framesToWait = 30;

/**
 * Focuses a card, at once if it is drawn: the next key may follow before the next frame. Else the list has to scroll there
 * first. Of several asked for in a row the last one gets the focus and keeps it.
 */
function useFocusing(board: RefObject<HTMLElement | null>): (id: Id) => void {
  const wanted = useRef<Id | null>(null);
  function look(id: Id, frames: number): void {
    if (wanted.current !== id) return;
    const card = elementOf(board, id);
    if (card && card !== document.activeElement) card.focus();
    // Looked at once more after it has the focus: a card that changes its column is drawn anew there and loses it.
    if (frames > 0 && (!card || frames > framesToWait - 3)) requestAnimationFrame(() => look(id, frames - 1));
  }
  return (id) => {
    wanted.current = id;
    look(id, framesToWait);
  };
}
