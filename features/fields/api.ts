/** Fields of one's own as they cross the wire. Their values are `custom` of an application, by the field's id. */
import { endpoint } from '@sotto/contract';
import { customFieldFields, fieldLimits, Id, Instant, line } from '@sotto/domain';
import { z } from 'zod';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const FieldId = z.strictObject({ id: Id });

export const FieldView = z.strictObject({
  id: Id,
  revision: z.int(),
  ...customFieldFields,
  /** How many applications hold a value of it. */
  values: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type FieldView = z.infer<typeof FieldView>;

const ChoiceName = line(fieldLimits.name);

/** `choices`: by name, of a field of type `choice` alone. `after`: the field it follows; `null`: it comes first; left out: last. */
export const NewField = z.strictObject({
  id: Id.optional(),
  name: customFieldFields.name,
  type: customFieldFields.type,
  choices: z.array(ChoiceName).max(fieldLimits.choices).optional(),
  after: Id.nullable().optional(),
});
export type NewField = z.infer<typeof NewField>;

/**
 * Absent: unchanged. `choices` replaces the list: those with an `id` stay (and may be called otherwise), those without are new; one
 * that is left out goes, unless an application holds it (`conflict`). `type` changes only while no application holds a value.
 */
export const FieldPatch = z.strictObject({
  revision: z.int().min(1),
  name: customFieldFields.name.optional(),
  type: customFieldFields.type.optional(),
  choices: z
    .array(z.strictObject({ id: Id.optional(), name: ChoiceName }))
    .max(fieldLimits.choices)
    .optional(),
  after: Id.nullable().optional(),
});
export type FieldPatch = z.infer<typeof FieldPatch>;

export const listFields = endpoint({
  name: 'listFields',
  method: 'GET',
  path: '/api/v1/fields',
  summary: 'All fields of your own in order, with how many values each holds.',
  access: read,
  outputs: { 200: z.strictObject({ items: z.array(FieldView) }) },
});

export const createField = endpoint({
  name: 'createField',
  method: 'POST',
  path: '/api/v1/fields',
  summary: 'Add a field of your own.',
  access: write,
  body: NewField,
  outputs: { 201: FieldView },
  problems: ['already-exists', 'conflict'],
});

export const patchField = endpoint({
  name: 'patchField',
  method: 'PATCH',
  path: '/api/v1/fields/{id}',
  summary: 'Rename or move a field of your own, or change its choices.',
  access: write,
  params: FieldId,
  body: FieldPatch,
  outputs: { 200: FieldView },
  problems: ['stale-revision', 'newer-version', 'conflict'],
});

/** `values`: how many applications lost one. `undo`: for `undoChange` of applications, within the hour; it brings them back. */
export const deleteField = endpoint({
  name: 'deleteField',
  method: 'DELETE',
  path: '/api/v1/fields/{id}',
  summary: 'Delete a field of your own with all its values.',
  access: write,
  params: FieldId,
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ values: z.int(), undo: z.string() }) },
  problems: ['stale-revision', 'newer-version', 'conflict'],
});
