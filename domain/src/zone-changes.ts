/** When the clocks of a zone change, and by how much: what a calendar file has to say beside a wall time. */
import { Temporal } from 'temporal-polyfill';
import type { Zone } from './calendar-date.ts';

/** One change of the clocks. */
export interface ZoneChange {
  /** Epoch ms. */
  readonly at: number;
  /** Seconds ahead of UTC until then, and from then on. */
  readonly before: number;
  readonly after: number;
}

/** Seconds that the clocks of `zone` are ahead of UTC at `ms`. */
export function offsetAt(ms: number, zone: Zone): number {
  return zonedAt(ms, zone).offsetNanoseconds / 1e9;
}

/** The changes of the clocks after `from` and up to `to` (epoch ms), earliest first; none where they never change. */
export function zoneChanges(zone: Zone, from: number, to: number): ZoneChange[] {
  const changes: ZoneChange[] = [];
  let next = zonedAt(from, zone).getTimeZoneTransition('next');
  while (next !== null && next.epochMilliseconds <= to) {
    const at = next.epochMilliseconds;
    const [before, after] = [offsetAt(at - 1, zone), offsetAt(at, zone)];
    // Some entries of the zone database change a name only.
    if (before !== after) changes.push({ at, before, after });
    next = next.getTimeZoneTransition('next');
  }
  return changes;
}

function zonedAt(ms: number, zone: Zone): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
}
