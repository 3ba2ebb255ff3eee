/**
 * A zip, wherever its bytes lie → the list of what is in it, and single entries unpacked piece by piece. The one place where one is read.
 *
 * A zip is hostile until it has shown otherwise. It is read by the list at its end, as every program that opens one does, and every entry
 * must lie where the list says, under the same name, over nobody else, also one that nobody asks for. Nothing is unpacked but what is asked
 * for, and of that never more than the list says it holds; what it says is then held against what it held. Every refusal says what to do.
 *
 * Source: APPNOTE.TXT 6.3.10.
 */
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Result, failed, ok } from '@sotto/domain';
import { breathe } from '../breathe.ts';
import { Unreadable } from './failure.ts';

/** Bytes that can be read from anywhere. */
export interface Source {
  readonly sizeBytes: number;
  /** Exactly `length` bytes from `at` on, both within. */
  read(at: number, length: number): Promise<Uint8Array>;
}

/** How far an archive may go. What may lie in it is the same for all. */
export interface Bounds {
  readonly mostEntries: number;
  /** All that is read of it, unpacked, together. */
  readonly mostBytes: number;
  /** Names that are no UTF-8 and do not say that they are, from older systems. They are only ever shown. */
  readonly takesOldNames: boolean;
  /** A sentence that helps with whatever is wrong. */
  readonly advice: string;
}

export interface ZipEntry {
  /** With its folders, `/` between them; a folder ends in one. */
  readonly path: string;
  readonly isDeflated: boolean;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly crc: number;
  /** Where its own bytes begin. */
  readonly at: number;
}

export interface Zip {
  /** By path, in the order of the list. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /**
   * What an entry holds, in pieces. Counts against `mostBytes` when it is called and not when it is unpacked, so that several may be asked
   * for before the first is. Throws `Unreadable` there, and at the piece that is more than, or other than, the list says.
   */
  read(entry: ZipEntry): AsyncGenerator<Uint8Array>;
}

/**
 * Reads the list and the head of every entry. Throws `Unreadable` with a sentence for the person. `pause` is awaited between slices of
 * entries, and whatever it throws ends the reading.
 */
export async function openZip(
  source: Source,
  { mostEntries, mostBytes, takesOldNames, advice }: Bounds,
  pause: Pause = breathe,
): Promise<Zip> {
  const refusal: Refusal = (what) => new Unreadable(`${what} ${advice}`);
  const held = <T>(result: Result<T, string>): T => {
    if (result.ok) return result.value;
    throw refusal(result.error);
  };
  const list = held(await listOf(source, mostEntries));
  const inList = await read(source, list.at, list.end - list.at);
  const listed = held(await listedIn(inList, { count: list.count, takesOldNames, pause }));
  const entries = held(await placed(source, listed, { listAt: list.at, pause }));
  let left = mostBytes;
  return {
    entries: new Map(entries.map((entry) => [entry.path, entry])),
    read(entry) {
      left -= entry.sizeBytes;
      if (left < 0) throw refusal(tooLarge);
      return unpacked(source, entry, refusal);
    },
  };
}

type Refusal = (what: string) => Unreadable;
type Pause = () => Promise<void>;

/** An archive that lies in memory. */
export function sourceIn(bytes: Uint8Array): Source {
  return { sizeBytes: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) };
}

/** All of an entry's pieces. */
export async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const mostListBytes = 32 * 1024 * 1024;
/** Unpacked to packed, of each entry: what people write never packs so well. */
const mostRatio = 100;
/** However well it packs: a few kilobytes of one word mean no harm. */
const alwaysBytes = 1024 * 1024;
const stepBytes = 64 * 1024;
/** Looked at in one go. */
const sliceEntries = 1000;

const damaged = 'The archive is damaged or ends in the middle.';
const tooLarge = 'Unpacked, the archive is far too large.';
const tooManyOrLong =
  'The archive is made for tens of thousands of files or for files of gigabytes (zip64), which is not read here.';

const endMark = Buffer.from('PK\u0005\u0006', 'latin1');
const endBytes = 22;
const listedMark = 0x02014b50;
const listedBytes = 46;
const headMark = 0x04034b50;
const headBytes = 30;
const stored = 0;
const deflated = 8;
/** Stands where a number is too large for its place and is written elsewhere (zip64). */
const elsewhere = { short: 0xffff, long: 0xffffffff } as const;
/** Flags of an entry: locked in any of the three ways; its name is in UTF-8. */
const isLocked = 0x1 | 0x40 | 0x2000;
const saysUtf8 = 0x800;

async function read(source: Source, at: number, length: number): Promise<Buffer> {
  const bytes = await source.read(at, length);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

interface List {
  readonly at: number;
  readonly end: number;
  readonly count: number;
}

async function listOf(source: Source, mostEntries: number): Promise<Result<List, string>> {
  const tailBytes = Math.min(source.sizeBytes, endBytes + elsewhere.short);
  const from = source.sizeBytes - tailBytes;
  const tail = await read(source, from, tailBytes);
  const end = tail.lastIndexOf(endMark);
  if (end === -1 || end + endBytes > tailBytes || end + endBytes + tail.readUInt16LE(end + 20) !== tailBytes)
    return failed(damaged);
  const [disk, listDisk, countHere, count] = [4, 6, 8, 10].map((place) => tail.readUInt16LE(end + place)) as Four;
  const [length, at] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (count === elsewhere.short || at === elsewhere.long) return failed(tooManyOrLong);
  if (disk !== 0 || listDisk !== 0 || countHere !== count)
    return failed('This is one part of an archive in several: put them together first.');
  if (count > mostEntries) return failed(`The archive holds more than ${mostEntries.toLocaleString('en')} files.`);
  // Nothing may lie between the list and its end: another program would read another list.
  if (length > mostListBytes || at + length !== from + end) return failed(damaged);
  return count === 0 ? failed('The archive is empty.') : ok({ at, end: at + length, count });
}

/** Safe where it is said: as many as were asked for. */
type Four = [number, number, number, number];

/** An entry as the list has it. */
interface Listed extends Omit<ZipEntry, 'at'> {
  /** Its path as it was written. */
  readonly name: Buffer;
  /** Where its head begins. */
  readonly headAt: number;
}

async function listedIn(
  list: Buffer,
  { count, takesOldNames, pause }: { count: number; takesOldNames: boolean; pause: Pause },
): Promise<Result<Listed[], string>> {
  const entries: Listed[] = [];
  const taken = new Set<string>();
  let at = 0;
  while (entries.length < count) {
    if (at + listedBytes > list.length || list.readUInt32LE(at) !== listedMark) return failed(damaged);
    const entry = listedAt(list, at, takesOldNames);
    if (!entry.ok) return entry;
    // Two that differ in the case of letters are one on many a disk.
    taken.add(entry.value.path.toLowerCase());
    entries.push(entry.value);
    if (taken.size < entries.length) return failed('The archive holds two files of one name.');
    if (entries.length % sliceEntries === 0) await pause();
    at += listedBytes + list.readUInt16LE(at + 28) + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  }
  return at === list.length ? ok(entries) : failed(damaged);
}

function listedAt(list: Buffer, at: number, takesOldNames: boolean): Result<Listed, string> {
  const [flags, method, mode] = [8, 10, 40].map((place) => list.readUInt16LE(at + place)) as [number, number, number];
  const [crc, packedBytes, sizeBytes, headAt] = [16, 20, 24, 42].map((place) => list.readUInt32LE(at + place)) as Four;
  const name = list.subarray(at + listedBytes, at + listedBytes + list.readUInt16LE(at + 28));
  const path = pathOf(name, { isUtf8: (flags & saysUtf8) !== 0 || !takesOldNames });
  if (path === null) return failed('The archive holds a file whose name cannot be read.');
  if ((flags & isLocked) !== 0) return failed('The archive is locked with a password.');
  if ([packedBytes, sizeBytes, headAt].includes(elsewhere.long)) return failed(tooManyOrLong);
  if (isSpecial(mode)) return failed(`${path} is a link to another place and not a file.`);
  if (method !== stored && method !== deflated) return failed(`${path} is packed in a way that is not read here.`);
  if (method === stored && packedBytes !== sizeBytes) return failed(isAnother(path));
  if (sizeBytes > Math.max(alwaysBytes, packedBytes * mostRatio)) return failed(tooLarge);
  const objection = objectionToPath(path);
  if (objection !== null) return failed(objection);
  return ok({ path, name, isDeflated: method === deflated, packedBytes, sizeBytes, crc, headAt });
}

const isAnother = (path: string) => `${path} is not what the archive says it is: the archive is damaged.`;

/** Anything but a file or a folder, where the archive was made on a system that says so. */
function isSpecial(mode: number): boolean {
  const kind = mode & 0o170000;
  return kind !== 0 && kind !== 0o100000 && kind !== 0o040000;
}

/** `null`: the bytes are no name. What need not be UTF-8 may be anything, of which what cannot be shown is left out. */
function pathOf(name: Buffer, { isUtf8 }: { isUtf8: boolean }): string | null {
  const text = name.toString('utf8');
  const isOld = text.includes('\uFFFD');
  if (isOld && isUtf8) return null;
  const shown = isOld ? new TextDecoder('windows-1252').decode(name).replaceAll(/[\u0080-\u009F]/g, '\uFFFD') : text;
  const path = shown.replaceAll('\\', '/');
  return path === '' || /\p{Cc}/u.test(path) ? null : path;
}

/** `null`: the path says nothing against it. */
function objectionToPath(path: string): string | null {
  if (path.split('/').includes('..') || /^\/|^[a-z]:/iu.test(path))
    return 'The archive holds a path that leads out of it, so nothing of it was read.';
  return /\.(?:zip|gz|tgz|bz2|xz|7z|rar|tar|zst)$/iu.test(path)
    ? `There is an archive within the archive: ${path.split('/').at(-1)}.`
    : null;
}

/** Entries lie one behind the other before the list: two in one place would unpack to more than the file holds. */
async function placed(
  source: Source,
  listed: readonly Listed[],
  { listAt, pause }: { listAt: number; pause: Pause },
): Promise<Result<ZipEntry[], string>> {
  const places = new Map<Listed, number>();
  let end = 0;
  for (const entry of listed.toSorted((a, b) => a.headAt - b.headAt)) {
    const { headAt, name, packedBytes } = entry;
    const namedTo = headAt + headBytes + name.length;
    if (headAt < end || namedTo > listAt) return failed(damaged);
    const head = await read(source, headAt, headBytes + name.length);
    if (!isHeadOf(head, entry)) return failed(damaged);
    const at = namedTo + head.readUInt16LE(28);
    places.set(entry, at);
    if (places.size % sliceEntries === 0) await pause();
    end = at + packedBytes;
    if (end > listAt) return failed(damaged);
  }
  // Safe: each has been placed.
  return ok(listed.map(({ name: _name, headAt: _headAt, ...entry }, index) => ({ ...entry, at: places.get(listed[index]!)! })));
}

/** Whether whoever reads from the front sees the same file as whoever reads from the list. */
function isHeadOf(head: Buffer, { name, path }: Listed): boolean {
  return (
    head.readUInt32LE(0) === headMark &&
    head.readUInt16LE(26) === name.length &&
    head.subarray(headBytes).equals(name) &&
    pathOf(name, { isUtf8: (head.readUInt16LE(6) & saysUtf8) !== 0 }) === path
  );
}

async function* unpacked(source: Source, entry: ZipEntry, refusal: Refusal): AsyncGenerator<Uint8Array> {
  const packed = stretch(source, entry);
  let [left, crc] = [entry.sizeBytes, 0];
  for await (const piece of entry.isDeflated ? inflated(packed, () => refusal(isAnother(entry.path))) : packed) {
    left -= piece.length;
    if (left < 0) break;
    crc = crc32(piece, crc);
    yield piece;
  }
  if (left !== 0 || crc !== entry.crc) throw refusal(isAnother(entry.path));
}

async function* stretch(source: Source, { at, packedBytes }: ZipEntry): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < packedBytes; done += stepBytes) yield source.read(at + done, Math.min(stepBytes, packedBytes - done));
}

async function* inflated(packed: AsyncIterable<Uint8Array>, refusal: () => Unreadable): AsyncGenerator<Uint8Array> {
  // What is wrong comes out of the last of the two, where it is thrown.
  const pieces = pipeline(Readable.from(packed), createInflateRaw(), () => undefined);
  try {
    for await (const piece of pieces) yield piece as Uint8Array;
  } catch (error) {
    // The inflater has no other way to say so.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw refusal();
    throw error;
  }
}
