/** Makes the note that is being begun, and opens it. Shows nothing. */
import { navigate, useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { createNote } from '../api.ts';
import { type NoteStart, noteBegun } from './begin-note.ts';
import { noteLinks } from './links.ts';
import { keys, refreshNotes } from './queries.ts';

export default function BeginNote({ start }: { readonly start: NoteStart }) {
  const api = useApi();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: async ({ link, title = '' }: NoteStart) => {
      const body = { link: link ?? null, text: title === '' ? '' : `# ${title}\n\n` };
      return (await api(createNote, { body })).body;
    },
    onSuccess: async (note) => {
      queries.setQueryData(keys.one(note.id), note);
      navigate(noteLinks.note(note.id));
      await refreshNotes(queries);
    },
    onSettled: () => noteBegun.set(null),
  });
  const begin = useEffectEvent(() => create.mutate(start));
  useEffect(() => begin(), []);
  return null;
}
