/** Whether something lies over a field. See [Note: What one sees]. */
import {
  allIn,
  anyShadowOf,
  boxOf,
  hitsAt,
  isInside,
  isRendered,
  localNameOf,
  outwards,
  styleOf,
  underlay,
  windowOf,
} from './dom.ts';
import type { Control } from './fields.ts';
import {
  boxOfMark,
  groundOf,
  hidingAt,
  isDrawn,
  isIn,
  isReplaced,
  marks,
  mayReachOver,
  opacityOf,
  opaquenessOf,
  type Point,
  reachesOver,
} from './paint.ts';

/** What may lie over a field: what is hit there is it, its label, or something else. */
export type Belongs = 'own' | 'label' | 'other';

/** What is hit belongs to the field: it or what is in it, or its label. Labels are laid over their fields and move away when one writes. */
export function belonging(hit: Element, element: Element, control: Control): Belongs {
  for (const each of outwards(hit)) {
    if (each === element || each === control) return 'own';
    // Safe: a label by its name.
    if (localNameOf(each) === 'label' && (each as HTMLLabelElement).control === control) return 'label';
  }
  return 'other';
}

/**
 * Nine points of an element in its window, a little inside its edges and never twice the same: a page cannot leave holes where
 * one looks.
 */
export function pointsOf(element: Element): Point[] {
  const box = boxOf(element);
  const { left, top, width, height } = box;
  const style = styleOf(element);
  const chances = crypto.getRandomValues(new Uint8Array(18));
  const chance = (at: number) => (chances[at] ?? 0) / 255;
  return [0, 1, 2].flatMap((column) =>
    [0, 1, 2].map((row): Point => {
      const at = 2 * (3 * column + row);
      const x = left + width * (0.06 + 0.32 * column + 0.24 * chance(at));
      return inRound([x, top + height * (0.15 + 0.25 * row + 0.2 * chance(at + 1))], box, style);
    }),
  );
}

/** Rounded corners are cut off: a point that fell there, as on one radio button in six, is drawn back to the field. */
function inRound([x, y]: Point, { left, top, width, height }: DOMRect, style: CSSStyleDeclaration): Point {
  const toRight = x > left + width / 2;
  const toBottom = y > top + height / 2;
  const [radiusX, radiusY] = cornerOf(style, `${toBottom ? 'bottom' : 'top'}-${toRight ? 'right' : 'left'}`, width, height);
  const centre: Point = [toRight ? left + width - radiusX : left + radiusX, toBottom ? top + height - radiusY : top + radiusY];
  const away: Point = [toRight ? x - centre[0] : centre[0] - x, toBottom ? y - centre[1] : centre[1] - y];
  if (away[0] <= 0 || away[1] <= 0) return [x, y];
  const back = Math.min(1, 0.8 / Math.hypot(away[0] / radiusX, away[1] / radiusY));
  return [centre[0] + (x - centre[0]) * back, centre[1] + (y - centre[1]) * back];
}

/** Both radii of a corner, in pixels, at most half of the element. */
function cornerOf(style: CSSStyleDeclaration, corner: string, width: number, height: number): Point {
  const [across = '0', down = across] = style.getPropertyValue(`border-${corner}-radius`).split(' ');
  const inPixels = (radius: string, side: number) =>
    Math.min(side / 2, Number.parseFloat(radius) * (radius.endsWith('%') ? side / 100 : 1));
  return [inPixels(across, width), inPixels(down, height)];
}

/**
 * A click at one of these points meets something else, or something that lets clicks through is painted over it. Of a page too
 * large to be looked at whole nobody knows, so there everything counts as covered.
 */
export function isCovered(element: Element, points: readonly Point[], belongs: (hit: Element) => Belongs): boolean {
  const document = element.ownerDocument;
  const isMet = points.every(([x, y]) =>
    stackAt(document, x, y)
      .slice(0, 1)
      .some((hit) => belongs(hit) !== 'other'),
  );
  const parts = isMet ? partsOf(document) : null;
  if (parts === null || parts.elements.length > mostParts) return true;
  return withAllHit(document, parts, () => isUnderHit(document, points, belongs) || isUnderUnhit(element, points, parts));
}

/** Each is looked at before each field is filled: as many take half a second. */
const mostParts = 20_000;

/** Most of a field's points that its label may hide by a ground of its own, as those do that stand in its frame. */
const labelMost = 6;

function isUnderHit(document: Document, points: readonly Point[], belongs: (hit: Element) => Belongs): boolean {
  let labelled = 0;
  for (const point of points) {
    const stack = stackAt(document, ...point);
    const depth = stack.findIndex((hit) => belongs(hit) === 'own');
    // Its label is there, and the field itself was cut away.
    if (depth < 0) return true;
    const above = stack.slice(0, depth);
    const others = above.filter((hit) => belongs(hit) === 'other');
    if (others.reduce((sum, hit) => sum + hidingAt(hit, point), 0) > 0.1) return true;
    if (above.some((hit) => belongs(hit) === 'label' && groundOf(hit) * opacityOf(hit) > 0.1)) labelled += 1;
  }
  return labelled > labelMost;
}

/** What lies at a point, the uppermost first, through shadows. */
function stackAt(root: Root, x: number, y: number): Element[] {
  return hitsAt(root, x, y).flatMap((element) => {
    const shadow = anyShadowOf(element);
    return shadow ? [...stackAt(shadow, x, y), element] : [element];
  });
}

type Root = Document | ShadowRoot;

/** All that a document shows: its own root and those of its shadows, and what in them may paint. */
interface Parts {
  readonly roots: readonly Root[];
  readonly elements: readonly Element[];
}

function partsOf(root: Root): Parts {
  const own = allIn(root, ':not(option, optgroup, script, style, link, meta, title, br, template)');
  const inner = own.length > mostParts ? [] : own.flatMap((element) => anyShadowOf(element) ?? []).map(partsOf);
  return {
    roots: [root, ...inner.flatMap(({ roots }) => roots)],
    elements: own.concat(...inner.map(({ elements }) => elements)),
  };
}

/**
 * Asks with everything made to be hit, so that what lets clicks through is seen as well. The page runs nothing of its own in
 * between and nothing is painted.
 */
function withAllHit(document: Document, { roots }: Parts, ask: () => boolean): boolean {
  const sheet = new (windowOf(document) ?? globalThis).CSSStyleSheet();
  sheet.replaceSync('@layer { *, *::before, *::after { pointer-events: auto !important; transition: none !important } }');
  const removals = roots.map((root) => underlay(root, sheet));
  const answer = ask();
  for (const remove of removals) remove();
  return answer;
}

/**
 * Under what no hit tells of, whatever one asks: what is inert or lets clicks through by a style of greater weight, what is painted
 * from outside of its box, and the ground behind a popover. Which of them lies above is not known here, so all of them count.
 */
function isUnderUnhit(element: Element, points: readonly Point[], { roots, elements }: Parts): boolean {
  const isApart = (each: Element) => !isInside(element, each) && !isInside(each, element);
  const inFront = roots.flatMap((root) => allIn(root, ':popover-open, :modal, :fullscreen'));
  return (
    inFront.some((each) => isApart(each) && hasBackdrop(each)) ||
    elements.some(
      (each) =>
        isRendered(each) &&
        // What is around a field lies behind it, but for what styles draw there.
        ((isPaintedUnhit(each, points) && isApart(each)) || isMarkedUnhit(each, points)) &&
        opacityOf(each) > 0.1,
    )
  );
}

function isPaintedUnhit(each: Element, points: readonly Point[]): boolean {
  const style = styleOf(each);
  if (mayReachOver(style) && reachesOver(each, style, boxOf(each), points)) return true;
  return isPassed(each, style) && points.some((point) => isIn(boxOf(each), point) && hidingAt(each, point) > 0.1);
}

const isMarkedUnhit = (each: Element, points: readonly Point[]) =>
  !isReplaced(each) && marks.some((mark) => isMarkUnhit(each, styleOf(each, mark), points));

function isMarkUnhit(each: Element, style: CSSStyleDeclaration, points: readonly Point[]): boolean {
  if (!isDrawn(style) || (!mayReachOver(style) && !isPassed(each, style))) return false;
  const box = boxOfMark(each, style);
  return (
    reachesOver(each, style, box, points) || (isPassed(each, style) && (box === null || points.some((point) => isIn(box, point))))
  );
}

/** Clicks go through it, although everything was made to be hit. Older browsers say by the attribute alone that something is inert. */
function isPassed(each: Element, style: CSSStyleDeclaration): boolean {
  const interactivity = style.getPropertyValue('interactivity');
  const isInert = interactivity === '' ? Element.prototype.closest.call(each, '[inert]') !== null : interactivity === 'inert';
  return isInert || style.pointerEvents === 'none';
}

function hasBackdrop(element: Element): boolean {
  const { backgroundColor, backgroundImage, backdropFilter, opacity } = styleOf(element, '::backdrop');
  const isFilled = backgroundImage !== 'none' || (backdropFilter ?? 'none') !== 'none';
  return Number(opacity) > 0.1 && (isFilled || opaquenessOf(backgroundColor) > 0.1);
}
