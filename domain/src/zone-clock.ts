/**
 * Wall times from one zone to another without Temporal: for views, which do not carry it. Same answers as `wallIn`, by the
 * zones the browser knows.
 */
import type { Zone } from './calendar-date.ts';
import type { WallTime } from './wall-time.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A wall time as the clocks of another zone show it. */
export function wallElsewhere(wall: WallTime, from: Zone, to: Zone): WallTime {
  if (from === to) return wall;
  const at = instantBy(wall, from);
  return wallOf(at + offsetAt(at, to));
}

/** `YYYY-MM-DDTHH:mm` of a moment of UTC. */
function wallOf(ms: number): WallTime {
  return new Date(ms).toISOString().slice(0, 16);
}

/** A time that the clocks leave out is as much later as they jump; one that comes twice is the first (as `instantOfWall`). */
function instantBy(wall: WallTime, zone: Zone): number {
  const utc = Date.parse(`${wall}Z`);
  // A zone's clocks change once in two days at the most, so one of these two holds at the moment itself.
  const before = offsetAt(utc - dayMs, zone);
  const after = offsetAt(utc + dayMs, zone);
  const first = utc - Math.max(before, after);
  const second = utc - Math.min(before, after);
  const there = [first, second].find((at) => at + offsetAt(at, zone) === utc);
  return there ?? utc - before;
}

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(ms: number, zone: Zone): number {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year = 0, month = 1, day, hour, minute] = (['year', 'month', 'day', 'hour', 'minute'] as const).map((part) =>
    parts.get(part),
  );
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(ms / minuteMs) * minuteMs;
}

const clocks = new Map<Zone, Intl.DateTimeFormat>();

function clockOf(zone: Zone): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  clocks.set(zone, clock);
  return clock;
}
