/** A card: picked up with the mouse or a finger, reached with the arrows, moved by its menu. */
import { Link } from '@sotto/ui/app';
import { IconButton, MenuAt, Tags, classes, preloadMenus } from '@sotto/ui';
import { Ellipsis } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import type { Card } from '../../api.ts';
import { applicationLinks } from '../links.ts';
import { texts } from '../texts.ts';
import { useBoardActs } from './board-acts.ts';
import { CardFacts, CardNext } from './CardFace.tsx';
import { useDragMark, withDrag } from './drag-state.ts';
import type { Words } from './words.ts';

export interface BoardCardProps {
  readonly card: Card;
  readonly groupId: string;
  /** The one card of the board that Tab reaches. */
  readonly reachable: boolean;
  readonly selected: boolean;
  readonly words: Words;
}

export const BoardCard = memo(function BoardCard({ card, groupId, reachable, selected, words }: BoardCardProps) {
  const element = useRef<HTMLElement>(null);
  const mark = useDragMark(card.id);
  const { id, stage } = card;
  useEffect(() => withDrag((drag) => (element.current ? drag.dragCard(element.current, { id, stage }) : () => {})), [id, stage]);

  return (
    <article
      ref={element}
      className={classes('card', selected && 'selected', mark && `drag-${mark}`)}
      data-card={card.id}
      // A composite: Tab comes to one card, arrows go on from there, its link and menu lie inside.
      tabIndex={reachable ? 0 : -1} // oxlint-disable-line jsx-a11y/no-noninteractive-tabindex -- as said above
      aria-label={`${card.company}, ${card.title}`}
    >
      <div className="top">
        <span className="company">{card.company}</span>
        <span className="age">{words.format.age(card.stageSince)}</span>
      </div>
      <h3>
        <Link
          {...applicationLinks.application(card.id, { group: groupId })}
          className="card-link"
          tabIndex={-1}
          draggable={false}
        >
          {card.title}
        </Link>
      </h3>
      <CardFacts card={card} words={words} />
      <Tags tags={card.tags} />
      <CardNext card={card} words={words} />
      <CardMenu card={card} />
    </article>
  );
});

/** "Move to…" and the rest, for who does not drag. */
function CardMenu({ card }: { readonly card: Card }) {
  /** The button, while its menu is open. */
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const acts = useBoardActs();
  return (
    <>
      <IconButton
        icon={Ellipsis}
        size="small"
        label={texts.actsOf(card.title)}
        className="card-menu"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onPointerEnter={preloadMenus}
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      {anchor && (
        <MenuAt
          label={texts.actsOf(card.title)}
          items={acts.menuOf(card)}
          open
          onClose={() => setAnchor(null)}
          anchor={anchor}
          align="end"
        />
      )}
    </>
  );
}
