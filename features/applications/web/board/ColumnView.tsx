/** A column of cards. Only the cards in sight are in the page, so that thousands scroll like ten. */
import { classes, useListWindow } from '@sotto/ui';
import { ChevronsLeft, Plus } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { texts } from '../texts.ts';
import { useBoardActs } from './board-acts.ts';
import { BoardCard } from './BoardCard.tsx';
import type { Column } from './columns.ts';
import { useIsLanding, withDrag } from './drag-state.ts';
import type { Words } from './words.ts';

export interface ColumnViewProps {
  readonly column: Column;
  readonly groupId: string;
  readonly reachableId: string | null;
  readonly selectedId: string | null;
  readonly words: Words;
  /** What the column says when it is empty. */
  readonly emptyText: string;
  /** Folds the column to a strip; absent: it cannot be. */
  readonly onCollapse?: () => void;
}

/** A card of usual content, in pixels; what is drawn is measured. */
const usualHeight = 112;
const layout = { usual: usualHeight, gap: 8, before: 10, after: 24 };

export function ColumnView({ column, groupId, reachableId, selectedId, words, emptyText, onCollapse }: ColumnViewProps) {
  const { stage, cards } = column;
  const scroller = useRef<HTMLDivElement>(null);
  const landing = useIsLanding(stage.id);
  const keys = useMemo(() => cards.map(({ id }) => id), [cards]);
  const list = useListWindow({ ...layout, keys, scroller });
  useEffect(() => withDrag((drag) => (scroller.current ? drag.dropInto(scroller.current, stage.id) : () => {})), [stage.id]);
  useInSight(
    cards.findIndex((card) => card.id === (selectedId ?? reachableId)),
    (index) => list.bring(index),
  );

  return (
    <section className="column" aria-label={stage.name}>
      <ColumnHead column={column} onCollapse={onCollapse} />
      <div ref={scroller} className={classes('cards', landing && 'landing')}>
        {cards.length === 0 && emptyText !== '' && <p className="empty-slot">{emptyText}</p>}
        <ul style={{ blockSize: list.total }}>
          {list.rows.map(({ index, start }) => {
            const card = cards[index];
            return (
              card && (
                <li
                  key={card.id}
                  ref={list.measure}
                  data-key={card.id}
                  aria-setsize={cards.length}
                  aria-posinset={index + 1}
                  style={{ translate: `0 ${start}px` }}
                >
                  <BoardCard
                    card={card}
                    groupId={groupId}
                    reachable={card.id === reachableId}
                    selected={card.id === selectedId}
                    words={words}
                  />
                </li>
              )
            );
          })}
        </ul>
      </div>
    </section>
  );
}

/** A column folded to a strip: its name and count, still a place to drop at. */
export function CollapsedColumn({
  column: { stage, cards },
  onExpand,
}: {
  readonly column: Column;
  readonly onExpand: () => void;
}) {
  const strip = useRef<HTMLElement>(null);
  const landing = useIsLanding(stage.id);
  useEffect(() => withDrag((drag) => (strip.current ? drag.dropInto(strip.current, stage.id) : () => {})), [stage.id]);
  return (
    <section ref={strip} className={classes('column', 'collapsed', landing && 'landing')} aria-label={stage.name}>
      <button
        type="button"
        data-stage={stage.look}
        aria-label={texts.expand(stage.name, cards.length)}
        title={texts.expand(stage.name, cards.length)}
        onClick={onExpand}
      >
        <i className="bar" aria-hidden />
        <span>{stage.name}</span>
        <span className="count">{cards.length.toLocaleString()}</span>
      </button>
    </section>
  );
}

/** Brings the card at `index` into sight whenever it becomes another; `-1`: it is elsewhere. The focus follows when it is drawn. */
function useInSight(index: number, scrollTo: (index: number) => void): void {
  const bring = useEffectEvent(scrollTo);
  useEffect(() => {
    if (index >= 0) bring(index);
  }, [index]);
}

interface ColumnHeadProps {
  readonly column: Column;
  readonly onCollapse: (() => void) | undefined;
}

function ColumnHead({ column: { stage, cards }, onCollapse }: ColumnHeadProps) {
  const acts = useBoardActs();
  return (
    <header className="column-head" data-stage={stage.look}>
      <h2>{stage.name}</h2>
      <span className="count">{cards.length.toLocaleString()}</span>
      {onCollapse && (
        <button
          type="button"
          className="add collapse"
          aria-label={texts.collapse(stage.name)}
          title={texts.collapse(stage.name)}
          onClick={onCollapse}
        >
          <ChevronsLeft className="icon small" aria-hidden />
        </button>
      )}
      <button type="button" className="add" aria-label={texts.addTo(stage.name)} onClick={() => acts.addTo(stage.id)}>
        <Plus className="icon small" aria-hidden />
      </button>
    </header>
  );
}
