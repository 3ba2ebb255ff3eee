import { fold, words } from '@sotto/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchIn } from './match.ts';

const marked = (text: string, q: string) => {
  const match = matchIn(['notes', text], words(q));
  return match?.highlights.map(([from, to]) => match.text.slice(from, to)) ?? null;
};

describe('a match', () => {
  test('marks every word asked for, in the spelling of the text', () => {
    expect(marked('Größe zählt, sagt die GRÖSSE.', 'grosse')).toEqual(['Größe', 'GRÖSSE']);
    expect(marked('Senior Engineer, engineering', 'engineer senior')).toEqual(['Senior', 'Engineer', 'engineer']);
    expect(marked('nothing here', 'quagga')).toBeNull();
    expect(matchIn(['notes', null], ['x'])).toBeNull();
  });

  test('marks the whole word where folding moves its letters', () => {
    expect(marked('\u{1d41a}ß', 'a')).toEqual(['\u{1d41a}ß']);
  });

  test('shows the part of a long text where the word is', () => {
    const match = matchIn(['notes', `${'filler '.repeat(500)}quagga ${'more '.repeat(500)}`], ['quagga'])!;
    expect(match.text.length).toBeLessThanOrEqual(140);
    expect(match.text).toContain('quagga');
    expect(match.text.startsWith('filler')).toBe(true);
  });

  test('lies within its excerpt and holds what was asked for, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.constantFrom('a', 'ss', 'é', '1'), (text, q) => {
        const match = matchIn(['notes', text], words(q));
        for (const [from, to] of match?.highlights ?? []) {
          expect(from).toBeLessThan(to);
          expect(to).toBeLessThanOrEqual(match!.text.length);
          expect(fold(match!.text.slice(from, to))).toContain(fold(q));
        }
      }),
    );
  });
});
