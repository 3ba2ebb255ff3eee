/**
 * The door of capture in the browser: takes in a link, a posting or a saved page that somebody pasted or dropped.
 *
 * Light: what reads loads when there is something to read. Nothing is fetched from anywhere, and nothing of it runs.
 */
import type { Brought } from './brought.ts';
import type { Outcome } from './reading.ts';

export { type Brought, broughtBy, isWorthReading } from './brought.ts';
export type { Details, Outcome, Reading } from './reading.ts';

/** What there is to be read in what somebody brought. `address`: where it lies, when that is known already. */
export async function readBrought(brought: Brought, address: string | null): Promise<Outcome> {
  const { read } = await import('./read-brought.ts');
  return read(brought, address);
}
