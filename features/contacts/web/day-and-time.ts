import type { InteractionView } from '../api.ts';

/** When an interaction was, where the person was then: `2026-11-22` and `14:30`; an empty time when only the day is known. */
export function dayAndTime({ at, zone }: Pick<InteractionView, 'at' | 'zone'>): { day: string; time: string } {
  if (!at.includes('T')) return { day: at, time: '' };
  // Swedish writes dates as ISO 8601 does.
  const [day = '', time = ''] = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(Date.parse(at))
    .split(' ');
  return { day, time };
}
