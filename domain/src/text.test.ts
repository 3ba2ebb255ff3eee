import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, line, prose, readWebUrl, WebUrl, words } from './text.ts';

describe('fold', () => {
  test.for([
    ['  Société   Générale ', 'societe generale'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ['Ørsted', 'orsted'],
    ['ﬁnance', 'finance'],
    ['soft\u00adhyphen\u200b', 'softhyphen'],
    ['İstanbul', 'istanbul'],
    ['株式会社', '株式会社'],
  ])('%s reads %s', ([text, folded]) => {
    expect(fold(text!)).toBe(folded);
  });

  test('is the same done twice, for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(fold(fold(text))).toBe(fold(text))));
  });

  test('does not depend on case, for any text of letters with simple case', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzàéîõüñçšž 123')) }),
        (text) => void expect(fold(text.toUpperCase())).toBe(fold(text)),
      ),
    );
  });
});

test('words keep c++, c# and digits, and drop punctuation', () => {
  expect(words('Senior C++/C# Developer (m/w/d) – Team 42')).toEqual([
    'senior',
    'c++',
    'c#',
    'developer',
    'm',
    'w',
    'd',
    'team',
    '42',
  ]);
});

describe('a line', () => {
  test('is trimmed and not empty', () => {
    expect(line(5).parse('  ab ')).toBe('ab');
    expect(line(5).safeParse('   ').success).toBe(false);
    expect(line(5).safeParse('abcdef').success).toBe(false);
  });

  test('survives UTF-8, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        const kept = prose(1_000).parse(`x${text}\ud800`);
        expect(new TextDecoder().decode(new TextEncoder().encode(kept))).toBe(kept);
      }),
    );
  });
});

describe('a web address', () => {
  test.for(['https://acme.com/jobs?id=1#x', 'http://localhost:8080/', 'https://bücher.example/ä'])('%s is taken', (url) => {
    expect(WebUrl.parse(url)).toBe(url);
  });

  test.for([
    'javascript:alert(1)',
    'data:text/html,x',
    'acme',
    '//acme.com',
    'https://me:secret@acme.com/',
    'ftp://acme.com',
    'https://',
  ])('%s is refused', (url) => {
    expect(WebUrl.safeParse(url).success).toBe(false);
  });

  test('is read from what people paste', () => {
    expect(readWebUrl(' acme.com/jobs/1 ')).toBe('https://acme.com/jobs/1');
    expect(readWebUrl('http://acme.com')).toBe('http://acme.com');
    expect(readWebUrl('see the mail')).toBeNull();
    expect(readWebUrl('')).toBeNull();
    expect(readWebUrl('javascript:alert(1)')).toBeNull();
  });
});
