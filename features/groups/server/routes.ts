/** Who, may they, open, decide, keep, answer: for groups. */
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  dateOf,
  GroupKind,
  instantOf,
  sameGroupName,
  stampsOf,
  withChanges,
  type Group,
  type Id,
  type Stored,
} from '@sotto/domain';
import { settingsOf } from '@sotto/features/settings/server';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Draft, Workspace } from '@sotto/workspace';
import { createGroup, deleteGroup, listGroups, patchGroup, type GroupPatch, type GroupView, type NewGroup } from '../api.ts';
import { applicationsPerGroup, groupsInOrder } from './records.ts';

export function groupRoutes({ workspaces, ids, now }: Platform): Route[] {
  return [
    route(listGroups, 'track', async ({ by }) => {
      const workspace = await workspaces.read(by);
      return { status: 200, body: { items: groupsInOrder(workspace).map((group) => viewOf(workspace, group)) } };
    }),

    route(createGroup, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(GroupKind, id));
        if (made !== null) return made;
        refuseTakenName(present, body.name, null);
        const id = body.id ?? ids.record();
        draft.create(GroupKind, { id, content: newGroup(present, body, { createdFrom, nowMs: now() }) });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(patchGroup, 'track', async ({ by, params: { id }, body }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const group = expected(present, id, body.revision);
        if (body.name !== undefined) refuseTakenName(present, body.name, id);
        draft.update(GroupKind, id, body.revision, changed(group.content, body, now()));
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(deleteGroup, 'track', async ({ by, params: { id }, query }) => {
      const { result } = await workspaces.change(by, (present, draft) => {
        expected(present, id, query.revision);
        if (present.all(GroupKind).length === 1)
          throw new Problem('conflict', { detail: 'This is the only group. Make another one first.' });
        const outcome = settleApplications(present, draft, { groupId: id, ...query });
        draft.remove(GroupKind, id, query.revision);
        return outcome;
      });
      return { status: 200, body: result };
    }),
  ];
}

function newGroup(
  workspace: Workspace,
  { id: _, ...fields }: NewGroup,
  { createdFrom, nowMs }: { createdFrom: string | null; nowMs: number },
): Group {
  const startedOn = dateOf(nowMs, settingsOf(workspace).zone);
  const blank = {
    name: fields.name,
    goal: null,
    active: true,
    startedOn,
    endedOn: null,
    weeklyTarget: null,
    archivedAt: null,
    importRef: null,
    createdFrom,
  };
  return withChanges<Group>(blank, fields);
}

/** An archived group is never active: whichever of the two is said last wins over what was. */
function changed(group: Group, { revision: _, archived, ...changes }: GroupPatch, nowMs: number): Group {
  const next = withChanges(group, changes);
  if (archived === true) return { ...next, active: false, archivedAt: group.archivedAt ?? nowMs };
  if (archived === false || changes.active === true) return { ...next, active: changes.active ?? true, archivedAt: null };
  return next;
}

function refuseTakenName(workspace: Workspace, name: string, except: Id | null): void {
  const taken = workspace.all(GroupKind).some((group) => group.id !== except && sameGroupName(group.content.name, name));
  if (taken) throw new Problem('conflict', { errors: [{ field: 'name', message: 'Another group has this name.' }] });
}

interface Deletion {
  readonly groupId: Id;
  readonly applications?: 'move' | 'delete' | undefined;
  readonly to?: Id | undefined;
  readonly count?: number | undefined;
}

/** Does with a group's applications what was said, or refuses with their number. */
function settleApplications(
  workspace: Workspace,
  draft: Draft,
  { groupId, applications, to, count }: Deletion,
): { moved: number; deleted: number } {
  const inside = workspace.all(ApplicationKind).filter((application) => application.content.groupId === groupId);
  const refusal = (detail: string) => new Problem('conflict', { detail, applications: inside.length });
  if (inside.length === 0) return { moved: 0, deleted: 0 };
  if (applications === undefined) throw refusal('There are applications in this group. Say what becomes of them.');
  if (applications === 'move') {
    if (to === undefined || to === groupId || workspace.get(GroupKind, to) === undefined)
      throw refusal('Name another group to move the applications to.');
    for (const { id, revision, content } of inside) draft.update(ApplicationKind, id, revision, { ...content, groupId: to });
    return { moved: inside.length, deleted: 0 };
  }
  if (count !== inside.length) throw refusal('Confirm how many applications are deleted with the group.');
  for (const { id, revision } of inside) draft.remove(ApplicationKind, id, revision);
  return { moved: 0, deleted: inside.length };
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<Group> {
  const group = workspace.get(GroupKind, id);
  if (group === undefined) throw new Problem('not-found');
  if (group.revision !== revision) throw new Problem('stale-revision', { current: viewOf(workspace, group) });
  return group;
}

function viewById(workspace: Workspace, id: Id): GroupView {
  const group = workspace.get(GroupKind, id);
  if (group === undefined) throw new Problem('not-found');
  return viewOf(workspace, group);
}

function viewOf(workspace: Workspace, group: Stored<Group>): GroupView {
  const { importRef: _, createdFrom: __, archivedAt, ...fields } = group.content;
  return {
    ...stampsOf(group),
    ...fields,
    archivedAt: archivedAt === null ? null : instantOf(archivedAt),
    applications: applicationsPerGroup(workspace).get(group.id) ?? 0,
  };
}
