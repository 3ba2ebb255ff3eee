/**
 * Contacts from and to vCards: what a contact has a field for, and nothing else. Photos, birthdays and postal addresses of other people
 * stay where they are.
 *
 * Reads 2.1, 3.0 and 4.0; writes 3.0 (RFC 2426), which every address book takes. Labels of one's own are written as Apple's and Google's
 * programs do (a group and `X-ABLABEL`), what only Sotto has as `X-SOTTO-…`; what is written reads back as it was.
 */
import { contactKinds, type Contact } from './contact.ts';
import { limits, readWebUrl } from './text.ts';
import { components, unescaped, vcardLines, type VcardLine } from './vcard-lines.ts';

/** What a card says of a person. Fits the fields of a contact; names of companies as they stand there. */
export type CardContact = Pick<
  Contact,
  'name' | 'givenName' | 'familyName' | 'role' | 'kind' | 'emails' | 'phones' | 'links' | 'attributes' | 'notes'
> & { readonly companies: string[] };

export interface ReadCards {
  readonly contacts: readonly CardContact[];
  /** Cards without any name, company or address. */
  readonly unnamed: number;
}

/** Reads every card of a text. What is no card is passed over. */
export function readVcards(text: string): ReadCards {
  const read = cardsOf(vcardLines(text)).map(contactOf);
  const contacts = read.filter((contact) => contact !== null);
  return { contacts, unnamed: read.length - contacts.length };
}

/** Lines between `BEGIN:VCARD` and `END:VCARD`. A card inside another (2.1 has agents) is no person of ours. */
function cardsOf(lines: readonly VcardLine[]): VcardLine[][] {
  const cards: VcardLine[][] = [];
  let depth = 0;
  for (const line of lines) {
    const mark = line.value.trim().toUpperCase() === 'VCARD' ? line.name : '';
    if (mark === 'BEGIN') {
      if (depth === 0) cards.push([]);
      depth += 1;
    } else if (mark === 'END') depth = Math.max(0, depth - 1);
    else if (depth === 1) cards.at(-1)?.push(line);
  }
  return cards;
}

function contactOf(lines: readonly VcardLine[]): CardContact | null {
  const all = (name: string) => lines.filter((line) => line.name === name);
  const labelOf = labelsOf(lines);
  const [family = '', given = '', middle = ''] = components(all('N')[0]?.value ?? '');
  const companies = all('ORG').flatMap(({ value }) => oneLine(components(value)[0], limits.name) ?? []);
  const emails = all('EMAIL').flatMap((line) => {
    const email = unescaped(line.value)
      .replace(/^mailto:/i, '')
      .trim();
    return email.length <= greatestEmail && emailPattern.test(email) ? { email, label: labelOf(line) } : [];
  });
  const name =
    oneLine(unescaped(all('FN')[0]?.value ?? ''), limits.name) ??
    oneLine([given, middle, family].filter((part) => part.trim() !== '').join(' '), limits.name) ??
    companies[0] ??
    emails[0]?.email;
  if (name === undefined) return null;
  return {
    name,
    givenName: oneLine(given, limits.name),
    familyName: oneLine(family, limits.name),
    role: oneLine(unescaped((all('TITLE')[0] ?? all('ROLE')[0])?.value ?? ''), limits.name),
    kind: contactKinds.find((kind) => kind === all('X-SOTTO-KIND')[0]?.value.trim()) ?? null,
    companies: [...new Set(companies)].slice(0, limits.entries),
    emails: emails.slice(0, limits.entries),
    phones: all('TEL')
      .flatMap((line) => {
        const number = oneLine(unescaped(line.value).replace(/^tel:/i, ''), limits.tag);
        return number === null ? [] : { number, label: labelOf(line) };
      })
      .slice(0, limits.entries),
    links: all('URL')
      .flatMap((line) => {
        const url = readWebUrl(unescaped(line.value));
        return url === null ? [] : { url, label: labelOf(line) };
      })
      .slice(0, limits.entries),
    attributes: all('X-SOTTO-ATTRIBUTE')
      .flatMap((line) => {
        const [label, value] = [labelOf(line), oneLine(unescaped(line.value), limits.line)];
        return label === null || value === null ? [] : { name: label, value };
      })
      .slice(0, limits.entries),
    notes: prose(all('NOTE').map(({ value }) => unescaped(value))),
  };
}

// As `ContactEmail` has it, which browsers do not: there are no schemas in the web app. A test holds one against the other.
const emailPattern = /^[^\s@"(),:;<>[\]\\\p{C}]{1,64}@[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}.-]*[\p{L}\p{M}\p{N}])?$/u;
const greatestEmail = 254;

const labelsByType: Readonly<Record<string, string>> = { WORK: 'Work', HOME: 'Home', CELL: 'Mobile', FAX: 'Fax' };

/** What stands before a line's value: the label its group gives it, else the first of its types that says something. */
function labelsOf(lines: readonly VcardLine[]): (line: VcardLine) => string | null {
  const byGroup = new Map<string, string>();
  for (const { name, group, value } of lines)
    // Apple writes its own words as `_$!<Work>!$_`.
    if (name === 'X-ABLABEL' && group !== '') byGroup.set(group, unescaped(value).replace(/^_\$!<([\s\S]*)>!\$_$/, '$1'));
  return ({ group, params }) => {
    const own = group === '' ? undefined : byGroup.get(group);
    if (own !== undefined) return oneLine(own, limits.tag);
    return (
      (params.get('TYPE') ?? []).map((type) => labelsByType[type.toUpperCase()]).find((label) => label !== undefined) ?? null
    );
  };
}

function oneLine(text: string | undefined, max: number): string | null {
  const trimmed = (text ?? '')
    .toWellFormed()
    .replaceAll(/[\r\n]+/g, ' ')
    .trim();
  return trimmed === '' ? null : trimmed.slice(0, max).toWellFormed().trim();
}

function prose(texts: readonly string[]): string | null {
  const joined = texts.filter((text) => text.trim() !== '').join('\n\n');
  return joined === '' ? null : joined.toWellFormed().slice(0, limits.remark).toWellFormed();
}

/** A contact to write, by its id. */
export interface ContactToWrite extends CardContact {
  readonly id: string;
}

/** One card, each line ended by CRLF. */
export function writeVcard(contact: ContactToWrite): string {
  const { id, name, givenName, familyName, role, kind, companies, notes } = contact;
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'PRODID:-//Sotto//EN',
    `UID:urn:uuid:${id}`,
    `N:${escaped(familyName ?? '')};${escaped(givenName ?? '')};;;`,
    `FN:${escaped(name)}`,
    ...(role === null ? [] : [`TITLE:${escaped(role)}`]),
    ...companies.map((company) => `ORG:${escaped(company)}`),
    ...waysToReach(contact),
    ...(kind === null ? [] : [`X-SOTTO-KIND:${kind}`]),
    ...(notes === null ? [] : [`NOTE:${escaped(notes)}`]),
    'END:VCARD',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function waysToReach({ emails, phones, links, attributes }: ContactToWrite): string[] {
  const groups = { used: 0 };
  return [
    ...emails.flatMap(({ email, label }) => labelled(groups, { name: 'EMAIL', type: 'INTERNET', value: email, label })),
    ...phones.flatMap(({ number, label }) => labelled(groups, { name: 'TEL', type: 'VOICE', value: number, label })),
    ...links.flatMap(({ url, label }) => labelled(groups, { name: 'URL', type: null, value: url, label })),
    ...attributes.flatMap(({ name, value }) => labelled(groups, { name: 'X-SOTTO-ATTRIBUTE', type: null, value, label: name })),
  ];
}

interface Labelled {
  readonly name: string;
  /** Every line of this name has it; `null`: none has a type. */
  readonly type: string | null;
  readonly value: string;
  readonly label: string | null | undefined;
}

/** A line and what it is called: by a type where there is one of that name, else by a group of its own. */
function labelled(groups: { used: number }, { name, type, value, label }: Labelled): string[] {
  const known = Object.entries(labelsByType).find(([, word]) => word === label)?.[0];
  if (label == null) return [`${name}${type === null ? '' : `;TYPE=${type}`}:${escaped(value)}`];
  if (known !== undefined && type !== null) return [`${name};TYPE=${type},${known}:${escaped(value)}`];
  const group = `item${++groups.used}`;
  return [`${group}.${name}${type === null ? '' : `;TYPE=${type}`}:${escaped(value)}`, `${group}.X-ABLABEL:${escaped(label)}`];
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(/\r\n|\n|\r/g, '\\n')
    .replaceAll(/[,;]/g, (character) => `\\${character}`);
}

/** At most 75 bytes a line, no character torn apart. */
const greatestBytes = 75;
const encoder = new TextEncoder();

function folded(line: string): string {
  let out = '';
  let bytes = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (bytes + size > greatestBytes) {
      out += '\r\n ';
      bytes = 1;
    }
    out += character;
    bytes += size;
  }
  return out;
}
