/**
 * Whether one sees a field, as one would have to before anything of one's own is put into it.
 *
 * [Note: What one sees] Pages have hidden fields under other things, made them transparent, cut them away or moved them off the
 * screen so that software fills what nobody looks at. A field counts as seen when it has a size, lies in the window after scrolling to
 * it, it and all around it are opaque to seven tenths, nothing lies over it at nine points (what lets clicks through included) and
 * its text can be told from its ground. Source: M. Toth, "DOM-based extension clickjacking", DEF CON 33, 2025.
 */
import { type Control, outwards, parentOf } from './fields.ts';
import type { Reason } from './suggestion.ts';

/** What of a page stands for a field: the field itself; for a narrow combobox its frame, for a file or a choice its label. */
export function standIn(control: Control): Element {
  if (control.type === 'file' || control.type === 'radio') return shownPart(control);
  if (control.getAttribute('role') !== 'combobox') return control;
  for (const element of outwards(control)) {
    if (element.getBoundingClientRect().width >= 60) return element;
    if (element.querySelectorAll('input, select, textarea').length > 1) break;
  }
  return control;
}

/** Files and choices are often drawn by their label, or by what stands around them. */
function shownPart(control: Control): Element {
  const parts: (Element | null | undefined)[] = [
    control,
    ...(control.labels ?? []),
    control.parentElement,
    control.parentElement?.parentElement,
  ];
  const fits = (part: Element) =>
    part === control ||
    part.localName === 'label' ||
    (part.querySelectorAll('input:not([type=hidden])').length === 1 && control.type === 'file');
  return parts.find((part): part is Element => part != null && fits(part) && reasonInStyle(part) === null) ?? control;
}

/** Why one does not see a field by its styles, size and place alone; `null`: one may. Scrolls nothing. */
export function reasonInStyle(element: Element): Reason | null {
  const { width, height } = element.getBoundingClientRect();
  if (width < 12 || height < 8 || !isReachable(element)) return 'hidden';
  if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false })) return 'hidden';
  if (opacityOf(element) < 0.7 || isBlurred(element) || isUnreadable(element)) return 'hidden';
  return null;
}

/**
 * One can scroll to it: nothing that does not scroll cuts it off, and it lies within what does. Scripts can scroll where people
 * cannot, so this is asked before anything is scrolled.
 */
function isReachable(element: Element): boolean {
  let { left, top, right, bottom } = element.getBoundingClientRect();
  let position = styleOf(element).position;
  const root = element.ownerDocument.documentElement;
  const ofWindow = styleOf(root).overflowY === 'visible' ? element.ownerDocument.body : root;
  for (let around = parentOf(element); around && around.ownerDocument === element.ownerDocument; around = parentOf(around)) {
    if (position === 'fixed') return isInWindow(element, left, top, right, bottom);
    const style = styleOf(around);
    if (position === 'absolute' && style.position === 'static') continue;
    position = style.position;
    const overflow = `${style.overflowX} ${style.overflowY}`;
    if (around === root || around === ofWindow || overflow === 'visible visible') continue;
    const frame = around.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const isInside = x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
    const isBehind = x - frame.left + around.scrollLeft < 0 || y - frame.top + around.scrollTop < 0;
    if (!isInside && (isBehind || !/auto|scroll/.test(overflow))) return false;
    if (!isInside) ({ left, top, right, bottom } = frame);
  }
  const view = viewOf(element);
  if (/hidden|clip/.test(styleOf(ofWindow).overflowY)) return isInWindow(element, left, top, right, bottom);
  return (left + right) / 2 + view.scrollX > 0 && (top + bottom) / 2 + view.scrollY > 0;
}

function isInWindow(element: Element, ...[left, top, right, bottom]: readonly [number, number, number, number]): boolean {
  const { innerWidth, innerHeight } = viewOf(element);
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x > 0 && y > 0 && x < innerWidth && y < innerHeight;
}

// Safe: an element that is shown has a window.
const viewOf = (element: Element) => element.ownerDocument.defaultView as Window & typeof globalThis;
const styleOf = (element: Element) => viewOf(element).getComputedStyle(element);

/** Of an element and all around it, together. */
function opacityOf(element: Element): number {
  let opacity = 1;
  for (const each of outwards(element)) opacity *= Number(styleOf(each).opacity);
  return opacity;
}

function isBlurred(element: Element): boolean {
  for (const each of outwards(element)) {
    const { filter, maskImage } = styleOf(each);
    if (/opacity|blur|brightness|contrast/.test(filter) || (maskImage && maskImage !== 'none')) return true;
  }
  return false;
}

/** Text one cannot read: tiny, clear, or of the colour of its ground. */
function isUnreadable(element: Element): boolean {
  if (!/^(?:input|textarea|select)$/.test(element.localName)) return false;
  const style = styleOf(element);
  if (Number.parseFloat(style.fontSize) < 6) return true;
  const [ink, ground] = [style.color, groundOf(element)].map(channels);
  if (!ink || (ink[3] ?? 1) < 0.3) return true;
  const hasEdge = Number.parseFloat(style.borderBottomWidth) > 0 && style.borderBottomStyle !== 'none';
  return !hasEdge && ground !== undefined && ink.slice(0, 3).every((value, at) => Math.abs(value - (ground[at] ?? 0)) < 16);
}

const channels = (color: string) =>
  /\d/.test(color) ? [...color.matchAll(/[\d.]+/g)].map(([value]) => Number(value)) : undefined;

/** The first colour under an element that is not clear; white under everything. */
function groundOf(element: Element): string {
  for (const each of outwards(element)) {
    const { backgroundColor, backgroundImage } = styleOf(each);
    if (backgroundImage !== 'none') return 'none';
    if ((channels(backgroundColor)?.[3] ?? 1) > 0.5) return backgroundColor;
  }
  return 'rgb(255, 255, 255)';
}

/** Why one does not see a field after scrolling to it; `null`: one sees it. */
export function reasonInView(control: Control): Reason | null {
  const part = standIn(control);
  const frames = [...outwards(part)].filter(({ localName }) => localName === 'iframe');
  if ([part, ...frames].some((element) => reasonInStyle(element) !== null)) return 'hidden';
  for (const element of [part, ...frames]) element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const { left, top, right, bottom } = part.getBoundingClientRect();
  if (!isInWindow(part, left, top, right, bottom)) return 'hidden';
  let points = pointsOf(part);
  if (isCovered(part, points, (hit) => isPartOf(hit, part, control))) return 'covered';
  for (const frame of frames) {
    const { left, top } = frame.getBoundingClientRect();
    points = points.map(([x, y]) => [x + left + frame.clientLeft, y + top + frame.clientTop]);
    if (isCovered(frame, points, (hit) => hit === frame)) return 'covered';
  }
  return null;
}

/** Nine points of an element, a little inside its edges, in its window. */
function pointsOf(element: Element): [x: number, y: number][] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [0.06, 0.5, 0.94].flatMap((x) => [0.15, 0.5, 0.85].map((y): [number, number] => [left + width * x, top + height * y]));
}

/** What is hit belongs to the field: it or what is in it, its label, or what is drawn for it. */
function isPartOf(hit: Element, element: Element, control: Control): boolean {
  for (const each of outwards(hit)) {
    if (each === element || each === control) return true;
    // Safe: a label by its name. Labels are laid over their fields and move away when one writes.
    if (each.localName === 'label') return (each as HTMLLabelElement).control === control;
  }
  return false;
}

type Point = readonly [x: number, y: number];

/** A click at one of these points meets something else, or something that lets clicks through is painted over it. */
function isCovered(element: Element, points: readonly Point[], isOwn: (hit: Element) => boolean): boolean {
  const document = element.ownerDocument;
  const isMet = points.every(([x, y]) => stackAt(document, x, y).slice(0, 1).some(isOwn));
  if (!isMet) return true;
  return withAllHit(document, () =>
    points.some(([x, y]) => {
      const above = stackAt(document, x, y);
      return above.slice(0, above.findIndex(isOwn)).some(isPainted) || isUnderForced(element, x, y);
    }),
  );
}

/** What lies at a point, the uppermost first, through open shadows. */
function stackAt(root: Document | ShadowRoot, x: number, y: number): Element[] {
  const here = root.elementsFromPoint(x, y).filter((element) => element.getRootNode() === root);
  return here.flatMap((element) => (element.shadowRoot ? [...stackAt(element.shadowRoot, x, y), element] : [element]));
}

/** Puts something on the screen itself: a ground, a picture, words. */
function isPainted(element: Element): boolean {
  if (opacityOf(element) < 0.1) return false;
  const { backgroundColor, backgroundImage, backdropFilter } = styleOf(element);
  const isGround =
    (channels(backgroundColor)?.[3] ?? 1) > 0.05 || backgroundImage !== 'none' || (backdropFilter ?? 'none') !== 'none';
  const isPicture =
    /^(?:img|canvas|video|svg|iframe|object|embed|input|textarea|select|button)$/.test(element.localName) ||
    'ownerSVGElement' in element;
  const hasWords = [...element.childNodes].some(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim());
  const hasMarks = ['::before', '::after'].some(
    (mark) => !/^(?:none|normal)$/.test(viewOf(element).getComputedStyle(element, mark).content),
  );
  return isGround || isPicture || hasWords || hasMarks;
}

/**
 * Asks with everything made to be hit, so that what lets clicks through is seen as well. The page runs nothing of its own in
 * between and nothing is painted.
 */
function withAllHit(document: Document, ask: () => boolean): boolean {
  const sheet = new (document.defaultView ?? globalThis).CSSStyleSheet();
  sheet.replaceSync('@layer { *, *::before, *::after { pointer-events: auto !important; transition: none !important } }');
  const shadows = [...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot).filter((root) => root !== null);
  const roots = [document, ...shadows].map((root) => ({ root, before: [...root.adoptedStyleSheets] }));
  for (const { root, before } of roots) root.adoptedStyleSheets = [sheet, ...before];
  const answer = ask();
  for (const { root, before } of roots) root.adoptedStyleSheets = before;
  return answer;
}

/** Under what insists on letting clicks through by a style of its own, which no sheet overrides. */
function isUnderForced(element: Element, x: number, y: number): boolean {
  return [...element.ownerDocument.querySelectorAll<HTMLElement>('[style*="pointer-events"]')].some((each) => {
    if (each.style.getPropertyPriority('pointer-events') === '' || each.contains(element) || element.contains(each)) return false;
    const { left, right, top, bottom } = each.getBoundingClientRect();
    return (
      x >= left && x <= right && y >= top && y <= bottom && each.checkVisibility({ visibilityProperty: true }) && isPainted(each)
    );
  });
}

/** Where a field stands beside what names it, and how large it is: what must not change between preview and filling. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function placeOf(control: Control): Place {
  const { left, top, width, height } = standIn(control).getBoundingClientRect();
  const named = (control.labels?.[0] ?? parentOf(control) ?? control).getBoundingClientRect();
  return { x: left - named.left, y: top - named.top, width, height };
}

/** The same but for the rounding of a few pixels. */
export const isSamePlace = (one: Place, other: Place) =>
  (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(one[side] - other[side]) < 6);
