/**
 * What stands where on the board: cards into columns, moves within and between them. Pure.
 */
import { type Id, type KindOfStage, type Rank, fold, rankBetween } from '@sotto/domain';
import type { DressedStage } from '@sotto/features/stages/web';
import type { Card } from '../../api.ts';

export interface Column {
  readonly stage: DressedStage;
  /** In order of rank. */
  readonly cards: readonly Card[];
}

export interface BoardColumns {
  /** Columns of cards, from left to right; what was won stands beneath the last of them. */
  readonly working: readonly Column[];
  readonly won: readonly Column[];
  /** Lost, withdrawn, silent: lists, not cards. */
  readonly ended: readonly Column[];
}

const place: Record<KindOfStage, keyof BoardColumns> = {
  lead: 'working',
  submitted: 'working',
  screen: 'working',
  assessment: 'working',
  interview: 'working',
  offer: 'working',
  won: 'won',
  lost: 'ended',
  lost_by_me: 'ended',
  silent: 'ended',
};

/** The columns that are shown. `cards` come in order of rank; `stages` in their own order. */
export function columnsOf(stages: readonly DressedStage[], cards: readonly Card[]): BoardColumns {
  const cardsByStage = Map.groupBy(cards, (card) => card.stage);
  const columns: { [P in keyof BoardColumns]: Column[] } = { working: [], won: [], ended: [] };
  for (const stage of stages) {
    if (!stage.hidden) columns[place[stage.kind]].push({ stage, cards: cardsByStage.get(stage.id) ?? [] });
  }
  return columns;
}

/** All columns in the order of the keyboard and of the numbers 1 to 9: left to right, then what has ended. */
export function inOrder(columns: BoardColumns): readonly Column[] {
  return [...columns.working, ...columns.won, ...columns.ended];
}

/** Where a card goes: ahead of the card `before`, or last when `null`. */
export interface Target {
  readonly stageId: Id;
  readonly before: Id | null;
}

/** The rank that puts a card ahead of `before`. The card itself is not counted among its neighbours. */
export function rankAt(cards: readonly Card[], moved: Id, before: Id | null): Rank {
  const others = cards.filter((card) => card.id !== moved);
  const index = before === null ? -1 : others.findIndex((card) => card.id === before);
  const at = index < 0 ? others.length : index;
  return rankBetween(others[at - 1]?.rank ?? null, others[at]?.rank ?? null);
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** A step of the keyboard from where a card stands; `null`: there is nothing in that direction. */
export function targetOf(columns: readonly Column[], card: Card, direction: Direction): Target | null {
  const columnIndex = columns.findIndex((column) => column.stage.id === card.stage);
  const column = columns[columnIndex];
  if (!column) return null;
  if (direction === 'left' || direction === 'right') {
    const next = columns[columnIndex + (direction === 'right' ? 1 : -1)];
    return next ? { stageId: next.stage.id, before: next.cards[0]?.id ?? null } : null;
  }
  const index = column.cards.findIndex((one) => one.id === card.id);
  if (direction === 'up') return index > 0 ? { stageId: card.stage, before: column.cards[index - 1]?.id ?? null } : null;
  return index < column.cards.length - 1 ? { stageId: card.stage, before: column.cards[index + 2]?.id ?? null } : null;
}

/** The card beside another, for arrows and j/k; `null` at an edge. Left and right keep the height as far as they can and skip empty columns. */
export function cardBeside(columns: readonly Column[], id: Id, direction: Direction): Card | null {
  const at = columns.findIndex((column) => column.cards.some((card) => card.id === id));
  const column = columns[at];
  if (!column) return null;
  const index = column.cards.findIndex((card) => card.id === id);
  if (direction === 'up' || direction === 'down') return column.cards[index + (direction === 'down' ? 1 : -1)] ?? null;
  const rest = direction === 'right' ? columns.slice(at + 1) : columns.slice(0, at).toReversed();
  const next = rest.find((one) => one.cards.length > 0);
  return next?.cards[Math.min(index, next.cards.length - 1)] ?? null;
}

/** The stage that usually follows: what a swipe on a phone moves to. `null`: nothing follows by itself. */
export function stageAfter(columns: BoardColumns, stageId: Id): DressedStage | null {
  const index = columns.working.findIndex((column) => column.stage.id === stageId);
  if (index < 0) return null;
  return columns.working[index + 1]?.stage ?? columns.won[0]?.stage ?? null;
}

/** What the board shows of all cards. Absent parts do not narrow. */
export interface BoardFilter {
  readonly words?: string | undefined;
  readonly workMode?: Card['workMode'] | undefined;
  readonly tag?: string | undefined;
  /** Only what is due within so many days, or late. */
  readonly dueWithin?: number | undefined;
}

/** The cards that fit all of `filter`. `daysAway`: whole days from today to a date. */
export function filterCards(cards: readonly Card[], filter: BoardFilter, daysAway: (date: string) => number): readonly Card[] {
  const words = fold(filter.words ?? '')
    .split(' ')
    .filter(Boolean);
  if (words.length === 0 && !filter.workMode && !filter.tag && filter.dueWithin === undefined) return cards;
  return cards.filter((card) => {
    if (filter.workMode && card.workMode !== filter.workMode) return false;
    if (filter.tag && !card.tags.includes(filter.tag)) return false;
    if (filter.dueWithin !== undefined && !(card.due && daysAway(card.due.on) <= filter.dueWithin)) return false;
    const text = words.length === 0 ? '' : textOf(card);
    return words.every((word) => text.includes(word));
  });
}

// Cards are never changed, only replaced: thousands are not folded anew with every letter that is typed.
const texts = new WeakMap<Card, string>();

/** What is found by words, folded. */
function textOf(card: Card): string {
  const text = texts.get(card) ?? fold(`${card.company} ${card.title} ${card.place ?? ''} ${card.tags.join(' ')}`);
  texts.set(card, text);
  return text;
}
