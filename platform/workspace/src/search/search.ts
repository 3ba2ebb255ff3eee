/**
 * Finds records by their words: a scan over the folded short fields, and the index for words found only in long texts.
 *
 * Why a scan: the fields of 10,000 applications are some 3 MB of folded text, which is looked through in a few
 * milliseconds, and it is never out of date. Compared with MiniSearch in docs/decisions/007.
 */
import type { Id, Kind, Stored, UserId } from '@sotto/domain';
import { fold } from '@sotto/domain';
import { DatabaseClosed } from '@sotto/database';
import type { Log } from '@sotto/log';
import { KeyShredded, type Opening, type Vault } from '@sotto/vault';
import type { Workspace, Workspaces } from '../door.ts';
import { textsOf, type Found, type Hit, type Search, type Searchable } from './door.ts';
import { loadTextIndex, type Outline, type TextIndex } from './text-index.ts';
import { queryWords } from './words.ts';

export interface CreateSearchOptions {
  readonly workspaces: Workspaces;
  readonly vault: Pick<Vault, 'onKeysChanged'>;
  readonly searchables: readonly Searchable[];
  /** Names a segment: random or from `Ids`. */
  readonly newFileId: () => string;
  readonly log: Log;
  /** All indexes of long texts together; the person who searched longest ago goes first. @default 64 MiB */
  readonly indexBytes?: number;
  /** How long a search waits for its index before it answers without the rest. @default 150 */
  readonly patienceMs?: number;
}

export function createSearch(options: CreateSearchOptions): Search {
  const { workspaces, searchables, log, indexBytes = 64 * 2 ** 20, patienceMs = 150 } = options;
  const inMemory = searchables.filter(({ kind }) => !kind.apart);
  const apart = searchables.filter(({ kind }) => kind.apart);
  // In order of use: a Map keeps the order of insertion.
  const indexes = new Map<UserId, { readonly loaded: Promise<TextIndex>; bytes: number }>();
  const running = new Set<Promise<unknown>>();
  const folded: FoldedFields = new WeakMap();
  options.vault.onKeysChanged((userId) => indexes.delete(userId));

  function entryOf(by: Opening) {
    const entry = indexes.get(by.userId) ?? { loaded: loadTextIndex(options, by), bytes: 0 };
    indexes.delete(by.userId);
    indexes.set(by.userId, entry);
    return entry;
  }

  async function upToDate(by: Opening, outline: Outline): Promise<{ index: TextIndex; complete: boolean }> {
    const entry = entryOf(by);
    try {
      const index = await entry.loaded;
      const updated = index.update(by, outline);
      void watch(updated);
      await within(patienceMs, updated);
      entry.bytes = index.bytes;
      bound();
      return { index, complete: index.isUpTo(outline) };
    } catch (error) {
      if (indexes.get(by.userId) === entry) indexes.delete(by.userId);
      throw error;
    }
  }

  /** A build may outlast the search that began it: then only the log hears how it ended. */
  async function watch(update: Promise<void>): Promise<void> {
    running.add(update);
    try {
      await update;
    } catch (error) {
      // The person was erased or the server is closing meanwhile: nothing went wrong.
      if (!(error instanceof KeyShredded || error instanceof DatabaseClosed)) log.error('index-not-updated', { cause: error });
    } finally {
      running.delete(update);
    }
  }

  /** Lets go of the indexes used longest ago. */
  function bound(): void {
    let total = 0;
    for (const [userId, { bytes }] of [...indexes].toReversed()) {
      total += bytes;
      if (total > indexBytes) indexes.delete(userId);
    }
  }

  return {
    async search(by, query, { kinds, limit = 50 } = {}): Promise<Found> {
      const words = queryWords(query);
      if (words.length === 0) return { hits: [], complete: true };
      const workspace = await workspaces.read(by);
      const wanted = inMemory.filter(({ kind }) => kinds === undefined || kinds.some(({ number }) => number === kind.number));
      const outline = outlineOf(workspace, apart);
      const texts = outline.size === 0 ? null : await upToDate(by, outline);
      const parents = words.map((word) => texts?.index.parents(word, outline) ?? none);
      const scored = wanted.flatMap((searchable) =>
        scoresOf(searchable.kind, fieldsOf(workspace, searchable, folded), { words, parents }),
      );
      const hits = best(scored, limit);
      return {
        hits: hits.map(({ kind, record }): Hit => ({
          kind,
          id: record.stored.id,
          inText: words.some((word) => pointsIn(record, word) === 0),
        })),
        complete: texts?.complete ?? true,
      };
    },
    async settled() {
      while (running.size > 0) await Promise.allSettled(running);
    },
    close() {
      indexes.clear();
    },
  };
}

const none: ReadonlySet<Id> = new Set();

function outlineOf(workspace: Workspace, apart: readonly Searchable[]): Outline {
  const kinds = apart.map(({ kind }) => kind);
  return workspace.derived('search: outline', kinds.length === 0 ? [] : kinds, (workspace) => {
    const entries = apart.flatMap((searchable) =>
      workspace.outline(searchable.kind).map((text) => [text.id, { ...text, searchable }] as const),
    );
    return new Map(entries);
  });
}

interface Fields {
  readonly stored: Stored<unknown>;
  readonly texts: readonly string[];
  /** Folded, each with a space before it: so a space stands before the start of every word. */
  readonly lines: string;
  /** Of the first field in `lines`. */
  readonly firstLength: number;
  /** Stands for all other records that were read for it, as they were. */
  readonly others: symbol;
}

/** Folded fields by record: records are shared between revisions, so only what changed is read and folded again. */
type FoldedFields = WeakMap<Stored<unknown>, Fields>;

function fieldsOf(workspace: Workspace, searchable: Searchable, folded: FoldedFields): readonly Fields[] {
  const { kind, refersTo = [] } = searchable;
  return workspace.derived(`search: ${kind.name}`, [kind, ...refersTo], (workspace) => {
    const others = othersOf(workspace, searchable);
    return workspace.all(kind).map((stored) => {
      const before = folded.get(stored);
      // Reading the fields of 10,000 applications anew takes some 60 ms, which the search after each change would wait for.
      if (before?.others === others) return before;
      const made = foldedAnew(stored, textsOf(searchable.fields(stored.content, workspace)), { before, others });
      folded.set(stored, made);
      return made;
    });
  });
}

/** The same for as long as no record of the kinds referred to changes. */
function othersOf(workspace: Workspace, { kind, refersTo = [] }: Searchable): symbol {
  return refersTo.length === 0 ? noOthers : workspace.derived(`search: beside ${kind.name}`, refersTo, () => Symbol(kind.name));
}
const noOthers = Symbol('none');

function foldedAnew(
  stored: Stored<unknown>,
  texts: readonly string[],
  { before, others }: { readonly before: Fields | undefined; readonly others: symbol },
): Fields {
  if (before !== undefined && isSame(before.texts, texts)) return { ...before, others };
  const lines = texts.map((text) => ` ${fold(text)}`);
  return { stored, texts, lines: lines.join(''), firstLength: lines[0]?.length ?? 0, others };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, place) => text === b[place]);
}

interface Score {
  readonly kind: Kind;
  readonly record: Fields;
  readonly score: number;
}

/** The first of them in order: by score, then what was changed last. */
function best(scored: readonly Score[], limit: number): Score[] {
  return atLeastTheLast(scored, limit)
    .toSorted((a, b) => b.score - a.score || b.record.stored.updatedAt - a.record.stored.updatedAt)
    .slice(0, limit);
}

/** Without those that score too low to be among the first: a single letter is found in everything, and sorting that takes as long as finding it. */
function atLeastTheLast(scored: readonly Score[], limit: number): readonly Score[] {
  if (scored.length <= limit) return scored;
  const byScore = [...Map.groupBy(scored, ({ score }) => score)].toSorted(([a], [b]) => b - a);
  const kept: (readonly Score[])[] = [];
  let count = 0;
  for (const [, equal] of byScore) {
    kept.push(equal);
    count += equal.length;
    if (count >= limit) break;
  }
  return kept.flat();
}

/** What is looked for: words, and for each the records below which a text holds it. */
interface Asked {
  readonly words: readonly string[];
  readonly parents: readonly ReadonlySet<Id>[];
}

function scoresOf(kind: Kind, records: readonly Fields[], asked: Asked): Score[] {
  const found: Score[] = [];
  for (const record of records) {
    const score = scoreOf(record, asked);
    if (score !== null) found.push({ kind, record, score });
  }
  return found;
}

/** `null`: some word is found neither in the fields nor in a text below. Makes no object: it runs for every record there is. */
function scoreOf(record: Fields, { words, parents }: Asked): number | null {
  let score = 0;
  for (let place = 0; place < words.length; place++) {
    const points = pointsIn(record, words[place] ?? '');
    if (points === 0 && parents[place]?.has(record.stored.id) !== true) return null;
    score += points;
  }
  return score;
}

/** How telling a match is: in the first field more than in others, at the start of a word more than inside one. */
function pointsIn({ lines, firstLength }: Fields, word: string): number {
  const inside = lines.indexOf(word);
  if (inside < 0) return 0;
  const start = lines.indexOf(` ${word}`, Math.max(0, inside - 1));
  if (start >= 0) return start < firstLength ? 8 : 4;
  return inside < firstLength ? 3 : 1;
}

/** Waits for `work`, but no longer than `ms`; the work goes on. Throws what `work` throws meanwhile. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  const { promise: timedOut, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  try {
    await Promise.race([work, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
