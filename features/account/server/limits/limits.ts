/**
 * How often someone may try: per account, per session, per network address; with a growing delay.
 *
 * An attempt is counted before it is looked at, and taken back when it was right: a hundred guesses at once are a hundred
 * guesses. What is counted is a keyed digest that changes every day, never an address; rows end 24 hours after the last
 * attempt. When the store of the counts does not answer, nobody gets in (fail closed).
 */
import { Problem } from '@sotto/contract';
import { AlreadyExists, WrongRowCount } from '@sotto/database';
import type { Platform } from '@sotto/runtime';

const secondMs = 1000;
const dayMs = 24 * 60 * 60 * secondMs;

/** What is counted, and how patiently. */
export interface Limit {
  /** Attempts without any delay. */
  readonly free: number;
  /** Attempts after which there is no more until a day has passed. */
  readonly most: number;
  /** Delay after the last free attempt; it doubles with each that follows. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

const patient = { firstDelayMs: secondMs, longestDelayMs: 15 * 60 * secondMs };

/** The limits there are. NIST SP 800-63B asks for at most 100 failures in a row on one account. */
export const limits = {
  /** Wrong passwords for one address, whoever types them. */
  account: { free: 5, most: 100, ...patient },
  /** Wrong passwords in one open session (proving again, changing the password). Apart from `account`, so that strangers cannot keep someone out who is already in. */
  session: { free: 5, most: 100, ...patient },
  /** Wrong codes for one account, by someone whose first factor was right. */
  secondFactor: { free: 5, most: 100, ...patient },
  /** Wrong codes for one name at the operator's console. */
  operator: { free: 5, most: 100, ...patient },
  /** Wrong passwords from one network, for whatever address. */
  network: { free: 30, most: 1000, ...patient },
  /** Accounts made from one network. */
  signUp: { free: 20, most: 200, ...patient },
  /** Letters to one address that signing up from one network, or changes of address by one account, cause. */
  letter: { free: 3, most: 10, firstDelayMs: 60 * secondMs, longestDelayMs: 60 * 60 * secondMs },
  /** The same, whoever asks. Apart from `letter`, so that one stranger cannot keep the owner of an address from signing up with it. */
  anyLetter: { free: 20, most: Number.POSITIVE_INFINITY, firstDelayMs: 60 * secondMs, longestDelayMs: 60 * 60 * secondMs },
  /**
   * Links to choose a new password, to one address. One an hour at least always goes out: a stranger who asks for them
   * all day must not keep the owner from theirs.
   */
  resetLetter: { free: 3, most: Number.POSITIVE_INFINITY, firstDelayMs: 60 * secondMs, longestDelayMs: 60 * 60 * secondMs },
  /** Such links asked for from one network, for whatever address. */
  reset: { free: 20, most: 200, ...patient },
  /** Letters about sign-ins to one account that look alike: the same kind of device, from the same network. */
  signInLetter: { free: 10, most: Number.POSITIVE_INFINITY, firstDelayMs: 300 * secondMs, longestDelayMs: 60 * 60 * secondMs },
  /** Letters about any sign-ins to one account: whoever has the right factors must not fill a mailbox. */
  anySignInLetter: { free: 30, most: Number.POSITIVE_INFINITY, ...patient },
  /** Changes of address that one account asks for: each sends a letter to someone who did not ask for it. */
  newAddress: { free: 5, most: 20, ...patient },
  /** Tokens shown from one network. They cannot be guessed; this is only so that nobody tries for ever. */
  token: { free: 30, most: 1000, ...patient },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof limits;

/** One attempt that was let through. */
export interface Attempt {
  /** It was right: the count begins anew. Only for what an attacker cannot do right himself. */
  forget(): Promise<void>;
  /** It was right: this one does not count. */
  takeBack(): Promise<void>;
}

export interface Limiter {
  /** Counts an attempt. Throws `too-many-requests` with the seconds to wait when it comes too early; such an attempt does not count. */
  attempt(limit: LimitName, subject: string): Promise<Attempt>;
  /** Counts an attempt, or answers `false` when it comes too early: for what is refused without a word. */
  allows(limit: LimitName, subject: string): Promise<boolean>;
  /** The count begins anew: who was meant was proved in another way. */
  forget(limit: LimitName, subject: string): Promise<void>;
}

/** A limiter that counts in the database, so that all processes count together. */
export function createLimiter(platform: Platform): Limiter {
  const { database, vault, now } = platform;

  /** The digest of a subject on a day: the day is part of the label, so tomorrow's is another. */
  const digest = (name: LimitName, subject: string, dayStart: number) =>
    Buffer.from(vault.blind(`limit:${name}:${new Date(dayStart).toISOString().slice(0, 10)}`, subject)).toString('base64url');

  function rowsOf(name: LimitName, subject: string): CountedRows {
    const today = now() - (now() % dayMs);
    return {
      today: { key: digest(name, subject, today), window_at: today },
      keys: [today, today - dayMs].map((start) => digest(name, subject, start)),
    };
  }

  /** Yesterday's count goes on: midnight is no fresh start for whoever is guessing. */
  async function read({ today, keys }: CountedRows): Promise<Count> {
    const rows = await database.rows(
      database.build
        .selectFrom('rate_hit')
        .select(['key', 'hits', 'ends_at'])
        .where('key', 'in', keys)
        .where('ends_at', '>', now()),
    );
    return {
      today: rows.find((row) => row.key === today.key)?.hits ?? null,
      hits: rows.reduce((sum, row) => sum + row.hits, 0),
      lastAt: Math.max(0, ...rows.map((row) => row.ends_at - dayMs)),
    };
  }

  /** `false`: someone else counted in between, and the delay is to be looked at again. */
  async function count({ today }: CountedRows, seen: number | null): Promise<boolean> {
    const { build } = database;
    const ends_at = now() + dayMs;
    const query =
      seen === null
        ? build.insertInto('rate_hit').values({ ...today, hits: 1, ends_at })
        : build
            .updateTable('rate_hit')
            .set({ hits: seen + 1, ends_at })
            .where('key', '=', today.key)
            .where('hits', '=', seen);
    try {
      await database.write([{ query, rows: 1 }]);
      return true;
    } catch (cause) {
      if (cause instanceof AlreadyExists || cause instanceof WrongRowCount) return false;
      throw cause;
    }
  }

  async function forget({ keys }: CountedRows): Promise<void> {
    await database.write([{ query: database.build.deleteFrom('rate_hit').where('key', 'in', keys), rows: null }]);
  }

  async function takeBack({ today }: CountedRows): Promise<void> {
    const lower = database.build.updateTable('rate_hit').set((row) => ({ hits: row('hits', '-', 1) }));
    await database.write([{ query: lower.where('key', '=', today.key).where('hits', '>', 0), rows: null }]);
  }

  /** Milliseconds that are left to wait; 0: the attempt was counted. */
  async function countUnlessEarly(name: LimitName, rows: CountedRows): Promise<number> {
    for (;;) {
      const seen = await read(rows);
      const waitMs = waitingMs(limits[name], seen, now());
      if (waitMs > 0) return waitMs;
      if (await count(rows, seen.today)) return 0;
    }
  }

  return {
    async attempt(name, subject) {
      const rows = rowsOf(name, subject);
      const waitMs = await countUnlessEarly(name, rows);
      if (waitMs > 0) throw new Problem('too-many-requests', { retryAfter: Math.ceil(waitMs / secondMs) });
      return { forget: () => forget(rows), takeBack: () => takeBack(rows) };
    },
    allows: async (name, subject) => (await countUnlessEarly(name, rowsOf(name, subject))) === 0,
    forget: (name, subject) => forget(rowsOf(name, subject)),
  };
}

/** The row of today, and the digests of today and yesterday. */
interface CountedRows {
  readonly today: { readonly key: string; readonly window_at: number };
  readonly keys: readonly string[];
}

interface Count {
  /** Hits in today's row; `null`: there is no such row. */
  readonly today: number | null;
  /** Of both days. */
  readonly hits: number;
  /** Epoch ms of the last one. */
  readonly lastAt: number;
}

/** How much longer the next attempt must wait; a clock that was set back makes nobody wait longer than the delay itself. */
export function waitingMs(limit: Limit, { hits, lastAt }: Pick<Count, 'hits' | 'lastAt'>, now: number): number {
  const delay = delayMs(limit, hits);
  return Math.min(lastAt + delay - now, delay);
}

/** How long after the last of `hits` attempts the next one may come. */
export function delayMs({ free, most, firstDelayMs, longestDelayMs }: Limit, hits: number): number {
  if (hits < free) return 0;
  if (hits >= most) return dayMs;
  return Math.min(firstDelayMs * 2 ** Math.min(hits - free, 40), longestDelayMs);
}
