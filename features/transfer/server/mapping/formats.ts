/**
 * The files we know by their header row: what they are called, and what their columns mean where the name alone would mislead.
 *
 * Sources: real exports (LinkedIn, career-ops), exporters' code (JobSync, Job Application Plugin), and what other importers expect.
 * A format is recognised by its set of names, in any order; anything else goes through the mapping screen.
 */
import type { FormatName, ImportField } from '../../api.ts';
import { plainName } from './fields.ts';

export interface Format {
  readonly name: FormatName;
  /** As import references name it, where several formats of one place share it. @default name */
  readonly source?: string;
  /** As shown: "LinkedIn, job applications". */
  readonly label: string;
  /** Names that must all be there. A bar separates names of which one is enough. */
  readonly has: readonly string[];
  /** The names that may be there besides; without it, any. */
  readonly only?: readonly string[];
  /** Meaning of columns by plain name; the rest by `fieldNamed`. `null`: not brought in. */
  readonly columns?: Readonly<Record<string, ImportField | null>>;
  /** How this format writes `1/2/2026`; without it nobody knows. */
  readonly dayFirst?: boolean;
  /** Stage of every row of a file without a status. */
  readonly stage?: string;
  /** What its rows are. @default applications */
  readonly holds?: 'people' | 'answers';
}

export const formats: readonly Format[] = [
  {
    name: 'linkedin-applications',
    label: 'LinkedIn, job applications',
    has: ['application date', 'company name', 'job title', 'job url'],
    // The e-mail address and telephone number are the applicant's own, not a contact's.
    columns: { 'contact email': null, 'contact phone number': null },
    dayFirst: false,
    stage: 'Applied',
    source: 'linkedin',
  },
  {
    name: 'linkedin-applications',
    label: 'LinkedIn, job applications',
    has: ['application date', 'company name', 'job title'],
    only: [],
    dayFirst: false,
    stage: 'Applied',
    source: 'linkedin',
  },
  {
    name: 'linkedin-saved',
    label: 'LinkedIn, saved jobs',
    has: ['saved date', 'job url', 'job title', 'company name'],
    dayFirst: false,
    stage: 'Saved',
    source: 'linkedin',
  },
  {
    name: 'linkedin-answers',
    label: 'LinkedIn, saved answers',
    has: ['question', 'answer'],
    only: [],
    holds: 'answers',
  },
  {
    name: 'linkedin-connections',
    label: 'LinkedIn, connections',
    has: ['first name', 'last name', 'company', 'connected on'],
    holds: 'people',
  },
  { name: 'huntr', label: 'Huntr', has: ['company name', 'title', 'list name'] },
  { name: 'huntr', label: 'Huntr', has: ['employer', 'job title', 'list'] },
  { name: 'huntr', label: 'Huntr', has: ['company', 'title', 'list', 'date applied'] },
  {
    name: 'teal',
    label: 'Teal',
    has: ['company name', 'role', 'status name', 'added at'],
    // The same word twice: once within an object, once alone.
    columns: { status: null, 'updated at': null },
  },
  { name: 'teal', label: 'Teal', has: ['company name', 'role', 'status', 'added at'], columns: { 'updated at': null } },
  { name: 'teal', label: 'Teal', has: ['company name', 'job title', 'status'], only: ['job url', 'location', 'salary'] },
  {
    name: 'simplify',
    label: 'Simplify',
    has: ['company name', 'position title', 'status', 'date applied'],
    only: ['location', 'job link'],
  },
  {
    name: 'jobsync',
    label: 'JobSync',
    has: ['index', 'created at', 'applied', 'applied date', 'company', 'job title', 'status'],
    columns: { index: null, applied: null },
  },
  {
    name: 'job-application-plugin',
    label: 'Job Application Plugin',
    has: ['job title', 'company info', 'url', 'timestamp', 'posting source'],
  },
  {
    name: 'reactive-resume',
    label: 'Reactive Resume',
    has: [
      'company|employer|organization',
      'role|title|position|job title',
      'stage|status',
      'applied date|stage date|stage entered at',
      'tags',
    ],
    only: [
      'location',
      'salary',
      'salary range',
      'compensation',
      'source',
      'notes',
      'note',
      'url',
      'link',
      'job url',
      'job posting',
    ],
  },
  {
    // What its API answers for a person's applications: it has no export of its own.
    name: 'reactive-resume',
    label: 'Reactive Resume',
    has: ['id', 'company', 'role', 'status', 'source url', 'archived'],
    columns: {
      'source url': 'url',
      'follow up note': 'nextAction',
      'updated at': null,
      'resume file url': null,
      'cover letter url': null,
      'resume id': null,
      'ai metadata': null,
    },
  },
  {
    name: 'career-ops',
    label: 'career-ops',
    has: [
      '#|no',
      'date|fecha|tarih',
      'company|empresa|şirket',
      'role|rol|puesto|pozisyon',
      'score|puntuación|puntaje|puan',
      'status|estado|durum',
    ],
    columns: { pdf: null, '#': null, no: null },
  },
  {
    name: 'jat',
    label: 'JAT',
    has: ['job title', 'company name', 'status', 'work mode', 'pay amount', 'pay frequency', 'application date'],
  },
];

/** The format whose names these are; `null`: none we know. The most demanding one wins. */
export function formatOf(header: readonly string[]): Format | null {
  const names = new Set(header.map(plainName));
  const fitting = formats.filter((format) => fits(format, names));
  return fitting.toSorted((a, b) => b.has.length - a.has.length)[0] ?? null;
}

function fits({ has, only }: Format, names: ReadonlySet<string>): boolean {
  const alternatives = has.map((name) => name.split('|'));
  if (!alternatives.every((some) => some.some((name) => names.has(name)))) return false;
  const allowed = only && new Set([...only, ...alternatives.flat()]);
  return !allowed || [...names].every((name) => allowed.has(name));
}

/** career-ops keeps its scan history without a header: address, day, title. */
export const careerOpsScan: Format = {
  name: 'career-ops-scan',
  source: 'career-ops',
  label: 'career-ops, scan history',
  has: [],
  columns: { 'column 1': 'url', 'column 2': 'savedOn', 'column 3': 'title' },
  stage: 'Saved',
};

/** Our own files, known by their whole header row. */
export const ownFormat: Format = { name: 'sotto', label: 'Sotto', has: [] };
