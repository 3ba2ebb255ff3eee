/**
 * Who is hiring. What a page says of the posting comes before what it says of itself: a board's own name is on each of its pages.
 */
import { companyKey } from '@sotto/domain';
import { attributeOf, findAll, rawTextOf } from './dom.ts';
import { factsNamed } from './facts.ts';
import { isOwn, type Page } from './page.ts';
import { fold, key, tidy, wordCount } from './text.ts';
import { headTitles, separator } from './title.ts';

/** Hosts where many employers publish; their own names are not the employer's. */
const boardHosts =
  /(^|\.)(linkedin|indeed|glassdoor|monster|stepstone|xing|seek|naukri|ziprecruiter|wellfound|angel|stackoverflow|dice|careerbuilder|simplyhired|reed|totaljobs|adzuna|jooble|jora|talent|themuse|builtin\w*|remoteok|remotive|weworkremotely|himalayas|ycombinator|otta|hired|hh|superjob|rabota|habr|djinni|dou|work|profesia|prace|infojobs|pracuj|justjoin|finn|karriere|kariera|arbeitsagentur|idealist|craigslist|welcometothejungle|apec|hellowork|nofluffjobs|kununu|meinestadt|studysmarter|efinancialcareers|usajobs|governmentjobs|snagajob|flexjobs|python|django|larajobs|authenticjobs|dribbble|behance|hnhiring|lawcruit|bayt|gulftalent|google|upwork|freelancer|arc|turing|toptal|tietoturva|eurojobs|euraxess|academicpositions|timeshighereducation|chronicle|nature|sciencecareers|welcomekit|avito|zarplata|trud|jobindex|duunitori|tyomarkkinatori|cvonline|cv|jobstreet|bebee|learn4good|careerjet|trovit|lensa|jobgether|crunchboard|techinasia|workingnomads|jobspresso|nodesk|dynamitejobs|wantedly|handshake|joinhandshake|wayup|ladders|theladders|clearancejobs|builtwith|powertofly|whoishiring)\.[a-z.]+$|(^|[.-])[\w-]*(jobs?|karriere|career|vacanc|stellen|praca|rabota|emploi|empleo|lavoro)[\w-]*\.(?!jobs$)[a-z.]{2,6}$/;
/** Hosts of programs that employers publish with: whose page it is stands before the host, or first in the path. */
const softwareHosts =
  /(^|\.)(greenhouse|lever|ashbyhq|myworkdayjobs|myworkdaysite|workday|icims|taleo|smartrecruiters|jobvite|breezy|bamboohr|workable|recruitee|teamtailor|personio|successfactors|sapsf|oraclecloud|ultipro|ukg|paylocity|paycomonline|paycor|adp|applytojob|rippling|rippling-ats|dover|gem|pinpointhq|jazz|zohorecruit|freshteam|comeet|eightfold|phenompeople|avature|micronapps|silkroad|csod|softgarden|umantis|onlyfy|join|factorialhr|homerun|flatchr|jobylon|varbi|reachmee|emply|hr-manager|talentlyft|traffit|erecruiter|elevato|huntflow|notion|jobscore|hirehive|hireology|crelate|bullhornstaffing|clearcompany|trakstar|isolvedhire|applicantpro|applicantstack|peopleadmin|neogov|governmentjobs|tbe|brassring|kenexa|selectminds|hrmdirect|catsone|loxo|polymer|welcomekit|talentsoft|d-vinci|concludis|rexx-systems|dvinci|hr4you|prescreenapp|kenjo|heavenhr|jobbase|viventium|apploi|teamwork|sagehr|hibob|cezannehr|occupop|talos360|networx|tribepad|eploy|webrecruit|jobtrain|careers-page|zwayam|darwinbox|keka|turbohire)\.[a-z.]+$/;

const jobWords =
  /\b(careers?|jobs?|hiring|recruiting|recruitment|talent|vacanc(y|ies)|openings?|opportunities|portal|job board|karriere|stellenangebote|kariera|kariéra|stellen|emplois?|empleos?|вакансии|карьера|работа|applicant|apply|logo|homepage|home page|home|website|official site|jobs board|work with us|company page|profile|life|stellenportal|bewerberportal)\b/giu;

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
  const isBoard = boardHosts.test(page.address.hostname) && !softwareHosts.test(page.address.hostname);
  const candidates = new Map<string, Candidate>();
  const refused = new Set([key(title ?? ''), ...places.flatMap((place) => [key(place), ...place.split(',').map(key)])]);
  const hostName = compact(ownerSlug(page.address) ?? '');
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
  if (!isBoard) ofSite(page, { title, add });
  else for (const head of headTitles(page)) fromTemplates(head, add);
  if (hostName.length > 2 && !isBoard) {
    const shown = asShown(page, hostName);
    if (shown !== null) add(shown, 26);
  }
  let best: Candidate | null = null;
  for (const [name, candidate] of candidates) {
    const short = compact(name);
    if (
      !isBoard &&
      hostName.length > 2 &&
      (short === hostName ||
        (hostName.length > 3 && short.startsWith(hostName)) ||
        (short.length > 3 && hostName.startsWith(short)))
    )
      candidate.score += 16;
    else if (isBoard && isNameOfHost(short, page.address)) candidate.score -= 60;
    if (best === null || candidate.score > best.score) best = candidate;
  }
  return best && best.score >= least ? best.text : null;
}

type Add = (text: string, score: number) => void;

const labels =
  /^((hiring|employing|posting|parent) )?(company|employer|organi[sz]ation|organi[sz]ational? unit|law firm|agency|business|client|institution|advertiser|brand|firm|school district|hospital|university)( name| title)?$|^name of (company|employer|organi[sz]ation)$|^(firma|unternehmen|arbeitgeber|firmenname|unternehmensname|gesellschaft|dienststelle|behorde|anbieter)$|^(spolecnost|zamestnavatel|nazev (firmy|spolecnosti)|zadavatel|zamestnavatel|spolocnost)$|^(entreprise|employeur|societe|organisme|recruteur|etablissement)$|^(empresa|empleador|compania|organizacion)$|^(компания|работодатель|организация)$|^(pracodawca|nazwa firmy|azienda|datore di lavoro|societa|bedrijf|werkgever|organisatie|bedrijfsnaam)$|^(foretag|arbetsgivare|virksomhed|arbejdsgiver|arbeidsgiver|selskap|yritys|tyonantaja|ceg|sirket|firma adi)$/;
const names =
  /\b(company|employer|organi[sz]ation|hiring company|hiring organi[sz]ation|firma|recruiter|subtitle primary grouping|org|arbeitgeber|unternehmen|zamestnavatel) (name|title|link|label)\b|\b(companyname|employername|hiring organization|company)\b/;

/** What is said of this posting. */
function ofPosting(page: Page, near: number, add: Add): void {
  for (const fact of factsNamed(page, labels)) add(fact.value, fact.isPlain ? 60 : 30);
  for (const mark of page.marks) {
    if (mark.zone === 'related' || mark.text.length > 80) continue;
    const found = names.exec(mark.names);
    if (
      !found ||
      /\b(size|logo|description|info|about|industry|location|website|rating|review|follow|overview|benefits|type)\b/.test(
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
  fromLines(page, add);
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

function fromLines(page: Page, add: Add): void {
  const said = new Map<string, number>();
  for (const line of page.lines) {
    if (line.zone === 'related') continue;
    const text = line.text.slice(0, 160);
    sayings.forEach(([pattern, score], index) => {
      const found = pattern.exec(text);
      const name = found?.[1];
      if (
        name === undefined ||
        /^(The|This|We|Our|You|It|Us|Me|He|She|If|As|In|Role|Job|Position|Team|Company|What|Who|Why|All|Copyright|That|There|Candidate|Experience|Applicant|Der|Die|Das|Wir|Sie|Du)\b/.test(
          name,
        )
      )
        return;
      if (index < 2 && line.level === 0 && line.text.length > 60 && index === 0) return;
      const times = said.get(name) ?? 0;
      said.set(name, times + 1);
      if (times < 3) add(name, times === 0 ? score : score / 2);
    });
  }
}

function trimmed(text: string): string {
  const bare = tidy(text)
    .replace(/^(about|at|by|from|posted by|bei|via|company|employer|firma|logo( of)?|visit|follow|back to) /i, '')
    .replace(/\s*[|–—:].*$/, '')
    .replace(/\s*\((?:[^)]*(jobs?|open|positions?|reviews?|vacanc)[^)]*)\)$/i, '')
    .replace(jobWords, ' ')
    .replace(/\s+(at|of|for|from|the|and|-|–)\s*$/i, '')
    .replace(/^\s*(at|of|for|the|-|–|@)\s+/i, (the) => (/the/i.test(the) ? 'The ' : ''));
  return tidy(bare)
    .replace(/^[\s\-–—|:•@,"“„'’]+|[\s\-–—|:•,;"“”’]+$/g, '')
    .replace(/^The$/, '');
}

const noName =
  /^(company|employer|organization|confidential.*|hiring|logo|home|menu|search|main|our team|team|global|english|united states|usa|uk|europe|remote|us|the|website|login|sign in|read more|show more|see all.*|view .*|more|share|follow|apply.*|brand|header|linkedin|facebook|twitter|instagram|youtube|x|google|indeed|glassdoor|n a|na|icon|image|photo|picture|company logo|all|new|full time|part time|details|location|all departments|department|engineering|sales|marketing|operations|private|other|yes|no|about|contact|job description|powered by.*|greenhouse|lever|workday|taleo|icims|smartrecruiters|workable|ashby|[a-z]{1,2}|\d+|http.*|www.*|.* ago|privacy.*|cookie.*|unknown|null|undefined|careers?|open role|current|available|position|title|opportunity|staff|industry|type|size|.*\b(employees|mitarbeiter|zamestnancu|сотрудников)\b.*)$/;

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

const compact = (text: string) =>
  fold(text)
    .replace(/\b(and|und|the)\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');

function isNameOfHost(name: string, { hostname }: URL): boolean {
  const parts = hostname.replace(/^www\./, '').split('.');
  return parts.some((part) => part.length > 2 && compact(part) === name) || compact(hostname.replace(/^www\./, '')) === name;
}

const noOwner =
  /^(www\d*|jobs?|careers?|career|karriere|apply|boards?|job-boards|hire|hiring|recruiting|recruitment|work|join|talent|people|en|us|eu|de|uk|wd\d+|ats|app|my|portal|secure\d*|external|ext|embed|job_app|o|en-us|search|default|home|public|sites|hcmui|candidateexperience|phg|tbe|vacancies|opportunities|emea|global|web|go|company|corporate|about|team|stellen|stellenangebote|jobsearch|candidate|recruit\w*|applicant)$/i;

/** Whose pages these are, as the address says it: `acme` for careers.acme.com and boards.greenhouse.io/acme. */
export function ownerSlug({ hostname, pathname, searchParams }: URL): string | null {
  const parts = hostname.split('.');
  if (softwareHosts.test(hostname)) {
    const before = parts.slice(0, -2).find((part) => !noOwner.test(part) && !/\d{2,}$/.test(part));
    const inQuery = ['for', 'org', 'company', 'c', 'client'].map((name) => searchParams.get(name)).find((value) => value);
    return before ?? inQuery ?? pathname.split('/').find((part) => part.length > 1 && !noOwner.test(part)) ?? null;
  }
  const isTwoPart = /\.(co|com|org|net|gov|ac|edu)\.[a-z]{2}$/.test(hostname);
  const owner = parts.at(isTwoPart ? -3 : -2) ?? null;
  return owner && !noOwner.test(owner)
    ? owner.replace(/[-_]?(careers?|jobs?|karriere|hiring|group|hq|inc)$/i, '') || owner
    : null;
}

/** The most frequent spelling on the page of a name that the address has without blanks. */
function asShown(page: Page, slug: string): string | null {
  const letters = [...slug].map((letter) => letter.replace(/[^\p{L}\p{N}]/u, '\\$&'));
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}@./])${letters.join("(?:[\\s.,'’&-]{0,3}|\\s(?:and|&|und)\\s)")}(?![\\p{L}\\p{N}@]|\\.\\p{Ll})`,
    'giu',
  );
  const counts = new Map<string, number>();
  let left = 60_000;
  const heads = headTitles(page).join('\n');
  for (const text of [heads, ...page.lines.map((line) => line.text)]) {
    if ((left -= text.length) < 0) break;
    for (const [found] of text.matchAll(pattern)) counts.set(found, (counts.get(found) ?? 0) + (/\p{Lu}/u.test(found) ? 2 : 1));
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
