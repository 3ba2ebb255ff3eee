/**
 * What is visible on a page, as lines and as the marks that their elements carry.
 *
 * One walk, bounded in nodes, depth and text, whatever the page. Nothing is executed, attached or changed.
 */
import {
  attributeOf,
  findAll,
  firstChildOf,
  isWithin,
  kindOf,
  nextSiblingOf,
  parentOf,
  rawTextOf,
  shadowOf,
  tagOf,
  viewOf,
} from './dom.ts';
import { type Fact, factsOf } from './facts.ts';
import { isOwn, type Line, type Mark, type Zone } from './line.ts';
import { fold, key, tidy } from './text.ts';

export { isOwn, type Line, type Mark };

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
    for (const [, first, second] of text.slice(0, 1_000).matchAll(/(?<![\d/])(\d{1,2})\/(\d{1,2})\/(?:20)?\d\d(?!\d)/g))
      if (Number(first) > 12 !== Number(second) > 12) return Number(first) > 12;
  }
  return null;
}

interface Place {
  readonly zone: Zone;
  readonly level: number;
  readonly depth: number;
  readonly link: Element | null;
}

const skipped =
  /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|SELECT|TEXTAREA|IFRAME|FRAME|OBJECT|EMBED|AUDIO|VIDEO|CANVAS|MATH|HEAD|DATALIST|INPUT|LINK|META)$/;
const blocks =
  /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BODY|BUTTON|CAPTION|CENTER|DD|DETAILS|DIALOG|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HGROUP|HR|LABEL|LEGEND|LI|MAIN|MENU|NAV|OL|P|PRE|SEARCH|SECTION|SUMMARY|TABLE|TBODY|TD|TFOOT|TH|THEAD|TR|UL|.*-.*)$/;
const runs = /^(SPAN|A|TIME|STRONG|B|SMALL|EM|I|IMG|SVG|BR)$/;
const spaced = /^(SPAN|A|TIME|SMALL|IMG|SVG)$/;

const frameNames =
  / (cookies?|consent|gdpr|onetrust|navbar|navigation|nav|main menu|mainmenu|footer|breadcrumbs?|modal|popup|newsletter|sign ?in|log ?in|signup|skip|lang(uage)? (switcher|selector|menu)) /;
const relatedNames =
  / (related|similar|recommend(ed|ations?)|suggested|other|more|latest|recent|featured|also viewed|see also) (\w+ )?(jobs?|positions?|vacanc(y|ies)|offers?|openings?|postings?|roles|listings?|searches|cards?) |( jobs?| vacancy| offers?| position) (similar|related|recommend(ed|ations?)) /;
const relatedHeading =
  /^(\d+ )?(similar|related|recommended|suggested|other|more|latest|featured|recent|explore|browse|see|view) (\w+ ){0,4}(jobs?|positions|openings|vacancies|roles|opportunities|searches|postings|careers)( |$)|^(jobs|roles|positions|opportunities) (you|for you|like|similar|near|related)|^people also|^you (may|might) (also|be)|^(set|get|create) (\w+ )?(job )?alert|^(ahnliche|weitere|passende|andere) (jobs|stellen|angebote|positionen|vakanzen)|^(podobne|dalsi|inne|wiecej|polecane|souvisejici) (\w+ )?(nabidky|prace|pozice|oferty|ofert|pracovni)|^(offres|postes|emplois) (similaires|associees)|^(d ?)?autres (offres|postes)|^(ofertas|empleos|trabajos|vagas) (similares|relacionad|semelhantes|parecidas)|^(otras|mas) ofertas|^(похожие|другие|рекоменд\S+|еще) (\S+ )?вакансии|^(vergelijkbare|andere|gerelateerde|meer) (vacatures|banen)|^(offerte|annunci|posizioni) (simili|correlat)|^(lignende|liknande|relaterede|relaterade|andre|fler|flere) (\w+ )?(jobb?|stillinger|tjanster|annonser|ledige)|^(hasonlo|tovabbi) |^benzer (is |ilan)/;

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
  /** Everything written so far, to take a mark's text from. */
  #written = '';
  /** The box of other postings we are in, and the heading that opened it. */
  #related: Related | null = null;

  constructor(isShown: boolean) {
    this.#isShown = isShown;
  }

  enter(element: Element, around: Place): void {
    const tag = tagOf(element);
    if (++this.#nodes > bounds.nodes || around.depth > bounds.depth || skipped.test(tag)) return;
    if (tag === 'BR') return this.#flush(parentOf(element) ?? element, around);
    const isBlock = blocks.test(tag);
    const attributes = Element.prototype.getAttributeNames.call(element);
    if (this.#isHidden(element, { isBlock, attributes })) return;
    if (tag === 'IMG' || tag === 'SVG') return this.#icon(element, tag);
    const names = namesOf(element, attributes);
    const place = this.#place(element, tag, { names, around });
    if (isBlock) this.#flush(parentOf(element) ?? element, around);
    else if (runs.test(tag)) this.#cut(spaced.test(tag));
    const from = this.#written.length + this.#text.length;
    const line = this.lines.length;
    this.#children(element, place);
    if (isBlock) this.#flush(element, place);
    else if (runs.test(tag)) this.#cut(spaced.test(tag));
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

  #isHidden(
    element: Element,
    { isBlock, attributes }: { readonly isBlock: boolean; readonly attributes: readonly string[] },
  ): boolean {
    if (attributes.includes('hidden')) return true;
    const style = attributes.includes('style') ? attributeOf(element, 'style') : '';
    if (style !== '' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)) return true;
    return isBlock && this.#isShown && tagOf(element) !== 'BODY' && !Element.prototype.checkVisibility.call(element);
  }

  #place(element: Element, tag: string, { names, around }: { names: string; around: Place }): Place {
    const level = /^H[1-6]$/.test(tag)
      ? Number(tag[1])
      : attributeOf(element, 'role') === 'heading'
        ? Number(attributeOf(element, 'aria-level')) || 2
        : around.level;
    return {
      zone: zoneOf(element, tag, { names, around }),
      level,
      depth: around.depth,
      link: tag === 'A' ? element : around.link,
    };
  }

  #zone(place: Place): Zone {
    return this.#related && place.zone !== 'frame' ? 'related' : place.zone;
  }

  #say(text: string, place: Place): void {
    if (text === '') return;
    this.#nodes++;
    const kept = text.length > 100_000 ? text.slice(0, 100_000) : text;
    this.#length += kept.length;
    if (this.#needsSpace && /^[\p{L}\p{N}]/u.test(kept) && /[\p{L}\p{N}]$/u.test(this.#text)) this.#text += ' ';
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
        ? rawTextOf(findAll(element, 'title', 1)[0] ?? element.ownerDocument.createTextNode(''))
        : attributeOf(element, 'alt');
    const name = tidy(attributeOf(element, 'aria-label') || title);
    if (name !== '' && name.length <= 30 && this.#text.trim() === '') this.#parts.push(`${name.replace(/ icon$/i, '')}:`);
  }

  #flush(element: Element, place: Place): void {
    this.#cut(false);
    const text = tidy(this.#text);
    if (text !== '' && this.lines.length < bounds.lines) {
      const parts = this.#parts;
      if (
        this.#related &&
        place.level > 0 &&
        place.level <= this.#related.level &&
        parentOf(element) === this.#related.parent &&
        !relatedHeading.test(key(text))
      )
        this.#related = null;
      const zone = this.#zone(place);
      this.lines.push({ text, folded: fold(text), parts, element, level: place.level, zone, isLink: !this.#hasUnlinked });
      if (text.length < 70 && zone !== 'frame' && this.#related === null && relatedHeading.test(key(text)))
        this.#related = boxOfHeading(element, place.level);
    }
    this.#written += `${this.#text}\n`;
    this.#text = this.#part = '';
    this.#parts = [];
    this.#needsSpace = this.#hasUnlinked = false;
  }

  #mark(mark: Omit<Mark, 'text'>, from: number): void {
    const all = this.#written.length + this.#text.length;
    if (all - from > bounds.markText * 4 || this.marks.length >= bounds.marks) return;
    const start = from - this.#written.length;
    const text = tidy(start >= 0 ? this.#text.slice(start) : this.#written.slice(from) + this.#text);
    if (text !== '' && text.length <= bounds.markText) this.marks.push({ ...mark, text });
  }
}

const named = /^(class|id|itemprop|property|data-(automation(-id)?|qa|test(-?id)?|ui|at|hook|cy|field|label))$/;

/** `class="jobTitle__text"` becomes ` job title text `. */
function namesOf(element: Element, attributes: readonly string[]): string {
  let all = '';
  for (const name of attributes) if (named.test(name)) all += ` ${attributeOf(element, name).slice(0, 200)}`;
  if (all === '') return '';
  return ` ${all
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^a-zA-Z]+/g, ' ')
    .toLowerCase()
    .trim()} `;
}

function zoneOf(element: Element, tag: string, { names, around }: { names: string; around: Place }): Zone {
  if (around.zone === 'frame' || around.zone === 'related') return around.zone;
  const role = attributeOf(element, 'role');
  if (tag === 'NAV' || tag === 'DIALOG' || /^(navigation|contentinfo|alertdialog|search)$/.test(role)) return 'frame';
  if ((tag === 'FOOTER' || role === 'dialog' || frameNames.test(names)) && !holdsPosting(element, tag)) return 'frame';
  if (relatedNames.test(names) && !holdsPosting(element, tag)) return 'related';
  if (tag === 'LEGEND' || (tag === 'LABEL' && namesField(element))) return 'form';
  return tag === 'ASIDE' ? 'side' : around.zone;
}

/** Some sites call every caption a label; a field's own stands for a field. */
function namesField(label: Element): boolean {
  const id = attributeOf(label, 'for');
  const field =
    id === '' ? findAll(label, 'input, select, textarea', 1)[0] : findAll(label.ownerDocument, `[id="${CSS.escape(id)}"]`, 1)[0];
  return field !== undefined && /^(INPUT|SELECT|TEXTAREA)$/.test(tagOf(field));
}

/** Names such as `has-navigation` sit on whole pages too. */
function holdsPosting(element: Element, tag: string): boolean {
  return tag === 'BODY' || tag === 'MAIN' || findAll(element, 'h1, main, [itemtype*="JobPosting"]', 1).length > 0;
}

interface Related {
  readonly box: Element;
  readonly parent: Element | null;
  readonly level: number;
}

/** What a heading such as "Similar jobs" is the heading of; what stands before it is not, nor a heading of its own rank after it. */
function boxOfHeading(heading: Element, level: number): Related | null {
  const length = (element: Element) => tidy(rawTextOf(element).slice(0, 5_000)).length;
  let box: Element | null = heading;
  const own = length(heading);
  while (box && length(box) < own + 25) box = parentOf(box);
  if (!box || isWithin(heading, 'h1')) return null;
  const follows = findAll(box, 'h1').some((h1) => (Node.prototype.compareDocumentPosition.call(heading, h1) & 4) !== 0);
  return follows || (level === 0 && tagOf(box) === 'BODY') ? null : { box, parent: parentOf(heading), level };
}
