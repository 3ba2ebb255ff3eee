/**
 * The title of the posting: every text that may be it is weighed, and those that agree with each other weigh more.
 */
import { applyText, isClosed } from './closing.ts';
import { attributeOf, findAll, tagOf } from './dom.ts';
import { factsNamed } from './facts.ts';
import { headTitles, separator, slugOf } from './head.ts';
import { Lu, pattern, twoLetters } from './letters.ts';
import { ownerSlug } from './owner.ts';
import { isOwn, type Page } from './page.ts';
import { isCertain } from './place-names.ts';
import { key, tidy, wordCount } from './text.ts';
import { isGeneric, isTrade } from './trade.ts';

export interface TitleReading {
  readonly title: string | null;
  /** The line of the page that shows it; -1: none does. */
  readonly line: number;
}

const sexes =
  /\([mwfdxhиk]( ?[/|,*] ?[mwfdxhиk]){1,3}\)|\b[mwf] ?\/ ?[wfmh] ?\/ ?[dx]\b|\((all genders?|gn|alle)\)|[*:]in(nen)?\b|\/in\b|\b(h\/f|f\/h)\b/i;

/** What stands before a title in the title of a document. */
const opening =
  /^(job application for|application for|apply (for|to|now for)|job posting|job opening|job details?|job description|job title|position title|position|job|role|careers?|vacancy|hiring|we are hiring|we re hiring|now hiring|stellenangebot|stellenanzeige|jobangebot|stelle|job als|nab[ií]dka pr[aá]ce|pr[aá]ce|voln[eé] m[ií]sto|вакансия|работа|oferta pracy|praca|vacature|offre d'emploi|emploi|oferta de empleo|empleo|offerta di lavoro|lavoro)\s*(?:[:–—|-]\s*|(?<=for|to|als|вакансия|vacature)\s+)/i;

interface Candidate {
  readonly text: string;
  score: number;
  line: number;
}

const least = 48;

export function readTitle(page: Page): TitleReading {
  const heads = headTitles(page);
  const candidates = new Map<string, Candidate>();
  const add = (text: string, score: number, line = -1) => {
    const clean = trimmed(text);
    const id = key(clean);
    if (!isPossible(clean, id)) return;
    const known = candidates.get(id);
    if (known) {
      // A second source adds a part of its weight.
      known.score = Math.max(known.score, score) + Math.min(known.score, score) / 4;
      if (known.line < 0) known.line = line;
    } else candidates.set(id, { text: clean, score, line });
  };
  addLines(page, add);
  addMarks(page, add);
  addUnmarked(page, add);
  for (const fact of factsNamed(page, titleLabels).slice(0, 4)) {
    if (fact.isPlain) add(fact.value, /titt?(le|el)|be(zeichnung|tegnelse)|nazev|intitule/.test(fact.label) ? 50 : 16, fact.line);
  }
  const owner = key(ownerSlug(page.address));
  for (const head of heads) {
    const core = key(coreOf(head, page, owner));
    for (const span of spansOf(head)) add(span, key(span) === core ? 34 : 24);
  }
  const marked = new Set(page.marks.filter((mark) => isOwn(mark) && mark.text.length < 160).map((mark) => key(mark.text)));
  const said = heads.map(headOf);
  const around = new Set(heads.flatMap((head) => head.split(separator).map(key)));
  const slug = slugOf(page.address);
  const enough = looksLikePosting(page) ? 28 : least;
  let best: Candidate | null = null;
  for (const [id, candidate] of candidates) {
    // A head agrees with itself: only what the page shows, or two heads say, is borne out by it.
    candidate.score +=
      candidate.line >= 0 || marked.has(id) ? agreement(id, said) : heads.length > 1 ? agreement(id, said) / 2 : 0;
    candidate.score += (agreesWithSlug(id, slug) ? 18 : 0) + shape(candidate.text, id);
    // "Acme Careers" stands for Acme.
    if (around.has(`${id} careers`) || around.has(`careers at ${id}`)) candidate.score -= 40;
    // A title that only the tab shows, and that names no trade, is often the site's.
    if (candidate.line < 0 && heads.length < 2 && !isTrade(id)) candidate.score -= 14;
    if (owner !== '' && id.replace(/ (and )?/g, '').startsWith(owner) && !isTrade(id)) candidate.score -= 25;
    if (best === null || candidate.score > best.score) best = candidate;
  }
  if (best === null || best.score < enough) return { title: null, line: -1 };
  if (best.line < 0) best = longerOnPage(best, candidates) ?? best;
  return { title: best.text, line: best.line };
}

/** A heading that says all of what only the tab says, and a few words more: "Registered Nurse" for "Nurse". */
function longerOnPage({ text }: Candidate, candidates: ReadonlyMap<string, Candidate>): Candidate | null {
  const short = key(text);
  const longer = [...candidates].filter(
    ([id, { line, score }]) =>
      line >= 0 && score >= 20 && ` ${id} `.includes(` ${short} `) && wordCount(id) - wordCount(short) <= 2 && !/[–—|@]/.test(id),
  );
  return longer.toSorted(([, a], [, b]) => b.score - a.score)[0]?.[1] ?? null;
}

/** A head without what stands around a title: the site's name, "Careers", a place. */
function coreOf(head: string, page: Page, owner: string): string {
  const names = new Set([
    owner,
    ...findAll(page.document, 'meta[property="og:site_name"]', 1).map((meta) => key(attributeOf(meta, 'content'))),
  ]);
  const isAround = (piece: string) => {
    const id = key(piece);
    return (
      id === '' ||
      isGeneric(id) ||
      names.has(id) ||
      names.has(id.replaceAll(' ', '')) ||
      /\b(careers?|jobs?|karriere|\w+\.(com|cz|de|ru|org|io))\b/.test(id) ||
      isCertain(piece)
    );
  };
  let core = head.replace(opening, '');
  for (;;) {
    const last = /^(.+)(?:\s+[-–—|·•:»›]\s+|\s*[|·•»›]\s*)(.+?)$/u.exec(core);
    const first = /^(.+?)(?:\s+[-–—|·•:»›]\s+|\s*[|·•»›]\s*)(.+)$/u.exec(core);
    if (last && isAround(last[2]!)) core = last[1]!;
    else if (first && isAround(first[1]!)) core = first[2]!;
    else return core;
  }
}

/** Captions and buttons that only postings have. */
const postingLabels =
  /^(job|position|requisition|req|vacancy|posting|reference)( \w+)? (id|code|number|no|type|function|title|category|posted)$|^(job|position) (description|requirements|details|summary)$|^(location|department|date posted|employment type|practice area|open date|salary|arbeitsort|einsatzort|dienstort|misto vykonu prace|sede di lavoro|arbejdssted|typ uvazku|обязанности|требования)$/;

/** Not the list itself: something is named in it. */
const jobAddress =
  /(job|career|vacan|position|opening|karriere|stelle|emplo|vaga|oferta|lavor|vakan|stilling|recrut)[^/]*\/(\?.*\bid=|[^/]*[a-z\d]-[a-z\d]|.*\d{3})/i;

function looksLikePosting(page: Page): boolean {
  const labels = new Set(page.facts.filter((fact) => postingLabels.test(fact.label)).map((fact) => fact.label));
  const canApply = page.lines.some((line) => line.text.length < 40 && applyText.test(key(line.text)));
  const isPlaced = jobAddress.test(page.address.pathname + page.address.search) && !isClosed(page);
  return labels.size >= 2 || ((canApply || isPlaced) && (labels.size > 0 || page.lines.length > 7));
}

const titleLabels =
  /^(job|position|role|posting|vacancy|opening)? ?(title|name)$|^(position|role|stelle|titel|poste|puesto|cargo|stanowisko|functie|posizione|stilling|tjanst)$|bezeichnung|jobtitel|stillings(tittel|betegnelse)|nazev (pozice|prac)|nazov pozicie|intitule|nazwa stanowiska|должность|вакансия/;

type Add = (text: string, score: number, line?: number) => void;

/** Titles without a heading: a short line near the top, before the captions of a posting. */
function addUnmarked(page: Page, add: Add): void {
  const first = Math.min(...page.facts.filter((fact) => postingLabels.test(fact.label)).map((fact) => fact.line), 1_000);
  let seen = 0;
  for (const [index, line] of page.lines.entries()) {
    if (!isOwn(line) || line.level > 0 || line.isLink || line.text.length > 100 || tagOf(line.element) === 'BUTTON') continue;
    if (seen++ > 12) return;
    const gap = first - index;
    add(line.text, 20 - seen * 2 + (gap > 0 && gap <= 4 ? 12 : 0), index);
  }
}

function addLines(page: Page, add: Add): void {
  let seen = 0;
  page.lines.forEach((line, index) => {
    if (line.level === 0 || line.zone === 'related') return;
    const inPlace = isOwn(line) ? 0 : -25;
    const base = [0, 50, 30, 22, 14, 10, 8][line.level]! + inPlace - Math.min(seen, 6) * 2 - (line.isLink ? 8 : 0);
    add(line.text, base, index);
    const [first, ...others] = line.parts;
    if (first !== undefined && others.length > 0) for (const part of [first, ...others.slice(0, 2)]) add(part, base - 8, index);
    seen++;
  });
}

const titleNames =
  /\b((job|posting|position|vacancy|offer|role|req|requisition|opening|listing|top ?card|jobad|jobs) ?(\w+ )?(title|headline|name|heading|header)|jobtitle|job ?header|posting headline|vakanz|stellentitel)\b/;

/** Many elements with such a name and other texts are a list of postings, not this one. */
function addMarks(page: Page, add: Add): void {
  const marks = page.marks.filter(
    (mark) => (isOwn(mark) || mark.zone === 'form') && mark.text.length < 160 && titleNames.test(mark.names),
  );
  const texts = new Set(marks.map((mark) => key(mark.text)));
  const score = texts.size <= 2 ? 44 : texts.size <= 4 ? 30 : 8;
  for (const mark of marks.slice(0, 30)) add(mark.text, score, mark.line);
}

const inPlace = pattern`^(.{4,}?) (?:в|in|à|en|w|v) [${Lu}]`;

/** Every run of pieces of a document's title, as it is written between them. */
export function spansOf(head: string): string[] {
  const bare = head.replace(opening, '');
  const spans = new Set<string>([bare]);
  const cuts = [
    0,
    ...[...bare.matchAll(new RegExp(separator, 'gu'))].flatMap((match) => [match.index, match.index + match[0].length]),
    bare.length,
  ];
  for (let from = 0; from < cuts.length; from += 2)
    for (let to = from + 1; to < Math.min(cuts.length, from + 8); to += 2) spans.add(bare.slice(cuts[from], cuts[to]));
  for (const span of Array.from(spans)) {
    const at = /^(.{4,}?)\s+(?:at|@|bei|chez|hos|bij|presso|jobs? in|job in)\s+\S/i.exec(span);
    if (at) spans.add(at[1]!);
    const hiring = /\bhiring (?:an? )?(.+?)(?: in | at |$)/i.exec(span);
    if (hiring) spans.add(hiring[1]!);
    const vacancy = inPlace.exec(span);
    if (vacancy) spans.add(vacancy[1]!);
  }
  return [...spans].map(tidy).filter((span) => span.length > 2);
}

function trimmed(text: string): string {
  return tidy(text)
    .replace(/^\[(hiring|urgent|new)\]\s*/i, '')
    .replace(opening, '')
    .replace(/\s*\((?=\w*\d{3})[A-Z\d-]{6,}\)$/, '')
    .replace(/^[\s\-–—|:•*#]+|[\s\-–—|:•,;*]+$/g, '')
    .replace(/\s*\b(save (this )?job|apply now|new!?|share this job|bookmark)$|\s+- job post$/i, '')
    .trim();
}

function isPossible(text: string, id: string): boolean {
  return id.length > 2 && text.length <= 180 && wordCount(id) <= 22 && twoLetters.test(id) && !isGeneric(id);
}

interface Head {
  readonly whole: string;
  readonly spans: ReadonlySet<string>;
}

const headOf = (text: string): Head => ({ whole: ` ${key(text)} `, spans: new Set(spansOf(text).map(key)) });

/** How far the titles of the document bear it out. */
function agreement(id: string, heads: readonly Head[]): number {
  let sum = 0;
  for (const { whole, spans } of heads.slice(0, 3)) {
    if (!whole.includes(` ${id} `)) continue;
    sum += spans.has(id) ? 16 : 9;
  }
  return Math.min(sum, 34);
}

function agreesWithSlug(id: string, slug: string): boolean {
  if (wordCount(id) < 2 && id.length < 6) return false;
  if (` ${slug} `.includes(` ${id} `)) return true;
  const words = id.split(' ').filter((word) => word.length > 1);
  const kept = words.filter((word) => ` ${slug} `.includes(` ${word} `));
  return words.length > 2 && kept.length / words.length > 0.8;
}

function shape(text: string, id: string): number {
  let score = 0;
  if (isTrade(id)) score += 12;
  if (sexes.test(text)) score += 20;
  if (/ (llp|llc|gmbh|inc|ltd|s r o|plc|ag)$/.test(id)) score -= 20;
  if (wordCount(id) > 13) score -= 18;
  if (/[.!?]$/.test(text) && !/\b(jr|sr|inc|h|hod)\.$/i.test(text)) score -= 25;
  if (/^(and|or|with|in|at|for|of|und|mit)\b/.test(id)) score -= 15;
  if (/\b(you|your|we|our|us|wir|du|dich|ihr|nas|nos|vous|мы|вы)\b/.test(id)) score -= 16;
  if (/\bcareers?\b|\bjobs?\b|\bhiring\b/.test(id)) score -= 14;
  if (/\d{4,}/.test(id) && !/\b20\d\d\b/.test(id)) score -= 3;
  return score;
}
