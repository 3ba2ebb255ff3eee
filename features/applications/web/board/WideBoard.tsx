/** The board from 768 pixels on: columns side by side, what was won beneath the last of them, what has ended as lists. */
import { useParams } from '@sotto/ui/app';
import type { Id } from '@sotto/domain';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { texts } from '../texts.ts';
import type { BoardActs } from './board-acts.ts';
import { BoardKeys } from './BoardKeys.tsx';
import { useCollapsed } from './collapsed.ts';
import { CollapsedColumn, ColumnView } from './ColumnView.tsx';
import { type BoardColumns, type Column, inOrder } from './columns.ts';
import type { Landing } from './drag.ts';
import { showDrag, withDrag } from './drag-state.ts';
import { EndedList } from './EndedList.tsx';
import { useWords } from './words.ts';

export interface WideBoardProps {
  readonly columns: BoardColumns;
  readonly groupId: Id;
  readonly acts: BoardActs;
  /** A filter hides cards: an empty column invites nobody then. */
  readonly narrowed: boolean;
}

export function WideBoard({ columns, groupId, acts, narrowed }: WideBoardProps) {
  const board = useRef<HTMLDivElement>(null);
  const order = useMemo(() => inOrder(columns), [columns]);
  const { ids: collapsed, toggle } = useCollapsed();
  const withCards = useMemo(
    () => [...columns.working, ...columns.won].filter(({ stage }) => !collapsed.includes(stage.id)),
    [columns, collapsed],
  );
  const [reached, setReached] = useState<Id | null>(null);
  const reachable = withCards.some((column) => column.cards.some((card) => card.id === reached)) ? reached : firstCard(withCards);
  const { applicationId } = useParams();
  const words = useWords();
  useDrops(order, acts);

  const shared = {
    groupId,
    reachableId: reachable,
    selectedId: applicationId ?? null,
    words,
    emptyText: narrowed ? '' : texts.columnEmpty,
  };
  const last = columns.working.at(-1);
  return (
    <div ref={board} className="board" onFocus={(event) => setReached(cardOf(event.target) ?? reachable)}>
      <BoardKeys board={board} columns={withCards} all={order} reachableId={reachable} onReach={setReached} acts={acts} />
      {columns.working
        .slice(0, -1)
        .map((column) =>
          collapsed.includes(column.stage.id) ? (
            <CollapsedColumn key={column.stage.id} column={column} onExpand={() => toggle(column.stage.id)} />
          ) : (
            <ColumnView key={column.stage.id} column={column} {...shared} onCollapse={() => toggle(column.stage.id)} />
          ),
        )}
      <div className="column-stack">
        {last && <ColumnView key={last.stage.id} column={last} {...shared} />}
        {columns.won.map((column) => (
          <ColumnView key={column.stage.id} column={column} {...shared} emptyText={narrowed ? '' : texts.acceptedEmpty} />
        ))}
      </div>
      {columns.ended.length > 0 && (
        <div className="ended-stages">
          {columns.ended.map((column) => (
            <EndedList key={column.stage.id} column={column} groupId={groupId} words={words} />
          ))}
        </div>
      )}
    </div>
  );
}

function firstCard(columns: readonly Column[]): Id | null {
  return columns.find((column) => column.cards.length > 0)?.cards[0]?.id ?? null;
}

function cardOf(target: EventTarget): Id | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-card]')?.dataset['card'] : undefined;
}

/** What is dropped goes where the mark showed. */
function useDrops(columns: readonly Column[], acts: BoardActs): void {
  const drop = useEffectEvent((draggedId: Id, { stageId, cardId, edge }: Landing) => {
    const card = columns.flatMap((column) => column.cards).find((one) => one.id === draggedId);
    if (!card) return;
    const others = columns.find((column) => column.stage.id === stageId)?.cards.filter((one) => one.id !== draggedId) ?? [];
    const below = others[others.findIndex((one) => one.id === cardId) + 1]?.id ?? null;
    if (cardId === null) acts.move(card, stageId, null);
    else acts.move(card, stageId, edge === 'above' ? cardId : below);
  });
  useEffect(() => withDrag((drag) => drag.watchDrags({ move: showDrag, drop: (id, landing) => drop(id, landing) })), []);
}
