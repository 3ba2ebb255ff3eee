/** Times of interviews in words: as they were agreed, and as the person's clock shows them where that is another time. */
import type { Format } from '@sotto/features/settings/web';
import type { InterviewView } from '../api.ts';
import { texts } from './texts.ts';

type Timed = Pick<InterviewView, 'startsAt' | 'endsAt' | 'zone' | 'start' | 'end'>;

export interface TimeWords {
  /** `Thursday 12 November`, in the zone it was agreed in. */
  readonly day: string;
  /** `14:00–15:00`. */
  readonly time: string;
  /** `20:00 for you`; `null`: the clocks agree. */
  readonly here: string | null;
  /** `New York`. */
  readonly city: string;
}

export function timeInWords(format: Format, { startsAt, endsAt, zone, start }: Timed): TimeWords {
  const agreed = startsAt.slice(11);
  const here = format.time(start);
  const hereDay = format.dateOf(start);
  const elsewhere = hereDay !== startsAt.slice(0, 10);
  return {
    day: format.fullDay(startsAt.slice(0, 10)),
    time: endsAt === null ? agreed : `${agreed}–${endsAt.slice(11)}`,
    here: isSame(here, agreed) && !elsewhere ? null : texts.forYou(elsewhere ? `${format.day(hereDay)}, ${here}` : here),
    city: cityOf(zone),
  };
}

/** `02:00 PM` and `14:00` are one time. */
function isSame(shown: string, agreed: string): boolean {
  const [hours = 0, minutes = 0] = (/\d+:\d+/.exec(shown)?.[0] ?? '').split(':').map(Number);
  const [agreedHours = 0, agreedMinutes = 0] = agreed.split(':').map(Number);
  const afternoon = /p\.?m/i.test(shown) && hours < 12 ? 12 : /a\.?m/i.test(shown) && hours === 12 ? -12 : 0;
  return hours + afternoon === agreedHours && minutes === agreedMinutes;
}

/** `America/New_York`: `New York`. */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
