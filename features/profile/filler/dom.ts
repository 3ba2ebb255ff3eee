/**
 * Asks nodes of a page that may be hostile. A field can put its own name over properties of its form, and an image over those of
 * its document (`<input name="parentElement">`), so what matters for seeing is asked of the prototypes of our own world.
 */

const asked = (prototype: object, name: string, node: Node): unknown => Reflect.get(prototype, name, node);

// Safe, here and below: each is what the DOM standard says the property holds.
const parentElementOf = (node: Node) => asked(Node.prototype, 'parentElement', node) as Element | null;
export const documentOf = (node: Node) => (asked(Node.prototype, 'ownerDocument', node) ?? node) as Document;
export const rootOf = (node: Node): Node => Node.prototype.getRootNode.call(node);
export const localNameOf = (element: Element) => asked(Element.prototype, 'localName', element) as string;
export const shadowOf = (element: Element) => asked(Element.prototype, 'shadowRoot', element) as ShadowRoot | null;
export const boxOf = (element: Element): DOMRect => Element.prototype.getBoundingClientRect.call(element);
export const isRendered = (element: Element): boolean =>
  Element.prototype.checkVisibility.call(element, { visibilityProperty: true });
export const isInside = (inner: Node, outer: Node): boolean => Node.prototype.contains.call(outer, inner);

/** The two that stand for the window when it scrolls. */
export const rootElementOf = (node: Node) => asked(Document.prototype, 'documentElement', documentOf(node)) as Element;
export const bodyOf = (node: Node) => asked(Document.prototype, 'body', documentOf(node)) as Element;

/** The window that shows a node; `null`: its page is gone. */
export const windowOf = (node: Node) =>
  asked(Document.prototype, 'defaultView', documentOf(node)) as (Window & typeof globalThis) | null;

/** The same for what is shown, which has one. */
export const viewOf = (element: Element) => windowOf(element) as Window & typeof globalThis;
export const styleOf = (element: Element, mark?: '::before' | '::after' | '::backdrop') =>
  viewOf(element).getComputedStyle(element, mark);

/** What a frame shows; `null`: another origin, or nothing. */
export const shownIn = (frame: Element) => asked(HTMLIFrameElement.prototype, 'contentDocument', frame) as Document | null;

/** The parent as one sees it: a shadow's host, a frame's element. */
export function parentOf(node: Node): Element | null {
  const parent = parentElementOf(node);
  if (parent) return (asked(Element.prototype, 'assignedSlot', node) as Element | null) ?? parent;
  const root = rootOf(node);
  if (asked(Node.prototype, 'nodeType', root) === 11) return (root as ShadowRoot).host;
  return windowOf(root)?.frameElement ?? null;
}

/** An element and what holds it, up to the page. */
export function* outwards(element: Element): Generator<Element> {
  for (let at: Element | null = element; at; at = parentOf(at)) yield at;
}

type Root = Document | ShadowRoot;

const isDocument = (root: Root): root is Document => asked(Node.prototype, 'nodeType', root) === 9;

/** All that matches, in the order of the page; nothing of what lies in shadows. */
export function allIn<Found extends Element = Element>(root: Root, selector: string): Found[] {
  const prototype: ParentNode = isDocument(root) ? Document.prototype : DocumentFragment.prototype;
  // Taken by its name: the linter reads an older signature of it as deprecated.
  const all = Reflect.get(prototype, 'querySelectorAll') as (selector: string) => Iterable<Found>;
  return [...Reflect.apply(all, root, [selector])];
}

/** What lies at a point of the window, the uppermost first; nothing of what lies in shadows. */
export function hitsAt(root: Root, x: number, y: number): Element[] {
  const prototype: DocumentOrShadowRoot = isDocument(root) ? Document.prototype : ShadowRoot.prototype;
  return prototype.elementsFromPoint.call(root, x, y).filter((element) => rootOf(element) === root);
}

/** Lays a sheet under those of a root. Gives what takes it away again. */
export function underlay(root: Root, sheet: CSSStyleSheet): () => void {
  const prototype = isDocument(root) ? Document.prototype : ShadowRoot.prototype;
  const before = [...(asked(prototype, 'adoptedStyleSheets', root) as CSSStyleSheet[])];
  Reflect.set(prototype, 'adoptedStyleSheets', [sheet, ...before], root);
  return () => void Reflect.set(prototype, 'adoptedStyleSheets', before, root);
}

interface Privileged {
  readonly chrome?: { readonly dom?: { openOrClosedShadowRoot?(element: Element): ShadowRoot | null } };
}

/** What is drawn inside an element by its shadow, also by one that is closed to the page; Chrome and Firefox show it to extensions in ways of their own. */
export function anyShadowOf(element: Element): ShadowRoot | null {
  const { chrome } = globalThis as Privileged;
  // Asked of HTML alone, whichever window it is of: Chrome takes nothing else there.
  const isHtml = asked(Element.prototype, 'namespaceURI', element) === 'http://www.w3.org/1999/xhtml';
  if (isHtml && chrome?.dom?.openOrClosedShadowRoot) return chrome.dom.openOrClosedShadowRoot(element);
  return (asked(Element.prototype, 'openOrClosedShadowRoot', element) as ShadowRoot | undefined) ?? shadowOf(element);
}
