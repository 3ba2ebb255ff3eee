/** The question bank as it crosses the wire. A question is small: a list tells each whole. */
import { endpoint } from '@sotto/contract';
import {
  ApplicationRef,
  Id,
  Instant,
  interviewKinds,
  questionFields,
  questionKinds,
  questionRoles,
  QuestionUse,
  WallTime,
} from '@sotto/domain';
import { z } from 'zod';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const Revision = z.int().min(1);
const QuestionId = z.strictObject({ id: Id });

/** An interview a question is linked to. `startsAt`: as it was agreed, in its zone. */
export const NamedUse = z.strictObject({
  interviewId: Id,
  role: z.enum(questionRoles),
  startsAt: WallTime,
  kind: z.enum(interviewKinds),
  round: z.int().nullable(),
  application: ApplicationRef,
});
export type NamedUse = z.infer<typeof NamedUse>;

const { uses: _, ...ownFields } = questionFields;

export const QuestionView = z.strictObject({
  id: Id,
  revision: Revision,
  ...ownFields,
  /** Interviews that are still there, latest first. */
  uses: z.array(NamedUse),
  createdAt: Instant,
  updatedAt: Instant,
});
export type QuestionView = z.infer<typeof QuestionView>;

const { text, ...otherFields } = questionFields;
const optionalFields = z.object(otherFields).partial().shape;

/** A new question. `kind`: other, when left out. */
export const NewQuestion = z.strictObject({ id: Id.optional(), text, ...optionalFields });
export type NewQuestion = z.infer<typeof NewQuestion>;

/** Absent: unchanged; `null`: cleared; `tags`, `star` and `uses` are replaced whole, of several uses of one interview the last counts. */
export const QuestionPatch = z.strictObject({ revision: Revision, text: text.optional(), ...optionalFields });
export type QuestionPatch = z.infer<typeof QuestionPatch>;

/** Links and unlinks questions of one interview, without their revisions: what else was said of them does not matter here. */
export const InterviewQuestions = z.strictObject({
  items: z
    .array(z.strictObject({ id: Id, /** `null`: not linked. */ role: z.enum(questionRoles).nullable() }))
    .min(1)
    .max(200),
});

export const listQuestions = endpoint({
  name: 'listQuestions',
  method: 'GET',
  path: '/api/v1/questions',
  summary: 'Questions and your answers, in the order in which they were noted.',
  access: read,
  query: z.strictObject({ kind: z.enum(questionKinds).optional(), interviewId: QuestionUse.shape.interviewId.optional() }),
  outputs: { 200: z.strictObject({ items: z.array(QuestionView) }) },
});

export const createQuestion = endpoint({
  name: 'createQuestion',
  method: 'POST',
  path: '/api/v1/questions',
  summary: 'Note a question.',
  access: write,
  body: NewQuestion,
  outputs: { 201: QuestionView },
  problems: ['already-exists', 'conflict'],
});

export const getQuestion = endpoint({
  name: 'getQuestion',
  method: 'GET',
  path: '/api/v1/questions/{id}',
  summary: 'One question.',
  access: read,
  params: QuestionId,
  outputs: { 200: QuestionView },
});

export const patchQuestion = endpoint({
  name: 'patchQuestion',
  method: 'PATCH',
  path: '/api/v1/questions/{id}',
  summary: 'Change a question or its answer.',
  access: write,
  params: QuestionId,
  body: QuestionPatch,
  outputs: { 200: QuestionView },
  problems: ['stale-revision', 'newer-version'],
});

export const linkQuestions = endpoint({
  name: 'linkQuestions',
  method: 'POST',
  path: '/api/v1/interviews/{id}/questions',
  summary: 'Say which questions were asked in an interview, or are to be asked there.',
  access: write,
  params: QuestionId,
  body: InterviewQuestions,
  outputs: { 200: z.strictObject({ items: z.array(QuestionView) }) },
  problems: ['newer-version'],
});

/** `undo`: for `undoChange` of applications, within the hour. */
export const deleteQuestion = endpoint({
  name: 'deleteQuestion',
  method: 'DELETE',
  path: '/api/v1/questions/{id}',
  summary: 'Delete a question with its answer.',
  access: write,
  params: QuestionId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ undo: z.string() }) },
  problems: ['stale-revision', 'newer-version'],
});

/** All of them or none. `undo`: for `undoChange` of applications; `null`: too much to carry. */
export const deleteQuestions = endpoint({
  name: 'deleteQuestions',
  method: 'POST',
  path: '/api/v1/questions/delete',
  summary: 'Delete several questions with their answers.',
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
