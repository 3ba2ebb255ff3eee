/** What an attacker who holds the database, and nothing else, may try on someone's activity log. */
import { createRandomBytes } from '@sotto/testing';
import type { Row } from './chain.ts';

/** Whole numbers below `below`, the same in every run with the same seed. */
export function createDice(seed: string): (below: number) => number {
  const draw = createRandomBytes(seed);
  return (below) => Buffer.from(draw(6)).readUIntBE(0, 6) % below;
}

type Dice = (below: number) => number;

function flipped(bytes: Uint8Array, dice: Dice): Uint8Array {
  const changed = Uint8Array.from(bytes);
  // The first byte says which form an envelope has; the database itself refuses another one.
  const at = 1 + dice(bytes.length - 1);
  changed[at] = (changed[at] ?? 0) ^ (1 << dice(8));
  return changed;
}

function edited(rows: readonly Row[], dice: Dice, edit: (row: Row) => Partial<Row>): Row[] {
  const at = dice(rows.length);
  return rows.map((row, index) => (index === at ? { ...row, ...edit(row) } : row));
}

/** Two rows trade what they hold; each keeps its place, and `kept` of its columns. */
function swapped(rows: readonly Row[], dice: Dice, kept: (row: Row) => Partial<Row>): Row[] {
  const one = dice(rows.length);
  const other = (one + 1 + dice(rows.length - 1)) % rows.length;
  const take = (from: number, to: number): Row => ({ ...rows[from]!, position: rows[to]!.position, ...kept(rows[to]!) });
  return rows.map((row, index) => (index === one ? take(other, one) : index === other ? take(one, other) : row));
}

/**
 * Every way to tamper, each from the untouched rows of a log and of somebody else's; what it gives differs from `rows`.
 * Positions of rows that are added or moved may lie anywhere from the log's first on.
 */
export const tamperings: Readonly<Record<string, (rows: readonly Row[], dice: Dice, foreign: readonly Row[]) => Row[]>> = {
  'another time': (rows, dice) => edited(rows, dice, ({ at }) => ({ at: at - 1 - dice(1e9) })),
  'a flipped bit of what is sealed': (rows, dice) => edited(rows, dice, ({ sealed }) => ({ sealed: flipped(sealed, dice) })),
  'sealed bytes cut short': (rows, dice) => edited(rows, dice, ({ sealed }) => ({ sealed: sealed.subarray(0, 30 + dice(40)) })),
  'a flipped bit of the digest': (rows, dice) => edited(rows, dice, ({ digest }) => ({ digest: flipped(digest!, dice) })),
  'a flipped bit of the MAC': (rows, dice) => edited(rows, dice, ({ mac }) => ({ mac: flipped(mac!, dice) })),
  'a row that passes for one from before the chain': (rows, dice) => edited(rows, dice, () => ({ digest: null, mac: null })),
  'a gap blamed on a backup': (rows, dice) => {
    const at = 1 + dice(rows.length - 1);
    return rows.toSpliced(at - 1, 2, { ...rows[at]!, restored_from: rows[at - 1]!.position });
  },
  'a removed row': (rows, dice) => rows.toSpliced(dice(rows.length), 1),
  'a removed beginning': (rows, dice) => rows.slice(1 + dice(rows.length - 1)),
  'a removed end': (rows, dice) => rows.slice(0, dice(rows.length)),
  'a removed row with the rest moved up': (rows, dice) => {
    const at = dice(rows.length);
    return rows.toSpliced(at, 1).map((row, index) => (index < at ? row : { ...row, position: row.position - 1 }));
  },
  'two rows in each other’s place': (rows, dice) => swapped(rows, dice, () => ({})),
  'two rows in each other’s place, with the times as they were': (rows, dice) => swapped(rows, dice, ({ at }) => ({ at })),
  'a row once more, at the end': (rows, dice) => [...rows, { ...rows[dice(rows.length)]!, position: rows.at(-1)!.position + 1 }],
  'a row over another': (rows, dice) => {
    const at = dice(rows.length);
    const from = (at + 1 + dice(rows.length - 1)) % rows.length;
    return rows.with(at, { ...rows[from]!, position: rows[at]!.position });
  },
  'a row of somebody else': (rows, dice, foreign) => {
    const at = dice(rows.length);
    return rows.with(at, { ...foreign[dice(foreign.length)]!, position: rows[at]!.position });
  },
  'a row of somebody else, at the end': (rows, dice, foreign) => [
    ...rows,
    { ...foreign[dice(foreign.length)]!, position: rows.at(-1)!.position + 1 },
  ],
  'an invented row': (rows, dice) => {
    const draw = createRandomBytes(String(dice(1e9)));
    const sealed = Buffer.concat([rows[0]!.sealed.subarray(0, 1), draw(156)]);
    return [...rows, { ...rows[0]!, position: rows.at(-1)!.position + 1 + dice(3), sealed, digest: draw(32), mac: draw(32) }];
  },
};
