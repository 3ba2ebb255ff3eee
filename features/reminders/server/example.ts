/** What a mail would say, shown before one is asked for: the same words, from an interview that is nobody's. */
import type { ToldInterview } from './contents.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Tomorrow, on the full hour. */
export function exampleInterview(now: number): ToldInterview {
  const start = Math.ceil((now + dayMs) / hourMs) * hourMs;
  return {
    kind: 'video',
    start,
    place: null,
    about: { company: 'Northwind Traders', title: 'Data analyst' },
  };
}
