/**
 * Rows of LinkedIn's list of connections → people who may become contacts, and which of them are here already.
 *
 * Pure. Nobody comes in unasked: the plan says who could, the person ticks. The same list planned again after some came in finds those here.
 */
import {
  type CalendarDate,
  companyKey,
  ContactEmail,
  fold,
  limits,
  readWebUrl,
  type WebUrl,
  withoutSlashesAtEnd,
} from '@sotto/domain';
import type { ReadFile } from '../reading/file.ts';
import type { Row } from '../reading/table.ts';
import { readDate } from './dates.ts';
import { plainName } from './fields.ts';
import { presentText } from './missing.ts';

/** A contact that is there already, as much as the plan needs. */
export interface PresentPerson {
  readonly name: string;
  readonly emails: readonly string[];
  readonly links: readonly string[];
  readonly companyKeys: readonly string[];
  /** What it was called where it was imported from; `null`: it was not, or nothing names it there. */
  readonly sourceId: string | null;
}

export interface PlannedPerson {
  /** Number of the file and of the row, as rows of applications are named. */
  readonly key: string;
  readonly name: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly role: string | null;
  readonly company: string | null;
  readonly email: string | null;
  readonly url: WebUrl | null;
  readonly connectedOn: CalendarDate | null;
  /** What fits nowhere else, line by line; `null`: nothing. */
  readonly notes: string | null;
  /** What names them at LinkedIn, or says the same of them each time. */
  readonly sourceId: string;
  /** A contact, or an earlier row, is the same person. */
  readonly isHere: boolean;
  /** A contact of this name is here, and nothing says whether it is the same person. */
  readonly isNamesake: boolean;
}

/** `index`: of the file among all that were brought. */
export interface PeopleFile {
  readonly file: ReadFile;
  readonly index: number;
}

/** Rows read between two breaths: a few milliseconds. */
const sliceRows = 250;

/** People in their order. Rows without a name say of nobody who they are and are left out. `breathe` is awaited between slices of rows. */
export async function planPeople(
  files: readonly PeopleFile[],
  present: Iterable<PresentPerson>,
  breathe: () => Promise<void>,
): Promise<PlannedPerson[]> {
  const known = await knownAmong(present, breathe, () => true as const);
  const people: PlannedPerson[] = [];
  for (const { file, index } of files) {
    const { header, rows } = file.table;
    const columns = header.map(plainName);
    for (const [position, row] of rows.entries()) {
      if (position % sliceRows === 0) await breathe();
      const read = readPerson(row, header, columns);
      if (read === null) continue;
      people.push({
        ...read,
        key: rowKey(index, row.row),
        isHere: known.find(soughtOf(read)) === true,
        isNamesake: known.hasName(read.name),
      });
      known.add(soughtOf(read), true);
    }
  }
  return people;
}

/** A row's name in an import. */
export function rowKey(index: number, row: number): string {
  return index === 0 ? String(row) : `${index + 1}:${row}`;
}

type ReadPerson = Omit<PlannedPerson, 'key' | 'isHere' | 'isNamesake'>;

function readPerson({ cells, fault }: Row, header: readonly string[], columns: readonly string[]): ReadPerson | null {
  const cell = (name: string) => presentText(cells[columns.indexOf(name)] ?? '').replaceAll(/\s+/gu, ' ');
  const [givenName, familyName, role, company] = ['first name', 'last name', 'position', 'company'].map((name) =>
    within(cell(name)),
  );
  const name = [givenName, familyName].filter((part) => part != null).join(' ');
  if (fault !== null || name === '' || name.length > limits.name) return null;
  const url = readWebUrl(cell('url'));
  const email = ContactEmail.safeParse(cell('email address'));
  const connected = readDate(cell('connected on'), false);
  const connectedOn = connected.type === 'date' ? connected.date : null;
  const taken = new Set([
    'first name',
    'last name',
    ...(role != null ? ['position'] : []),
    ...(company != null ? ['company'] : []),
    ...(url !== null ? ['url'] : []),
    ...(email.success ? ['email address'] : []),
    ...(connectedOn !== null ? ['connected on'] : []),
  ]);
  const kept = header.flatMap((title, place) => {
    const text = presentText(cells[place] ?? '');
    return text === '' || taken.has(columns[place] ?? '') ? [] : `${title}: ${text}`;
  });
  const known = {
    givenName: givenName ?? null,
    familyName: familyName ?? null,
    role: role ?? null,
    company: company ?? null,
    url,
    connectedOn,
  };
  return {
    ...known,
    name,
    email: email.success ? email.data : null,
    notes: kept.length === 0 ? null : kept.join('\n').slice(0, limits.remark),
    sourceId: sourceIdOf(url, name, company ?? ''),
  };
}

/** A cell that fits into one line of a contact; `null`: it is empty, or does not. */
function within(text: string): string | null {
  return text === '' || text.length > limits.name ? null : text;
}

function soughtOf({ sourceId, email, url, name, company }: ReadPerson): SoughtPerson {
  return {
    sourceId,
    emails: email === null ? [] : [email],
    isMailTheirs: true,
    hasPage: url !== null,
    name,
    companies: company === null ? [] : [company],
  };
}

/** Their page, however its address is written; without one, what they are called and where they work. */
export function sourceIdOf(url: WebUrl | null, name: string, company: string): string {
  return (url === null ? `person:${fold(name)}|${companyKey(company)}` : pageOf(url)).slice(0, limits.line);
}

function pageOf(url: string): string {
  const { hostname, pathname } = new URL(url);
  return `${hostname.replace(/^(?:www|[a-z]{2})\./u, '')}${withoutSlashesAtEnd(pathname)}`.toLowerCase();
}

/** Those who are here, to be found again. `knownAs`: what is answered for one of them. */
export async function knownAmong<Person extends PresentPerson, Known>(
  present: Iterable<Person>,
  breathe: () => Promise<void>,
  knownAs: (person: Person) => Known,
): Promise<KnownPeople<Known>> {
  const known = new KnownPeople<Known>();
  let count = 0;
  for (const person of present) {
    if (++count % sliceRows === 0) await breathe();
    known.addPresent(person, knownAs(person));
  }
  return known;
}

/** Somebody in a row, as far as they can be found again by it. */
export interface SoughtPerson {
  readonly sourceId: string;
  readonly emails: readonly string[];
  /** Each address is of one person alone: they sign in with it. */
  readonly isMailTheirs: boolean;
  /** The row names a page of theirs. */
  readonly hasPage: boolean;
  readonly name: string;
  readonly companies: readonly string[];
}

/** Finds a person again: by their page, by an e-mail address with a word of their name, by name and company together. */
export class KnownPeople<Known> {
  readonly #marks = new Map<string, Known>();
  readonly #names = new Set<string>();
  /** Who has an e-mail address. Several may: a mailbox of a team is nobody's alone. */
  readonly #mailboxes = new Map<string, { readonly name: string; readonly known: Known }[]>();

  addPresent({ name, emails, links, companyKeys, sourceId }: PresentPerson, known: Known): void {
    this.#names.add(fold(name));
    if (sourceId !== null) this.#mark(sourceId, known);
    for (const link of links) if (URL.canParse(link)) this.#mark(pageOf(link), known);
    this.#addMail(name, emails, known);
    for (const key of companyKeys) this.#mark(placeMark(name, key), known);
  }

  find({ sourceId, emails, isMailTheirs, hasPage, name, companies }: SoughtPerson): Known | undefined {
    // Two people of one name at one company are told apart by their pages.
    const places = hasPage ? [] : companies.map((company) => placeMark(name, companyKey(company)));
    const byMail = () => this.#atMail(emails).find((one) => isMailTheirs || shareWord(one.name, name))?.known;
    const byPlace = () => places.map((place) => this.#marks.get(place)).find((known) => known !== undefined);
    return this.#marks.get(sourceId) ?? byMail() ?? byPlace();
  }

  /** Whose e-mail address it is already; `undefined`: nobody's. */
  mailboxOf({ emails }: SoughtPerson): string | undefined {
    return this.#atMail(emails)[0]?.name;
  }

  hasName(name: string): boolean {
    return this.#names.has(fold(name));
  }

  /** Somebody of this very list: their name tells nothing of namesakes here. */
  add({ sourceId, emails, name }: SoughtPerson, known: Known): void {
    this.#mark(sourceId, known);
    this.#addMail(name, emails, known);
  }

  #atMail(emails: readonly string[]) {
    return emails.flatMap((email) => this.#mailboxes.get(fold(email)) ?? []);
  }

  #addMail(name: string, emails: readonly string[], known: Known): void {
    for (const email of emails) {
      const there = this.#mailboxes.get(fold(email));
      if (there) there.push({ name, known });
      else this.#mailboxes.set(fold(email), [{ name, known }]);
    }
  }

  #mark(mark: string, known: Known): void {
    if (!this.#marks.has(mark)) this.#marks.set(mark, known);
  }
}

/** Whether two names may be one person's. An initial says nothing. */
function shareWord(one: string, other: string): boolean {
  const wordsOf = (name: string) =>
    fold(name)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1);
  const words = new Set(wordsOf(one));
  return fold(one) === fold(other) || wordsOf(other).some((word) => words.has(word));
}

function placeMark(name: string, key: string): string {
  return `at:${fold(name)}|${key}`;
}
