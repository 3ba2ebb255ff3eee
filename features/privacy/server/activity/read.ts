/** Reading someone's activity log: a page of it, all of it, and whether it is whole. */
import { instantOf, type UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import { DidNotOpen, type Opening } from '@sotto/vault';
import type { ActivityView, ActivityWhole, Happening } from '../../api.ts';
import { type Fault, faultsOf, hex, type Row, Sealed } from './chain.ts';
import { authenticIn, placeOf, readRows, yearMs } from './rows.ts';

const rowsAtOnce = 200;

/** Deeds before position `before` (all, when absent) and of one sort (of all, when absent), the latest first, at most `limit`. */
export async function readActivity(
  platform: Platform,
  by: Opening,
  { limit, before, happening }: { limit: number; before?: number | undefined; happening?: Happening | undefined },
): Promise<ActivityView[]> {
  const open = await openerOf(platform, by);
  const first = (await platform.vault.activityHead(by.userId))?.first ?? 1;
  const found: ActivityView[] = [];
  let next = before ?? Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = await readRows(platform, by.userId, { from: first, before: next, newestFirst: true, limit: rowsAtOnce });
    for (const row of rows.filter(({ at }) => at >= platform.now() - yearMs)) {
      const content = open(row);
      // One that does not open is told of by `examineActivity`: here there is nothing to show of it.
      if (content !== null && (happening ?? content.happening) === content.happening) found.push(viewOf(row, content));
      if (found.length === limit) return found;
    }
    if (rows.length < rowsAtOnce) return found;
    next = rows.at(-1)?.position ?? 0;
  }
}

/** Opens entries of one person; `null`: it does not open, or holds what was never an entry. */
async function openerOf({ vault }: Platform, by: Opening): Promise<(row: Row) => Sealed | null> {
  const sealer = (await vault.sealers(by.userId)).account;
  return ({ position, sealed }) => {
    try {
      return Sealed.parse(JSON.parse(Buffer.from(sealer.open(placeOf(position), sealed, by)).toString()));
    } catch (cause) {
      if (cause instanceof DidNotOpen) return null;
      throw cause;
    }
  };
}

function viewOf({ position, at, digest }: Row, { gap, salt, previous, ...deed }: Sealed): ActivityView {
  const missing = gap === null ? null : { from: gap.from, to: gap.to, after: gap.after };
  return { position, at: instantOf(at), ...deed, missing, salt, previous, hash: digest === null ? null : hex(digest) };
}

/** Whether the log is whole and in order, and what of it is not. Opens every entry. */
export async function examineActivity(platform: Platform, by: Opening): Promise<ActivityWhole> {
  const open = await openerOf(platform, by);
  const contents = new Map<number, Sealed>();
  const opened = (row: Row): Sealed | null => {
    const content = open(row);
    if (content !== null) contents.set(row.position, content);
    return content;
  };
  const { rows, faults } = await examine(platform, by.userId, opened);
  for (const row of rows) if (!contents.has(row.position)) opened(row);
  const counts = new Map<Happening, number>();
  for (const { happening } of contents.values()) counts.set(happening, (counts.get(happening) ?? 0) + 1);
  return {
    checkedAt: instantOf(platform.now()),
    entries: rows.length,
    first: rows.at(0)?.position ?? null,
    last: rows.at(-1)?.position ?? null,
    hash: hashOf(rows.at(-1)),
    faults: faults.map(({ what, from, to }) => ({ what, from, to })),
    happenings: [...counts].map(([happening, count]) => ({ happening, count })),
  };
}

function hashOf(row: Row | undefined): string | null {
  return row?.digest ? hex(row.digest) : null;
}

/**
 * What is wrong with someone's log as far as it can be told without opening it: for the operator, who sees positions and
 * nothing else. Finds what was changed, removed, moved, added or cut off.
 */
export async function faultsOfActivity(platform: Platform, userId: UserId): Promise<Fault[]> {
  return (await examine(platform, userId)).faults;
}

async function examine(
  platform: Platform,
  userId: UserId,
  opened?: (row: Row) => Sealed | null,
): Promise<{ rows: Row[]; faults: Fault[] }> {
  for (;;) {
    // First the keyring, as when writing.
    const head = await platform.vault.activityHead(userId);
    const rows = await readRows(platform, userId, { from: head?.first ?? 1 });
    const known = { head, incarnation: platform.vault.incarnation(), isAuthentic: authenticIn(platform, userId), opened };
    const faults = faultsOf(rows, known);
    // Entries that had their time may have gone between the two: then the keyring says so by now.
    const isSettled = faults.length === 0 || (await platform.vault.activityHead(userId))?.first === head?.first;
    if (isSettled) return { rows, faults };
  }
}
