/** Notes on the pages of what they are about. */
import type { PanelPartProps } from '@sotto/features/applications/web';
import type { CompanyPartProps } from '@sotto/features/companies/web';
import type { ContactPartProps } from '@sotto/features/contacts/web';
import type { InterviewPartProps } from '@sotto/features/interviews/web';
import { beginNote } from './begin-note.ts';
import { NoteList } from './NoteList.tsx';
import { texts } from './texts.ts';

export function ApplicationNotes({ application: { id, readOnly } }: PanelPartProps) {
  return <NoteList link={{ kind: 'application', id }} title={texts.notes} readOnly={readOnly} />;
}

export function CompanyNotes({ company: { id } }: CompanyPartProps) {
  return <NoteList link={{ kind: 'company', id }} title={texts.longer} />;
}

export function ContactNotes({ contact: { id } }: ContactPartProps) {
  return <NoteList link={{ kind: 'contact', id }} title={texts.longer} />;
}

export function InterviewNotes({ interview: { id } }: InterviewPartProps) {
  return <NoteList link={{ kind: 'interview', id }} title={texts.longer} level={2} />;
}

/** Begins a note from the head of an application's timeline. */
export function AddNote({ application: { id, readOnly } }: PanelPartProps) {
  return (
    <button type="button" className="link" disabled={readOnly} onClick={() => beginNote({ link: { kind: 'application', id } })}>
      {texts.timeline}
    </button>
  );
}
