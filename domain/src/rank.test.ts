import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byRank, Rank, rankBetween, ranksBetween } from './rank.ts';

describe('a rank', () => {
  test('lies between its neighbours after any number of moves', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 120 }), (moves) => {
        const ranks: string[] = [];
        for (const move of moves) {
          const position = move % (ranks.length + 1);
          ranks.splice(position, 0, rankBetween(ranks[position - 1] ?? null, ranks[position] ?? null));
        }
        expect(ranks).toEqual(ranks.toSorted((a, b) => (a < b ? -1 : 1)));
        expect(new Set(ranks).size).toBe(ranks.length);
        expect(ranks.every((rank) => Rank.safeParse(rank).success)).toBe(true);
      }),
    );
  });

  test('comes after the first of two neighbours that have swapped in the meantime', () => {
    const [first, second] = ranksBetween(null, null, 2) as [string, string];
    expect(rankBetween(second, first) > second).toBe(true);
    expect(rankBetween(first, first) > first).toBe(true);
  });

  test.for(['', 'a', '0', 'a00', 'a0 ', 'ä0', `A${'0'.repeat(26)}`, 'a0x0'])(
    '%s is refused before it could break an order',
    (text) => {
      expect(Rank.safeParse(text).success).toBe(false);
    },
  );

  test('that is taken never makes the next one fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', 'Z', 'a', 'z', '0', '1', '5', '9'), maxLength: 30 }), (text) => {
        fc.pre(Rank.safeParse(text).success);
        expect(rankBetween(text, null) > text).toBe(true);
        expect(rankBetween(null, text) < text).toBe(true);
      }),
    );
  });

  test('that two share is decided by id', () => {
    expect(
      [
        { id: 'b', rank: 'a0' },
        { id: 'a', rank: 'a0' },
        { id: 'c', rank: 'Zz' },
      ]
        .toSorted(byRank)
        .map(({ id }) => id),
    ).toEqual(['c', 'a', 'b']);
  });
});
