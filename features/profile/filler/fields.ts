/**
 * Which fields a page has, and what it says of each: labels first, then what stands before, then names meant for machines.
 *
 * Looks into open shadow roots and frames of the same origin. Reads only, and takes nothing a page could have put in place of
 * the browser's own functions: it runs in a world of its own.
 */
import { allIn, localNameOf, shadowOf, shownIn } from './dom.ts';
import { plain } from './plain.ts';

/** What can be filled: fields, and buttons that open a list. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement;
type Root = Document | ShadowRoot;

const controls = 'input, select, textarea, button[aria-haspopup=listbox]';

/** All controls of a document, of its shadow roots and of its frames of the same origin; each root in the order of the page. */
export function controlsOf(root: Root): Control[] {
  const found: Control[] = [];
  for (const element of allIn(root, '*')) {
    // Safe: the selector names just these elements.
    if (Element.prototype.matches.call(element, controls)) found.push(element as Control);
    const inner = innerRootOf(element);
    if (inner) for (const each of controlsOf(inner)) found.push(each);
  }
  return found;
}

/** The root inside an element: of its open shadow, or of its frame when one may look into it. */
export function innerRootOf(element: Element): Root | null {
  return localNameOf(element) === 'iframe' ? shownIn(element) : shadowOf(element);
}

const silent = new Set(['SCRIPT', 'STYLE', 'SELECT', 'TEXTAREA', 'OPTION', 'TEMPLATE', 'NOSCRIPT', 'svg', 'UL']);

/** The words inside an element, without those of lists and scripts; at most 300 characters, and nothing from very far inside. */
export function wordsIn(node: Node, rest = 300, depth = 0): string {
  if (node.nodeType === 3) return node.nodeValue ?? '';
  if (silent.has(node.nodeName) || depth > 200) return '';
  let words = '';
  for (let child = node.firstChild; child && words.length < rest; child = child.nextSibling)
    words += ` ${wordsIn(child, rest - words.length, depth + 1)}`;
  return words.replace(/\s+/g, ' ').trim().slice(0, rest);
}

/** What the page says of a field. `said`: meant for people, the strongest first. `coded`: meant for machines. */
export interface Naming {
  /** As written, to be shown. */
  readonly label: string;
  /** As written, whole: the conditions of a question often stand at its end. At most 400 characters. */
  readonly asked: string;
  readonly said: readonly string[];
  readonly coded: readonly string[];
  readonly hints: readonly string[];
}

export function namingOf(control: Control): Naming {
  const isRadio = control.type === 'radio';
  const labels = isRadio ? [] : [...labelled(control), ...attributes(control, ['aria-label'])];
  const hints = attributes(control, ['placeholder', 'title', 'data-placeholder']);
  const before = labels.some(hasLetters) ? '' : isRadio ? wordsOfChoice(control) : wordsBefore(control);
  const said = [...labels, before].map((text) => text.trim()).filter(hasLetters);
  return {
    asked: said[0] ?? '',
    label: (said[0] ?? hints[0] ?? control.getAttribute('name') ?? control.id).slice(0, 120),
    said: said.map(plain),
    coded: attributes(control, ['name', 'id']).map(plain),
    hints: [...hints.map(plain), ...attributes(control, ['data-automation-id', 'data-qa', 'data-testid', 'data-ui']).map(plain)],
  };
}

const hasLetters = (text: string) => /\p{L}/u.test(text);
const attributes = (control: Control, names: readonly string[]) =>
  names.map((name) => control.getAttribute(name) ?? '').filter((value) => value !== '');

/** Labels by `for` or around it, then those that `aria-labelledby` names. */
function labelled(control: Control): string[] {
  const root = control.getRootNode() as Root;
  // A button may name itself among its labels: what it shows is no name of it.
  const ids = (control.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter((id) => id !== '' && id !== control.id);
  const named = ids.map((id) => root.getElementById(id)).filter((element) => element !== null);
  const joined = named.map((element) => wordsIn(element, 400)).join(' ');
  const host = root.nodeType === 11 ? ((root as ShadowRoot).host.getAttribute('label') ?? '') : '';
  const labels = [...(control.labels ?? [])];
  return [...labels.map((label) => wordsUpTo(label, control)), ...labels.map((label) => wordsIn(label, 400)), joined, host];
}

/** Of a label around its field: what stands before the field, without the hints and complaints after it. */
function wordsUpTo(label: Element, control: Control): string {
  if (!label.contains(control)) return '';
  const range = label.ownerDocument.createRange();
  range.setStart(label, 0);
  range.setEndBefore(control);
  return range.toString().replace(/\s+/g, ' ').trim().slice(0, 400);
}

/** Of a choice among radio buttons: what the whole is called. */
function wordsOfChoice(control: Control): string {
  const group = control.closest('fieldset, [role=radiogroup], [role=group]') ?? commonParent(radiosOf(control));
  const named = group?.getAttribute('aria-labelledby');
  const element = named ? (control.getRootNode() as Root).getElementById(named) : group?.querySelector('legend');
  if (element) return wordsIn(element, 400);
  const first = wordsIn(control.labels?.[0] ?? control, 40);
  const inside = group ? wordsIn(group, 480).split(first)[0] : '';
  return group?.getAttribute('aria-label') ?? (inside || wordsBefore(group ?? control));
}

/** All buttons of the choice that a radio button belongs to. */
export function radiosOf(radio: Control): HTMLInputElement[] {
  const root = radio.getRootNode() as Root;
  const all = [...root.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  return all.filter(({ name, form }) => name === radio.name && form === radio.form);
}

const commonParent = (elements: readonly Element[]) => {
  for (let at = elements[0]?.parentElement ?? null; at; at = at.parentElement)
    if (elements.every((element) => at.contains(element))) return at;
  return null;
};

/** The words that stand before a field, up to the field before it; in a table, also those in the cell above. */
function wordsBefore(control: Element): string {
  let node: Node = control;
  for (let depth = 0; depth < 5 && node.parentNode; depth += 1) {
    const words = wordsBeforeSibling(node);
    if (words) return words;
    if (words === null) return wordsAbove(control);
    const cell = node as HTMLTableCellElement;
    if (cell.nodeName === 'TD' && wordsAbove(control)) return wordsAbove(control);
    if (/^(?:FORM|BODY|FIELDSET|TR)$/.test(node.parentNode.nodeName) && depth > 0 && node.parentNode.nodeName !== 'TR') break;
    node = node.parentNode;
  }
  return '';
}

/** `null`: another field stands in between. */
function wordsBeforeSibling(node: Node): string | null {
  for (let before = node.previousSibling; before; before = before.previousSibling) {
    const element = before.nodeType === 1 ? (before as Element) : null;
    if (element && (element.matches(controls) || element.querySelector(controls)) && !isUnseenField(element)) return null;
    const words = wordsIn(before);
    if (hasLetters(words)) return words.slice(-120);
  }
  return '';
}

const isUnseenField = (element: Element) => element.matches('input[type=hidden]');

function wordsAbove(control: Element): string {
  const cell = control.closest<HTMLTableCellElement>('td');
  const row = cell?.parentElement?.previousElementSibling as HTMLTableRowElement | null | undefined;
  const above = cell && row?.cells?.[cell.cellIndex];
  return above && !above.querySelector(controls) ? wordsIn(above, 120) : '';
}
