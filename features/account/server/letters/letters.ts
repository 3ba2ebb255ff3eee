/**
 * The letters of account and sign-in: every sentence we send by mail about them.
 *
 * A letter never asks for anything but a visit to this Sotto; it holds no password, no form, no picture, no name someone
 * typed, and no address but that of this Sotto. When and on what kind of device: roughly, in UTC.
 */
import { escaped, type Letter } from '@sotto/mail';

interface Draft {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** The one link, to this Sotto. */
  readonly link?: { readonly href: string; readonly label: string };
}

/** When something was done, epoch ms. */
interface Done {
  readonly at: number;
}

/** Where letters point: the origin of this Sotto. */
export interface Letters {
  /** `device` and `way` tell whoever did not make the account: confirming would let in whoever did. */
  confirmAddress(to: string, made: Done & { token: string; device: string; way: 'password' | 'passkey' }): Letter;
  alreadyHere(to: string): Letter;
  resetPassword(to: string, token: string): Letter;
  /** To the new address, before anything has changed. */
  confirmNewAddress(to: string, token: string): Letter;
  /** To the new address, when it is someone's already. */
  newAddressTaken(to: string): Letter;
  /** To the new address, where it changed at once. */
  addressIsNew(to: string, done: Done): Letter;
  /** To the old address, with the way back. */
  addressLeft(to: string, done: Done & { token: string }): Letter;
  addressCameBack(to: string, done: Done): Letter;
  newSignIn(to: string, sign: Done & { device: string }): Letter;
  passwordChanged(to: string, done: Done): Letter;
  passwordRemoved(to: string, done: Done): Letter;
  /** Ways in that the new password leaves as they are. */
  passwordReset(to: string, done: Done & { passkeys: number; issuers: number }): Letter;
  twoFactorOn(to: string, done: Done): Letter;
  /** Another app took the place of the one before. */
  twoFactorMoved(to: string, done: Done): Letter;
  twoFactorOff(to: string, done: Done): Letter;
  recoveryCodesMade(to: string, done: Done): Letter;
  recoveryCodeUsed(to: string, done: Done & { left: number }): Letter;
  passkeyAdded(to: string, done: Done): Letter;
  passkeyRemoved(to: string, done: Done): Letter;
  /** `issuer` as the operator calls it. */
  issuerLinked(to: string, done: Done & { issuer: string }): Letter;
  issuerUnlinked(to: string, done: Done & { issuer: string }): Letter;
  keyMade(to: string, done: Done): Letter;
  everythingRevoked(to: string, done: Done): Letter;
  dataDeleted(to: string, done: Done): Letter;
  /** By the operator. `contact`: whom to ask; `null`: no address is named. */
  accountDisabled(to: string, done: Done & { contact: string | null }): Letter;
  accountEnabled(to: string, done: Done & { contact: string | null }): Letter;
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
    confirmAddress: (to, { token, device, at, way }) =>
      letter(to, {
        subject: 'Confirm your address for Sotto',
        paragraphs: [
          `Someone, probably you, made an account at Sotto with this address: ${device}, ${aboutWhen(at)}, with a ${way}.`,
          'It begins when you confirm it, and lets in whoever made it. So confirm it only if you did.',
          'The link works once and for 15 minutes; after that, sign up once more. If it was not you, leave it: the account ends by itself.',
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
    resetPassword: (to, token) =>
      letter(to, {
        subject: 'Choose a new password for Sotto',
        paragraphs: [
          'Someone, probably you, asked for this because the password was forgotten. Nothing has changed yet.',
          'The link works once and for 15 minutes. If it was not you, leave it.',
        ],
        link: { href: `${origin}/reset-password#${token}`, label: 'Choose a new one' },
      }),
    confirmNewAddress: (to, token) =>
      letter(to, {
        subject: 'Confirm your new address for Sotto',
        paragraphs: [
          'Someone, probably you, wants to use this address for their account at Sotto. It changes when you confirm it.',
          'The link works once and for 15 minutes. If it was not you, leave it.',
        ],
        link: { href: `${origin}/verify-email#${token}`, label: 'Yes, it was me' },
      }),
    newAddressTaken: (to) =>
      letter(to, {
        subject: 'This address already belongs to a Sotto account',
        paragraphs: [
          'Someone, probably you, wanted to use this address for another account at Sotto. It already has one, and nothing was changed.',
          'If it was not you, there is nothing to do: nobody was told that you are here.',
        ],
        link: { href: `${origin}/sign-in`, label: 'Sign in' },
      }),
    addressIsNew: (to, { at }) =>
      letter(to, {
        subject: 'Your Sotto account has a new address',
        paragraphs: [`It was changed to this one ${aboutWhen(at)}.`, 'You sign in with it from now on.'],
        link: security,
      }),
    addressLeft: (to, { at, token }) =>
      letter(to, {
        subject: 'Your Sotto account has another address now',
        paragraphs: [
          `It was changed ${aboutWhen(at)}. If it was you, all is well.`,
          'If not, the link takes it back: this address counts again, every device and access key is signed out, and whatever was added or changed to sign in with goes, from a week before the change on. It works once and for 7 days.',
        ],
        link: { href: `${origin}/undo-email#${token}`, label: 'Take it back' },
      }),
    addressCameBack: (to, { at }) =>
      letter(to, {
        subject: 'Your Sotto account has its former address again',
        paragraphs: [
          `The change was taken back ${aboutWhen(at)}. Every device and access key was signed out.`,
          'What was added or changed to sign in with, from a week before the change on, is gone: passkeys, other services, the password, the second factor.',
          'Whoever changed it may know how you sign in: choose a new password next.',
        ],
        link: { href: `${origin}/forgot-password`, label: 'Choose a new one' },
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
    passwordChanged: (to, { at }) =>
      letter(to, {
        subject: 'The password of your Sotto was changed',
        paragraphs: [
          `It was changed ${aboutWhen(at)}. Every other device was signed out.`,
          'If it was not you, sign in and see where else you are signed in.',
        ],
        link: security,
      }),
    passwordReset: (to, { at, passkeys, issuers }) =>
      letter(to, {
        subject: 'A new password was chosen for your Sotto',
        paragraphs: [
          `It was chosen ${aboutWhen(at)}, with a link mailed to this address. Every device was signed out.`,
          ...stillSignIn(passkeys, issuers),
          'If it was not you, someone else reads your mail: secure that first, then ask for a link again.',
        ],
        link: { href: `${origin}/forgot-password`, label: 'Ask for a link' },
      }),
    passwordRemoved: (to, { at }) =>
      letter(to, {
        subject: 'Your Sotto account has no password any more',
        paragraphs: [
          `It was removed ${aboutWhen(at)}.`,
          'If it was not you, sign in, change your password and see where else you are signed in.',
        ],
        link: security,
      }),
    twoFactorOn: (to, { at }) =>
      letter(to, {
        subject: 'A second factor protects your Sotto now',
        paragraphs: [
          `It began ${aboutWhen(at)}. From now on signing in asks for a code from your app. Other devices were signed out.`,
          'If it was not you, sign in, change your password and see where else you are signed in.',
        ],
        link: security,
      }),
    twoFactorMoved: (to, { at }) =>
      letter(to, {
        subject: 'Another app gives the codes for your Sotto now',
        paragraphs: [
          `It was set up ${aboutWhen(at)}. The app before it no longer counts, and new recovery codes were shown: the ones before are void. Other devices were signed out.`,
          'If it was not you, sign in, change your password and see where else you are signed in.',
        ],
        link: security,
      }),
    twoFactorOff: (to, { at }) =>
      letter(to, {
        subject: 'The second factor of your Sotto was turned off',
        paragraphs: [
          `It was turned off ${aboutWhen(at)}.`,
          'If it was not you, sign in, change your password and see where else you are signed in.',
        ],
        link: security,
      }),
    recoveryCodesMade: (to, { at }) =>
      letter(to, {
        subject: 'New recovery codes for your Sotto',
        paragraphs: [
          `They were made ${aboutWhen(at)}; the ones before are void.`,
          'If it was not you, sign in, change your password and see where else you are signed in.',
        ],
        link: security,
      }),
    recoveryCodeUsed: (to, { at, left }) =>
      letter(to, {
        subject: 'A recovery code of your Sotto was used',
        paragraphs: [
          `Someone signed in with it ${aboutWhen(at)}. ${left === 1 ? 'One is' : `${left} are`} left.`,
          'If it was not you, sign in, change your password and see where else you are signed in.',
        ],
        link: security,
      }),
    passkeyAdded: (to, { at }) =>
      letter(to, {
        subject: 'A new passkey for your Sotto',
        paragraphs: [
          `It was added ${aboutWhen(at)}.`,
          'If it was not you, sign in, remove it and see where else you are signed in.',
        ],
        link: security,
      }),
    passkeyRemoved: (to, { at }) =>
      letter(to, {
        subject: 'A passkey of your Sotto was removed',
        paragraphs: [
          `It was removed ${aboutWhen(at)}, and signs nobody in any more.`,
          'If it was not you, sign in, change your password and see where else you are signed in.',
        ],
        link: security,
      }),
    issuerLinked: (to, { at, issuer }) =>
      letter(to, {
        subject: 'Another way into your Sotto',
        paragraphs: [
          `${issuer} was linked ${aboutWhen(at)}: one can sign in to your account with it from then on.`,
          'If it was not you, sign in, unlink it and see where else you are signed in.',
        ],
        link: security,
      }),
    issuerUnlinked: (to, { at, issuer }) =>
      letter(to, {
        subject: 'A way into your Sotto was removed',
        paragraphs: [
          `${issuer} was unlinked ${aboutWhen(at)}: nobody signs in to your account with it any more.`,
          'If it was not you, sign in, change your password and see where else you are signed in.',
        ],
        link: security,
      }),
    keyMade: (to, { at }) =>
      letter(to, {
        subject: 'A new access key for your Sotto',
        paragraphs: [`An access key was made ${aboutWhen(at)}.`, 'If it was not you, end it and change your password.'],
        link: { href: `${origin}/settings/access-keys`, label: 'Settings, Access keys' },
      }),
    everythingRevoked: (to, { at }) =>
      letter(to, {
        subject: 'Every device was signed out of your Sotto',
        paragraphs: [
          `${aboutWhen(at).replace('on', 'On')}, every device was signed out, and every access key and calendar feed ended.`,
          'Sign in again where you need it. If it was not you, change your password.',
        ],
        link: security,
      }),
    dataDeleted: (to, { at }) =>
      letter(to, {
        subject: 'All data in your Sotto was deleted',
        paragraphs: [
          `It was deleted ${aboutWhen(at)}, and the key that opened it was destroyed. The account stays.`,
          'If it was not you, change your password.',
        ],
        link: security,
      }),
    accountDisabled: (to, { at, contact }) =>
      letter(to, {
        subject: 'Your Sotto account was disabled',
        paragraphs: [
          `Whoever runs this Sotto disabled it ${aboutWhen(at)}. Nothing in it was changed.`,
          'You can still sign in to take everything with you, and to delete your data or the account. All else waits, and so do your access keys.',
          ...whomToAsk(contact),
        ],
        link: { href: `${origin}/sign-in`, label: 'Sign in' },
      }),
    accountEnabled: (to, { at, contact }) =>
      letter(to, {
        subject: 'Your Sotto account is enabled again',
        paragraphs: [
          `Whoever runs this Sotto enabled it ${aboutWhen(at)}. Everything is as it was, and your access keys work again.`,
          ...whomToAsk(contact),
        ],
        link: { href: `${origin}/sign-in`, label: 'Sign in' },
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

/** A sentence, or none, where no address is named. */
function whomToAsk(contact: string | null): string[] {
  return contact === null ? [] : [`Whom to ask: ${contact}`];
}

/** A sentence, or none, when nothing but the password lets anyone in. */
function stillSignIn(passkeys: number, issuers: number): string[] {
  const counted = [
    ...(passkeys > 0 ? [`${passkeys} ${passkeys === 1 ? 'passkey' : 'passkeys'}`] : []),
    ...(issuers > 0 ? [`${issuers} linked ${issuers === 1 ? 'service' : 'services'}`] : []),
  ];
  if (counted.length === 0) return [];
  const verb = passkeys + issuers === 1 ? 'still signs' : 'still sign';
  return [`${counted.join(' and ')} ${verb} in to it: remove what you do not know in Settings, Security.`];
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
