/** Who, may they, open, find, answer: for the table, the board and tags. Nothing here changes anything. */
import { Problem } from '@sotto/contract';
import { ApplicationKind, fold, GroupKind } from '@sotto/domain';
import { isKnown, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '@sotto/workspace';
import { getBoard, listApplications, listTags } from '../api.ts';
import { customColumnsOf, refuseUnknownFields } from './fields.ts';
import { pageOf, stepsFor } from './page.ts';
import { tableView, type FoundByWords } from './table.ts';
import { writtenBoard } from './written.ts';

export function tableRoutes(platform: Platform): Route[] {
  const { workspaces, vault, search } = platform;

  return [
    route(listApplications, 'track', async ({ by, query }) => {
      const workspace = await workspaces.read(by);
      const question = {
        groupId: query.groupId,
        conditions: query.filter ?? [],
        steps: stepsFor(query),
        q: fold(query.q ?? ''),
      };
      refuseUnknownFields(workspace, question);
      const view = await tableView(workspace, question, (q) => find(by, q));
      return { status: 200, json: await pageOf(view, query, { vault, by, custom: customColumnsOf(workspace) }) };
    }),

    route(getBoard, 'track', async ({ by, query: { groupId = null }, header }) => {
      const workspace = await workspaces.read(by);
      if (groupId !== null && workspace.get(GroupKind, groupId) === undefined) throw new Problem('not-found');
      const headers = { etag: workspace.tag };
      if (isKnown(workspace.tag, header('if-none-match'))) return { status: 304, headers };
      return { status: 200, json: writtenBoard(workspace, groupId), headers };
    }),

    route(listTags, 'track', async ({ by }) => ({ status: 200, body: { items: tagsOf(await workspaces.read(by)) } })),
  ];

  async function find(by: Opening, q: string): Promise<FoundByWords> {
    const { hits, complete } = await search.search(by, q, { kinds: [ApplicationKind], limit: Infinity });
    return { ids: new Set(hits.map(({ id }) => id)), complete };
  }
}

/** Tags by use; of several spellings the one used first. */
function tagsOf(workspace: Workspace): readonly { tag: string; applications: number }[] {
  return workspace.derived('tags', [ApplicationKind], () => {
    const counts = new Map<string, { tag: string; applications: number }>();
    for (const tag of workspace.all(ApplicationKind).flatMap(({ content }) => content.tags)) {
      const counted = counts.get(fold(tag)) ?? { tag, applications: 0 };
      counts.set(fold(tag), { ...counted, applications: counted.applications + 1 });
    }
    return [...counts.values()].toSorted((a, b) => b.applications - a.applications || (fold(a.tag) < fold(b.tag) ? -1 : 1));
  });
}
