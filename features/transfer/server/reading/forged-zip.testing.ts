/** Zips written by hand, so that each may lie as it likes, and every lie we know of. What is not said is as it should be. Used by tests alone. */
import { constants, crc32, deflateRawSync } from 'node:zlib';

export interface ForgedMember {
  /** Bytes where it is no UTF-8. */
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly flags?: number;
  readonly method?: number;
  /** What the list says it holds, unpacked. */
  readonly saysBytes?: number;
  readonly saysCrc?: number;
  /** Its packed bytes, where they are not those of its content. */
  readonly packed?: Uint8Array;
  /** What the system it was made on calls it: file, folder, link. */
  readonly mode?: number;
  /** Its name in front of its content, where that is another. */
  readonly nameInFront?: string;
  /** Where the list says it lies. */
  readonly saysAt?: number;
}

export interface ForgedEnd {
  readonly saysCount?: number;
  readonly disk?: number;
  /** Bytes behind the end, and between the list and the end. */
  readonly behind?: string;
  readonly between?: string;
}

export function forgeZip(
  members: readonly ForgedMember[],
  { saysCount, disk = 0, behind = '', between = '' }: ForgedEnd = {},
): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const { front, listed } = partsOf(member, at);
    parts.push(front);
    list.push(listed);
    at += front.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(disk, 4);
  end.writeUInt16LE((saysCount ?? members.length) & 0xffff, 8);
  end.writeUInt16LE((saysCount ?? members.length) & 0xffff, 10);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, ...list, Buffer.from(between), end, Buffer.from(behind)]));
}

function partsOf(member: ForgedMember, at: number): { front: Buffer; listed: Buffer } {
  const { name, content = '', flags = 0x800, method = 8, mode = 0o100644, saysAt = at } = member;
  const bytes = Buffer.from(content);
  const packed = member.packed ?? (method === 8 ? deflateRawSync(bytes) : bytes);
  const named = Buffer.from(name);
  const inFront = member.nameInFront === undefined ? named : Buffer.from(member.nameInFront);
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(flags, 2);
  shared.writeUInt16LE(method, 4);
  shared.writeUInt32LE(member.saysCrc ?? crc32(bytes), 10);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(member.saysBytes ?? bytes.length, 18);
  shared.writeUInt16LE(named.length, 22);
  const head = Buffer.from(shared);
  head.writeUInt16LE(inFront.length, 22);
  const more = Buffer.alloc(14);
  more.writeUInt32LE((mode << 16) >>> 0, 6);
  more.writeUInt32LE(saysAt, 10);
  return {
    front: Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), head, inFront, packed]),
    listed: Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 3]), shared, more, named]),
  };
}

const megabyte = 1024 * 1024;

/** A zip that has to be refused, and the reason that has to be given. */
type HostileZip = readonly [members: readonly ForgedMember[], end: ForgedEnd, says: RegExp];

/**
 * What can be done to a zip that would be read otherwise, by what it is. `good`: the member for which whoever reads it opens it at all;
 * `mostEntries`: how many they take.
 */
export function hostileZips(
  good: { readonly name: string; readonly content: string },
  mostEntries: number,
): Readonly<Record<string, HostileZip>> {
  const { name, content } = good;
  const { length } = Buffer.from(content);
  return {
    'a bomb that says what it is': [[{ name, content: new Uint8Array(20 * megabyte) }], {}, /far too large/],
    'a bomb beside what is read': [[good, { name: 'b.bin', content: new Uint8Array(20 * megabyte) }], {}, /far too large/],
    'a bomb that says it is small': [
      [{ name, content: new Uint8Array(10 * megabyte), saysBytes: 2_000 }],
      {},
      /not what the archive says/,
    ],
    'a file that says it is large': [[{ ...good, saysBytes: 4_000_000_000 }], {}, /far too large/],
    'a file a little longer than it says': [[{ ...good, saysBytes: length - 1 }], {}, /not what the archive says/],
    'a file a little shorter than it says': [[{ ...good, saysBytes: length + 1 }], {}, /not what the archive says/],
    'a stored file shorter than it says': [[{ ...good, method: 0, saysBytes: length + 900 }], {}, /not what the archive says/],
    'another content than it says': [[{ ...good, saysCrc: 1 }], {}, /not what the archive says/],
    'a content that is not packed as it says': [
      [{ ...good, packed: Buffer.from('no') }],
      {},
      /not what the archive says|far too/,
    ],
    'a content that never ends': [[{ ...good, packed: endless(content) }], {}, /not what the archive says/],
    'a path that climbs': [[good, { name: '../../home/me/.ssh/config' }], {}, /leads out/],
    'a path that climbs by backslashes': [[good, { name: '..\\..\\a.csv' }], {}, /leads out/],
    'a path that climbs on its way': [[good, { name: 'a\\..\\..\\b', content: 'x' }], {}, /leads out/],
    'a path from the root': [[good, { name: '/etc/cron.d/a' }], {}, /leads out/],
    'a path from the root by a backslash': [[good, { name: '\\a.csv' }], {}, /leads out/],
    'a path on a drive': [[good, { name: 'C:\\Windows\\a.dll' }], {}, /leads out/],
    'a name with a NUL': [[good, { name: 'a.csv\0.exe' }], {}, /name cannot be read/],
    'a name that says it is UTF-8 and is not': [
      [good, { name: Uint8Array.from([0x61, 0xff, 0xfe, 0x2e]) }],
      {},
      /name cannot be read/,
    ],
    'a name with a line break': [[good, { name: 'a\nb.csv' }], {}, /name cannot be read/],
    'a name with a sign nobody sees': [[good, { name: 'a\u0085b.csv' }], {}, /name cannot be read/],
    'no name': [[good, { name: '' }], {}, /name cannot be read/],
    'a link': [[good, { name: 'b.csv', content: '/etc/passwd', mode: 0o120777 }], {}, /is a link/],
    'a device': [[good, { name: 'b.csv', mode: 0o020666 }], {}, /is a link/],
    'a password': [[{ ...good, flags: 0x801 }], {}, /password/],
    'a list that is locked': [[{ ...good, flags: 0x2801 }], {}, /password/],
    'more files than it may': [[good], { saysCount: mostEntries + 1 }, /more than [\d,]+ files/],
    'a hundred thousand files': [[good], { saysCount: 0xffff }, /thousands of files/],
    'a file of gigabytes': [[{ ...good, saysBytes: 0xffffffff }], {}, /gigabytes/],
    'a file at an address of zip64': [[{ ...good, saysAt: 0xffffffff }], {}, /gigabytes/],
    'fewer files than it says': [[good], { saysCount: 3 }, /damaged/],
    'more files than it says': [[good, { name: 'b.csv' }], { saysCount: 1 }, /damaged/],
    'no files': [[], {}, /empty/],
    'two files of one name': [[good, good], {}, /two files of one name/],
    'two names that differ in the case of letters': [[good, { ...good, name: name.toUpperCase() }], {}, /two files of one name/],
    'two files in one place': [[good, { name: 'b.csv', content, saysAt: 0 }], {}, /damaged/],
    'a file beyond its end': [[{ ...good, saysAt: 40_000_000 }], {}, /damaged/],
    'another name in front than in the list': [[{ ...good, nameInFront: 'x'.repeat(name.length) }], {}, /damaged/],
    'another name in front of a file nobody asks for': [[good, { name: 'b.bin', nameInFront: 'c.bin' }], {}, /damaged/],
    'something behind its end': [[good], { behind: 'more' }, /damaged/],
    'something between its list and its end': [[good], { between: 'more' }, /damaged/],
    'parts elsewhere': [[good], { disk: 1 }, /one part of an archive in several/],
    'a way of packing nobody uses': [[{ ...good, method: 97 }], {}, /packed in a way/],
    'an archive within': [[good, { name: 'Jobs/more.zip', content: 'PK' }], {}, /archive within the archive: more\.zip/],
  };
}

/** Packed so that all of it comes out, and no end after it. */
function endless(content: string): Buffer {
  return deflateRawSync(content, { finishFlush: constants.Z_SYNC_FLUSH });
}
