/** What the views of companies ask the server, and what they tell it. */
import type { Id } from '@sotto/domain';
import { type AutosaveOf, type ConflictWords, notify, useApi, useAutosaveOf } from '@sotto/ui/app';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type CompanyPatch,
  type CompanyRow,
  type CompanyView,
  createCompany,
  deleteCompany,
  getCompany,
  listCompanies,
  patchCompany,
  undoCompanyDeletion,
} from '../api.ts';
import { texts } from './texts.ts';

/** Every query whose answer changes with a company begins with one of these. */
const keys = {
  list: ['companies'] as const,
  company: (id: Id) => ['company', id] as const,
};

/** All companies by name. */
export function useCompanies() {
  const api = useApi();
  return useQuery({
    queryKey: keys.list,
    queryFn: async ({ signal }): Promise<readonly CompanyRow[]> => (await api(listCompanies, { query: {} }, signal)).body.items,
  });
}

export function useCompany(id: Id) {
  const api = useApi();
  return useQuery({
    queryKey: keys.company(id),
    queryFn: async ({ signal }) => (await api(getCompany, { params: { id } }, signal)).body,
  });
}

// The name of a company stands on cards, rows, contacts and interactions.
const showing = ['companies', 'company', 'board', 'applications', 'application', 'contacts', 'contact', 'interactions'];

/** Everything that shows companies asks again. */
export async function refreshCompanies(queries: QueryClient): Promise<void> {
  await Promise.all(showing.map((name) => queries.invalidateQueries({ queryKey: [name] })));
}

export type CompanyChanges = Omit<CompanyPatch, 'revision'>;
export type CompanyAutosave = AutosaveOf<CompanyChanges>;

const words: ConflictWords = {
  labels: { ...texts.fields, notes: texts.notes, doNotApply: texts.doNotApply, doNotApplyReason: texts.reason },
  inWords: (field, value) => choices[field]?.[String(value)],
};
const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  type: texts.types,
  desirability: texts.desirabilities,
};

export function useCompanyAutosave(company: CompanyView): CompanyAutosave {
  const api = useApi();
  const params = { id: company.id };
  return useAutosaveOf<CompanyView, CompanyChanges>(company, {
    name: 'company',
    queryKey: keys.company(company.id),
    read: async () => (await api(getCompany, { params })).body,
    patch: async (changes, revision) => (await api(patchCompany, { params, body: { ...changes, revision } })).body,
    words,
    onSaved: (_view, queries) => refreshCompanies(queries),
    shownBeside: ['conflict'],
  });
}

export function useCreateCompany() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (name: string) => (await api(createCompany, { body: { name } })).body,
    onSuccess: () => refreshCompanies(queries),
    meta: { shownBeside: ['invalid-input', 'conflict'] },
  });
}

export interface Removal {
  readonly company: CompanyView;
  /** What it is merged into; `null`: it is deleted. */
  readonly into: CompanyRow | null;
  /** Goes elsewhere as soon as it is done, so that what is gone is not asked for again. */
  readonly leave: () => void;
}

/** Deletes a company or merges it into another; either can be taken back while the notice shows. */
export function useRemoveCompany() {
  const api = useApi();
  const queries = useQueryClient();
  const bringBack = useBringBack();
  return useMutation({
    mutationFn: async ({ company: { id, revision }, into }: Removal) =>
      (await api(deleteCompany, { params: { id }, query: { revision, ...(into && { to: into.id }) } })).body,
    onSuccess: async ({ undo }, { company, into, leave }) => {
      leave();
      queries.removeQueries({ queryKey: keys.company(company.id) });
      notify({
        text: into ? texts.merged(company.name, into.name) : texts.deleted(company.name),
        undo: () => bringBack.mutate(undo),
      });
      await refreshCompanies(queries);
    },
    meta: { shownBeside: ['conflict'] },
  });
}

function useBringBack() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (undo: string) => (await api(undoCompanyDeletion, { body: { undo } })).body,
    onSuccess: async ({ name }) => {
      notify({ text: texts.isBack(name) });
      await refreshCompanies(queries);
    },
  });
}
