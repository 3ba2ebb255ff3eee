/** Many records of any other kind at once: each as it was seen, all that change in one unit, all of it taken back by one undo. */
import type { BulkItems, BulkOutcome, Content, Id, Kind, Stored } from '@sotto/domain';
import type { Draft, Workspace } from '@sotto/workspace';
import { refused } from './refusal.ts';
import type { Done } from './undo.ts';

export interface BulkDone {
  readonly items: BulkOutcome[];
  /** For `sealBulkUndo`. */
  readonly done: Done[];
}

/** Another content. `made`: a record of the same kind that `act` has drafted along; `also`: what else went with it. */
interface Recast<K extends Kind> {
  readonly content: Content<K>;
  readonly made?: Id | undefined;
  readonly also?: readonly Done[];
}

/** What is done to one record; `conflict`: it cannot be done to this one. `null`: it is so already. */
type Act<K extends Kind> = Recast<K> | { readonly removed: Done } | 'conflict' | null;

/**
 * Drafts what `act` does to every record that is as it was seen.
 * Throws `invalid-input` for a record that is named twice.
 */
export function changeRecords<K extends Kind>(
  { workspace, draft }: { workspace: Workspace; draft: Draft },
  { kind, items, act }: { kind: K; items: BulkItems; act: (stored: Stored<Content<K>>) => Act<K> },
): BulkDone {
  if (new Set(items.map(({ id }) => id)).size < items.length) throw refused('items', 'A record is named twice.');
  const done: Done[] = [];
  const outcomes = items.map(({ id, revision }): BulkOutcome => {
    const stored = workspace.get(kind, id);
    if (stored === undefined) return { id, result: 'not-found', revision: null };
    if (stored.revision !== revision) return { id, result: 'stale-revision', revision: stored.revision };
    if (stored.readOnly) return { id, result: 'newer-version', revision };
    const acted = act(stored);
    if (acted === null) return { id, result: 'unchanged', revision };
    if (acted === 'conflict') return { id, result: 'conflict', revision };
    if ('removed' in acted) {
      done.push(acted.removed);
      return { id, result: 'done', revision: null };
    }
    const { content, made, also = [] } = acted;
    draft.update(kind, id, revision, content);
    done.push({ kind: 'changed', record: kind.number, id, revision: revision + 1, content: stored.content, made }, ...also);
    return { id, result: 'done', revision: revision + 1 };
  });
  return { items: outcomes, done };
}
