/**
 * An export of everything as it lies in its parts → its document as text, and the files beside it.
 *
 * JSON as it is, with its files within; or the zip, in which the files lie beside `sotto.json` under the paths it gives them.
 */
import { createHash } from 'node:crypto';
import { Problem } from '@sotto/contract';
import { fileLimitBytes, type Stored } from '@sotto/domain';
import type { Opening } from '@sotto/vault';
import type { Workspaces } from '@sotto/workspace';
import { everythingLimitBytes, partLimitBytes } from '../../api.ts';
import { documentPath } from '../archive/entries.ts';
import { sumsPath } from '../archive/zip.ts';
import { breathe } from '../breathe.ts';
import type { StillWanted } from '../in-turn.ts';
import { Unreadable } from '../reading/failure.ts';
import { type Bounds, type Source, type Zip, openZip, whole } from '../reading/zip.ts';
import type { ImportEverything } from '../records.ts';
import { bytesOf, partId } from './kept-parts.ts';

/** A whole export, ready to be read from its beginning. */
export interface Arriving {
  /** The document in pieces. Throws `Unreadable` for what is no UTF-8, is damaged, or is not the one its checksum is of. */
  readonly text: AsyncIterable<string>;
  /** A file beside the document; `null`: there is none of that path, or none that may be so long. Throws as `text` does. */
  fileAt(path: string): Promise<Uint8Array | null>;
}

/** Together no more than the same in one document of JSON may have. */
const bounds: Bounds = {
  mostEntries: 60_000,
  mostBytes: everythingLimitBytes,
  takesOldNames: false,
  advice: 'Bring the archive as Sotto made it: export again, or copy it anew.',
};

/** Throws `Unreadable` for a zip that is none of ours, `Problem` when parts are missing; and as `stillWanted` does. */
export async function openArriving(
  workspaces: Workspaces,
  by: Opening,
  { file, stillWanted }: { file: Stored<ImportEverything>; stillWanted: StillWanted },
): Promise<Arriving> {
  if (Math.ceil(file.content.sizeBytes / partLimitBytes) !== file.content.parts)
    throw new Problem('unprocessable', { detail: 'The file did not arrive whole. Bring it again.' });
  const source = sourceOf(workspaces, by, file);
  const start = await source.read(0, Math.min(2, source.sizeBytes));
  const isZip = start[0] === 0x50 && start[1] === 0x4b;
  if (!isZip) return { text: textOf(bytesOf(workspaces, by, file)), fileAt: () => Promise.resolve(null) };
  const zip = await openZip(source, bounds, () => breathe().then(stillWanted));
  const document = zip.entries.get(documentPath);
  if (document === undefined) throw new Unreadable(`There is no ${documentPath} in the archive.`);
  return { text: textOf(checked(zip, documentPath)), fileAt: (path) => fileIn(zip, path) };
}

/** Holds the part it read last, since entries are read one behind the other. */
function sourceOf({ files }: Workspaces, by: Opening, { id, content }: Stored<ImportEverything>): Source {
  let held: { part: number; bytes: Uint8Array } | null = null;
  async function bytesOfPart(part: number): Promise<Uint8Array> {
    if (held?.part === part) return held.bytes;
    const bytes = await files.open(by, partId(id, part));
    if (bytes === undefined) throw new Problem('not-found', { detail: 'This file is no longer kept. Bring it again.' });
    held = { part, bytes };
    return bytes;
  }
  return {
    sizeBytes: content.sizeBytes,
    async read(at, length) {
      const pieces: Uint8Array[] = [];
      for (let done = 0; done < length;) {
        const part = Math.floor((at + done) / partLimitBytes);
        const from = (at + done) % partLimitBytes;
        const piece = (await bytesOfPart(part)).subarray(from, from + length - done);
        if (piece.length === 0) throw new Unreadable('This file ends in the middle. Export again, or copy the file anew.');
        pieces.push(piece);
        done += piece.length;
      }
      const [only] = pieces;
      return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
    },
  };
}

/** An entry, held against its checksum where the archive has them. */
async function* checked(zip: Zip, path: string): AsyncGenerator<Uint8Array> {
  // Safe: the caller has seen that it is there.
  const entry = zip.entries.get(path)!;
  const sum = createHash('sha256');
  for await (const piece of zip.read(entry)) {
    sum.update(piece);
    yield piece;
  }
  const expected = await sumOf(zip, path);
  if (expected !== undefined && expected !== sum.digest('hex'))
    throw new Unreadable(`${path} was changed: its checksum is another. Bring the archive as Sotto made it, or ${path} alone.`);
}

const mostSumsBytes = 16 * 1024 * 1024;

/** `undefined`: the archive has no checksums, as one that someone packed themselves; `null`: it has some, but not of this. */
async function sumOf(zip: Zip, path: string): Promise<string | null | undefined> {
  const sums = zip.entries.get(sumsPath);
  if (sums === undefined) return undefined;
  if (sums.sizeBytes > mostSumsBytes) return null;
  const line = (await whole(zip.read(sums)))
    .toString()
    .split('\n')
    .find((one) => one.slice(66) === path);
  return line?.slice(0, 64) ?? null;
}

async function fileIn(zip: Zip, path: string): Promise<Uint8Array | null> {
  const entry = zip.entries.get(path);
  if (entry === undefined || entry.sizeBytes > fileLimitBytes) return null;
  return whole(zip.read(entry));
}

/** Pieces are gathered to this length, so that a long text is not looked at anew with each of them. */
const gatheredBytes = 1024 * 1024;

async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of gathered(bytes)) yield decoded(() => decoder.decode(piece, { stream: true }));
  yield decoded(() => decoder.decode());
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    // The decoder has no other way to say so.
    throw new Unreadable('This file is not text in UTF-8, or it is damaged.');
  }
}

async function* gathered(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    held.push(piece);
    length += piece.length;
    if (length < gatheredBytes) continue;
    yield Buffer.concat(held);
    held = [];
    length = 0;
  }
  yield Buffer.concat(held);
}
