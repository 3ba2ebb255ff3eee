/** Notes in the browser: all of them, one to write and to read, and those about a record on its page. */
import { panelTabs, timelineSources } from '@sotto/features/applications/web';
import { companySections } from '@sotto/features/companies/web';
import { contactSections } from '@sotto/features/contacts/web';
import { interviewSections } from '@sotto/features/interviews/web';
import { later } from '@sotto/ui';
import { type WebFeature, lazyView, useActions, useStore } from '@sotto/ui/app';
import { NotebookPen } from 'lucide-react';
import { beginNote, noteBegun } from './begin-note.ts';
import { noteLinks } from './links.ts';
import { titles } from './titles.ts';

/** Markdown as one writes it: a field with keys and buttons for its marks. */
export const NoteEditor = later(() => import('./NoteEditor.tsx'));

const parts = () => import('./parts.tsx');

export const notesWeb: WebFeature = {
  name: 'notes',
  routes: [
    {
      path: '/notes',
      frame: 'app',
      title: titles.notes,
      view: lazyView(() => import('./NotesPage.tsx'), 'NotesPage'),
      children: [{ path: '/notes/$noteId', title: titles.notes, view: lazyView(() => import('./NotePanel.tsx'), 'NotePanel') }],
    },
  ],
  places: [{ to: '/notes', label: titles.notes, icon: NotebookPen, order: 72 }],
  finds: { note: { title: titles.notes, icon: NotebookPen, opens: (id) => noteLinks.note(id) } },
  fills: [
    panelTabs.with({
      name: 'notes',
      order: 20,
      label: titles.notes,
      view: later(async () => ({ default: (await parts()).ApplicationNotes })),
    }),
    timelineSources.with({
      name: 'notes',
      order: 30,
      queryKey: (applicationId) => ['notes', 'timeline', applicationId],
      entries: async (...asked) => (await import('./timeline.ts')).entriesOf(...asked),
      act: later(async () => ({ default: (await parts()).AddNote })),
    }),
    companySections.with({
      name: 'notes',
      order: 40,
      place: 'main',
      view: later(async () => ({ default: (await parts()).CompanyNotes })),
    }),
    contactSections.with({ name: 'notes', order: 20, view: later(async () => ({ default: (await parts()).ContactNotes })) }),
    interviewSections.with({
      name: 'notes',
      order: 20,
      place: 'end',
      view: later(async () => ({ default: (await parts()).InterviewNotes })),
    }),
  ],
  always: OffersNote,
};

const BeginNote = later(() => import('./BeginNote.tsx'));

const offered = [
  {
    id: 'new-note',
    label: titles.newNote,
    icon: NotebookPen,
    also: titles.newAlso,
    run: (words: string) => beginNote(words === '' ? {} : { title: words }),
  },
];

/** The palette offers a new note on every page. */
function OffersNote() {
  const start = useStore(noteBegun);
  useActions(offered);
  return start && <BeginNote start={start} />;
}
