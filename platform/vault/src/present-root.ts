/**
 * The root key in force: another process may have replaced it under this one, as `keyring rotate --root` does.
 *
 * The keyring is the first to use the next key, so its check value says which one counts. See [Note: Rotation].
 */
import type { KeyObject } from 'node:crypto';
import type { Core } from './core.ts';
import { DidNotOpen, VaultUnavailable } from './door.ts';
import type { Binding } from './envelope.ts';
import { checkValue, isSame, unwrapKey } from './key-tree.ts';
import type { VaultPlaces } from './places.ts';
import { nextRootKeyFile, readKeyFile, readRootKey } from './root-key.ts';

/** The keys that may be in force by what lies in the folder; of two, one waits to take the other's place. */
export function rootKeysIn({ rootKey = { kind: 'file' }, keysFolder }: VaultPlaces): (KeyObject | null)[] {
  return [readRootKey(rootKey, keysFolder), rootKey.kind === 'file' ? readKeyFile(nextRootKeyFile(keysFolder)) : null];
}

/** The root key that the keyring counts. Throws `VaultUnavailable` when it is not here: the operator has put it elsewhere. */
export async function presentRoot(core: Core): Promise<KeyObject> {
  const [meta] = await core.keyring.read((store) => store.rows(store.build.selectFrom('meta').select('check_value')));
  const isInForce = (key: KeyObject | null): key is KeyObject =>
    key !== null && meta !== undefined && isSame(checkValue(key, core.installationId), meta.check_value);
  if (isInForce(core.root)) return core.root;
  const found = core.readRoots().find(isInForce);
  if (found === undefined) throw new VaultUnavailable('The root key was replaced, and the one in force is not here.');
  core.root = found;
  return found;
}

/** Unwraps what the root key wraps, also when it was replaced since this process began. */
export async function unwrapByRoot(
  core: Core,
  { binding, wrapped }: { binding: Binding; wrapped: Uint8Array },
): Promise<KeyObject> {
  try {
    return unwrapKey({ key: core.root, binding }, wrapped);
  } catch (error) {
    if (!(error instanceof DidNotOpen)) throw error;
    return unwrapKey({ key: await presentRoot(core), binding }, wrapped);
  }
}
