/** Every letter is linted: nothing in it asks, tracks, or leads elsewhere. The lint proves itself on bad letters first. */
import { type Letter, faultsOfLetter } from '@sotto/mail';
import { describe, expect, test } from 'vitest';
import { type Letters, createLetters } from './letters.ts';

const origin = 'https://sotto.example';
const to = 'ines@example.org';
const at = Date.parse('2026-11-21T12:20:00Z');
const letters = createLetters(origin);
const all: Record<keyof Letters, Letter> = {
  confirmAddress: letters.confirmAddress(to, { token: 'tok-en_1', device: 'Firefox on Linux', at, way: 'passkey' }),
  alreadyHere: letters.alreadyHere(to),
  newSignIn: letters.newSignIn(to, { device: '<b>Firefox</b> on "Linux"', at }),
  passwordChanged: letters.passwordChanged(to, { at }),
  keyMade: letters.keyMade(to, { at }),
  dataDeleted: letters.dataDeleted(to, { at }),
  resetPassword: letters.resetPassword(to, 'tok-en_1'),
  confirmNewAddress: letters.confirmNewAddress(to, 'tok-en_1'),
  newAddressTaken: letters.newAddressTaken(to),
  addressIsNew: letters.addressIsNew(to, { at }),
  addressLeft: letters.addressLeft(to, { at, token: 'tok-en_1' }),
  addressCameBack: letters.addressCameBack(to, { at }),
  passwordRemoved: letters.passwordRemoved(to, { at }),
  passwordReset: letters.passwordReset(to, { at, passkeys: 2, issuers: 1 }),
  twoFactorOn: letters.twoFactorOn(to, { at }),
  twoFactorMoved: letters.twoFactorMoved(to, { at }),
  twoFactorOff: letters.twoFactorOff(to, { at }),
  recoveryCodesMade: letters.recoveryCodesMade(to, { at }),
  recoveryCodeUsed: letters.recoveryCodeUsed(to, { at, left: 3 }),
  passkeyAdded: letters.passkeyAdded(to, { at }),
  passkeyRemoved: letters.passkeyRemoved(to, { at }),
  issuerLinked: letters.issuerLinked(to, { at, issuer: 'Google' }),
  issuerUnlinked: letters.issuerUnlinked(to, { at, issuer: 'Google' }),
  everythingRevoked: letters.everythingRevoked(to, { at }),
  accountDisabled: letters.accountDisabled(to, { at, contact: 'privacy@sotto.example' }),
  accountEnabled: letters.accountEnabled(to, { at, contact: 'privacy@sotto.example' }),
  accountDeleted: letters.accountDeleted(to),
};

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

describe('every letter', () => {
  test.each(Object.entries(all))('%s asks for nothing, tracks nothing and leads nowhere else', (_name, letter) => {
    expect(faultsOfLetter(letter, origin)).toEqual([]);
    expect(letter.to).toBe(to);
  });

  test.each(Object.entries(all))('%s says the same as text and as HTML', (_name, { text, html }) => {
    const paragraphs = text.split('\n\n').slice(0, -1);
    expect(paragraphs.length).toBeGreaterThan(0);
    for (const paragraph of paragraphs) {
      const [said = '', href] = paragraph.split(':\nhttps://');
      expect(html).toContain(escaped(said));
      if (href) expect(html).toContain(`<a href="https://${href}">`);
    }
    expect(text).toMatch(/\nSotto at https:\/\/sotto\.example\nWe never ask for your password by mail\.$/);
  });

  test.each([
    ['a foreign link', '<a href="https://sotto.example.evil.test/">Sign in</a>'],
    ['a form', '<form action="https://sotto.example/"><input name="password"></form>'],
    ['a tracking picture', '<img src="https://sotto.example/pixel?u=1">'],
    ['a request for a password', 'Please reply with your password.'],
    ['a demand for money', 'Please pay the fee now.'],
  ])('with %s would be seen (the lint can fail)', (_name, planted) => {
    expect(faultsOfLetter({ to, subject: 'Hello', text: planted, html: planted }, origin)).not.toEqual([]);
  });
});

test('a letter shows what it is told as text, never as markup', () => {
  expect(all.newSignIn.html).toContain('&lt;b&gt;Firefox&lt;/b&gt; on &quot;Linux&quot;');
  expect(all.newSignIn.text).toContain('<b>Firefox</b> on "Linux"');
});

test('a letter about a sign-in tells the time to the hour and no network address', () => {
  expect(all.newSignIn.text).toContain('on 21 November 2026, about 12:00 UTC');
});

test('the token of a letter stands in the fragment of its link, where no server sees it', () => {
  const withToken = Object.values(all).filter(({ text }) => text.includes('tok-en_1'));
  expect(withToken).toHaveLength(4);
  for (const { text, html } of withToken) {
    const { pathname, search, hash } = new URL(/https:\S+/.exec(text)?.[0] ?? '');
    expect({ inPath: pathname.includes('tok'), search, hash }).toEqual({ inPath: false, search: '', hash: '#tok-en_1' });
    expect(html).toContain('#tok-en_1"');
  }
});

test('the letter about a deleted account holds no link to go back by', () => {
  expect(all.accountDeleted.html.match(/<a /g)).toHaveLength(1);
});

test('the letter about a new password names what else still signs in, and nothing where nothing does', () => {
  expect(all.passwordReset.text).toContain('2 passkeys and 1 linked service still sign in to it');
  expect(letters.passwordReset(to, { at, passkeys: 1, issuers: 0 }).text).toContain('1 passkey still signs in to it');
  expect(letters.passwordReset(to, { at, passkeys: 0, issuers: 0 }).text).not.toContain('still');
});

test('the letter to confirm an address says how and where the account was made, for whoever did not make it', () => {
  expect(all.confirmAddress.text).toContain('Firefox on Linux, on 21 November 2026, about 12:00 UTC, with a passkey');
});
