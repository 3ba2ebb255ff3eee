/**
 * A JSON document in pieces of text → the entries of its lists, one by one.
 *
 * Only as much is kept as one entry is long, so that a document of any length costs no more memory. The text is looked at as
 * far as its brackets and quotes; whether an entry is JSON says whoever parses it.
 */
import { Unreadable } from '../reading/failure.ts';

/** One thing the document holds under `name`: an entry of a list, or a value that is no list. `text`: its JSON. */
export interface Member {
  readonly name: string;
  readonly inList: boolean;
  readonly text: string;
}

/** A file of 5 MB in base64, with what is said of it. */
const longestMember = 8 * 1024 * 1024;
const longestName = 200;

/** Members in the order of the document. Throws `Unreadable` for what is no object of lists, is broken off or has too long an entry. */
export async function* membersOf(pieces: AsyncIterable<string>): AsyncGenerator<Member> {
  const scan = createScan();
  for await (const piece of pieces) yield* scan.read(piece);
  scan.end();
}

/** Where in the document the scan is. */
type Place =
  | 'before'
  /** A name, or the end of the document. */
  | 'name'
  | 'colon'
  | 'value'
  /** An entry, or the end of the list. */
  | 'entry'
  | 'after value'
  | 'after entry'
  | 'end';

interface Scan {
  read(piece: string): Generator<Member>;
  end(): void;
}

function createScan(): Scan {
  let text = '';
  let place: Place = 'before';
  let name = '';
  /** How far the value that begins at 0 has been looked at. */
  let looked = { at: 0, depth: 0, inText: false };

  function* read(piece: string): Generator<Member> {
    text += piece;
    for (;;) {
      const inList = place === 'entry';
      if (looked.at === 0) {
        if (!(place in brackets ? begins() : step())) return;
        // Only a mark was passed: what follows it stands in another place.
        if (looked.at === 0) continue;
      }
      const end = endOfValue();
      if (end === null) {
        if (text.length > (place === 'name' ? longestName : longestMember))
          throw new Unreadable('An entry of this file is too long to be one of ours.');
        return;
      }
      const value = text.slice(0, end);
      text = text.slice(end);
      looked = { at: 0, depth: 0, inText: false };
      if (place === 'name') {
        name = nameIn(value);
        place = 'colon';
      } else {
        place = inList ? 'after entry' : 'after value';
        yield { name, inList, text: value };
      }
    }
  }

  /** Passes one mark between values. `false`: there is none yet. */
  function step(): boolean {
    text = text.trimStart();
    const [mark] = text;
    if (mark === undefined) return false;
    const next = marks[place]?.[mark];
    if (next === undefined) throw new Unreadable('This is not a file that Sotto has written, or it is damaged.');
    text = text.slice(1);
    place = next;
    return true;
  }

  /** Goes to where a value begins, and past the brackets of lists. `false`: it is not there yet. */
  function begins(): boolean {
    text = text.trimStart();
    const [mark] = text;
    if (mark === undefined) return false;
    const next = brackets[place]?.[mark];
    if (next === undefined) {
      if (',:]}'.includes(mark)) throw new Unreadable('This is not a file that Sotto has written, or it is damaged.');
      looked = { at: 1, depth: mark === '{' || mark === '[' ? 1 : 0, inText: mark === '"' };
    } else {
      text = text.slice(1);
      place = next;
    }
    return true;
  }

  /** Just past the value's last character; `null`: it goes on in the next piece. */
  function endOfValue(): number | null {
    let { at, depth, inText } = looked;
    const isPlain = !'"{['.includes(text[0] ?? '');
    while (at < text.length) {
      if (inText) {
        const end = endOfText(text, at);
        at = end ?? text.length;
        inText = end === null;
        if (!inText && depth === 0) return at;
        continue;
      }
      structural.lastIndex = at;
      const found = structural.exec(text);
      if (found === null) {
        at = text.length;
        break;
      }
      at = found.index + 1;
      if (found[0] === '"') inText = true;
      else if (found[0] === '{' || found[0] === '[') depth += 1;
      else if (isPlain) return found.index;
      else if ((found[0] === '}' || found[0] === ']') && --depth === 0) return at;
    }
    looked = { at, depth, inText };
    return null;
  }

  return {
    read,
    end() {
      if (place !== 'end' || text.trim() !== '')
        throw new Unreadable('This file ends in the middle. Export again, or copy the file anew.');
    },
  };
}

/** Just past the quote that ends the string in which `from` lies; `null`: it is not here yet. */
function endOfText(text: string, from: number): number | null {
  for (let quote = text.indexOf('"', from); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
  }
  return null;
}

const structural = /["{}[\],]/g;

/** The marks between values, by place. */
const marks: Partial<Record<Place, Readonly<Record<string, Place>>>> = {
  before: { '{': 'name' },
  colon: { ':': 'value' },
  'after value': { ',': 'name', '}': 'end' },
  'after entry': { ',': 'entry', ']': 'after value' },
};

/** Brackets that are passed where a value may begin, by place. */
const brackets: Partial<Record<Place, Readonly<Record<string, Place>>>> = {
  name: { '}': 'end' },
  value: { '[': 'entry' },
  entry: { ']': 'after value' },
};

function nameIn(text: string): string {
  if (!/^"[\w ]{1,100}"$/.test(text)) throw new Unreadable('This is not a file that Sotto has written, or it is damaged.');
  return text.slice(1, -1);
}
