/**
 * Whether someone has already applied there: four levels, across all groups.
 *
 * Pure: applications, companies and today's date are handed in; nothing is looked up.
 */
import { addMonths, type CalendarDate } from './calendar-date.ts';
import { companyKey } from './company-key.ts';
import { addressOf } from './posting-address.ts';
import type { ExternalJobId } from './posting.ts';
import { fold, words, type WebUrl } from './text.ts';

/** Levels, the strongest first. */
export const duplicateLevels = ['same_posting', 'do_not_apply', 'similar', 'same_company'] as const;
export type DuplicateLevel = (typeof duplicateLevels)[number];

/** What is done about each level. Source: product.md, "Duplicate knowledge". `block` may be overridden by the person. */
export const responseTo = {
  same_posting: 'block',
  do_not_apply: 'warn',
  similar: 'warn',
  same_company: 'inform',
} as const satisfies Record<DuplicateLevel, 'block' | 'warn' | 'inform'>;

/** What someone is about to save, as far as they have typed it. */
export interface Candidate {
  readonly company: string | null;
  readonly title: string | null;
  readonly url: WebUrl | null;
  readonly externalJobId?: ExternalJobId | null;
}

/** An application as the comparison needs it. `companyKeys`: see `keysOf`. */
export interface Known {
  readonly id: string;
  readonly title: string;
  readonly companyKeys: readonly string[];
  readonly doNotApply: boolean;
  readonly canonicalUrl: WebUrl | null;
  readonly externalJobId: ExternalJobId | null;
  /** The day of applying, or of saving when not applied yet. */
  readonly on: CalendarDate;
}

export interface DuplicateMatch<K extends Known = Known> {
  readonly level: Exclude<DuplicateLevel, 'do_not_apply'>;
  readonly known: K;
}

/** "Same company" is said for this long. */
const recentMonths = 6;

/**
 * Applications that may be the same as the candidate: strongest level first, within a level the latest first.
 *
 * Each application appears once, at its strongest level. `today`: in the person's zone.
 * That a company is marked "do not apply" is asked separately (`isUnwanted`), since it needs no application.
 */
export function duplicatesOf<K extends Known>(
  candidate: Candidate,
  known: Iterable<K>,
  today: CalendarDate,
): DuplicateMatch<K>[] {
  const posting = candidate.url === null ? null : addressOf(candidate.url);
  const jobIds = new Set([candidate.externalJobId, posting?.externalJobId].filter((id) => id != null));
  const company = candidate.company === null ? null : companyKey(candidate.company);
  const recent = addMonths(today, -recentMonths);
  const matches: DuplicateMatch<K>[] = [];
  for (const one of known) {
    const level = levelOf(one);
    if (level !== null) matches.push({ level, known: one });
  }
  return matches.toSorted(byWeight);

  function levelOf(one: K): DuplicateMatch['level'] | null {
    if (one.externalJobId !== null && jobIds.has(one.externalJobId)) return 'same_posting';
    if (posting !== null && one.canonicalUrl === posting.canonicalUrl) return 'same_posting';
    if (company === null || !one.companyKeys.includes(company)) return null;
    if (candidate.title !== null && isSimilarTitle(candidate.title, one.title)) return 'similar';
    return one.on >= recent ? 'same_company' : null;
  }
}

function byWeight(a: DuplicateMatch, b: DuplicateMatch): number {
  const level = duplicateLevels.indexOf(a.level) - duplicateLevels.indexOf(b.level);
  if (level !== 0) return level;
  if (a.known.on !== b.known.on) return a.known.on < b.known.on ? 1 : -1;
  return a.known.id < b.known.id ? 1 : -1;
}

/** Titles this similar are taken for one position. Measured on the pairs of duplicate.test.ts: see the figures there. */
export const similarTitle = 0.75;

export function isSimilarTitle(a: string, b: string): boolean {
  return titleSimilarity(a, b) >= similarTitle;
}

/**
 * How alike two job titles are, from 0 to 1; 1 when they say the same in other spelling or order.
 *
 * Half of it is shared words, half shared three-letter runs (spelling, endings); a word that says a level counts less.
 * Two titles that name different levels (junior, senior) or callings (engineer, manager) are never more than 0.6 alike.
 */
export function titleSimilarity(a: string, b: string): number {
  const first = titleWords(a);
  const second = titleWords(b);
  if (first.length === 0 || second.length === 0) return fold(a) === fold(b) ? 1 : 0;
  const alike = (dice(first, second, weightOf) + dice(trigrams(first), trigrams(second), () => 1)) / 2;
  return differInLevel(first, second) ? Math.min(alike, 0.6) : alike;
}

/** Words that stand in adverts and say nothing about the position. */
const noise = new Set(
  'm w f d x h i mwd mfd gn all genders the a an of for and und in at to with job position role opening new urgent hiring wanted immediate start remote hybrid onsite on site home office full part time fulltime parttime vollzeit teilzeit permanent'.split(
    ' ',
  ),
);

/** One spelling for words that have several. A map, as below: people type `constructor`, and every object knows that word. */
const spelling: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sr: 'senior',
    snr: 'senior',
    jr: 'junior',
    jnr: 'junior',
    mid: 'middle',
    midlevel: 'middle',
    eng: 'engineer',
    engineering: 'engineer',
    engr: 'engineer',
    swe: 'software engineer',
    sde: 'software engineer',
    sre: 'site reliability engineer',
    dev: 'developer',
    devs: 'developer',
    programmer: 'developer',
    mgr: 'manager',
    mngr: 'manager',
    mgmt: 'management',
    asst: 'assistant',
    assoc: 'associate',
    admin: 'administrator',
    exec: 'executive',
    dir: 'director',
    vp: 'vice president',
    hr: 'human resources',
    qa: 'quality assurance',
    ml: 'machine learning',
    ai: 'artificial intelligence',
    ux: 'user experience',
    ui: 'user interface',
    fe: 'frontend',
    be: 'backend',
    ops: 'operations',
    rep: 'representative',
    ii: '2',
    iii: '3',
    iv: '4',
    front: 'front',
    backend: 'back end',
    frontend: 'front end',
    fullstack: 'full stack',
    entwickler: 'developer',
    ingenieur: 'engineer',
    leiter: 'manager',
    leitung: 'manager',
  }),
);

/** Words of a level: they tell two positions apart more than they make two alike. Often left out, so they count only where both titles have one. */
const levels: ReadonlyMap<string, string> = new Map(
  Object.entries({
    trainee: 'intern',
    apprentice: 'intern',
    junior: 'junior',
    graduate: 'junior',
    entry: 'junior',
    '1': 'junior',
    middle: 'middle',
    '2': 'middle',
    senior: 'senior',
    '3': 'senior',
    staff: 'staff',
    '4': 'staff',
    principal: 'principal',
    lead: 'lead',
    associate: 'associate',
  }),
);

/** Words that make another position of it, also where only one title has them: an engineer is no engineering manager. */
const callings = new Set(['manager', 'head', 'director', 'president', 'chief', 'intern', 'internship', 'assistant']);

function titleWords(title: string): string[] {
  return words(
    title
      .replaceAll(/[([{][^)\]}]*[mwfdx]\s*[/|*]\s*[mwfdx][^)\]}]*[)\]}]/gi, ' ')
      .replaceAll(/(?<=\p{Letter})[*:_](?:in|innen)\b/giu, ''),
  )
    .filter((word) => !noise.has(word) && !/^\d{4,}$/.test(word))
    .flatMap((word) => (spelling.get(word) ?? word).split(' '))
    .map((word) => (/[^s]s$/.test(word) && word.length > 4 ? word.slice(0, -1) : word));
}

function weightOf(word: string): number {
  return levels.has(word) ? 0.6 : 1;
}

/** The words that say a level differ where both titles have one, or those that say a calling differ at all. */
function differInLevel(first: readonly string[], second: readonly string[]): boolean {
  const one = levelsIn(first);
  const other = levelsIn(second);
  return (one.size > 0 && other.size > 0 && !isSame(one, other)) || !isSame(callingsIn(first), callingsIn(second));
}

function levelsIn(title: readonly string[]): Set<string> {
  return new Set(title.flatMap((word) => levels.get(word) ?? []));
}

function callingsIn(title: readonly string[]): Set<string> {
  return new Set(title.filter((word) => callings.has(word)));
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((word) => other.has(word));
}

/** Sørensen–Dice over multisets: twice what both have, through what each has. */
function dice(first: readonly string[], second: readonly string[], weight: (item: string) => number): number {
  const left = new Map<string, number>();
  for (const item of first) left.set(item, (left.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of second) {
    const count = left.get(item) ?? 0;
    if (count === 0) continue;
    left.set(item, count - 1);
    shared += weight(item);
  }
  const total = [...first, ...second].reduce((sum, item) => sum + weight(item), 0);
  return total === 0 ? 0 : (2 * shared) / total;
}

function trigrams(title: readonly string[]): string[] {
  return title.flatMap((word) => {
    const padded = ` ${word} `;
    return Array.from({ length: padded.length - 2 }, (_, index) => padded.slice(index, index + 3));
  });
}
