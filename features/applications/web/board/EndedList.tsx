/** What has come to an end needs no card: the name, and how it ended. */
import { Link } from '@sotto/ui/app';
import { classes } from '@sotto/ui';
import { useEffect, useRef, useState } from 'react';
import type { Card } from '../../api.ts';
import { applicationLinks } from '../links.ts';
import { texts } from '../texts.ts';
import type { Column } from './columns.ts';
import { useIsLanding, withDrag } from './drag-state.ts';
import type { Words } from './words.ts';

const shownAtFirst = 3;
const shownMore = 20;

export interface EndedListProps {
  readonly column: Column;
  readonly groupId: string;
  readonly words: Words;
}

export function EndedList({ column: { stage, cards }, groupId, words }: EndedListProps) {
  const [shown, setShown] = useState(shownAtFirst);
  const section = useRef<HTMLElement>(null);
  const landing = useIsLanding(stage.id);
  useEffect(() => withDrag((drag) => (section.current ? drag.dropInto(section.current, stage.id) : () => {})), [stage.id]);
  const rest = cards.length - shown;
  return (
    <section ref={section} aria-label={stage.name} className={classes('ended-stage', landing && 'landing')}>
      <header className="column-head" data-stage={stage.look}>
        <h2>{stage.name}</h2>
        <span className="count">{cards.length.toLocaleString()}</span>
      </header>
      <ul className="ended">
        {cards.slice(0, shown).map((card) => (
          <li key={card.id}>
            <Link {...applicationLinks.application(card.id, { group: groupId })}>
              <b>{card.company}</b>
              {howItEnded(card, words)}
            </Link>
          </li>
        ))}
        {rest > 0 && (
          <li className="more">
            <button type="button" className="link" onClick={() => setShown(shown + shownMore)}>
              {texts.more(rest)}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

/** `rejected, 4 Nov`; without an outcome, how long it has been there. */
function howItEnded(card: Card, { format }: Words): string {
  const outcome = Object.entries(texts.outcome).find(([name]) => name === card.outcome)?.[1];
  if (outcome === undefined) return texts.inStageFor(format.age(card.stageSince));
  return `${outcome}, ${format.day(format.dateOf(card.stageSince))}`;
}
