/** Where the work is: labelled, beside the title, in the titles of the document, in a sentence. Never a list of countries. */
import { factsNamed } from './facts.ts';
import { attributeOf, findAll } from './dom.ts';
import { employmentOf } from './employment.ts';
import { isOwn, type Page } from './page.ts';
import { key, tidy, wordCount } from './text.ts';
import { workModeOf } from './work-mode.ts';
import { headTitles } from './head.ts';

const labels =
  /^(?!.*(type|remote|web|mail|hours|birth|relocat|company loc|mode|preference))(.*\b(locat|office|city|cities|town$|place|region|country|addres|site$|where|campus|duty station|headquarter)|.*ort(e)?$|adresa|wo$|.*(stadt|lokalit|\bmisto|\bmiesto|pracovist|lieu|ville|ubicac|lugar|localid|ciudad|lokaliz|miejsc|plaats|\bsed[ei]\b|luogo|citta|cidade|\bplats|sted$|sijainti|helye|город|мест|адрес|регион|місто|місце)|local$|based in)/;
const names =
  /\b(locations?|city|cities|region|place|places|address|locality|job ?location|standort|arbeitsort|einsatzort|ort|lokalita|misto|lieu|localisation|ubicacion|locatie|standplaats|lokalizacja|sede|office|offices|geo|bullet|workplace|where)\b/;
const otherNames =
  /\b(search|filter|facet|input|form|select|dropdown|menu|alert|nav|footer|header|btn|button|label|icon|similar|related|placeholder|company (location|address|info)|switcher|map|title|description|salary|date|apply|share|recommended)\b/;

/** As the page says them, the main one first; empty: it does not. */
export function readPlaces(page: Page, { title, near }: { readonly title: string | null; readonly near: number }): string[] {
  const sources = [
    () => labelled(page, near),
    () => marked(page, near),
    () => beside(page, { title, near }),
    () => inHeads(page, title),
    () => inRow(page, near),
    () => alone(page, near),
    () => inSentences(page),
  ];
  let vague: string[] = [];
  for (const [index, source] of sources.entries()) {
    const places = [...new Set(source().map(trimmed))].filter((place) => key(place) !== key(title ?? ''));
    const named = places.filter((place) => !isVague(place));
    if (
      named.length > 0 &&
      !(index > 3 && vague.some((place) => !/^\d|remote/i.test(place) && /locations|offices|cities/i.test(place)))
    )
      return named.length > mostPlaces ? named.slice(0, 1) : named;
    if (vague.length === 0) vague = places;
  }
  return vague;
}

/** A mode of work, or how many places there are: taken when nothing else is said. */
function isVague(place: string): boolean {
  return /^((fully |100 )?(remote|hybrid|on ?site|virtual|anywhere|home ?office|work from home|telework|in office)( work| eligible| position| job| only)?|\d+ locations?|(multiple|various|several) .*)$/.test(
    key(place),
  );
}

/** More are a list of where one may live. */
const mostPlaces = 10;

/** What is a label of places even without any mark of one. */
const plainLabel =
  /^((job|work|primary|office) )?(locations?|offices?|standort|(arbeits|einsatz)?ort|lokalita|lieu|ubicacion|locatie|lokalizacja|город|where|place of work)$/;

function labelled(page: Page, near: number): string[] {
  for (const fact of factsNamed(page, labels, near)) {
    if (near >= 0 && !fact.isPlain && Math.abs(fact.line - near) > 60) continue;
    const places = split(fact.value).filter((place) =>
      fact.isPlain ? isPlausible(place) : isCertain(place) || (plainLabel.test(fact.label) && looksLikePlace(place)),
    );
    if (places.length > 0) return [...places, ...following(page, fact.line)];
  }
  return [];
}

/** Further items of the list that the first stands in. */
function following(page: Page, line: number): string[] {
  const first = page.lines[line];
  if (!first || (first.element.tagName !== 'LI' && first.element.tagName !== 'DD')) return [];
  const more: string[] = [];
  for (const next of page.lines.slice(line + 1, line + 12)) {
    if (next.element.parentElement !== first.element.parentElement || next.element.tagName !== first.element.tagName) break;
    if (isPlausible(next.text)) more.push(next.text);
  }
  return more;
}

function marked(page: Page, near: number): string[] {
  const found = page.marks
    .filter((mark) => isOwn(mark) && mark.text.length <= 120 && names.test(mark.names) && !otherNames.test(mark.names))
    .filter((mark) => near < 0 || Math.abs(mark.line - near) <= 45)
    .filter(
      (mark) =>
        isPlausible(mark.text) &&
        (looksLikePlace(mark.text) || /location|city|ort\b|lokalit|address|locality|place/.test(mark.names)),
    )
    .toSorted((a, b) => distance(a.line, near) - distance(b.line, near));
  const [first] = found;
  return first ? split(first.text).filter(isPlausible) : [];
}

const distance = (line: number, near: number) => (near < 0 ? line : Math.abs(line - near) + (line < near ? 2 : 0));

/** Lines and their parts shortly before and after the title. */
function beside(page: Page, { title, near }: { readonly title: string | null; readonly near: number }): string[] {
  if (near < 0) return [];
  const around = [...page.lines.slice(near, near + 14), ...page.lines.slice(Math.max(0, near - 5), near)];
  for (const line of around) {
    if (!isOwn(line) || line.text.length > 200) continue;
    const parts = [line.text, ...line.parts, ...line.text.split(/\s*[|•·–—]\s*|\s-\s/)];
    const place = parts.find((part) => part.length < 80 && key(part) !== key(title ?? '') && isCertain(part));
    if (place !== undefined) return split(place);
  }
  return [];
}

/** What is left in a row of chips under the title: "Permanent, part-time · Göttingen". */
function inRow(page: Page, near: number): string[] {
  if (near < 0) return [];
  for (const line of page.lines.slice(near + 1, near + 6)) {
    if (!isOwn(line) || line.text.length > 140 || line.isLink) continue;
    if (twoNames.test(line.text) && isPlausible(line.text) && !field.test(key(line.text)) && employmentOf(line.text) === null)
      return [line.text];
    const parts = (line.parts.length > 1 ? line.parts : line.text.split(/\s*[|•·]\s*|\s[-–—]\s/)).map((part) =>
      part.replace(/^[\s/·•|,-]+/, ''),
    );
    const isChip = (part: string) => employmentOf(part) !== null || workModeOf(part) !== null;
    if (parts.length < 2 || parts.length > 6 || !parts.some((part) => part.length < 40 && isChip(part))) continue;
    const place = parts.findLast(
      (part) =>
        /^\p{Lu}[^\d]{2,40}$/u.test(part) &&
        wordCount(part) < 5 &&
        !isChip(part) &&
        looksLikePlace(part) &&
        !field.test(key(part)),
    );
    if (place !== undefined) return [place];
  }
  return [];
}

/** "Plymouth, Devon" */
const twoNames = /^\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?, \p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?$/u;

/** Departments stand in such rows too. */
const field =
  /engineer|sales|market|design|financ|operation|product|people|support|legal|data|construct|hr\b|it\b|human|custom|develop|research|manage|technolog|science|account|admin|health|educat|senior|junior|level|entry|vertrieb|entwicklung|obchod/;

/** A line further on that is a place and nothing else. */
function alone(page: Page, near: number): string[] {
  const line = page.lines
    .slice(Math.max(0, near))
    .find((one) => isOwn(one) && !one.isLink && one.text.length < 60 && isCertain(one.text));
  return line ? [line.text] : [];
}

function inHeads(page: Page, title: string | null): string[] {
  const descriptions = findAll(page.document, 'meta[name="description"], meta[property="og:description"]', 3).map((meta) =>
    attributeOf(meta, 'content').slice(0, 300),
  );
  for (const head of [...headTitles(page), ...descriptions]) {
    const hiring = /hiring .+? in (.+?)(?: \||$)/i.exec(head)?.[1];
    if (hiring && isPlausible(hiring)) return [hiring];
    const rest = title === null ? head : head.replace(title, ' | ');
    const piece = rest.split(/\s+[-–—|·•]\s+|\s*[|·•()]\s*|\s+(?:in|at|в)\s+(?=\p{Lu})/u).find((part) => isCertain(part));
    if (piece !== undefined) return [piece];
  }
  const inTitle = (title ?? '')
    .split(/\s+[-–—|]\s+|[()]/)
    .slice(1)
    .find(isCertain);
  return inTitle === undefined ? [] : [inTitle];
}

const capitals =
  "\\p{Lu}[\\p{L}.'’-]+(?:[ -](?:\\p{Lu}[\\p{L}.'’-]+|de|la|le|am|an der|upon|of|do|da|nad))*(?:, ?\\p{Lu}[\\p{L}.]+(?: \\p{Lu}[\\p{L}.]+)*)*";
const state =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|ON|QC|BC|AB|MB|SK|NS|NB|NSW|VIC|QLD|ACT|TAS';
const sentences = [
  new RegExp(
    `\\b(?:position|role|job|opportunity|internship|associate|candidate|office|you|work)\\b[^.]{0,60}? (?:is |are |will be |be )?(?:based|located|situated) (?:in|at|out of)(?: our| the)? (${capitals})`,
    'u',
  ),
  new RegExp(
    `\\b(?:in|at|for|to join) (?:our|its|the firm.s|the) (${capitals})(?:,? (?:or|and) ${capitals})? (?:office|offices|headquarters|HQ|hub)\\b`,
    'u',
  ),
  new RegExp(
    `(?:\\b[Ll]ocations?\\s?[:–-]\\s*|Standort(?: in)?:? |Dienstort ist |Büro in |в городе |в г\\. |\\b(?:based|located) in )(${capitals})`,
    'u',
  ),
  new RegExp(`(\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)?, (?:${state}))(?![\\p{L}])`, 'u'),
];

const townAndCountry = /(?<=\b(?:in|at|from|near) )(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?), (\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)/gu;

function inSentences(page: Page): string[] {
  for (const pattern of sentences) {
    for (const line of page.lines) {
      const found = isOwn(line) && line.text.length > 15 ? pattern.exec(line.text)?.[1] : undefined;
      if (found !== undefined && !/^(The|This|A|Our|Your|Monday|English)\b/.test(found)) return [found];
    }
  }
  for (const line of page.lines) {
    if (!isOwn(line)) continue;
    for (const [place, , country] of line.text.slice(0, 1_500).matchAll(townAndCountry))
      if (isKnownPlace(country!)) return [place];
  }
  return [];
}

/** Several in one text; commas stay, since they part town and country. */
function split(text: string): string[] {
  const parts = text
    .split(/\s*[;|•·\n]\s*|\s+\/\s+|\s+(?:or|oder|nebo|ou|lub|или)\s+/u)
    .map(trimmed)
    .filter((part) => part !== '');
  return parts.length > 0 ? parts : [];
}

function trimmed(text: string): string {
  return tidy(text)
    .replace(/^(locations?|ort|standort|city|in|based in|office|address|place)\s?[:–-]\s*/i, '')
    .replace(/\s*(\(?(view|show|see|open) (on |in )?(the )?(map|all|more).*|\+ ?\d+ more.*|and \d+ more.*|\d+ more)$/i, '')
    .replace(/^[\s,;|•·-]+|[\s,;|•·:.-]+$/g, '');
}

const noPlace =
  /^(locations?|city|state|country|office|place|address|region|remote work|n ?a|tb[da]|any|all.*|(select|search|apply|view|see|show).*|yes|no|full time|part time|contract|permanent|department|team|share|save|map|(date|posted|salary|job|employment|company|about|english|id|req|hours?).*|category|type|other|new|description|none|.* ago|not specified|hybrid|on ?site|freelance|intern(ship)?|engineering|sales|marketing)$/;

/** May be a place, where a label says that one comes. */
function isPlausible(text: string): boolean {
  const id = key(text);
  return (
    text.length > 1 &&
    text.length <= 110 &&
    wordCount(id) <= 14 &&
    /\p{L}{2}/u.test(text) &&
    !noPlace.test(id) &&
    !/[.!?]\s+\p{L}+ \p{L}+|[!?]$|https?:|[@©:\p{Sc}]| ago\b/u.test(text) &&
    !/\b(we|you|our|your|is|are|will|experience|years|salary|posted|must|with|work from home|schedule)\b/.test(id)
  );
}

function looksLikePlace(text: string): boolean {
  return isPlausible(text) && /^[\p{Lu}\d]/u.test(text) && wordCount(text) <= 8;
}

const townAndState = new RegExp(
  `^\\p{Lu}[\\p{L}.'’ -]{1,40},? ?(?:\\(?(?:${state})\\)?)(?:,? (?:USA?|United States|Canada|Australia|\\d{5}))?$|^(?:USA?[, -]+)?(?:${state})[ ,-]+\\p{Lu}[\\p{L}. ]{2,30}$`,
  'u',
);

/** Is a place by its own shape or name, without a label. */
export function isCertain(text: string): boolean {
  const bare = trimmed(text)
    .replace(/\s*\((remote|hybrid|on-?site|f\/m\/d|m\/w\/d)\)|^(remote|hybrid|on-?site)\s*[-–—,:/|(]+\s*/gi, '')
    .replace(/\s*[-–—,/(]+\s*(remote|hybrid|on-?site)\)?$/i, '');
  if (!isPlausible(bare) || wordCount(bare) > 9) return false;
  if (townAndState.test(bare) || /^(multiple|various|several) (locations|offices|cities|sites)$/i.test(bare)) return true;
  const parts = bare
    .split(/\s*[,/()]\s*|\s+[-–]\s+/)
    .filter((part) => part !== '')
    .map((part) => key(part.replace(/\d+/g, ' ')));
  const known = gazetteer();
  return parts.length <= 5 && (known.has(parts.at(-1) ?? '') || known.has(parts[0] ?? ''));
}

let knownNames: ReadonlySet<string> | undefined;

/** Countries and greater towns that the browser knows anyway: no list of our own to carry. */
function gazetteer(): ReadonlySet<string> {
  knownNames ??= new Set([...countries.split('|'), ...towns()].filter((name) => name !== ''));
  return knownNames;
}

/** In English and as they call themselves. Asking the browser for them (`Intl.DisplayNames`) takes longer than all else. */
const countries =
  'usa|us|united states|united states of america|uk|united kingdom|great britain|england|scotland|wales|northern ireland|ireland|canada|australia|new zealand|germany|deutschland|austria|osterreich|switzerland|schweiz|suisse|france|belgium|belgie|belgique|netherlands|nederland|the netherlands|luxembourg|spain|espana|portugal|italy|italia|greece|poland|polska|czechia|czech republic|cesko|ceska republika|tschechien|slovakia|slovensko|hungary|magyarorszag|romania|bulgaria|croatia|slovenia|serbia|ukraine|украіна|украина|russia|россия|belarus|беларусь|kazakhstan|казахстан|estonia|latvia|lithuania|finland|suomi|sweden|sverige|norway|norge|denmark|danmark|iceland|turkey|turkiye|israel|uae|united arab emirates|saudi arabia|egypt|south africa|nigeria|kenya|india|pakistan|bangladesh|china|hong kong|taiwan|japan|south korea|singapore|malaysia|thailand|vietnam|indonesia|philippines|brazil|brasil|mexico|argentina|chile|colombia|peru|costa rica|uruguay|cyprus|malta|georgia|armenia|morocco|europe|emea|apac|latam|worldwide|anywhere|deutschlandweit|bundesweit';

const moreTowns =
  'san francisco|seattle|boston|austin|dallas|houston|atlanta|miami|philadelphia|san diego|san jose|washington|washington dc|portland|palo alto|mountain view|sunnyvale|new york city|bay area|munchen|munich|hamburg|koln|cologne|frankfurt|stuttgart|dusseldorf|leipzig|dresden|hannover|nurnberg|karlsruhe|bonn|bremen|wien|graz|linz|basel|bern|geneva|lausanne|praha|brno|ostrava|plzen|olomouc|warszawa|krakow|wroclaw|gdansk|poznan|lyon|marseille|toulouse|nantes|lille|bordeaux|barcelona|valencia|milano|milan|roma|torino|rotterdam|utrecht|eindhoven|antwerp|manchester|birmingham|leeds|bristol|edinburgh|glasgow|cambridge|oxford|goteborg|malmo|bangalore|bengaluru|hyderabad|pune|chennai|mumbai|gurgaon|noida|delhi|montreal|ottawa|москва|санкт петербург|новосибирск|екатеринбург|казань|минск|tel aviv|porto|bratislava';

function towns(): string[] {
  return [
    ...Intl.supportedValuesOf('timeZone').map((zone) => key(zone.split('/').at(-1)!.replaceAll('_', ' '))),
    ...moreTowns.split('|'),
  ];
}

/** Whether a text is the name of a country or greater town. */
export const isKnownPlace = (text: string) => gazetteer().has(key(text));
