import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offered } from './choices.ts';
import { chosenOf, type Said, saying } from './chosen.ts';

const named = (name: string, id = name) => ({ id, name, end: '' });
const typed = (words: string): Said<'company'> => ({ kind: 'company', words, taken: null });

test('a company that has just the name that is typed is chosen, whatever stands before it', () => {
  const others = Array.from({ length: 8 }, (_, at) => named(`Bank ${at}`));
  const choices = offered([...others, named('Bank'), named('Acme, Inc.')], 'bank');
  expect(choices).toHaveLength(8);
  expect(chosenOf(typed('bank'), null, choices)).toEqual({ kind: 'company', id: 'Bank', title: 'Bank', detail: '' });
  expect(chosenOf(typed('acme, inc.'), null, offered([named('Acme, Inc.')], 'acme, inc.'))?.id).toBe('Acme, Inc.');
  expect(chosenOf(typed('ban'), null, choices)).toBeUndefined();
});

test('of several records of one name none is meant until one is taken, and then that one', () => {
  const now = { kind: 'company' as const, id: 'first', title: 'Kestrel', detail: '' };
  const choices = offered([named('Kestrel', 'first'), named('Kestrel', 'second'), named('Kestrel (2)', 'third')], 'kestrel');
  expect(choices.map(({ label }) => label)).toEqual(['Kestrel', 'Kestrel (2)', 'Kestrel (2) (2)']);
  expect(chosenOf(typed('kestrel'), null, choices)).toBeUndefined();
  const taken = choices.map(({ label }) => saying(typed('kestrel'), { words: label, isTaken: true, choices }));
  expect(taken.map((said) => chosenOf(said, now, choices)?.id)).toEqual(['first', 'second', 'third']);
  // It lasts, whatever is listed later, until other words are typed.
  const [, second] = taken;
  const still = saying(second!, { words: second!.words, isTaken: false, choices: [] });
  expect(chosenOf(still, now, [])?.id).toBe('second');
  expect(chosenOf(saying(still, { words: 'Kestr', isTaken: false, choices: [] }), now, [])).toBeUndefined();
});

test('what it is about as yet is meant by its own words again', () => {
  const now = { kind: 'company' as const, id: 'gone', title: 'Kestrel', detail: '' };
  expect(chosenOf(typed('Kestrel'), now, [])).toEqual(now);
  expect(chosenOf({ ...typed(''), kind: null }, now, [])).toBeNull();
});

test('no two choices have one label', () => {
  const name = fc.constantFrom('Ash', 'ash', 'Ash (2)', 'Ash (2) (2)', 'Ash (3)', 'Birch');
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), name, (names, words) => {
      const labels = offered(
        names.map((one, at) => named(one, String(at))),
        words,
      ).map(({ label }) => label.toLowerCase());
      expect(new Set(labels).size).toBe(labels.length);
    }),
    { numRuns: 200 },
  );
});
