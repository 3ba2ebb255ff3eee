import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillLetter, letterText, openPlaces, templateVariables } from './template.ts';

const values: Readonly<Record<string, string>> = { company: 'Nettle & Rye', 'contact.givenName': 'Leah' };
const fill = (text: string) => fillLetter(text, (name) => values[name]);

describe('a letter', () => {
  test('takes what fills its places, blanks inside the braces or not', () => {
    expect(letterText(fill('Dear {{contact.givenName}}, {{ company }} is'))).toBe('Dear Leah, Nettle & Rye is');
  });

  test('tells a place that nothing fills, one it does not know, and lone braces', () => {
    const parts = fill('{{title}} at {{compny}}, {{company}} and {{ {{title}}');
    expect(openPlaces(parts)).toEqual(['title', 'compny', '{{']);
    expect(letterText(parts)).toBe('{{title}} at {{compny}}, Nettle & Rye and {{ {{title}}');
    expect(openPlaces(fill('a } b { c'))).toEqual([]);
  });

  test('does not read what fills a place for places', () => {
    const parts = fillLetter('{{company}}', () => '{{title}}');
    expect(openPlaces(parts)).toEqual([]);
    expect(letterText(parts)).toBe('{{title}}');
  });

  test('loses nothing: without values it stays as it was written, and braces stand in open places alone', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('{{', '}}', '{{company}}', '{{ x }}', '\n', '{'));
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (text) => {
          const parts = fillLetter(text, () => null);
          expect(letterText(parts)).toBe(text);
          for (const part of parts) if (part.kind === 'text') expect(part.text).not.toMatch(/\{\{|\}\}/);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('has no place left when every variable is known', () => {
    const text = templateVariables.map((name) => `{{${name}}}`).join(' ');
    const parts = fillLetter(text, (name) => `<${name}>`);
    expect(openPlaces(parts)).toEqual([]);
    expect(letterText(parts)).toBe(templateVariables.map((name) => `<${name}>`).join(' '));
  });
});
