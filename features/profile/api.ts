/**
 * The profile as it crosses the wire: what one fills into forms, and the resume that goes with it.
 *
 * Reading answers to other origins, with an access key that holds `profile:read` and never with a cookie; changing is for
 * the web app only.
 */
import { endpoint } from '@sotto/contract';
import { FileRef, fileLimitBytes, fileTypes, Instant, limits, profileFields } from '@sotto/domain';
import { z } from 'zod';

/** The resume, without its bytes. `name`: safe to save under; `sha256`: of the bytes, hex. */
export const ResumeView = z.strictObject({
  ...FileRef.pick({ name: true, type: true, sizeBytes: true, sha256: true }).shape,
  uploadedAt: Instant,
});
export type ResumeView = z.infer<typeof ResumeView>;

/** `revision` 0: there is no profile yet, and nothing of it is kept. `resume`: `null`, none was uploaded. */
export const ProfileView = z.strictObject({
  ...profileFields,
  resume: ResumeView.nullable(),
  revision: z.int().min(0),
});
export type ProfileView = z.infer<typeof ProfileView>;

/** Every field, `null` where nothing is said: the profile is replaced whole. The resume stays. */
export const ProfilePut = z.strictObject({ revision: z.int().min(0), ...profileFields });
export type ProfilePut = z.infer<typeof ProfilePut>;

/** What a resume may be sent as. A browser sends `text/plain` anywhere without asking, so plain text comes as bytes of no type. */
export const resumeTypes = [fileTypes.pdf, fileTypes.docx, 'application/octet-stream'] as const;
export type ResumeType = (typeof resumeTypes)[number];

const seen = z.strictObject({ revision: z.coerce.number().int().min(0) });
const read = { kind: 'key', scope: 'profile:read', whenDisabled: true } as const;
const write = { kind: 'session' } as const;

export const getProfile = endpoint({
  name: 'getProfile',
  method: 'GET',
  path: '/api/v1/profile',
  summary: 'What you keep for filling forms.',
  access: read,
  outputs: { 200: ProfileView },
  crossOrigin: true,
});

export const putProfile = endpoint({
  name: 'putProfile',
  method: 'PUT',
  path: '/api/v1/profile',
  summary: 'Replace what you keep for filling forms.',
  access: write,
  body: ProfilePut,
  outputs: { 200: ProfileView },
  problems: ['stale-revision', 'newer-version'],
});

export const deleteProfile = endpoint({
  name: 'deleteProfile',
  method: 'DELETE',
  path: '/api/v1/profile',
  summary: 'Delete your profile, with the resume.',
  access: { kind: 'session', whenDisabled: true },
  query: seen,
  outputs: { 204: null },
  problems: ['stale-revision'],
});

/** To be saved, never shown: sent as an attachment. `not-found`: there is none. */
export const getResume = endpoint({
  name: 'getResume',
  method: 'GET',
  path: '/api/v1/profile/resume',
  summary: 'The resume, byte for byte as it was uploaded.',
  access: read,
  outputs: { 200: { raw: Object.values(fileTypes) } },
  crossOrigin: true,
});

/**
 * Takes the place of the resume that is there. `unprocessable`: it is not what it says it is, or holds what no resume
 * needs; `detail` says in words what is wrong with it.
 */
export const putResume = endpoint({
  name: 'putResume',
  method: 'PUT',
  path: '/api/v1/profile/resume',
  summary: 'Upload a resume: PDF, Word (.docx) or plain text in UTF-8, 5 MB at most.',
  access: write,
  query: z.strictObject({ ...seen.shape, name: z.string().min(1).max(limits.line) }),
  body: { raw: resumeTypes, limitBytes: fileLimitBytes },
  outputs: { 200: ProfileView },
  problems: ['stale-revision', 'newer-version', 'unprocessable'],
});

export const deleteResume = endpoint({
  name: 'deleteResume',
  method: 'DELETE',
  path: '/api/v1/profile/resume',
  summary: 'Delete the resume.',
  access: { kind: 'session', whenDisabled: true },
  query: seen,
  outputs: { 200: ProfileView },
  problems: ['stale-revision', 'newer-version'],
});
