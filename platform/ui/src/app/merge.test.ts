import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSame, mergeChanges, settleChanges, wayBack, type Choice, type Fields } from './merge.ts';

const names = ['title', 'notes', 'pay', 'tags'] as const;
const value = fc.constantFrom(
  null,
  'a',
  'b',
  'c',
  { amount: 1, currency: 'EUR' },
  { amount: 2, currency: 'EUR' },
  ['x'],
  ['x', 'y'],
);
const record = fc.record(Object.fromEntries(names.map((name) => [name, value])));
const part = record.chain((whole) =>
  fc.subarray([...names]).map((some) => Object.fromEntries(some.map((name) => [name, whole[name]]))),
);
const sides = fc.record({ base: record, mine: part, theirs: record });
const choice = fc.constantFrom<Choice>('mine', 'theirs', 'both');

const of = (fields: object, name: string): unknown => new Map<string, unknown>(Object.entries(fields)).get(name) ?? null;

test('a merge keeps what either side changed, or asks', () => {
  fc.assert(
    fc.property(sides, ({ base, mine, theirs }) => {
      const { clear, contested } = mergeChanges({ base, mine, theirs });
      const merged: Fields = { ...theirs, ...clear };
      for (const name of names) {
        const own = name in mine ? of(mine, name) : of(base, name);
        const [iDid, theyDid] = [!isSame(own, of(base, name)), !isSame(of(theirs, name), of(base, name))];
        const isContested = contested.includes(name);
        expect(isContested).toBe(iDid && theyDid && !isSame(own, of(theirs, name)));
        if (isContested) continue;
        expect(of(merged, name)).toEqual(iDid ? own : of(theirs, name));
      }
    }),
    { numRuns: 300 },
  );
});

test('two sides are asked about the same fields, whoever of them came first', () => {
  fc.assert(
    fc.property(record, record, record, (base, one, other) => {
      const asked = mergeChanges({ base, mine: one, theirs: other }).contested;
      expect(asked.toSorted()).toEqual(mergeChanges({ base, mine: other, theirs: one }).contested.toSorted());
    }),
    { numRuns: 100 },
  );
});

test('what is chosen stays, and both keeps the words of both', () => {
  fc.assert(
    fc.property(sides, fc.record(Object.fromEntries(names.map((name) => [name, choice]))), ({ mine, theirs }, chosen) => {
      const kept = { ...theirs, ...settleChanges({ mine, theirs }, new Map(Object.entries(chosen))) };
      for (const name of Object.keys(mine)) {
        const [own, there, now] = [of(mine, name), of(theirs, name), of(kept, name)];
        if (chosen[name] === 'mine') expect(now).toEqual(own);
        else if (chosen[name] === 'theirs') expect(now).toEqual(there);
        else if (typeof own === 'string' && typeof there === 'string') expect(now).toBe(`${there}\n\n${own}`);
        else expect(now).toEqual(own);
      }
    }),
    { numRuns: 200 },
  );
});

test('a field nobody chose for stays mine', () => {
  expect(settleChanges({ mine: { notes: 'a' }, theirs: { notes: 'b' } }, new Map())).toEqual({ notes: 'a' });
});

test('values are the same whatever the order of their parts, and nothing is nothing', () => {
  expect(isSame({ a: 1, b: null }, { b: undefined, a: 1 })).toBe(true);
  expect(isSame(undefined, null)).toBe(true);
  expect(isSame(['a', 'b'], ['b', 'a'])).toBe(false);
  expect(isSame(['a'], ['a', null])).toBe(false);
  expect(isSame([], {})).toBe(false);
  expect(isSame('', null)).toBe(false);
});

test('the way back takes back what was sent, and nothing else', () => {
  fc.assert(
    fc.property(record, part, (over, sent) => {
      const back = wayBack(sent, over);
      for (const name of names) {
        expect(of({ ...over, ...sent, ...back }, name)).toEqual(of(over, name));
        expect(name in back).toBe(name in sent && !isSame(of(sent, name), of(over, name)));
      }
    }),
    { numRuns: 100 },
  );
});
