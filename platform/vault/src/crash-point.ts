/**
 * The arrows between two steps that must not depend on each other's survival: a process may die at any of them.
 *
 * One list, so that a test can kill at every one and look whether the next start finishes or undoes the work.
 * What each step does is said in docs/vault.md, [Note: Sign-up], [Note: Rotation], [Note: Erasure and backups].
 */
export const crashPoints = [
  'founding: root key written',
  'founding: keyring begun',
  'founding: epoch store begun',
  'founding: database named',
  'store: primary written',
  'store: mirrors written',
  'sign-up: keys in keyring',
  'sign-up: rows in database',
  'rotation: epoch key written',
  'rotation: epoch row inserted',
  'rotation: batch rewrapped',
  'rotation: epoch row deleted',
  'erase data: new key current',
  'erase data: rows replaced',
  'erase data: old key destroyed',
  'erase account: ledger entry written',
  'erase account: access removed',
  'erase account: keys destroyed',
  'erase account: rows removed',
  'erase account: files removed',
  'erase account: stores swept',
  'change login: keyring written',
  'disable: keyring written',
  'restored: sessions ended',
  'restored: database named anew',
  'root: next key written',
  'root: keyring rewrapped',
  'root: epoch store rewrapped',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** Called at each arrow. Nothing in operation; a test never lets it return, which is what kill -9 looks like from inside. */
export type CrashAt = (point: CrashPoint) => Promise<void> | void;
