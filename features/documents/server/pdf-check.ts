/**
 * PDF files: looked at from outside, never drawn. Refused is what is locked, torn, or acts by itself.
 *
 * What acts stands in dictionaries. Those lie open in the file, or packed in object streams, which are unpacked as far as
 * a bound. A word alone says nothing (a resume may well name "CSS/JavaScript"): it counts where an action would have it.
 * Source: ISO 32000-1, 7.3.5 (names may be written with #xx), 7.5.7 (object streams), 12.6.4 (actions).
 */
import { constants, inflateSync } from 'node:zlib';

/** White space between two words. Bounded, here and below, so that no file makes a search slow. */
const gap = '[\\0\\s]{0,64}';
/** An object in place, or a reference to one. */
const object = `${gap}(?:<<|\\[|\\d{1,10}[\\0\\s]{1,64}\\d{1,5}[\\0\\s]{1,64}R)`;
const action = (names: string) => new RegExp(`/S${gap}/(?:${names})(?![\\w-])`);

/** What is looked for, and what its presence means in words. */
const objections: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`/Encrypt${object}`), 'This PDF is locked with a password or against changes. Save it without.'],
  [action('JavaScript|Rendition'), 'This PDF contains a program (JavaScript). Save it without.'],
  [new RegExp(`/JavaScript${object}`), 'This PDF contains a program (JavaScript). Save it without.'],
  [action('Launch'), 'This PDF starts another program. Save it without.'],
  [action('ImportData|SubmitForm|GoTo[RE]'), 'This PDF sends or fetches data by itself. Save it without.'],
  [new RegExp(`/Subtype${gap}/(?:RichMedia|Movie|3D)(?![\\w-])`), 'This PDF contains a film or a program. Save it without.'],
  [new RegExp(`/XFA${object}`), 'This PDF is an interactive form. Print it into a plain PDF.'],
];

const entangled = 'This PDF is too entangled to be looked at. Print it into a new one.';
/** Object streams of one file together, unpacked. */
const mostUnpackedBytes = 16 * 1024 * 1024;
const mostStreams = 5_000;
/** A PDF of 5 MB that someone wrote has a few thousand. */
const mostObjects = 50_000;
const longestDictionary = 16 * 1024;

export function objectionToPdf(bytes: Buffer): string | null {
  const text = bytes.toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(text)) return 'This is not a PDF of a kind we know.';
  if (!text.slice(-2048).includes('%%EOF')) return 'This PDF is cut off or damaged: its end is missing.';
  if (isArchive(text)) return 'This is two files in one: a PDF and an archive.';
  const packed = countUpTo(text, mostObjects) ? objectStreamsIn(bytes, text) : null;
  if (packed === null) return entangled;
  const parts = [text, ...packed].flatMap(readings);
  if (!parts.some((part) => /\/Pages\b/.test(part))) return 'This PDF has no pages.';
  if (holdsOtherFile(parts)) return 'This PDF has another file in it. Save it without.';
  return objections.find(([sign]) => parts.some((part) => sign.test(part)))?.[1] ?? null;
}

/** Whether there is an archive in it, as readers of archives look for one: its list from the end, whatever stands before and behind. */
function isArchive(text: string): boolean {
  for (let end = text.length; ;) {
    end = text.lastIndexOf('PK\x05\x06', end - 1);
    if (end < 0 || end < text.length - farthestListBytes) return false;
    const listBytes = [12, 13, 14, 15].reduce((sum, at, byte) => sum + text.charCodeAt(end + at) * 256 ** byte, 0);
    if (text.startsWith('PK\x01\x02', end - listBytes)) return true;
  }
}

/** A list's end, and the longest remark behind it. Source: APPNOTE.TXT 6.3.10, 4.3.16. */
const farthestListBytes = 22 + 0xffff;

/** Whether there are no more than `most` objects. */
function countUpTo(text: string, most: number): boolean {
  let count = 0;
  for (let at = text.indexOf(' obj'); at >= 0; at = text.indexOf(' obj', at + 4)) if (++count > most) return false;
  return true;
}

const embeds = new RegExp(`/EF${object}`);
const fileNames = new RegExp(`/U?F${gap}(?:\\([^)]{0,300}\\)?|<(?!<)[^>]{0,600}>?)`, 'g');
/** A name, also in UTF-16, that opens as text. */
const opensAsText = /\([^()\\]{1,300}\.(?:xml|txt|json)\)$/i;

/**
 * Whether a file lies in it that opens as more than text. Text may stay: public portals put a resume's data beside it as XML.
 * Whoever opens an attachment goes by its name; one that is not written out plainly is taken for the worst.
 */
function holdsOtherFile(parts: readonly string[]): boolean {
  if (!parts.some((part) => embeds.test(part))) return false;
  const names = parts.flatMap((part) => part.match(fileNames) ?? []).map((name) => name.replaceAll(/\0|\xfe\xff/g, ''));
  return names.length === 0 || names.some((name) => !opensAsText.test(name));
}

/** As it stands, names written out; and without remarks, which may stand between any two words. Either may be how it is read. */
function readings(part: string): string[] {
  const named = withNamesWrittenOut(part);
  return [named, named.replaceAll(/(?:%[^\r\n]*[\r\n]+)+/g, ' ')];
}

/** What the object streams hold, unpacked. `null`: more, or packed in another way, than is looked at. */
function objectStreamsIn(bytes: Buffer, text: string): string[] | null {
  const unpacked: string[] = [];
  let left = mostUnpackedBytes;
  let count = 0;
  for (const { dictionary, start, end } of streamsIn(text)) {
    if (++count > mostStreams || dictionary === null) return null;
    if (!/\/ObjStm\b/.test(dictionary)) continue;
    const content = contentOf(dictionary, bytes.subarray(start, end), left);
    if (content === null) return null;
    left -= content.length;
    unpacked.push(content);
  }
  return unpacked;
}

interface Stream {
  /** `null`: longer than any is. */
  readonly dictionary: string | null;
  readonly start: number;
  readonly end: number;
}

/** Where streams lie, with the dictionary before each. One whose end is missing ends with the file. */
function* streamsIn(text: string): Generator<Stream> {
  let end = -1;
  for (let at = text.indexOf('stream'); at >= 0; at = text.indexOf('stream', at + 1)) {
    if (!/>>[\0\s]{0,20}$/.test(text.slice(Math.max(0, at - 22), at))) continue;
    const start = at + 'stream'.length + (/^\r?\n|^\r/.exec(text.slice(at + 6, at + 8))?.[0].length ?? 0);
    // The same end serves all that begin before it, so that the file is gone through once.
    if (end < start) end = text.indexOf('endstream', start);
    if (end < 0) end = text.length;
    yield { dictionary: dictionaryBefore(text, at), start, end };
  }
}

function dictionaryBefore(text: string, at: number): string | null {
  const before = text.slice(Math.max(0, at - longestDictionary), at);
  const begin = before.lastIndexOf('obj');
  return begin < 0 ? null : withNamesWrittenOut(before.slice(begin));
}

/** `null`: packed twice or by guessing ahead, which no program does to objects, or more than `most` bytes. */
function contentOf(dictionary: string, packed: Buffer, most: number): string | null {
  const filters = dictionary.match(/\/\w+Decode\b|\/Fl\b|\/AHx\b|\/A85\b|\/LZW\b|\/RL\b/g) ?? [];
  if (filters.length === 0) return packed.toString('latin1');
  if (filters.length > 1 || filters[0] !== '/FlateDecode' || dictionary.includes('/Predictor')) return null;
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, most), finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
  } catch {
    // Too large or damaged: the inflater has no other way to say so, and nothing of it is taken.
    return null;
  }
}

function withNamesWrittenOut(text: string): string {
  return text.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
