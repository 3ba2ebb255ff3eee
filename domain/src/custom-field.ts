/**
 * Custom fields: what someone keeps of their applications that Sotto has no field for.
 *
 * A field is a record of its own; its values lie in the applications, by the field's id. A choice is kept by its id too,
 * so that renaming a field or a choice touches no application. Deleting a field takes its values with it.
 */
import { z } from 'zod';
import { CalendarDate } from './calendar-date.ts';
import type { Column } from './column.ts';
import { Id } from './id.ts';
import { origin } from './import-ref.ts';
import { defineKind, type Stored } from './kind.ts';
import { byRank, Rank } from './rank.ts';
import { failed, ok, type Result } from './result.ts';
import { fold, limits, line, readWebUrl, WebUrl } from './text.ts';

/** `text`: one line. `choice`: one of the field's own choices. `link`: a web address. `yes_no`: yes, no, or nothing said. */
export const fieldTypes = ['text', 'number', 'date', 'choice', 'link', 'yes_no'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** Most fields a person has, and most choices a field has. */
export const fieldLimits = { fields: 50, choices: 200, name: 80 } as const;

/** A choice of a field. What applications hold is its id. */
export const FieldChoice = z.strictObject({ id: Id, name: line(fieldLimits.name) });
export type FieldChoice = z.infer<typeof FieldChoice>;

/** What a person says of a field. Names are unique, of choices within their field, compared folded. */
export const customFieldFields = {
  name: line(fieldLimits.name),
  type: z.enum(fieldTypes),
  /** In the order in which they are offered and sorted; empty of every type but `choice`. */
  choices: z.array(FieldChoice).max(fieldLimits.choices),
} as const;

export const CustomField = z.strictObject({ ...customFieldFields, rank: Rank, ...origin });
export type CustomField = z.infer<typeof CustomField>;

export const CustomFieldKind = defineKind({
  name: 'customField',
  version: 1,
  schema: CustomField,
  held: { title: 'Fields of your own', purpose: 'To keep what you want to keep' },
  // Choices are known by their ids, so two fields of choices are two, whatever they are called.
  comingIn: { most: fieldLimits.fields, namedBy: ({ name, type }) => (type === 'choice' ? [] : [`${type} ${fold(name)}`]) },
});

/** A value: a text, date, link or the id of a choice; a number; yes or no. Absent: nothing said. */
export const CustomValue = z.union([z.string().min(1).max(limits.url), z.number(), z.boolean()]);
export type CustomValue = z.infer<typeof CustomValue>;

/** Values by the id of their field. */
export const CustomValues = z.record(Id, CustomValue);
export type CustomValues = z.infer<typeof CustomValues>;

/** Values to be set, by field; `null`: to be cleared. A choice may be given by its name. */
export const CustomChanges = z
  .record(Id, CustomValue.nullable())
  .refine((changes) => Object.keys(changes).length <= fieldLimits.fields, {
    error: `More than ${fieldLimits.fields} fields.`,
  });
export type CustomChanges = z.infer<typeof CustomChanges>;

/** Fields as the person has ordered them. */
export function fieldsInOrder(fields: readonly Stored<CustomField>[]): Stored<CustomField>[] {
  const keyed = fields.map((field) => ({ field, id: field.id, rank: field.content.rank }));
  return keyed.toSorted(byRank).map(({ field }) => field);
}

type FieldOfType = Pick<CustomField, 'type' | 'choices'>;

/** A value as the field keeps it. The error is a sentence for people. */
export function readCustomValue(field: FieldOfType, value: CustomValue): Result<CustomValue, string> {
  const schema = field.type === 'choice' ? choiceIn(field.choices) : valueSchemas[field.type];
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : failed(parsed.error.issues[0]?.message ?? 'This is not a value of the field.');
}

const valueSchemas = {
  text: line(limits.line).max(limits.line, { error: `A text has at most ${limits.line} letters.` }),
  number: z.number({ error: 'This is not a number.' }),
  date: z.string({ error: notDate() }).pipe(CalendarDate),
  link: WebUrl,
  yes_no: z.boolean({ error: 'This is true or false.' }),
} as const satisfies Record<Exclude<FieldType, 'choice'>, z.ZodType<CustomValue>>;

function notDate(): string {
  return 'This is not a date such as 2026-11-21.';
}

function choiceIn(choices: readonly FieldChoice[]): z.ZodType<CustomValue> {
  return z.string().transform((text, context) => {
    const choice = choices.find(({ id }) => id === text) ?? choiceNamed(choices, text);
    if (choice !== undefined) return choice.id;
    context.addIssue({ code: 'custom', message: 'There is no such choice.' });
    return z.NEVER;
  });
}

function choiceNamed(choices: readonly FieldChoice[], name: string): FieldChoice | undefined {
  const key = fold(name);
  return choices.find((choice) => fold(choice.name) === key);
}

/** A value in a cell of a file: a choice by its name, `yes` or `no`, a number with a point. `''`: a choice that is gone. */
export function writeCustomValue({ choices, type }: FieldOfType, value: CustomValue): string {
  if (type === 'choice') return choices.find(({ id }) => id === value)?.name ?? '';
  return type === 'yes_no' ? (value === true ? 'yes' : 'no') : String(value);
}

/** A value from a cell of a file, also as other programs write it. The error is a sentence for people. */
export function readWrittenValue(field: FieldOfType, cell: string): Result<CustomValue, string> {
  const text = cell.trim();
  if (field.type === 'number') return numberIn(text);
  if (field.type === 'link') return readCustomValue(field, readWebUrl(text) ?? text);
  if (field.type !== 'yes_no') return readCustomValue(field, text);
  const said = fold(text);
  if (yes.has(said)) return ok(true);
  return no.has(said) ? ok(false) : failed('This is neither yes nor no.');
}

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'ja', 'si', 'oui', 'sim', '✓', '✅']);
const no = new Set(['no', 'n', 'false', '0', 'nein', 'non', 'nao', 'nee', '✗']);

/** `1,234.5` and `1234.5`; a comma alone is no decimal point, because in half of the world it parts thousands. */
function numberIn(text: string): Result<number, string> {
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  const value = plain === '' ? Number.NaN : Number(plain);
  return Number.isFinite(value) ? ok(value) : failed('This is not a number.');
}

/** `changes` put into `values`. The error names the field. */
export function withCustomChanges(
  values: CustomValues,
  changes: CustomChanges,
  fieldOf: (id: Id) => FieldOfType | undefined,
): Result<CustomValues, { readonly fieldId: Id; readonly message: string }> {
  const next = { ...values };
  for (const [fieldId, value] of Object.entries(changes)) {
    if (value === null) {
      delete next[fieldId];
      continue;
    }
    const field = fieldOf(fieldId);
    const read = field === undefined ? failed('There is no such field.') : readCustomValue(field, value);
    if (!read.ok) return failed({ fieldId, message: read.error });
    next[fieldId] = read.value;
  }
  return ok(next);
}

/** The name of a custom field's column, wherever columns are named: filters, orders, saved views. */
export type CustomColumnName = `field.${string}`;

export function customColumnName(fieldId: Id): CustomColumnName {
  return `field.${fieldId}`;
}

/** The id of the field whose column this is; `null`: it is none. */
export function fieldOfColumn(name: string): Id | null {
  return columnOfField.test(name) ? name.slice('field.'.length) : null;
}

// Not by the schema of ids: the browser has none.
const columnOfField = /^field\.[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** Columns of custom fields by name. */
export type CustomColumns = ReadonlyMap<string, Column>;

/** What the fields add to the columns of the table. Yes and no are the choices `yes` and `no`. */
export function customColumns(fields: readonly Stored<CustomField>[]): CustomColumns {
  return new Map(fields.map(({ id, content }) => [customColumnName(id), columnFor(id, content)]));
}

function columnFor(id: Id, { type, choices }: CustomField): Column {
  switch (type) {
    case 'number':
      return { type, value: ({ application }) => numberOrNull(application.custom[id]) };
    case 'date':
      return { type, value: ({ application }) => textOrNull(application.custom[id]) };
    case 'yes_no':
      return { type: 'choice', choices: yesAndNo, value: ({ application }) => yesOrNo(application.custom[id]) };
    case 'choice':
      return {
        type,
        choices: choices.map((choice) => choice.id),
        value: ({ application }) => textOrNull(application.custom[id]),
      };
    default:
      return { type: 'text', value: ({ application }) => textOrNull(application.custom[id]) };
  }
}

export const yesAndNo = ['yes', 'no'] as const;

function yesOrNo(value: CustomValue | undefined): 'yes' | 'no' | null {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : null;
}

function textOrNull(value: CustomValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOrNull(value: CustomValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
