/** Notes in the form of the API. */
import {
  excerptOfNote,
  InterviewKind,
  OfferKind,
  stampsOf,
  titleOfNote,
  type Id,
  type NamedNoteLink,
  type Note,
  type NoteLink,
  type Stored,
} from '@sotto/domain';
import { linkView } from '@sotto/features/tasks/server';
import type { Workspace } from '@sotto/workspace';
import type { NoteRow, NoteView } from '../api.ts';

export function noteView(workspace: Workspace, note: Stored<Note>): NoteView {
  return { ...toldOf(workspace, note), text: note.content.text };
}

export function noteRow(workspace: Workspace, note: Stored<Note>): NoteRow {
  return { ...toldOf(workspace, note), excerpt: excerptOfNote(note.content.text) };
}

function toldOf(workspace: Workspace, note: Stored<Note>) {
  const { text, pinned, link } = note.content;
  return { ...stampsOf(note), title: titleOfNote(text), pinned, link: link && aboutView(workspace, link) };
}

/** The record a note is about, by name; `null`: it is not there. */
export function aboutView(workspace: Workspace, { kind, id }: NoteLink): NamedNoteLink | null {
  if (kind === 'offer') return ofApplication(workspace, { kind, id }, workspace.get(OfferKind, id)?.content.applicationId);
  if (kind !== 'interview') return linkView(workspace, { kind, id });
  const interview = workspace.get(InterviewKind, id)?.content;
  const named = ofApplication(workspace, { kind, id }, interview?.applicationId);
  // Which of several interviews it is.
  return named && interview ? { ...named, detail: `${named.detail}, ${interview.startsAt.slice(0, 10)}` } : null;
}

function ofApplication(workspace: Workspace, link: NoteLink, applicationId: Id | undefined): NamedNoteLink | null {
  const application = applicationId === undefined ? null : linkView(workspace, { kind: 'application', id: applicationId });
  return application && { ...application, ...link };
}
