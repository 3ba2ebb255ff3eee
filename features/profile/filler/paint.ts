/** What elements put on the screen, as far as their styles tell. */
import { allIn, boxOf, localNameOf, outwards, rootOf, styleOf } from './dom.ts';

/** A point of the window an element is in. */
export type Point = readonly [x: number, y: number];

/** Red, green and blue up to 255, then how opaque, up to 1. `undefined`: no colour. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const known = new Map<string, Colour | undefined>();

/** A colour as styles have it, in whatever space: what is not said as `rgb()` is mixed by the browser itself. */
export function colourOf(text: string): Colour | undefined {
  const plain = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)(?:(?:,| \/) ([\d.]+))?\)$/.exec(text);
  if (plain) return [Number(plain[1]), Number(plain[2]), Number(plain[3]), Number(plain[4] ?? 1)];
  if (text === '' || known.size > 200) return undefined;
  if (!known.has(text)) known.set(text, CSS.supports('color', text) ? mixed(text) : undefined);
  return known.get(text);
}

function mixed(text: string): Colour | undefined {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  if (!canvas) return undefined;
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

/** All colours that a style names, as in a ramp or a shadow. */
export const coloursIn = (text: string): Colour[] =>
  [...text.matchAll(/(?:rgba?|hsla?|hwb|(?:ok)?l(?:ab|ch)|color)\([^()]*\)/g)].flatMap(([colour]) => {
    const found = colourOf(colour);
    return found ? [found] : [];
  });

export const opaquenessOf = (colour: string) => colourOf(colour)?.[3] ?? 1;

/** Nobody could tell them apart as ink and ground. */
export const isAlike = (one: Colour, other: Colour) => [0, 1, 2].every((at) => Math.abs(one[at]! - other[at]!) < 16);

/** How opaque an element is, together with all around it. */
export function opacityOf(element: Element): number {
  let opacity = 1;
  for (const each of outwards(element)) opacity *= Number(styleOf(each).opacity);
  return opacity;
}

const pictures = /^(?:img|canvas|video|audio|svg|math|iframe|object|embed|input|textarea|select|button|progress|meter)$/;

/** Drawn whole by the browser: styles draw nothing before or after what is in it. */
export const isReplaced = (element: Element) =>
  'ownerSVGElement' in element || (pictures.test(localNameOf(element)) && localNameOf(element) !== 'button');

/** How much of what lies behind it an element hides at a point within it, from 0 to 1: by a ground, a picture, words, an edge. */
export function hidingAt(element: Element, point: Point): number {
  const opacity = opacityOf(element);
  if (opacity === 0) return 0;
  const style = styleOf(element);
  const hasWords = [...element.childNodes].some(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim());
  if (hasWords || hasMarks(element)) return opacity;
  return opacity * Math.max(groundOf(element, style), edgeAt(style, boxOf(element), point));
}

/** How much an element hides by its ground or as a picture. */
export function groundOf(element: Element, style = styleOf(element)): number {
  const { backgroundColor, backgroundImage, backdropFilter } = style;
  const isFilled = backgroundImage !== 'none' || (backdropFilter ?? 'none') !== 'none';
  const isPicture = pictures.test(localNameOf(element)) || 'ownerSVGElement' in element;
  return isFilled || isPicture ? 1 : opaquenessOf(backgroundColor);
}

export const marks = ['::before', '::after'] as const;
export const isDrawn = ({ content }: CSSStyleDeclaration) => !/^(?:none|normal)$/.test(content);
const hasMarks = (element: Element) => marks.some((mark) => isDrawn(styleOf(element, mark)));

/** Borders, outlines and shadows drawn inwards, which may be as broad as the whole. */
function edgeAt(style: CSSStyleDeclaration, { left, top, right, bottom }: DOMRect, [x, y]: Point): number {
  const sides = [
    ['top', y - top],
    ['right', right - x],
    ['bottom', bottom - y],
    ['left', x - left],
  ] as const;
  const borders = sides.map(([side, depth]) => {
    const width = Number.parseFloat(style.getPropertyValue(`border-${side}-width`));
    return depth < width ? opaquenessOf(style.getPropertyValue(`border-${side}-color`)) : 0;
  });
  const depth = Math.min(...sides.map(([, each]) => each));
  const inwards = shadowsOf(style.boxShadow).filter((each) => each.isInset && depth < each.spread + each.blur / 2 + each.shift);
  const outline = outlineOf(style);
  const isInOutline = depth > -outline.reach && depth < -outline.offset;
  return Math.max(...borders, ...inwards.map(({ opaqueness }) => opaqueness), isInOutline ? outline.opaqueness : 0);
}

function outlineOf({ outlineStyle, outlineWidth, outlineOffset, outlineColor }: CSSStyleDeclaration) {
  const offset = Number.parseFloat(outlineOffset);
  const width = outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth);
  return { offset, reach: width === 0 ? 0 : offset + width, opaqueness: width === 0 ? 0 : opaquenessOf(outlineColor) };
}

interface Shadow {
  readonly opaqueness: number;
  readonly x: number;
  readonly y: number;
  readonly blur: number;
  readonly spread: number;
  readonly shift: number;
  readonly isInset: boolean;
}

/** Shadows as styles have them once they are worked out: a colour, then lengths in pixels. */
function shadowsOf(text: string): Shadow[] {
  if (text === 'none') return [];
  return text.split(/,(?![^(]*\))/).map((one) => {
    const [colour = ''] = /[\w-]+\([^()]*\)/.exec(one) ?? [];
    const lengths = one.replace(colour, '').match(/-?[\d.e-]+(?=px)/g) ?? [];
    const [x = 0, y = 0, blur = 0, spread = 0] = lengths.map(Number);
    const shift = Math.max(Math.abs(x), Math.abs(y));
    return { opaqueness: opaquenessOf(colour), x, y, blur, spread, shift, isInset: one.includes('inset') };
  });
}

/** How far from its own box something may still be taken for an ornament of it, in pixels. */
const near = 50;

/** Whether its styles say anything at all that could paint outside of its box. */
export const mayReachOver = (style: CSSStyleDeclaration) =>
  style.boxShadow !== 'none' ||
  style.outlineStyle !== 'none' ||
  style.filter !== 'none' ||
  style.textShadow !== 'none' ||
  style.borderImageSource !== 'none' ||
  !/^(?:none)?$/.test(style.getPropertyValue('-webkit-box-reflect'));

/**
 * Whether something paints over one of these points from outside of its own box, where nothing tells by a hit: by shadows,
 * outlines, reflections and filters of the page's own. `box`: `null` where nobody knows it.
 */
export function reachesOver(element: Element, style: CSSStyleDeclaration, box: Box | null, points: readonly Point[]): boolean {
  const { boxShadow, textShadow, outlineStyle, filter } = style;
  const meets = (x: number, y: number, by: number) =>
    box === null
      ? Math.max(Math.abs(x), Math.abs(y), by) > near
      : points.some((point) => isIn(moved(box, x, y, by), point) && !isIn(box, point));
  const isSeen = ({ opaqueness }: Shadow) => opaqueness > 0.1;
  if (boxShadow !== 'none' && shadowsOf(boxShadow).some((s) => !s.isInset && isSeen(s) && meets(s.x, s.y, s.spread - s.blur / 2)))
    return true;
  if (textShadow !== 'none' && shadowsOf(textShadow).some((each) => isSeen(each) && each.shift > near)) return true;
  if (outlineStyle !== 'none' && outlineStyle !== 'auto' && meets(0, 0, outlineOf(style).reach)) return true;
  if (filter !== 'none' && isFilteredOver(element, filter, box, meets)) return true;
  const reflected = style.getPropertyValue('-webkit-box-reflect');
  const isFramed = style.borderImageSource !== 'none' && /[1-9]/.test(style.borderImageOutset);
  return isFramed || (reflected !== '' && reflected !== 'none');
}

/** Of a box: the sides that matter here. */
export type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

export const isIn = ({ left, top, right, bottom }: Box, [x, y]: Point) => x > left && x < right && y > top && y < bottom;

/** A box moved by so much, and made larger on each side. */
const moved = ({ left, top, right, bottom }: Box, x: number, y: number, by: number): Box => ({
  left: left + x - by,
  top: top + y - by,
  right: right + x + by,
  bottom: bottom + y + by,
});

/** Filters that paint beyond what they belong to: a shadow dropped elsewhere, one of the page's own making. */
function isFilteredOver(
  element: Element,
  filter: string,
  box: Box | null,
  meets: (x: number, y: number, by: number) => boolean,
): boolean {
  const dropped = [...filter.matchAll(/drop-shadow\(((?:[^()]|\([^()]*\))*)\)/g)].flatMap(([, shadow = '']) => shadowsOf(shadow));
  // A shadow is that of all that is inside, wherever it stands.
  const isBare = element.firstElementChild === null;
  if (dropped.some(({ x, y, shift, opaqueness }) => opaqueness > 0.1 && (isBare ? meets(x, y, 0) : shift > near))) return true;
  return [...filter.matchAll(/url\("#([^"]+)"\)|url\(/g)].some(([, id]) => {
    const definition = id === undefined ? undefined : allIn(rootOf(element) as Document, 'filter').find((each) => each.id === id);
    const isPlain = definition && !['x', 'y', 'width', 'height', 'filterUnits'].some((name) => definition.hasAttribute(name));
    // What a filter does not say of its size is a tenth of the box on each side.
    return !isPlain || box === null || meets(0, 0, Math.min(box.right - box.left, box.bottom - box.top) / 10);
  });
}

/** Where something stands that a style draws before or after what is in an element; `null`: it may be anywhere. */
export function boxOfMark(element: Element, { position, transform, left, top, width, height }: CSSStyleDeclaration): Box | null {
  if (position === 'static' || position === 'relative') return boxOf(element);
  const around = position === 'absolute' ? [...outwards(element)].find((each) => styleOf(each).position !== 'static') : undefined;
  const [x, y, wide, high] = [left, top, width, height].map((length) => Number.parseFloat(length));
  if (!around || transform !== 'none' || x === undefined || y === undefined || Number.isNaN(x + y + wide! + high!)) return null;
  const { left: atX, top: atY } = boxOf(around);
  return { left: atX + x, top: atY + y, right: atX + x + wide!, bottom: atY + y + high! };
}
