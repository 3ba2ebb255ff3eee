/**
 * An account its owner froze (GDPR, article 18): kept, read, taken along and deleted, and nothing else happens with it.
 *
 * The keyring says it, as it says who is disabled, so that no older copy of the database thaws anybody; the edge, jobs and feeds
 * look at one row for both. Letters that must go (security, a breach, a disclosure, the policy) go as ever.
 */
import type { UserId } from '@sotto/domain';
import { endAllHelp } from '@sotto/features/account/server';
import { recordActivity } from '@sotto/features/privacy/server';
import type { Platform } from '@sotto/runtime';

/** Freezes or thaws. Frozen or thawed already: nothing happens. Throws `KeyShredded` when there is nobody. */
export async function setFrozen(platform: Platform, userId: UserId, frozen: boolean): Promise<void> {
  const changed = await platform.vault.setFrozen(userId, frozen);
  // After it: from here on nobody asks for help any more.
  if (frozen) await platform.workspaces.writeBeside(userId, [endAllHelp(platform, userId)]);
  if (changed) await recordActivity(platform, userId, { happening: frozen ? 'account-frozen' : 'account-thawed', by: 'user' });
}
