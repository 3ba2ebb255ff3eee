/**
 * Stands for the vault until it is open.
 *
 * The vault, opening, finishes erasures that an earlier process had begun; for that it needs rows made by the workspaces
 * and files removed by the mail, and both need the vault. None of them asks for a key before it is there.
 */
import { type Vault, VaultUnavailable } from '@sotto/vault';
import type { Keys } from '@sotto/workspace';

export interface LateKeys {
  readonly keys: Keys;
  /** The vault is open: from now on it answers. */
  arrive(vault: Vault): void;
}

export function createLateKeys(): LateKeys {
  const waiting: Parameters<Keys['onKeysChanged']>[0][] = [];
  let arrived: Vault | null = null;
  const vault = (): Vault => {
    if (arrived === null) throw new VaultUnavailable('The vault is not open yet.');
    return arrived;
  };
  return {
    keys: {
      sealers: async (userId) => vault().sealers(userId),
      cachedSealers: (userId) => vault().cachedSealers(userId),
      forgetSealers: (userId) => vault().forgetSealers(userId),
      incarnation: () => vault().incarnation(),
      onKeysChanged: (listener) => void waiting.push(listener),
    },
    arrive(opened) {
      arrived = opened;
      for (const listener of waiting) opened.onKeysChanged(listener);
    },
  };
}
