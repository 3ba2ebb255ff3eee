/** What the views of templates ask the server, and what they tell it. */
import type { Id } from '@sotto/domain';
import { getApplication, listApplications } from '@sotto/features/applications/api';
import { useRestore } from '@sotto/features/applications/web';
import { createInteraction, getContact, listContacts, type NewInteraction } from '@sotto/features/contacts/api';
import { listInterviews, patchInterview, type InterviewView } from '@sotto/features/interviews/api';
import { getProfile } from '@sotto/features/profile/api';
import { createTask, deleteTask } from '@sotto/features/tasks/api';
import { refreshTasks } from '@sotto/features/tasks/web';
import { type AutosaveOf, type ConflictWords, notify, useApi, useAutosaveOf } from '@sotto/ui/app';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  createTemplate,
  deleteTemplate,
  getTemplate,
  listTemplates,
  type NewTemplate,
  patchTemplate,
  type TemplatePatch,
  type TemplateView,
} from '../api.ts';
import { texts } from './texts.ts';

const keys = { list: ['templates'] as const, template: (id: Id) => ['template', id] as const };

/** All templates by name. */
export function useTemplates() {
  const api = useApi();
  return useQuery({
    queryKey: keys.list,
    queryFn: async ({ signal }): Promise<readonly TemplateView[]> => (await api(listTemplates, {}, signal)).body.items,
  });
}

export function useTemplate(id: Id) {
  const api = useApi();
  return useQuery({
    queryKey: keys.template(id),
    queryFn: async ({ signal }) => (await api(getTemplate, { params: { id } }, signal)).body,
  });
}

const refresh = (queries: QueryClient) => queries.invalidateQueries({ queryKey: keys.list });

export type TemplateChanges = Omit<TemplatePatch, 'revision'>;
export type TemplateAutosave = AutosaveOf<TemplateChanges>;

const purposes: Readonly<Record<string, string>> = texts.purposes;
const words: ConflictWords = {
  labels: texts.fields,
  inWords: (field, value) => (field === 'purpose' ? purposes[String(value)] : undefined),
};

export function useTemplateAutosave(template: TemplateView): TemplateAutosave {
  const api = useApi();
  const params = { id: template.id };
  return useAutosaveOf<TemplateView, TemplateChanges>(template, {
    name: 'template',
    queryKey: keys.template(template.id),
    read: async () => (await api(getTemplate, { params })).body,
    patch: async (changes, revision) => (await api(patchTemplate, { params, body: { ...changes, revision } })).body,
    words,
    onSaved: (_view, queries) => refresh(queries),
  });
}

export function useCreateTemplate() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (template: NewTemplate) => (await api(createTemplate, { body: template })).body,
    onSuccess: () => refresh(queries),
  });
}

/** Deletes a template; it can be brought back while the notice shows. */
export function useDeleteTemplate() {
  const api = useApi();
  const queries = useQueryClient();
  const restore = useRestore(() => refresh(queries));
  return useMutation({
    mutationFn: async ({ id, revision }: TemplateView) =>
      (await api(deleteTemplate, { params: { id }, query: { revision } })).body,
    onSuccess: async ({ undo }, { id, name }) => {
      queries.removeQueries({ queryKey: keys.template(id) });
      notify({ text: texts.deleted(name), undo: () => restore.mutate(undo) });
      await refresh(queries);
    },
  });
}

const most = 100;

/** The applications changed last, and all contacts by name: whom and what a letter may be about. */
export function useToWriteAbout() {
  const api = useApi();
  const applications = useQuery({
    queryKey: ['applications', 'to write about'],
    queryFn: async ({ signal }) =>
      (await api(listApplications, { query: { sort: '-updatedAt', limit: most } }, signal)).body.items,
  }).data;
  const contacts = useQuery({
    queryKey: ['contacts'],
    queryFn: async ({ signal }) => (await api(listContacts, { query: {} }, signal)).body.items,
  }).data;
  return { applications: applications ?? [], contacts: contacts ?? [] };
}

export interface Chosen {
  /** Empty: none. */
  readonly applicationId: string;
  readonly contactId: string;
}

/** What is chosen, whole; `null` where nothing is, `undefined` until it is known. */
export function useChosen({ applicationId, contactId }: Chosen) {
  const api = useApi();
  const application = useQuery({
    queryKey: ['application', applicationId],
    enabled: applicationId !== '',
    queryFn: async ({ signal }) => (await api(getApplication, { params: { id: applicationId } }, signal)).body,
  }).data;
  const contact = useQuery({
    queryKey: ['contact', contactId],
    enabled: contactId !== '',
    queryFn: async ({ signal }) => (await api(getContact, { params: { id: contactId } }, signal)).body,
  }).data;
  const interviews = useQuery({
    queryKey: ['interviews', 'of', applicationId],
    enabled: applicationId !== '',
    queryFn: async ({ signal }) => (await api(listInterviews, { query: { applicationId } }, signal)).body.items,
  }).data;
  const profile = useQuery({
    queryKey: ['profile'],
    queryFn: async ({ signal }) => (await api(getProfile, {}, signal)).body,
  }).data;
  return {
    application: applicationId === '' ? null : application,
    contact: contactId === '' ? null : contact,
    interviews: applicationId === '' ? [] : interviews,
    profile,
  };
}

const showing = ['interactions', 'contacts', 'contact', 'interviews', 'today'];

async function refreshTalks(queries: QueryClient): Promise<void> {
  await Promise.all([
    ...showing.map((name) => queries.invalidateQueries({ queryKey: [name] })),
    queries.invalidateQueries({ queryKey: ['application'] }),
    refreshTasks(queries),
  ]);
}

/** The letter as an e-mail that was sent. Being something the person said, it moves the next follow-up by itself. */
export function useLogLetter() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (said: Omit<NewInteraction, 'kind' | 'direction'>) =>
      (await api(createInteraction, { body: { kind: 'email', direction: 'out', ...said } })).body,
    onSuccess: async () => {
      notify({ text: texts.logged });
      await refreshTalks(queries);
    },
  });
}

/** Counts an application as followed up, as Today does. */
export function useCountFollowUp() {
  const api = useApi();
  const queries = useQueryClient();
  const takeBack = useMutation({
    mutationFn: ({ id, revision }: { readonly id: Id; readonly revision: number }) =>
      api(deleteTask, { params: { id }, query: { revision } }),
    onSuccess: () => refreshTalks(queries),
  });
  return useMutation({
    mutationFn: async ({ id, company }: { readonly id: Id; readonly company: string }) => {
      const link = { kind: 'application', id } as const;
      return (await api(createTask, { body: { title: texts.followTitle(company), link, rule: 'follow_up', status: 'done' } }))
        .body;
    },
    onSuccess: async (task, { company }) => {
      notify({ text: texts.followUpNoted(company), undo: () => takeBack.mutate(task) });
      await refreshTalks(queries);
    },
  });
}

export function useMarkThanks() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ interview: { id, revision }, on }: { readonly interview: InterviewView; readonly on: string }) =>
      (await api(patchInterview, { params: { id }, body: { revision, thankYouSentOn: on } })).body,
    onSuccess: async () => {
      notify({ text: texts.thanksNoted });
      await refreshTalks(queries);
    },
  });
}
