import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestLink, mailLink, oneLine, withCrlf } from './mail-link.ts';

/** As a mail program reads it (RFC 6068): nothing but percent signs is decoded, each header stands between ampersands. */
function read(href: string): { readonly to: string; readonly headers: readonly (readonly [string, string])[] } {
  const [address = '', query = ''] = href.replace(/^mailto:/, '').split('?');
  expect(href.match(/\?/g)?.length ?? 0).toBeLessThanOrEqual(1);
  const headers = query === '' ? [] : query.split('&').map((pair) => pair.split('='));
  return {
    to: decodeURIComponent(address),
    headers: headers.map(([name = '', value = '', ...more]) => {
      expect(more).toEqual([]);
      return [decodeURIComponent(name), decodeURIComponent(value)] as const;
    }),
  };
}

const hostile = fc.constantFrom(
  '&bcc=eve@example.org',
  '?cc=eve@example.org',
  '\r\nBcc: eve@example.org',
  '%0D%0ABcc:',
  '🦦',
  '&',
  '%',
  '+',
  '\n',
  '#',
  '=',
  ',',
  'Ü',
);
const text = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('a letter as a link', () => {
  test('reads as it was written, with no header but its own', () => {
    fc.assert(
      fc.property(text, text, text, (to, subject, body) => {
        const { href, withoutBody } = mailLink({ to, subject, body });
        expect(href).toMatch(/^mailto:[\w%@.~?=&-]*$/);
        const { to: address, headers } = read(href);
        expect(address).toBe(oneLine(to).toWellFormed());
        const own = [
          ['subject', oneLine(subject).toWellFormed()],
          ['body', withoutBody ? '' : withCrlf(body).toWellFormed()],
        ].filter(([, value]) => value !== '');
        expect(headers).toEqual(own);
        for (const [name, value] of headers) if (name === 'subject') expect(value).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 300 },
    );
  });

  test('keeps lines, emoji, ampersands and percent signs', () => {
    const { href } = mailLink({ to: 'leah@example.org', subject: '50 % & more', body: 'Dear Leah,\n\n🦦 & you\r\nBye' });
    expect(href).toBe(
      'mailto:leah@example.org?subject=50%20%25%20%26%20more&body=Dear%20Leah%2C%0D%0A%0D%0A%F0%9F%A6%A6%20%26%20you%0D%0ABye',
    );
  });

  test('names two people in one field as one address that does not exist, rather than writing to both', () => {
    expect(mailLink({ to: 'a@example.org,b@example.org', subject: '', body: '' }).href).toBe(
      'mailto:a@example.org%2Cb%40example.org',
    );
  });

  test('leaves out a text that is too long, and a subject that is', () => {
    const body = 'x'.repeat(longestLink);
    expect(mailLink({ to: 'a@example.org', subject: 'S', body })).toEqual({
      href: 'mailto:a@example.org?subject=S',
      withoutBody: true,
    });
    expect(mailLink({ to: 'a@example.org', subject: body, body })).toEqual({ href: 'mailto:a@example.org', withoutBody: true });
    const fits = 'x'.repeat(longestLink - 'mailto:a@example.org?body='.length);
    expect(mailLink({ to: 'a@example.org', subject: '', body: fits }).withoutBody).toBe(false);
    expect(mailLink({ to: 'a@example.org', subject: '', body: `${fits}x` }).withoutBody).toBe(true);
  });
});
