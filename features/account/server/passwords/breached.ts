/**
 * Passwords known from breaches, looked up in a file that the operator puts on this machine. Nobody else is asked.
 *
 * The file holds upper-case SHA-1 digests in ascending order, one per line, each alone or followed by a colon and a count;
 * that is how such lists are handed out. It may be larger than the memory: a look-up reads some forty pieces of it. SHA-1
 * protects nothing here, it is only the language of these lists.
 */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Whether a password (after NFKC) is one of those known from breaches. Throws when the file is there no more. */
export type IsBreached = (password: string) => Promise<boolean>;

/** The list that was named is no such list. `message` is for the operator. */
export class UnusableList extends Error {
  override readonly name = 'UnusableList';
}

const line = /^[0-9A-F]{40}(?::\d+)?$/;
/** More than twice the longest line: a piece of this size holds a whole line, wherever it begins. */
const pieceBytes = 256;
/** Places at which a list is looked over at the start: enough to tell one that is ordered by count, or no list at all. */
const samples = 64;

/** Looks a list over at the start, and answers who asks it. Throws `UnusableList` for a file that cannot be read or is not in order. */
export function openBreachedList(file: string): IsBreached {
  const fault = faultOf(sampleOf(file));
  if (fault !== null) throw new UnusableList(`SOTTO_BREACHED_PASSWORDS names ${file}, ${fault}.`);
  return async (password) => {
    await using list = await open(file);
    // Awaited here: the file is closed with this scope.
    return await holds(list, createHash('sha1').update(password, 'utf8').digest('hex').toUpperCase());
  };
}

function faultOf(sample: readonly string[] | null): string | null {
  if (sample === null) return 'which cannot be read';
  if (sample.length === 0 || sample.some((each) => !line.test(each)))
    return 'which is not made of lines that begin with an upper-case SHA-1 digest';
  return sample.some((each, index) => each < (sample[index - 1] ?? '')) ? 'which is not sorted by digest' : null;
}

/** Lines at places spread over the file, in its order; `null`: it cannot be read. */
function sampleOf(file: string): string[] | null {
  try {
    const handle = openSync(file, 'r');
    try {
      const { size } = fstatSync(handle);
      const places = Array.from({ length: samples }, (_, index) => Math.floor((size * index) / samples));
      return places.flatMap((at) => {
        const piece = Buffer.alloc(pieceBytes);
        const bytesRead = readSync(handle, piece, 0, pieceBytes, pieceStart(at));
        return lineFrom(piece.subarray(0, bytesRead), at)?.text ?? [];
      });
    } finally {
      closeSync(handle);
    }
  } catch {
    // Why does not matter to the operator: this user cannot read the file they named.
    return null;
  }
}

/** Halves what is left of the file until the line is found or nothing is left. */
async function holds(list: FileHandle, digest: string): Promise<boolean> {
  let begin = 0;
  let { size: end } = await list.stat();
  while (begin < end) {
    const middle = Math.floor((begin + end) / 2);
    const piece = Buffer.alloc(pieceBytes);
    const { bytesRead } = await list.read(piece, 0, pieceBytes, pieceStart(middle));
    const found = lineFrom(piece.subarray(0, bytesRead), middle);
    // No line begins between the middle and the end: what is looked for lies before the middle.
    if (!found || found.at >= end) end = middle;
    else if (found.text.startsWith(digest)) return true;
    else if (found.text < digest) begin = found.at + found.text.length;
    else end = middle;
  }
  return false;
}

/** One byte before a place: whether a line begins there is told by what stands before it. */
function pieceStart(at: number): number {
  return Math.max(0, at - 1);
}

/** The first whole line that begins `at` a place or after it, in a piece read from `pieceStart(at)`; `null`: none does. */
function lineFrom(piece: Buffer, at: number): { readonly at: number; readonly text: string } | null {
  const begin = at === 0 ? 0 : piece.indexOf(10) + 1;
  if ((at !== 0 && begin === 0) || begin >= piece.length) return null;
  const stop = piece.indexOf(10, begin);
  const text = piece.toString('latin1', begin, stop === -1 ? undefined : stop).trimEnd();
  return { at: pieceStart(at) + begin, text };
}
