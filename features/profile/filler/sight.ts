/**
 * Whether one sees a field, as one would have to before anything of one's own is put into it.
 *
 * [Note: What one sees] Pages have hidden fields under other things, made them transparent, cut them away or moved them off the
 * screen so that software fills what nobody looks at. A field counts as seen when it has a size, lies in the window after scrolling to
 * it, it and all around it are opaque to seven tenths and blended with nothing, nothing lies over it at nine points (what lets clicks
 * through included) and its text can be told from its ground. Source: M. Toth, "DOM-based extension clickjacking", DEF CON 33, 2025.
 */
import { belonging, isCovered, pointsOf } from './cover.ts';
import { bodyOf, boxOf, documentOf, isRendered, localNameOf, outwards, parentOf, rootElementOf, styleOf, viewOf } from './dom.ts';
import type { Control } from './fields.ts';
import { type Colour, colourOf, coloursIn, isAlike, opacityOf } from './paint.ts';
import type { Reason } from './suggestion.ts';

/** What of a page stands for a field: the field itself; for a narrow combobox its frame, for a file or a choice its label. */
export function standIn(control: Control): Element {
  if (control.type === 'file' || control.type === 'radio') return shownPart(control);
  if (control.getAttribute('role') !== 'combobox') return control;
  for (const element of outwards(control)) {
    if (boxOf(element).width >= 60) return element;
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
  const { width, height } = boxOf(element);
  if (width < 12 || height < 8 || !isReachable(element)) return 'hidden';
  if (!isRendered(element)) return 'hidden';
  if (opacityOf(element) < 0.7 || isAltered(element) || isUnreadable(element)) return 'hidden';
  return null;
}

/**
 * One can scroll to it: nothing that does not scroll cuts it off, and it lies within what does. Scripts can scroll where people
 * cannot, so this is asked before anything is scrolled.
 */
function isReachable(element: Element): boolean {
  let { left, top, right, bottom } = boxOf(element);
  let position = styleOf(element).position;
  const root = rootElementOf(element);
  const ofWindow = styleOf(root).overflowY === 'visible' ? bodyOf(element) : root;
  for (let around = parentOf(element); around && documentOf(around) === documentOf(element); around = parentOf(around)) {
    if (position === 'fixed') return isInWindow(element, left, top, right, bottom);
    const style = styleOf(around);
    if (position === 'absolute' && style.position === 'static') continue;
    position = style.position;
    const overflow = `${style.overflowX} ${style.overflowY}`;
    if (around === root || around === ofWindow || overflow === 'visible visible') continue;
    const frame = boxOf(around);
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

/** Changed on its way to the screen, by itself or what is around it, so that nothing tells what is left of it. */
function isAltered(element: Element): boolean {
  for (const each of outwards(element)) {
    const style = styleOf(each);
    if (/opacity|blur|brightness|contrast|url\(/.test(style.filter) || style.mixBlendMode !== 'normal') return true;
    const masks = ['mask-image', '-webkit-mask-box-image-source', 'mask-border-source'].map((name) =>
      style.getPropertyValue(name),
    );
    if (masks.some((mask) => mask !== '' && mask !== 'none')) return true;
  }
  return false;
}

/** Text one cannot read: tiny, clear, outside of its box, or of the colour of its ground where no edge shows that there is a field. */
function isUnreadable(element: Element): boolean {
  if (!/^(?:input|textarea|select)$/.test(element.localName)) return false;
  const style = styleOf(element);
  if (Number.parseFloat(style.fontSize) < 6) return true;
  if (Math.abs(Number.parseFloat(style.textIndent)) > boxOf(element).width / 2) return true;
  const ink = colourOf(style.getPropertyValue('-webkit-text-fill-color') || style.color);
  if (!ink || ink[3] < 0.3) return true;
  return groundsOf(element).some((ground) => isAlike(ink, ground)) && !hasEdge(element, style);
}

/** A line below that can be told from what is around the field. */
function hasEdge(element: Element, style: CSSStyleDeclaration): boolean {
  const edge = colourOf(style.borderBottomColor);
  if (Number.parseFloat(style.borderBottomWidth) === 0 || style.borderBottomStyle === 'none' || !edge || edge[3] < 0.3)
    return false;
  const around = parentOf(element);
  return around === null || !groundsOf(around).some((ground) => isAlike(edge, ground));
}

/**
 * The colours on which the text of an element may stand: of the first ground under it that is not clear, or of the ramps and shadows
 * laid over that. Of a picture nobody knows the colours: then it may be that of what is around.
 */
function groundsOf(element: Element): Colour[] {
  const grounds: Colour[] = [];
  for (const each of outwards(element)) {
    const { backgroundColor, backgroundImage, boxShadow } = styleOf(each);
    grounds.push(...coloursIn(backgroundImage), ...(boxShadow.includes('inset') ? coloursIn(boxShadow) : []));
    const ground = colourOf(backgroundColor);
    if (!ground || ground[3] <= 0.5) continue;
    grounds.push(ground);
    if (!backgroundImage.includes('url(')) return grounds;
  }
  return [...grounds, white];
}

/** Of a page that has none. */
const white: Colour = [255, 255, 255, 1];

/** Why one does not see a field after scrolling to it; `null`: one sees it. */
export function reasonInView(control: Control): Reason | null {
  const part = standIn(control);
  const frames = [...outwards(part)].filter((element) => localNameOf(element) === 'iframe');
  if ([part, ...frames].some((element) => reasonInStyle(element) !== null)) return 'hidden';
  for (const element of [part, ...frames]) element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const { left, top, right, bottom } = boxOf(part);
  if (!isInWindow(part, left, top, right, bottom)) return 'hidden';
  let points = pointsOf(part);
  if (isCovered(part, points, (hit) => belonging(hit, part, control))) return 'covered';
  for (const frame of frames) {
    const { left, top } = boxOf(frame);
    points = points.map(([x, y]) => [x + left + frame.clientLeft, y + top + frame.clientTop]);
    if (isCovered(frame, points, (hit) => (hit === frame ? 'own' : 'other'))) return 'covered';
  }
  return null;
}

/** Where a field stands beside what names it, and how large it is: what must not change between preview and filling. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function placeOf(control: Control): Place {
  const { left, top, width, height } = boxOf(standIn(control));
  const named = boxOf(control.labels?.[0] ?? parentOf(control) ?? control);
  return { x: left - named.left, y: top - named.top, width, height };
}

/** The same but for the rounding of a few pixels. */
export const isSamePlace = (one: Place, other: Place) =>
  (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(one[side] - other[side]) < 6);
