/**
 * The index of one person's long texts: sealed segments loaded when first asked for, brought up to date with the
 * workspace's outline, and written back in segments when enough is new.
 *
 * Never authoritative: what it knows of a text counts only while the outline shows the same revision. Two processes may
 * both index a text; whoever loads both segments keeps one.
 */
import { setImmediate } from 'node:timers/promises';
import type { Id } from '@sotto/domain';
import type { Log } from '@sotto/log';
import { DidNotOpen, type Opening } from '@sotto/vault';
import type { Workspace, Workspaces } from '../door.ts';
import { textsOf, type Searchable, type Text } from './door.ts';
import { buildSegment, readSegment, type Segment, type TextWords } from './segment.ts';
import { wordsOf } from './words.ts';

/** Every text there is now, by id. */
export type Outline = ReadonlyMap<Id, Text & { readonly searchable: Searchable }>;

export interface TextIndex {
  /** Estimated size in memory. */
  readonly bytes: number;
  /** Brings the index up to the outline. Resolves at once when it is. One run at a time. */
  update(by: Opening, outline: Outline): Promise<void>;
  isUpTo(outline: Outline): boolean;
  /** Ids of the parents of all texts in which a word begins with `prefix`. */
  parents(prefix: string, outline: Outline): Set<Id>;
}

export interface TextIndexOptions {
  readonly workspaces: Pick<Workspaces, 'open' | 'files'>;
  readonly newFileId: () => string;
  readonly log: Log;
}

/** Ids of the files that hold segments begin so. */
export const segmentPrefix = 'index:';

const textsPerSegment = 256;
// Fewer new texts than this stay in memory only: they are quickly read again.
const textsWorthSaving = 64;

interface Kept {
  readonly fileId: string;
  readonly segment: Segment;
}

/** The index as it was last saved. */
export async function loadTextIndex(options: TextIndexOptions, by: Opening): Promise<TextIndex> {
  const kept: Kept[] = [];
  for (const fileId of await options.workspaces.files.list(by, segmentPrefix)) {
    const segment = await openSegment(options, by, fileId);
    if (segment !== null) kept.push({ fileId, segment });
  }
  return createTextIndex(options, kept);
}

async function openSegment({ workspaces, log }: TextIndexOptions, by: Opening, fileId: string): Promise<Segment | null> {
  try {
    const bytes = await workspaces.files.open(by, fileId);
    return bytes === undefined ? null : readSegment(bytes);
  } catch (error) {
    if (!(error instanceof DidNotOpen || error instanceof RangeError || error instanceof SyntaxError)) throw error;
    log.warn('index-segment-dropped', { error: error.name });
    await workspaces.files.save(by, { remove: [fileId] });
    return null;
  }
}

function createTextIndex(options: TextIndexOptions, loaded: readonly Kept[]): TextIndex {
  let kept = [...loaded];
  /** Indexed, not yet saved. */
  let recent: TextWords[] = [];
  let known = revisionsOf(kept, recent);
  let upTo: Outline | null = null;
  let wanted: Outline | null = null;
  let updating: Promise<void> | null = null;

  async function update(by: Opening, outline: Outline): Promise<void> {
    await dropOutdated(by, outline);
    known = revisionsOf(kept, recent);
    const missing = [...outline.values()].filter(({ id, revision }) => known.get(id) !== revision);
    for (const text of missing) {
      recent.push({ text, words: await wordsOfText(options, by, text) });
      if (recent.length >= textsPerSegment) await save(by);
      // One text takes a millisecond or two: others have their turn in between.
      await setImmediate();
    }
    if (recent.length >= textsWorthSaving) await save(by);
    known = revisionsOf(kept, recent);
    upTo = outline;
  }

  /** Whoever asks while a run is under way has asked for a later outline: it follows at once. */
  async function updateToWanted(by: Opening): Promise<void> {
    for (let next = wanted; next !== null && upTo !== next; next = wanted) await update(by, next);
  }

  /** Segments of which less than half still counts go; what still counts in them is indexed anew. */
  async function dropOutdated(by: Opening, outline: Outline): Promise<void> {
    recent = recent.filter(({ text }) => outline.get(text.id)?.revision === text.revision);
    const seen = new Set<Id>();
    const counts = ({ id, revision }: Text) =>
      outline.get(id)?.revision === revision && !seen.has(id) && seen.add(id) !== undefined;
    const outdated = kept.filter(({ segment: { texts } }) => texts.filter(counts).length * 2 < texts.length);
    if (outdated.length === 0) return;
    kept = kept.filter((each) => !outdated.includes(each));
    await options.workspaces.files.save(by, { remove: outdated.map(({ fileId }) => fileId) });
  }

  async function save(by: Opening): Promise<void> {
    const segment = buildSegment(recent);
    const fileId = `${segmentPrefix}${options.newFileId()}`;
    kept.push({ fileId, segment });
    recent = [];
    await options.workspaces.files.save(by, { put: [{ fileId, bytes: segment.bytes }] });
  }

  return {
    get bytes() {
      // Words of texts not yet saved are strings of their own: some 40 bytes each.
      return (
        kept.reduce((sum, { segment }) => sum + 2 * segment.bytes.length, 0) +
        recent.reduce((sum, { words }) => sum + 40 * words.size, 0)
      );
    },
    update: (by, outline) => {
      if (upTo === outline) return Promise.resolve();
      wanted = outline;
      updating ??= updateToWanted(by).finally(() => {
        updating = null;
      });
      return updating;
    },
    isUpTo: (outline) => upTo === outline,
    parents(prefix, outline) {
      const parents = new Set<Id>();
      const add = ({ id, revision, parentId }: Text) => {
        if (parentId !== null && outline.get(id)?.revision === revision) parents.add(parentId);
      };
      for (const { segment } of kept) addMarked(segment, prefix, add);
      for (const { text, words } of recent) if (some(words, (word) => word.startsWith(prefix))) add(text);
      return parents;
    },
  };
}

function addMarked({ texts, mark }: Segment, prefix: string, add: (text: Text) => void): void {
  const marks = new Uint8Array(texts.length);
  mark(prefix, marks);
  for (const [place, text] of texts.entries()) if (marks[place] === 1) add(text);
}

function revisionsOf(kept: readonly Kept[], recent: readonly TextWords[]): Map<Id, number> {
  const texts = [...kept.flatMap(({ segment }) => segment.texts), ...recent.map(({ text }) => text)];
  return new Map(texts.map(({ id, revision }) => [id, revision]));
}

/** The words of a text; none when it was removed meanwhile or does not open. */
async function wordsOfText(
  { workspaces, log }: TextIndexOptions,
  by: Opening,
  text: Text & { readonly searchable: Searchable },
): Promise<Set<string>> {
  const { kind, fields } = text.searchable;
  try {
    const stored = await workspaces.open(by, kind, text.id);
    if (stored === undefined || stored.revision !== text.revision) return new Set();
    return wordsOf(textsOf(fields(stored.content, noWorkspace)).join('\n'));
  } catch (error) {
    if (!(error instanceof DidNotOpen)) throw error;
    log.warn('text-not-indexed', { error: error.name });
    return new Set();
  }
}

const noWorkspace = new Proxy({} as Workspace, {
  get() {
    throw new TypeError('The fields of a kind kept apart come from its own content.');
  },
});

function some<Item>(items: Iterable<Item>, holds: (item: Item) => boolean): boolean {
  for (const item of items) if (holds(item)) return true;
  return false;
}
