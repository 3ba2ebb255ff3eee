/**
 * schema.org `JobPosting`: JSON-LD first, then microdata and RDFa. Pages break it in every way, so nothing of its shape is taken
 * for granted: what does not make sense is left out, and the visible page is asked.
 */
import { attributeOf, findAll, isWithin, rawTextOf, tagOf } from './dom.ts';
import { readDay } from './dates.ts';
import { employmentOf } from './employment.ts';
import { twoLetters } from './letters.ts';
import type { Page } from './page.ts';
import type { ReadPay, ReadPosting } from './read-posting.ts';
import { key, linesOfHtml, tidy } from './text.ts';

export type StructuredReading = Partial<
  Pick<ReadPosting, 'title' | 'company' | 'places' | 'workMode' | 'employmentType' | 'pay' | 'postedOn' | 'closesOn'>
> & {
  readonly text?: string;
};

type Node_ = Readonly<Record<string, unknown>>;

const bounds = { scripts: 40, scriptText: 2_000_000, nodes: 20_000, depth: 12 };

/** The posting that the page is about; empty when it names none, or several and none of them is this one. */
export function readStructured(page: Page): StructuredReading {
  const postings = [...jsonPostings(page), ...markedPostings(page)];
  const one = chosen(postings, page);
  return one ? readingOf(one, page) : {};
}

function jsonPostings(page: Page): Node_[] {
  const found: Node_[] = [];
  for (const script of findAll(page.document, 'script[type*="ld+json" i]', bounds.scripts)) {
    const text = rawTextOf(script);
    if (!text.includes('JobPosting') || text.length > bounds.scriptText) continue;
    collect(parsed(text), { found, left: { nodes: bounds.nodes }, depth: 0 });
  }
  return found;
}

interface Collecting {
  readonly found: Node_[];
  readonly left: { nodes: number };
  readonly depth: number;
}

function collect(value: unknown, { found, left, depth }: Collecting): void {
  if (typeof value !== 'object' || value === null || depth > bounds.depth || left.nodes-- < 0) return;
  if (!Array.isArray(value) && isPosting(value as Node_)) found.push(value as Node_);
  else for (const inner of Object.values(value)) collect(inner, { found, left, depth: depth + 1 });
}

function isPosting(node: Node_): boolean {
  return listOf(node['@type']).some((type) => typeof type === 'string' && /(^|[/:#])JobPosting$/.test(type));
}

/** JSON as sites write it: comments and CDATA around it, line breaks in strings, commas before brackets. */
function parsed(text: string): unknown {
  const bare = text
    .replace(
      /^\s*(<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)|(-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)\s*$/g,
      '',
    )
    .trim();
  const repairs = [
    () => bare,
    // Whatever stands for a line break inside a string stands for a blank outside one.
    () => bare.replace(/\p{Cc}+/gu, ' '),
    () =>
      bare
        .replace(/\p{Cc}+/gu, ' ')
        .replace(/,\s*(?=[}\]])/g, '')
        .replace(/;\s*$/, '')
        .replace(/\\'/g, "'"),
    () =>
      bare
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
        .replace(/\p{Cc}+/gu, ' '),
  ];
  for (const repair of repairs) {
    const value = tryParse(repair());
    if (value !== undefined) return value;
  }
  return salvaged(bare);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Out of what cannot be parsed, the plain fields one by one. */
function salvaged(text: string): Node_ {
  const of = (name: string, inside = text) => new RegExp(`"${name}"\\s*:\\s*"((?:[^"\\\\]|\\\\.){1,300})"`).exec(inside)?.[1];
  const after = (name: string) => text.slice(text.search(`"${name}"`)).slice(0, 600);
  return {
    '@type': 'JobPosting',
    title: of('title', text.slice(text.indexOf('JobPosting') - 2_000 > 0 ? 0 : 0)),
    datePosted: of('datePosted'),
    validThrough: of('validThrough'),
    employmentType: of('employmentType'),
    hiringOrganization: text.includes('"hiringOrganization"') ? of('name', after('hiringOrganization')) : undefined,
    jobLocation: text.includes('"jobLocation"')
      ? { addressLocality: of('addressLocality'), addressCountry: of('addressCountry'), addressRegion: of('addressRegion') }
      : undefined,
  };
}

/** Microdata and RDFa, as the tree that JSON-LD would have been. */
function markedPostings(page: Page): Node_[] {
  return [
    ...findAll(page.document, '[itemtype*="JobPosting" i]', 20),
    ...findAll(page.document, '[typeof~="JobPosting"], [typeof="schema:JobPosting"]', 20),
  ].map((element) => treeOf(element, 0));
}

function treeOf(element: Element, depth: number): Node_ {
  const tree: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const isMicrodata = attributeOf(element, 'itemtype') !== '' || Element.prototype.hasAttribute.call(element, 'itemscope');
  const [name, scope] = isMicrodata ? ['itemprop', '[itemscope]'] : ['property', '[typeof]'];
  for (const inner of findAll(element, `[${name}]`, 300)) {
    const around = Element.prototype.closest.call(inner.parentElement ?? inner, scope);
    if (around !== element) continue;
    const isNested = isWithin(inner, scope) && Element.prototype.matches.call(inner, scope);
    const value = isNested && depth < 5 ? treeOf(inner, depth + 1) : valueOf(inner);
    for (const one of attributeOf(inner, name).split(/\s+/)) {
      const property = one.replace(/^\w+:/, '');
      if (property === '') continue;
      tree[property] = property in tree ? [...listOf(tree[property]), value] : value;
    }
  }
  if (Object.keys(tree).length === 0) tree['name'] = tidy(rawTextOf(element).slice(0, 300));
  return tree;
}

function valueOf(element: Element): string {
  const tag = tagOf(element);
  const stated = attributeOf(element, 'content') || (tag === 'TIME' ? attributeOf(element, 'datetime') : '');
  return stated !== '' ? stated : tidy(rawTextOf(element).slice(0, 20_000));
}

/** Of several, the one the page names: lists of postings carry them too. */
function chosen(postings: readonly Node_[], page: Page): Node_ | null {
  if (postings.length <= 1) return postings[0] ?? null;
  const heads = findAll(page.document, 'h1, title, meta[property="og:title"]', 6).map((element) =>
    key(attributeOf(element, 'content') || rawTextOf(element)),
  );
  const named = postings.find((posting) => {
    const title = key(textOf(posting['title'] ?? posting['name']));
    return title !== '' && heads.some((head) => head.includes(title));
  });
  if (named) return named;
  const titles = new Set(postings.map((posting) => key(textOf(posting['title'] ?? posting['name']))));
  return titles.size === 1 ? (postings[0] ?? null) : null;
}

const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** A text wherever it lies: in a list, under `name` or `@value`. */
function textOf(value: unknown): string {
  const [first] = listOf(value);
  if (typeof first === 'string' || typeof first === 'number') return tidy(linesOfHtml(String(first).slice(0, 2_000)));
  if (typeof first !== 'object' || first === null) return '';
  const node = first as Node_;
  return textOf(node['name'] ?? node['@value'] ?? node['legalName']);
}

function readingOf(posting: Node_, page: Page): StructuredReading {
  const title = textOf(posting['title'] ?? posting['name']);
  const company = textOf(posting['hiringOrganization'] ?? posting['hiringorganization']);
  const places = placesOf(posting);
  const postedOn = readDay(textOf(posting['datePosted']), page);
  const closesOn = readDay(textOf(posting['validThrough']), page, true);
  const employmentType = listOf(posting['employmentType'])
    .map((type) => employmentOf(textOf(type)))
    .find((type) => type !== null);
  return {
    ...(title !== '' && title.length <= 200 && { title }),
    ...(company !== '' &&
      company.length <= 120 &&
      !/^(confidential|n\/?a|null|undefined|unknown|-|private)$/i.test(company) && { company }),
    ...(places.length > 0 && { places }),
    ...(/telecommute|remote/i.test(textOf(posting['jobLocationType'])) && { workMode: 'remote' as const }),
    ...(employmentType && { employmentType }),
    ...(postedOn !== null && postedOn > '2000' && { postedOn }),
    // 1970 and the like mean that nobody said so.
    ...(closesOn !== null && closesOn > (postedOn ?? '2000') && closesOn < '2090' && { closesOn }),
    ...payPart(posting, page),
    text: linesOfHtml(typeof posting['description'] === 'string' ? posting['description'] : ''),
  };
}

/** More than this many places is a list of where one may live. */
const mostPlaces = 10;

function placesOf(posting: Node_): string[] {
  const places = listOf(posting['jobLocation'])
    .map(placeOf)
    .filter((place) => place !== '');
  const distinct = [...new Set(places)];
  return distinct.length > mostPlaces ? [] : distinct;
}

function placeOf(place: unknown): string {
  if (typeof place === 'string') return tidy(place).slice(0, 200);
  if (typeof place !== 'object' || place === null) return '';
  const node = place as Node_;
  const [address] = listOf(node['address'] ?? (node['addressLocality'] || node['addressCountry'] ? node : undefined));
  if (typeof address === 'string') return tidy(linesOfHtml(address)).slice(0, 200);
  if (typeof address !== 'object' || address === null) return textOf(node['name']);
  const parts = ['addressLocality', 'addressRegion', 'addressCountry'].map((name) => textOf((address as Node_)[name]));
  // A postcode, a dash or a number in the place of a town is none.
  const named = parts.filter((part) => twoLetters.test(part) && !/^(null|undefined|n\/a|unspecified|not specified)$/i.test(part));
  return [...new Set(named)].join(', ').slice(0, 200);
}

function payPart(posting: Node_, page: Page): { pay?: ReadPay } {
  const [base] = listOf(posting['baseSalary'] ?? posting['estimatedSalary']);
  if (typeof base !== 'object' || base === null) return {};
  const node = base as Node_;
  const [value] = listOf(node['value'] ?? node);
  const inner = (typeof value === 'object' && value !== null ? value : { value }) as Node_;
  const amount = (name: string) => amountOf(inner[name] ?? node[name]);
  const single = amount('value');
  const [min, max] = [amount('minValue') ?? single, amount('maxValue') ?? (amount('minValue') === null ? single : null)];
  const code = textOf(node['currency'] ?? inner['currency'] ?? posting['salaryCurrency']).toUpperCase();
  const period = periodOf(textOf(inner['unitText'] ?? node['unitText'] ?? inner['unitCode']));
  void page;
  if ((min ?? max) === null) return {};
  const isTurned = min !== null && max !== null && min > max;
  return {
    pay: { min: isTurned ? max : min, max: isTurned ? min : max, currency: /^[A-Z]{3}$/.test(code) ? code : null, period },
  };
}

function amountOf(value: unknown): number | null {
  const [first] = listOf(value);
  const number =
    typeof first === 'number'
      ? first
      : typeof first === 'string' && /\d/.test(first)
        ? Number(first.replace(/[^\d.]/g, ''))
        : NaN;
  return Number.isFinite(number) && number > 0 ? number : null;
}

function periodOf(text: string): ReadPay['period'] {
  const units = [
    ['hour', /hour|^h(ur|r)?$|stunde/i],
    ['day', /^dai?l?y|^d$/i],
    ['week', /week|^w(k|ee)?$/i],
    ['month', /month|^mon?$|monat/i],
    ['year', /year|ann|^(y|yr|ann)$|jahr/i],
  ] as const;
  return units.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
