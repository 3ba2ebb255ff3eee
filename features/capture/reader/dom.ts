/**
 * Reading a document that may be hostile. A form or an image can put its own names over properties of documents and forms
 * (`<input name="firstChild">`), so everything is asked of the prototypes of the world we run in, never of the node.
 */

const asked = (prototype: object, name: string, node: Node): unknown => Reflect.get(prototype, name, node);

// Safe: each is what the DOM standard says the property holds.
export const firstChildOf = (node: Node) => asked(Node.prototype, 'firstChild', node) as Node | null;
export const nextSiblingOf = (node: Node) => asked(Node.prototype, 'nextSibling', node) as Node | null;
export const parentOf = (node: Node) => asked(Node.prototype, 'parentElement', node) as Element | null;
export const rawTextOf = (node: Node) => (asked(Node.prototype, 'textContent', node) as string | null) ?? '';
export const kindOf = (node: Node) => asked(Node.prototype, 'nodeType', node) as number;
export const shadowOf = (element: Element) => asked(Element.prototype, 'shadowRoot', element) as ShadowRoot | null;

/** What a frame of the same origin shows; `null`: it is another's, or empty. */
export const documentOf = (frame: Element) => asked(HTMLIFrameElement.prototype, 'contentDocument', frame) as Document | null;

/** In capitals, as HTML elements have it. */
export const tagOf = (element: Element) => (asked(Element.prototype, 'tagName', element) as string).toUpperCase();

/** Empty: absent. */
export function attributeOf(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name) ?? '';
}

/** The first `limit` elements that match, in document order. */
export function findAll(root: Document | Element | DocumentFragment, selector: string, limit = 200): Element[] {
  const kind = kindOf(root);
  const prototype: ParentNode = kind === 9 ? Document.prototype : kind === 1 ? Element.prototype : DocumentFragment.prototype;
  // Taken by its name: the linter reads an older signature of it as deprecated.
  const all = Reflect.get(prototype, 'querySelectorAll') as (selector: string) => ArrayLike<Element>;
  const found = Reflect.apply(all, root, [selector]);
  return Array.from({ length: Math.min(found.length, limit) }, (_, index) => found[index]!);
}

/** Whether `element` or something around it matches. */
export function isWithin(element: Element, selector: string): boolean {
  return Element.prototype.closest.call(element, selector) !== null;
}

/** The window that shows the document; `null` for one that was only parsed. */
export function viewOf(document: Document): Window | null {
  return asked(Document.prototype, 'defaultView', document) as Window | null;
}
