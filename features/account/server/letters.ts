/**
 * The letters of account and sign-in: every sentence we send by mail about them.
 *
 * A letter never asks for anything but a visit to this Sotto; it holds no password, no form, no picture, no name someone
 * typed, and no address but that of this Sotto. When and on what kind of device: roughly, in UTC.
 */
import type { Letter } from '@sotto/mail';

interface Draft {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** The one link, to this Sotto. */
  readonly link?: { readonly href: string; readonly label: string };
}

/** Where letters point: the origin of this Sotto. */
export interface Letters {
  confirmAddress(to: string, token: string): Letter;
  alreadyHere(to: string): Letter;
  newSignIn(to: string, sign: { device: string; at: number }): Letter;
  passwordChanged(to: string, at: number): Letter;
  keyMade(to: string, at: number): Letter;
  dataDeleted(to: string, at: number): Letter;
  accountDeleted(to: string): Letter;
}

export function createLetters(origin: string): Letters {
  const security = { href: `${origin}/settings/security`, label: 'Settings, Security' };
  const letter = (to: string, draft: Draft): Letter => ({
    to,
    subject: draft.subject,
    text: textOf(draft, origin),
    html: htmlOf(draft, origin),
  });
  return {
    confirmAddress: (to, token) =>
      letter(to, {
        subject: 'Confirm your address for Sotto',
        paragraphs: [
          'Someone, probably you, made an account at Sotto with this address. It begins when you confirm it.',
          'The link works once and for 7 days. If it was not you, leave it: the account ends by itself.',
        ],
        // In the fragment: browsers do not send it, so the token is in no log on the way.
        link: { href: `${origin}/verify-email#${token}`, label: 'Yes, it was me' },
      }),
    alreadyHere: (to) =>
      letter(to, {
        subject: 'You already have an account at Sotto',
        paragraphs: [
          'Someone, probably you, wanted to make an account at Sotto with this address. There is one already, and nothing about it was changed.',
          'If it was not you, there is nothing to do: nobody was told that you are here.',
        ],
        link: { href: `${origin}/sign-in`, label: 'Sign in' },
      }),
    newSignIn: (to, { device, at }) =>
      letter(to, {
        subject: 'A new sign-in to your Sotto',
        paragraphs: [
          `${device}, ${aboutWhen(at)}.`,
          'If it was you, all is well. If not, sign that device out and change your password there.',
        ],
        link: security,
      }),
    passwordChanged: (to, at) =>
      letter(to, {
        subject: 'The password of your Sotto was changed',
        paragraphs: [
          `It was changed ${aboutWhen(at)}. Every other device was signed out.`,
          'If it was not you, sign in and see where else you are signed in.',
        ],
        link: security,
      }),
    keyMade: (to, at) =>
      letter(to, {
        subject: 'A new access key for your Sotto',
        paragraphs: [`An access key was made ${aboutWhen(at)}.`, 'If it was not you, end it and change your password.'],
        link: { href: `${origin}/settings/access-keys`, label: 'Settings, Access keys' },
      }),
    dataDeleted: (to, at) =>
      letter(to, {
        subject: 'All data in your Sotto was deleted',
        paragraphs: [
          `It was deleted ${aboutWhen(at)}, and the key that opened it was destroyed. The account stays.`,
          'If it was not you, change your password.',
        ],
        link: security,
      }),
    accountDeleted: (to) =>
      letter(to, {
        subject: 'Your Sotto account is gone',
        paragraphs: [
          'Your account was deleted with everything in it, and the keys that opened it were destroyed. Nobody can bring it back.',
          'This is the last mail to this address: we no longer hold it.',
        ],
      }),
  };
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `on 21 November 2026, about 12:00 UTC`: to the hour is enough to recognise it by. */
function aboutWhen(at: number): string {
  const hour = new Date(Math.round(at / 3_600_000) * 3_600_000);
  return `on ${day.format(hour)}, about ${String(hour.getUTCHours()).padStart(2, '0')}:00 UTC`;
}

function textOf({ paragraphs, link }: Draft, origin: string): string {
  return [
    ...paragraphs,
    ...(link ? [`${link.label}:\n${link.href}`] : []),
    `-- \nSotto at ${origin}\nWe never ask for your password by mail.`,
  ].join('\n\n');
}

function htmlOf({ subject, paragraphs, link }: Draft, origin: string): string {
  const lines = paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`);
  const anchor = link ? [`<p><a href="${escaped(link.href)}">${escaped(link.label)}</a></p>`] : [];
  const foot = `<hr><p><small>Sotto at <a href="${escaped(origin)}">${escaped(origin)}</a>. We never ask for your password by mail.</small></p>`;
  return `<!doctype html><html lang="en"><head><title>${escaped(subject)}</title></head><body>${[...lines, ...anchor, foot].join('')}</body></html>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
