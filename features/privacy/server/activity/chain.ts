/**
 * The chain of someone's activity log: how an entry is written down, what holds it to the one before, and what is found
 * when one was changed, removed, moved, added or cut off. Pure: reads and writes nothing. See [Note: Activity log].
 *
 * An entry's digest is over all that its owner reads of it, so that a stranger can compute it again. Its MAC is over the
 * sealed row, under a key of the installation: what was not written here is found without opening it.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { SottoTables } from '@sotto/database';
import { instantOf } from '@sotto/domain';
import type { ActivityHead } from '@sotto/vault';
import { z } from 'zod';
import { Hand, Happening } from '../../api.ts';

export const Deed = z.strictObject({
  happening: Happening,
  by: Hand,
  about: z.string().nullable().default(null),
  count: z.int().min(0).nullable().default(null),
});

/** What was done, as other features tell it. `about` in a few words; `count` of things concerned. */
export type Deed = z.input<typeof Deed>;

/** Entries that were gone when this one was written. `after`: digest of the last one that was there, hex. */
const Gap = z.strictObject({ from: z.int(), to: z.int(), after: z.string().nullable() });
export type Gap = z.infer<typeof Gap>;

/** What is sealed. `salt` and `previous` (hex) are absent in entries from before logs were chained. */
export const Sealed = z.strictObject({
  ...Deed.shape,
  gap: Gap.nullable().default(null),
  salt: z.string().nullable().default(null),
  previous: z.string().nullable().default(null),
});
export type Sealed = z.infer<typeof Sealed>;

export type Row = Pick<SottoTables['activity'], 'position' | 'at' | 'key_id' | 'sealed'> & {
  /** First of the entries that a restored backup took away, up to this one; `null`: none was. */
  readonly restored_from: number | null;
  readonly digest: Uint8Array | null;
  readonly mac: Uint8Array | null;
};

/** The columns of `Row`. */
export const rowColumns = ['position', 'at', 'key_id', 'sealed', 'restored_from', 'digest', 'mac'] as const;

/** An entry as its owner has it: everything its digest is made of. */
export interface Entry extends Sealed {
  readonly position: number;
  /** Epoch ms. */
  readonly at: number;
}

/** SHA-256 over the entry, in the form that docs/activity-log.md gives to strangers. */
export function digestOf({ position, at, happening, by, about, count, gap, salt, previous }: Entry): Uint8Array {
  const missing = gap === null ? null : [gap.from, gap.to, gap.after];
  return sha256(JSON.stringify([position, instantOf(at), happening, by, about, count, missing, salt, previous]));
}

/** Of an entry from before logs were chained: over its row, for it was never opened to be taken over. */
export function digestOfOlder({ position, at, sealed }: Pick<Row, 'position' | 'at' | 'sealed'>): Uint8Array {
  return sha256(JSON.stringify([position, instantOf(at), hex(sha256(sealed))]));
}

/** What the MAC of a row is over, as text; the installation's key comes to it. */
export function writtenDown(userId: string, row: Omit<Row, 'mac'> & { readonly digest: Uint8Array }): string {
  const { position, at, key_id, sealed, restored_from, digest } = row;
  return JSON.stringify([userId, position, at, key_id, restored_from, hex(sha256(sealed)), hex(digest)]);
}

/** Whether a row is as it was written here, by its MAC. */
export type IsAuthentic = (row: Row) => row is Row & { readonly digest: Uint8Array };

/** Something about a log that is not as it was written. Positions from `from` to `to`. */
export interface Fault {
  /** `restored`: missing because the server was put back to a backup from before them. */
  readonly what: 'missing' | 'changed' | 'restored';
  readonly from: number;
  readonly to: number;
}

/** What is known of a log from outside its rows. */
export interface Known {
  /** `null`: nothing was noted yet. */
  readonly head: ActivityHead | null;
  /** Of the database as it is now. */
  readonly incarnation: string;
  readonly isAuthentic: IsAuthentic;
  /** What is in a row; `null`: it does not open. Absent: rows stay closed, and what only they say is not looked at. */
  readonly opened?: ((row: Row) => Sealed | null) | undefined;
}

/** Everything that is wrong with a log, by position. `rows`: all of them, by position. Empty: whole and in order. */
export function faultsOf(rows: readonly Row[], known: Known): Fault[] {
  const { head, incarnation } = known;
  const first = head?.first ?? 1;
  const faults: Fault[] = [];
  let expected = first;
  let previous: string | null = null;
  // Before the first entry after an update nothing is chained.
  if (head === null && rows.every(({ mac }) => mac === null)) return [];
  for (const row of rows.filter(({ position }) => position >= first)) {
    const { position, restored_from } = row;
    const digest = rightDigest(row, { previous, expected }, known);
    const isRestored = digest !== null && restored_from !== null && restored_from <= expected;
    if (position > expected) faults.push({ what: isRestored ? 'restored' : 'missing', from: expected, to: position - 1 });
    if (digest === null) faults.push({ what: 'changed', from: position, to: position });
    previous = digest;
    expected = position + 1;
  }
  const isCut = head !== null && expected <= head.position;
  if (isCut) faults.push({ what: head.incarnation === incarnation ? 'missing' : 'restored', from: expected, to: head.position });
  return faults;
}

/** The digest of a row that is as it was written and stands where it was put, hex; `null`: it is not, or does not. */
function rightDigest(row: Row, before: { previous: string | null; expected: number }, known: Known): string | null {
  const { head, isAuthentic, opened } = known;
  if (!isAuthentic(row)) return null;
  if (head?.position === row.position && !isSame(head.digest, row.digest)) return null;
  if (opened === undefined) return hex(row.digest);
  const content = opened(row);
  if (content === null || !isSame(computedDigest(row, content), row.digest)) return null;
  return isNextTo(row, content, before) ? hex(row.digest) : null;
}

function computedDigest(row: Row, content: Sealed): Uint8Array {
  return content.salt === null ? digestOfOlder(row) : digestOf({ ...content, position: row.position, at: row.at });
}

/** Whether an entry says of the one before it what that one is, as far as that is known. */
function isNextTo({ position }: Row, { salt, previous, gap }: Sealed, before: { previous: string | null; expected: number }) {
  if (salt === null || before.previous === null) return true;
  if (position === before.expected) return previous === before.previous;
  return gap === null || gap.from !== before.expected || gap.after === before.previous;
}

export function sha256(value: string | Uint8Array): Uint8Array {
  return createHash('sha256').update(value).digest();
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

export function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
