import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprintOf, madeBefore } from './repeat.ts';

test('a fingerprint is one for one value, whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed());
      expect(fingerprintOf(turned)).toBe(fingerprintOf(value));
      expect(fingerprintOf({ ...value, absent: undefined })).toBe(fingerprintOf(value));
    }),
  );
});

test('a fingerprint is another for another value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const same = JSON.stringify(a) === JSON.stringify(b);
      fc.pre(same || !isReordered(a, b));
      expect(fingerprintOf(a) === fingerprintOf(b)).toBe(same);
    }),
  );
});

function isReordered(a: unknown, b: unknown): boolean {
  const sorted = (value: unknown) =>
    JSON.stringify(value, (_, held) =>
      typeof held === 'object' && held !== null && !Array.isArray(held)
        ? Object.fromEntries(Object.entries(held as object).toSorted(([x], [y]) => (x < y ? -1 : 1)))
        : (held as unknown),
    );
  return sorted(a) === sorted(b);
}

test('a repeat answers what was made, and other content under the same id is refused', () => {
  const stored = {
    id: 'x',
    parentId: null,
    revision: 3,
    createdAt: 1,
    updatedAt: 2,
    readOnly: false,
    content: { createdFrom: 'f' },
  };
  expect(madeBefore(undefined, 'f')).toEqual({ ok: true, value: null });
  expect(madeBefore(stored, 'f')).toEqual({ ok: true, value: stored });
  expect(madeBefore(stored, 'g')).toEqual({ ok: false, error: { type: 'OtherContent' } });
  expect(madeBefore({ ...stored, content: { createdFrom: null } }, null).ok).toBe(false);
});
