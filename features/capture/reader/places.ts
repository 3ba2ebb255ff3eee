/** Where the work is: labelled, beside the title, in the titles of the document, in a sentence. Never a list of countries. */
import { factsNamed } from './facts.ts';
import { attributeOf, findAll, parentOf } from './dom.ts';
import { employmentOf } from './employment.ts';
import { isAnywhere, isOwn, type Line, type Page } from './page.ts';
import { isGeneric, isTrade } from './trade.ts';
import { isCertain, isField, isKnownPlace, isPlausible, looksLikePlace, state, trimmed } from './place-names.ts';
import { key, wordCount } from './text.ts';
import { workModeOf } from './work-mode.ts';
import { headTitles } from './head.ts';
import { L, linePattern, Lu, pattern, globalPattern } from './letters.ts';

const labels =
  /^(?!.*(type|remote|web|mail|hours|birth|relocat|company loc|mode|preference))(.*\b(locat|office|city|cities|town$|place|region|country|addres|site$|where|campus|duty station|headquarter)|.*ort(e)?$|adresa|wo$|.*(stadt|lokalit|\bmisto|\bmiesto|pracovist|lieu|ville|ubicac|lugar|localid|ciudad|lokaliz|miejsc|plaats|\bsed[ei]\b|luogo|citta|cidade|\bplats|(?<!po)sted$|kommun$|sijainti|helye|город|мест|адрес|регион|місто|місце)|local$|base$|based in|勤務地)/;
const names =
  /\b(locations?|city|cities|region|place|places|address|locality|job ?location|standort|arbeitsort|einsatzort|ort|lokalita|misto|lieu|localisation|ubicacion|locatie|standplaats|lokalizacja|sede|office|offices|geo|bullet|workplaces?|where)\b/;
const otherNames =
  /\b(search|filter|facet|input|form|select|dropdown|menu|alert|nav|footer|header|btn|button|label|icon|similar|related|placeholder|company (location|address|info)|switcher|title|description|salary|date|apply|share|recommended)\b/;

/** As the page says them, the main one first; empty: it does not. */
export function readPlaces(page: Page, { title, near }: { readonly title: string | null; readonly near: number }): string[] {
  const sources = [
    () => labelled(page, near),
    () => marked(page, near),
    () => beside(page, { title, near }),
    () => inHeads(page, title),
    () => inRow(page, near),
    () => inList(page, near),
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
  /^((job|work|primary|office) )?(locations?|offices?|standort|(arbeits|einsatz|dienst)?ort|lokalita|misto( vykonu)? prac\w+|lieu( de travail)?|ubicacion|(stand)?plaats|locatie|lokalizacja|sede( di lavoro)?|arbe[ij]dssted|arbetsort|sijainti|город|where|place of work|duty station)$/;

const postcodeAndTown = pattern`^\d{4,5} [${Lu}][${L}' -]{2,40}$`;

function labelled(page: Page, near: number): string[] {
  let country: string[] = [];
  for (const fact of factsNamed(page, labels, near)) {
    if (near >= 0 && !fact.isPlain && Math.abs(fact.line - near) > 60) continue;
    const places = split(fact.value).filter((place) =>
      fact.isPlain ? isPlausible(place) : isCertain(place) || (plainLabel.test(fact.label) && looksLikePlace(place)),
    );
    // The town may stand under a label of its own further on.
    if (places.length > 0 && /^(country|land|pays|pais|paese|kraj|zeme)$/.test(fact.label)) {
      if (country.length === 0) country = places;
      continue;
    }
    // An address: the town comes under the street.
    const below = page.lines.slice(fact.line + 1, fact.line + 4).map(({ text }) => text);
    const town = below.find(isCertain) ?? below.find((text) => postcodeAndTown.test(text));
    if (town !== undefined && !places.some(isCertain) && /\d/.test(below.join(' ') + fact.value)) return [town];
    if (places.length > 0) return [...places, ...following(page, fact.line)];
  }
  return country;
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
    if (place !== undefined) return split(withoutTeam(place));
  }
  return [];
}

/** "San Francisco, California — Applied Engineering": what stands behind the dash, unless it says where or how as well. */
function withoutTeam(place: string): string {
  const pieces = place.split(/\s+[–—]\s+/);
  if (!pieces.some(isCertain)) return place;
  return pieces.filter((piece) => isCertain(piece) || workModeOf(piece) !== null).join(' – ');
}

const isChip = (part: string) =>
  employmentOf(part) !== null ||
  workModeOf(part) !== null ||
  /^(berufs(erfahr|einst)|praca (od|na|w) |(ab|per) sofort|(entry|mid|senior)[ -]level)/i.test(part) ||
  /^\d{1,2}( ?[-–] ?\d{1,2})? ?(h\b|hours?|uur|std|stunden|tim|horas|ore\b|godz|hod)/i.test(part);

const name = pattern`^[${Lu}][^\d]{2,40}$`;

const isLeft = (part: string) =>
  name.test(part.replace(/ (\(\d{2,5}\)|- \d\d)$/, '')) &&
  wordCount(part) < 5 &&
  !isChip(part) &&
  looksLikePlace(part) &&
  !isField(key(part)) &&
  !isTrade(key(part));

/** What is left in a row of chips under the title: "Permanent, part-time · Göttingen". */
function inRow(page: Page, near: number): string[] {
  if (near < 0) return [];
  for (const line of page.lines.slice(near + 1, near + 6)) {
    if (!isOwn(line) || line.text.length > 140 || line.isLink) continue;
    if (twoNames.test(line.text) && isPlausible(line.text) && !isField(key(line.text)) && employmentOf(line.text) === null)
      return [line.text];
    const parts = (line.parts.length > 1 ? line.parts : line.text.split(/\s*[|•·]\s*|\s[-–—]\s/)).map((part) =>
      part.replace(/^[\s/·•|,-]+/, ''),
    );
    if (parts.length < 2 || parts.length > 6 || !parts.some((part) => part.length < 40 && isChip(part))) continue;
    const place = parts.findLast(isLeft);
    if (place !== undefined) return [place];
  }
  return [];
}

/** A region after the town, or the number of a French one. */
const withRegion = pattern`, [${Lu}]| - (?:[${Lu}]{2}|\d\d)$`;

/** What is left in a list of chips under the title, each on its own: "Alkmaar", "36 hours, full-time". */
function inList(page: Page, near: number): string[] {
  if (near < 0) return [];
  const lines = page.lines
    .slice(near + 1, near + 14)
    .filter((line) => isOwn(line) && line.text.length < 60 && line.level === 0 && !/^(T[DH]|D[DT])$/.test(line.element.tagName));
  const listOf = ({ element }: Line) => parentOf(element.tagName === 'P' ? (parentOf(element) ?? element) : element);
  for (const line of lines.toSorted((a, b) => Number(withRegion.test(b.text)) - Number(withRegion.test(a.text)))) {
    const list = listOf(line);
    const mates = lines.filter(
      (one) => one !== line && (listOf(one) === list || parentOf(one.element) === parentOf(line.element)),
    );
    if (
      mates.some(({ text }) => isChip(text)) &&
      (isLeft(line.text) || postcodeAndTown.test(line.text)) &&
      !isGeneric(key(line.text))
    )
      return [line.text];
  }
  return [];
}

/** "Plymouth, Devon" */
const twoNames = pattern`^[${Lu}][${L}'-]+(?: [${Lu}][${L}'-]+)?, [${Lu}][${L}'-]+(?: [${Lu}][${L}'-]+)?$`;

/** A line further on that is a place and nothing else. */
function alone(page: Page, near: number): string[] {
  const line = page.lines
    .slice(Math.max(0, near))
    .find((one) => isOwn(one) && !one.isLink && one.text.length < 60 && isCertain(one.text));
  return line ? [line.text] : [];
}

const parting = pattern`\s+[-–—|·•]\s+|\s*[|·•()]\s*|\s+(?:in|at|в)\s+(?=[${Lu}])`;

function inHeads(page: Page, title: string | null): string[] {
  const descriptions = findAll(page.document, 'meta[name="description"], meta[property="og:description"]', 3)
    .map((meta) => attributeOf(meta, 'content').slice(0, 300))
    .flatMap((text) => text.split(/[.;] /));
  for (const head of [...headTitles(page), ...descriptions]) {
    const hiring = /hiring .+? in (.+?)(?: \||$)/i.exec(head)?.[1];
    if (hiring && isPlausible(hiring)) return [hiring];
    const rest = title === null ? head : head.replace(title, ' | ');
    const piece = rest.split(parting).find((part) => isCertain(part));
    if (piece !== undefined) return [piece];
  }
  const inTitle = (title ?? '')
    .split(/\s+[-–—|]\s+|[()]/)
    .slice(1)
    .find(isCertain);
  return inTitle === undefined ? [] : [inTitle];
}

const capitals = `[${Lu}][${L}.'’-]+(?:[ -](?:[${Lu}][${L}.'’-]+|de|la|le|am|an der|upon|of|do|da|nad))*(?:, ?[${Lu}][${L}.]+(?: [${Lu}][${L}.]+)*)*`;
const sentences = [
  pattern`\b(?:position|role|job|opportunity|internship|associate|candidate|office|you|work)\b[^.]{0,60}? (?:is |are |will be |be )?(?:based|located|situated) (?:in|at|out of)(?: our| the)? (${capitals})`,
  pattern`\b(?:in|at|for|to join) (?:our|its|the firm.s|the) (${capitals})(?:,? (?:or|and) ${capitals})? (?:office|offices|headquarters|HQ|hub)\b`,
  pattern`(?:\b[Ll]ocations?\s?[:–-]\s*|Standort(?: in)?:? |(?:Dienst|Arbeits|Einsatz)ort(?: ist|:)? |Büro in |в городе |в г\. |\b(?:based|located) in )(${capitals})`,
  pattern`\b[Oo]ur (?:[a-z]+ )?(?:office|studio|workshop|shop|clinic) (?:is )?in (${capitals})`,
  linePattern`^(${capitals}) [Oo]ffice[,.:]`,
  pattern`([${Lu}][${L}]+(?: [${Lu}][${L}]+)?, (?:${state}))(?![${L}])`,
];

const townAndCountry = globalPattern`(?<=\b(?:in|at|from|near) )([${Lu}][${L}-]+(?: [${Lu}][${L}-]+)?), ([${Lu}][${L}]+(?: [${Lu}][${L}]+)?)`;

function inSentences(page: Page): string[] {
  for (const pattern of sentences) {
    if (!isAnywhere(page.lines, pattern, 'text')) continue;
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
