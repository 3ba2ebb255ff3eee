/**
 * A site told by its marks: its hosts, and for each field the selector of what names it plainly.
 *
 * What no selector finds is left out, so that a site that changed is read by the general reader, and never wrongly by ours.
 */
import { readDay } from '../dates.ts';
import { attributeOf, findAll, firstChildOf, kindOf, nextSiblingOf, rawTextOf, tagOf } from '../dom.ts';
import { employmentOf } from '../employment.ts';
import type { Page } from '../page.ts';
import { payOf } from '../pay.ts';
import type { SiteReader, SiteReading } from '../site.ts';
import { tidy } from '../text.ts';
import { workModeOf } from '../work-mode.ts';

/** Selectors look inside the region, where there is one, and otherwise in the whole document. */
export interface Marks {
  readonly name: string;
  readonly label: string;
  /** `indeed.*`: under any country's ending. A host covers what lies below it. */
  readonly hosts: readonly string[];
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
  const hosts = new RegExp(`(^|\\.)(${marks.hosts.map(hostPattern).join('|')})$`);
  const region = (document: Document) => (marks.region === undefined ? null : (findAll(document, marks.region, 1)[0] ?? null));
  return {
    name: marks.name,
    label: marks.label,
    marks,
    matches: ({ hostname, pathname }) => hosts.test(hostname) && (marks.path?.test(pathname) ?? true),
    ...(marks.region === undefined ? {} : { region }),
    only: marks.only ?? [],
    isList: ({ pathname, search }) => marks.list?.test(pathname + search) ?? false,
    read: (page) => read(page, marks, region(page.document)),
  };
}

const hostPattern = (host: string) => host.replaceAll('.', '\\.').replace('*', '[a-z]{2,3}(\\.[a-z]{2})?');

function read(page: Page, marks: Marks, region: Element | null): SiteReading {
  const root = region ?? page.document;
  const texts = (selector: string | undefined) =>
    selector === undefined
      ? []
      : findAll(root, selector, 30)
          .map((element) => tidy(textOf(element).replace(marks.noise ?? '', '')))
          .filter((text) => text !== '' && text.length < 300);
  const first = <T>(selector: string | undefined, of: (text: string) => T | null): T | null => firstOf(texts(selector), of);
  const line = (texts(marks.line)[0] ?? '').split(things).slice(marks.beforePlace ?? 0);
  const chips = [...texts(marks.chips).flatMap((text) => text.split(things)), ...line];
  const beside = line.find((thing) => withoutMode(thing) !== '') ?? '';
  const places = [...texts(marks.places), beside].flatMap((text) => text.split(/\s*;\s*/)).filter((text) => text !== '');
  const title = theOne(texts(marks.title));
  const heading = headingOf(page, marks.heading, title);
  return {
    title: title ?? heading.title,
    company: theOne(texts(marks.company)) ?? heading.company,
    places: [...new Set(places.map(withoutMode).filter((place) => place !== ''))],
    workMode: first(marks.workMode, modeOf) ?? firstOf([...chips, ...places], workModeOf),
    employmentType: first(marks.employmentType, employmentOf) ?? firstOf(chips, employmentOf),
    pay:
      first(marks.pay, (text) => payOf(marks.payAs?.(text) ?? text, page)) ??
      firstOf(chips.filter(isMoney), (text) => payOf(text, page)),
    postedOn: first(marks.postedOn, (text) => readDay(text, page)) ?? firstOf(line, (text) => readDay(text, page)),
    ...(texts(marks.closed).length > 0 ? { isClosed: true } : {}),
  };
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

const isMoney = (text: string) =>
  /\p{Sc}|\b(usd|eur|gbp|chf|czk|pln|cad|aud|inr)\b|\p{L}{2,4}\/(yr|hr|mo)\b/iu.test(text) && /\d/.test(text);

/** "Leeds (Hybrid)" is Leeds; "Remote" is no place. */
function withoutMode(place: string): string {
  const bare = tidy(place.replace(/\s*[([](?:remote|hybrid|on-?site|in office)[)\]]\s*$/i, ''));
  return /^((hybrid|fully|100%) )?(remote|hybrid|on-?site|in person|anywhere)$/i.test(bare) ? '' : bare;
}

/** What the window's title says beside the title we know, and the title itself when we do not. */
function headingOf(page: Page, pattern: string | undefined, title: string | null) {
  const nothing = { title: null, company: null };
  const element = pattern === undefined ? undefined : findAll(page.document, 'head > title', 1)[0];
  if (pattern === undefined || element === undefined) return nothing;
  const known = title === null ? '.+' : title.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const source = pattern.replace('{title}', () => `(?<title>${known})`).replace('{company}', '(?<company>.+?)');
  const groups = new RegExp(`^(?:${source})$`, 'u').exec(tidy(rawTextOf(element).slice(0, 500)))?.groups;
  return groups ? { title: groups['title'] ?? null, company: groups['company'] ?? null } : nothing;
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
