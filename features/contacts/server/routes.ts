/** Who, may they, open, decide, keep, answer: for contacts. */
import { Problem } from '@sotto/contract';
import {
  ContactKind,
  InteractionKind,
  isUnreachable,
  withChanges,
  type BulkItems,
  type Contact,
  type Id,
  type Ids,
  type Stored,
} from '@sotto/domain';
import { changeRecords, removeRecord, sealBulkUndo, sealUndo } from '@sotto/features/applications/server';
import { nameCompanies } from '@sotto/features/companies/server';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Draft, Workspace } from '@sotto/workspace';
import * as api from '../api.ts';
import { contactMaker, idsOf, refuseAbsent } from './make.ts';
import { contactsByName, interactionsByTime } from './records.ts';
import { contactRow, contactView, writtenContacts } from './views.ts';

export function contactRoutes(platform: Platform): Route[] {
  const { workspaces, ids } = platform;
  return [
    route(api.listContacts, 'track', async ({ by, query: { companyId, applicationId } }) => {
      const workspace = await workspaces.read(by);
      if (companyId === undefined && applicationId === undefined) return { status: 200, json: writtenContacts(workspace) };
      const items = contactsByName(workspace).filter(
        ({ content }) =>
          (companyId === undefined || content.companyIds.includes(companyId)) &&
          (applicationId === undefined || content.applicationIds.includes(applicationId)),
      );
      return { status: 200, body: { items: items.map((contact) => contactRow(workspace, contact)) } };
    }),

    route(api.createContact, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(ContactKind, id));
        return made ?? contactMaker(present, draft, { ids })(body, createdFrom);
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(api.getContact, 'track', async ({ by, params: { id } }) => ({
      status: 200,
      body: viewById(await workspaces.read(by), id),
    })),

    route(api.patchContact, 'track', async ({ by, params: { id }, body: { revision, companies, ...changes } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const { content } = expected(present, id, revision);
        const naming = nameCompanies(present, draft, { ids });
        refuseAbsent(present, changes.applicationIds);
        const companyIds = companies && idsOf(naming, companies);
        draft.update(ContactKind, id, revision, withChanges(content, { ...changes, companyIds }));
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(api.changeContacts, 'track', async ({ by, body: { items, change } }) => {
      const { result } = await workspaces.change(by, (workspace, draft) => changeMany({ workspace, draft, ids }, items, change));
      return { status: 200, body: { items: result.items, undo: await sealBulkUndo(platform, by, result.done) } };
    }),

    route(api.deleteContact, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const { result } = await workspaces.change(by, (present, draft) => {
        const removed = removeRecord(present, draft, { kind: ContactKind, stored: expected(present, id, revision) });
        const interactions = removeUnreachable(present, draft, id);
        return {
          removed: { ...removed, below: [...removed.below, ...interactions.map(({ record }) => record)] },
          interactions: interactions.length,
        };
      });
      const { removed, interactions } = result;
      return { status: 200, body: { undo: await sealUndo(platform, by, removed), interactions } };
    }),
  ];
}

interface Changing {
  readonly workspace: Workspace;
  readonly draft: Draft;
  readonly ids: Ids;
}

function changeMany({ workspace, draft, ids }: Changing, items: BulkItems, change: api.ContactsChange) {
  const naming = nameCompanies(workspace, draft, { ids });
  const gone: Id[] = [];
  const changed = changeRecords(
    { workspace, draft },
    {
      kind: ContactKind,
      items,
      act: (stored) => {
        if (change.kind === 'delete') {
          gone.push(stored.id);
          return { removed: removeRecord(workspace, draft, { kind: ContactKind, stored }) };
        }
        const content = withChange(stored.content, change, naming.idOf);
        return content && { content };
      },
    },
  );
  // After all of them: what two of them were at goes only when neither is left.
  const interactions = removeUnreachable(workspace, draft, ...gone);
  return { items: changed.items, done: [...changed.done, ...interactions] };
}

/** `null`: it is so already. */
function withChange(
  content: Contact,
  change: Exclude<api.ContactsChange, { kind: 'delete' }>,
  companyIdOf: (name: string) => Id,
): Contact | null {
  if (change.kind === 'kind') return content.kind === change.contactKind ? null : { ...content, kind: change.contactKind };
  const companyId = companyIdOf(change.company);
  return content.companyIds.includes(companyId) ? null : { ...content, companyIds: [...content.companyIds, companyId] };
}

/** Drafts that the interactions go which nobody would come upon without these contacts; answers them as they were. */
function removeUnreachable(workspace: Workspace, draft: Draft, ...contactIds: readonly Id[]) {
  const gone = new Set(contactIds);
  const isThere = (id: Id) => !gone.has(id) && workspace.has(id);
  return interactionsByTime(workspace)
    .filter(({ content }) => content.contactIds.some((id) => gone.has(id)) && isUnreachable(content, isThere))
    .map((stored) => removeRecord(workspace, draft, { kind: InteractionKind, stored }));
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<Contact> {
  const contact = workspace.get(ContactKind, id);
  if (contact === undefined) throw new Problem('not-found');
  if (contact.revision !== revision) throw new Problem('stale-revision', { current: contactView(workspace, contact) });
  return contact;
}

function viewById(workspace: Workspace, id: Id): api.ContactView {
  const contact = workspace.get(ContactKind, id);
  if (contact === undefined) throw new Problem('not-found');
  return contactView(workspace, contact);
}
