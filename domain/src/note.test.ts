import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerptOfNote, parentOfNote, pinnedFirst, titleOfNote } from './note.ts';
import { limits } from './text.ts';

const id = '01930000-0000-7000-8000-000000000001';

describe('the title of a note', () => {
  test.each([
    ['# What I know of Kestrel\n\nThey ship freight.', 'What I know of Kestrel'],
    ['\n\n  - [ ] Ask about the **on-call** rota', 'Ask about the on-call rota'],
    ['> _Quoted_ from [their page](https://example.org/a)', 'Quoted from their page'],
    ['---\n===\nAfter a line', 'After a line'],
    ['3) third', 'third'],
    ['snake_case stays, 2 * 3 too', 'snake_case stays, 2 * 3 too'],
    ['日本語のメモ', '日本語のメモ'],
    ['', ''],
    ['  \n\n***\n', ''],
  ])('of %j is its first line with words in it, without marks', (text, title) => expect(titleOfNote(text)).toBe(title));

  test('is one line that is not too long, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.nat(3), (text, times) => {
        const title = titleOfNote(text.repeat(times + 1));
        expect(title).not.toContain('\n');
        expect(title.length).toBeLessThanOrEqual(limits.name);
        expect(title).toBe(title.toWellFormed());
      }),
    );
  });

  test('and the excerpt of a hostile line are there at once', () => {
    const hostile = ['['.repeat(20_000), '![a]('.repeat(4_000), '*_'.repeat(10_000), '> '.repeat(10_000), '- '.repeat(10_000)];
    const begun = performance.now();
    for (const text of hostile) expect(titleOfNote(text).length + excerptOfNote(`a\n${text}`).length).toBeLessThan(1_000);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

test('the excerpt of a note is what follows its title, cut at a word', () => {
  expect(excerptOfNote('# Title\n\nFirst **words**.\n- and more')).toBe('First words. and more');
  expect(excerptOfNote('Title')).toBe('');
  expect(excerptOfNote(`Title\n${'word '.repeat(100)}`, 12)).toBe('word word…');
});

test('a note lies below what it is about, but for a company, which hands it on when it is merged', () => {
  expect(parentOfNote(null)).toBeNull();
  expect(parentOfNote({ kind: 'company', id })).toBeNull();
  for (const kind of ['application', 'contact', 'interview', 'offer'] as const) expect(parentOfNote({ kind, id })).toBe(id);
});

test('pinned notes stand first, then those changed last', () => {
  const noteOf = (name: string, pinned: boolean, updatedAt: number) => ({ id: name, content: { pinned }, updatedAt });
  const notes = [noteOf('a', false, 5), noteOf('b', true, 1), noteOf('c', false, 9), noteOf('d', true, 2)];
  expect(notes.toSorted(pinnedFirst).map((note) => note.id)).toEqual(['d', 'b', 'c', 'a']);
});
