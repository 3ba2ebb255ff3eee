/**
 * Zip archives (LinkedIn's and Huntr's exports) → the CSV files in them.
 *
 * An archive is hostile until it has shown otherwise: entries, unpacked size and ratio are bounded while unpacking, not
 * by what the archive says of itself; no archive within an archive; no path that leaves its folder.
 */
import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { type Result, failed, ok } from '@sotto/domain';
import type { ReadFailure } from './failure.ts';

export interface ArchivedFile {
  /** Without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const archiveLimits = {
  entries: 200,
  /** All files together, unpacked. */
  unpackedBytes: 100 * 1024 * 1024,
  /** Unpacked to packed, of the whole archive. */
  ratio: 100,
} as const;

export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** The `.csv` and `.tsv` files of an archive, in its order. Fails for what `archiveLimits` forbids, for a damaged archive, and for an Excel workbook. */
export function readArchive(bytes: Uint8Array): Result<ArchivedFile[], ReadFailure> {
  const state: State = {
    files: [],
    entries: 0,
    unpacked: 0,
    refusal: null,
    most: Math.min(archiveLimits.unpackedBytes, bytes.length * archiveLimits.ratio),
  };
  const unzip = new Unzip((file) => admit(file, state));
  unzip.register(UnzipInflate);
  try {
    // In small steps: a step is inflated whole before anything can be counted, at most about a thousandfold.
    for (let at = 0; at < bytes.length && state.refusal === null; at += stepBytes)
      unzip.push(bytes.subarray(at, at + stepBytes), at + stepBytes >= bytes.length);
  } catch (error) {
    // The unpacker has no other way to say that the archive is damaged.
    if (!(error instanceof Error)) throw error;
    return refuse('The archive is damaged and cannot be unpacked.');
  }
  if (state.refusal !== null) return refuse(state.refusal);
  if (state.entries === 0) return refuse('The archive is empty or damaged.');
  return ok(state.files.map(({ name, pieces }) => ({ name, bytes: joined(pieces) })));
}

const stepBytes = 16 * 1024;

interface State {
  readonly files: { name: string; pieces: Uint8Array[] }[];
  entries: number;
  unpacked: number;
  refusal: string | null;
  readonly most: number;
}

function refuse(reason: string): Result<never, ReadFailure> {
  return failed({ row: null, reason });
}

function admit(file: UnzipFile, state: State): void {
  state.entries += 1;
  state.refusal ??= objectionTo(file.name, state.entries);
  if (state.refusal !== null || !/\.(?:csv|tsv)$/iu.test(file.name)) return;
  const pieces: Uint8Array[] = [];
  state.files.push({ name: file.name.split('/').at(-1) ?? file.name, pieces });
  file.ondata = (error, piece) => {
    if (error) throw error;
    state.unpacked += piece.length;
    if (state.unpacked > state.most) {
      state.refusal = 'Unpacked, the archive is far too large.';
      file.terminate();
    } else if (state.refusal === null) pieces.push(piece);
  };
  file.start();
}

function objectionTo(path: string, entries: number): string | null {
  if (entries > archiveLimits.entries) return `The archive holds more than ${archiveLimits.entries} files.`;
  if (path.split(/[/\\]/).includes('..') || /^[/\\]|^[a-z]:/iu.test(path) || path.includes('\0'))
    return 'The archive holds a path that leads out of it.';
  if (path === '[Content_Types].xml') return 'This is an Excel workbook. Save the sheet as CSV (UTF-8) and bring that file.';
  return /\.(?:zip|gz|tgz|bz2|xz|7z|rar|tar|zst)$/iu.test(path) ? 'There is an archive within the archive.' : null;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
