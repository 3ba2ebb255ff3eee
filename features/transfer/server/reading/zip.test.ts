import { Buffer } from 'node:buffer';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { zipOf } from '../archive/zip.ts';
import { archiveLimits, readArchive } from './archive.ts';
import { Unreadable } from './failure.ts';
import { type ForgedMember, forgeZip, hostileZips } from './forged-zip.testing.ts';
import { type Bounds, openZip, sourceIn, whole } from './zip.ts';

const name = 'Jobs/Job Applications.csv';
const content = 'Application Date,Company Name,Job Title\n"3/7/24, 2:22 PM",ACME,Cook\n';
const good: ForgedMember = { name, content };
const megabyte = 1024 * 1024;
const hostile = hostileZips({ name, content }, archiveLimits.entries);

const bounds: Bounds = { mostEntries: 100, mostBytes: 64 * megabyte, takesOldNames: false, advice: 'Export it again.' };

/** Everything in a zip, by path. Throws as reading does. */
async function readAll(bytes: Uint8Array): Promise<Record<string, string>> {
  const zip = await openZip(sourceIn(bytes), bounds);
  const read: Record<string, string> = {};
  for (const [path, entry] of zip.entries) read[path] = (await whole(zip.read(entry))).toString();
  return read;
}

/** Everything in a zip, or the sentence with which it is refused. Any other error is a crash. */
async function readOrWhy(bytes: Uint8Array): Promise<Record<string, string> | string> {
  try {
    return await readAll(bytes);
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}

async function ours(): Promise<Uint8Array> {
  async function* pieces(text: string) {
    yield text;
  }
  async function* entries() {
    yield { path: 'sotto.json', isPacked: false, pieces: pieces('{"format":"sotto"}') };
    yield { path: 'files/Lebenslauf Zoë (2).pdf', isPacked: true, pieces: pieces('%PDF PK\u0003\u0004 PK\u0007\u0008') };
    yield { path: 'empty.csv', isPacked: false, pieces: pieces('') };
  }
  return whole(zipOf(entries(), 1_795_000_000_000));
}

describe('an archive', () => {
  test('as the forger writes it is read when nothing is forged, so that what follows is refused for what it says', async () => {
    expect(await readArchive(forgeZip([good, { name: 'Jobs/', method: 0, mode: 0o040755 }]))).toMatchObject({
      ok: true,
      value: [{ name: 'Job Applications.csv', bytes: Buffer.from(content) }],
    });
  });

  test.for(Object.entries(hostile))(
    'with %s is refused with a sentence that says what to do',
    async ([, [members, end, says]]) => {
      const zip = forgeZip(members, end);
      const before = process.memoryUsage().arrayBuffers;
      const read = await readArchive(zip);
      // Whatever it would unpack to: a little more than what was brought.
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 * zip.length + megabyte);
      expect(read).toMatchObject({ ok: false, error: { row: null, reason: expect.stringMatching(says) } });
      expect(read.ok ? '' : read.error.reason).toMatch(
        /[.] Unpack it on your computer and bring the CSV file you need, or download it again[.]$/,
      );
    },
  );

  test('whose tables hold too much together is refused before any of them is unpacked', async () => {
    const table = { content: 'x'.repeat(70 * 1024) };
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...table, name: `${index}.csv` }));
    expect(await readArchive(forgeZip(many(3)))).toMatchObject({ ok: true });
    const read = await readArchive(forgeZip([{ ...good, saysCrc: 1 }, ...many(4)]));
    expect(read).toMatchObject({ ok: false, error: { reason: expect.stringContaining('far too large') } });
  });

  test('cut off anywhere is refused, and so is one with any byte of its list changed', async () => {
    const zip = zipSync({ [name]: Buffer.from(content), 'b.txt': Buffer.from('x') });
    for (let length = 0; length < zip.length; length += 7) expect((await readArchive(zip.subarray(0, length))).ok).toBe(false);
    const listAt = zip.length - 22 - (46 + name.length) - (46 + 5);
    const taken = [];
    for (let at = listAt; at < listAt + 46; at++) {
      const changed = zip.map((byte, index) => (index === at ? byte ^ 0x55 : byte));
      const read = await readArchive(changed);
      // What a list says beside names, sizes and places (versions, days, remarks) changes nothing of what is read.
      if (read.ok) taken.push(...read.value.map(({ bytes }) => Buffer.from(bytes).toString()));
    }
    expect(new Set(taken)).toEqual(new Set([content]));
  });

  test('of another system is read: names without UTF-8, backslashes, and what macOS adds', async () => {
    const old = (sign: number) => Uint8Array.from([...Buffer.from('Jobs\\'), sign, ...Buffer.from('.csv')]);
    const members = [
      { name: old(0x8e), content, flags: 0 },
      { name: old(0x81), content, flags: 0 },
      { name: '__MACOSX/Jobs/._Job Applications.csv', content: '\0\0' },
      { name: 'Jobs/._a.csv', content: '\0\0' },
    ];
    expect(await readArchive(forgeZip(members))).toMatchObject({ ok: true, value: [{ name: 'Ž.csv' }, { name: '\uFFFD.csv' }] });
    // Where every name has to be one that we wrote.
    expect(await readOrWhy(forgeZip(members))).toMatch(/name cannot be read/);
  });
});

describe('a zip that says it is ours', () => {
  test('is read as it was written, also with marks of a zip within its files', async () => {
    expect(await readAll(await ours())).toMatchObject({
      'sotto.json': '{"format":"sotto"}',
      'files/Lebenslauf Zoë (2).pdf': '%PDF PK\u0003\u0004 PK\u0007\u0008',
      'empty.csv': '',
    });
    expect(await readAll(forgeZip([{ name: 'sotto.json', content }]))).toEqual({ 'sotto.json': content });
    expect(await readAll(zipSync({ a: strToU8('b') }))).toEqual({ a: 'b' });
  });

  test('is unpacked no further than may be unpacked of it together, however often it is asked for the same', async () => {
    const zip = await openZip(sourceIn(forgeZip([good])), { ...bounds, mostBytes: 3 * content.length });
    const [entry] = zip.entries.values();
    for (let time = 0; time < 3; time++) expect((await whole(zip.read(entry!))).toString()).toBe(content);
    expect(() => zip.read(entry!)).toThrow('Unpacked, the archive is far too large. Export it again.');
  });

  describe('of many entries', () => {
    const many = forgeZip(Array.from({ length: 5000 }, (_, index) => ({ name: `${index}`, method: 0 })));
    const wide = { ...bounds, mostEntries: 5000 };

    test('lets others be served while its list and its heads are looked at', async () => {
      let turns = 0;
      const serve = () => {
        turns += 1;
        other = setImmediate(serve);
      };
      let other = setImmediate(serve);
      expect((await openZip(sourceIn(many), wide)).entries.size).toBe(5000);
      clearImmediate(other);
      expect(turns).toBeGreaterThanOrEqual(8);
    });

    test('is looked at no further when nobody waits for it any longer', async () => {
      let reads = 0;
      const source = { ...sourceIn(many), read: (at: number, length: number) => ((reads += 1), sourceIn(many).read(at, length)) };
      let pauses = 0;
      // The list is done by then, and the first slice of heads.
      const leave = async () => {
        if (++pauses === 6) throw new Error('left');
      };
      await expect(openZip(source, wide, leave)).rejects.toThrow('left');
      expect(reads).toBe(1002);
    });
  });

  test('is refused wherever it is cut off', async () => {
    const zip = await ours();
    for (let length = 0; length < zip.length; length += 7)
      expect(await readOrWhy(zip.subarray(0, length)), `at ${length}`).toBe(
        'The archive is damaged or ends in the middle. Export it again.',
      );
  });

  test('is refused, or says what it said, whatever byte is another', async () => {
    const zip = await ours();
    const said = Object.values(await readAll(zip)).join();
    let refused = 0;
    for (let at = 0; at < zip.length; at++) {
      const bytes = Uint8Array.from(zip, (byte, index) => (index === at ? byte ^ 0x5a : byte));
      const read = await readOrWhy(bytes);
      if (typeof read === 'string') refused += 1;
      // What no reader looks at may be anything: dates, versions, what a system made it.
      else expect(Object.values(read).join(), `at ${at}`).toBe(said);
    }
    expect(refused).toBeGreaterThan(zip.length / 2);
  });
});
