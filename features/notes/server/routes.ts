/** Who, may they, open, decide, keep, answer: for notes. */
import { isDeepStrictEqual } from 'node:util';
import { Problem } from '@sotto/contract';
import { refused, removeRecord, sealBulkUndo, sealUndo } from '@sotto/features/applications/server';
import {
  byHand,
  InterviewKind,
  NoteKind,
  OfferKind,
  parentOfNote,
  pinnedFirst,
  withChanges,
  type Id,
  type Note,
  type Stored,
} from '@sotto/domain';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import { createNote, deleteNote, deleteNotes, getNote, listNotes, patchNote, type NewNote, type NoteView } from '../api.ts';
import { aboutView, noteRow, noteView } from './views.ts';

const usualLimit = 1_000;

export function noteRoutes(platform: Platform): Route[] {
  const { workspaces, ids } = platform;
  return [
    route(listNotes, 'track', async ({ by, query: { about, limit = usualLimit } }) => {
      const workspace = await workspaces.read(by);
      const found = notesAbout(workspace, about);
      const items = found.slice(0, limit).map((note) => noteRow(workspace, note));
      return { status: 200, body: { items, more: found.length - items.length } };
    }),

    route(createNote, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(NoteKind, id));
        if (made !== null) return made;
        const id = body.id ?? ids.record();
        const content = { ...newNote(present, body), createdFrom };
        draft.create(NoteKind, { id, parentId: parentOfNote(content.link), content });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(getNote, 'track', async ({ by, params: { id } }) => ({
      status: 200,
      body: viewById(await workspaces.read(by), id),
    })),

    route(patchNote, 'track', async ({ by, params: { id }, body: { revision, ...changes } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const { content } = expected(present, id, revision);
        if (!isDeepStrictEqual(changes.link, content.link)) checkLink(present, changes.link);
        const next = withChanges<Note>(content, changes);
        draft.update(NoteKind, id, revision, next);
        draft.place(id, parentOfNote(next.link));
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(deleteNote, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const { result } = await workspaces.change(by, (present, draft) =>
        removeRecord(present, draft, { kind: NoteKind, stored: expected(present, id, revision) }),
      );
      return { status: 200, body: { undo: await sealUndo(platform, by, result) } };
    }),

    route(deleteNotes, 'track', async ({ by, body: { items } }) => {
      const { result } = await workspaces.change(by, (present, draft) =>
        items.map(({ id, revision }) =>
          removeRecord(present, draft, { kind: NoteKind, stored: expected(present, id, revision) }),
        ),
      );
      return { status: 200, body: { undo: await sealBulkUndo(platform, by, result) } };
    }),
  ];
}

function newNote(workspace: Workspace, { text = '', pinned = false, link = null }: NewNote): Note {
  checkLink(workspace, link);
  return { text, pinned, link, ...byHand };
}

function checkLink(workspace: Workspace, link: NewNote['link']): void {
  if (link && aboutView(workspace, link) === null) throw refused('link', 'There is no such record.');
}

/** About a record; of an application also about its interviews and offers. All of them when nothing is said. In order. */
function notesAbout(workspace: Workspace, about: Id | undefined): readonly Stored<Note>[] {
  if (about === undefined) return notesInOrder(workspace);
  const below = [InterviewKind, OfferKind].flatMap((kind) => workspace.children(kind, about).map(({ id }) => id));
  const asked = new Set([about, ...below]);
  return notesInOrder(workspace).filter(({ content: { link } }) => link !== null && asked.has(link.id));
}

function notesInOrder(workspace: Workspace): readonly Stored<Note>[] {
  return workspace.derived('notes in order', [NoteKind], () => workspace.all(NoteKind).toSorted(pinnedFirst));
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<Note> {
  const note = workspace.get(NoteKind, id);
  if (note === undefined) throw new Problem('not-found');
  if (note.revision !== revision) throw new Problem('stale-revision', { current: noteView(workspace, note) });
  return note;
}

function viewById(workspace: Workspace, id: Id): NoteView {
  const note = workspace.get(NoteKind, id);
  if (note === undefined) throw new Problem('not-found');
  return noteView(workspace, note);
}
