/** Who, may they, open, decide, keep, answer: for applications. */
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  fingerprintOf,
  fold,
  GroupKind,
  madeBefore,
  SnapshotKind,
  withChanges,
  type Application,
  type Id,
  type StageChanger,
  type Stored,
} from '@sotto/domain';
import { nameCompanies } from '@sotto/features/companies/server';
import { isKnown, route, type Caller, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace } from '@sotto/workspace';
import {
  changeApplications,
  createApplication,
  createSnapshot,
  deleteApplication,
  deleteSnapshot,
  getApplication,
  getBoard,
  getSnapshot,
  listApplications,
  listTags,
  moveApplication,
  patchApplication,
  search as searchEverything,
  undoChange,
  voidStep,
  type ApplicationPatch,
  type ApplicationView,
} from '../api.ts';
import { changeAll, prepare } from './bulk.ts';
import { applicationMaker, groupFor, withAddress } from './make.ts';
import { pageOf, stepsFor } from './page.ts';
import { dealRanks } from './records.ts';
import { searchOf, searchResults } from './search.ts';
import { draftSnapshot, snapshotOf } from './snapshots.ts';
import { enterStep, takeBack } from './steps.ts';
import { tableView, type FoundByWords } from './table.ts';
import { keepTexts, openApplication } from './texts.ts';
import { openUndo, sealUndo, undo } from './undo.ts';
import { applicationView, snapshotView } from './views.ts';
import { writtenBoard } from './written.ts';

export function applicationRoutes(platform: Platform): Route[] {
  const { workspaces, vault, ids, now } = platform;
  const search = searchOf(platform);

  return [
    route(listApplications, 'track', async ({ by, query }) => {
      const workspace = await workspaces.read(by);
      const question = { groupId: query.groupId, conditions: query.filter ?? [], steps: stepsFor(query), q: fold(query.q ?? '') };
      const view = await tableView(workspace, question, (q) => find(by, q));
      return { status: 200, json: await pageOf(view, query, { vault, by }) };
    }),

    route(getBoard, 'track', async ({ by, query: { groupId = null }, header }) => {
      const workspace = await workspaces.read(by);
      if (groupId !== null && workspace.get(GroupKind, groupId) === undefined) throw new Problem('not-found');
      const headers = { etag: workspace.tag };
      if (isKnown(workspace.tag, header('if-none-match'))) return { status: 304, headers };
      return { status: 200, json: writtenBoard(workspace, groupId), headers };
    }),

    route(createApplication, 'track', async ({ by, body, caller }) => {
      const { result } = await workspaces.change(by, (workspace, draft) => {
        const createdFrom = body.id === undefined ? null : fingerprintOf(body);
        const before = madeBefore(body.id === undefined ? undefined : workspace.get(ApplicationKind, body.id), createdFrom);
        if (!before.ok) throw new Problem('already-exists');
        if (before.value !== null) return before.value.id;
        return applicationMaker({ workspace, draft, ids, now: now(), by: changerOf(caller) }).make(body, { createdFrom });
      });
      return { status: 201, body: await view(by, result) };
    }),

    route(getApplication, 'track', async ({ by, params: { id } }) => ({ status: 200, body: await view(by, id) })),

    route(patchApplication, 'track', async ({ by, params: { id }, body }) => {
      await changeOne(by, { id, revision: body.revision }, (workspace, draft, stored) => {
        draft.update(ApplicationKind, id, body.revision, changed(workspace, draft, { stored, patch: body }));
      });
      return { status: 200, body: await view(by, id) };
    }),

    route(deleteApplication, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const items = [{ id, revision }];
      const change = { kind: 'delete' } as const;
      const apart = await prepare(platform, by, items, change);
      const done = await changeOne(
        by,
        { id, revision },
        (workspace, draft) => changeAll(movingIn(workspace, draft, 'user'), items, { change, apart }).done,
      );
      // One application is never too much to carry: its texts are bounded.
      return { status: 200, body: { undo: (await sealUndo(platform, by, done)) ?? '' } };
    }),

    route(moveApplication, 'track', async ({ by, params: { id }, body, caller }) => {
      await changeOne(by, { id, revision: body.revision }, (workspace, draft, stored) => {
        enterStep(movingIn(workspace, draft, changerOf(caller)), stored, body);
      });
      return { status: 200, body: await view(by, id) };
    }),

    route(voidStep, 'track', async ({ by, params: { id, stepId }, body: { revision, rank } }) => {
      await changeOne(by, { id, revision }, (workspace, draft, stored) => {
        takeBack(movingIn(workspace, draft, 'user'), stored, { stepId, rank });
      });
      return { status: 200, body: await view(by, id) };
    }),

    route(createSnapshot, 'track', async ({ by, params: { id }, body }) => {
      const { text, revision, url, capturedAt, by: maker = 'paste' } = body;
      const snapshot = await snapshotOf(text, {
        url: url ?? null,
        capturedAt: capturedAt === undefined ? now() : Date.parse(capturedAt),
        by: maker,
      });
      const before = await repeatedSnapshot(by, id, body.id, snapshot.sha256);
      if (before !== null) return { status: 201, body: snapshotView(before) };
      const ref = await changeOne(by, { id, revision }, (_, draft, stored) => {
        if (stored.content.snapshot !== null)
          throw new Problem('conflict', { detail: 'There is a snapshot already. Delete it first.' });
        const withUrl = { ...snapshot, url: url === undefined ? stored.content.url : url };
        const made = draftSnapshot(draft, {
          ids,
          applicationId: id,
          snapshot: withUrl,
          ...(body.id !== undefined && { id: body.id }),
        });
        draft.update(ApplicationKind, id, revision, { ...stored.content, snapshot: made });
        return { made, withUrl };
      });
      const stored = {
        id: ref.made.id,
        parentId: id,
        revision: 1,
        createdAt: now(),
        updatedAt: now(),
        readOnly: false,
        content: ref.withUrl,
      };
      return { status: 201, body: snapshotView(stored) };
    }),

    route(getSnapshot, 'track', async ({ by, params: { id } }) => {
      const ref = (await workspaces.read(by)).get(ApplicationKind, id)?.content.snapshot;
      const snapshot = ref == null ? undefined : await workspaces.open(by, SnapshotKind, ref.id);
      if (snapshot === undefined) throw new Problem('not-found');
      return { status: 200, body: snapshotView(snapshot) };
    }),

    route(deleteSnapshot, 'track', async ({ by, params: { id }, query: { revision } }) => {
      await changeOne(by, { id, revision }, (_, draft, stored) => {
        if (stored.content.snapshot === null) throw new Problem('not-found');
        draft.remove(SnapshotKind, stored.content.snapshot.id, 1);
        draft.update(ApplicationKind, id, revision, { ...stored.content, snapshot: null });
      });
      return { status: 200, body: { revision: revision + 1 } };
    }),

    route(changeApplications, 'track', async ({ by, body: { items, change }, caller }) => {
      const apart = await prepare(platform, by, items, change);
      const { result } = await workspaces.change(by, (workspace, draft) =>
        changeAll(movingIn(workspace, draft, changerOf(caller)), items, { change, apart }),
      );
      return { status: 200, body: { items: result.items, undo: await sealUndo(platform, by, result.done) } };
    }),

    route(undoChange, 'track', async ({ by, body }) => {
      const done = await openUndo(platform, by, body.undo);
      const { result } = await workspaces.change(by, (workspace, draft) => undo({ workspace, draft, ids, now: now() }, done));
      return { status: 200, body: { items: result } };
    }),

    route(listTags, 'track', async ({ by }) => ({ status: 200, body: { items: tagsOf(await workspaces.read(by)) } })),

    route(searchEverything, 'search', async ({ by, query: { q, limit = 20 } }) => {
      const { hits } = await search.search(by, q, { limit });
      return { status: 200, body: { items: await searchResults(platform, by, { q, hits }) } };
    }),
  ];

  async function find(by: Opening, q: string): Promise<FoundByWords> {
    const { hits, complete } = await search.search(by, q, { kinds: [ApplicationKind], limit: Infinity });
    return { ids: new Set(hits.map(({ id }) => id)), complete };
  }

  async function view(by: Opening, id: Id): Promise<ApplicationView> {
    const opened = await openApplication(workspaces, by, id);
    if (opened === undefined) throw new Problem('not-found');
    return applicationView(await workspaces.read(by), opened);
  }

  /** Decides about one application as it was seen. Throws `not-found`, or `stale-revision` with the application as it is now, whole. */
  async function changeOne<T>(
    by: Opening,
    { id, revision }: { id: Id; revision: number },
    decide: (workspace: Workspace, draft: Draft, stored: Stored<Application>) => T,
  ): Promise<T> {
    const { result } = await workspaces.change(by, (workspace, draft) => {
      const stored = workspace.get(ApplicationKind, id);
      if (stored === undefined) throw new Problem('not-found');
      return stored.revision === revision ? { decided: decide(workspace, draft, stored) } : null;
    });
    // Its texts have to be opened to be told, which a decision cannot wait for.
    if (result === null) throw new Problem('stale-revision', { current: await view(by, id) });
    return result.decided;
  }

  function changed(
    workspace: Workspace,
    draft: Draft,
    { stored, patch }: { stored: Stored<Application>; patch: ApplicationPatch },
  ): Application {
    const { revision: _, groupId, company, tags, description, responsibilities, benefits, notes, ...short } = patch;
    const content: Application = {
      ...withChanges(stored.content, short),
      ...(groupId !== undefined && { groupId: groupFor(workspace, groupId) }),
      ...(company !== undefined && { companyId: nameCompanies(workspace, draft, { ids }).idOf(company) }),
      ...(tags !== undefined && { tags: tags ?? [] }),
    };
    return keepTexts(
      withAddress(content, stored.content),
      { description, responsibilities, benefits, notes },
      { draft, ids, id: stored.id },
    );
  }

  function movingIn(workspace: Workspace, draft: Draft, by: StageChanger) {
    return { workspace, draft, ids, now: now(), by, tops: dealRanks(workspace) };
  }

  /** The snapshot that the same request has made before; `null`: none. */
  async function repeatedSnapshot(by: Opening, applicationId: Id, id: Id | undefined, sha256: string) {
    if (id === undefined) return null;
    const before = await workspaces.open(by, SnapshotKind, id);
    if (before === undefined) return null;
    if (before.parentId !== applicationId || before.content.sha256 !== sha256) throw new Problem('already-exists');
    return before;
  }
}

/** Who entered a step: a script with an access key is told apart from the person. */
function changerOf(caller: Caller): StageChanger {
  return caller.kind === 'key' ? 'api' : 'user';
}

/** Tags by use; of several spellings the one used first. */
function tagsOf(workspace: Workspace): readonly { tag: string; applications: number }[] {
  return workspace.derived('tags', [ApplicationKind], () => {
    const counts = new Map<string, { tag: string; applications: number }>();
    for (const { content } of workspace.all(ApplicationKind)) {
      for (const tag of content.tags) {
        const counted = counts.get(fold(tag)) ?? { tag, applications: 0 };
        counts.set(fold(tag), { ...counted, applications: counted.applications + 1 });
      }
    }
    return [...counts.values()].toSorted((a, b) => b.applications - a.applications || (fold(a.tag) < fold(b.tag) ? -1 : 1));
  });
}
