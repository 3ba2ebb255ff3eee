/** Saved views as they cross the wire: what the table or the board shows, under a name. */
import { endpoint } from '@sotto/contract';
import { Id, Instant, viewFields } from '@sotto/domain';
import { z } from 'zod';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const ViewId = z.strictObject({ id: Id });

export const SavedViewView = z.strictObject({
  id: Id,
  revision: z.int(),
  ...viewFields,
  /** How many applications it shows, in its group or the one that was asked for; `null` of a board. */
  count: z.int().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type SavedViewView = z.infer<typeof SavedViewView>;

/** `after`: the view it follows; `null`: it comes first; left out: last. */
export const NewView = z.strictObject({
  id: Id.optional(),
  name: viewFields.name,
  groupId: viewFields.groupId.optional(),
  isDefault: viewFields.isDefault.optional(),
  shows: viewFields.shows,
  after: Id.nullable().optional(),
});
export type NewView = z.infer<typeof NewView>;

/** Absent: unchanged. `shows` is replaced whole. A new default takes the place of the one its layout had. */
export const ViewPatch = z.strictObject({
  revision: z.int().min(1),
  name: viewFields.name.optional(),
  groupId: viewFields.groupId.optional(),
  isDefault: viewFields.isDefault.optional(),
  shows: viewFields.shows.optional(),
  after: Id.nullable().optional(),
});
export type ViewPatch = z.infer<typeof ViewPatch>;

export const listViews = endpoint({
  name: 'listViews',
  method: 'GET',
  path: '/api/v1/views',
  summary: 'All saved views in order, with how many applications each shows.',
  access: read,
  query: z.strictObject({ groupId: Id.optional() }),
  outputs: { 200: z.strictObject({ items: z.array(SavedViewView) }) },
});

export const createView = endpoint({
  name: 'createView',
  method: 'POST',
  path: '/api/v1/views',
  summary: 'Save a view.',
  access: write,
  body: NewView,
  outputs: { 201: SavedViewView },
  problems: ['already-exists', 'conflict'],
});

export const patchView = endpoint({
  name: 'patchView',
  method: 'PATCH',
  path: '/api/v1/views/{id}',
  summary: 'Rename or move a saved view, or change what it shows.',
  access: write,
  params: ViewId,
  body: ViewPatch,
  outputs: { 200: SavedViewView },
  problems: ['stale-revision', 'newer-version', 'conflict'],
});

/** `undo`: for `undoChange` of applications, within the hour. */
export const deleteView = endpoint({
  name: 'deleteView',
  method: 'DELETE',
  path: '/api/v1/views/{id}',
  summary: 'Delete a saved view. What it shows stays.',
  access: write,
  params: ViewId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ undo: z.string() }) },
  problems: ['stale-revision', 'newer-version'],
});
