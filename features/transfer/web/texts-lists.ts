/** The words of importing people and companies, beside those of applications. */
import type { ListField, TableContents } from '../api.ts';
import { texts as tableTexts } from './texts.ts';

const counted = (one: string, many: string) => (count: number) => `${count.toLocaleString()} ${count === 1 ? one : many}`;

interface Words {
  readonly columnsLead: string;
  readonly importNow: (count: number) => string;
  readonly updateNow: (count: number) => string;
  readonly cameIn: (count: number) => string;
  readonly hadComeIn: (count: number) => string;
  readonly changed: (count: number) => string;
  readonly hadChanged: (count: number) => string;
  readonly willChange: string;
  readonly toPlace: string;
}

const ofList = (words: { one: string; many: string; notes: string; toPlace: string }): Words => {
  const said = counted(words.one, words.many);
  return {
    columnsLead: `Say what each column is; what has no place here stands in the notes of ${words.notes}.`,
    importNow: (count) => `Import ${said(count)}`,
    updateNow: (count) => `Change ${said(count)}`,
    cameIn: (count) => `${said(count)} came in`,
    hadComeIn: (count) => `${said(count)} had come in`,
    changed: counted('was filled in', 'were filled in'),
    hadChanged: counted('had been filled in', 'had been filled in'),
    willChange: 'will be filled in',
    toPlace: words.toPlace,
  };
};

/** What is said by what each row is. */
export const wordsOf: Readonly<Record<TableContents, Words>> = {
  applications: {
    columnsLead: tableTexts.columnsLead,
    importNow: tableTexts.importNow,
    updateNow: tableTexts.updateNow,
    cameIn: tableTexts.cameIn,
    hadComeIn: tableTexts.hadComeIn,
    changed: tableTexts.changed,
    hadChanged: tableTexts.hadChanged,
    willChange: tableTexts.willChange,
    toPlace: tableTexts.toBoard,
  },
  contacts: ofList({ one: 'contact', many: 'contacts', notes: 'its person', toPlace: 'Open your contacts' }),
  companies: ofList({ one: 'company', many: 'companies', notes: 'its company', toPlace: 'Open your companies' }),
};

export const texts = {
  eachRow: 'Each row is',
  contents: { applications: 'An application', contacts: 'A person', companies: 'A company' },
  name: 'Name',
  worksAt: 'Works at',
  noName: 'no name',
  leaveOut: (name: string) => `Leave ${name} out`,
} as const;

/** What a column of a list can become, as it is offered. */
export const listFieldTexts: Readonly<Record<ListField, string>> = {
  'contact.name': 'Name',
  'contact.givenName': 'First name',
  'contact.familyName': 'Last name',
  'contact.role': 'Role',
  'contact.company': 'Company',
  'contact.email': 'E-mail address',
  'contact.phone': 'Phone number',
  'contact.link': 'Link',
  'contact.kind': 'Who they are: recruiter, peer and so on',
  'contact.notes': 'Notes',
  'company.name': 'Name',
  'company.website': 'Website',
  'company.linkedin': 'LinkedIn page',
  'company.careers': 'Careers page',
  'company.industry': 'Industry',
  'company.size': 'Size',
  'company.type': 'Type of company',
  'company.street': 'Street',
  'company.postalCode': 'Postal code',
  'company.city': 'City',
  'company.region': 'Region',
  'company.country': 'Country',
  'company.notes': 'Notes',
};
