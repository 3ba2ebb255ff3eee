import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weighed, type OfferCriterion } from './offer.ts';

describe('weighing', () => {
  const criteria: OfferCriterion[] = [
    { id: 'a', name: 'Pay', weight: 4 },
    { id: 'b', name: 'People', weight: 1 },
    { id: 'c', name: 'Growth', weight: 5 },
  ];

  test('counts what has points by its weight and says what is open', () => {
    expect(weighed({ a: 5, b: 1 }, criteria)).toEqual({ score: 4.2, open: 1 });
    expect(weighed({}, criteria)).toEqual({ score: null, open: 3 });
    expect(weighed({ gone: 5 }, criteria)).toEqual({ score: null, open: 3 });
  });

  test('lies between the least and the most points given, and rises with any of them', () => {
    const points = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(points, points, points, fc.constantFrom('a', 'b', 'c'), (a, b, c, which) => {
        const scores: Record<string, number> = { a, b, c };
        const { score } = weighed(scores, criteria);
        expect(score).toBeGreaterThanOrEqual(Math.min(a, b, c));
        expect(score).toBeLessThanOrEqual(Math.max(a, b, c));
        expect(weighed({ ...scores, [which]: scores[which]! + 1 }, criteria).score).toBeGreaterThan(score!);
      }),
    );
  });
});
