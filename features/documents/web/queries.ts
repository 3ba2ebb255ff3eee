/** What the views of documents ask the server, and what they tell it. */
import type { Id } from '@sotto/domain';
import { useRestore } from '@sotto/features/applications/web';
import { type AutosaveOf, type ConflictWords, notify, useApi, useAutosaveOf } from '@sotto/ui/app';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  addVersion,
  createDocument,
  createSubmission,
  deleteDocument,
  deleteSubmission,
  deleteVersion,
  type DocumentPatch,
  type DocumentView,
  getDocument,
  getDocuments,
  listSubmissions,
  patchDocument,
  patchVersion,
  type SubmissionView,
  undoDocumentDeletion,
  type VersionView,
} from '../api.ts';
import { texts, versionInWords } from './texts.ts';
import { uploadFile } from './upload.ts';

/** Every query whose answer changes with a document begins with one of these. */
export const keys = {
  list: ['documents'] as const,
  document: (id: Id) => ['document', id] as const,
  sentWith: (applicationId: Id) => ['submissions', applicationId] as const,
};

/** All documents, the one changed last first, and the room that files take. */
export function useDocuments() {
  const api = useApi();
  return useQuery({ queryKey: keys.list, queryFn: async ({ signal }) => (await api(getDocuments, {}, signal)).body });
}

export function useDocument(id: Id) {
  const api = useApi();
  return useQuery({
    queryKey: keys.document(id),
    queryFn: async ({ signal }) => (await api(getDocument, { params: { id } }, signal)).body,
  });
}

/** What was sent with an application, latest first. */
export function useSent(applicationId: Id) {
  const api = useApi();
  return useQuery({
    queryKey: keys.sentWith(applicationId),
    queryFn: async ({ signal }) => (await api(listSubmissions, { query: { applicationId } }, signal)).body.items,
  });
}

/** Everything that shows documents asks again. */
export async function refreshDocuments(queries: QueryClient): Promise<void> {
  const shown = [keys.list, ['document'], ['submissions']];
  await Promise.all(shown.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

export type DocumentChanges = Omit<DocumentPatch, 'revision'>;
export type DocumentAutosave = AutosaveOf<DocumentChanges>;

const kinds: Readonly<Record<string, string>> = texts.kinds;
const words: ConflictWords = {
  labels: { name: texts.name, kind: texts.kind, notes: texts.notes },
  inWords: (field, value) => (field === 'kind' ? kinds[String(value)] : undefined),
};

export function useDocumentAutosave(document: DocumentView): DocumentAutosave {
  const api = useApi();
  const params = { id: document.id };
  return useAutosaveOf<DocumentView, DocumentChanges>(document, {
    name: 'document',
    queryKey: keys.document(document.id),
    read: async () => (await api(getDocument, { params })).body,
    patch: async (changes, revision) => (await api(patchDocument, { params, body: { ...changes, revision } })).body,
    words,
    onSaved: (_view, queries) => refreshDocuments(queries),
  });
}

/** A file on its way to become a document. `label`, `name`: empty where nothing is said. */
export interface NewDocument {
  readonly file: File;
  readonly name: string;
  readonly kind: DocumentView['kind'];
  readonly label: string;
}

const shownBeside = ['unprocessable', 'too-large', 'unsupported-type', 'conflict', 'invalid-input'] as const;

/** Uploads a document. `part`: how far it has come, from 0 to 1. */
export function useCreateDocument() {
  const queries = useQueryClient();
  const [part, setPart] = useState(0);
  const upload = useMutation({
    mutationFn: ({ file, name, kind, label }: NewDocument) => {
      const said = { ...(name.trim() && { name: name.trim() }), ...(label.trim() && { label: label.trim() }) };
      return uploadFile(createDocument, {
        file,
        call: { query: { fileName: file.name, kind, ...said } },
        onProgress: setPart,
      });
    },
    onMutate: () => setPart(0),
    onSuccess: () => refreshDocuments(queries),
    meta: { shownBeside },
  });
  return { upload, part };
}

/** Uploads a further version. */
export function useAddVersion(id: Id) {
  const queries = useQueryClient();
  const [part, setPart] = useState(0);
  const upload = useMutation({
    mutationFn: (file: File) =>
      uploadFile(addVersion, { file, call: { params: { id }, query: { fileName: file.name } }, onProgress: setPart }),
    onMutate: () => setPart(0),
    onSuccess: async (document) => {
      queries.setQueryData(keys.document(id), document);
      await refreshDocuments(queries);
    },
    meta: { shownBeside },
  });
  return { upload, part };
}

export function useLabelVersion(id: Id) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ version, label }: { version: VersionView; label: string | null }) =>
      (await api(patchVersion, { params: { id, versionId: version.id }, body: { revision: version.revision, label } })).body,
    onSuccess: async (document) => {
      queries.setQueryData(keys.document(id), document);
      await refreshDocuments(queries);
    },
  });
}

/** What goes: a document, or one of its versions. */
export interface Removal {
  readonly document: DocumentView;
  readonly version: VersionView | null;
}

/** Deletes, also what was sent: whoever calls has asked. Can be taken back while the notice shows, unless it was too much to carry. */
export function useRemove() {
  const api = useApi();
  const queries = useQueryClient();
  const bringBack = useBringBack();
  return useMutation({
    mutationFn: async ({ document: { id, revision }, version }: Removal) => {
      if (version === null) return (await api(deleteDocument, { params: { id }, query: { revision, evenIfSent: 'true' } })).body;
      const params = { id, versionId: version.id };
      return (await api(deleteVersion, { params, query: { revision: version.revision, evenIfSent: 'true' } })).body;
    },
    onSuccess: async ({ undo }, { document, version }) => {
      const text = texts.deleted(version === null ? document.name : versionInWords(version));
      if (version === null) queries.removeQueries({ queryKey: keys.document(document.id) });
      notify(undo === null ? { text } : { text, undo: () => bringBack.mutate(undo) });
      await refreshDocuments(queries);
    },
  });
}

function useBringBack() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (undo: string) => (await api(undoDocumentDeletion, { body: { undo } })).body,
    onSuccess: async ({ name }) => {
      notify({ text: texts.isBack(name) });
      await refreshDocuments(queries);
    },
  });
}

export interface Sending {
  readonly applicationId: Id;
  readonly versionId: Id;
  readonly on: string;
}

export function useSend() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ applicationId, versionId, on }: Sending) =>
      (await api(createSubmission, { body: { applicationId, versionId, at: on } })).body,
    onSuccess: async ({ sent }) => {
      notify({ text: texts.entered(sent.document) });
      await refreshDocuments(queries);
    },
  });
}

export function useRemoveSubmission() {
  const api = useApi();
  const queries = useQueryClient();
  // Of its own: the row that asks for it is gone by the time it answers.
  const restore = useRestore(() => refreshDocuments(queries));
  return useMutation({
    mutationFn: async ({ id, revision }: SubmissionView) =>
      (await api(deleteSubmission, { params: { id }, query: { revision } })).body,
    onSuccess: async ({ undo }, { sent }) => {
      notify({
        text: texts.entryRemoved(sent.document),
        undo: () => restore.mutate(undo),
      });
      await refreshDocuments(queries);
    },
  });
}
