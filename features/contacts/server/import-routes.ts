/** Contacts that come in together, and taking them back. */
import { Problem } from '@sotto/contract';
import { ApplicationKind, CompanyKind, ContactKind, InteractionKind, type Id, type Kind } from '@sotto/domain';
import { route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Draft, Workspace } from '@sotto/workspace';
import { importContacts, undoContactImport } from '../api.ts';
import { contactMaker } from './make.ts';

export function importRoutes({ workspaces, ids }: Platform): Route[] {
  return [
    route(importContacts, 'track', async ({ by, body }) => {
      const { result } = await workspaces.change(by, (present, draft) => {
        const importId = ids.record();
        const importRef = { source: 'vcard', sourceId: null, batchId: importId };
        const make = contactMaker(present, draft, { ids, importRef });
        return { importId, ids: body.contacts.map((contact) => make(contact, null)) };
      });
      return { status: 201, body: result };
    }),

    route(undoContactImport, 'track', async ({ by, params: { id } }) => {
      const { result } = await workspaces.change(by, (present, draft) => takeBack(present, draft, id));
      return { status: 200, body: result };
    }),
  ];
}

/** Drafts that whatever came in goes, but what has been changed or named since. Throws `not-found` when nothing of it is there. */
function takeBack(workspace: Workspace, draft: Draft, importId: Id): { contacts: number; companies: number } {
  const came = workspace.all(ContactKind).filter(({ content }) => content.importRef?.batchId === importId);
  if (came.length === 0) throw new Problem('not-found');
  const talkedTo = new Set(workspace.all(InteractionKind).flatMap(({ content }) => content.contactIds));
  const contacts = came.filter(({ id, revision }) => revision === 1 && !talkedTo.has(id));
  const gone = new Set(contacts.map(({ id }) => id));
  const named = new Set([
    ...workspace.all(ApplicationKind).map(({ content }) => content.companyId),
    ...workspace.all(InteractionKind).map(({ content }) => content.companyId),
    ...workspace.all(ContactKind).flatMap(({ id, content }) => (gone.has(id) ? [] : content.companyIds)),
  ]);
  const companies = workspace
    .all(CompanyKind)
    .filter(({ id, revision, content }) => content.importRef?.batchId === importId && revision === 1 && !named.has(id));
  const remove = (kind: Kind, records: readonly { readonly id: Id; readonly revision: number }[]) => {
    for (const { id, revision } of records) draft.remove(kind, id, revision);
  };
  remove(ContactKind, contacts);
  remove(CompanyKind, companies);
  return { contacts: contacts.length, companies: companies.length };
}
