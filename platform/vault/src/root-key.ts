/**
 * Where the root key comes from: a file of ours, a value, or the output of a command (how a KMS is attached).
 *
 * The only file of the server that starts another program. Never: a shell, a key in a log or an error.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeyObject } from 'node:crypto';
import { VaultRefused } from './refusal.ts';
import { keyFromBytes } from './key-tree.ts';

/** `value`: 64 hexadecimal digits or base64 of 32 bytes. `command`: a program and its arguments, separated by spaces, that prints such a value. */
export type RootKeySource =
  | { readonly kind: 'file' }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'command'; readonly command: string };

const commandTimeoutMs = 30_000;

export function rootKeyFile(keysFolder: string): string {
  return join(keysFolder, 'root.key');
}

/** The new root key of a rotation that was not finished. */
export function nextRootKeyFile(keysFolder: string): string {
  return join(keysFolder, 'root.key.next');
}

/** The root key; `null` when it shall come from a file that does not exist. Throws `VaultRefused` when what is there is no key. */
export function readRootKey(source: RootKeySource, keysFolder: string): KeyObject | null {
  if (source.kind === 'value') return parseRootKey(source.value, 'SOTTO_ROOT_KEY');
  if (source.kind === 'command') return parseRootKey(outputOf(source.command), 'The output of SOTTO_ROOT_KEY_COMMAND');
  return readKeyFile(rootKeyFile(keysFolder));
}

/** The key in a file of ours; `null`: there is no such file. */
export function readKeyFile(file: string): KeyObject | null {
  if (!existsSync(file)) return null;
  const { mode } = statSync(file);
  if ((mode & 0o077) !== 0) throw new VaultRefused(`${file} may be read by others. Set its mode to 0600.`);
  return parseRootKey(readFileSync(file, 'utf8'), file);
}

/** Writes the key so that it is there after a power cut, or not at all. Mode 0600. */
export function writeKeyFile(file: string, key: KeyObject): void {
  const bytes = key.export();
  const unfinished = `${file}.unfinished`;
  const target = openSync(unfinished, 'w', 0o600);
  writeSync(target, `${bytes.toString('hex')}\n`);
  bytes.fill(0);
  fsyncSync(target);
  closeSync(target);
  renameSync(unfinished, file);
  syncFolder(dirname(file));
}

/** Makes the names in a folder durable. */
export function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
}

function parseRootKey(text: string, origin: string): KeyObject {
  const value = text.trim();
  const bytes = /^[0-9a-fA-F]{64}$/.test(value) ? Buffer.from(value, 'hex') : Buffer.from(value, 'base64');
  if (bytes.length !== 32) throw new VaultRefused(`${origin} is not a key of 32 bytes (64 hexadecimal digits, or base64).`);
  return keyFromBytes(bytes);
}

function outputOf(command: string): string {
  const [program = '', ...words] = command.trim().split(/\s+/);
  try {
    return execFileSync(program, words, { encoding: 'utf8', timeout: commandTimeoutMs, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    throw new VaultRefused(`SOTTO_ROOT_KEY_COMMAND gave no key: ${program} did not end well.`, { cause: error });
  }
}
