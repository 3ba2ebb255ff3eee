/** Stages as they cross the wire: the columns of the board. */
import { endpoint } from '@sotto/contract';
import { Id, Instant, Stage, stageFields } from '@sotto/domain';
import { z } from 'zod';

export const StageView = z.strictObject({
  id: Id,
  revision: z.int(),
  ...stageFields,
  kind: Stage.shape.kind,
  /** How many applications are in it. */
  applications: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type StageView = z.infer<typeof StageView>;

/** `after`: the stage it follows; `null`: it comes first; left out: last. */
export const NewStage = z.strictObject({
  id: Id.optional(),
  name: stageFields.name,
  kind: Stage.shape.kind,
  hidden: stageFields.hidden.optional(),
  after: Id.nullable().optional(),
});
export type NewStage = z.infer<typeof NewStage>;

/** Absent: unchanged. `after` moves it. What a stage means (`kind`) is fixed. */
export const StagePatch = z.strictObject({
  revision: z.int().min(1),
  name: stageFields.name.optional(),
  hidden: stageFields.hidden.optional(),
  after: Id.nullable().optional(),
});
export type StagePatch = z.infer<typeof StagePatch>;

const StageId = z.strictObject({ id: Id });

export const listStages = endpoint({
  name: 'listStages',
  method: 'GET',
  path: '/api/v1/stages',
  summary: 'All stages in order, hidden ones too.',
  access: { kind: 'key', scope: 'applications:read', whenDisabled: true },
  outputs: { 200: z.strictObject({ items: z.array(StageView) }) },
});

export const createStage = endpoint({
  name: 'createStage',
  method: 'POST',
  path: '/api/v1/stages',
  summary: 'Add a stage.',
  access: { kind: 'key', scope: 'applications:write' },
  body: NewStage,
  outputs: { 201: StageView },
  problems: ['already-exists', 'conflict'],
});

export const patchStage = endpoint({
  name: 'patchStage',
  method: 'PATCH',
  path: '/api/v1/stages/{id}',
  summary: 'Rename, move, hide or show a stage.',
  access: { kind: 'key', scope: 'applications:write' },
  params: StageId,
  body: StagePatch,
  outputs: { 200: StageView },
  problems: ['stale-revision', 'newer-version', 'already-exists', 'conflict'],
});

/** `to`: the stage that takes its applications and its place in their histories. Needed when it has any: `conflict` with `applications`. */
export const deleteStage = endpoint({
  name: 'deleteStage',
  method: 'DELETE',
  path: '/api/v1/stages/{id}',
  summary: 'Delete a stage, naming where its applications go.',
  access: { kind: 'key', scope: 'applications:write' },
  params: StageId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1), to: Id.optional() }),
  outputs: { 200: z.strictObject({ moved: z.int() }) },
  problems: ['stale-revision', 'newer-version', 'conflict'],
});
