/** The board on a phone: one stage at a time, a swipe moves one stage on, holding opens "Move to…". */
import { Link } from '@sotto/ui/app';
import type { Id } from '@sotto/domain';
import { MenuAt, useListWindow } from '@sotto/ui';
import { useMemo, useRef, useState } from 'react';
import type { Card } from '../../api.ts';
import { applicationLinks } from '../links.ts';
import { texts } from '../texts.ts';
import { useBoardActs } from './board-acts.ts';
import { CardFacts, CardNext } from './CardFace.tsx';
import { type BoardColumns, inOrder, stageAfter } from './columns.ts';
import { useSwipe } from './use-swipe.ts';
import { type Words, useWords } from './words.ts';

const usualHeight = 96;
const none: readonly Card[] = [];

/** The same list while the cards are the same: the window keeps what it measured by it. */
function useKeys(cards: readonly Card[]): readonly Id[] {
  return useMemo(() => cards.map(({ id }) => id), [cards]);
}

export function PhoneBoard({ columns, groupId }: { readonly columns: BoardColumns; readonly groupId: Id }) {
  const all = inOrder(columns);
  const [chosen, setChosen] = useState<Id | null>(null);
  const column = all.find(({ stage }) => stage.id === chosen) ?? all.find(({ cards }) => cards.length > 0) ?? all[0];
  const [held, setHeld] = useState<{ card: Card; anchor: HTMLElement | null } | null>(null);
  const acts = useBoardActs();
  const words = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const cards = column?.cards ?? none;
  const keys = useKeys(cards);
  const list = useListWindow({ keys, scroller, usual: usualHeight, spare: 6 });
  if (!column) return null;
  const next = stageAfter(columns, column.stage.id);
  return (
    <>
      <nav className="stage-strip" aria-label={texts.stages}>
        {all.map(({ stage, cards: inStage }) => (
          <button
            key={stage.id}
            type="button"
            data-stage={stage.look}
            aria-current={stage.id === column.stage.id ? 'true' : undefined}
            onClick={() => setChosen(stage.id)}
          >
            {stage.name} <span className="count">{inStage.length.toLocaleString()}</span>
          </button>
        ))}
      </nav>
      <div ref={scroller} className="phone-list">
        <h2 className="hidden-name">{column.stage.name}</h2>
        {cards.length === 0 && <p className="hint-line">{texts.stageEmpty(column.stage.name)}</p>}
        <ul aria-label={column.stage.name} style={{ blockSize: list.total }}>
          {list.rows.map(({ index, start }) => {
            const card = cards[index];
            return (
              card && (
                <li key={card.id} ref={list.measure} data-key={card.id} style={{ translate: `0 ${start}px` }}>
                  <PhoneCard
                    card={card}
                    groupId={groupId}
                    words={words}
                    next={next}
                    onHold={() => setHeld({ card, anchor: scroller.current })}
                    onSwipe={() => next && acts.moveToTop(card, next.id)}
                  />
                </li>
              )
            );
          })}
        </ul>
        {cards.length > 0 && next && <p className="hint-line">{texts.swipeHint}</p>}
      </div>
      {held && (
        <MenuAt
          label={texts.moveOf(held.card.title)}
          items={acts.menuOf(held.card)}
          open
          onClose={() => setHeld(null)}
          anchor={held.anchor}
        />
      )}
    </>
  );
}

interface PhoneCardProps {
  readonly card: Card;
  readonly groupId: Id;
  readonly words: Words;
  readonly next: ReturnType<typeof stageAfter>;
  readonly onHold: () => void;
  readonly onSwipe: () => void;
}

function PhoneCard({ card, groupId, words, next, onHold, onSwipe }: PhoneCardProps) {
  const swipe = useSwipe({ enabled: next !== null, onSwipe, onHold });
  return (
    <div className="swipe" data-stage={next?.look}>
      <div className="under" aria-hidden>
        <i className="bar" />
        {next?.name}
      </div>
      <article
        className="item"
        aria-label={`${card.company}, ${card.title}`}
        {...swipe.handlers}
        style={{ translate: `${swipe.distance}px 0` }}
      >
        <span className="company">{card.company}</span>
        <span className="age">{words.format.age(card.stageSince)}</span>
        <h3>
          <Link {...applicationLinks.application(card.id, { group: groupId })} className="card-link" draggable={false}>
            {card.title}
          </Link>
        </h3>
        <CardFacts card={card} words={words} />
        <CardNext card={card} words={words} />
      </article>
    </div>
  );
}
