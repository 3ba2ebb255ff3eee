/**
 * A site told by its marks: its hosts, and for each field the selector of what names it plainly.
 *
 * What no selector finds is left out, so that a site that changed is read by the general reader, and never wrongly by ours.
 */
import { readDay } from '../dates.ts';
import { attributeOf, findAll, firstChildOf, kindOf, nextSiblingOf, rawTextOf, tagOf } from '../dom.ts';
import { employmentOf } from '../employment.ts';
import { letter, patternWith, Sc } from '../letters.ts';
import type { Page } from '../page.ts';
import { payOf } from '../pay.ts';
import type { SiteReader, SiteReading } from '../site.ts';
import { tidy } from '../text.ts';
import { workModeOf } from '../work-mode.ts';

/** Selectors look inside the region, where there is one, and otherwise in the whole document. */
export interface Marks {
  readonly label: string;
  /** @default the label in small letters, without blanks */
  readonly name?: string;
  /** `indeed.*`: under any country's ending. A host covers what lies below it. @default the name under `.com` */
  readonly hosts?: readonly string[];
  /** How the path begins, for hosts that hold more than postings. */
  readonly path?: RegExp;
  readonly region?: string;
  readonly only?: readonly (keyof SiteReading)[];
  /** What the path and query of a list look like that shows an open posting in the region beside it. */
  readonly list?: RegExp;
  readonly title?: string;
  readonly company?: string;
  /** Each element is a place. */
  readonly places?: string;
  readonly workMode?: string;
  readonly employmentType?: string;
  readonly pay?: string;
  /** Pay in words that are understood everywhere, for a site that writes it in its own. */
  readonly payAs?: (text: string) => string;
  readonly postedOn?: string;
  /** What is there only when the posting is closed. */
  readonly closed?: string;
  /** Short texts of which each may be a place of work, a type of employment or pay. */
  readonly chips?: string;
  /** One line of several things: "Leeds · 3 days ago · 40 applicants", the place first. */
  readonly line?: string;
  /** What the window's title looks like, a pattern in which `{title}` and `{company}` stand for themselves. */
  readonly heading?: string;
  /** How many of the things on that line come before the place. @default 0 */
  readonly beforePlace?: number;
  /** What is taken off every text. */
  readonly noise?: RegExp;
}

/** A site with what it is told by, which tests take off their pages. */
export interface MarkedSite extends SiteReader {
  readonly marks: Marks;
}

export function markedSite(marks: Marks): MarkedSite {
  const name = marks.name ?? marks.label.toLowerCase().replaceAll(' ', '');
  const hosts = marks.hosts ?? [`${name}.com`];
  const region = (document: Document) => (marks.region === undefined ? null : (findAll(document, marks.region, 1)[0] ?? null));
  return {
    name,
    label: marks.label,
    marks,
    matches: ({ hostname, pathname }) => hosts.some((host) => isUnder(hostname, host)) && (marks.path?.test(pathname) ?? true),
    ...(marks.region === undefined ? {} : { region }),
    only: marks.only ?? [],
    isList: ({ pathname, search }) => marks.list?.test(pathname + search) ?? false,
    read: (page) => read(page, marks, region(page.document)),
  };
}

/** Fifty sites are asked: comparing is cheaper than a pattern for each. */
function isUnder(hostname: string, host: string): boolean {
  if (host.endsWith('.*')) return isUnder(hostname.replace(/\.[a-z]{2,3}(\.[a-z]{2})?$/, ''), host.slice(0, -2));
  return hostname === host || hostname.endsWith(`.${host}`);
}

/** The texts of what a selector finds; of none, nothing. */
type Texts = (selector: string | undefined) => readonly string[];

function textsIn(root: Element | Document, noise: RegExp | undefined): Texts {
  return (selector) =>
    selector === undefined
      ? []
      : findAll(root, selector, 30)
          .map((element) => tidy(textOf(element).replace(noise ?? '', '')))
          .filter((text) => text !== '' && text.length < 300);
}

function read(page: Page, marks: Marks, region: Element | null): SiteReading {
  const texts = textsIn(region ?? page.document, marks.noise);
  const line = (texts(marks.line)[0] ?? '').split(things).slice(marks.beforePlace ?? 0);
  const chips = [...texts(marks.chips).flatMap((text) => text.split(things)), ...line];
  const places = [...texts(marks.places), line.find(isPlace) ?? ''].flatMap((text) => text.split(/\s*;\s*/));
  const money = [...texts(marks.pay).map((text) => marks.payAs?.(text) ?? text), ...chips.filter(isMoney)];
  return {
    ...nameOf(page, marks, texts),
    places: [...new Set(places.filter(isPlace).map(withoutMode))],
    workMode: firstOf(texts(marks.workMode), modeOf) ?? firstOf([...chips, ...places], workModeOf),
    employmentType: firstOf([...texts(marks.employmentType), ...chips], employmentOf),
    pay: firstOf(money, (text) => payOf(text, page)),
    postedOn: firstOf([...texts(marks.postedOn), ...line], (text) => readDay(text, page)),
    ...(texts(marks.closed).length > 0 ? { isClosed: true } : {}),
  };
}

/** Title and company; the window's title says what the marks do not. */
function nameOf(page: Page, marks: Marks, texts: Texts): Pick<SiteReading, 'title' | 'company'> {
  const [title, company] = [theOne(texts(marks.title)), theOne(texts(marks.company))];
  const heading = title === null || company === null ? headingOf(page, marks.heading, title) : null;
  return { title: title ?? heading?.title ?? null, company: company ?? heading?.company ?? null };
}

/** A mark on several things has become the mark of something else. */
function theOne(texts: readonly string[]): string | null {
  const [first, ...others] = new Set(texts);
  return first === undefined || others.length > 0 ? null : first;
}

const things = /\s*[·•|]\s*/;

/** A field that is about nothing else: "remote not allowed" is on site there. */
const modeOf = (text: string) =>
  /\b(no|not|non|nicht|kein|bez)\b/i.test(text) && !/hybrid/i.test(text) ? ('onsite' as const) : workModeOf(text);

function firstOf<T>(texts: readonly string[], of: (text: string) => T | null): T | null {
  for (const text of texts) {
    const found = of(text);
    if (found !== null) return found;
  }
  return null;
}

const money = patternWith('i')`[${Sc}]|\b(usd|eur|gbp|chf|czk|pln|cad|aud|inr)\b|[a-z]{2,4}\/(yr|hr|mo)\b`;

const isMoney = (text: string) => money.test(text) && /\d/.test(text);

/** "Leeds (Hybrid)" is Leeds. */
const withoutMode = (place: string) => tidy(place.replace(/\s*[([](?:remote|hybrid|on-?site|in office)[)\]]\s*$/i, ''));

/** "Remote" is no place, nor is a figure. */
function isPlace(text: string): boolean {
  return letter.test(text) && !/^((hybrid|fully|100%) )?(remote|hybrid|on-?site|in person|anywhere)$/i.test(withoutMode(text));
}

/** What the window's title says beside the title we know, or both when it can only be cut in one way. */
function headingOf(page: Page, pattern: string | undefined, title: string | null): Pick<SiteReading, 'title' | 'company'> | null {
  const element = pattern === undefined ? undefined : findAll(page.document, 'head > title', 1)[0];
  if (pattern === undefined || element === undefined) return null;
  const heading = tidy(rawTextOf(element).slice(0, 500));
  const known = title?.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const [early, late] = ['.+?', '.+'].map((some) => {
    const source = pattern
      .replace('{title}', () => `(?<title>${known ?? some})`)
      .replace('{company}', `(?<company>${known === undefined ? some : '.+?'})`);
    return new RegExp(`^(?:${source})$`, 'u').exec(heading)?.groups;
  });
  if (!early || early['company'] !== late?.['company']) return null;
  return { title: early['title'] ?? null, company: early['company'] ?? null };
}

/** What an element says, also by its attributes: `content` of a meta, `alt` of a logo. Without what is for screen readers only. */
function textOf(element: Element): string {
  const tag = tagOf(element);
  if (tag === 'META') return tidy(attributeOf(element, 'content'));
  if (tag === 'IMG') return tidy(attributeOf(element, 'alt')).replace(/\s+logo(type)?$/i, '');
  if (tag === 'TIME' && attributeOf(element, 'datetime') !== '') return attributeOf(element, 'datetime');
  const parts: string[] = [];
  collect(element, parts, 0);
  return tidy(parts.join(' ')).replace(/ (?=[,.;:)])/g, '');
}

const unsaid = /^(SCRIPT|STYLE|TEMPLATE|SVG|BUTTON|SELECT)$/;
const unseen = /\b(visually-?hidden|sr-only|screen-reader|a11y-text)\b/;

function collect(element: Element, parts: string[], depth: number): void {
  for (let node = firstChildOf(element); node && parts.length < 200; node = nextSiblingOf(node)) {
    const kind = kindOf(node);
    if (kind === 3) parts.push(rawTextOf(node).slice(0, 1_000));
    // Safe: kind 1 is an element.
    else if (kind === 1 && depth < 20 && isSeen(node as Element)) {
      // An empty element that is drawn as a bar or a dot.
      if (/separator|divider/.test(attributeOf(node as Element, 'class'))) parts.push(' · ');
      collect(node as Element, parts, depth + 1);
    }
  }
}

function isSeen(element: Element): boolean {
  if (unsaid.test(tagOf(element)) || unseen.test(attributeOf(element, 'class'))) return false;
  return !Element.prototype.hasAttribute.call(element, 'hidden');
}
