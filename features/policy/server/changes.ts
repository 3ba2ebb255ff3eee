/** What changed from one version of a text to another: sentence by sentence, told apart by their ids, and word by word. Pure. */
import type { KeptText } from './published.ts';

/** A piece of a sentence: in both versions, only in the earlier one, or only in the later one. */
export interface Piece {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

export interface Change {
  /** Of the sentence, in both versions the same. */
  readonly id: string;
  readonly kind: 'changed' | 'new' | 'gone';
  /** Where it stands; for one that is gone, where it stood. */
  readonly heading: string;
  readonly pieces: readonly Piece[];
}

/** In the order of the later text, then what is gone. Empty: every sentence is as it was. */
export function changesBetween(earlier: KeptText, later: KeptText): Change[] {
  const before = sentencesOf(earlier);
  const after = sentencesOf(later);
  const kept = [...after].flatMap(([id, { heading, text }]): Change[] => {
    const was = before.get(id)?.text;
    if (was === text) return [];
    if (was === undefined) return [{ id, heading, kind: 'new', pieces: [{ kind: 'new', text }] }];
    return [{ id, heading, kind: 'changed', pieces: piecesBetween(was, text) }];
  });
  const gone = [...before].filter(([id]) => !after.has(id));
  return [
    ...kept,
    ...gone.map(([id, { heading, text }]): Change => ({ id, heading, kind: 'gone', pieces: [{ kind: 'gone', text }] })),
  ];
}

/** Title and lead are read as well, so they count as sentences. */
function sentencesOf({ title, lead, sections }: KeptText): ReadonlyMap<string, { heading: string; text: string }> {
  const listed = sections.flatMap(({ heading, sentences }) => sentences.map(({ id, text }) => [id, { heading, text }] as const));
  return new Map([['title', { heading: title, text: title }], ['lead', { heading: title, text: lead }], ...listed]);
}

/** Word by word, by the longest run of words that both have in this order. */
export function piecesBetween(earlier: string, later: string): Piece[] {
  const [old, now] = [wordsOf(earlier), wordsOf(later)];
  const longest = commonLengths(old, now);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      add(pieces, 'same', now[j] ?? '');
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && (longest[i + 1]?.[j] ?? 0) >= (longest[i]?.[j + 1] ?? 0))) {
      add(pieces, 'gone', old[i] ?? '');
      i += 1;
    } else {
      add(pieces, 'new', now[j] ?? '');
      j += 1;
    }
  }
  return pieces;
}

/** Each with the space behind it, so that put together again they are the text. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}

/** How many words two texts have in common from each pair of places on. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => Array.from({ length: now.length + 1 }, () => 0));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i]![j] =
        old[i] === now[j] ? (lengths[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(lengths[i + 1]?.[j] ?? 0, lengths[i]?.[j + 1] ?? 0);
  return lengths;
}

function add(pieces: Piece[], kind: Piece['kind'], text: string): void {
  const last = pieces.at(-1);
  if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
  else pieces.push({ kind, text });
}
