/**
 * Taking in a posting, and knowing whether someone has already applied there: what the extension and the form for a new application ask.
 *
 * These routes answer to other origins, with an access key and never with a cookie.
 */
import { endpoint } from '@sotto/contract';
import {
  applicationFields,
  CalendarDate,
  duplicateLevels,
  Id,
  Instant,
  limits,
  line,
  NamedRef,
  prose,
  StageRef,
  WebUrl,
} from '@sotto/domain';
import { z } from 'zod';

const { title, description, responsibilities, benefits, ...others } = applicationFields;

/** A posting as it was read from its page. Only company and title are needed. */
export const Posting = z.strictObject({
  company: line(limits.name),
  title,
  ...z
    .object({ description, responsibilities, benefits, ...others })
    .pick({
      description: true,
      responsibilities: true,
      benefits: true,
      url: true,
      externalJobId: true,
      source: true,
      sourceDetail: true,
      referenceNumber: true,
      workMode: true,
      employmentType: true,
      seniority: true,
      location: true,
      compensation: true,
      postedOn: true,
      closesOn: true,
    })
    .partial().shape,
});
export type Posting = z.infer<typeof Posting>;

/**
 * `groupId`: the first active group when left out; `stageId`: the first stage of kind `lead`.
 * `override`: save although the same posting is here already. `id`: makes a repeat safe.
 */
export const NewCapture = z.strictObject({
  id: Id.optional(),
  posting: Posting,
  groupId: Id.optional(),
  stageId: Id.optional(),
  snapshot: z
    .strictObject({ text: prose(limits.snapshot), capturedAt: Instant.optional() })
    .nullable()
    .optional(),
  override: z.boolean().optional(),
});
export type NewCapture = z.infer<typeof NewCapture>;

/** Another application that may be the same, or at the same company. */
export const Duplicate = z.strictObject({
  level: z.enum(duplicateLevels).exclude(['do_not_apply']),
  response: z.enum(['block', 'warn', 'inform']),
  id: Id,
  company: NamedRef,
  title: z.string(),
  group: NamedRef,
  stage: StageRef,
  /** The day of applying; `null`: not applied yet. */
  appliedOn: CalendarDate.nullable(),
  /** The day of applying, or of saving. */
  on: CalendarDate,
  outcome: applicationFields.outcome,
});
export type Duplicate = z.infer<typeof Duplicate>;

export const DuplicateReport = z.strictObject({
  /** The strongest response of all that was found; `null`: nothing was. */
  response: z.enum(['block', 'warn', 'inform']).nullable(),
  /** Strongest level first, then the latest; at most 20. */
  items: z.array(Duplicate),
  /** How many there are in all. */
  total: z.int(),
  /** The company is marked "do not apply". `null`: it is not. */
  doNotApply: z.strictObject({ company: NamedRef, reason: z.string().nullable() }).nullable(),
});
export type DuplicateReport = z.infer<typeof DuplicateReport>;

export const findDuplicates = endpoint({
  name: 'findDuplicates',
  method: 'GET',
  path: '/api/v1/capture/duplicates',
  summary: 'Whether you have already applied there, across all groups.',
  access: { kind: 'key', scope: 'duplicates:read', whenDisabled: true },
  query: z.strictObject({
    url: z.string().max(limits.url).optional(),
    company: z.string().max(limits.name).optional(),
    title: z.string().max(limits.name).optional(),
    externalJobId: z.string().max(limits.line).optional(),
    /** An application that is not compared: the one being edited. */
    except: Id.optional(),
  }),
  outputs: { 200: DuplicateReport },
  crossOrigin: true,
});

export const getCaptureOptions = endpoint({
  name: 'getCaptureOptions',
  method: 'GET',
  path: '/api/v1/capture/options',
  summary: 'Groups and stages by name, to choose from.',
  access: { kind: 'key', scope: 'capture:write', whenDisabled: true },
  outputs: { 200: z.strictObject({ groups: z.array(NamedRef), stages: z.array(StageRef) }) },
  crossOrigin: true,
});

/** `duplicate`: the same posting is here already; `duplicates` tells which. Send `override` to save it all the same. */
export const capturePosting = endpoint({
  name: 'capturePosting',
  method: 'POST',
  path: '/api/v1/capture',
  summary: 'Save a posting as an application.',
  access: { kind: 'key', scope: 'capture:write' },
  body: NewCapture,
  limitBytes: 6 * 1024 * 1024,
  outputs: {
    201: z.strictObject({
      id: Id,
      url: WebUrl,
      company: NamedRef,
      title: z.string(),
      group: NamedRef,
      stage: StageRef,
      duplicates: DuplicateReport,
    }),
  },
  problems: ['already-exists', 'conflict', 'duplicate'],
  crossOrigin: true,
});
