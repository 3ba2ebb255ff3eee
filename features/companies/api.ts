/** Companies as they cross the wire. They are made on the fly when an application names them, and matched by key. */
import { endpoint } from '@sotto/contract';
import { BulkAnswer, BulkItems, companyFields, desirabilities, Id, Instant, limits } from '@sotto/domain';
import { z } from 'zod';

const stamps = {
  id: Id,
  revision: z.int(),
  /** How many applications, contacts and interactions name it. */
  applications: z.int(),
  contacts: z.int(),
  interactions: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
};

export const CompanyView = z.strictObject({ ...stamps, ...companyFields });
export type CompanyView = z.infer<typeof CompanyView>;

/** A company in the list: without its address and notes. */
export const CompanyRow = CompanyView.omit({ address: true, notes: true, doNotApplyReason: true });
export type CompanyRow = z.infer<typeof CompanyRow>;

const { name, aliases, doNotApply, ...nullableFields } = companyFields;
const optionalFields = {
  aliases: aliases.optional(),
  doNotApply: doNotApply.optional(),
  ...z.object(nullableFields).partial().shape,
};

export const NewCompany = z.strictObject({ id: Id.optional(), name, ...optionalFields });
export type NewCompany = z.infer<typeof NewCompany>;

/** Absent: unchanged; `null`: cleared; lists and the address are replaced whole. */
export const CompanyPatch = z.strictObject({ revision: z.int().min(1), name: name.optional(), ...optionalFields });
export type CompanyPatch = z.infer<typeof CompanyPatch>;

const CompanyId = z.strictObject({ id: Id });

export const listCompanies = endpoint({
  name: 'listCompanies',
  method: 'GET',
  path: '/api/v1/companies',
  summary: 'All companies by name; with q those whose name, alias or domain holds it.',
  access: { kind: 'key', scope: 'applications:read', whenDisabled: true },
  query: z.strictObject({ q: z.string().max(limits.line).optional() }),
  compressed: true,
  outputs: { 200: z.strictObject({ items: z.array(CompanyRow) }) },
});

export const createCompany = endpoint({
  name: 'createCompany',
  method: 'POST',
  path: '/api/v1/companies',
  summary: 'Add a company.',
  access: { kind: 'key', scope: 'applications:write' },
  body: NewCompany,
  outputs: { 201: CompanyView },
  problems: ['already-exists', 'conflict'],
});

export const getCompany = endpoint({
  name: 'getCompany',
  method: 'GET',
  path: '/api/v1/companies/{id}',
  summary: 'One company.',
  access: { kind: 'key', scope: 'applications:read', whenDisabled: true },
  params: CompanyId,
  outputs: { 200: CompanyView },
});

export const patchCompany = endpoint({
  name: 'patchCompany',
  method: 'PATCH',
  path: '/api/v1/companies/{id}',
  summary: 'Change a company.',
  access: { kind: 'key', scope: 'applications:write' },
  params: CompanyId,
  body: CompanyPatch,
  outputs: { 200: CompanyView },
  problems: ['stale-revision', 'newer-version', 'already-exists', 'conflict'],
});

/** A sealed account of a deletion, for `undoCompanyDeletion`. The server keeps nothing of what was deleted; it opens for an hour. */
const Undo = z.string().max(16 * 1024 * 1024);

/** What is done to many companies at once. */
export const CompaniesChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('desirability'), desirability: z.enum(desirabilities).nullable() }),
  z.strictObject({ kind: z.literal('doNotApply'), doNotApply: z.boolean() }),
]);
export type CompaniesChange = z.infer<typeof CompaniesChange>;

/** Each company on its own: one that changed elsewhere does not keep the others from changing. Those that change do so together. */
export const changeCompanies = endpoint({
  name: 'changeCompanies',
  method: 'POST',
  path: '/api/v1/companies/bulk',
  summary: 'Say of many companies how much you would like them, or that you do not apply there.',
  access: { kind: 'key', scope: 'applications:write' },
  body: z.strictObject({ items: BulkItems, change: CompaniesChange }),
  outputs: { 200: BulkAnswer },
  problems: ['conflict'],
});

/**
 * `to`: the company that takes its applications, contacts and interactions and becomes known by its names too. Needed when applications
 * name it: `conflict` with `applications`. Without `to` its contacts stay, and so do interactions that name anything else.
 */
export const deleteCompany = endpoint({
  name: 'deleteCompany',
  method: 'DELETE',
  path: '/api/v1/companies/{id}',
  summary: 'Delete a company, or merge it into another.',
  access: { kind: 'key', scope: 'applications:write' },
  params: CompanyId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1), to: Id.optional() }),
  outputs: { 200: z.strictObject({ moved: z.int(), undo: Undo }) },
  problems: ['stale-revision', 'newer-version', 'conflict'],
});

/**
 * Brings the company back, with the applications, contacts and interactions that were handed on and still are where they were handed to.
 * `conflict`: another company has its name by now. `unprocessable`: the hour is over.
 */
export const undoCompanyDeletion = endpoint({
  name: 'undoCompanyDeletion',
  method: 'POST',
  path: '/api/v1/companies/undo',
  summary: 'Take back the deletion or merging of a company.',
  access: { kind: 'key', scope: 'applications:write' },
  body: z.strictObject({ undo: Undo }),
  limitBytes: 16 * 1024 * 1024,
  outputs: { 200: CompanyView },
  problems: ['conflict', 'unprocessable'],
});
