/** The door of the vault. The right to open is made elsewhere: `@sotto/vault/opening`. */
export * from './door.ts';
export { crashPoints, type CrashAt, type CrashPoint } from './crash-point.ts';
export type { Finding } from './doctor.ts';
export { isEnvelope } from './envelope.ts';
export type { RandomBytes } from './key-tree.ts';
export type { VaultPlaces } from './places.ts';
export type { Reconciliation } from './reconcile.ts';
export { UnreadableSheet } from './recovery-sheet.ts';
export { VaultRefused } from './refusal.ts';
export { promoteKeyring, restoreFromMirrors, type Promoted, type Restored } from './restore.ts';
export type { RootKeySource } from './root-key.ts';
export { openVault, type VaultOptions } from './vault.ts';
