/** Templates as they cross the wire. An absent value is `null` in answers. */
import { endpoint } from '@sotto/contract';
import { Id, Instant, templateFields } from '@sotto/domain';
import { z } from 'zod';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const Revision = z.int().min(1);
const TemplateId = z.strictObject({ id: Id });

export const TemplateView = z.strictObject({
  id: Id,
  revision: Revision,
  ...templateFields,
  createdAt: Instant,
  updatedAt: Instant,
});
export type TemplateView = z.infer<typeof TemplateView>;

const { name, purpose, ...others } = templateFields;
const optionalFields = z.object(others).partial().shape;

/** `purpose`: `other` when left out. */
export const NewTemplate = z.strictObject({ id: Id.optional(), name, purpose: purpose.optional(), ...optionalFields });
export type NewTemplate = z.infer<typeof NewTemplate>;

/** Absent: unchanged; `null`: cleared. */
export const TemplatePatch = z.strictObject({
  revision: Revision,
  name: name.optional(),
  purpose: purpose.optional(),
  ...optionalFields,
});
export type TemplatePatch = z.infer<typeof TemplatePatch>;

export const listTemplates = endpoint({
  name: 'listTemplates',
  method: 'GET',
  path: '/api/v1/templates',
  summary: 'Templates by name.',
  access: read,
  compressed: true,
  outputs: { 200: z.strictObject({ items: z.array(TemplateView) }) },
});

export const createTemplate = endpoint({
  name: 'createTemplate',
  method: 'POST',
  path: '/api/v1/templates',
  summary: 'Add a template.',
  access: write,
  body: NewTemplate,
  outputs: { 201: TemplateView },
  problems: ['already-exists'],
});

export const getTemplate = endpoint({
  name: 'getTemplate',
  method: 'GET',
  path: '/api/v1/templates/{id}',
  summary: 'One template.',
  access: read,
  params: TemplateId,
  outputs: { 200: TemplateView },
});

export const patchTemplate = endpoint({
  name: 'patchTemplate',
  method: 'PATCH',
  path: '/api/v1/templates/{id}',
  summary: 'Change a template.',
  access: write,
  params: TemplateId,
  body: TemplatePatch,
  outputs: { 200: TemplateView },
  problems: ['stale-revision', 'newer-version'],
});

/** `undo`: for `undoChange` of applications, within the hour. */
export const deleteTemplate = endpoint({
  name: 'deleteTemplate',
  method: 'DELETE',
  path: '/api/v1/templates/{id}',
  summary: 'Delete a template.',
  access: write,
  params: TemplateId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ undo: z.string() }) },
  problems: ['stale-revision', 'newer-version'],
});
