/** What a card says: the same lines on the board and in the phone's list. An absent line leaves no gap. */
import { type Glyph, classes } from '@sotto/ui';
import { CornerDownRight, Hourglass } from 'lucide-react';
import type { Card } from '../../api.ts';
import { dateOf, daysBetween, dueInWords, payInWords, whereInWords } from '../in-words.ts';
import { texts } from '../texts.ts';

export function CardFacts({ card }: { readonly card: Card }) {
  const where = whereInWords(card.place, card.workMode);
  const pay = payInWords(card.pay);
  if (where === null && pay === null) return null;
  return (
    <div className="facts">
      {where !== null && <div>{where}</div>}
      {pay !== null && <div>{pay}</div>}
    </div>
  );
}

/** A posting that closes within this many days says so on its card. */
const closesSoonDays = 14;

/** The next action and its day, or when the posting closes. */
export function CardNext({ card, now }: { readonly card: Card; readonly now: Date }) {
  const today = dateOf(now);
  if (card.due) return <Next icon={CornerDownRight} what={card.due.text} day={card.due.on} today={today} />;
  if (card.appliedOn !== undefined || card.closesOn === undefined || daysBetween(today, card.closesOn) > closesSoonDays) return null;
  return <Next icon={Hourglass} what={texts.closes} day={card.closesOn} today={today} />;
}

interface NextProps {
  readonly icon: Glyph;
  readonly what: string;
  readonly day: string;
  readonly today: string;
}

function Next({ icon: Icon, what, day, today }: NextProps) {
  const { text, tone } = dueInWords(day, today);
  return (
    <div className={classes('next', tone)}>
      <Icon className="icon small" aria-hidden />
      <span>{what}</span>
      <time dateTime={day}>{text}</time>
    </div>
  );
}
