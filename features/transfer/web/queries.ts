/** Importing from the browser: reading a file, looking again, bringing it in, taking it back. */
import { Problem } from '@sotto/contract';
import { refreshApplications } from '@sotto/features/applications/web';
import { notify, useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type ImportOptions,
  type ImportPreview,
  type ImportType,
  commitImport,
  exportEverything,
  getImport,
  listImports,
  revisePreview,
  startImport,
  undoImport,
} from '../api.ts';
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

export function useLookAgain() {
  const api = useApi();
  return useMutation({
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

/** What shows applications or counts them, and imports, is read again. */
function useTouched(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      refreshApplications(queries),
      ...[['imports'], ['groups'], ['stages']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    ]);
  };
}

export function useCommit() {
  const api = useApi();
  return useMutation({
    mutationFn: async (id: string) => (await api(commitImport, { params: { id } })).body,
    onSuccess: useTouched(),
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
      await Promise.all([
        refreshApplications(client),
        ...[['imports'], ['groups'], ['stages']].map((queryKey) => client.invalidateQueries({ queryKey })),
      ]);
      const kept = undone.kept.map(({ company, title }) => `${company}, ${title}`);
      const text = texts.takenBack(undone.removed, undone.restored);
      notify({ text: kept.length === 0 ? text : `${text}. ${texts.keptSince(kept.slice(0, 3))}` });
    },
  });
}

/** Everything as one document, saved by the browser. Asks who they are first, when that was long ago. */
export function useExportEverything() {
  const api = useApi();
  return useMutation({
    mutationFn: async () => (await api(exportEverything, {})).body,
    onSuccess: (content) => save(content, 'sotto.json'),
  });
}

function save(content: Blob, name: string): void {
  const href = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  // The download has its own hold on the bytes once it began.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** Why a file could not be read, with its row where there is one; `null`: it could, or it failed for another reason. */
export function refusalIn(error: unknown): { readonly reason: string; readonly row: number | null } | null {
  if (!(error instanceof Problem)) return null;
  if (error.problem === 'too-large') return { reason: texts.tooLarge, row: null };
  const { row } = error.body;
  return { reason: error.message, row: typeof row === 'number' ? row : null };
}
