/** Who, may they, open, decide, keep, answer: for the work-search log. */
import { Problem, type QueryOf } from '@sotto/contract';
import {
  ActivityKind,
  addDays,
  blankActivity,
  byHand,
  dateOf,
  ProfileKind,
  withChanges,
  type Activity,
  type ActivityFields,
  type CalendarDate,
  type Id,
  type Stored,
} from '@sotto/domain';
import { refused, removeRecord, sealUndo } from '@sotto/features/applications/server';
import { byOf, recordActivity } from '@sotto/features/privacy/server';
import { settingsOf } from '@sotto/features/settings/server';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import * as api from '../api.ts';
import { csvOfLog } from './csv.ts';
import { activityView, logOf, writtenLog } from './log.ts';
import { mostEntries, pdfOfLog } from './pdf.ts';

export function activityRoutes(platform: Platform): Route[] {
  const { workspaces, ids, now } = platform;
  return [
    route(api.readLog, 'track', async ({ by, query }) => ({
      status: 200,
      json: writtenLog(askedLog(await workspaces.read(by), query)),
    })),

    route(api.exportLog, 'transfer', async ({ by, caller, query }) => {
      const { items } = askedLog(await workspaces.read(by), query);
      await recordActivity(platform, by.userId, {
        happening: 'exported',
        by: byOf(caller),
        about: 'Work-search log',
        count: items.length,
      });
      return {
        status: 200,
        stream: csvOfLog(items.toReversed()),
        type: 'text/csv; charset=utf-8',
        headers: { 'content-disposition': 'attachment; filename="work-search-log.csv"' },
      };
    }),

    route(api.exportLogPdf, 'transfer', async ({ by, caller, query }) => {
      const workspace = await workspaces.read(by);
      const log = askedLog(workspace, query);
      if (log.items.length > mostEntries) throw refused('from', 'This is too long for a PDF. Ask for less time, or for the CSV.');
      const settings = settingsOf(workspace);
      const today = dateOf(now(), settings.zone);
      const { to = today } = query;
      const { from = addDays(to, -usualDays) } = query;
      const file = await pdfOfLog({ log, from, to, settings, name: nameOf(workspace), today });
      await recordActivity(platform, by.userId, {
        happening: 'exported',
        by: byOf(caller),
        about: 'Work-search log',
        count: log.items.length,
      });
      return {
        status: 200,
        stream: pieces(file),
        type: 'application/pdf',
        headers: { 'content-disposition': 'attachment; filename="work-search-log.pdf"' },
      };
    }),

    route(api.createActivity, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(ActivityKind, id));
        if (made !== null) return made;
        const { id = ids.record(), ...said } = body;
        draft.create(ActivityKind, { id, content: { ...begun(present, said), createdFrom } });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(api.patchActivity, 'track', async ({ by, params: { id }, body: { revision, ...changes } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const { content } = expected(present, id, revision);
        refuseFuture(present, changes.on);
        draft.update(ActivityKind, id, revision, withChanges<Activity>(content, changes));
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(api.deleteActivity, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const { result } = await workspaces.change(by, (present, draft) =>
        removeRecord(present, draft, { kind: ActivityKind, stored: expected(present, id, revision) }),
      );
      return { status: 200, body: { undo: await sealUndo(platform, by, result) } };
    }),
  ];

  function askedLog(workspace: Workspace, asked: QueryOf<typeof api.readLog>): api.LogView {
    const settings = settingsOf(workspace);
    const { to = dateOf(now(), settings.zone) } = asked;
    const { from = addDays(to, -usualDays) } = asked;
    if (from > to) throw refused('from', 'The beginning lies after the end.');
    if (from < addDays(to, -greatestDays)) throw refused('from', 'At most ten years are shown at once.');
    return logOf(workspace, { from, to }, { settings, now: now() });
  }

  /** Throws `already-exists` when something else stands in the place of what it speaks of. */
  function begun(workspace: Workspace, { of, ...said }: Omit<api.NewActivity, 'id'>): Activity {
    refuseFuture(workspace, said.on);
    if (of !== undefined && !workspace.has(of.id)) throw refused('of', 'What this speaks of is not there.');
    if (of !== undefined && workspace.all(ActivityKind).some(({ content }) => content.of?.id === of.id))
      throw new Problem('already-exists');
    return {
      ...withChanges<ActivityFields>({ ...blankActivity, on: said.on, kind: said.kind }, said),
      of: of ?? null,
      ...byHand,
    };
  }

  function refuseFuture(workspace: Workspace, on: CalendarDate | undefined): void {
    // A person may be where it is tomorrow already.
    if (on !== undefined && on > addDays(dateOf(now(), settingsOf(workspace).zone), 1))
      throw refused('on', 'This lies in the future. The log holds what was done.');
  }
}

/** As the person says it for forms; `null`: they have not said. */
function nameOf(workspace: Workspace): string | null {
  const profile = workspace.all(ProfileKind)[0]?.content;
  return [profile?.givenName, profile?.middleName, profile?.familyName].filter(Boolean).join(' ') || null;
}

async function* pieces(file: Uint8Array): AsyncGenerator<Uint8Array> {
  yield file;
}

/** Thirteen weeks, a quarter of a year. */
const usualDays = 91;
const greatestDays = 3_660;

function expected(workspace: Workspace, id: Id, revision: number): Stored<Activity> {
  const activity = workspace.get(ActivityKind, id);
  if (activity === undefined) throw new Problem('not-found');
  if (activity.revision !== revision) throw new Problem('stale-revision', { current: activityView(workspace, activity) });
  return activity;
}

function viewById(workspace: Workspace, id: Id): api.ActivityView {
  const activity = workspace.get(ActivityKind, id);
  if (activity === undefined) throw new Problem('not-found');
  return activityView(workspace, activity);
}
