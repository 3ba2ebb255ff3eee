/**
 * The title of the posting: every text that may be it is weighed, and those that agree with each other weigh more.
 */
import { applyText } from './closing.ts';
import { attributeOf, findAll, tagOf } from './dom.ts';
import { factsNamed } from './facts.ts';
import { headTitles, separator, slugOf } from './head.ts';
import { ownerSlug } from './owner.ts';
import { isOwn, type Page } from './page.ts';
import { isCertain } from './places.ts';
import { key, tidy, wordCount } from './text.ts';

export interface TitleReading {
  readonly title: string | null;
  /** The line of the page that shows it; -1: none does. */
  readonly line: number;
}

/** Words that, among themselves, only name a page or a part of it, folded. */
const pageWords = new Set(
  `a the our your my this all and or of for in at to with us on about id no more be is as you we
  view browse current open available latest new featured search find external internal global early
  career careers job jobs work working vacancy vacancies opening openings position positions role roles opportunity opportunities employment
  recruitment recruiting hiring offer offers portal site center home homepage page section results result details detail description posting postings
  information summary overview title alerts alert application applications profile type category department here board list listing
  responsibilities requirements qualifications skills benefits perks introduction location locations team teams salary compensation pay company employer
  menu navigation news blog people culture values mission life login language english deutsch faq contact related similar other share save report posted key
  additional essential preferred minimum basic main full part time remote hybrid contract permanent quick purpose duties number next close
  candidate candidates applicant interested thank loading error oops 404 cookies cookie privacy legal terms accessibility equal diversity supporting
  stellenangebot stellenangebote stellenanzeige stellenausschreibung stellenbeschreibung jobangebot karriere stellen offene uber uns ihre deine aufgaben profil
  wir bieten kontakt impressum datenschutz startseite jetzt bewerben das der die
  nabidka nabidky prace volna volne mista misto pozice pracovni o nas kariera kontakt popis pozadujeme nabizime napln uvod
  offre offres d emploi emplois carrieres recrutement nos accueil du poste description missions
  oferta ofertas de empleo empleos trabajo vacantes descripcion requisitos funciones vagas vaga
  вакансия вакансии карьера работа о компании описание обязанности требования условия контакты мы предлагаем
  oferty pracy praca opis wymagania oferujemy vacature vacatures werken bij over ons offerte di lavoro lediga ledige jobb stillinger om oss`.match(
    /\S+/g,
  ),
);

/** How sentences and calls begin or go that stand as headings on pages of postings. */
const phrase =
  /^(join|meet|about|discover|contact|follow|share|apply|why|welcome|explore|learn|how|what|who|where|when|we re|stay|sign|log in|create|register|submit|start|back|skip|show|see|email|upload|powered|thank|sorry|was (wir|sie|dich|du|ist)|warum|deine?|ihre?|das (bieten|bringst|erwartet)|willkommen|co (te|vas|po|u|od)|koho|proc|qui sommes|rejoignez|a propos|sobre|отклик|ищем|мы |что мы|dlaczego|lavora con) |not found|no longer|(job|position|posting|vacancy) (has|is|was) |applicant portal|equal opportunity|cookie|javascript|browser/;

function isGeneric(id: string): boolean {
  return phrase.test(`${id} `) || id.split(' ').every((word) => pageWords.has(word));
}

/** Words that names of trades are made of, folded; beginnings. */
const trade =
  /\b(engin|develop|program|manag|direct|analy|archite|design|consult|special|associat|assist|coordin|admini|lead|head\b|chief|officer|executive|represent|technic|operat|scien|research|account|audit|counsel|attorney|lawyer|paralegal|clerk|nurs|physician|doctor|therap|teach|lectur|profess|tutor|driver|mechani|electri|plumb|weld|cook|chef|wait|barista|cashier|sales|market|recruit|advis|agent|intern\b|internship|trainee|apprentic|student|worker|help|support|tester|qa\b|devops|writer|edit|translat|product|project|supervis|inspect|plann|buyer|secret|recepti|partner|president|vp\b|strateg|owner|artist|produc|guard|pilot|pharma|dent|librar|econom|fellow|trader|bank|estimat|surveyor|labou?rer|clean|care|social|operator|mitarbeit|leit|entwickl|ingenieu|berat|kauf|sachbearb|mechatron|referent|verk[ao]|pfleg|arzt|erzieh|lehr|fach|fahrer|werkstud|prakti|ausbild|azubi|buchhalt|monteur|vyvoj|inzen|vedouc|ucetni|obchod|asist|prodav|ridic|sklad|spravce|manaz|junior|senior|charg|responsab|compta|vende|conseil|desarr|ingen|geren|encarg|auxil|inzyn|kierow|ksiegow|sprzed|handl|doradc|ontwikk|medewerk|beheer|svilup|impieg|addett|utveck|saljar|udvikl|konsul)|(разраб|инжен|програм|менедж|руковод|аналит|специал|консул|админ|директ|дизайн|тестир|бухгал|продав|водит|операт|стаж|ведущ|старш|младш|помощ|юрист|врач|учит|эксперт|архит|маркет|техник|мастер|рабоч|повар|касс|кладов|логист)/u;
const sexes =
  /\([mwfdxhиk]( ?[/|,*] ?[mwfdxhиk]){1,3}\)|\b[mwf] ?\/ ?[wfmh] ?\/ ?[dx]\b|\((all genders?|gn|alle)\)|[*:]in(nen)?\b|\/in\b|\bh\/f\b/i;

/** What stands before a title in the title of a document. */
const opening =
  /^(job application for|application for|apply (for|to|now for)|job posting|job opening|job details?|job description|job title|position title|position|job|role|careers?|vacancy|hiring|we are hiring|we re hiring|now hiring|stellenangebot|stellenanzeige|jobangebot|stelle|job als|nab[ií]dka pr[aá]ce|pr[aá]ce|voln[eé] m[ií]sto|вакансия|работа|oferta pracy|praca|vacature|offre d'emploi|emploi|oferta de empleo|empleo|offerta di lavoro|lavoro)\s*(?:[:–—|-]\s*|(?<=for|to|als|вакансия|vacature)\s+)/iu;

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
    if (fact.isPlain) add(fact.value, /title|bezeichnung|nazev|intitule/.test(fact.label) ? 50 : 16, fact.line);
  }
  const owner = key(ownerSlug(page.address));
  for (const head of heads) {
    const core = key(coreOf(head, page, owner));
    for (const span of spansOf(head)) add(span, key(span) === core ? 34 : 24);
  }
  const marked = new Set(page.marks.filter((mark) => isOwn(mark) && mark.text.length < 160).map((mark) => key(mark.text)));
  const said = heads.map(headOf);
  const slug = slugOf(page.address);
  const enough = looksLikePosting(page) ? 28 : least;
  let best: Candidate | null = null;
  for (const [id, candidate] of candidates) {
    // A head agrees with itself: only what the page shows, or two heads say, is borne out by it.
    candidate.score +=
      candidate.line >= 0 || marked.has(id) ? agreement(id, said) : heads.length > 1 ? agreement(id, said) / 2 : 0;
    candidate.score += (agreesWithSlug(id, slug) ? 18 : 0) + shape(candidate.text, id);
    // A title that only the tab shows, and that names no trade, is often the site's.
    if (candidate.line < 0 && heads.length < 2 && !trade.test(id)) candidate.score -= 14;
    if (owner !== '' && id.replace(/ (and )?/g, '').startsWith(owner) && !trade.test(id)) candidate.score -= 25;
    if (best === null || candidate.score > best.score) best = candidate;
  }
  if (best === null || best.score < enough) return { title: null, line: -1 };
  return { title: best.text, line: best.line };
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

function looksLikePosting(page: Page): boolean {
  const labels = new Set(page.facts.filter((fact) => postingLabels.test(fact.label)).map((fact) => fact.label));
  const canApply = page.lines.some((line) => line.text.length < 40 && applyText.test(key(line.text)));
  return labels.size >= 2 || (canApply && (labels.size > 0 || page.lines.length > 10));
}

const titleLabels =
  /^(job|position|role|posting|vacancy|opening)? ?(title|name)$|^(position|role|stelle|titel|poste|puesto|cargo|stanowisko|functie|posizione|stilling|tjanst)$|bezeichnung|jobtitel|nazev (pozice|prac)|nazov pozicie|intitule|nazwa stanowiska|должность|вакансия/;

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
    const at = /^(.{4,}?)\s+(?:at|@|bei|chez|hos|bij|presso|jobs? in|job in)\s+\S/iu.exec(span);
    if (at) spans.add(at[1]!);
    const hiring = /\bhiring (?:an? )?(.+?)(?: in | at |$)/i.exec(span);
    if (hiring) spans.add(hiring[1]!);
    const vacancy = /^(.{4,}?) (?:в|in|à|en|w|v) \p{Lu}/u.exec(span);
    if (vacancy) spans.add(vacancy[1]!);
  }
  return [...spans].map(tidy).filter((span) => span.length > 2);
}

function trimmed(text: string): string {
  return tidy(text)
    .replace(opening, '')
    .replace(/^[\s\-–—|:•*#]+|[\s\-–—|:•,;*]+$/g, '')
    .replace(/\s*\b(save (this )?job|apply now|new!?|share this job|bookmark)$|\s+- job post$/i, '')
    .trim();
}

function isPossible(text: string, id: string): boolean {
  return id.length > 2 && text.length <= 180 && wordCount(id) <= 22 && /\p{L}{2}/u.test(id) && !isGeneric(id);
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
  if (trade.test(id)) score += 12;
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
