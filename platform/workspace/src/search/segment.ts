/**
 * A part of the index: some texts, their words in order, and for each word the texts it occurs in.
 *
 * Never changed once made. Kept as bytes, in memory as at rest: words as UTF-8 one after the other, and for each word
 * the places of its texts as differences in variable-length integers. 10,000 texts of 10 kB take about 10 MB so, where
 * a map of words to lists of ids takes some hundred (measured; docs/decisions/007).
 */
import type { Text } from './door.ts';

export interface Segment {
  readonly texts: readonly Text[];
  readonly bytes: Uint8Array;
  /** Marks in `marks` (one byte per text) every text in which a word begins with `prefix`. */
  mark(prefix: string, marks: Uint8Array): void;
}

export interface TextWords {
  readonly text: Text;
  readonly words: ReadonlySet<string>;
}

interface Parts {
  readonly texts: readonly Text[];
  /** UTF-8 of all words, in order of bytes. */
  readonly words: Buffer;
  /** Where each word begins, and where the last one ends. */
  readonly wordStarts: Uint32Array;
  readonly places: Buffer;
  readonly placeStarts: Uint32Array;
}

export function buildSegment(entries: readonly TextWords[]): Segment {
  const placesByWord = new Map<string, number[]>();
  for (const [place, { words }] of entries.entries()) {
    for (const word of words) {
      const places = placesByWord.get(word);
      if (places === undefined) placesByWord.set(word, [place]);
      else places.push(place);
    }
  }
  const words = [...placesByWord.keys()]
    .map((word) => ({ word, utf8: Buffer.from(word, 'utf8') }))
    .toSorted((a, b) => Buffer.compare(a.utf8, b.utf8));
  const lists = words.map(({ word }) => encodePlaces(placesByWord.get(word) ?? []));
  const parts = {
    texts: entries.map(({ text: { id, revision, parentId } }) => ({ id, revision, parentId })),
    words: Buffer.concat(words.map(({ utf8 }) => utf8)),
    wordStarts: startsOf(words.length, (word) => words[word]?.utf8.length ?? 0),
    places: Buffer.concat(lists),
    placeStarts: startsOf(lists.length, (word) => lists[word]?.length ?? 0),
  };
  return segmentOf(parts, encode(parts));
}

/** A segment from its bytes. Throws a SyntaxError or RangeError when they are none. */
export function readSegment(bytes: Uint8Array): Segment {
  return segmentOf(decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)), bytes);
}

function segmentOf(parts: Parts, bytes: Uint8Array): Segment {
  return {
    texts: parts.texts,
    bytes,
    mark(prefix, marks) {
      const wanted = Buffer.from(prefix, 'utf8');
      for (let word = firstWordFrom(parts, wanted); word < parts.wordStarts.length - 1 && beginsWith(parts, word, wanted); word++)
        markPlaces(parts, word, marks);
    },
  };
}

/** Number of the first word that is not before `wanted`. */
function firstWordFrom({ words, wordStarts }: Parts, wanted: Buffer): number {
  let low = 0;
  let high = wordStarts.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words.compare(wanted, 0, wanted.length, wordStarts[middle], wordStarts[middle + 1]) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function beginsWith({ words, wordStarts }: Parts, word: number, wanted: Buffer): boolean {
  const start = wordStarts[word] ?? 0;
  const end = wordStarts[word + 1] ?? 0;
  return end - start >= wanted.length && words.compare(wanted, 0, wanted.length, start, start + wanted.length) === 0;
}

function markPlaces({ places, placeStarts }: Parts, word: number, marks: Uint8Array): void {
  const end = placeStarts[word + 1] ?? 0;
  let place = -1;
  for (let at = placeStarts[word] ?? 0; at < end;) {
    let difference = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = places[at++] ?? 0;
      difference |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    place += difference;
    marks[place] = 1;
  }
}

function encodePlaces(places: readonly number[]): Buffer {
  const bytes: number[] = [];
  let before = -1;
  for (const place of places) {
    let rest = place - before;
    before = place;
    for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
  }
  return Buffer.from(bytes);
}

function startsOf(count: number, lengthOf: (place: number) => number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (let place = 0, start = 0; place < count; place++) starts[place + 1] = start += lengthOf(place);
  return starts;
}

/** Four lengths, then: texts as JSON, lengths of words and of lists (two bytes each), words, lists. Little-endian. */
function encode({ texts, words, wordStarts, places, placeStarts }: Parts): Buffer {
  const head = Buffer.from(JSON.stringify(texts), 'utf8');
  const count = wordStarts.length - 1;
  const sizes = Buffer.alloc(16 + 4 * count);
  for (const [place, value] of [head.length, count, words.length, places.length].entries()) sizes.writeUInt32LE(value, 4 * place);
  for (let word = 0; word < count; word++) {
    sizes.writeUInt16LE((wordStarts[word + 1] ?? 0) - (wordStarts[word] ?? 0), 16 + 4 * word);
    sizes.writeUInt16LE((placeStarts[word + 1] ?? 0) - (placeStarts[word] ?? 0), 18 + 4 * word);
  }
  return Buffer.concat([sizes, head, words, places]);
}

function decode(bytes: Buffer): Parts {
  const [headLength, count, wordsLength, placesLength] = [0, 4, 8, 12].map((at) => bytes.readUInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ];
  const startsAt = (offset: number) => startsOf(count, (word) => bytes.readUInt16LE(offset + 4 * word));
  const headAt = 16 + 4 * count;
  const wordsAt = headAt + headLength;
  const placesAt = wordsAt + wordsLength;
  if (placesAt + placesLength !== bytes.length) throw new RangeError('These bytes are no segment.');
  return {
    // Safe: the seal shows that these bytes were written by `encode`.
    texts: JSON.parse(bytes.subarray(headAt, wordsAt).toString('utf8')) as Text[],
    words: bytes.subarray(wordsAt, placesAt),
    wordStarts: startsAt(16),
    places: bytes.subarray(placesAt),
    placeStarts: startsAt(18),
  };
}
