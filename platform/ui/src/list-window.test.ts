import { describe, expect, test } from 'vitest';
import { type ListLayout, rowAt, startsOf, totalOf } from './list-window.ts';

const layout = (changes: Partial<ListLayout> = {}): ListLayout => ({
  keys: ['a', 'b', 'c', 'd'],
  heights: new Map(),
  usual: 100,
  gap: 8,
  before: 10,
  after: 24,
  ...changes,
});

describe('a long list', () => {
  test('begins each row where the one before it ends, measured or not', () => {
    expect([...startsOf(layout({ heights: new Map([['b', 40]]) }))]).toEqual([10, 118, 166, 274, 382]);
  });

  test('is as high as its rows with the gaps between and the space around them', () => {
    const one = layout();
    expect(totalOf(startsOf(one), one)).toBe(10 + 4 * 100 + 3 * 8 + 24);
  });

  test('has no gap when it is empty', () => {
    const none = layout({ keys: [] });
    expect(totalOf(startsOf(none), none)).toBe(34);
    expect(rowAt(startsOf(none), 500)).toBe(0);
  });

  test('keeps the height of a row that moves', () => {
    const heights = new Map([['d', 300]]);
    expect([...startsOf(layout({ heights, keys: ['d', 'a'] }))]).toEqual([10, 318, 426]);
  });

  test.for([
    [0, 0],
    [117, 0],
    [118, 1],
    [5000, 3],
  ] as const)('finds the row at %i px: %i', ([height, row]) => {
    expect(rowAt(startsOf(layout()), height)).toBe(row);
  });

  test('finds a row among ten thousand as a search of all would', () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `row-${index}`);
    const heights = new Map(keys.map((key, index) => [key, 80 + ((index * 37) % 120)]));
    const starts = startsOf(layout({ keys, heights }));
    for (const height of [0, 12_345, 777_777, 1_300_000]) {
      expect(rowAt(starts, height)).toBe(
        Math.max(
          0,
          starts.subarray(0, keys.length).findLastIndex((start) => start <= height),
        ),
      );
    }
  });
});
