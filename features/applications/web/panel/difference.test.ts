import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOf, type Stretch } from './difference.ts';

const marks = { same: '', added: '+', removed: '-' };
const told = (before: string, after: string) =>
  differenceOf(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : `[${marks[kind]}${text}]`))
    .join('');
const side = (stretches: readonly Stretch[], without: Stretch['kind']) =>
  stretches
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

describe('the difference of two texts', () => {
  test.for([
    ['the same', 'the same', 'the same'],
    ['', 'new', '[+new]'],
    ['old', '', '[-old]'],
    ['$90,000 a year', '$95,000 a year', '$[-90][+95],000 a year'],
    [
      'Two days at home.\nBonus.\n',
      'Two days at home.\nFive days at the office.\nBonus.\n',
      'Two days at home.\n[+Five days at the office.\n]Bonus.\n',
    ],
    ['We are hiring a baker', 'We hire a baker', 'We [-are hiring][+hire] a baker'],
  ] as const)('%j to %j is %j', ([before, after, expected]) => {
    expect(told(before, after)).toBe(expected);
  });

  test('holds all of both, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'word', ' ', '\n', 'é', '.', '履歴'), { maxLength: 60 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const stretches = differenceOf(before, after);
        expect(side(stretches, 'added')).toBe(before);
        expect(side(stretches, 'removed')).toBe(after);
        expect(stretches.every((one, at) => one.text !== '' && one.kind !== stretches[at + 1]?.kind)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('of long texts with nothing in common is told whole, and at once', () => {
    const words = (seed: number) => Array.from({ length: 60_000 }, (_, at) => `w${(at * seed) % 99_991}`).join(' ');
    const begun = process.cpuUsage();
    expect(differenceOf(words(7), words(13)).length).toBeLessThan(2_100);
    // Of the processor: by the clock, a busy machine would be too slow.
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3_000);
  });
});
