/** Groups as they cross the wire. */
import { endpoint } from '@sotto/contract';
import { groupFields, Id, Instant } from '@sotto/domain';
import { z } from 'zod';

export const GroupView = z.strictObject({
  id: Id,
  revision: z.int(),
  ...groupFields,
  /** `null`: not archived. */
  archivedAt: Instant.nullable(),
  /** How many applications are in it. */
  applications: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type GroupView = z.infer<typeof GroupView>;

const optionalFields = {
  goal: groupFields.goal.optional(),
  active: groupFields.active.optional(),
  startedOn: groupFields.startedOn.optional(),
  endedOn: groupFields.endedOn.optional(),
  weeklyTarget: groupFields.weeklyTarget.optional(),
};

/** `active` is `true` and `startedOn` today when left out. */
export const NewGroup = z.strictObject({ id: Id.optional(), name: groupFields.name, ...optionalFields });
export type NewGroup = z.infer<typeof NewGroup>;

/** Absent: unchanged; `null`: cleared. Archiving makes a group inactive; making it active brings it back. */
export const GroupPatch = z.strictObject({
  revision: z.int().min(1),
  name: groupFields.name.optional(),
  ...optionalFields,
  archived: z.boolean().optional(),
});
export type GroupPatch = z.infer<typeof GroupPatch>;

/**
 * What becomes of a group's applications when it is deleted. Left out: a group that has any is refused.
 *
 * `move`: they go to the group `to`. `delete`: they go with it, all `count` of them; another number than there are is refused,
 * so that nobody deletes what they have not seen.
 */
export const GroupDeletion = z.strictObject({
  revision: z.coerce.number().int().min(1),
  applications: z.enum(['move', 'delete']).optional(),
  to: Id.optional(),
  count: z.coerce.number().int().min(0).optional(),
});

const GroupId = z.strictObject({ id: Id });

export const listGroups = endpoint({
  name: 'listGroups',
  method: 'GET',
  path: '/api/v1/groups',
  summary: 'All groups, archived ones last, each part in order of creation.',
  access: { kind: 'key', scope: 'applications:read', whenDisabled: true },
  outputs: { 200: z.strictObject({ items: z.array(GroupView) }) },
});

export const createGroup = endpoint({
  name: 'createGroup',
  method: 'POST',
  path: '/api/v1/groups',
  summary: 'Begin a group.',
  access: { kind: 'key', scope: 'applications:write' },
  body: NewGroup,
  outputs: { 201: GroupView },
  problems: ['already-exists', 'conflict'],
});

export const patchGroup = endpoint({
  name: 'patchGroup',
  method: 'PATCH',
  path: '/api/v1/groups/{id}',
  summary: 'Rename, archive or otherwise change a group.',
  access: { kind: 'key', scope: 'applications:write' },
  params: GroupId,
  body: GroupPatch,
  outputs: { 200: GroupView },
  problems: ['stale-revision', 'newer-version', 'already-exists', 'conflict'],
});

/** Refused with `conflict` and `applications` (their number) when it has some and nothing is said of them, and for the last group. */
export const deleteGroup = endpoint({
  name: 'deleteGroup',
  method: 'DELETE',
  path: '/api/v1/groups/{id}',
  summary: 'Delete a group, saying what becomes of its applications.',
  access: { kind: 'key', scope: 'applications:write' },
  params: GroupId,
  query: GroupDeletion,
  outputs: { 200: z.strictObject({ moved: z.int(), deleted: z.int() }) },
  problems: ['stale-revision', 'newer-version', 'conflict'],
});
