/** What the clocks of a zone show. Read from a table of each year: to reckon each of thousands of times anew takes seconds. */
import { offsetAt, zoneChanges, type Zone, type ZoneChange } from '@sotto/domain';

export interface Shown {
  /** As if it were UTC, epoch ms. */
  readonly wall: number;
  /** The clocks are set back over this time: they show it twice. */
  readonly twice: boolean;
}

/** What the clocks of `zone` show at `at` (epoch ms). */
export function shownAt(at: number, zone: Zone): Shown {
  const { offset, changes } = yearOf(zone, new Date(at).getUTCFullYear());
  const last = changes.findLast((change) => change.at <= at);
  const twice = changes.some((change) => Math.abs(at - change.at + 0.5) < (change.before - change.after) * 1000);
  return { wall: at + (last?.after ?? offset) * 1000, twice };
}

interface Year {
  /** Seconds ahead of UTC as it begins. */
  readonly offset: number;
  readonly changes: readonly ZoneChange[];
}

const mostYears = 4_000;
const years = new Map<string, Year>();

function yearOf(zone: Zone, year: number): Year {
  const key = `${zone} ${year}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const read = { offset: offsetAt(from, zone), changes: zoneChanges(zone, from, to) };
  if (years.size >= mostYears) years.clear();
  years.set(key, read);
  return read;
}
