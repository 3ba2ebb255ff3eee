/**
 * What is visible on a page, as lines and as the marks that their elements carry.
 *
 * One walk, bounded in nodes, depth and text, whatever the page. Nothing is executed, attached or changed.
 */
import {
  attributeOf,
  findAll,
  firstChildOf,
  kindOf,
  nextSiblingOf,
  parentOf,
  rawTextOf,
  shadowOf,
  tagOf,
  viewOf,
} from './dom.ts';
import { type Fact, factsOf } from './facts.ts';
import { L, N, pattern, Sc } from './letters.ts';
import { isAnywhere, isOwn, together, type Line, type Mark, type Zone } from './line.ts';
import { fold, tidy } from './text.ts';
import { boxOfHeading, isRelatedHeading, type Place, placeOf, type Related } from './zones.ts';

export { isAnywhere, isOwn, together, type Line, type Mark };

export interface Page {
  readonly document: Document;
  readonly address: URL;
  /** Epoch milliseconds of reading. */
  readonly now: number;
  /** As the page says it: `de-AT`; empty: it does not. */
  readonly language: string;
  readonly lines: readonly Line[];
  readonly marks: readonly Mark[];
  readonly facts: readonly Fact[];
  readonly isDayFirst: boolean | null;
}

const bounds = { nodes: 120_000, depth: 250, text: 600_000, lines: 12_000, marks: 6_000, markText: 400 };

/** `region`: the part that shows the posting, where a site shows others beside it. @default the whole page */
export function openPage(document: Document, address: string, now: number, region: Element | null = null): Page {
  const walk = new Walk(viewOf(document) !== null);
  const root = region ?? findAll(document, 'body', 1)[0];
  if (root) walk.enter(root, { zone: 'main', level: 0, depth: 0, link: null });
  const html = findAll(document, 'html', 1)[0];
  return {
    document,
    address: URL.parse(address) ?? new URL('about:blank'),
    now,
    language: html ? attributeOf(html, 'lang') : '',
    lines: walk.lines,
    marks: walk.marks,
    facts: factsOf(walk.lines),
    isDayFirst: isDayFirst(walk.lines),
  };
}

/** `null`: no date with slashes on the page tells. */
function isDayFirst(lines: readonly Line[]): boolean | null {
  for (const { text } of lines) {
    if (!text.includes('/')) continue;
    for (const [, first, second] of text.slice(0, 1_000).matchAll(/(?<![\d/])(\d{1,2})\/(\d{1,2})\/(?:20)?\d\d(?!\d)/g))
      if (Number(first) > 12 !== Number(second) > 12) return Number(first) > 12;
  }
  return null;
}

const skipped =
  /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|SELECT|TEXTAREA|IFRAME|FRAME|OBJECT|EMBED|AUDIO|VIDEO|CANVAS|MATH|HEAD|DATALIST|INPUT|LINK|META)$/;
const blocks =
  /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BODY|BUTTON|CAPTION|CENTER|DD|DETAILS|DIALOG|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HGROUP|HR|LABEL|LEGEND|LI|MAIN|MENU|NAV|OL|P|PRE|SEARCH|SECTION|SUMMARY|TABLE|TBODY|TD|TFOOT|TH|THEAD|TR|UL|.*-.*)$/;
const runs = /^(SPAN|A|TIME|STRONG|B|SMALL|EM|I|IMG|SVG|BR)$/;
const spaced = /^(SPAN|A|TIME|SMALL|IMG|SVG)$/;

interface Tag {
  readonly name: string;
  readonly isSkipped: boolean;
  readonly isBlock: boolean;
  readonly isRun: boolean;
  readonly isSpaced: boolean;
  /** 1 to 6 for headings, 0 for others. */
  readonly level: number;
}

/** Before its blanks are taken out. */
const longestMark = bounds.markText * 4;

const beginsWord = pattern`[${L}${N}${Sc}]`;
const endsWord = pattern`[${L}${N}]`;

class Walk {
  readonly lines: Line[] = [];
  readonly marks: Mark[] = [];
  readonly #isShown: boolean;
  #nodes = 0;
  #length = 0;
  #text = '';
  #parts: string[] = [];
  #part = '';
  #needsSpace = false;
  #hasUnlinked = false;
  /** How much was written before the line that is being written, and the end of it, to take a mark's text from. */
  #written = 0;
  #tail = '';
  readonly #tags = new Map<string, Tag>();
  readonly #names = new Map<string, string>();
  /** The box of other postings we are in, and the heading that opened it. */
  #related: Related | null = null;

  constructor(isShown: boolean) {
    this.#isShown = isShown;
  }

  enter(element: Element, around: Place): void {
    const tag = this.#tag(tagOf(element));
    if (++this.#nodes > bounds.nodes || around.depth > bounds.depth || tag.isSkipped) return;
    if (tag.name === 'BR') return this.#flush(parentOf(element) ?? element, around);
    const attributes = Element.prototype.getAttributeNames.call(element);
    if (this.#isHidden(element, tag, attributes)) return;
    if (tag.name === 'IMG' || tag.name === 'SVG') return this.#icon(element, tag.name);
    const names = this.#namesOf(element, attributes);
    // Its text is the name of a picture in a font: "corporate_fare".
    if (names.includes(' material ') && /^ (\w+ )*material (icons|symbols) /.test(names)) return this.#cut(true);
    const role = attributes.includes('role') ? attributeOf(element, 'role') : '';
    const place = placeOf(element, { tag, names, role }, around);
    if (tag.isBlock) this.#flush(parentOf(element) ?? element, around);
    else if (tag.isRun) this.#cut(tag.isSpaced);
    const from = this.#written + this.#text.length;
    const line = this.lines.length;
    this.#children(element, place);
    if (tag.isBlock) this.#flush(element, place);
    else if (tag.isRun) this.#cut(tag.isSpaced);
    if (names !== '') this.#mark({ names, element, zone: this.#zone(place), line }, from);
    if (this.#related?.box === element) this.#related = null;
  }

  #children(element: Element, place: Place): void {
    const inside = { ...place, depth: place.depth + 1 };
    const shadow = shadowOf(element);
    for (let node = firstChildOf(shadow ?? element); node; node = nextSiblingOf(node)) {
      if (this.#nodes > bounds.nodes || this.#length > bounds.text) return;
      const kind = kindOf(node);
      if (kind === 3) this.#say(rawTextOf(node), inside);
      // Safe: kind 1 is an element.
      else if (kind === 1) this.enter(node as Element, inside);
    }
  }

  #tag(name: string): Tag {
    const known = this.#tags.get(name);
    if (known) return known;
    const tag = {
      name,
      isSkipped: skipped.test(name),
      isBlock: blocks.test(name),
      isRun: runs.test(name),
      isSpaced: spaced.test(name),
      level: /^H[1-6]$/.test(name) ? Number(name[1]) : 0,
    };
    this.#tags.set(name, tag);
    return tag;
  }

  #isHidden(element: Element, { name, isBlock }: Tag, attributes: readonly string[]): boolean {
    if (attributes.includes('hidden')) return true;
    const style = attributes.includes('style') ? attributeOf(element, 'style') : '';
    if (style !== '' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)) return true;
    return isBlock && this.#isShown && name !== 'BODY' && !Element.prototype.checkVisibility.call(element);
  }

  /** `class="jobTitle__text"` becomes ` job title text `; lists have the same ones over and over. */
  #namesOf(element: Element, attributes: readonly string[]): string {
    let all = '';
    for (const name of attributes) if (named.has(name)) all += ` ${attributeOf(element, name).slice(0, 200)}`;
    if (all === '') return '';
    let names = this.#names.get(all);
    if (names === undefined) this.#names.set(all, (names = wordsOf(all)));
    return names;
  }

  #zone(place: Place): Zone {
    return this.#related && place.zone !== 'frame' ? 'related' : place.zone;
  }

  #say(text: string, place: Place): void {
    if (text === '') return;
    this.#nodes++;
    const kept = text.length > 100_000 ? text.slice(0, 100_000) : text;
    this.#length += kept.length;
    if (this.#needsSpace && beginsWord.test(kept[0]!) && endsWord.test(this.#text.at(-1) ?? '')) this.#text += ' ';
    this.#needsSpace = false;
    this.#text += kept;
    this.#part += kept;
    if (place.link === null && /\S/.test(kept)) this.#hasUnlinked = true;
  }

  #cut(needsSpace: boolean): void {
    const part = tidy(this.#part);
    if (part !== '') this.#parts.push(part);
    this.#part = '';
    if (needsSpace) this.#needsSpace = true;
  }

  /** An icon's name is often the label of what stands beside it. */
  #icon(element: Element, tag: string): void {
    this.#cut(true);
    const title =
      tag === 'SVG'
        ? findAll(element, 'title', 1)
            .map((one) => rawTextOf(one))
            .join('')
        : attributeOf(element, 'alt');
    const name = tidy(attributeOf(element, 'aria-label') || title);
    if (name !== '' && name.length <= 30 && this.#text.trim() === '') this.#parts.push(`${name.replace(/ icon$/i, '')}:`);
  }

  #flush(element: Element, place: Place): void {
    if (this.#text === '' && this.#parts.length === 0) return;
    this.#cut(false);
    const text = tidy(this.#text);
    if (text !== '' && this.lines.length < bounds.lines) {
      const parts = this.#parts;
      if (
        this.#related &&
        place.level > 0 &&
        place.level <= this.#related.level &&
        parentOf(element) === this.#related.parent &&
        !isRelatedHeading(text)
      )
        this.#related = null;
      const zone = this.#zone(place);
      this.lines.push({ text, folded: fold(text), parts, element, level: place.level, zone, isLink: !this.#hasUnlinked });
      if (text.length < 70 && zone !== 'frame' && this.#related === null && isRelatedHeading(text))
        this.#related = boxOfHeading(element, place.level);
    }
    this.#written += this.#text.length + 1;
    this.#tail = `${this.#tail}${this.#text}\n`.slice(-longestMark);
    this.#text = this.#part = '';
    this.#parts = [];
    this.#needsSpace = this.#hasUnlinked = false;
  }

  #mark(mark: Omit<Mark, 'text'>, from: number): void {
    const length = this.#written + this.#text.length - from;
    if (length === 0 || length > longestMark || this.marks.length >= bounds.marks) return;
    const text = tidy((this.#tail + this.#text).slice(-length));
    if (text !== '' && text.length <= bounds.markText) this.marks.push({ ...mark, text });
  }
}

const named = new Set(
  'class id itemprop property data-automation data-automation-id data-qa data-test data-testid data-test-id data-ui data-at data-hook data-cy data-field data-label'.split(
    ' ',
  ),
);

function wordsOf(names: string): string {
  return ` ${names
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^a-zA-Z]+/g, ' ')
    .toLowerCase()
    .trim()} `;
}
