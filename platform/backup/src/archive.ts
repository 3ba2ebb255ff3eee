/**
 * The file of a backup: a readable name, then sealed pieces. See [Note: Backups] in docs/vault.md.
 *
 * `"sottobk1" | installation id 16 | archive id 16 | key version 4 | pieces`, a piece being `length 4 | envelope`. Numbers are
 * big-endian. What the pieces hold is compressed before it is sealed. Never: a name of a table, a person or a column in clear.
 */
import { createHash } from 'node:crypto';
import type { ArchiveName, PieceOpener, PiecePlace } from '@sotto/vault';
import { DidNotOpen } from '@sotto/vault';

/** A backup that is not whole, was changed, or is no backup. `message` is a sentence for the operator. */
export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
}

const magic = Buffer.from('sottobk1');
export const nameBytes = magic.length + 16 + 16 + 4;
const pieceBytes = 256 * 1024;
/** A sealed piece is a little longer than what is in it; anything beyond was not written here. */
const mostSealedBytes = pieceBytes + 1024;

export function encodeName({ installationId, archiveId, keyVersion }: ArchiveName): Buffer {
  const version = Buffer.alloc(4);
  version.writeUInt32BE(keyVersion);
  return Buffer.concat([magic, bytesOfId(installationId), bytesOfId(archiveId), version]);
}

/** Throws `DamagedBackup` when these are not the first bytes of a backup. */
export function decodeName(bytes: Buffer): ArchiveName {
  if (bytes.length < nameBytes || !bytes.subarray(0, magic.length).equals(magic))
    throw new DamagedBackup('This file is not a backup of Sotto.');
  const at = magic.length;
  return {
    installationId: idOfBytes(bytes.subarray(at, at + 16)),
    archiveId: idOfBytes(bytes.subarray(at + 16, at + 32)),
    keyVersion: bytes.readUInt32BE(at + 32),
  };
}

function bytesOfId(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function idOfBytes(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Cuts a stream into pieces and seals them; the last one says that it is. */
export async function* sealedPieces(
  stream: AsyncIterable<Uint8Array>,
  seal: (place: PiecePlace, piece: Uint8Array) => Uint8Array,
): AsyncGenerator<Buffer> {
  let index = 0;
  for await (const { piece, isLast } of pieces(stream)) {
    const sealed = seal({ index, isLast }, piece);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sealed.length);
    yield Buffer.concat([length, sealed]);
    index += 1;
  }
}

async function* pieces(stream: AsyncIterable<Uint8Array>): AsyncGenerator<{ piece: Buffer; isLast: boolean }> {
  let held = Buffer.alloc(0);
  for await (const chunk of stream) {
    held = Buffer.concat([held, chunk]);
    while (held.length > pieceBytes) {
      yield { piece: held.subarray(0, pieceBytes), isLast: false };
      held = held.subarray(pieceBytes);
    }
  }
  yield { piece: held, isLast: true };
}

/** What was sealed, in order. Throws `DamagedBackup` at the first piece that is not what was written, is missing or too many. */
export async function* openedPieces(file: AsyncIterable<Uint8Array>, open: PieceOpener): AsyncGenerator<Buffer> {
  const reader = createReader(file);
  for (let index = 0; ; index++) {
    const length = (await reader.take(4)).readUInt32BE();
    if (length > mostSealedBytes) throw damaged();
    const sealed = await reader.take(length);
    const isLast = await reader.isAtEnd();
    yield opened(open, { index, isLast }, sealed);
    if (isLast) return;
  }
}

function opened(open: PieceOpener, place: PiecePlace, sealed: Buffer): Buffer {
  try {
    return Buffer.from(open(place, sealed));
  } catch (error) {
    if (error instanceof DidNotOpen) throw damaged();
    throw error;
  }
}

export function damaged(): DamagedBackup {
  return new DamagedBackup('This backup is damaged or not whole. Nothing was changed; take another one.');
}

interface ByteReader {
  /** Throws `DamagedBackup` when there are fewer. */
  take(length: number): Promise<Buffer>;
  isAtEnd(): Promise<boolean>;
}

function createReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  const more = async () => {
    const next = await chunks.next();
    if (next.done === true) return false;
    held = Buffer.concat([held, next.value]);
    return true;
  };
  return {
    async take(length) {
      while (held.length < length) if (!(await more())) throw damaged();
      const taken = held.subarray(0, length);
      held = held.subarray(length);
      return taken;
    },
    async isAtEnd() {
      while (held.length === 0) if (!(await more())) return true;
      return false;
    },
  };
}

export interface Measure {
  readonly bytes: number;
  readonly sha256: Uint8Array;
}

/** Passes a stream on, and knows how much went by and its SHA-256. */
export function measured(stream: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  const seen = { bytes: 0 };
  async function* passing(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      hash.update(chunk);
      seen.bytes += chunk.length;
      yield chunk;
    }
  }
  return { stream: passing(), result: (): Measure => ({ bytes: seen.bytes, sha256: hash.digest() }) };
}
