/** The sentences beneath the date: the interviews, what is due and late, and else what waits. */
import type { Format } from '@sotto/features/settings/web';
import type { TodayView } from '../api.ts';
import { texts } from './texts.ts';

export function leadOf({ date, interviews, totals, next }: TodayView, format: Format): string {
  const times = interviews
    .filter(({ start, status }) => status === 'planned' && format.dateOf(start) === date)
    .map(({ start }) => format.time(start));
  const sentences = [
    times.length > 0 && texts.lead.interviews(times),
    totals.due > 0 && texts.lead.due(totals.due, totals.late),
    times.length === 0 && totals.due === 0 && texts.lead.nothing,
    totals.due === 0 && totals.ending > 0 && texts.lead.endings(totals.ending),
    totals.due === 0 && totals.ending === 0 && totals.quiet > 0 && texts.lead.quiet(totals.quiet),
    totals.due === 0 && totals.ending + totals.quiet === 0 && next !== null && texts.lead.next(format.day(next)),
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');
}
