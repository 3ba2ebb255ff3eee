/** What a card says: the same lines on the board and in the phone's list. An absent line leaves no gap. */
import { type Glyph, classes } from '@sotto/ui';
import { CornerDownRight, Hourglass } from 'lucide-react';
import type { Card } from '../../api.ts';
import { dueInWords, payInWords, whereInWords } from '../in-words.ts';
import { texts } from '../texts.ts';
import type { Words } from './words.ts';

interface CardPartProps {
  readonly card: Card;
  readonly words: Words;
}

export function CardFacts({ card, words: { format } }: CardPartProps) {
  const where = whereInWords(card.place, card.workMode);
  const pay = payInWords(format, card.pay);
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
export function CardNext({ card, words }: CardPartProps) {
  if (card.due) return <Next icon={CornerDownRight} what={card.due.text} day={card.due.on} words={words} />;
  if (card.appliedOn !== undefined || card.closesOn === undefined || words.format.daysAway(card.closesOn) > closesSoonDays)
    return null;
  return <Next icon={Hourglass} what={texts.closes} day={card.closesOn} words={words} />;
}

interface NextProps {
  readonly icon: Glyph;
  readonly what: string;
  readonly day: string;
  readonly words: Words;
}

function Next({ icon: Icon, what, day, words }: NextProps) {
  const { text, tone } = dueInWords(words.format, day);
  return (
    <div className={classes('next', tone)}>
      <Icon className="icon small" aria-hidden />
      <span>{what}</span>
      <time dateTime={day}>{text}</time>
    </div>
  );
}
