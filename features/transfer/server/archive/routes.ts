/** The routes of taking everything along: who, may they, make, tell, hand over. */
import { Problem } from '@sotto/contract';
import { type Id, type Stored, type UserId, instantOf } from '@sotto/domain';
import { byOf, recordActivity } from '@sotto/features/privacy/server';
import { mailsReminders } from '@sotto/features/reminders/server';
import { type Caller, type Route, createGate, entityTag, route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '@sotto/workspace';
import * as api from '../../api.ts';
import { sizeOf } from './entries.ts';
import { bytesOf, stretchOf } from './fetching.ts';
import { csvForLeaving, leavingNames } from './leaving.ts';
import { createTurns } from '../in-turn.ts';
import { beginArchive, fillArchive, forgetArchive } from './making.ts';
import { changePlan, momentsOf, planOf } from './plan.ts';
import { type ExportArchive, ExportArchiveKind, latestArchive } from './records.ts';

/** One being made that has written nothing for so long was broken off. */
const brokenOffMs = 2 * 60_000;

export function archiveRoutes(platform: Platform): Route[] {
  return [...makingRoutes(platform), ...takingRoutes(platform), ...besideRoutes(platform)];
}

function makingRoutes(platform: Platform): Route[] {
  // One at a time: whoever asks twice waits for the first, and then has a copy of now.
  const making = createTurns<Stored<ExportArchive>>(createGate<UserId>(1));
  return [
    route(api.getExports, 'transfer', async ({ by, caller }) => {
      const workspace = await platform.workspaces.read(by);
      const { takenAt, takenBytes } = planOf(workspace);
      const latest = latestArchive(workspace);
      const isKept = latest !== undefined && latest.content.keptUntil > platform.now();
      return {
        status: 200,
        body: {
          latest: isKept ? viewOf(latest, { caller, now: platform.now() }) : null,
          holds: sizeOf(workspace, platform),
          taken: takenAt === null ? null : { at: instantOf(takenAt), sizeBytes: takenBytes ?? 0 },
          reminder: await reminderOf(platform, by, workspace),
        },
      };
    }),

    route(api.makeExport, 'transfer', async ({ by, caller, signal }) => {
      const holder = holderOf(caller);
      // Only who may fetch it shares a copy. Once begun it is made, whoever leaves: they find it when they come back.
      const made = await making({ userId: by.userId, what: holder, signal }, async () => {
        await recordActivity(platform, by.userId, { happening: 'exported', by: byOf(caller), about: 'Everything' });
        const begun = await beginArchive(platform, { by, holder });
        const sessionId = caller.kind === 'session' ? caller.sessionId : null;
        await fillArchive(platform, by, { id: begun, sessionId });
        const filled = (await platform.workspaces.read(by)).get(ExportArchiveKind, begun);
        if (filled === undefined) throw new Problem('conflict', { detail: 'Another copy was begun in the meantime.' });
        return filled;
      });
      return { status: 201, body: viewOf(made, { caller, now: platform.now() }) };
    }),

    route(api.remindOfExport, 'transfer', async ({ by, body: { every } }) => {
      await changePlan(platform, by, (plan) => ({ ...plan, every, askedAt: platform.now() }));
      return { status: 200, body: await reminderOf(platform, by, await platform.workspaces.read(by)) };
    }),
  ];
}

function takingRoutes(platform: Platform): Route[] {
  return [
    route(api.fetchExport, 'transfer', async ({ by, caller, params: { id }, header }) => {
      const { sizeBytes } = await fetchable(platform, { by, caller, id });
      const tag = entityTag(id);
      const condition = header('if-range');
      // Of another copy than this one: it begins anew.
      const isThisOne = condition === undefined || condition.trim() === tag;
      const stretch = isThisOne ? stretchOf(header('range'), sizeBytes) : null;
      const headers = { 'accept-ranges': 'bytes', etag: tag };
      if (stretch === 'none')
        return { status: 416, body: undefined, headers: { ...headers, 'content-range': `bytes */${sizeBytes}` } };
      const { first, last } = stretch ?? { first: 0, last: sizeBytes - 1 };
      return {
        status: stretch === null ? 200 : 206,
        stream: noting(platform, by, {
          pieces: bytesOf(platform, by, { id, first, last }),
          sizeBytes,
          isToTheEnd: last === sizeBytes - 1,
        }),
        type: 'application/zip',
        headers: {
          ...headers,
          'content-disposition': `attachment; filename="${nameOn(platform.now())}"`,
          'content-length': String(last - first + 1),
          ...(stretch !== null && { 'content-range': `bytes ${first}-${last}/${sizeBytes}` }),
        },
      };
    }),

    route(api.forgetExport, 'transfer', async ({ by, params: { id } }) => {
      await forgetArchive(platform, by, id);
      return { status: 204, body: undefined };
    }),
  ];
}

function besideRoutes(platform: Platform): Route[] {
  return [
    route(api.exportForLeaving, 'transfer', async ({ by, caller, params: { form } }) => {
      const workspace = await platform.workspaces.read(by);
      const about = leavingNames[form];
      await recordActivity(platform, by.userId, { happening: 'exported', by: byOf(caller), about });
      return {
        status: 200,
        stream: csvForLeaving(workspace, form),
        type: 'text/csv; charset=utf-8',
        headers: { 'content-disposition': `attachment; filename="${about}.csv"` },
      };
    }),
  ];
}

/** Which of someone's ways in asks. */
function holderOf(caller: Caller): string {
  return caller.kind === 'session' ? `session ${caller.sessionId}` : `key ${caller.keyId}`;
}

function nameOn(now: number): string {
  return `sotto-${instantOf(now).slice(0, 10)}.zip`;
}

/** Throws `not-found`, and says what to do, for one that is not ready, not kept any more, or somebody else's to fetch. */
async function fetchable(
  { workspaces, now }: Platform,
  { by, caller, id }: { by: Opening; caller: Caller; id: Id },
): Promise<ExportArchive> {
  const archive = (await workspaces.read(by)).get(ExportArchiveKind, id)?.content;
  if (archive === undefined || archive.keptUntil <= now())
    throw new Problem('not-found', { detail: 'This copy is no longer kept. Make a new one: the download begins anew.' });
  if (archive.state !== 'ready') throw new Problem('not-found', { detail: 'This copy is not ready yet.' });
  if (archive.holder !== holderOf(caller))
    throw new Problem('not-found', { detail: 'This copy was asked for elsewhere. Make one here.' });
  return archive;
}

/** Notes that it was taken, as the last piece goes out: whoever has the whole of it finds it noted. */
async function* noting(
  platform: Platform,
  by: Opening,
  { pieces, sizeBytes, isToTheEnd }: { pieces: AsyncIterable<Uint8Array>; sizeBytes: number; isToTheEnd: boolean },
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | null = null;
  for await (const piece of pieces) {
    if (held !== null) yield held;
    held = piece;
  }
  if (isToTheEnd) await changePlan(platform, by, (plan) => ({ ...plan, takenAt: platform.now(), takenBytes: sizeBytes }));
  if (held !== null) yield held;
}

function viewOf(
  { id, content, updatedAt }: Stored<ExportArchive>,
  { caller, now }: { caller: Caller; now: number },
): api.ExportView {
  const { state, startedAt, done, total, sizeBytes, keptUntil, holder } = content;
  const isBrokenOff = state === 'making' && now - updatedAt > brokenOffMs;
  return {
    id,
    state: isBrokenOff ? 'interrupted' : state,
    startedAt: instantOf(startedAt),
    done,
    total,
    sizeBytes,
    keptUntil: instantOf(keptUntil),
    isFetchable: state === 'ready' && holder === holderOf(caller),
  };
}

async function reminderOf(platform: Platform, by: Opening, workspace: Workspace): Promise<api.ExportReminderView> {
  const { due, next } = momentsOf(workspace, platform.now());
  const moment = due ?? next;
  return {
    every: planOf(workspace).every,
    dueAt: moment === null ? null : instantOf(moment),
    isDue: due !== null,
    byMail: await mailsReminders(platform, by, workspace),
  };
}
