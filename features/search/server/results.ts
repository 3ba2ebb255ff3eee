/** What was found, as a list shows it. Nothing here knows a kind: each says itself how it is searched and shown. */
import { words, type Id, type Stored } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { textsOf, type Hit, type Searchable, type Workspace } from '@sotto/workspace';
import type { SearchMatch, SearchResult } from '../api.ts';
import { matchesIn } from './match.ts';

/** Hits in their order. Long texts are opened only for those that were found by them. */
export async function resultsOf(
  { workspaces, searchables }: Platform,
  by: Opening,
  { q, hits }: { readonly q: string; readonly hits: readonly Hit[] },
): Promise<SearchResult[]> {
  const workspace = await workspaces.read(by);
  const apart = searchables.filter(({ kind }) => kind.apart);
  const asked = words(q);
  const results: SearchResult[] = [];
  for (const hit of hits) {
    const result = resultOf(workspace, hit, asked);
    if (result === null) continue;
    const inText = hit.inText ? await matchBelow(hit.id) : null;
    results.push(inText === null ? result : { ...result, matches: [...result.matches, inText] });
  }
  return results;

  /** `null`: it has gone since it was found. */
  function resultOf(workspace: Workspace, { kind, id }: Hit, asked: readonly string[]): SearchResult | null {
    const searched = searchables.find((one) => one.kind.number === kind.number);
    const stored = searched && workspace.get(searched.kind, id);
    return stored === undefined ? null : shownAs(searched!, stored, { workspace, asked });
  }

  async function matchBelow(id: Id): Promise<SearchMatch | null> {
    for (const { kind, fields } of apart) {
      for await (const { content } of workspaces.openAll(by, kind, id)) {
        const [match] = matchesIn(fields(content, workspace), asked);
        if (match !== undefined) return match;
      }
    }
    return null;
  }
}

function shownAs(
  { kind, fields, shown }: Searchable,
  stored: Stored<unknown>,
  { workspace, asked }: { readonly workspace: Workspace; readonly asked: readonly string[] },
): SearchResult {
  const texts = fields(stored.content, workspace);
  const {
    title,
    detail = '',
    opens = { kind: kind.name, id: stored.id },
  } = shown?.(stored, workspace) ?? {
    title: textsOf(texts)[0] ?? '',
  };
  return { kind: kind.name, id: stored.id, title, detail, opens, matches: matchesIn(texts, asked) };
}
