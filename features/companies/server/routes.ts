/** Who, may they, open, decide, keep, answer: for companies. */
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  CompanyKind,
  ContactKind,
  fold,
  InteractionKind,
  keysOf,
  newCompany,
  stampsOf,
  withChanges,
  type Company,
  type Id,
  type Stored,
} from '@sotto/domain';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import {
  createCompany,
  deleteCompany,
  getCompany,
  listCompanies,
  patchCompany,
  undoCompanyDeletion,
  type CompanyRow,
  type CompanyView,
} from '../api.ts';
import { companiesByKey, namingCounts } from './records.ts';
import { bringBack, openUndo, sealUndo, takeOut } from './taking-out.ts';

export function companyRoutes(platform: Platform): Route[] {
  const { workspaces, ids } = platform;
  return [
    route(listCompanies, 'track', async ({ by, query: { q } }) => {
      const workspace = await workspaces.read(by);
      const wanted = fold(q ?? '');
      if (wanted === '') return { status: 200, json: writtenCompanies(workspace) };
      const items = companiesByName(workspace).filter((company) => isFound(company.content, wanted));
      return { status: 200, body: { items: items.map((company) => rowOf(workspace, company)) } };
    }),

    route(createCompany, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(CompanyKind, id));
        if (made !== null) return made;
        const { id = ids.record(), ...fields } = body;
        const content = withChanges({ ...newCompany(body.name), createdFrom }, fields);
        refuseTakenKeys(present, content, null);
        draft.create(CompanyKind, { id, content });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(getCompany, 'track', async ({ by, params: { id } }) => ({
      status: 200,
      body: viewById(await workspaces.read(by), id),
    })),

    route(patchCompany, 'track', async ({ by, params: { id }, body: { revision, ...changes } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const content = withChanges(expected(present, id, revision).content, changes);
        refuseTakenKeys(present, content, id);
        draft.update(CompanyKind, id, revision, content);
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(deleteCompany, 'track', async ({ by, params: { id }, query: { revision, to } }) => {
      const { result } = await workspaces.change(by, (present, draft) =>
        takeOut(present, draft, { company: expected(present, id, revision), to }),
      );
      return { status: 200, body: { moved: result.handedOn.applications.length, undo: await sealUndo(platform, by, result) } };
    }),

    route(undoCompanyDeletion, 'track', async ({ by, body: { undo } }) => {
      const out = await openUndo(platform, by, undo);
      const { workspace } = await workspaces.change(by, (present, draft) => bringBack(present, draft, out));
      return { status: 200, body: viewById(workspace, out.company.id) };
    }),
  ];
}

function companiesByName(workspace: Workspace): readonly Stored<Company>[] {
  return workspace.derived('companies by name', [CompanyKind], () =>
    workspace
      .all(CompanyKind)
      .map((company) => ({ company, name: fold(company.content.name) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .map(({ company }) => company),
  );
}

/** All companies by name, as JSON in UTF-8: written once for as long as nothing they show changes. */
function writtenCompanies(workspace: Workspace): Uint8Array {
  return workspace.derived('companies written', [CompanyKind, ApplicationKind, ContactKind, InteractionKind], () =>
    Buffer.from(JSON.stringify({ items: companiesByName(workspace).map((company) => rowOf(workspace, company)) })),
  );
}

function isFound({ name, aliases, domain }: Company, wanted: string): boolean {
  return [name, ...aliases, domain ?? ''].some((text) => fold(text).includes(wanted));
}

/** Two companies of one key would make it a matter of chance which of them an application names. */
function refuseTakenKeys(workspace: Workspace, company: Company, except: Id | null): void {
  const byKey = companiesByKey(workspace);
  const other = keysOf(company)
    .map((key) => byKey.get(key))
    .find((found) => found !== undefined && found.id !== except);
  if (other !== undefined)
    throw new Problem('conflict', {
      detail: `This is known as ${other.content.name} already.`,
      errors: [{ field: 'name', message: `${other.content.name} is there already.` }],
      id: other.id,
    });
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<Company> {
  const company = workspace.get(CompanyKind, id);
  if (company === undefined) throw new Problem('not-found');
  if (company.revision !== revision) throw new Problem('stale-revision', { current: viewOf(workspace, company) });
  return company;
}

function viewById(workspace: Workspace, id: Id): CompanyView {
  const company = workspace.get(CompanyKind, id);
  if (company === undefined) throw new Problem('not-found');
  return viewOf(workspace, company);
}

function viewOf(workspace: Workspace, company: Stored<Company>): CompanyView {
  const { importRef: _, createdFrom: __, ...fields } = company.content;
  const { applications, contacts, interactions } = namingCounts(workspace);
  return {
    ...stampsOf(company),
    ...fields,
    applications: applications.get(company.id) ?? 0,
    contacts: contacts.get(company.id) ?? 0,
    interactions: interactions.get(company.id) ?? 0,
  };
}

function rowOf(workspace: Workspace, company: Stored<Company>): CompanyRow {
  const { address: _, notes: __, doNotApplyReason: ___, ...row } = viewOf(workspace, company);
  return row;
}
