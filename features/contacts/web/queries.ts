/** What the views of contacts ask the server, and what they tell it. */
import type { Id } from '@sotto/domain';
import { useRestore } from '@sotto/features/applications/web';
import { type AutosaveOf, type ConflictWords, notify, useApi, useAutosaveOf } from '@sotto/ui/app';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type ContactPatch,
  type ContactRow,
  type ContactView,
  type NewContact,
  createContact,
  deleteContact,
  getContact,
  greatestImport,
  importContacts,
  listContacts,
  patchContact,
  undoContactImport,
} from '../api.ts';
import { texts } from './texts.ts';

export const keys = {
  list: ['contacts'] as const,
  contact: (id: Id) => ['contact', id] as const,
};

/** All contacts by name. */
export function useContacts() {
  const api = useApi();
  return useQuery({
    queryKey: keys.list,
    queryFn: async ({ signal }): Promise<readonly ContactRow[]> => (await api(listContacts, { query: {} }, signal)).body.items,
  });
}

export function useContact(id: Id) {
  const api = useApi();
  return useQuery({
    queryKey: keys.contact(id),
    queryFn: async ({ signal }) => (await api(getContact, { params: { id } }, signal)).body,
  });
}

const showing = ['contacts', 'contact', 'interactions', 'companies', 'company', 'applications', 'today'];

/** Everything that shows contacts or what was said with them asks again. */
export async function refreshContacts(queries: QueryClient): Promise<void> {
  await Promise.all(showing.map((name) => queries.invalidateQueries({ queryKey: [name] })));
}

export type ContactChanges = Omit<ContactPatch, 'revision'>;
export type ContactAutosave = AutosaveOf<ContactChanges>;

const kinds: Readonly<Record<string, string>> = texts.kinds;
const { another: _, ...labels } = texts.fields;
const words: ConflictWords = {
  labels: { ...labels, notes: texts.notes, applicationIds: texts.applications },
  inWords: (field, value) => {
    if (field === 'applicationIds' && Array.isArray(value)) return texts.linked(value.length);
    return field === 'kind' ? kinds[String(value)] : undefined;
  },
};

export function useContactAutosave(contact: ContactView): ContactAutosave {
  const api = useApi();
  const params = { id: contact.id };
  return useAutosaveOf<ContactView, ContactChanges>(contact, {
    name: 'contact',
    queryKey: keys.contact(contact.id),
    read: async () => (await api(getContact, { params })).body,
    patch: async (changes, revision) => (await api(patchContact, { params, body: { ...changes, revision } })).body,
    fieldsOf: ({ companies, applications, ...view }) => ({
      ...view,
      companies: companies.map(({ name }) => name),
      applicationIds: applications.map(({ id }) => id),
    }),
    words,
    onSaved: (_view, queries) => refreshContacts(queries),
  });
}

export function useCreateContact() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (contact: NewContact) => (await api(createContact, { body: contact })).body,
    onSuccess: () => refreshContacts(queries),
    meta: { shownBeside: ['invalid-input'] },
  });
}

/** Changes one thing of a contact that is not open: links an application, takes a link away. */
export function useChangeContact() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, change }: { id: Id; change: (contact: ContactView) => ContactChanges }) => {
      const contact = (await api(getContact, { params: { id } })).body;
      return (await api(patchContact, { params: { id }, body: { ...change(contact), revision: contact.revision } })).body;
    },
    onSuccess: () => refreshContacts(queries),
  });
}

/** Deletes a contact; it can be brought back, with what went with it, while the notice shows. */
export function useDeleteContact() {
  const api = useApi();
  const queries = useQueryClient();
  const restore = useRestore(() => refreshContacts(queries));
  return useMutation({
    mutationFn: async ({ id, revision }: ContactView) => (await api(deleteContact, { params: { id }, query: { revision } })).body,
    onSuccess: async ({ undo, interactions }, { id, name }) => {
      queries.removeQueries({ queryKey: keys.contact(id) });
      notify({ text: texts.deleted(name, interactions), undo: () => restore.mutate(undo) });
      await refreshContacts(queries);
    },
  });
}

/** Brings contacts in, several hundred per call; all of it can be taken back while the notice shows. */
export function useImportContacts() {
  const api = useApi();
  const queries = useQueryClient();
  const takeBack = useTakeBack();
  return useMutation({
    mutationFn: async (contacts: readonly Omit<NewContact, 'id'>[]) => {
      const importIds: Id[] = [];
      for (let at = 0; at < contacts.length; at += greatestImport) {
        const { body } = await api(importContacts, { body: { contacts: contacts.slice(at, at + greatestImport) } });
        importIds.push(body.importId);
      }
      return importIds;
    },
    onSuccess: (importIds, contacts) =>
      notify({ text: texts.vcard.done(contacts.length), undo: () => takeBack.mutate(importIds) }),
    onSettled: () => refreshContacts(queries),
  });
}

function useTakeBack() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (importIds: readonly Id[]) => {
      for (const id of importIds) await api(undoContactImport, { params: { id } });
    },
    onSettled: () => refreshContacts(queries),
  });
}
