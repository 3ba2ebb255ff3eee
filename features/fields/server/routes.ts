/** Who, may they, open, decide, keep, answer: for fields of one's own. */
import { Problem } from '@sotto/contract';
import { fieldsOf, removeRecord, sealUndo, type Valued } from '@sotto/features/applications/server';
import { ApplicationKind, CustomFieldKind, stampsOf, type CustomField, type Id, type Stored } from '@sotto/domain';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Draft, Workspace } from '@sotto/workspace';
import { createField, deleteField, listFields, patchField, type FieldView } from '../api.ts';
import { changedField, newField } from './change.ts';
import { valuesPerField } from './records.ts';

export function fieldRoutes(platform: Platform): Route[] {
  const { workspaces, ids } = platform;
  return [
    route(listFields, 'track', async ({ by }) => {
      const workspace = await workspaces.read(by);
      return { status: 200, body: { items: fieldsOf(workspace).map((field) => viewOf(workspace, field)) } };
    }),

    route(createField, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(CustomFieldKind, id));
        if (made !== null) return made;
        const id = body.id ?? ids.record();
        draft.create(CustomFieldKind, { id, content: newField(present, body, { ids, id, createdFrom }) });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(patchField, 'track', async ({ by, params: { id }, body }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        draft.update(CustomFieldKind, id, body.revision, changedField(present, expected(present, id, body.revision), body, ids));
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(deleteField, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const { result } = await workspaces.change(by, (present, draft) => {
        const field = removeRecord(present, draft, { kind: CustomFieldKind, stored: expected(present, id, revision) });
        return { field, values: clearValues(present, draft, id) };
      });
      const undo = await sealUndo(platform, by, result.field, ...result.values);
      return { status: 200, body: { values: result.values.length, undo } };
    }),
  ];
}

/** Drafts that no application holds a value of the field; one written by a newer Sotto keeps its own. Answers what was held. */
function clearValues(workspace: Workspace, draft: Draft, fieldId: Id): Valued[] {
  const held = workspace
    .all(ApplicationKind)
    .filter(({ content, readOnly }) => content.custom[fieldId] !== undefined && !readOnly);
  return held.map(({ id, revision, content }) => {
    const { [fieldId]: value = null, ...custom } = content.custom;
    draft.update(ApplicationKind, id, revision, { ...content, custom });
    return { kind: 'valued', id, revision: null, fieldId, value };
  });
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<CustomField> {
  const field = workspace.get(CustomFieldKind, id);
  if (field === undefined) throw new Problem('not-found');
  if (field.revision !== revision) throw new Problem('stale-revision', { current: viewOf(workspace, field) });
  return field;
}

function viewById(workspace: Workspace, id: Id): FieldView {
  const field = workspace.get(CustomFieldKind, id);
  if (field === undefined) throw new Problem('not-found');
  return viewOf(workspace, field);
}

function viewOf(workspace: Workspace, field: Stored<CustomField>): FieldView {
  const { name, type, choices } = field.content;
  return { ...stampsOf(field), name, type, choices, values: valuesPerField(workspace).get(field.id) ?? 0 };
}
