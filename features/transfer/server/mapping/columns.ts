/** A table's columns and what each is: by the format when it is known, by name otherwise, by what the person said above all. */
import { type CustomField, customColumnName, type Id } from '@sotto/domain';
import { type ImportField, type ImportOptions, importFields, type OwnField } from '../../api.ts';
import { fieldOfHeader } from '../csv/own-columns.ts';
import { fieldNamed, plainName } from './fields.ts';
import type { Format } from './formats.ts';

/** `Field`: what columns of this kind of table can be. */
export interface Column<Field extends string = ImportField | OwnField> {
  readonly name: string;
  /** What it becomes; `null`: nothing, but it stands in the source note. */
  readonly field: Field | null;
  /** `silent`: left out altogether. `ask`: left out unless the person says otherwise, because it may hold what they would rather not keep. */
  readonly treatment: 'field' | 'note' | 'silent' | 'ask';
}

/** A field of one's own, as much as an import needs. */
export interface KnownField extends Pick<CustomField, 'name' | 'type' | 'choices'> {
  readonly id: Id;
}

/** What a person chose for columns, by name: a field, `note`, or `none` (left out). */
export type Mapping = NonNullable<ImportOptions['mapping']>;

/** What columns of one kind of table can be. */
export interface Vocabulary<Field extends string> {
  readonly fields: ReadonlySet<string>;
  /** What a column of this name is, or how it is left out; `null`: nothing we know. */
  suggest(name: string): Field | { readonly left: 'silent' | 'ask' } | null;
}

/**
 * Columns in the file's order. No field is given twice: of two columns that would fill it, the first does, unless the person said otherwise.
 */
export function columnsOf<Field extends string>(
  header: readonly string[],
  { mapping, vocabulary }: { mapping: Mapping; vocabulary: Vocabulary<Field> },
): Column<Field>[] {
  const isField = (choice: string | undefined): choice is Field => choice !== undefined && vocabulary.fields.has(choice);
  const taken = new Set<Field>();
  const chosen = header.map((name) => choiceOf(name, mapping));
  for (const choice of chosen) if (isField(choice)) taken.add(choice);
  return header.map((name, index) => {
    const choice = chosen[index];
    if (isField(choice)) return { name, field: choice, treatment: 'field' };
    if (choice === 'none') return { name, field: null, treatment: 'silent' };
    // A field of one's own may be gone by now.
    if (choice === 'note' || choice?.startsWith('field.')) return { name, field: null, treatment: 'note' };
    const suggested = vocabulary.suggest(name);
    if (suggested !== null && typeof suggested === 'object') return { name, field: null, treatment: suggested.left };
    if (suggested === null || taken.has(suggested)) return { name, field: null, treatment: 'note' };
    taken.add(suggested);
    return { name, field: suggested, treatment: 'field' };
  });
}

function choiceOf(name: string, mapping: Mapping): Mapping[string] | undefined {
  return Object.hasOwn(mapping, name) ? mapping[name] : undefined;
}

/** What columns of a table of applications can be: by the format when it is known, by name otherwise, one's own fields included. */
export function applicationWords(format: Format | null, fields: readonly KnownField[]): Vocabulary<ImportField | OwnField> {
  return {
    fields: new Set([...importFields, ...fields.map(({ id }) => customColumnName(id))]),
    suggest(name) {
      const suggested = suggestionFor(name, format, fields);
      if (suggested === 'silent') return { left: 'silent' };
      return suggested === 'answers' ? { left: 'ask' } : suggested;
    },
  };
}

/** A field of one's own is meant by its name before ours are, but not where the file's own maker has said what a column is. */
function suggestionFor(
  name: string,
  format: Format | null,
  fields: readonly KnownField[],
): ImportField | OwnField | 'silent' | null {
  const plain = plainName(name);
  const ofFormat = format?.columns && Object.hasOwn(format.columns, plain) ? format.columns[plain] : undefined;
  if (ofFormat === null) return 'silent';
  const called = plainName(fieldOfHeader(name) ?? name);
  const own = fields.find((field) => plainName(field.name) === called);
  return ofFormat ?? (own && customColumnName(own.id)) ?? fieldNamed(name) ?? null;
}

/** How many of these names say something an application has. For finding a header. */
export function countKnownNames(names: readonly string[]): number {
  return new Set(names.map(fieldNamed).filter((field) => field !== undefined)).size;
}
