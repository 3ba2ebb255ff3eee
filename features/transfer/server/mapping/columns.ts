/** A table's columns and what each is: by the format when it is known, by name otherwise, by what the person said above all. */
import { type ImportField, importFields } from '../../api.ts';
import { fieldNamed, plainName } from './fields.ts';
import type { Format } from './formats.ts';

export interface Column {
  readonly name: string;
  /** What it becomes; `null`: nothing, but it stands in the source note. */
  readonly field: ImportField | null;
  /** `silent`: left out altogether. `ask`: left out unless the person says otherwise, because it may hold what they would rather not keep. */
  readonly treatment: 'field' | 'note' | 'silent' | 'ask';
}

/** What a person chose for columns, by name: a field, `note`, or `none` (left out). */
export type Mapping = Readonly<Record<string, ImportField | 'note' | 'none'>>;

/**
 * Columns in the file's order. No field is given twice: of two columns that would fill it, the first does, unless the person said otherwise.
 */
export function columnsOf(header: readonly string[], format: Format | null, mapping: Mapping): Column[] {
  const taken = new Set<ImportField>();
  const chosen = header.map((name) => choiceOf(name, mapping));
  for (const choice of chosen) if (isField(choice)) taken.add(choice);
  return header.map((name, index) => {
    const choice = chosen[index];
    if (choice !== undefined) return columnAs(name, choice);
    const suggested = suggestionFor(name, format);
    if (suggested === 'silent') return { name, field: null, treatment: 'silent' };
    if (suggested === 'answers') return { name, field: null, treatment: 'ask' };
    if (suggested === null || taken.has(suggested)) return { name, field: null, treatment: 'note' };
    taken.add(suggested);
    return { name, field: suggested, treatment: 'field' };
  });
}

function choiceOf(name: string, mapping: Mapping): Mapping[string] | undefined {
  return Object.hasOwn(mapping, name) ? mapping[name] : undefined;
}

function columnAs(name: string, choice: Mapping[string]): Column {
  if (choice === 'none') return { name, field: null, treatment: 'silent' };
  if (choice === 'note' || choice === undefined) return { name, field: null, treatment: 'note' };
  return { name, field: choice, treatment: 'field' };
}

function suggestionFor(name: string, format: Format | null): ImportField | 'silent' | null {
  const plain = plainName(name);
  const ofFormat = format?.columns && Object.hasOwn(format.columns, plain) ? format.columns[plain] : undefined;
  if (ofFormat === null) return 'silent';
  return ofFormat ?? fieldNamed(name) ?? null;
}

function isField(choice: Mapping[string] | undefined): choice is ImportField {
  return importFields.some((field) => field === choice);
}

/** How many of these names say something an application has. For finding a header. */
export function countKnownNames(names: readonly string[]): number {
  return new Set(names.map(fieldNamed).filter((field) => field !== undefined)).size;
}
