/**
 * Who is hiring. What a page says of the posting comes before what it says of itself: a board's own name is on each of its pages.
 */
import { companyKey } from '@sotto/domain';
import { attributeOf, findAll, rawTextOf } from './dom.ts';
import { factsNamed } from './facts.ts';
import { isOwn, type Page } from './page.ts';
import { isCertain } from './places.ts';
import { key, tidy, wordCount } from './text.ts';
import { headTitles, separator } from './head.ts';
import { isBoard, ownerSlugs } from './owner.ts';
import { asShown, compact, nounOf } from './shown-name.ts';

const jobWords =
  /^(careers?|jobs?|logo|karriere|kariéra|stellen\w*|emplois?)\b[\s:|–-]*|[\s:|–-]*\b(careers?( (site|page|portal|home))?|jobs?( (board|portal|site|page))?|hiring|portal|karriere\w*|stellen\w*|kariera|kariéra|emplois?|empleos?|вакансии|карьера|logo|home ?page|home|website|official site|company page|job openings|openings|vacancies|opportunities|applicant portal)$/giu;

interface Candidate {
  readonly text: string;
  score: number;
}

const least = 24;

/** `title`: as it was read, which is never the company. */
export function readCompany(
  page: Page,
  { title, near, places }: { readonly title: string | null; readonly near: number; readonly places: readonly string[] },
): string | null {
  const many = isBoard(page.address);
  const candidates = new Map<string, Candidate>();
  const refused = new Set([key(title ?? ''), ...places.flatMap((place) => [key(place), ...place.split(',').map(key)])]);
  const add = (raw: string, score: number) => {
    const text = trimmed(raw);
    const id = key(text);
    if (!isPossible(text, id) || refused.has(id) || score <= 0) return;
    const name = companyKey(text);
    const known = candidates.get(name);
    if (known) known.score = Math.max(known.score, score) + Math.min(known.score, score) / 2;
    else candidates.set(name, { text, score });
  };
  ofPosting(page, near, add);
  fromLines(page, add, many);
  if (!many) ofSite(page, { title, add });
  else for (const head of headTitles(page)) fromTemplates(head, add);
  const slugs = many ? [] : ownerSlugs(page.address).map(compact);
  for (const slug of slugs) {
    const shown = asShown(page, slug) ?? nounOf(page, slug);
    if (shown !== null) add(shown, 26);
  }
  let best: Candidate | null = null;
  for (const [name, candidate] of candidates) {
    const short = compact(name);
    if (
      slugs.some(
        (slug) => short === slug || (slug.length > 3 && short.startsWith(slug)) || (short.length > 3 && slug.includes(short)),
      )
    )
      candidate.score += 16;
    else if (many && isNameOfHost(short, page.address)) candidate.score -= 60;
    if (best === null || candidate.score > best.score) best = candidate;
  }
  return best && best.score >= least ? best.text : null;
}

type Add = (text: string, score: number) => void;

/** Ends in the form of a company. */
const withForm =
  /(?:[\s,](?:inc|llc|llp|ltd|limited|plc|corp|corporation|gmbh|g?gmbh|ag|kg|se|s\.?a|s\.?l|s\.?r\.?l|s\.?p\.?a|sas|b\.?v|n\.?v|ab|a\/?s|oyj?|kft|a\. ?s|s\. ?r\. ?o|spol\. s r\. ?o|sp\. z o\. ?o|d\.o\.o)\.?)$|^(ооо|оао|зао|пао|ао|тов) /iu;

const labels =
  /^(?!.*(size|type|industry|website|about|profile|description|culture|benefit|logo|o spol))(((hiring|employing|posting|law|parent|name of) )?(company|employer|organi[sz]ation|agency|firm|advertiser|institution|client|brand|university|hospital|school)( name)?$|firma|firmen|unternehmen|arbeitgeber|spolecnost|spolocnost|zamestnavat|entreprise|employeur|societe|empresa|empleador|компан|работодат|pracodawc|azienda|bedrijf|werkgever|foretag|arbetsgiv|arbe[ij]dsgiv|tyonantaj)/;
const names =
  /\b((company|employer|organi[sz]ation|advertiser|firma|recruiter|org|arbeitgeber|unternehmen|zamestnavatel) (name|title|link|label)|companyname|employername|hiring (company|organi[sz]ation)|company)\b/;

/** What is said of this posting. */
function ofPosting(page: Page, near: number, add: Add): void {
  besideTitle(page, near, add);
  const heads = headTitles(page).map((head) => ` ${key(head)} `);
  for (const line of near < 0 ? [] : page.lines.slice(Math.max(0, near - 4), near + 7)) {
    if (!isOwn(line) || line.text.length > 80 || /[:：]/.test(line.text)) continue;
    for (const part of new Set([line.text, ...line.parts])) {
      if (withForm.test(part)) add(part, 36);
      else if (heads.some((head) => head.includes(` ${key(part)} `)) && !isCertain(part)) add(part, 25);
    }
  }
  for (const fact of factsNamed(page, labels, near)) add(fact.value, fact.isPlain ? 60 : 30);
  for (const mark of page.marks) {
    if (mark.zone === 'related' || mark.text.length > 80) continue;
    const found = names.exec(mark.names);
    if (
      !found ||
      /\b(size|logo|description|info|about|industry|locations?|website|rating|review|follow|overview|benefits|type)\b/.test(
        mark.names,
      )
    )
      continue;
    const distance = Math.abs(mark.line - near);
    add(
      mark.text,
      (found[0].includes(' ') || found[0].endsWith('name') ? 44 : 28) -
        (mark.zone === 'frame' ? 15 : 0) -
        (near >= 0 && distance > 40 ? 14 : 0),
    );
  }
  for (const link of findAll(
    page.document,
    'a[href*="/company/"], a[href*="/companies/"], a[href*="/employer"], a[href*="/firma/"], a[href*="/cmp/"], a[href*="/unternehmen/"], a[href*="/entreprise"], a[href*="/empresa"], a[href*="/firmy/"], a[href*="/organisation"]',
    40,
  )) {
    const index = page.lines.findIndex((line) => line.element.contains(link) && isOwn(line));
    if (index >= 0 && Math.abs(index - near) < 12) add(tidy(rawTextOf(link).slice(0, 120)), 34);
  }
}

/** Beside the title, before a place: "Acme · Leeds · 3 days ago". */
function besideTitle(page: Page, near: number, add: Add): void {
  for (const line of near < 0 ? [] : page.lines.slice(near + 1, near + 4)) {
    if (!isOwn(line) || line.text.length > 140 || /[:：]/.test(line.text)) continue;
    const parts = line.parts.length > 1 ? line.parts : line.text.split(/\s*[|•·]\s*|\s[-–—]\s/);
    const [first, ...others] = parts;
    if (first && !isCertain(first) && !/\d/.test(first) && others.some(isCertain)) add(first, 27);
  }
}

/** What the site says of itself; an employer's own, when the host is no board. */
function ofSite(page: Page, { title, add }: { readonly title: string | null; readonly add: Add }): void {
  for (const meta of findAll(
    page.document,
    'meta[property="og:site_name"], meta[name="application-name"], meta[name="author"], meta[name="apple-mobile-web-app-title"]',
    6,
  ))
    add(attributeOf(meta, 'content').slice(0, 200), attributeOf(meta, 'property') === 'og:site_name' ? 32 : 14);
  for (const head of headTitles(page)) {
    fromTemplates(head, add);
    fromPieces(head, title, add);
  }
  for (const image of findAll(page.document, 'img[alt], svg[aria-label]', 60)) {
    const alt = tidy(attributeOf(image, 'alt') || attributeOf(image, 'aria-label'));
    const isLogo = /logo/i.test(
      alt + attributeOf(image, 'class') + attributeOf(image, 'src').slice(-80) + attributeOf(image, 'id'),
    );
    if (
      isLogo &&
      alt.length < 60 &&
      !/linkedin|facebook|twitter|instagram|youtube|powered|greenhouse|lever\b|workday|ashby|icims/i.test(alt)
    )
      add(alt, 22);
  }
  for (const link of findAll(
    page.document,
    'a[aria-label*="logo" i], a[aria-label*="home" i], a[title*="home" i], a[rel="home"]',
    10,
  ))
    add((attributeOf(link, 'aria-label') || attributeOf(link, 'title') || rawTextOf(link)).slice(0, 100), 16);
}

function fromTemplates(head: string, add: Add): void {
  const hiring = /^(.{2,60}?) (?:is )?hiring (?:an? )?.{3,}/i.exec(head);
  if (hiring) add(hiring[1]!, 40);
  const at =
    /.{3,} (?:at|@|bei|chez|hos|bij|presso|with|u společnosti|ve společnosti|в компании|компании) (.{2,70}?)(?=\s+[-–—|·•:(]|\s*[|·•,(]| in \p{Lu}|$)/u.exec(
      head,
    );
  if (at) add(at[1]!, 36);
}

function fromPieces(head: string, title: string | null, add: Add): void {
  const own = key(title ?? '');
  const pieces = head.split(separator).filter((piece) => piece.trim() !== '');
  pieces.forEach((piece, index) => {
    const id = key(piece);
    if (pieces.length < 2 || own.includes(id) || id.includes(own || '\0')) return;
    add(piece, index === pieces.length - 1 ? 24 : index === 0 ? 18 : 14);
  });
}

const capital = `(\\p{Lu}[\\p{L}\\p{N}&.'’+-]*(?:[ ,]{1,2}(?:\\p{Lu}[\\p{L}\\p{N}&.'’+-]*|&|and|of|und|für))*?)`;
const sayings: readonly (readonly [RegExp, number])[] = [
  [
    new RegExp(
      `^(?:About|Über|Uber|Join|Life at|Working at|Careers at|Why|Who is|Welcome to|Werken bij|À propos de|Sobre|O společnosti|O firmie|О компании|Om|Over|Chi è) ${capital}[!?.:]?$`,
      'u',
    ),
    22,
  ],
  [new RegExp(`^(?:At|Bei|Chez|V|W) ${capital}, `, 'u'), 18],
  [
    new RegExp(
      `^${capital},? (?:is (?:hiring|looking|seeking|an? |the |one |committed|proud|currently|recruiting)|has an? |seeks|sucht|ist ein|je |hledá|recherche|busca|ищет|zoekt|cerca|poszukuje|are (?:looking|seeking|hiring)|provides|offers|was founded|delivers)`,
      'u',
    ),
    14,
  ],
  [
    new RegExp(
      `(?:©|\\(c\\)|copyright)\\s*(?:copyright\\s*)?(?:©\\s*)?(?:\\d{4}\\s*(?:[-–—]\\s*(?:\\d{4}|present))?,?\\s*)?(?:by )?${capital}(?=[.,|–—-]? ?(?:all rights|alle rechte|\\d{4}|$|[|.–—-]))`,
      'iu',
    ),
    20,
  ],
];

function fromLines(page: Page, add: Add, many: boolean): void {
  const said = new Map<string, number>();
  for (const line of page.lines) {
    if (line.zone === 'related' || (many && !isOwn(line))) continue;
    const text = line.text.slice(0, 160);
    sayings.forEach(([pattern, score], index) => {
      const found = index === 3 && (many || !/©|\(c\)|copyright/i.test(text)) ? null : pattern.exec(text);
      const name = found?.[1];
      if (
        name === undefined ||
        /^(The|This|We|Our|You|It|Us|Me|He|She|If|As|In|Role|Job|Position|Team|Company|What|Who|Why|All|Copyright|That|There|Candidate|Experience|Applicant|Der|Die|Das|Wir|Sie|Du)\b/.test(
          name,
        )
      )
        return;
      if (index === 0 && line.level === 0 && line.text.length > 60) return;
      const saying = `${index} ${name}`;
      const times = said.get(saying) ?? 0;
      said.set(saying, times + 1);
      if (times < 3) add(name, times === 0 ? score : score / 2);
    });
  }
}

function trimmed(text: string): string {
  const bare = tidy(text)
    .replace(
      /^(карьера|работа|jobs?|careers?|kariera|kariéra|karriere|vacatures|stellen|emplois|werken|working|arbeiten|work|praca|carrières?|empleo) (в|at|bei|v|ve|w|bij|chez|en|with|for|u|@) /iu,
      '',
    )
    .replace(/^(about|at|by|from|posted by|bei|via|company|employer|firma|logo( of)?|visit|follow|back to) /i, '')
    .replace(/\s*[|–—:].*$/, '')
    .replace(/\s*\((?:[^)]*(jobs?|open|positions?|reviews?|vacanc)[^)]*)\)$/i, '')
    .replace(jobWords, ' ')
    .replace(jobWords, ' ')
    .replace(/\s+(at|of|for|from|the|and|-|–)\s*$/i, '')
    .replace(/^\s*(at|of|for|the|-|–|@)\s+/i, (the) => (/the/i.test(the) ? 'The ' : ''));
  return tidy(bare)
    .replace(/^[\s\-–—|:•@,"“„'’]+|[\s\-–—|:•,;"“”’]+$/g, '')
    .replace(/^The$/, '');
}

const noName =
  /^(company|employer|organization|confidential.*|hiring|logo|home|menu|search|main|team|global|english|united states|usa?|uk|europe|remote|the|website|login|sign in|read more|(show|see|view) .*|more|share|follow|apply.*|brand|header|linkedin|facebook|twitter|instagram|youtube|google|n a|na|icon|image|company logo|all|new|full time|part time|details|locations?|department|private|other|yes|no|about|contact|((job|position) )?description|powered by.*|greenhouse|lever|workday|taleo|icims|smartrecruiters|workable|ashby|[a-z]{1,2}|\d+|https?.*|www.*|.* ago|privacy.*|cookie.*|unknown|null|undefined|careers?|jobs?|open roles?|current|available|position|title|staff|industry|type|size|.*\b(employees|mitarbeiter|zamestnancu)\b.*)$/;

function isPossible(text: string, id: string): boolean {
  return (
    id.length > 1 &&
    text.length <= 90 &&
    wordCount(id) <= 9 &&
    /\p{L}/u.test(id) &&
    !noName.test(id) &&
    !/[.!?]\s+\S+\s+\S+\s+\S/.test(text) &&
    !/\p{L}[!?]$/u.test(text)
  );
}

function isNameOfHost(name: string, { hostname }: URL): boolean {
  const parts = hostname.replace(/^www\./, '').split('.');
  return parts.some((part) => part.length > 2 && compact(part) === name) || compact(hostname.replace(/^www\./, '')) === name;
}
