/** Companies as they cross the wire. They are made on the fly when an application names them, and matched by key. */
import { endpoint } from '@sotto/contract';
import { companyFields, Id, Instant, limits } from '@sotto/domain';
import { z } from 'zod';

const stamps = {
  id: Id,
  revision: z.int(),
  /** How many applications name it. */
  applications: z.int(),
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

/** `to`: the company that takes its applications and becomes known by its names too. Needed when it has any: `conflict` with `applications`. */
export const deleteCompany = endpoint({
  name: 'deleteCompany',
  method: 'DELETE',
  path: '/api/v1/companies/{id}',
  summary: 'Delete a company, or merge it into another.',
  access: { kind: 'key', scope: 'applications:write' },
  params: CompanyId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1), to: Id.optional() }),
  outputs: { 200: z.strictObject({ moved: z.int() }) },
  problems: ['stale-revision', 'newer-version', 'conflict'],
});
