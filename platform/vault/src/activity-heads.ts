/**
 * Where each person's activity log ends, as the keyring remembers it: a log that was cut short in the database does not
 * match it. See [Note: Activity log].
 *
 * What comes while the keyring is being written waits and goes together in the next unit, so that many who are busy at once
 * cost little more than one.
 */
import type { UserId } from '@sotto/domain';
import type { Statement } from '@sotto/database';
import type { Core } from './core.ts';
import type { ActivityHead } from './door.ts';
import type { KeyringTables } from './keyring.ts';
import type { Make } from './mirrored.ts';

export interface ActivityHeads {
  read(userId: UserId): Promise<ActivityHead | null>;
  keep(userId: UserId, head: ActivityHead): Promise<void>;
}

export function createActivityHeads(core: Core): ActivityHeads {
  let waiting = new Map<UserId, ActivityHead>();
  let next: Promise<void> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = new Map();
    next = null;
    await core.keyring.change(noting(batch));
  }

  return {
    read: (userId) => readHead(core, userId),
    keep(userId, head) {
      waiting.set(userId, later(waiting.get(userId), head));
      if (next === null) {
        next = last.then(flush);
        // Whoever waits sees a failure; the next unit only needs to know that this one is over.
        last = Promise.allSettled([next]);
      }
      return next;
    },
  };
}

function later(one: ActivityHead | undefined, other: ActivityHead): ActivityHead {
  if (one === undefined) return other;
  const first = Math.max(one.first, other.first);
  return one.position > other.position ? { ...one, first } : { ...other, first };
}

/** In the order of ids, so that no two processes wait for each other. Both numbers only ever rise. */
function noting(heads: ReadonlyMap<UserId, ActivityHead>): Make<KeyringTables> {
  const inOrder = [...heads].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return (build) =>
    inOrder.flatMap(([userId, head]): Statement[] => {
      const login = build.updateTable('login').where('user_id', '=', userId);
      const end = login
        .set({ log_position: head.position, log_digest: head.digest, log_incarnation: head.incarnation })
        .where((is) => is.or([is('log_position', 'is', null), is('log_position', '<', head.position)]));
      const beginning = login
        .set({ log_first: head.first })
        .where((is) => is.or([is('log_first', 'is', null), is('log_first', '<', head.first)]));
      // Of someone who was erased meanwhile there is no row, and nothing to remember.
      return [{ query: end, rows: null }, ...(head.first > 1 ? [{ query: beginning, rows: null }] : [])];
    });
}

async function readHead(core: Core, userId: UserId): Promise<ActivityHead | null> {
  const [login] = await core.keyring.read((store) =>
    store.rows(
      store.build
        .selectFrom('login')
        .select(['log_first', 'log_position', 'log_digest', 'log_incarnation'])
        .where('user_id', '=', userId),
    ),
  );
  if (login === undefined || login.log_position === null || login.log_digest === null) return null;
  const { log_first, log_position, log_digest, log_incarnation } = login;
  return { first: log_first ?? 1, position: log_position, digest: log_digest, incarnation: log_incarnation ?? '' };
}
