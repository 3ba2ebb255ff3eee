/**
 * Contacts and interactions as they cross the wire.
 *
 * Companies are named by name, as applications name them: matched, or made. An absent value is `null` in answers.
 */
import { endpoint } from '@sotto/contract';
import {
  BulkAnswer,
  BulkItems,
  contactFields,
  contactKinds,
  contactLimits,
  Id,
  Instant,
  limits,
  line,
  NamedRef,
  StageRef,
} from '@sotto/domain';
import { z } from 'zod';
import { Said } from './api/said.ts';

export * from './api/interactions.ts';
export * from './api/said.ts';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const Revision = z.int().min(1);
const ContactId = z.strictObject({ id: Id });

/** An application as a contact names it. */
export const ApplicationRef = z.strictObject({ id: Id, title: z.string(), company: z.string(), stage: StageRef });
export type ApplicationRef = z.infer<typeof ApplicationRef>;

/** A contact whole. */
export const ContactView = z.strictObject({
  id: Id,
  revision: Revision,
  ...contactFields,
  companies: z.array(NamedRef),
  applications: z.array(ApplicationRef),
  /** When the latest interaction was; `null`: there is none. */
  lastAt: Said.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type ContactView = z.infer<typeof ContactView>;

/** A contact in the list. */
export const ContactRow = ContactView.pick({
  id: true,
  revision: true,
  name: true,
  role: true,
  kind: true,
  emails: true,
  phones: true,
  companies: true,
  lastAt: true,
}).extend({ applicationIds: z.array(Id) });
export type ContactRow = z.infer<typeof ContactRow>;

const { name, emails, phones, links, attributes, ...nullableFields } = contactFields;
const optionalFields = {
  emails: emails.optional(),
  phones: phones.optional(),
  links: links.optional(),
  attributes: attributes.optional(),
  ...z.object(nullableFields).partial().shape,
  companies: z.array(line(limits.name)).max(contactLimits.companies).optional(),
  applicationIds: z.array(Id).max(contactLimits.applications).optional(),
};

export const NewContact = z.strictObject({ id: Id.optional(), name, ...optionalFields });
export type NewContact = z.infer<typeof NewContact>;

/** Absent: unchanged; `null`: cleared; lists are replaced whole. */
export const ContactPatch = z.strictObject({ revision: Revision, name: name.optional(), ...optionalFields });
export type ContactPatch = z.infer<typeof ContactPatch>;

export const listContacts = endpoint({
  name: 'listContacts',
  method: 'GET',
  path: '/api/v1/contacts',
  summary: 'All contacts by name; those of a company or application alone.',
  access: read,
  query: z.strictObject({ companyId: Id.optional(), applicationId: Id.optional() }),
  compressed: true,
  outputs: { 200: z.strictObject({ items: z.array(ContactRow) }) },
});

export const createContact = endpoint({
  name: 'createContact',
  method: 'POST',
  path: '/api/v1/contacts',
  summary: 'Add a contact.',
  access: write,
  body: NewContact,
  outputs: { 201: ContactView },
  problems: ['already-exists'],
});

/** The most that come in at once. */
export const greatestImport = 500;

/** All of them together, or none. `importId`: takes them back. */
export const importContacts = endpoint({
  name: 'importContacts',
  method: 'POST',
  path: '/api/v1/contacts/import',
  summary: 'Add many contacts, as read from an address book.',
  access: write,
  body: z.strictObject({
    contacts: z
      .array(NewContact.omit({ id: true }))
      .min(1)
      .max(greatestImport),
  }),
  limitBytes: 8 * 1024 * 1024,
  outputs: { 201: z.strictObject({ importId: Id, ids: z.array(Id) }) },
});

/** Contacts that were changed since, or that talks name, stay; so do companies that anything names or that were changed. */
export const undoContactImport = endpoint({
  name: 'undoContactImport',
  method: 'DELETE',
  path: '/api/v1/contacts/import/{id}',
  summary: 'Take back contacts that came in together, with the companies made for them.',
  access: write,
  params: ContactId,
  outputs: { 200: z.strictObject({ contacts: z.int(), companies: z.int() }) },
});

export const getContact = endpoint({
  name: 'getContact',
  method: 'GET',
  path: '/api/v1/contacts/{id}',
  summary: 'One contact.',
  access: read,
  params: ContactId,
  outputs: { 200: ContactView },
});

export const patchContact = endpoint({
  name: 'patchContact',
  method: 'PATCH',
  path: '/api/v1/contacts/{id}',
  summary: 'Change a contact.',
  access: write,
  params: ContactId,
  body: ContactPatch,
  outputs: { 200: ContactView },
  problems: ['stale-revision', 'newer-version'],
});

/**
 * Interactions go with it that name nobody and nothing else that is there; the others stay without the name. `undo`: for
 * `undoChange` of applications, within the hour.
 */
export const deleteContact = endpoint({
  name: 'deleteContact',
  method: 'DELETE',
  path: '/api/v1/contacts/{id}',
  summary: 'Delete a contact.',
  access: write,
  params: ContactId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ undo: z.string(), interactions: z.int() }) },
  problems: ['stale-revision', 'newer-version'],
});

/** What is done to many contacts at once. `company`: named besides those they have, matched or made. */
export const ContactsChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('kind'), contactKind: z.enum(contactKinds).nullable() }),
  z.strictObject({ kind: z.literal('company'), company: line(limits.name) }),
  z.strictObject({ kind: z.literal('delete') }),
]);
export type ContactsChange = z.infer<typeof ContactsChange>;

/** Each contact on its own: one that changed elsewhere does not keep the others from changing. Those that change do so together. */
export const changeContacts = endpoint({
  name: 'changeContacts',
  method: 'POST',
  path: '/api/v1/contacts/bulk',
  summary: 'Say what many contacts are or where they work, or delete them.',
  access: write,
  body: z.strictObject({ items: BulkItems, change: ContactsChange }),
  outputs: { 200: BulkAnswer },
  problems: ['conflict'],
});

export const vcardType = 'text/vcard; charset=utf-8';

export const exportContact = endpoint({
  name: 'exportContact',
  method: 'GET',
  path: '/api/v1/contacts/{id}/contact.vcf',
  summary: 'One contact as vCard 3.0 (RFC 2426).',
  access: { kind: 'key', scope: 'export:read', whenDisabled: true },
  params: ContactId,
  outputs: { 200: { raw: [vcardType] } },
});

export const exportContacts = endpoint({
  name: 'exportContacts',
  method: 'GET',
  path: '/api/v1/contacts.vcf',
  summary: 'All contacts as vCards 3.0 (RFC 2426), one after the other.',
  access: { kind: 'key', scope: 'export:read', whenDisabled: true },
  outputs: { 200: { raw: [vcardType] } },
});
