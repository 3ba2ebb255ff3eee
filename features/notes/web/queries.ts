/** What the views of notes ask the server, and what they tell it. */
import type { Id, NamedNoteLink, NoteLink } from '@sotto/domain';
import { useRestore } from '@sotto/features/applications/web';
import { type AutosaveOf, type ConflictWords, isSame, notify, saveOverTelling, useApi, useAutosaveOf } from '@sotto/ui/app';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type NotePatch, type NoteRow, type NoteView, deleteNote, deleteNotes, getNote, listNotes, patchNote } from '../api.ts';
import { texts } from './texts.ts';

export const keys = {
  all: ['notes', 'all'] as const,
  about: (id: Id) => ['notes', 'about', id] as const,
  one: (id: Id) => ['notes', 'one', id] as const,
};

/** All notes, pinned ones first. */
export function useNotes() {
  const api = useApi();
  return useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }) => (await api(listNotes, { query: { limit: 2_000 } }, signal)).body.items,
  });
}

/** Notes about a record; of an application also about its interviews and offers. */
export function useNotesAbout(id: Id): readonly NoteRow[] | undefined {
  const api = useApi();
  return useQuery({
    queryKey: keys.about(id),
    queryFn: async ({ signal }) => (await api(listNotes, { query: { about: id } }, signal)).body.items,
  }).data;
}

export function useNote(id: Id) {
  const api = useApi();
  return useQuery({
    queryKey: keys.one(id),
    queryFn: async ({ signal }) => (await api(getNote, { params: { id } }, signal)).body,
  });
}

/** Everything that lists notes asks again. The one that is open is known already. */
export async function refreshNotes(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['notes'], predicate: ({ queryKey }) => queryKey[1] !== 'one' });
}

export type NoteChanges = Pick<NotePatch, 'text' | 'pinned'>;

export function useNoteAutosave(note: NoteView): AutosaveOf<NoteChanges> {
  const api = useApi();
  const params = { id: note.id };
  return useAutosaveOf<NoteView, NoteChanges>(note, {
    name: 'note',
    queryKey: keys.one(note.id),
    read: async () => (await api(getNote, { params })).body,
    patch: async (changes, revision) => (await api(patchNote, { params, body: { ...changes, revision } })).body,
    onSaved: (_view, queries) => refreshNotes(queries),
    words: { labels: { text: texts.text, pinned: texts.pinned } },
  });
}

/** `links`: whatever may have to be named. */
function wordsWith(links: readonly (NamedNoteLink | null)[]): ConflictWords {
  return {
    labels: { link: texts.about },
    inWords: (_field, value) => {
      const link = links.find((one) => one !== null && isSame(linkOf(one), value));
      return link ? texts.aboutRecord(link) : undefined;
    },
  };
}

function linkOf(link: NamedNoteLink | null): NoteLink | null {
  return link && { kind: link.kind, id: link.id };
}

const fieldsOf = ({ link }: NoteView) => ({ link: linkOf(link) });

interface NoteToMove {
  readonly link: NamedNoteLink | null;
  /** As it was when that was said. */
  readonly before: NoteView;
}

/** Says what a note is about from now on, with the way back. In turn with what saves by itself. */
export function useMoveNote(noteId: Id) {
  const api = useApi();
  const queries = useQueryClient();
  const params = { id: noteId };
  const move = useMutation({
    scope: { id: `note-${noteId}` },
    mutationFn: async ({ link, before }: NoteToMove) => {
      const patch = async (changes: { readonly link: NoteLink | null }, revision: number) =>
        (await api(patchNote, { params, body: { ...changes, revision } })).body;
      // What was saved by itself since is no change from elsewhere; that it was moved since is one.
      const held = queries.getQueryData<NoteView>(keys.one(noteId));
      const base = held && isSame(fieldsOf(held), fieldsOf(before)) ? held : before;
      const wordsOf = (now: NoteView) => wordsWith([link, now.link]);
      return saveOverTelling(base, { link: linkOf(link) }, { patch, fieldsOf, wordsOf });
    },
    onSuccess: async ({ now, sent, over }) => {
      queries.setQueryData(keys.one(noteId), now);
      const text = now.link ? texts.moved(now.link.title) : texts.movedAway;
      const back = { link: over.link, before: now };
      notify({ text, ...('link' in sent && { undo: () => move.mutate(back) }) });
      await refreshNotes(queries);
    },
  });
  return move;
}

type Named = Pick<NoteRow, 'id' | 'revision' | 'title'>;

/**
 * Deletes notes; they can be brought back while the notice shows. `onDone` is called also when what asked is no longer shown:
 * deleted rows take their bar with them.
 */
export function useDeleteNotes(onDone?: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const restore = useRestore(() => refreshNotes(queries));
  return useMutation({
    mutationFn: async (notes: readonly Named[]) => {
      const items = notes.map(({ id, revision }) => ({ id, revision }));
      return (await api(deleteNotes, { body: { items } })).body;
    },
    onSuccess: async ({ undo }, notes) => {
      for (const { id } of notes) queries.removeQueries({ queryKey: keys.one(id) });
      const [only, ...others] = notes;
      const text = only && others.length === 0 ? texts.deleted(only.title) : texts.deletedMany(notes.length);
      notify({ text, ...(undo !== null && { undo: () => restore.mutate(undo) }) });
      onDone?.();
      await refreshNotes(queries);
    },
  });
}

/** Takes away, without a word, a note in which nothing was written. */
export function useForgetEmpty() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, revision }: NoteView) => api(deleteNote, { params: { id }, query: { revision } }),
    onSettled: () => refreshNotes(queries),
    meta: { shownBeside: ['not-found', 'stale-revision'] },
  });
}

/** Pins several notes, or takes their pins away. */
export function usePinNotes() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ notes, pinned }: { notes: readonly NoteRow[]; pinned: boolean }) => {
      for (const { id, revision } of notes.filter((note) => note.pinned !== pinned))
        await api(patchNote, { params: { id }, body: { revision, pinned } });
    },
    onSettled: () => refreshNotes(queries),
  });
}
