/**
 * Entries one after the other → a zip in pieces, with the SHA-256 of each in a last one, as `sha256sum -c` reads them.
 *
 * Only a piece is in memory at a time, however long an entry is.
 */
import { createHash } from 'node:crypto';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { breathe } from '../breathe.ts';

/** A file of the zip. `isPacked`: its bytes are small already. */
export interface ArchiveEntry {
  readonly path: string;
  readonly isPacked: boolean;
  readonly pieces: AsyncIterable<Uint8Array | string>;
}

export const sumsPath = 'SHA256SUMS';
/** Greatest length of a zip without its long form (zip64), which this one does not have. */
export const mostZipBytes = 0xffff_ffff;

/** `at`: the time that all its files bear, epoch ms. */
export async function* zipOf(entries: AsyncIterable<ArchiveEntry>, at: number): AsyncGenerator<Uint8Array> {
  const zipping = createZipping(at);
  const sums: string[] = [];
  for await (const entry of entries) {
    const sum = createHash('sha256');
    yield* zipping.add(entry, (piece) => sum.update(piece));
    sums.push(`${sum.digest('hex')}  ${entry.path}\n`);
  }
  yield* zipping.add({ path: sumsPath, isPacked: false, pieces: piecesOf(sums) }, () => undefined);
  yield* zipping.end();
}

/** Text that is at hand, as an entry takes it. */
export async function* piecesOf(texts: Iterable<string>): AsyncGenerator<string> {
  yield* texts;
}

function createZipping(at: number) {
  let out: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    out.push(piece);
  });
  const taken = () => {
    const pieces = out;
    out = [];
    return pieces;
  };

  async function* add({ path, isPacked, pieces }: ArchiveEntry, see: (piece: Uint8Array) => void): AsyncGenerator<Uint8Array> {
    const file = isPacked ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    file.mtime = at;
    zip.add(file);
    for await (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      see(bytes);
      file.push(bytes);
      yield* taken();
      // Packing holds the thread: others are served between two pieces.
      await breathe();
    }
    file.push(new Uint8Array(), true);
    yield* taken();
  }

  return {
    add,
    end() {
      zip.end();
      return taken();
    },
  };
}
