/** Notes as they cross the wire. `text` is Markdown, told only of a single note; a list tells title and excerpt. */
import { endpoint } from '@sotto/contract';
import { Id, Instant, NamedNoteLink, noteFields, NoteLink } from '@sotto/domain';
import { z } from 'zod';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const Revision = z.int().min(1);
const NoteId = z.strictObject({ id: Id });

const row = {
  id: Id,
  revision: Revision,
  /** The first line with words in it; empty while there is none. */
  title: z.string(),
  pinned: z.boolean(),
  /** What it is about; `null`: nothing. */
  link: NamedNoteLink.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
} as const;

/** A note in a list. `excerpt`: what follows the title, a line or two without marks. */
export const NoteRow = z.strictObject({ ...row, excerpt: z.string() });
export type NoteRow = z.infer<typeof NoteRow>;

export const NoteView = z.strictObject({ ...row, text: z.string() });
export type NoteView = z.infer<typeof NoteView>;

const { text, pinned } = noteFields;

/** A new note. Without `text` it is only begun. */
export const NewNote = z.strictObject({
  id: Id.optional(),
  text: text.optional(),
  pinned: pinned.optional(),
  link: NoteLink.nullable().optional(),
});
export type NewNote = z.infer<typeof NewNote>;

/** Absent: unchanged. `link`: what it is about from now on; `null`: nothing. */
export const NotePatch = z.strictObject({
  revision: Revision,
  text: text.optional(),
  pinned: pinned.optional(),
  link: NoteLink.nullable().optional(),
});
export type NotePatch = z.infer<typeof NotePatch>;

export const listNotes = endpoint({
  name: 'listNotes',
  method: 'GET',
  path: '/api/v1/notes',
  summary: 'Notes, pinned ones first, then those changed last.',
  access: read,
  query: z.strictObject({
    /** About this record; of an application also about its interviews and offers. */
    about: Id.optional(),
    limit: z.coerce.number().int().min(1).max(2_000).optional(),
  }),
  outputs: { 200: z.strictObject({ items: z.array(NoteRow), /** How many there are beyond `limit`. */ more: z.int() }) },
});

export const createNote = endpoint({
  name: 'createNote',
  method: 'POST',
  path: '/api/v1/notes',
  summary: 'Begin a note.',
  access: write,
  body: NewNote,
  outputs: { 201: NoteView },
  problems: ['already-exists', 'conflict'],
});

export const getNote = endpoint({
  name: 'getNote',
  method: 'GET',
  path: '/api/v1/notes/{id}',
  summary: 'One note with its text.',
  access: read,
  params: NoteId,
  outputs: { 200: NoteView },
});

export const patchNote = endpoint({
  name: 'patchNote',
  method: 'PATCH',
  path: '/api/v1/notes/{id}',
  summary: 'Change a note.',
  access: write,
  params: NoteId,
  body: NotePatch,
  outputs: { 200: NoteView },
  problems: ['stale-revision', 'newer-version'],
});

/** `undo`: for `undoChange` of applications, within the hour. */
export const deleteNote = endpoint({
  name: 'deleteNote',
  method: 'DELETE',
  path: '/api/v1/notes/{id}',
  summary: 'Delete a note.',
  access: write,
  params: NoteId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ undo: z.string() }) },
  problems: ['stale-revision', 'newer-version'],
});

/** All of them or none. `undo`: for `undoChange` of applications; `null`: too much to carry. */
export const deleteNotes = endpoint({
  name: 'deleteNotes',
  method: 'POST',
  path: '/api/v1/notes/delete',
  summary: 'Delete several notes.',
  access: write,
  body: z.strictObject({
    items: z
      .array(z.strictObject({ id: Id, revision: Revision }))
      .min(1)
      .max(500),
  }),
  outputs: { 200: z.strictObject({ undo: z.string().nullable() }) },
  problems: ['stale-revision', 'newer-version'],
});
