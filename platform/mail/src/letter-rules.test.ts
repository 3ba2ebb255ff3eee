import { expect, test } from 'vitest';
import { UnsafeLetter, assertSafe } from './gateway.ts';
import type { Letter } from './index.ts';
import { faultsOfLetter } from './letter-rules.ts';

const origin = 'https://sotto.example';
const good: Letter = {
  to: 'ada@example.org',
  subject: 'A new sign-in to your Sotto',
  text: `Firefox on Linux, today.\n\nSee ${origin}/settings/security\n\nWe never ask for your password by mail.`,
  html: `<p>Firefox on Linux, today.</p><p><a href="${origin}/settings/security#x">Settings, Security</a></p><p>We never ask for your password by mail.</p>`,
};

test('a plain letter that points home has no fault', () => {
  expect(faultsOfLetter(good, origin)).toEqual([]);
});

test.each([
  ['holds a form', { html: '<form action="/x"><input name="p"></form>' }],
  ['runs or loads something', { html: '<p style="background:url(/x)">hello</p>' }],
  ['runs or loads something', { html: '<p onclick="x()">hello</p>' }],
  ['holds an image', { html: `<img src="${origin}/pixel.png">` }],
  ['links elsewhere', { html: '<a href="https://sotto.example.evil.test/">Sotto</a>' }],
  ['links elsewhere', { html: `<a href="//evil.test">Sotto</a>` }],
  ['links elsewhere', { html: `<a href="javascript:alert(1)">Sotto</a>` }],
  ['links elsewhere', { html: `<a href="https://sotto.example@evil.test/">Sotto</a>` }],
  ['links elsewhere', { text: 'See http://sotto.example/ without TLS.' }],
  ['links elsewhere', { text: 'See www.evil.test.' }],
  ['names another place', { text: 'Sign in at evil.test as always.' }],
  ['names another place', { html: '<p>Sign in at <b>evil.test</b>.</p>' }],
  ['names another place', { subject: 'News from login.evil.test' }],
  ['lacks one of its two forms', { text: ' ' }],
  ['lacks one of its two forms', { html: '<!doctype html><html><head><title>x</title></head><body></body></html>' }],
  ['asks for a password or code', { text: 'Please reply with your password.' }],
  ['asks for a password or code', { subject: 'Send us your password' }],
  ['asks for a password or code', { html: '<p>Please reply <b>with</b> <i>your</i> password.</p>' }],
  ['asks for a password or code', { text: 'Enter the six digits and your PIN here.' }],
  ['asks for personal data', { text: 'Send us your date of birth.' }],
  ['asks for money', { text: 'Please enter your card number.' }],
  ['asks for money', { text: 'Pay now to keep your account.' }],
] as const)('a letter that %s is found out: %o', (fault, change) => {
  expect(faultsOfLetter({ ...good, ...change }, origin)).toContain(fault);
});

test('an e-mail address is not taken for a place', () => {
  expect(faultsOfLetter({ ...good, text: `${good.text}\n\nWrite to privacy@evil.test.` }, origin)).toEqual([]);
});

test.each([
  ['a second line in the address', { to: 'ada@example.org\r\nBcc: eve@evil.test' }],
  ['a second address', { to: 'ada@example.org, eve@evil.test' }],
  ['a second line in the subject', { subject: 'Hello\nBcc: eve@evil.test' }],
  ['a Unicode line separator', { subject: 'Hello\u2028Bcc: eve@evil.test' }],
  ['a name with brackets', { to: 'Ada <ada@example.org>' }],
])('%s is refused, and the refusal does not repeat it', (_, change) => {
  const refuse = () => assertSafe({ ...good, ...change });
  expect(refuse).toThrow(UnsafeLetter);
  expect(refuse).not.toThrow(/evil|example/);
});

test('a plain address and subject of any script are taken', () => {
  expect(() => assertSafe({ ...good, to: 'ада+job@пример.example', subject: 'Änderung – 変更' })).not.toThrow();
});
