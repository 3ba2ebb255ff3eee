/** Replacing the root key under a vault that is open here, and perhaps elsewhere. See [Note: Rotation]. */
import { keep, withLease, type Core } from './core.ts';
import { makeKey } from './key-tree.ts';
import type { VaultPlaces } from './places.ts';
import { presentRoot } from './present-root.ts';
import { VaultRefused } from './refusal.ts';
import { nextRootKeyFile, writeKeyFile } from './root-key.ts';
import { changeRootKey, type RootWriters } from './root-rotation.ts';

/** A new root key in its file. `false`: another process is changing keys right now. Throws `VaultRefused` when the key is not ours to change. */
export async function rotateRoot(core: Core, places: VaultPlaces): Promise<boolean> {
  if ((places.rootKey ?? { kind: 'file' }).kind !== 'file')
    throw new VaultRefused('The root key comes from outside: change it there.');
  // The lease of all rotations: meanwhile nobody wraps anything by the key that goes.
  const done = await withLease(core, 'rotation', async () => {
    const from = await presentRoot(core);
    const to = makeKey(core.randomBytes);
    writeKeyFile(nextRootKeyFile(places.keysFolder), to);
    await changeRootKey(places.keysFolder, { from, to }, storesOf(core));
    core.root = to;
    await core.keyring.scrub();
    await core.epochs.scrub();
    return true;
  });
  return done ?? false;
}

function storesOf(core: Core) {
  return {
    keyring: core.keyring.primary,
    epochs: core.epochs.primary,
    installationId: core.installationId,
    tools: core,
    writers: {
      keyring: (make: Parameters<RootWriters['keyring']>[0]) => keep(core, make),
      epochs: (make: Parameters<RootWriters['epochs']>[0]) => core.epochs.change(make),
    },
  };
}
