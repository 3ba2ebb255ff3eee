import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameQuestion, oneUseEach, questionRoles, toPractiseFirst } from './question.ts';

const anyUse = fc.record({ interviewId: fc.constantFrom('a', 'b', 'c'), role: fc.constantFrom(...questionRoles) });

describe('the uses of a question', () => {
  test('are one per interview, the last one said', () => {
    fc.assert(
      fc.property(fc.array(anyUse, { maxLength: 12 }), (uses) => {
        const kept = oneUseEach(uses);
        expect(new Set(kept.map(({ interviewId }) => interviewId)).size).toBe(kept.length);
        for (const { interviewId, role } of kept)
          expect(uses.findLast((use) => use.interviewId === interviewId)?.role).toBe(role);
        expect(oneUseEach(kept)).toEqual(kept);
      }),
    );
  });
});

test.each([
  ['Why do you want to leave?', 'why do you want to LEAVE', true],
  ['Warum möchten Sie wechseln?', 'Warum mochten Sie wechseln ?', true],
  ['Why us?', 'Why you?', false],
])('%j and %j are one question: %j', (a, b, same) => expect(isSameQuestion(a, b)).toBe(same));

test('is practised first what was never practised, then what was longest ago, then what one is least sure of', () => {
  const questionOf = (practisedOn: string | null, confidence: number | null) => ({ practisedOn, confidence });
  const [a, b, c, d] = [
    questionOf('2026-11-20', 5),
    questionOf(null, 4),
    questionOf('2026-11-20', null),
    questionOf('2026-11-01', 5),
  ];
  expect([a, b, c, d].toSorted(toPractiseFirst)).toEqual([b, d, c, a]);
});
