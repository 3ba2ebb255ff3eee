/**
 * Chains of entries that cannot be changed unnoticed: the erasure ledger and the operator log. See [Note: Ledger].
 *
 * Each entry carries an HMAC over itself and the entry before it, and the store keeps an HMAC over the last one, so that
 * an edited, removed, added or reordered entry, and a chain cut short, are all found. Pure: reads and writes nothing.
 */
import type { KeyObject } from 'node:crypto';
import { authenticate, isSame } from './key-tree.ts';
import type { LedgerRow, OperatorLogRow } from './keyring.ts';

/** A chain does not verify: someone changed it, or the store is damaged. */
export class BrokenChain extends Error {
  override readonly name = 'BrokenChain';
  /** Position of the first entry that is wrong or missing. */
  readonly position: number;
  constructor(chain: string, position: number) {
    super(`The ${chain} was changed from outside, at or before entry ${position}.`);
    this.position = position;
  }
}

/** One sort of chain: how its entries are written down for the HMAC, and the key of that HMAC. */
export interface Chain<Row extends Link> {
  readonly name: string;
  readonly key: KeyObject;
  fields(row: Omit<Row, keyof Link>): readonly (string | number)[];
}

/** What every entry has. */
export interface Link {
  readonly position: number;
  readonly mac: Uint8Array;
}

export function ledgerChain(key: KeyObject): Chain<LedgerRow> {
  return { name: 'erasure ledger', key, fields: ({ kind, subject, at }) => [kind, hex(subject), at] };
}

export function operatorChain(key: KeyObject): Chain<OperatorLogRow> {
  return { name: 'operator log', key, fields: ({ at, actor, command, case_id, count }) => [at, actor, command, case_id, count] };
}

/** The entry that follows `last` (`null`: the first one), and what the store must keep as its head. */
export function nextEntry<Row extends Link>(
  chain: Chain<Row>,
  last: Link | null,
  content: Omit<Row, keyof Link>,
): { row: Row; head: Uint8Array } {
  const position = (last?.position ?? 0) + 1;
  const mac = macOf(chain, { position, previous: last?.mac ?? null }, content);
  // Safe: content, position and mac are together all that a row has.
  return { row: { ...content, position, mac } as unknown as Row, head: headOf(chain, { position, mac }) };
}

/**
 * Checks that `rows` (by position, from 1) are exactly what was once appended, and end where `head` says.
 *
 * `head` `null`: nothing was ever appended. Throws `BrokenChain`.
 */
export function verifyChain<Row extends Link>(chain: Chain<Row>, rows: readonly Row[], head: Uint8Array | null): void {
  verifyEntries(chain, rows);
  const last = rows.at(-1);
  if (last === undefined && head === null) return;
  const isEnd = last !== undefined && head !== null && isSame(headOf(chain, last), head);
  if (!isEnd) throw new BrokenChain(chain.name, (last?.position ?? 0) + 1);
}

/** As `verifyChain`, for a copy that may end earlier. */
export function verifyEntries<Row extends Link>(chain: Chain<Row>, rows: readonly Row[]): void {
  let previous: Uint8Array | null = null;
  for (const [index, row] of rows.entries()) {
    const position = index + 1;
    const expected = macOf(chain, { position, previous }, row);
    if (row.position !== position || !isSame(expected, row.mac)) throw new BrokenChain(chain.name, position);
    previous = row.mac;
  }
}

/** How the ledger names an account (by user id) or a data key (by key id), without naming anyone. */
export function subjectOf(key: KeyObject, kind: LedgerRow['kind'], id: string): Uint8Array {
  return authenticate(key, ['subject', kind, id]);
}

function macOf<Row extends Link>(
  chain: Chain<Row>,
  at: { position: number; previous: Uint8Array | null },
  content: Omit<Row, keyof Link>,
): Uint8Array {
  const previous = at.previous === null ? null : hex(at.previous);
  return authenticate(chain.key, [chain.name, at.position, previous, ...chain.fields(content)]);
}

/** What a store must keep as the head of a chain that ends with `last`. */
export function headOf<Row extends Link>(chain: Chain<Row>, last: Link): Uint8Array {
  return authenticate(chain.key, [chain.name, 'head', last.position, hex(last.mac)]);
}

/** Bytes as lower-case hexadecimal text. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
