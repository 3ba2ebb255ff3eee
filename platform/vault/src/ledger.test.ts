import { createSecretKey, randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LedgerRow } from './keyring.ts';
import { BrokenChain, ledgerChain, nextEntry, operatorChain, verifyChain, verifyEntries } from './ledger.ts';
import { start } from './testing.ts';

const key = createSecretKey(randomBytes(32));
const chain = ledgerChain(key);

function makeLedger(length: number): { rows: LedgerRow[]; head: Uint8Array | null } {
  const rows: LedgerRow[] = [];
  let head: Uint8Array | null = null;
  for (let index = 0; index < length; index++) {
    const next = nextEntry(chain, rows.at(-1) ?? null, {
      kind: index % 3 === 0 ? 'data' : 'account',
      subject: randomBytes(32),
      at: start + index,
    });
    rows.push(next.row);
    head = next.head;
  }
  return { rows, head };
}

const isFound = (rows: readonly LedgerRow[], head: Uint8Array | null) => {
  try {
    verifyChain(chain, rows, head);
    return false;
  } catch (error) {
    if (error instanceof BrokenChain) return true;
    throw error;
  }
};

const { rows, head } = makeLedger(60);
const place = fc.nat(rows.length - 1);

/** Every way to tamper with a chain, from a place and another place in it. */
const tamperings: Record<string, (at: number, other: number) => LedgerRow[]> = {
  'an edited time': (at) => rows.map((row, index) => (index === at ? { ...row, at: row.at + 1 } : row)),
  'an edited subject': (at) => rows.map((row, index) => (index === at ? { ...row, subject: randomBytes(32) } : row)),
  'another kind': (at) =>
    rows.map((row, index) => (index === at ? { ...row, kind: row.kind === 'data' ? 'account' : 'data' } : row)),
  'a removed entry': (at) => rows.toSpliced(at, 1),
  'a removed entry with positions closed up': (at) =>
    rows.toSpliced(at, 1).map((row, index) => ({ ...row, position: index + 1 })),
  'an end cut off': (at) => rows.slice(0, at),
  'a forged entry in between': (at) =>
    rows.toSpliced(at, 0, { ...forged(), position: at + 1 }).map((row, index) => ({ ...row, position: index + 1 })),
  'a forged entry at the end': () => [...rows, { ...forged(), position: rows.length + 1 }],
  'an entry chained with another key': () => [
    ...rows,
    nextEntry(ledgerChain(createSecretKey(randomBytes(32))), rows.at(-1) ?? null, forged()).row,
  ],
  'an entry repeated elsewhere': (at, other) => rows.with(at, { ...(rows[other] ?? forged()), position: at + 1 }),
};

function forged(): LedgerRow {
  return { position: 0, kind: 'account', subject: randomBytes(32), at: start, mac: randomBytes(32) };
}

test('an untouched ledger verifies, empty or not', () => {
  expect(isFound(rows, head)).toBe(false);
  expect(isFound([], null)).toBe(false);
});

test.each(Object.entries(tamperings))('%s is found: 100 %% of 150', (_, tamper) => {
  fc.assert(
    fc.property(place, place, (at, other) => {
      fc.pre(at !== other);
      expect(isFound(tamper(at, other), head)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('a ledger without its head, or a head without its ledger, is found', () => {
  expect(isFound(rows, null)).toBe(true);
  expect(isFound([], head)).toBe(true);
});

test('a copy may end earlier, but not differ', () => {
  expect(() => verifyEntries(chain, rows.slice(0, 20))).not.toThrow();
  expect(() => verifyEntries(chain, rows.slice(1, 20))).toThrow(BrokenChain);
});

test('an entry of one chain is none of another', () => {
  const log = operatorChain(key);
  const { row } = nextEntry(log, null, { at: start, actor: 'system', command: 'doctor', case_id: '', count: 0 });
  expect(() => verifyEntries(log, [row])).not.toThrow();
  expect(() => verifyEntries(log, [{ ...row, count: 1 }])).toThrow(BrokenChain);
  expect(() => verifyEntries({ ...log, name: 'another log' }, [row])).toThrow(BrokenChain);
});
