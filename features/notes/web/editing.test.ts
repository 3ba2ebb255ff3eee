import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { difference, type Edit, listed, newLine, wrapped } from './editing.ts';

/** `a|b|c`: b is selected; `a|b`: the cursor stands between. */
function edit(marked: string): Edit {
  const [before = '', within = '', ...after] = marked.split('|');
  return after.length === 0
    ? { text: before + within, start: before.length, end: before.length }
    : { text: before + within + after.join('|'), start: before.length, end: before.length + within.length };
}
const shown = ({ text, start, end }: Edit) =>
  `${text.slice(0, start)}|${start === end ? '' : `${text.slice(start, end)}|`}${text.slice(end)}`;

test.each([
  ['say |it| now', '**', 'say **|it|** now'],
  ['say **|it|** now', '**', 'say |it| now'],
  ['say **|it|** now', '*', 'say ***|it|*** now'],
  ['say ***|it|*** now', '**', 'say *|it|* now'],
  ['say | now', '*', 'say *|* now'],
  ['say **it|** now', '**', 'say **it**| now'],
  ['say *it|* now', '**', 'say *it**|*** now'],
])('marks around %j with %j give %j', (from, mark, to) => expect(shown(wrapped(edit(from), mark))).toBe(to));

test.each([
  ['- a|', '- a\n- |'],
  ['- [x] a|', '- [x] a\n- [ ] |'],
  ['  9. a|b', '  9. a\n  10. |b'],
  ['> - a|', '> - a\n> - |'],
  ['- a\n- |', '- a\n|'],
  ['- [ ] |\nb', '|\nb'],
])('a new line in %j gives %j', (from, to) => expect(shown(newLine(edit(from))!)).toBe(to));

test.each(['words|', '|- a', '- |a| b', '-a|'])('a new line in %j is left to the browser', (from) =>
  expect(newLine(edit(from))).toBeNull(),
);

test.each([
  ['a|', '- ', '- a|'],
  ['|', '- [ ] ', '- [ ] |'],
  ['|a\n\nb|', '- ', '- |a\n\n- b|'],
  ['- |a\n- b|', '- ', '|a\nb|'],
])('lines of %j begun with %j give %j', (from, mark, to) => expect(shown(listed(edit(from), mark))).toBe(to));

describe('the least change', () => {
  test('makes the one text of the other', () => {
    const anyText = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '*'), maxLength: 12 });
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const { from, to, put } = difference(before, after);
        expect(before.slice(0, from) + put + before.slice(to)).toBe(after);
        expect(to).toBeGreaterThanOrEqual(from);
      }),
    );
  });
});
