/**
 * Invented job searches as a table anyone might bring: the same in every run, no two rows alike, as uneven as a real one
 * (many refusals, few offers, some companies over and over).
 */
import type { ImportOptions } from '@sotto/features/transfer/api';

export interface SearchShape {
  readonly applications: number;
  /** Characters of the posting's text; beyond 1,024 it is a long text. @default 0 */
  readonly descriptionLength?: number;
  /** All in stages that are columns of the board. @default false */
  readonly onBoard?: boolean;
}

const columns = [
  'company',
  'title',
  'stage',
  'appliedOn',
  'url',
  'location',
  'workMode',
  'payMin',
  'payMax',
  'payCurrency',
  'payPeriod',
  'source',
  'tags',
  'notes',
  'description',
] as const;

/** Goes with the table: each column is what it is called. */
export const searchOptions: ImportOptions = {
  mapping: Object.fromEntries(columns.map((column) => [column, column])),
  name: 'invented.csv',
};

/** The table, as CSV. */
export function searchAsCsv(shape: SearchShape): string {
  const lines = Array.from({ length: shape.applications }, (_, number) => rowOf(number, shape).map(cell).join(','));
  return `${columns.join(',')}\n${lines.join('\n')}\n`;
}

/** Words that are in a few rows, in many, in none. */
export const questions = [
  'engineer',
  'quiet harbour',
  'northlight',
  'team 77',
  'lisbon remote',
  'data analyst bril',
  'rai',
  'zanzibar',
  'tidewater 12',
  'pension scheme',
  'writer hollow',
  'referral',
] as const;

const firstNames = ['Hollow', 'Bright', 'North', 'Quince', 'Paper', 'Salt', 'Tern', 'Old', 'Quiet', 'Tide', 'Brass', 'Fern'];
const secondNames = [
  'Oak Press',
  'water Rail',
  'light Maps',
  'Health',
  'Lantern Games',
  'Road Foods',
  'Mill Robotics',
  'Harbour',
];
const titles = ['Backend engineer', 'Data analyst', 'Product designer', 'Technical writer', 'Support lead', 'Site engineer'];
const cities = ['Lisbon', 'Leeds', 'Lyon', 'Leipzig', 'Linz', ''];
const modes = ['remote', 'hybrid', 'onsite'];
const sources = ['LinkedIn', 'Company website', 'Referral', 'Indeed'];
const tags = ['', '', '', 'referral', 'urgent', 'dream'];
const everyStage = [
  'Applied',
  'Rejected',
  'No answer',
  'Saved',
  'Rejected',
  'Applied',
  'Screening',
  'Interview',
  'Withdrawn',
  'Offer',
];
const boardStages = ['Saved', 'Applied', 'Applied', 'Screening', 'Interview', 'Offer'];

// Strides without a common factor, so that neighbours differ.
function rowOf(number: number, { descriptionLength = 0, onBoard = false }: SearchShape): string[] {
  const pay = 40_000 + ((number * 37) % 60) * 1000;
  const day = new Date(Date.UTC(2026, 0, 1 + ((number * 11) % 300))).toISOString().slice(0, 10);
  const stage = pick(onBoard ? boardStages : everyStage, number * 7);
  // Four in ten go to a company that was asked before.
  const company = number % 10 < 6 ? number : number - 6;
  return [
    `${pick(firstNames, company)} ${pick(secondNames, Math.floor(company / 3))} ${company}`,
    `${pick(titles, number * 5)}, team ${number}`,
    stage,
    stage === 'Saved' ? '' : day,
    `https://jobs.example/postings/${100_000 + number}`,
    pick(cities, number * 3),
    pick(modes, number),
    String(pay),
    String(pay + 9000),
    'EUR',
    'year',
    pick(sources, number * 3),
    pick(tags, number),
    `Spoke with ${pick(firstNames, number * 5)}; ask about the ${number % 9 === 0 ? 'pension scheme' : 'notice period'}.`,
    textOf(number, descriptionLength),
  ];
}

const words =
  'we build calm tools for people who care about their craft and you will own services from design to operation with a small team that writes tests reviews code shares knowledge and keeps promises to customers'.split(
    ' ',
  );

/** Prose of about `length` characters. Every text has a word of its own, as names and numbers are in real ones. */
function textOf(number: number, length: number): string {
  const parts: string[] = length === 0 ? [] : [`Reference tidewater ${number}.`];
  for (let at = number; parts.join(' ').length < length; at += 7) {
    parts.push(Array.from({ length: 40 }, (_, place) => pick(words, at * 3 + place * (1 + (number % 5)))).join(' '));
  }
  return parts.join(' ').slice(0, length);
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function pick(from: readonly string[], number: number): string {
  return from[number % from.length] ?? '';
}
