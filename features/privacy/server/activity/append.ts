/**
 * Writing into someone's activity log.
 *
 * First the entry, then what the keyring knows of the log's end: the keyring never claims more than the database holds. So
 * a log that ends earlier than the keyring says was cut, or its database is an older copy; either is written down as it is
 * found, and the chain goes on behind the gap.
 */
import { AlreadyExists, type Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import { type ActivityHead, type Sealer, VaultUnavailable } from '@sotto/vault';
import { Deed, digestOf, digestOfOlder, type Gap, hex, type Row, type Sealed, writtenDown } from './chain.ts';
import { tallied } from '../tally.ts';
import { authenticIn, placeOf, readRows, yearMs } from './rows.ts';

/**
 * Writes a deed down, at the next position, and takes away what is older than a year. Whoever discloses something calls
 * this before answering. Throws `KeyShredded` when the account is being erased.
 *
 * @example await recordActivity(platform, by.userId, { happening: 'exported', by: 'user', about: group.name, count: 64 })
 */
export async function recordActivity(platform: Platform, userId: UserId, deed: Deed): Promise<void> {
  const sealer = (await platform.vault.sealers(userId)).account;
  for (;;) {
    // First the keyring: others move it after the database, so it never runs ahead of what is read next.
    const said = await platform.vault.activityHead(userId).catch(unlessSilent);
    const head = said === 'silent' ? null : said;
    const plan = planOf(platform, sealer, { deed, end: await endOf(platform, userId, head) });
    try {
      await platform.workspaces.writeBeside(userId, [
        ...plan.unit,
        ...tallied(platform.database, deed.happening, platform.now()),
      ]);
    } catch (cause) {
      // Someone else took the position between reading and writing: theirs stands, ours comes after it.
      if (cause instanceof AlreadyExists) continue;
      throw cause;
    }
    return noteEnd(platform, userId, { head, last: plan.last });
  }
}

/** What is open goes on without the keyring; the next entry notes the end. */
function unlessSilent(cause: unknown): 'silent' {
  if (cause instanceof VaultUnavailable) return 'silent';
  throw cause;
}

/** Where a log ends right now. */
interface End {
  readonly position: number;
  /** Digest of the last entry that was written here. */
  readonly digest: Uint8Array | null;
  readonly gap: Gap | null;
  readonly isRestored: boolean;
  /** Rows from before logs were chained, which are taken over now. */
  readonly older: readonly Row[];
}

async function endOf(platform: Platform, userId: UserId, head: ActivityHead | null): Promise<End> {
  const rows = await readRows(platform, userId, { from: head?.position ?? 0 });
  const isAuthentic = authenticIn(platform, userId);
  const older = head === null && rows.every(({ mac }) => mac === null) ? rows : [];
  const last = older.at(-1) ?? rows.findLast(isAuthentic);
  const position = Math.max(head?.position ?? 0, rows.at(-1)?.position ?? 0);
  // The keyring's word counts for the entry it names, whatever became of that.
  const isBeyond = last !== undefined && last.position > (head?.position ?? 0);
  const digest = isBeyond ? (isAuthentic(last) ? last.digest : digestOfOlder(last)) : (head?.digest ?? null);
  const isShort = head !== null && rows.length === 0;
  return {
    position,
    digest,
    gap: isShort ? await gapBefore(platform, userId, head) : null,
    isRestored: head?.incarnation !== platform.vault.incarnation(),
    older,
  };
}

async function gapBefore(platform: Platform, userId: UserId, head: ActivityHead): Promise<Gap> {
  const [last] = await readRows(platform, userId, { before: head.position, newestFirst: true, limit: 1 });
  const isKept = last !== undefined && last.position >= head.first;
  const after = isKept && last.digest !== null ? hex(last.digest) : null;
  return { from: isKept ? last.position + 1 : head.first, to: head.position, after };
}

interface Plan {
  readonly unit: readonly Statement[];
  readonly last: { readonly position: number; readonly digest: Uint8Array };
}

function planOf(platform: Platform, sealer: Sealer, { deed, end }: { deed: Deed; end: End }): Plan {
  const rows: Written[] = [];
  if (end.gap !== null) rows.push(rowOf(platform, sealer, { deed: deedOfGap(end, end.gap), after: end, end }));
  const last = rowOf(platform, sealer, { deed, after: rows.at(-1) ?? end, end: { ...end, gap: null } });
  const query = platform.database.build
    .insertInto('activity')
    .values([...rows, last].map((row) => ({ ...row, user_id: sealer.userId })));
  return { unit: [...takeOver(platform, sealer.userId, end.older), { query, rows: rows.length + 1 }], last };
}

function deedOfGap({ isRestored }: End, { from, to }: Gap): Deed {
  return { happening: isRestored ? 'log-restored' : 'log-cut', by: 'system', count: to - from + 1 };
}

interface Written extends Row {
  readonly digest: Uint8Array;
}

function rowOf(
  { now, randomBytes, vault }: Platform,
  sealer: Sealer,
  entry: { deed: Deed; after: Pick<Row, 'position' | 'digest'>; end: Pick<End, 'gap' | 'isRestored'> },
): Written {
  const {
    after,
    end: { gap, isRestored },
  } = entry;
  const position = after.position + 1;
  const at = now();
  const content: Sealed = {
    ...Deed.parse(entry.deed),
    gap,
    salt: hex(randomBytes(16)),
    previous: after.digest === null ? null : hex(after.digest),
  };
  const row = {
    position,
    at,
    key_id: sealer.keyId,
    sealed: sealer.seal(placeOf(position), Buffer.from(JSON.stringify(content))),
    restored_from: gap !== null && isRestored ? gap.from : null,
    digest: digestOf({ ...content, position, at }),
  };
  return { ...row, mac: vault.blind('activity', writtenDown(sealer.userId, row)) };
}

/** The chain begins where the log is: what was written before it is held fast as it lies. */
function takeOver({ database: { build }, vault }: Platform, userId: UserId, rows: readonly Row[]): Statement[] {
  return rows.map((row) => {
    const digest = digestOfOlder(row);
    const mac = vault.blind('activity', writtenDown(userId, { ...row, digest }));
    const query = build.updateTable('activity').set({ digest, mac }).where('user_id', '=', userId);
    return { query: query.where('position', '=', row.position), rows: null };
  });
}

/** Notes in the keyring where the log ends now, and from where it must be there: what is older than a year goes. */
async function noteEnd(
  platform: Platform,
  userId: UserId,
  { head, last }: { head: ActivityHead | null; last: Plan['last'] },
): Promise<void> {
  const { vault, database, log } = platform;
  const first = (await newestOfOld(platform, userId)) + 1;
  const next = { ...last, first: Math.max(first, head?.first ?? 1), incarnation: vault.incarnation() };
  const noted = await vault.keepActivityHead(userId, next).catch(unlessSilent);
  if (noted === 'silent') return log.warn('activity end not noted');
  if (first === 1) return;
  await database.write([
    { query: database.build.deleteFrom('activity').where('user_id', '=', userId).where('position', '<', first), rows: null },
  ]);
}

/** Position of the last entry that is older than a year; 0: none is. One whose date was changed from outside tells nothing. */
async function newestOfOld(platform: Platform, userId: UserId): Promise<number> {
  const before = platform.now() - yearMs;
  const [oldest] = await readRows(platform, userId, { limit: 1 });
  if (oldest === undefined || oldest.at >= before) return 0;
  const old = (await readRows(platform, userId, {})).filter(({ at }) => at < before);
  return old.findLast(authenticIn(platform, userId))?.position ?? 0;
}
