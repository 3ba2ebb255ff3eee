/**
 * The title of the posting: every text that may be it is weighed, and those that agree with each other weigh more.
 */
import { attributeOf, findAll, rawTextOf } from './dom.ts';
import { factsNamed } from './facts.ts';
import { isOwn, type Page } from './page.ts';
import { key, tidy, wordCount } from './text.ts';

export interface TitleReading {
  readonly title: string | null;
  /** The line of the page that shows it; -1: none does. */
  readonly line: number;
}

/** What pages call themselves, or their parts, folded. */
const generic =
  /^(the |our |your |all |view |browse |current |open |available |latest |new |featured |search )*(careers?|jobs?|work|vacanc(y|ies)|openings?|positions?|roles?|opportunit(y|ies)|employment|recruit(ing|ment)|hiring|job offers?|internships?)( (portal|site|center|centre|page|home|home ?page|section|search|opportunit(y|ies)|openings?|board|listings?|list|results?|details?|description|posting|postings|information|info|summary|overview|title|alerts?|application|profile|at a glance|type|category|categories|function|department|with us|at .*|here))*$|^(job|position|posting|role|vacancy|requisition|opportunity|career)( \w+)? (details?|descriptions?|summary|overview|information|info|title|purpose|profile|requirements?|responsibilities|duties|id|number|type|category|location)$|^(join|meet|about|discover|contact|follow|share|apply|why|welcome|explore|learn|how|what|who|where|when|we re|we are|your|our|get|stay|sign|log|create|register|submit|start|back|return|skip|show|view|see|email|find|search|upload|powered|thank)( .*)?$|^(responsibilities|requirements|qualifications|skills|benefits|perks|overview|summary|description|introduction|location|locations|department|team|salary|compensation|company|employer|details|home|menu|navigation|news|blog|people|culture|values|mission|login|language|english|deutsch|cookie.*|privacy.*|accessib.*|legal.*|terms.*|loading.*|error.*|oops.*|404.*|.*not found.*|.*no longer (available|accepting|active|open).*|.*equal opportunity.*|.*(job|position|posting|vacancy) (has|is|was) .*|.*applicant portal.*|interested.*|related.*|similar.*|more .*|other .*|share.*|save.*|report.*|posted.*|key .*|additional .*|essential .*|preferred .*|minimum .*|basic .*|main .*|the role|the team|full time|part time|remote|hybrid|contract|permanent|quick .*|application|thank you.*|equal .*|diversity.*|eeo.*|us|usa|faqs?|info|yes|no|close|next|previous)$|^(stellenangebote?|stellenanzeigen?|stellenbeschreibung|jobangebote?|jobborse|jobportal|karriere( .*)?|offene stellen|bewerbung|uber uns|ihre? (aufgaben|profil|vorteile).*|deine? (aufgaben|profil|vorteile).*|aufgaben|profil|wir bieten.*|was (wir|sie|dich|du) .*|das (bieten|bringst|erwartet) .*|kontakt|impressum|datenschutz.*|startseite|stellendetails|unser angebot|willkommen.*|jetzt bewerben)$|^(nabidka prace|volna mista|volne pozice|pracovni nabidka.*|detail (pozice|nabidky)|o nas|co (te|vas) .*|kariera.*|pozice|kontakty?|popis (pozice|prace)|pozadujeme|nabizime|napln prace|koho hledame.*|proc .*|uvod|prihlaseni|hledat)$|^(offres? d emploi|emplois?|carrieres?|recrutement|nos offres|accueil|description du poste|profil recherche|postuler.*|missions?|qui sommes nous.*|rejoignez.*|a propos.*)$|^(ofertas? de (empleo|trabajo)|empleos?|trabaj[ao].*|vacantes?|inicio|descripcion.*|requisitos|funciones|sobre .*|unete.*|vagas?|carreiras?)$|^(вакансии?|карьера.*|работа|о компании|описание.*|обязанности|требования|условия|главная|контакты|резюме|отклик.*|мы предлагаем|ищем.*)$|^(oferty? pracy|kariera|praca|o nas|opis stanowiska|wymagania|obowiazki|oferujemy|vacatures?|werken bij.*|over ons|functieomschrijving|solliciteer.*|offert[ae] di lavoro|lavora con noi.*|posizioni aperte|lediga jobb|ledige stillinger|om (os|oss|jobbet|rollen))$/;

/** Words that names of trades are made of, folded; beginnings. */
const trade =
  /\b(engineer|develop|program|manag|direct|analy|architect|design|consult|special|associat|assist|coordinat|administrat|lead|head|chief|officer|executive|representative|technici|operat|scient|research|account|auditor|counsel|attorney|lawyer|paralegal|clerk|nurse|physician|doctor|therap|teach|lectur|professor|tutor|driver|mechanic|electric|plumb|weld|cook|chef|waiter|barista|cashier|sales|market|recruit|advis|agent|intern\b|internship|trainee|apprentic|student|worker|helper|support|tester|qa\b|devops|sre\b|writer|editor|journalist|translat|product|project|supervis|inspect|planner|buyer|secretar|recepti|partner|president|vp\b|strateg|owner|artist|producer|photograph|guard|security|steward|captain|pilot|pharmac|dentist|veterin|librar|curator|economist|actuar|statistic|physicist|chemist|biolog|fellow|postdoc|ambassador|evangelist|generalist|trader|banker|underwrit|estimator|surveyor|foreman|labou?rer|packer|picker|cleaner|janitor|maid|nanny|carer|caregiver|social|hygienist|machinist|fabricat|mitarbeit|leiter|leitung|entwickl|ingenieur|berater|kaufm|kauff|sachbearbeit|techniker|mechatron|referent|verkauf|pfleg|arzt|erzieh|lehrer|fachkraft|fahrer|werkstudent|praktik|auszubild|ausbildung|buchhalt|assistenz|monteur|elektr|schlosser|koch|kellner|vyvoj|inzen|technik|specialist|vedouci|ucetni|obchod|asistent|prodav|ridic|skladni|konzult|analytik|spravce|administr|manazer|junior|senior|stazist|developpeu|ingenieu|charge|responsable|technicien|comptable|vendeu|conseill|chef\b|assistant|desarroll|ingenier|gerente|analista|tecnic|contador|vendedor|asesor|coordinad|encargad|auxiliar|administrativ|programist|inzynier|kierowni|ksiegow|sprzedaw|handlow|doradc|ontwikkel|medewerk|adviseur|beheerder|verkoper|monteur|sviluppat|ingegner|impiegat|responsabil|addett|commercial|utveck|ingenjor|saljare|udvikl|konsulent|saelger|radgiver)|(разработ|инженер|программ|менедж|руковод|аналит|специал|консульт|администр|директор|дизайн|тестиров|бухгалт|продав|водител|оператор|стаж|ведущ|старш|младш|помощник|юрист|врач|учител|эксперт|архитект|маркет|техник|мастер|рабоч|повар|кассир|кладовщ|логист)/u;
const sexes =
  /\([mwfdxhиk]( ?[/|,*] ?[mwfdxhиk]){1,3}\)|\b[mwf] ?\/ ?[wfmh] ?\/ ?[dx]\b|\((all genders?|gn|alle)\)|[*:]in(nen)?\b|\/in\b|\bh\/f\b/i;

/** What stands before a title in the title of a document. */
const opening =
  /^(job application for|application for|apply (for|to|now for)|job posting|job opening|job details?|job description|job title|position title|position|job|role|careers?|vacancy|hiring|we are hiring|we re hiring|now hiring|stellenangebot|stellenanzeige|jobangebot|stelle|job als|nab[ií]dka pr[aá]ce|pr[aá]ce|voln[eé] m[ií]sto|вакансия|работа|oferta pracy|praca|vacature|offre d'emploi|emploi|oferta de empleo|empleo|offerta di lavoro|lavoro)\s*(?:[:–—|-]\s*|(?<=for|to|als|вакансия|vacature)\s+)/iu;

export const separator = /\s+[-–—|·•:»›‹«/~]+\s+|\s*[|·•»›«‹]\s*|:\s+|\s[-–—]|,\s(?=.*\bcareers?\b)/u;

/** Titles that the document gives itself: `<title>`, og:title, twitter:title. */
export function headTitles(page: Page): string[] {
  const metas = findAll(
    page.document,
    'meta[property="og:title"], meta[name="og:title"], meta[name="twitter:title"], meta[itemprop="title"]',
    6,
  );
  const title = findAll(page.document, 'head > title, title', 1)[0];
  return [
    ...new Set(
      [title ? rawTextOf(title).slice(0, 400) : '', ...metas.map((meta) => attributeOf(meta, 'content').slice(0, 400))].map(tidy),
    ),
  ].filter((text) => text !== '');
}

interface Candidate {
  readonly text: string;
  score: number;
  line: number;
}

export const least = 48;

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
  for (const fact of factsNamed(page, titleLabels).slice(0, 4)) {
    if (fact.isPlain) add(fact.value, /title|bezeichnung|nazev|intitule/.test(fact.label) ? 50 : 28, fact.line);
  }
  for (const head of heads) for (const span of spansOf(head)) add(span, 24);
  const slug = slugOf(page.address);
  let best: Candidate | null = null;
  for (const [id, candidate] of candidates) {
    candidate.score += agreement(id, heads) + (agreesWithSlug(id, slug) ? 18 : 0) + shape(candidate.text, id);
    if (best === null || candidate.score > best.score) best = candidate;
  }
  if (best === null || best.score < least) return { title: null, line: -1 };
  return { title: best.text, line: best.line };
}

const titleLabels =
  /^(job|position|role|posting|vacancy|opening)? ?(title|name)$|^(position|role|job|vacancy|opening|stellenbezeichnung|stelle|berufsbezeichnung|jobtitel|titel|position title|pozice|nazev pozice|pracovni pozice|nazov pozicie|intitule du poste|poste|puesto|cargo|titulo|stanowisko|nazwa stanowiska|должность|вакансия|functie|functietitel|posizione|ruolo|stilling|stillingstittel|tjanst|befattning|yrke)$/;

type Add = (text: string, score: number, line?: number) => void;

function addLines(page: Page, add: Add): void {
  let seen = 0;
  page.lines.forEach((line, index) => {
    if (line.level === 0 || line.zone === 'related') return;
    const inPlace = isOwn(line) ? 0 : -25;
    const base = [0, 46, 30, 22, 14, 10, 8][line.level]! + inPlace - Math.min(seen, 6) * 2 - (line.isLink ? 8 : 0);
    add(line.text, base, index);
    const [first, ...others] = line.parts;
    if (first !== undefined && others.length > 0) for (const part of [first, ...others.slice(0, 2)]) add(part, base - 8, index);
    seen++;
  });
}

const titleNames =
  /\b((job|posting|position|vacancy|offer|role|req|requisition|opening|listing|top card|jobad|jobs) ?(\w+ )?(title|headline|name|heading|header)|jobtitle|job ?header|posting headline|vakanz|stellentitel)\b/;

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
  for (const span of [...spans]) {
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
    .replace(/\s*\b(save (this )?job|apply now|new!?|share this job|bookmark)$/i, '')
    .trim();
}

function isPossible(text: string, id: string): boolean {
  return id.length > 2 && text.length <= 180 && wordCount(id) <= 22 && /\p{L}{2}/u.test(id) && !generic.test(id);
}

/** How far the titles of the document bear it out. */
function agreement(id: string, heads: readonly string[]): number {
  let sum = 0;
  for (const head of heads.slice(0, 3)) {
    const whole = key(head);
    if (!` ${whole} `.includes(` ${id} `)) continue;
    sum += spansOf(head).some((span) => key(span) === id) ? 16 : 9;
  }
  return Math.min(sum, 34);
}

export function slugOf(address: URL): string {
  return key(decoded(`${address.pathname} ${address.search}`).replace(/[-_+/.=&]+/g, ' '));
}

function decoded(text: string): string {
  // Text that is no proper escape is left as it is.
  return /%(?![0-9a-f]{2})/i.test(text) ? text : new URLSearchParams(`x=${text.replace(/[&+]/g, ' ')}`).get('x')!;
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
  if (wordCount(id) > 13) score -= 18;
  if (/[.!?]$/.test(text) && !/\b(jr|sr|inc|h|hod)\.$/i.test(text)) score -= 25;
  if (/^(and|or|with|in|at|for|of|und|mit)\b/.test(id)) score -= 15;
  if (/\b(you|your|we|our|us|wir|du|dich|ihr|nas|nos|vous|мы|вы)\b/.test(id)) score -= 16;
  if (/\bcareers?\b|\bjobs?\b|\bhiring\b/.test(id)) score -= 14;
  if (/\d{4,}/.test(id) && !/\b20\d\d\b/.test(id)) score -= 3;
  return score;
}
