/** Who, may they, open, decide, keep, answer: for templates. */
import { Problem } from '@sotto/contract';
import { byHand, fold, type Id, stampsOf, type Stored, type Template, TemplateKind, withChanges } from '@sotto/domain';
import { removeRecord, sealUndo } from '@sotto/features/applications/server';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import * as api from '../api.ts';

export function templateRoutes(platform: Platform): Route[] {
  const { workspaces, ids } = platform;
  return [
    route(api.listTemplates, 'track', async ({ by }) => {
      const templates = (await workspaces.read(by)).all(TemplateKind);
      const items = templates.toSorted((a, b) => fold(a.content.name).localeCompare(fold(b.content.name))).map(templateView);
      return { status: 200, body: { items } };
    }),

    route(api.createTemplate, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(TemplateKind, id));
        if (made !== null) return made;
        const { id = ids.record(), name, ...said } = body;
        const blank = { name, purpose: 'other', subject: null, body: null, ...byHand, createdFrom } as const;
        draft.create(TemplateKind, { id, parentId: null, content: withChanges<Template>(blank, said) });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(api.getTemplate, 'track', async ({ by, params: { id } }) => ({
      status: 200,
      body: viewById(await workspaces.read(by), id),
    })),

    route(api.patchTemplate, 'track', async ({ by, params: { id }, body: { revision, ...changes } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const { content } = expected(present, id, revision);
        draft.update(TemplateKind, id, revision, withChanges<Template>(content, changes));
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(api.deleteTemplate, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const { result } = await workspaces.change(by, (present, draft) =>
        removeRecord(present, draft, { kind: TemplateKind, stored: expected(present, id, revision) }),
      );
      return { status: 200, body: { undo: await sealUndo(platform, by, result) } };
    }),
  ];
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<Template> {
  const template = workspace.get(TemplateKind, id);
  if (template === undefined) throw new Problem('not-found');
  if (template.revision !== revision) throw new Problem('stale-revision', { current: templateView(template) });
  return template;
}

function viewById(workspace: Workspace, id: Id): api.TemplateView {
  const template = workspace.get(TemplateKind, id);
  if (template === undefined) throw new Problem('not-found');
  return templateView(template);
}

function templateView(template: Stored<Template>): api.TemplateView {
  const { importRef: _, createdFrom: __, ...fields } = template.content;
  return { ...stampsOf(template), ...fields };
}
