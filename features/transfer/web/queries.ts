/** Importing from the browser: reading a file, looking again, bringing it in, taking it back. */
import { Problem } from '@sotto/contract';
import { refreshApplications } from '@sotto/features/applications/web';
import { notify, useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type ImportOptions,
  type ImportPreview,
  type ImportType,
  type EverythingPreview,
  beginEverything,
  commitEverything,
  commitImport,
  getImport,
  listImports,
  listLists,
  previewEverything,
  putPart,
  revisePreview,
  startImport,
  undoImport,
} from '../api.ts';
import { useState } from 'react';
import { texts } from './texts.ts';

/** What was brought: a file or a pasted text, as it goes over the wire. */
export interface Brought {
  readonly name: string;
  readonly content: Blob;
  readonly type: ImportType;
}

/** Keeps the file at the server for an hour and answers what it would do. What cannot be read is shown beside the file. */
export function useReadFile() {
  const api = useApi();
  return useMutation({
    mutationFn: async ({ name, content, type, groupId }: Brought & { readonly groupId: string | undefined }) => {
      const query = { preview: '1' as const, options: encoded({ name }), ...(groupId !== undefined && { groupId }) };
      // Safe: asked for a preview, the server answers with one.
      return (await api(startImport, { query, body: content, type })).body as ImportPreview;
    },
    meta: { shownBeside: ['unprocessable', 'too-large', 'unsupported-type'] },
  });
}

/** One look after the other: what comes in is read by the options of the last one that the server did. */
export function useLookAgain() {
  const api = useApi();
  return useMutation({
    scope: { id: 'look-again' },
    mutationFn: async ({ id, options }: { readonly id: string; readonly options: ImportOptions }) =>
      (await api(revisePreview, { params: { id }, body: { options } })).body,
  });
}

function encoded(options: ImportOptions): string {
  const bytes = new TextEncoder().encode(JSON.stringify(options));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** What shows applications, people or companies or counts them, and imports, is read again. */
function useTouched(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      refreshApplications(queries),
      ...['imports', 'groups', 'stages', 'contacts', 'companies', 'company', 'contact'].map((name) =>
        queries.invalidateQueries({ queryKey: [name] }),
      ),
    ]);
  };
}

export function useCommit() {
  const api = useApi();
  return useMutation({
    /** `options`: what was said since the last look; `undefined`: nothing. */
    mutationFn: async ({ id, options }: { readonly id: string; readonly options: ImportOptions | undefined }) => {
      if (options) await api(revisePreview, { params: { id }, body: { options } });
      return (await api(commitImport, { params: { id } })).body;
    },
    onSuccess: useTouched(),
  });
}

/** An export of everything on its way. `share`: of it that has arrived, 0 to 1. */
export interface ReadingEverything {
  readonly share: number;
  readonly preview: EverythingPreview | undefined;
  readonly error: Error | null;
  read(file: Pick<Brought, 'name' | 'content'>): void;
}

/** Sends an export of everything part by part, and asks what it would do. */
export function useReadEverything(): ReadingEverything {
  const api = useApi();
  const [share, setShare] = useState(0);
  const { mutate, data, error } = useMutation({
    mutationFn: async ({ name, content }: Pick<Brought, 'name' | 'content'>) => {
      const { id, partBytes } = (await api(beginEverything, { body: { name, sizeBytes: content.size } })).body;
      for (let at = 0, part = 0; at < content.size; at += partBytes, part++) {
        setShare(at / content.size);
        const params = { id, part: String(part) };
        await api(putPart, { params, body: content.slice(at, at + partBytes), type: 'application/octet-stream' });
      }
      setShare(1);
      return (await api(previewEverything, { params: { id } })).body;
    },
    onMutate: () => setShare(0),
    meta: { shownBeside: ['unprocessable', 'too-large', 'conflict', 'not-found'] },
  });
  return { share, preview: data, error, read: mutate };
}

export function useCommitEverything() {
  const api = useApi();
  return useMutation({
    mutationFn: async (id: string) => (await api(commitEverything, { params: { id } })).body,
    onSuccess: (_report, _id, _result, { client }) => Promise.all([refreshApplications(client), client.invalidateQueries()]),
  });
}

/** All imports, the latest first; `undefined` until they are known. `watching`: one is coming in, so that its progress shows. */
export function useImports({ watching = false } = {}) {
  const api = useApi();
  return useQuery({
    queryKey: ['imports'],
    queryFn: async ({ signal }) => (await api(listImports, {}, signal)).body.items,
    refetchInterval: watching ? 300 : 60_000,
  }).data;
}

/** One import with the rows that did not simply come in; read again while it is coming in. */
export function useImport(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['imports', id],
    queryFn: async ({ signal }) => (await api(getImport, { params: { id } }, signal)).body,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 500 : false),
  });
}

/** Takes an import back and says what stays. */
export function useTakeBack() {
  const api = useApi();
  return useMutation({
    mutationFn: async (id: string) => (await api(undoImport, { params: { id } })).body,
    onSuccess: async (undone, _id, _result, { client }) => {
      // An import of everything may have changed whatever is shown.
      await Promise.all([refreshApplications(client), client.invalidateQueries()]);
      const kept = undone.kept.map(({ company, title }) => (company === '' ? title : `${company}, ${title}`));
      const text = texts.takenBack(undone.removed, undone.restored);
      notify({ text: kept.length === 0 ? text : `${text}. ${texts.keptSince(kept.slice(0, 3))}` });
    },
  });
}

/** Kinds that can be had as CSV and of which there is something; `undefined` until they are known. */
export function useLists() {
  const api = useApi();
  return useQuery({
    queryKey: ['lists'],
    queryFn: async ({ signal }) => (await api(listLists, {}, signal)).body.items.filter(({ count }) => count > 0),
    staleTime: 0,
  }).data;
}

/** Why a file could not be read, with its row where there is one; `null`: it could, or it failed for another reason. */
export function refusalIn(error: unknown): { readonly reason: string; readonly row: number | null } | null {
  if (!(error instanceof Problem)) return null;
  if (error.problem === 'too-large' && error.body.detail === undefined) return { reason: texts.tooLarge, row: null };
  const { row } = error.body;
  return { reason: error.message, row: typeof row === 'number' ? row : null };
}
