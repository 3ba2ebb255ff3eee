/**
 * Interviews as they cross the wire. `startsAt` and `endsAt` are wall times in `zone`, as they were agreed; the instants that
 * follow from them are told beside them.
 */
import { endpoint } from '@sotto/contract';
import { ApplicationRef, CalendarDate, Id, Instant, interviewFields, NamedRef } from '@sotto/domain';
import { z } from 'zod';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const Revision = z.int().min(1);
const InterviewId = z.strictObject({ id: Id });

export const InterviewView = z.strictObject({
  id: Id,
  revision: Revision,
  application: ApplicationRef,
  ...interviewFields,
  /** `startsAt` as an instant. */
  start: Instant,
  /** `endsAt` as an instant, or an hour after `start` when no end was said. */
  end: Instant,
  /** The contacts of `contactIds` that are still there. */
  contacts: z.array(NamedRef),
  createdAt: Instant,
  updatedAt: Instant,
});
export type InterviewView = z.infer<typeof InterviewView>;

const { startsAt, ...otherFields } = interviewFields;
const optionalFields = z.object(otherFields).partial().shape;

/** A new interview. `round`: one more than the last when left out; `zone`: the person's. */
export const NewInterview = z.strictObject({ id: Id.optional(), applicationId: Id, startsAt, ...optionalFields });
export type NewInterview = z.infer<typeof NewInterview>;

/** Absent: unchanged; `null`: cleared; lists are replaced whole. */
export const InterviewPatch = z.strictObject({ revision: Revision, startsAt: startsAt.optional(), ...optionalFields });
export type InterviewPatch = z.infer<typeof InterviewPatch>;

export const listInterviews = endpoint({
  name: 'listInterviews',
  method: 'GET',
  path: '/api/v1/interviews',
  summary: 'Interviews by time, earliest first.',
  access: read,
  compressed: true,
  query: z.strictObject({
    applicationId: Id.optional(),
    /** Days in the person’s zone, both included: those that begin then. */
    from: CalendarDate.optional(),
    to: CalendarDate.optional(),
  }),
  outputs: { 200: z.strictObject({ items: z.array(InterviewView) }) },
});

export const createInterview = endpoint({
  name: 'createInterview',
  method: 'POST',
  path: '/api/v1/interviews',
  summary: 'Plan an interview.',
  access: write,
  body: NewInterview,
  outputs: { 201: InterviewView },
  problems: ['already-exists', 'conflict'],
});

export const getInterview = endpoint({
  name: 'getInterview',
  method: 'GET',
  path: '/api/v1/interviews/{id}',
  summary: 'One interview.',
  access: read,
  params: InterviewId,
  outputs: { 200: InterviewView },
});

export const patchInterview = endpoint({
  name: 'patchInterview',
  method: 'PATCH',
  path: '/api/v1/interviews/{id}',
  summary: 'Change an interview.',
  access: write,
  params: InterviewId,
  body: InterviewPatch,
  outputs: { 200: InterviewView },
  problems: ['stale-revision', 'newer-version'],
});

/** `undo`: for `undoChange` of applications, within the hour. Its tasks go with it and come back with it. */
export const deleteInterview = endpoint({
  name: 'deleteInterview',
  method: 'DELETE',
  path: '/api/v1/interviews/{id}',
  summary: 'Delete an interview with its tasks.',
  access: write,
  params: InterviewId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ undo: z.string() }) },
  problems: ['stale-revision', 'newer-version'],
});
