/**
 * Rows of a table of people or of companies, and who and what is here → what will happen to each row, and why.
 *
 * Pure but for `breathe`. As for applications: the same rows planned again after they came in are all "same", and nothing a person wrote
 * is written over. An update fills what is empty and adds to lists.
 */
import { isDeepStrictEqual } from 'node:util';
import { type Company, companyKey, type Contact, contactLimits, fold, type Id, limits } from '@sotto/domain';
import type { ListContents, ListedValues, ListReading } from './list-rows.ts';
import { knownAmong, type PresentPerson, sourceIdOf } from './people.ts';
import { leftOutWhy } from './plan.ts';

export interface PresentContact extends PresentPerson {
  readonly id: Id;
  readonly content: Contact;
}

export interface PresentCompany {
  readonly id: Id;
  readonly keys: readonly string[];
  readonly content: Company;
}

/** `companies`: names of those a contact is to name besides. */
export type ListFill = ListedValues & { readonly companies?: readonly string[] };

export type ListOutcome =
  | { readonly type: 'new' }
  | { readonly type: 'update'; readonly id: Id; readonly fill: ListFill }
  | { readonly type: 'same' }
  | { readonly type: 'skipped' };

export interface PlannedEntry {
  readonly reading: ListReading;
  readonly outcome: ListOutcome;
  /** One sentence. */
  readonly why: string;
  /** By which it is found again where nothing else names it. */
  readonly sourceId: string;
}

/** Somebody or something that is here, or an earlier row of the table. */
type Known<Present> = { readonly present: Present } | { readonly earlier: ListReading };

interface Planning<Present> {
  find(reading: ListReading): Known<Present> | undefined;
  /** The row comes in, or fills somebody in: a later one may be about the same. */
  add(reading: ListReading, known: Known<Present>): void;
  sourceIdOf(reading: ListReading): string;
  fillOf(present: Present, reading: ListReading): ListFill;
  idOf(present: Present): Id;
  nameOf(present: Present): string;
  /** What else there is to say of a row that comes in. Asked before it is added. */
  remark(reading: ListReading): string;
}

export interface PlannedOf {
  readonly readings: readonly ListReading[];
  /** By position. */
  readonly leftOut: ReadonlySet<number>;
  readonly breathe: () => Promise<void>;
}

/** Plans rows in their order. */
export async function planList(
  contents: ListContents,
  here: { readonly people: readonly PresentContact[]; readonly companies: readonly PresentCompany[] },
  { readings, leftOut, breathe }: PlannedOf,
): Promise<PlannedEntry[]> {
  if (contents === 'contacts') return planRows(await amongPeople(here.people, breathe), readings, leftOut);
  return planRows(amongCompanies(here.companies), readings, leftOut);
}

function planRows<Present>(
  planning: Planning<Present>,
  readings: readonly ListReading[],
  leftOut: ReadonlySet<number>,
): PlannedEntry[] {
  // Whoever is here is filled in once: a second row was planned upon what the first has changed by then, and undo knows one state before.
  const filled = new Map<Id, ListReading>();
  return readings.map((reading, position) => {
    const of = { reading, sourceId: planning.sourceIdOf(reading) };
    const hindrance = leftOut.has(position) ? leftOutWhy : reading.refused;
    if (hindrance !== null) return { ...of, outcome: { type: 'skipped' }, why: hindrance };
    const known = planning.find(reading);
    if (known === undefined) {
      const why = `Added.${planning.remark(reading)}`;
      planning.add(reading, { earlier: reading });
      return { ...of, outcome: { type: 'new' }, why };
    }
    if ('earlier' in known) return { ...of, ...twice(reading, known.earlier, 'is about the same') };
    const met = meet(planning, reading, known.present);
    if (met.outcome.type !== 'update') return { ...of, ...met };
    const earlier = filled.get(met.outcome.id);
    if (earlier) return { ...of, ...twice(reading, earlier, 'fills the same in already') };
    filled.set(met.outcome.id, reading);
    planning.add(reading, known);
    return { ...of, ...met };
  });
}

/** What two rows say of one is never thrown away unasked. */
function twice(reading: ListReading, earlier: ListReading, does: string): Pick<PlannedEntry, 'outcome' | 'why'> {
  const says = ({ name, companies, words, values: { notes: _, ...values } }: ListReading) => ({
    name: fold(name),
    companies,
    words,
    values,
  });
  if (isDeepStrictEqual(says(reading), says(earlier)))
    return { outcome: { type: 'same' }, why: `The same as row ${earlier.row} of this file.` };
  const why = `Row ${earlier.row} ${does} and says something else. Make one row of the two, or import this one afterwards.`;
  return { outcome: { type: 'skipped' }, why };
}

function meet<Present>(
  planning: Planning<Present>,
  reading: ListReading,
  present: Present,
): Pick<PlannedEntry, 'outcome' | 'why'> {
  const fill = planning.fillOf(present, reading);
  const names = Object.keys(fill);
  if (names.length === 0) return { outcome: { type: 'same' }, why: 'Already here, left alone.' };
  const spoken = names.map((name) => spokenFields[name] ?? name);
  const all = [spoken.slice(0, -1).join(', '), spoken.at(-1)].filter(Boolean).join(' and ');
  const why = `${planning.nameOf(present)} is here already. Fills in ${all}; what is there stays.`;
  return { outcome: { type: 'update', id: planning.idOf(present), fill }, why };
}

const spokenFields: Readonly<Record<string, string>> = {
  givenName: 'the first name',
  familyName: 'the last name',
  role: 'the role',
  kind: 'who they are',
  emails: 'e-mail addresses',
  phones: 'phone numbers',
  links: 'links',
  companies: 'companies',
  notes: 'notes',
  website: 'the website',
  industry: 'the industry',
  size: 'the size',
  type: 'the type',
  address: 'the address',
  linkedinUrl: 'the LinkedIn page',
  careersUrl: 'the careers page',
};

async function amongPeople(present: readonly PresentContact[], breathe: () => Promise<void>): Promise<Planning<PresentContact>> {
  const known = await knownAmong(present, breathe, (person): Known<PresentContact> => ({ present: person }));
  const idIn = ({ name, companies, values }: ListReading) => sourceIdOf(values.links?.[0]?.url ?? null, name, companies[0] ?? '');
  const soughtOf = (reading: ListReading) => ({
    sourceId: idIn(reading),
    emails: (reading.values.emails ?? []).map(({ email }) => email),
    isMailTheirs: false,
    hasPage: reading.values.links !== undefined,
    name: reading.name,
    companies: reading.companies,
  });
  return {
    find: (reading) => known.find(soughtOf(reading)),
    add: (reading, as) => known.add(soughtOf(reading), as),
    sourceIdOf: idIn,
    idOf: ({ id }) => id,
    nameOf: ({ name }) => name,
    fillOf: fillOfContact,
    remark: (reading) => {
      const holder = known.mailboxOf(soughtOf(reading));
      const ofName = known.hasName(reading.name) ? ' There is a contact of this name already.' : '';
      return holder === undefined ? ofName : `${ofName} ${holder} has this e-mail address, too.`;
    },
  };
}

function amongCompanies(present: readonly PresentCompany[]): Planning<PresentCompany> {
  const byKey = new Map<string, Known<PresentCompany>>();
  for (const company of present) for (const key of company.keys) if (!byKey.has(key)) byKey.set(key, { present: company });
  return {
    find: ({ name }) => byKey.get(companyKey(name)),
    add: ({ name }, known) => void byKey.set(companyKey(name), known),
    sourceIdOf: ({ name }) => `company:${companyKey(name)}`.slice(0, limits.line),
    idOf: ({ id }) => id,
    nameOf: ({ content }) => content.name,
    fillOf: ({ content }, { values }) => emptyOf(content, values),
    remark: () => '',
  };
}

/** Values for what says nothing yet. Notes of what an import made are not brought again: the person may have taken them out. */
function emptyOf(content: Contact | Company, values: ListedValues): ListedValues {
  const there: Readonly<Record<string, unknown>> = { ...content };
  // One that was only made along with what named it has no name at its source.
  const wasImported = content.importRef?.source === 'csv' && content.importRef.sourceId !== null;
  // Safe: entries of ListedValues, some left out.
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => there[name] === null && !(name === 'notes' && wasImported)),
  ) as ListedValues;
}

function fillOfContact({ content, companyKeys }: PresentContact, { values, companies }: ListReading): ListFill {
  const named = new Map(companies.map((name) => [companyKey(name), name]));
  // Cut here, before they are named: no company is made for nobody.
  const added = [...named]
    .flatMap(([key, name]) => (companyKeys.includes(key) ? [] : name))
    .slice(0, Math.max(0, contactLimits.companies - content.companyIds.length));
  const emails = joined(content.emails, values.emails, ({ email }) => fold(email));
  const phones = joined(content.phones, values.phones, ({ number }) => number.replaceAll(/\D/gu, '') || number);
  const links = joined(content.links, values.links, ({ url }) => fold(url));
  return {
    ...emptyOf(content, values),
    ...(emails && { emails }),
    ...(phones && { phones }),
    ...(links && { links }),
    ...(added.length > 0 && { companies: added }),
  };
}

/** The list with what it lacks at its end; `null`: it lacks nothing, or has no room. */
function joined<Entry>(there: readonly Entry[], more: readonly Entry[] = [], keyOf: (entry: Entry) => string): Entry[] | null {
  const known = new Set(there.map(keyOf));
  const added = more.filter((entry) => !known.has(keyOf(entry)));
  return added.length === 0 || there.length + added.length > limits.entries ? null : [...there, ...added];
}
