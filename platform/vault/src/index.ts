/** The door of the vault. The right to open is made elsewhere: `@sotto/vault/opening`. */
export * from './door.ts';
export {
  archiveOpener,
  type ArchiveName,
  type Archives,
  type PieceOpener,
  type PiecePlace,
  type Registered,
} from './archives.ts';
export type { CaseFile, Cases, CaseSort } from './cases.ts';
export { verifyChainsAt, type ChainsExamined } from './chains.ts';
export { crashPoints, type CrashAt, type CrashPoint } from './crash-point.ts';
export { alarm, dayOf, isOnSameDisk, warning, type Finding } from './finding.ts';
export { isEnvelope } from './envelope.ts';
export type { ClockReading, KeyringDesk, KeyringStatus, MirrorChecked, MirrorStatus, StoreStatus } from './keyring-desk.ts';
export { keyringInventory, type KeyringTableName } from './keyring-inventory.ts';
export type { RandomBytes } from './key-tree.ts';
export { createPassingSeal, type PassingSeal } from './passing.ts';
export type { VaultPlaces } from './places.ts';
export type { Reconciliation } from './reconcile.ts';
export { UnreadableSheet } from './recovery-sheet.ts';
export { VaultRefused } from './refusal.ts';
export { promoteKeyring, restoreFromMirrors, type Promoted, type Restored } from './restore.ts';
export type { PutBack, Restores } from './restores.ts';
export type { RootKeySource } from './root-key.ts';
export { nameEmptyDatabase } from './stores.ts';
export { openVault, type VaultOptions } from './vault.ts';
