/** Passkeys: what a device signs in with. */
import { endpoint } from '@sotto/contract';
import { CalendarDate, Id, Instant } from '@sotto/domain';
import { z } from 'zod';
import { NewPasskey, PasskeyOptions } from './identity.ts';

/** Passkeys an account may have. */
export const mostPasskeys = 20;

export const PasskeyName = z.string().trim().min(1, 'Give it a name you will recognise.').max(100, 'At most 100 characters.');

export const PasskeyView = z.strictObject({
  id: Id,
  name: z.string(),
  createdAt: Instant,
  /** The last day on which it was used, in UTC; `null`: never. */
  usedOn: CalendarDate.nullable(),
  /** Copied between the devices of its owner, by the maker of the device. */
  synced: z.boolean(),
});
export type PasskeyView = z.infer<typeof PasskeyView>;

export const listPasskeys = endpoint({
  name: 'listPasskeys',
  method: 'GET',
  path: '/api/v1/account/passkeys',
  summary: 'All passkeys, newest first.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: z.strictObject({ items: z.array(PasskeyView) }) },
});

export const makePasskeyOptions = endpoint({
  name: 'makePasskeyOptions',
  method: 'POST',
  path: '/api/v1/account/passkeys/options',
  summary: 'What the browser needs to make a passkey.',
  access: { kind: 'session', fresh: true },
  outputs: { 200: PasskeyOptions },
  problems: ['conflict'],
});

/** Without a name it is called after the device it was made on. */
export const addPasskey = endpoint({
  name: 'addPasskey',
  method: 'POST',
  path: '/api/v1/account/passkeys',
  summary: 'Keeps the passkey that the browser has made.',
  access: { kind: 'session', fresh: true },
  body: z.strictObject({ passkey: NewPasskey, name: PasskeyName.optional() }),
  outputs: { 201: PasskeyView },
  problems: ['unprocessable', 'already-exists', 'conflict'],
});

export const renamePasskey = endpoint({
  name: 'renamePasskey',
  method: 'PATCH',
  path: '/api/v1/account/passkeys/{id}',
  summary: 'Gives a passkey another name.',
  access: { kind: 'session' },
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ name: PasskeyName }),
  outputs: { 200: PasskeyView },
  problems: ['conflict'],
});

/** Refused with `conflict` when it is the last way in. */
export const removePasskey = endpoint({
  name: 'removePasskey',
  method: 'DELETE',
  path: '/api/v1/account/passkeys/{id}',
  summary: 'Removes a passkey; it signs nobody in from here on.',
  access: { kind: 'session', fresh: true },
  params: z.strictObject({ id: Id }),
  outputs: { 204: null },
  problems: ['conflict'],
});
