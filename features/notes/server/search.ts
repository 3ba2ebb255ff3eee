/** What is searched of notes. */
import { excerptOfNote, NoteKind, titleOfNote } from '@sotto/domain';
import { searchable } from '@sotto/workspace';
import { aboutView } from './views.ts';

export const searchables = [
  searchable({
    kind: NoteKind,
    fields: ({ text }) => [
      ['title', titleOfNote(text)],
      ['text', text],
    ],
    shown: ({ content: { text, link } }, workspace) => {
      const about = link && aboutView(workspace, link);
      return { title: titleOfNote(text), detail: about === null ? excerptOfNote(text, 80) : about.detail || about.title };
    },
  }),
];
