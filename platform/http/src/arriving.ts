/**
 * Files on their way in, kept out of memory until they are whole.
 *
 * A file is sealed piece by piece as it comes, into a file on the disk that lost its name when it was opened, under a key that
 * this process alone knows. So a slow sender costs a piece of memory, and a body that is broken off or too large, or a process
 * that dies, leaves nothing: no name, no row, nothing that opens. A file smaller than a piece never leaves memory.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@sotto/contract';
import { createPassingSeal } from '@sotto/vault';

export interface ArrivingOptions {
  /** Made when the first file needs it. */
  readonly folder: string;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Files that may be on their way at the same time. @default 500 */
  readonly most?: number | undefined;
}

/** A body that has come whole. Disposing of it is the end of whatever the disk holds. */
export interface Arrived extends AsyncDisposable {
  readonly sizeBytes: number;
  /** All of it, in memory. */
  bytes(): Promise<Uint8Array>;
}

export interface Arriving {
  /** Throws `unavailable` while too many are on their way, and what `pieces` throws; then nothing is left. */
  receive(pieces: AsyncIterable<Uint8Array>): Promise<Arrived>;
}

const pieceBytes = 64 * 1024;
/** The disk that files on their way may take is bounded by this and by the size of each. */
const mostOnTheirWay = 500;

export function createArriving({ folder, randomBytes, most = mostOnTheirWay }: ArrivingOptions): Arriving {
  const nameOne = namesIn(folder, randomBytes);
  let onTheirWay = 0;
  return {
    async receive(pieces) {
      if (onTheirWay >= most)
        throw new Problem('unavailable', { detail: 'Many files are being sent at this moment. Try again soon.', retryAfter: 10 });
      await using opened = new AsyncDisposableStack();
      onTheirWay++;
      opened.defer(async () => void onTheirWay--);
      const shelf = opened.use(createShelf(nameOne, randomBytes));
      for await (const piece of pieces) await shelf.take(piece);
      const stack = opened.move();
      return { sizeBytes: shelf.sizeBytes(), bytes: shelf.bytes, [Symbol.asyncDispose]: () => stack.disposeAsync() };
    },
  };
}

/** Names for files that lose them at once. What a process that was killed in between has left is empty, and goes before the first. */
function namesIn(folder: string, randomBytes: ArrivingOptions['randomBytes']): () => string {
  let isClear = false;
  return () => {
    if (!isClear) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      for (const left of readdirSync(folder)) rmSync(join(folder, left), { force: true });
      isClear = true;
    }
    return join(folder, Buffer.from(randomBytes(12)).toString('hex'));
  };
}

/** Whole pieces lie sealed on the disk, the one that is being filled in memory. */
function createShelf(nameOne: () => string, randomBytes: ArrivingOptions['randomBytes']) {
  const seal = createPassingSeal(randomBytes);
  // Filled in place: a sender of single bytes must not make a list of them.
  const filling = Buffer.alloc(pieceBytes);
  let filled = 0;
  let put = 0;
  let sealedBytes = 0;
  let file: FileHandle | undefined;

  async function putAway(): Promise<void> {
    if (file === undefined) {
      const path = nameOne();
      file = await open(path, 'wx+', 0o600);
      rmSync(path, { force: true });
    }
    const sealed = seal.seal(put++, filling);
    sealedBytes = sealed.length;
    await file.appendFile(sealed);
    filled = 0;
  }

  return {
    sizeBytes: () => put * pieceBytes + filled,
    async take(bytes: Uint8Array): Promise<void> {
      for (let at = 0; at < bytes.length;) {
        if (filled === pieceBytes) await putAway();
        const some = bytes.subarray(at, at + pieceBytes - filled);
        filling.set(some, filled);
        filled += some.length;
        at += some.length;
      }
    },
    async bytes(): Promise<Uint8Array> {
      const whole = new Uint8Array(put * pieceBytes + filled);
      const sealed = Buffer.alloc(sealedBytes);
      for (let place = 0; place < put; place++) {
        await file?.read(sealed, 0, sealedBytes, place * sealedBytes);
        whole.set(seal.open(place, sealed), place * pieceBytes);
      }
      whole.set(filling.subarray(0, filled), put * pieceBytes);
      return whole;
    },
    [Symbol.asyncDispose]: async () => file?.close(),
  };
}
