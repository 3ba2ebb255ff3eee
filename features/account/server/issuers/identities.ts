/**
 * Identities: who the owner of an account is at other issuers.
 *
 * [Note: Identities in two stores] The keyring knows whose an identity is, by a keyed digest; the database holds the same
 * as a sealed row among the credentials. Only both together let someone in. Linking writes the keyring first, unlinking
 * the database first, so that a crash in between leaves an entry of the keyring alone: it signs nobody in, it is no way
 * in that someone counts on, and whoever comes upon it takes it away. Taking away and linking may meet: each looks again
 * at what the other has written, so that a finished link ends with both.
 */
import { Problem } from '@sotto/contract';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Identity } from '@sotto/vault';
import { assertAnotherWayIn, changeCredentials } from '../credentials/change.ts';
import { type Credential, type Credentials, insertCredential, removeCredential } from '../credentials/credentials.ts';
import type { Proved } from '../entrance/entrance.ts';
import { openingToSignIn } from '../opening.ts';
import { type Parts, credentialsOf } from '../parts.ts';
import { currentCredentials } from '../entrance/sign-in.ts';
import { removeTickets } from '../tokens/tickets.ts';

/** Whose this identity is; `null`: nobody's. Throws `wrong-credentials` when what is held of them is older than the keyring. */
export async function provedByIdentity(platform: Platform, identity: Identity): Promise<Proved | null> {
  const login = await platform.vault.findIdentity(identity);
  if (!login) return null;
  const claim = { userId: login.userId, version: login.credentialsVersion };
  const credentials = await currentCredentials(platform, claim);
  if (!credentials) throw new Problem('wrong-credentials', { detail: 'This way in is closed. Choose a new password by mail.' });
  if (rowOf(credentials, identity)) return { userId: login.userId, credentials };
  return withoutRow(platform, claim, identity);
}

/** Takes an entry away that has no row; `null`: it is nobody's then. If the row was written meanwhile, the entry stands. */
async function withoutRow(
  platform: Platform,
  claim: { readonly userId: UserId; readonly version: number },
  identity: Identity,
): Promise<Proved | null> {
  await platform.vault.unlinkIdentity(claim.userId, identity);
  const credentials = await currentCredentials(platform, claim);
  if (!credentials || !rowOf(credentials, identity)) return null;
  await platform.vault.linkIdentity(claim.userId, identity);
  return { userId: claim.userId, credentials };
}

function rowOf({ identities }: Credentials, { issuer, subject }: Identity): Credential<'identity'> | undefined {
  return identities.find(({ content }) => content.issuer === issuer && content.subject === subject);
}

/** Adds a way in to the account of `userId`. Once more is no change. Throws `already-exists` when it is someone else's, `conflict`. */
export async function linkIdentity(
  { platform, letters }: Pick<Parts, 'platform' | 'letters'>,
  userId: UserId,
  { identity, name }: { identity: Identity; name: string },
): Promise<void> {
  const { vault, ids, now } = platform;
  // Also takes away what a broken link of someone else left behind.
  const owner = await provedByIdentity(platform, identity).catch(unlessOutdated);
  const seen = await credentialsOf(platform, openingToSignIn(userId));
  if (owner?.userId === userId && rowOf(seen, identity)) return;
  if (!(await vault.linkIdentity(userId, identity))) throw opensAnother(name);
  const sealers = await vault.sealers(userId);
  const row = { id: ids.record(), version: 1, createdAt: now(), content: identity };
  await changeCredentials(platform, sealers, seen, {
    statements: [insertCredential(platform, sealers.account, 'identity', row)],
    deed: { happening: 'issuer-linked', by: 'user', about: name },
    letter: letters.issuerLinked(seen.account.content.email, { at: now(), issuer: name }),
  });
  if (await vault.linkIdentity(userId, identity)) return;
  // Someone came upon the entry before its row was there, took it away and linked it to their own account.
  const present = await credentialsOf(platform, openingToSignIn(userId));
  const leaving = rowOf(present, identity);
  if (leaving) await unlinkIdentity({ platform, letters }, userId, { seen: present, leaving, name });
  throw opensAnother(name);
}

function opensAnother(name: string): Problem {
  return new Problem('already-exists', { detail: `This ${name} account opens another account here. Unlink it there first.` });
}

/** An account that lets nobody in keeps its identities all the same. */
function unlessOutdated(cause: unknown): null {
  if (cause instanceof Problem && cause.problem === 'wrong-credentials') return null;
  throw cause;
}

/** Takes a way in away. Throws `conflict` when it is the last one. */
export async function unlinkIdentity(
  { platform, letters }: Pick<Parts, 'platform' | 'letters'>,
  userId: UserId,
  { seen, leaving, name }: { seen: Credentials; leaving: Credential<'identity'>; name: string },
): Promise<void> {
  assertAnotherWayIn(platform, seen, leaving);
  await changeCredentials(platform, await platform.vault.sealers(userId), seen, {
    statements: [
      removeCredential(platform, userId, 'identity', leaving),
      // Whoever came in this way and was asked for a code begins again.
      removeTickets(platform, userId, 'second-factor'),
    ],
    deed: { happening: 'issuer-unlinked', by: 'user', about: name },
    letter: letters.issuerUnlinked(seen.account.content.email, { at: platform.now(), issuer: name }),
  });
  await platform.vault.unlinkIdentity(userId, leaving.content);
}
