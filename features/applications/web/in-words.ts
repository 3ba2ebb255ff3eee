/**
 * Due dates, pay and places as a card or a row says them: the person's own format, and a few words of ours.
 */
import type { Compensation } from '@sotto/domain';
import type { Format } from '@sotto/features/settings/web';
import { choiceInWords } from './fields/choice-words.ts';

/** A due date as seen from today. `tone`: how it is set; absent when it is far off. */
export function dueInWords(format: Format, on: string): { text: string; tone?: 'late' | 'due' } {
  const days = format.daysAway(on);
  if (days < 0) return { text: `${-days} d late`, tone: 'late' };
  return days === 0 ? { text: format.day(on), tone: 'due' } : { text: format.day(on) };
}

/** Pay as a record or a card holds it: amounts in minor units. */
export type Pay = Partial<Pick<Compensation, 'kind' | 'min' | 'max' | 'currency' | 'period'>>;

/** Pay in one line: `$118,000–135,000`, `from €60,000`, `$41–46 an hour`. `null`: no amount is stated. Pay by the year does not say so. */
export function payInWords(format: Format, pay: Pay | null | undefined): string | null {
  if (!pay?.currency) return null;
  const amount = format.pay({ min: pay.min, max: pay.kind === 'exact' ? pay.min : pay.max, currency: pay.currency });
  if (amount === '') return null;
  return pay.period && pay.period !== 'year' ? `${amount} ${choiceInWords[pay.period]}` : amount;
}

/** Place and work mode in one line: `Durham, hybrid`, `Remote, US`. `null`: neither is known. */
export function whereInWords(place: string | null | undefined, mode: string | null | undefined): string | null {
  const modeWord = mode ? (choiceInWords[mode] ?? mode) : null;
  if (!place) return modeWord;
  if (mode === 'remote') return `${modeWord}, ${place}`;
  return modeWord ? `${place}, ${modeWord.toLowerCase()}` : place;
}
