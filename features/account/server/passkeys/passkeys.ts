/**
 * Passkeys: how they are made, shown, and told apart.
 *
 * [Note: Passkeys] A passkey says by itself whose it is: its user handle is the sixteen bytes of the user id, so nothing
 * is typed, and nothing of a passkey needs an index; it lies sealed with the other credentials. The device asks its owner
 * for a finger, a face or a PIN each time (user verification), so a passkey is two factors. A counter that did not go up
 * says that two devices hold one key: then the answer is refused although it is right, and a line without values is
 * logged (WebAuthn level 3, 6.1.1, leaves it to us). Devices that do not count send 0 for ever, and 0 after 0 is no step back.
 */
import { Problem } from '@sotto/contract';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { NewPasskey, ShownPasskey } from '../../api.ts';
import { challengeMs, makeChallenge, readChallenge, spendChallenge } from './challenges.ts';
import { type ContentOf, type Credential, credentialRows, updateCredential } from '../credentials/credentials.ts';
import type { Proved } from '../entrance/entrance.ts';
import { evenlyNothing } from '../limits/even-time.ts';
import type { Parts } from '../parts.ts';
import { algorithms, checkNewPasskey, checkShownPasskey, type CheckedPasskey } from './passkey-checks.ts';
import { currentCredentials } from '../entrance/sign-in.ts';
import { bytesToUserId, userIdToBytes } from '../tokens/tokens.ts';

export interface PasskeyOptions {
  readonly challenge: string;
  readonly [name: string]: unknown;
}

type Passkey = Credential<'passkey'>;

const dayMs = 24 * 60 * 60_000;
/** Bytes of an RSA key of 8192 bits, and a little. */
const longestPublicKey = 1100;
/** Bytes that WebAuthn gives the id of a credential at most. */
const longestCredentialId = 1023;
/** Hints that browsers understand; others are not kept. */
const knownTransports = ['usb', 'nfc', 'ble', 'smart-card', 'hybrid', 'internal'] as const;

/** What the browser needs to ask for a passkey of whoever is there. */
export async function makePasskeyQuestion({ platform }: Parts): Promise<PasskeyOptions> {
  // Nobody in particular is asked: any passkey of this Sotto may answer.
  const challenge = makeChallenge(platform, { purpose: 'show', userId: platform.ids.user() });
  return {
    challenge,
    rpId: hostOf(platform),
    timeout: challengeMs,
    userVerification: 'required',
  } satisfies PublicKeyCredentialRequestOptionsJSON;
}

export interface FuturePasskey {
  readonly userId: UserId;
  readonly email: string;
  readonly purpose: 'sign-up' | 'add';
  /** A device that holds one of these makes no other. @default none */
  readonly present?: readonly Passkey[];
}

/** What the browser needs to make a passkey for `userId`. */
export async function makePasskeyQuestionFor({ platform }: Parts, future: FuturePasskey): Promise<PasskeyOptions> {
  const { userId, email, purpose, present = [] } = future;
  return {
    challenge: makeChallenge(platform, { purpose, userId }),
    rp: { name: 'Sotto', id: hostOf(platform) },
    user: { id: userIdToBytes(userId).toString('base64url'), name: email, displayName: email },
    pubKeyCredParams: algorithms.map((alg) => ({ alg, type: 'public-key' })),
    timeout: challengeMs,
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    excludeCredentials: present.map(({ content: { credentialId, transports } }) => ({
      id: credentialId,
      type: 'public-key',
      transports: known(transports),
    })),
  } satisfies PublicKeyCredentialCreationOptionsJSON;
}

/** The passkey that was made, and for whom. Throws `unprocessable` when it answers no question of ours, or not for this purpose. */
export async function provedNewPasskey(
  { platform }: Parts,
  passkey: NewPasskey,
  { purpose, name }: { purpose: 'sign-up' | 'add'; name: string },
): Promise<{ userId: UserId; content: ContentOf<'passkey'> }> {
  const made = await checkNewPasskey(platform, passkey, (shown) => readChallenge(platform, shown, purpose) !== null);
  const userId = made && readChallenge(platform, made.challenge, purpose);
  if (!userId || !isOfSaneSize(made) || !(await spendChallenge(platform, made.challenge)))
    throw new Problem('unprocessable', { detail: 'This passkey came too late, or was not made for this. Begin again.' });
  const { credentialId, publicKey, counter, synced } = made;
  return {
    userId,
    content: {
      name,
      credentialId,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      counter,
      transports: known(passkey.response.transports ?? []),
      synced,
      usedOn: null,
    },
  };
}

function isOfSaneSize({ credentialId, publicKey }: { credentialId: string; publicKey: Uint8Array }): boolean {
  return Buffer.byteLength(credentialId, 'base64url') <= longestCredentialId && publicKey.length <= longestPublicKey;
}

/** A refused passkey is refused at a moment that is a multiple of this: reading what is kept of someone takes some of it. */
const refusedEveryMs = 25;

/** Whoever showed the passkey; `null`: nobody known, or it does not answer a question of ours, told at an even time. */
export async function provedByPasskey({ platform }: Parts, passkey: ShownPasskey): Promise<Proved | null> {
  return evenlyNothing(refusedEveryMs, () => proveShown(platform, passkey));
}

async function proveShown(platform: Platform, passkey: ShownPasskey): Promise<Proved | null> {
  const claimed = await findClaimed(platform, passkey);
  const publicKey = claimed?.passkey.content.publicKey ?? nobodysPublicKey;
  const isOurs = (challenge: string) => readChallenge(platform, challenge, 'show') !== null;
  const shown = await checkShownPasskey(platform, passkey, { publicKey, isOurs });
  if (!claimed || !shown || !(await spendChallenge(platform, shown.challenge))) return null;
  const { userId, credentials, passkey: seen } = claimed;
  if (wentBack(seen.content.counter, shown.counter)) {
    platform.log.warn('passkey refused: its counter went back');
    return null;
  }
  await noteUse(platform, userId, seen, shown);
  return { userId, credentials };
}

/** A key of ES256 whose other half nobody has kept. What is signed for someone unknown is held against it, for the time it takes. */
const nobodysPublicKey =
  'pQECAyYgASFYIEjW_I7yQplerPv9qpErnw3xzIQLvJlXmyKbQ7k4e37yIlggiel6mD-kkDMwD8HNV6i5E8ixOb1VvKJruban8U5zSV8';

/** The account that a passkey names, and the passkey as it is kept there; nothing is proved yet. */
async function findClaimed(
  platform: Platform,
  { id, response }: ShownPasskey,
): Promise<(Proved & { readonly passkey: Passkey }) | null> {
  const userId = bytesToUserId(Buffer.from(response.userHandle ?? '', 'base64url')) ?? platform.ids.user();
  const login = await platform.vault.findUser(userId);
  if (!login) {
    await platform.database.rows(credentialRows(platform.database, userId));
    return null;
  }
  const credentials = await currentCredentials(platform, { userId, version: login.credentialsVersion });
  const passkey = credentials?.passkeys.find(({ content }) => content.credentialId === id);
  return credentials && passkey ? { userId, credentials, passkey } : null;
}

function wentBack(before: number, now: number): boolean {
  return (before > 0 || now > 0) && now <= before;
}

/** Day, counter and whether it is synced, as of this use. Under a version of its own, so that a counter never goes back. */
async function noteUse(platform: Platform, userId: UserId, seen: Passkey, { counter, synced }: CheckedPasskey): Promise<void> {
  const now = platform.now();
  const usedOn = now - (now % dayMs);
  const before = seen.content;
  if (before.usedOn === usedOn && before.counter === counter && before.synced === synced) return;
  const { account } = await platform.vault.sealers(userId);
  const content = { ...before, counter, synced, usedOn };
  const written = updateCredential(platform, account, 'passkey', { seen, content, version: seen.version + 1 });
  // Any number of rows: used or renamed elsewhere at this moment is no failure of this sign-in.
  await platform.workspaces.writeBeside(userId, [{ ...written, rows: null }]);
}

function known(transports: readonly string[]) {
  return knownTransports.filter((each) => transports.includes(each));
}

/** The name under which devices keep passkeys for this Sotto: its host, without the port. */
function hostOf({ setting }: Platform): string {
  return new URL(setting.origin).hostname;
}
