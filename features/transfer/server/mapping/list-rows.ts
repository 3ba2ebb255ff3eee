/**
 * Rows of a table of people or of companies → what each says of one, in the fields of the record it becomes.
 *
 * Pure. As for applications: whatever no field can hold stands word for word in the notes, and a row that cannot come in says why.
 */
import {
  type Company,
  companyFields,
  companySizes,
  companyTypes,
  type Contact,
  contactFields,
  contactKinds,
  contactLimits,
  limits,
  readWebUrl,
} from '@sotto/domain';
import type { TableContents } from '../../api.ts';
import type { Row } from '../reading/table.ts';
import { cellsOf, linkIn, notesWith, oneLine } from './cells.ts';
import type { Column } from './columns.ts';
import { plainName } from './fields.ts';
import type { CompanyField, ContactField } from './list-words.ts';

/** Fields of a contact or a company that a row fills; absent: it says nothing about them. */
export type ListedValues = Partial<
  Pick<Contact, 'givenName' | 'familyName' | 'role' | 'kind' | 'emails' | 'phones' | 'links'> &
    Pick<Company, 'website' | 'linkedinUrl' | 'careersUrl' | 'industry' | 'size' | 'type' | 'address'>
> & { notes?: string };

export interface ListReading {
  readonly row: number;
  /** Of the person or the company. */
  readonly name: string;
  /** Where a person works. */
  readonly companies: readonly string[];
  readonly values: ListedValues;
  /** Words of the notes, without the line that says which row they come from. */
  readonly words: readonly string[];
  /** Why it cannot come in; `null`: it can. */
  readonly refused: string | null;
}

/** What a table that is no table of applications is a list of. */
export type ListContents = Exclude<TableContents, 'applications'>;
export type ListColumn = Column<ContactField | CompanyField>;

interface Building {
  name: string;
  givenName: string;
  familyName: string;
  readonly companies: string[];
  readonly values: ListedValues;
  /** Lines of the source note. */
  readonly kept: string[];
}

/** Reads one row. Never throws for what stands in it. */
export function readListRow(
  row: Row,
  { contents, columns, fileName }: { contents: ListContents; columns: readonly ListColumn[]; fileName: string },
): ListReading {
  const building: Building = { name: '', givenName: '', familyName: '', companies: [], values: {}, kept: [] };
  for (const { text, column } of cellsOf(row, columns)) {
    if (column.field === null || !readers[column.field](text, building)) building.kept.push(`${column.name}: ${text}`);
  }
  const { values, kept, companies, givenName, familyName } = building;
  const name = building.name || [givenName, familyName].filter(Boolean).join(' ');
  const words = values.notes === undefined ? kept : [values.notes, ...kept];
  const notes = notesWith(values.notes, kept, { row: row.row, fileName });
  const refused = row.fault ?? refusalOf(name, contents) ?? put(building, 'notes', notes ?? undefined, mostNotes[contents]);
  return { row: row.row, name, companies, values, words, refused };
}

function refusalOf(name: string, contents: ListContents): string | null {
  if (name === '') return contents === 'contacts' ? 'There is no name of a person.' : 'There is no name of a company.';
  return name.length > limits.name ? `The name is longer than ${limits.name} characters.` : null;
}

const mostNotes: Readonly<Record<ListContents, number>> = { contacts: limits.remark, companies: limits.text };

/** Puts the notes where they belong; a sentence when they do not fit. */
function put({ values }: Building, field: 'notes', text: string | undefined, most: number): string | null {
  if (text === undefined) return null;
  if (text.length > most) return `Its texts are longer than ${most.toLocaleString('en')} characters. Leave a column out.`;
  values[field] = text;
  return null;
}

/** `false`: not taken, or not all of it; then the whole cell stands in the notes. */
type Reader = (text: string, building: Building) => boolean;

const readers: Readonly<Record<ContactField | CompanyField, Reader>> = {
  'contact.name': (text, to) => once(to, 'name', text),
  'contact.givenName': (text, to) => once(to, 'givenName', text) && set(to, 'givenName', oneLine(text)),
  'contact.familyName': (text, to) => once(to, 'familyName', text) && set(to, 'familyName', oneLine(text)),
  'contact.role': (text, to) => set(to, 'role', oneLine(text)),
  'contact.company': (text, { companies }) => {
    const names = partsOf(text, /;|\n/u);
    const fits = names.every((name) => name.length <= limits.name) && companies.length + names.length <= contactLimits.companies;
    if (fits) companies.push(...names);
    return fits;
  },
  'contact.email': (text, to) =>
    add(
      to,
      'emails',
      partsOf(text, /[;,\s]+/u).map((email) => ({ email })),
    ),
  'contact.phone': (text, to) =>
    add(
      to,
      'phones',
      partsOf(text, /[;\n]| \/ | ::: /u).map((number) => ({ number })),
    ),
  'contact.link': (text, to) => {
    const url = readWebUrl(linkIn(text));
    return url !== null && add(to, 'links', [{ url }]);
  },
  'contact.kind': (text, to) =>
    set(
      to,
      'kind',
      contactKinds.find((kind) => sameWord(kind, text)),
    ),
  'contact.notes': (text, to) => write(to, text),
  'company.name': (text, to) => once(to, 'name', text),
  'company.website': (text, to) => set(to, 'website', readWebUrl(linkIn(text))),
  'company.linkedin': (text, to) => set(to, 'linkedinUrl', readWebUrl(linkIn(text))),
  'company.careers': (text, to) => set(to, 'careersUrl', readWebUrl(linkIn(text))),
  'company.industry': (text, to) => set(to, 'industry', oneLine(text)),
  'company.size': (text, to) => set(to, 'size', sizeIn(text)),
  'company.type': (text, to) =>
    set(
      to,
      'type',
      companyTypes.find((type) => sameWord(type, text)),
    ),
  'company.street': addressPart('street1'),
  'company.postalCode': addressPart('postalCode'),
  'company.city': addressPart('city'),
  'company.region': addressPart('region'),
  'company.country': addressPart('country'),
  'company.notes': (text, to) => write(to, text),
};

/** Only one column says it; what another says stands in the notes. */
function once(to: Building, part: 'name' | 'givenName' | 'familyName', text: string): boolean {
  if (to[part] !== '') return false;
  to[part] = oneLine(text);
  return true;
}

const schemas = { ...companyFields, ...contactFields };

function set(to: Building, field: Exclude<keyof ListedValues, 'notes'>, value: unknown): boolean {
  if (to.values[field] !== undefined || value === null || value === undefined) return false;
  const parsed = schemas[field].safeParse(value);
  // Safe: this field's own schema has just made the value.
  if (parsed.success) Object.assign(to.values, { [field]: parsed.data });
  return parsed.success;
}

/** All of them or none: half of what a cell says would hide that the rest is missing. */
function add(to: Building, field: 'emails' | 'phones' | 'links', more: readonly object[]): boolean {
  const parsed = schemas[field].safeParse([...(to.values[field] ?? []), ...more]);
  if (parsed.success && more.length > 0) Object.assign(to.values, { [field]: parsed.data });
  return parsed.success && more.length > 0;
}

function write({ values }: Building, text: string): boolean {
  values.notes = values.notes === undefined ? text : `${values.notes}\n\n${text}`;
  return true;
}

function addressPart(part: 'street1' | 'postalCode' | 'city' | 'region' | 'country'): Reader {
  return (text, { values }) => {
    const parsed = schemas.address.safeParse({ ...values.address, [part]: oneLine(text) });
    const isFree = values.address?.[part] === undefined;
    if (parsed.success && isFree) values.address = parsed.data;
    return parsed.success && isFree;
  };
}

function partsOf(text: string, separator: RegExp): string[] {
  return text.split(separator).map(oneLine).filter(Boolean);
}

function sameWord(word: string, text: string): boolean {
  return plainName(word.replaceAll('_', ' ')) === plainName(text);
}

/** `51-200 employees`, `51–200`, or a bare number of people. */
function sizeIn(text: string): Company['size'] | undefined {
  const plain = text.replaceAll(/[,.'\s]|employees|mitarbeiter/giu, '').replaceAll(/[–—]/gu, '-');
  const named = companySizes.find((size) => size === plain);
  if (named !== undefined || !/^[1-9]\d{0,6}\+?$/u.test(plain)) return named;
  const count = Number.parseInt(plain, 10);
  return companySizes.find((size) => count <= (greatestOf(size) ?? Infinity));
}

function greatestOf(size: string): number | undefined {
  const [, most] = size.split('-');
  return most === undefined ? undefined : Number(most);
}
