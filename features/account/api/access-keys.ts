/** Access keys: what scripts and the extension show instead of a cookie. */
import { endpoint, scopes } from '@sotto/contract';
import { CalendarDate, Id, Instant } from '@sotto/domain';
import { z } from 'zod';

export const KeyScope = z.enum(scopes);

/** Days after which an access key ends when nothing else is said. */
export const defaultKeyDays = 180;
/** Days after which an access key ends at the latest. */
export const longestKeyDays = 366;
/** Minutes for which a connect code is good. */
export const connectCodeMinutes = 5;

export const AccessKeyView = z.strictObject({
  id: Id,
  name: z.string(),
  scopes: z.array(KeyScope),
  createdAt: Instant,
  /** The last day on which it was used, in UTC; `null`: never. */
  usedOn: CalendarDate.nullable(),
  /** The last day on which it works, in UTC. */
  expiresOn: CalendarDate,
});
export type AccessKeyView = z.infer<typeof AccessKeyView>;

export const listAccessKeys = endpoint({
  name: 'listAccessKeys',
  method: 'GET',
  path: '/api/v1/access-keys',
  summary: 'All access keys that have not ended, newest first. Never the keys themselves.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: z.strictObject({ items: z.array(AccessKeyView) }) },
});

const NewKey = z.strictObject({
  name: z.string().trim().min(1, 'Give it a name you will recognise.').max(100, 'At most 100 characters.'),
  scopes: z
    .array(KeyScope)
    .min(1, 'Choose at least one thing it may do.')
    .refine((chosen) => new Set(chosen).size === chosen.length, 'Each only once.'),
  expiresOn: CalendarDate.optional(),
});

/** `key` is in this answer and nowhere after it. A repeat with the same `id` is therefore answered with `already-exists`. */
export const makeAccessKey = endpoint({
  name: 'makeAccessKey',
  method: 'POST',
  path: '/api/v1/access-keys',
  summary: 'Makes an access key. It is shown this once.',
  access: { kind: 'session', fresh: true },
  body: z.strictObject({ id: Id.optional(), ...NewKey.shape }),
  outputs: { 201: z.strictObject({ ...AccessKeyView.shape, key: z.string() }) },
  problems: ['already-exists'],
});

export const endAccessKey = endpoint({
  name: 'endAccessKey',
  method: 'DELETE',
  path: '/api/v1/access-keys/{id}',
  summary: 'Ends an access key; its next request is refused.',
  access: { kind: 'session', whenDisabled: true },
  params: z.strictObject({ id: Id }),
  outputs: { 204: null },
});

/** What a key may ask about itself, whatever its scopes. Nothing about the person. */
export const getCurrentAccessKey = endpoint({
  name: 'getCurrentAccessKey',
  method: 'GET',
  path: '/api/v1/access-keys/current',
  summary: 'What the access key of this request may do, and until when.',
  access: { kind: 'any-key' },
  outputs: { 200: z.strictObject({ scopes: z.array(KeyScope), expiresOn: CalendarDate }) },
  crossOrigin: true,
});

/** The code is shown once and exchanged once, within five minutes; the key it becomes is shown to nobody. */
export const makeConnectCode = endpoint({
  name: 'makeConnectCode',
  method: 'POST',
  path: '/api/v1/access-keys/connect-codes',
  summary: 'A one-time code that the extension exchanges for an access key.',
  access: { kind: 'session', fresh: true },
  body: NewKey,
  outputs: { 201: z.strictObject({ code: z.string(), endsAt: Instant }) },
});

export const connect = endpoint({
  name: 'connect',
  method: 'POST',
  path: '/api/v1/access-keys/connect',
  summary: 'Exchanges a one-time code for an access key.',
  access: { kind: 'public' },
  body: z.strictObject({ code: z.string().min(1).max(200) }),
  outputs: { 201: z.strictObject({ key: z.string(), scopes: z.array(KeyScope), expiresOn: CalendarDate }) },
  problems: ['unprocessable'],
  crossOrigin: true,
});
