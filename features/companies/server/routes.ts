/** Who, may they, open, decide, keep, answer: for companies. */
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  companyKey,
  CompanyKind,
  fingerprintOf,
  fold,
  keysOf,
  limits,
  madeBefore,
  newCompany,
  stampsOf,
  withChanges,
  type Company,
  type Id,
  type Stored,
} from '@sotto/domain';
import { route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Draft, Workspace } from '@sotto/workspace';
import {
  createCompany,
  deleteCompany,
  getCompany,
  listCompanies,
  patchCompany,
  type CompanyRow,
  type CompanyView,
} from '../api.ts';
import { applicationsPerCompany, companiesByKey } from './records.ts';

export function companyRoutes({ workspaces, ids }: Platform): Route[] {
  return [
    route(listCompanies, 'track', async ({ by, query: { q } }) => {
      const workspace = await workspaces.read(by);
      const wanted = fold(q ?? '');
      const items = companiesByName(workspace).filter((company) => wanted === '' || isFound(company.content, wanted));
      return { status: 200, body: { items: items.map((company) => rowOf(workspace, company)) } };
    }),

    route(createCompany, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const createdFrom = body.id === undefined ? null : fingerprintOf(body);
        const before = madeBefore(body.id === undefined ? undefined : present.get(CompanyKind, body.id), createdFrom);
        if (!before.ok) throw new Problem('already-exists');
        if (before.value !== null) return before.value.id;
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
      const { result } = await workspaces.change(by, (present, draft) => {
        const company = expected(present, id, revision);
        const moved = to === undefined ? refuseIfNamed(present, id) : merge(present, draft, { company, to });
        draft.remove(CompanyKind, id, revision);
        return { moved };
      });
      return { status: 200, body: result };
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

function refuseIfNamed(workspace: Workspace, id: Id): 0 {
  const applications = applicationsPerCompany(workspace).get(id) ?? 0;
  if (applications > 0)
    throw new Problem('conflict', { detail: 'Applications name this company. Say which company takes them.', applications });
  return 0;
}

/** Hands a company's applications and names to another. */
function merge(workspace: Workspace, draft: Draft, { company, to }: { company: Stored<Company>; to: Id }): number {
  const target = to === company.id ? undefined : workspace.get(CompanyKind, to);
  if (target === undefined)
    throw new Problem('invalid-input', { errors: [{ field: 'to', message: 'There is no such company to merge into.' }] });
  const named = workspace.all(ApplicationKind).filter(({ content }) => content.companyId === company.id);
  for (const { id, revision, content } of named) draft.update(ApplicationKind, id, revision, { ...content, companyId: to });
  draft.update(CompanyKind, to, target.revision, { ...target.content, aliases: joinedAliases(target.content, company.content) });
  return named.length;
}

/** The names of the merged company become aliases where they are not known yet, as far as there is room. */
function joinedAliases(target: Company, merged: Company): string[] {
  const known = new Set(keysOf(target));
  const added = [merged.name, ...merged.aliases].filter((name) => !known.has(companyKey(name)));
  return [...target.aliases, ...new Set(added)].slice(0, limits.aliases);
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
  return { ...stampsOf(company), ...fields, applications: applicationsPerCompany(workspace).get(company.id) ?? 0 };
}

function rowOf(workspace: Workspace, company: Stored<Company>): CompanyRow {
  const { address: _, notes: __, doNotApplyReason: ___, ...row } = viewOf(workspace, company);
  return row;
}
