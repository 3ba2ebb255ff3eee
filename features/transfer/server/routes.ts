/** The routes of import and export: who, may they, open, decide, keep, answer. */
import { Problem } from '@sotto/contract';
import { ApplicationKind, GroupKind } from '@sotto/domain';
import { byOf, recordActivity } from '@sotto/features/privacy/server';
import { type Caller, type Route, route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import * as api from '../api.ts';
import { activityCsvRoute } from './activity-csv.ts';
import { archiveRoutes } from './archive/routes.ts';
import { everythingRoutes } from './everything/routes.ts';
import { csvOfGroup } from './export-csv.ts';
import { jsonOfAccount } from './export-json.ts';
import { importsOf, reportOf } from './batches.ts';
import { bringInAtOnce, commitFile } from './bring-in.ts';
import { keepFile, lookAgain } from './kept-files.ts';
import { csvOfKind, listedKinds } from './lists.ts';
import { takeBack } from './take-back.ts';

export function transferRoutes(platform: Platform): Route[] {
  return [
    ...importRoutes(platform),
    ...everythingRoutes(platform, noteImport),
    ...exportRoutes(platform),
    ...archiveRoutes(platform),
  ];
}

function importRoutes(platform: Platform): Route[] {
  return [
    route(api.startImport, 'transfer', async ({ by, caller, query: { groupId, preview, options }, body: { bytes, type } }) => {
      const brought = { bytes, type: typeOf(type), groupId, options: optionsIn(options) };
      if (preview === '1' || preview === 'true') return { status: 200, body: await keepFile(platform, by, brought) };
      const report = await bringInAtOnce(platform, by, brought);
      await noteImport(platform, { by, caller, report });
      return { status: 201, body: report };
    }),

    route(api.revisePreview, 'transfer', async ({ by, params: { id }, body: { options, groupId } }) => ({
      status: 200,
      body: await lookAgain(platform, by, { id, options, groupId }),
    })),

    route(api.commitImport, 'transfer', async ({ by, caller, params: { id } }) => {
      const isFirst = !(await importsOf(platform, by)).some((known) => known.id === id);
      const report = await commitFile(platform, by, id);
      if (isFirst) await noteImport(platform, { by, caller, report });
      return { status: 200, body: report };
    }),

    route(api.getImport, 'transfer', async ({ by, params: { id } }) => ({ status: 200, body: await reportOf(platform, by, id) })),

    route(api.listImports, 'transfer', async ({ by }) => ({ status: 200, body: { items: await importsOf(platform, by) } })),

    route(api.undoImport, 'transfer', async ({ by, caller, params: { id } }) => {
      const known = (await importsOf(platform, by)).find((one) => one.id === id);
      const undone = await takeBack(platform, by, id);
      if (known) {
        const deed = {
          happening: 'import-undone',
          by: byOf(caller),
          about: known.name,
          count: undone.removed + undone.restored,
        } as const;
        await recordActivity(platform, by.userId, deed);
      }
      return { status: 200, body: undone };
    }),
  ];
}

function exportRoutes(platform: Platform): Route[] {
  return [
    activityCsvRoute(platform),

    route(api.exportGroup, 'transfer', async ({ by, caller, params: { id } }) => {
      const workspace = await platform.workspaces.read(by);
      const group = workspace.get(GroupKind, id);
      if (!group) throw new Problem('not-found');
      const count = workspace.all(ApplicationKind).filter(({ content }) => content.groupId === id).length;
      await recordActivity(platform, by.userId, { happening: 'exported', by: byOf(caller), about: group.content.name, count });
      const stream = csvOfGroup(platform.workspaces, by, { workspace, groupId: id });
      return {
        status: 200,
        stream,
        type: 'text/csv; charset=utf-8',
        headers: { 'content-disposition': attachment(`${group.content.name}.csv`, 'applications.csv') },
      };
    }),

    route(api.listLists, 'transfer', async ({ by }) => {
      const workspace = await platform.workspaces.read(by);
      const items = listedKinds(platform.workspaces.kinds).map((kind) => ({
        kind: kind.plural,
        title: kind.held.title,
        count: workspace.all(kind).length,
      }));
      return { status: 200, body: { items } };
    }),

    route(api.exportList, 'transfer', async ({ by, caller, params }) => {
      const { kinds } = platform.workspaces;
      const kind = listedKinds(kinds).find(({ plural }) => plural === params.kind);
      if (!kind) throw new Problem('not-found');
      const workspace = await platform.workspaces.read(by);
      const about = kind.held.title;
      await recordActivity(platform, by.userId, {
        happening: 'exported',
        by: byOf(caller),
        about,
        count: workspace.all(kind).length,
      });
      return {
        status: 200,
        stream: csvOfKind(workspace, { kind, kinds }),
        type: 'text/csv; charset=utf-8',
        headers: { 'content-disposition': attachment(`${about}.csv`, `${kind.plural}.csv`) },
      };
    }),

    route(api.exportEverything, 'transfer', async ({ by, caller }) => {
      await recordActivity(platform, by.userId, { happening: 'exported', by: byOf(caller), about: 'Everything' });
      const sessionId = caller.kind === 'session' ? caller.sessionId : null;
      const stream = jsonOfAccount(platform, by, { sessionId });
      return {
        status: 200,
        stream,
        type: 'application/json; charset=utf-8',
        headers: { 'content-disposition': attachment('sotto.json', 'sotto.json') },
      };
    }),
  ];
}

/** Throws `invalid-input` with the field that is wrong. */
function optionsIn(encoded: string | undefined): api.ImportOptions {
  if (encoded === undefined) return {};
  const parsed = api.ImportOptions.safeParse(jsonIn(Buffer.from(encoded, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  throw new Problem('invalid-input', {
    errors: parsed.error.issues.map(({ path, message }) => ({ field: ['options', ...path].join('.'), message })),
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // No JSON: refused by the schema like anything else that is none of ours.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function typeOf(type: string): api.ImportType {
  const bare = type.split(';')[0]?.trim().toLowerCase();
  const known = api.importTypes.find((one) => one === bare);
  if (!known) throw new Problem('unsupported-type');
  return known;
}

async function noteImport(
  platform: Platform,
  {
    by,
    caller,
    report,
  }: {
    by: Opening;
    caller: Caller;
    report: { name: string; counts: Pick<api.ImportCounts, 'new' | 'update' | 'people' | 'answers'> };
  },
): Promise<void> {
  const { counts, name } = report;
  await recordActivity(platform, by.userId, {
    happening: 'imported',
    by: byOf(caller),
    about: name,
    count: counts.new + counts.update + (counts.people ?? 0) + (counts.answers ?? 0),
  });
}

/** `Content-Disposition` with a name of someone's own: plain for old programs, in full for the others (RFC 6266, RFC 8187). */
function attachment(name: string, plain: string): string {
  const encoded = encodeURIComponent(name.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '-')).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
