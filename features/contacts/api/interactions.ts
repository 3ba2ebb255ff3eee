/** Interactions as they cross the wire: what was said and written, with whom, about which application. */
import { endpoint } from '@sotto/contract';
import { greatestParty, Id, Instant, interactionFields, NamedRef, Zone } from '@sotto/domain';
import { z } from 'zod';
import { Said, SaidThere } from './said.ts';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const Revision = z.int().min(1);
const InteractionId = z.strictObject({ id: Id });

export const InteractionView = z.strictObject({
  id: Id,
  revision: Revision,
  ...interactionFields,
  at: Said,
  /** Where the person was. */
  zone: Zone,
  contacts: z.array(NamedRef),
  company: NamedRef.nullable(),
  /** By its title. */
  application: NamedRef.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type InteractionView = z.infer<typeof InteractionView>;

const { kind, ...nullableFields } = interactionFields;
const optionalFields = {
  ...z.object(nullableFields).partial().shape,
  zone: Zone.optional(),
  contactIds: z.array(Id).max(greatestParty).optional(),
  companyId: Id.nullable().optional(),
  applicationId: Id.nullable().optional(),
};

/**
 * At least one contact, a company or an application. `at`: now when left out; not in the future; a day and time are meant in
 * `zone`, the person's when left out.
 * `companyId`: when left out, the application's, else the one company of its contacts if there is exactly one.
 */
export const NewInteraction = z.strictObject({ id: Id.optional(), kind, at: SaidThere.optional(), ...optionalFields });
export type NewInteraction = z.infer<typeof NewInteraction>;

/** Absent: unchanged; `null`: cleared; lists are replaced whole. */
export const InteractionPatch = z.strictObject({
  revision: Revision,
  kind: kind.optional(),
  at: SaidThere.optional(),
  ...optionalFields,
});
export type InteractionPatch = z.infer<typeof InteractionPatch>;

/** Those of a company are what names it, and what names one of its applications. */
export const listInteractions = endpoint({
  name: 'listInteractions',
  method: 'GET',
  path: '/api/v1/interactions',
  summary: 'Interactions, newest first: all, or those with a contact, a company or about an application.',
  access: read,
  query: z.strictObject({
    contactId: Id.optional(),
    companyId: Id.optional(),
    applicationId: Id.optional(),
    limit: z.coerce.number().int().min(1).max(1_000).optional(),
  }),
  compressed: true,
  outputs: { 200: z.strictObject({ items: z.array(InteractionView) }) },
});

export const createInteraction = endpoint({
  name: 'createInteraction',
  method: 'POST',
  path: '/api/v1/interactions',
  summary: 'Note an interaction.',
  access: write,
  body: NewInteraction,
  outputs: { 201: InteractionView },
  problems: ['already-exists'],
});

export const getInteraction = endpoint({
  name: 'getInteraction',
  method: 'GET',
  path: '/api/v1/interactions/{id}',
  summary: 'One interaction.',
  access: read,
  params: InteractionId,
  outputs: { 200: InteractionView },
});

export const patchInteraction = endpoint({
  name: 'patchInteraction',
  method: 'PATCH',
  path: '/api/v1/interactions/{id}',
  summary: 'Change an interaction.',
  access: write,
  params: InteractionId,
  body: InteractionPatch,
  outputs: { 200: InteractionView },
  problems: ['stale-revision', 'newer-version'],
});

/** `undo`: for `undoChange` of applications, within the hour. */
export const deleteInteraction = endpoint({
  name: 'deleteInteraction',
  method: 'DELETE',
  path: '/api/v1/interactions/{id}',
  summary: 'Delete an interaction.',
  access: write,
  params: InteractionId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ undo: z.string() }) },
  problems: ['stale-revision', 'newer-version'],
});
