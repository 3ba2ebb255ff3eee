/** Who, may they, open, decide, keep, answer: for what the extension and the form for a new application ask. */
import { Problem } from '@sotto/contract';
import { ApplicationKind, CompanyKind, GroupKind, StageKind, type Id, type Stored, foundAt } from '@sotto/domain';
import { applicationMaker, snapshotOf } from '@sotto/features/applications/server';
import { groupsInOrder } from '@sotto/features/groups/server';
import { recordActivity } from '@sotto/features/privacy/server';
import { stageRef, stagesInOrder } from '@sotto/features/stages/server';
import { askedBefore, createPace, route, type Caller, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import { capturePosting, findDuplicates, getCaptureOptions, type NewCapture } from '../api.ts';
import { duplicateReport } from './duplicates.ts';

/** Postings that one key (or one person in a browser) may send, of each server process: more than anyone reads, less than a runaway needs. */
export const capturesPerMinute = 60;
export const capturesPerHour = 300;

export function captureRoutes(platform: Platform): Route[] {
  const { workspaces, ids, now, setting } = platform;
  const paces = [
    createPace({ most: capturesPerHour, withinMs: 60 * 60_000, now }),
    createPace({ most: capturesPerMinute, withinMs: 60_000, now }),
  ];
  const count = (caller: Caller) => {
    for (const pace of paces) pace.step(caller.kind === 'key' ? caller.keyId : caller.userId);
  };
  return [
    route(findDuplicates, 'capture', async ({ by, query }) => ({
      status: 200,
      body: duplicateReport(await workspaces.read(by), query, now()),
    })),

    route(getCaptureOptions, 'capture', async ({ by }) => {
      const workspace = await workspaces.read(by);
      const groups = groupsInOrder(workspace).filter(({ content }) => content.archivedAt === null);
      return {
        status: 200,
        body: {
          groups: groups.map(({ id, content }) => ({ id, name: content.name })),
          stages: stagesInOrder(workspace).map(stageRef),
        },
      };
    }),

    route(capturePosting, 'capture', async ({ by, body, caller }) => {
      count(caller);
      const snapshot = await snapshotFor(body, now());
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(ApplicationKind, id));
        const duplicates = duplicateReport(present, { ...body.posting, except: body.id }, now());
        if (made !== null) return { id: made, duplicates, isNew: false };
        if (duplicates.response === 'block' && body.override !== true) throw new Problem('duplicate', { duplicates });
        const maker = applicationMaker({
          workspace: present,
          draft,
          ids,
          now: now(),
          by: caller.kind === 'key' ? 'extension' : 'user',
        });
        return { id: maker.make(applicationFrom(body), { createdFrom, snapshot }), duplicates, isNew: true };
      });
      const answer = answerOf(workspace, result.id, setting.origin);
      // What a person does in the app they know; what a key does for them stands in the log, once however often it is sent.
      if (result.isNew && caller.kind === 'key')
        await recordActivity(platform, by.userId, { happening: 'posting-saved', by: 'key', about: answer.group.name });
      return { status: 201, body: { ...answer, duplicates: result.duplicates } };
    }),
  ];
}

async function snapshotFor({ snapshot, posting }: NewCapture, now: number) {
  if (snapshot == null) return null;
  const capturedAt = snapshot.capturedAt === undefined ? now : Date.parse(snapshot.capturedAt);
  return snapshotOf(snapshot.text, { url: posting.url ?? null, capturedAt, by: 'extension' });
}

/** A posting says where it was found by its address, unless it says so itself. */
function applicationFrom({ id, posting, groupId, stageId }: NewCapture) {
  const found = posting.source == null && posting.url != null ? foundAt(posting.url) : null;
  return {
    ...posting,
    ...found,
    ...(id !== undefined && { id }),
    ...(groupId !== undefined && { groupId }),
    ...(stageId !== undefined && { stageId }),
  };
}

function answerOf(workspace: Workspace, id: Id, origin: string) {
  const { content } = present(workspace.get(ApplicationKind, id));
  const company = present(workspace.get(CompanyKind, content.companyId));
  const group = present(workspace.get(GroupKind, content.groupId));
  return {
    id,
    url: `${origin}/board/${id}`,
    company: { id: company.id, name: company.content.name },
    title: content.title,
    group: { id: group.id, name: group.content.name },
    stage: stageRef(present(workspace.get(StageKind, content.stageId))),
  };
}

/** What was just made, or answered again, and may have been deleted by another request since. */
function present<C extends object>(stored: Stored<C> | undefined): Stored<C> {
  if (stored === undefined) throw new Problem('not-found');
  return stored;
}
