/**
 * Looking for words in everything a server leaves behind: files, logs, tables, and the pages PostgreSQL keeps on its disk.
 *
 * A word is looked for as it is, in UTF-16, base64 (at any offset, both alphabets), hex, percent-encoded, and inside gzip.
 */
import { constants, inflateRawSync } from 'node:zlib';
import type { RawPiece } from '@sotto/testing';
import { Client } from 'pg';

/** What is looked for: a text, or bytes as they came from a device or from chance. At least eight bytes long. */
export type Word = string | Buffer;

const bytesOf = (word: Word): Buffer => Buffer.from(word);
const textOf = (word: Word): string => (typeof word === 'string' ? word : word.toString('hex'));

const base64At = (word: Word, offset: number): string => {
  const bits = Buffer.concat([Buffer.alloc(offset), bytesOf(word)])
    .toString('base64')
    .replaceAll('=', '');
  // Characters at either end also hold bits of the neighbours.
  return bits.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytesOf(word).length) * 8) / 6));
};
const percent = (word: Word) => [...bytesOf(word)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const inBase64 = (word: Word) => [0, 1, 2].map((offset) => base64At(word, offset));
const inUtf16 = (word: Word) => Buffer.from(typeof word === 'string' ? word : word.toString('latin1'), 'utf16le');

/** How a word may lie somewhere. Each answers the byte strings that give it away. */
export const forms = {
  plain: (word) => [bytesOf(word)],
  'UTF-16': (word) => [inUtf16(word), inUtf16(word).swap16()],
  base64: (word) =>
    [...new Set(inBase64(word).flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]))].map((text) =>
      Buffer.from(text),
    ),
  hex: (word) => [bytesOf(word).toString('hex'), bytesOf(word).toString('hex').toUpperCase()].map((text) => Buffer.from(text)),
  URL: (word) => [percent(word), percent(word).toUpperCase()].map((text) => Buffer.from(text)),
} as const satisfies Record<string, (word: Word) => Buffer[]>;

/** `<word> as <form> in <where>` for everything found; words are compared as they are, upper and lower case apart, bytes named in hex. */
export function tracesOf(words: readonly Word[], pieces: readonly RawPiece[]): string[] {
  const find = createFinder(patternsOf(words));
  return pieces.flatMap(({ where, bytes }) =>
    [{ bytes, as: '' }, ...unzipped(bytes).map((inner) => ({ bytes: inner, as: 'gzip of ' }))].flatMap((look) => {
      const hits = find(look.bytes);
      return [...new Set(hits.map(({ word, form }) => `${word} as ${look.as}${form} in ${where}`))];
    }),
  );
}

interface Pattern {
  readonly word: string;
  readonly form: string;
  readonly bytes: Buffer;
}

function patternsOf(words: readonly Word[]): Pattern[] {
  return words.flatMap((word) =>
    Object.entries(forms).flatMap(([form, write]) => write(word).map((bytes) => ({ word: textOf(word), form, bytes }))),
  );
}

const slots = 1 << 16;
/** Of four bytes, as one number, to one of few slots. */
const slotOf = (four: number) => Math.imul(four, 0x9e3779b1) >>> 16;

/**
 * All patterns are looked for in one pass, whatever their number: their first four bytes lead to them. What each answers is
 * every pattern that occurs, once.
 */
function createFinder(patterns: readonly Pattern[]): (bytes: Buffer) => Pattern[] {
  const isTaken = new Uint8Array(slots);
  const byStart = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    const start = pattern.bytes.readInt32BE(0);
    isTaken[slotOf(start)] = 1;
    byStart.set(start, [...(byStart.get(start) ?? []), pattern]);
  }
  return (bytes) => {
    const found = new Set<Pattern>();
    let four = 0;
    for (let at = 0; at < bytes.length; at++) {
      // Safe: `at` is below the length.
      four = (four << 8) | (bytes[at] as number);
      if (at < 3 || isTaken[slotOf(four)] === 0) continue;
      for (const pattern of byStart.get(four) ?? [])
        if (!found.has(pattern) && pattern.bytes.equals(bytes.subarray(at - 3, at - 3 + pattern.bytes.length)))
          found.add(pattern);
    }
    return [...found];
  };
}

const gzipStart = Buffer.from([0x1f, 0x8b, 0x08]);
const gzipHeaderBytes = 10;

/** What can be read of every gzip stream that begins somewhere in these bytes, whole or cut off, whatever follows it. */
function unzipped(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = bytes.indexOf(gzipStart); at >= 0; at = bytes.indexOf(gzipStart, at + 1)) {
    const hasName = ((bytes[at + 3] ?? 0) & 8) !== 0;
    const begin = hasName ? bytes.indexOf(0, at + gzipHeaderBytes) + 1 : at + gzipHeaderBytes;
    try {
      found.push(inflateRawSync(bytes.subarray(begin), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 26 }));
    } catch {
      // Three bytes that look like a beginning and are none.
    }
  }
  return found;
}

/**
 * A PostgreSQL database: every row as a dump would have it, and every table's and index's file as it lies on the disk,
 * with what was deleted and not yet overwritten.
 */
export async function postgresPieces(url: string): Promise<RawPiece[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('checkpoint');
    return [...(await dumpOf(client)), ...(await pagesOf(client))];
  } finally {
    await client.end();
  }
}

async function dumpOf(client: Client): Promise<RawPiece[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  );
  const pieces: RawPiece[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<Record<string, unknown>>(`select * from "${name}"`);
    const bytes = rows
      .flatMap((row) => Object.values(row))
      .map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(`${String(value)}\n`)));
    pieces.push({ where: `table ${name}`, bytes: Buffer.concat(bytes) });
  }
  return pieces;
}

async function pagesOf(client: Client): Promise<RawPiece[]> {
  const { rows } = await client.query<{ name: string; bytes: Buffer | null }>(
    `select relname as name, pg_read_binary_file(pg_relation_filepath(oid), 0, 1 << 27, true) as bytes
       from pg_class where relkind in ('r', 'i', 't') and relnamespace in ('public'::regnamespace, 'pg_toast'::regnamespace)`,
  );
  return rows.flatMap(({ name, bytes }) => (bytes === null ? [] : [{ where: `pages of ${name}`, bytes }]));
}

/** Where the write-ahead log of the whole cluster stands. */
export async function walPosition(url: string): Promise<string> {
  const [row] = await rowsOf(url, 'select pg_current_wal_insert_lsn()::text as at');
  return String(row?.['at']);
}

/**
 * The write-ahead log from `since` on, in segments; at most `most` of the latest, for others write to the cluster too. What
 * lies before `since` in the first segment, and behind the end in the last, is left out: it is older, and of anyone.
 */
export async function walSince(url: string, since: string, most = 24): Promise<RawPiece[]> {
  const rows = await rowsOf(
    url,
    `with ends as (
       select f.file_name as first, f.file_offset as start, l.file_name as last, l.file_offset as stop
         from pg_walfile_name_offset('${since}') f, pg_walfile_name_offset(pg_current_wal_insert_lsn()) l)
     select name, pg_read_binary_file('pg_wal/' || name, start, stop - start, true) as bytes
       from (select name, case name when first then start else 0 end as start, case name when last then stop else 1 << 28 end as stop
               from pg_ls_waldir(), ends where name between first and last order by name desc limit ${most}) latest`,
  );
  return rows.flatMap(({ name, bytes }) => (Buffer.isBuffer(bytes) ? [{ where: `log ${String(name)}`, bytes }] : []));
}

async function rowsOf(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
