/**
 * Telling many people the same, so that it can be broken off and taken up again anywhere: who was told has a row, and nobody
 * is told twice. See [Note: Told once].
 */
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { OpeningMaker } from '@sotto/schedule';
import { type Notice, notify } from './notify.ts';

/** Who is meant, of everyone who has confirmed their address, disabled or not. */
export interface Audience {
  /** Only who began before; epoch ms. @default everyone */
  readonly begunBefore?: number;
  /** Only who began then or later; epoch ms. @default everyone */
  readonly begunFrom?: number;
  /** Only these. @default everyone */
  readonly only?: ReadonlySet<UserId>;
}

/** What came of it. `nobody`: they have keys but no rows, or went meanwhile. */
export interface Tally {
  readonly now: number;
  readonly before: number;
  readonly nobody: number;
}

/** `failed`: who cannot be told, by their opaque ids; see `Told`. */
export interface FullTally extends Tally {
  readonly failed: readonly UserId[];
}

const peoplePerPage = 500;
const atOnce = 20;

/** Everyone who is meant, page by page, by their opaque ids. */
export async function* peopleMeant({ vault }: Platform, audience: Audience = {}): AsyncGenerator<UserId[]> {
  for (let after: UserId | null = null; ;) {
    const page = await vault.listPeople({ after, limit: peoplePerPage });
    yield page.filter((each) => each.state === 'active' && isMeant(each, audience)).map(({ userId }) => userId);
    if (page.length < peoplePerPage) return;
    after = page.at(-1)?.userId ?? null;
  }
}

function isMeant(
  { userId, createdAt }: { userId: UserId; createdAt: number },
  { begunBefore = Number.MAX_SAFE_INTEGER, begunFrom = 0, only }: Audience,
): boolean {
  return createdAt < begunBefore && createdAt >= begunFrom && (only?.has(userId) ?? true);
}

/** How many are meant. */
export async function countMeant(platform: Platform, audience: Audience): Promise<number> {
  let count = 0;
  for await (const page of peopleMeant(platform, audience)) count += page.length;
  return count;
}

/**
 * Tells everyone who is meant and was not told yet. `null`: `signal` broke it off; call again to go on. One person who cannot
 * be told keeps nobody else from it: who never can be stands in the tally, what may go well next time is thrown when everybody
 * else was told.
 */
export async function notifyEveryone(
  platform: Platform,
  open: OpeningMaker,
  notice: Notice,
  { signal, ...audience }: Audience & { readonly signal?: AbortSignal } = {},
): Promise<FullTally | null> {
  const tally = { now: 0, before: 0, nobody: 0, failed: [] as UserId[] };
  const faults: unknown[] = [];
  const tell = async (userId: UserId) => {
    const told = await notify(platform, open(userId, 'account'), notice).catch((fault: unknown) => void faults.push(fault));
    if (told === 'failed') tally.failed.push(userId);
    else if (told) tally[told] += 1;
  };
  for await (const page of peopleMeant(platform, audience))
    for (let at = 0; at < page.length; at += atOnce) {
      if (signal?.aborted) return null;
      await Promise.all(page.slice(at, at + atOnce).map(tell));
    }
  if (faults.length > 0) throw faults[0];
  if (tally.failed.length > 0) platform.log.error('notice', { outcome: 'some could not be told', count: tally.failed.length });
  return tally;
}
