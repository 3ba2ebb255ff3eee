/**
 * What the keyring keeps of the second factor, so that no older copy of the database drops or changes it.
 *
 * [Note: The second factor in two stores] The database holds the second factor: whether one is on, its secret, its recovery
 * codes. The keyring holds the same once more, sealed under the account key, and says it together with the version of the
 * credentials. Nothing is asked of it while the database is the present one. When an older copy was put in place and the
 * mailbox lets its owner in again (`resetPassword`), the second factor becomes what the keyring says: one that was turned on
 * since is asked for, one that was turned off is not, and a recovery code that was used or replaced stays void.
 */
import type { Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Sealer } from '@sotto/vault';
import { z } from 'zod';
import type { Credential, Details } from '../credentials/credentials.ts';
import { openingToSignIn } from '../opening.ts';
import { insertRecoveryCodes, recoveryCodesOf, removeRecoveryCodes } from './recovery-codes.ts';
import { putSecret, removeSecrets, secretInForce } from './two-factor.ts';

const Kept = z
  .strictObject({
    id: z.string(),
    /** Epoch ms. */
    since: z.number(),
    /** Base64url. */
    secret: z.string(),
    /** Digests of those left, base64url. */
    recoveryCodes: z.array(z.string()),
  })
  // No second factor is on.
  .nullable();
type Kept = z.infer<typeof Kept>;

type Account = Pick<Credential<'account'>, 'version' | 'content'>;

/** Makes `account` count in the keyring, with the second factor that goes with it. */
export async function countWithSecondFactor(platform: Platform, userId: UserId, { version, content }: Account): Promise<void> {
  const kept = await present(platform, userId, content);
  const { account } = await platform.vault.sealers(userId);
  const sealed = kept === undefined ? undefined : account.seal(place(userId), Buffer.from(JSON.stringify(kept)));
  await platform.vault.raiseCredentialsVersion(userId, version, sealed);
}

/** `undefined`: the rows are of another second factor by now; whoever changed it says so to the keyring. */
async function present(platform: Platform, userId: UserId, { secondFactor }: Details): Promise<Kept | undefined> {
  if (!secondFactor) return null;
  const kept = await secretInForce(platform, openingToSignIn(userId));
  if (kept?.id !== secondFactor.id) return undefined;
  const recoveryCodes = (await recoveryCodesOf(platform, userId)).map((digest) => Buffer.from(digest).toString('base64url'));
  return { ...secondFactor, secret: Buffer.from(kept.secret).toString('base64url'), recoveryCodes };
}

/** What puts the second factor back as the keyring says; nothing where it was never told of one. */
export async function secondFactorAsKept(
  platform: Platform,
  sealer: Sealer,
): Promise<{ account: Partial<Details>; statements: Statement[] }> {
  const { userId } = sealer;
  const sealed = await platform.vault.keptSecondFactor(userId);
  if (!sealed) return { account: {}, statements: [] };
  const text = Buffer.from(sealer.open(place(userId), sealed, openingToSignIn(userId))).toString();
  const kept = Kept.parse(JSON.parse(text));
  const without = [removeSecrets(platform, userId), removeRecoveryCodes(platform, userId)];
  if (!kept) return { account: { secondFactor: null }, statements: without };
  const { id, since, secret } = kept;
  const digests = kept.recoveryCodes.map((digest) => Buffer.from(digest, 'base64url'));
  return {
    account: { secondFactor: { id, since } },
    statements: [
      ...without,
      putSecret(platform, sealer, { id, secret: Buffer.from(secret, 'base64url') }),
      ...insertRecoveryCodes(platform, userId, digests),
    ],
  };
}

function place(userId: UserId) {
  return { table: 'login', id: userId, revision: 0 };
}
