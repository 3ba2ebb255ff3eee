/**
 * Puts a value into a field the way a person does, as far as the page can tell: focus, value, `input`, `change`, away again.
 *
 * Values go through the browser's own setters, kept when this is loaded, so that a framework which watches its fields sees them
 * change and a page that put setters of its own in place does not. Presses no key and submits nothing.
 */
import { choiceFor, choiceOfAnswer, isTaken, type Choice } from './choices.ts';
import { localNameOf, outwards, viewOf, windowOf } from './dom.ts';
import { type Control, radiosOf, wordsIn } from './fields.ts';
import type { GivenFile, Reason } from './suggestion.ts';
import { opensList, type Plan } from './suggest.ts';

const setterOf = (prototype: object, name: string) => Object.getOwnPropertyDescriptor(prototype, name)?.set;
const setters = {
  input: setterOf(HTMLInputElement.prototype, 'value'),
  textarea: setterOf(HTMLTextAreaElement.prototype, 'value'),
  select: setterOf(HTMLSelectElement.prototype, 'selectedIndex'),
  files: setterOf(HTMLInputElement.prototype, 'files'),
};
const dispatch = EventTarget.prototype.dispatchEvent;
const click = HTMLElement.prototype.click;

const say = (target: EventTarget, ...events: readonly Event[]) => events.forEach((event) => dispatch.call(target, event));
const changed = (type: string) => new Event(type, { bubbles: true, composed: true });

/** What is asked about a field before anything is put into it: whether it is still what it was, and whether one sees it. */
export interface Looks {
  whyNot(): Reason | null;
  whyUnseen(): Reason | null;
}

/** Writes what was planned, having looked right before, after the page has learned of the focus. */
export async function write(plan: Plan, file: GivenFile | undefined, looks: Looks): Promise<Reason | null> {
  const { control } = plan;
  control.focus({ preventScroll: true });
  const reason = looks.whyNot() ?? looks.whyUnseen() ?? (await put(plan, file, looks));
  leave(control);
  return reason;
}

/** The page hears that one has left even where the window itself is not in front, as when a popup of the browser is. */
function leave(control: Control): void {
  const isInFront = Document.prototype.hasFocus.call(control.ownerDocument);
  control.blur();
  if (!isInFront)
    say(control, new FocusEvent('blur', { composed: true }), new FocusEvent('focusout', { bubbles: true, composed: true }));
}

async function put(plan: Plan, file: GivenFile | undefined, looks: Looks): Promise<Reason | null> {
  const { control, choice } = plan;
  if (control.type === 'file') return file ? putFile(control, file) : 'no-choice';
  if (opensList(control)) return chooseInOpened(plan, looks);
  if (choice && control.localName === 'select') return select(control, choice);
  if (choice) return pick(control, choice);
  setText(control, plan.value);
  say(control, changed('change'));
  return null;
}

function setText(control: Control, text: string): void {
  setters[control.localName === 'textarea' ? 'textarea' : 'input']?.call(control, text);
  say(control, new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: text }));
}

/** The choices may have come anew since the preview: looked up by what they say. */
function select(control: Control, choice: Choice): Reason | null {
  // Safe: called for lists only.
  const index = [...(control as HTMLSelectElement).options].findIndex(
    ({ text, value, disabled }) => !disabled && text === choice.text && value === choice.value,
  );
  if (index < 0) return 'no-choice';
  setters.select?.call(control, index);
  say(control, changed('input'), changed('change'));
  return null;
}

function pick(control: Control, choice: Choice): Reason | null {
  const radio = radiosOf(control).find(
    ({ value, labels }) => value === choice.value && (!labels?.[0] || wordsIn(labels[0], 120) === choice.text),
  );
  if (!radio) return 'no-choice';
  click.call(radio);
  return radio.checked ? null : 'refused';
}

function putFile(control: Control, { name, type, base64 }: GivenFile): Reason | null {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type }));
  setters.files?.call(control, transfer.files);
  say(control, changed('input'), changed('change'));
  return null;
}

// ---- lists that have to be opened

async function chooseInOpened(plan: Plan, looks: Looks): Promise<Reason | null> {
  const { control, tick, source } = plan;
  press(control);
  // Pressing is heard by the page, which may have hidden the field or laid its list over it: then one chooses without writing.
  const isWritten = control.localName === 'input' && tick !== 'legal' && looks.whyUnseen() === null;
  if (isWritten) setText(control, typed(plan));
  const option = await until(control, () => optionFor(plan), isProposing(source) ? 600 : 2000);
  if (option) {
    press(option);
    await until(control, () => (option.isConnected && optionsOf(control).includes(option) ? null : option), 300);
    return keepsNothing(control) ? 'refused' : null;
  }
  // Where a list only proposes, what one writes is as good.
  if (isWritten && isProposing(source) && control.value === typed(plan)) return null;
  if (isWritten) setText(control, '');
  // A list that was opened in vain is closed as it was opened.
  if (control.getAttribute('aria-expanded') === 'true' && control.localName === 'button') press(control);
  return 'no-choice';
}

/** A button shows what was chosen; one that still prompts for it took nothing. */
const keepsNothing = (control: Control) => control.localName === 'button' && control.isConnected && !isTaken(control, null);

/** What people write freely, whatever a list beside it proposes. */
const isProposing = (source: Plan['source']) =>
  !/^(?:country|region|phoneCountryCode|honorific|degree|authorised|needsSponsorship)$/.test(source);

/** The first spelling, or the beginning of a place: lists of places know towns better than addresses. */
const typed = ({ value, source }: Plan) => (source === 'location' ? (value.split(',')[0] ?? value) : value);

/** Pointer and mouse, as widgets of either kind listen for; a click that would send the form or lead away is heard and does not. */
function press(target: Element): void {
  const options = { bubbles: true, composed: true, cancelable: true, button: 0 };
  say(target, new PointerEvent('pointerdown', options), new MouseEvent('mousedown', options));
  say(target, new PointerEvent('pointerup', options), new MouseEvent('mouseup', options));
  const view = viewOf(target);
  const stop = (event: Event) => event.preventDefault();
  if (isLeaving(target)) view.addEventListener('click', stop, { capture: true });
  say(target, new MouseEvent('click', options));
  view.removeEventListener('click', stop, { capture: true });
}

/** A button sends its form unless it says otherwise. */
function isLeaving(target: Element): boolean {
  for (const each of outwards(target)) {
    // Safe: told by their names.
    if (localNameOf(each) === 'button') return (each as HTMLButtonElement).type !== 'button';
    if (localNameOf(each) === 'input') return /^(?:submit|image|reset)$/.test((each as HTMLInputElement).type);
    if (/^(?:a|area)$/.test(localNameOf(each)) && each.hasAttribute('href')) return true;
  }
  return false;
}

function optionFor({ control, spellings, source, value, tick }: Plan): Element | null {
  const options = optionsOf(control);
  const choices = options.map((option) => ({ text: wordsIn(option, 120), value: '' }));
  const place =
    source === 'location' ? choices.find(({ text }) => text.startsWith(`${typed({ value, source } as Plan)},`)) : undefined;
  const choice = tick === 'legal' ? choiceOfAnswer(choices, value === 'Yes') : (choiceFor(choices, spellings) ?? place);
  return options[choices.findIndex((each) => each === choice)] ?? null;
}

/** Options one sees that belong to a control: those of the list it names, else of any list that is open. */
function optionsOf(control: Control): Element[] {
  const id = control.getAttribute('aria-controls') ?? control.getAttribute('aria-owns');
  // Safe: a control stands in a document or a shadow root.
  const root = control.getRootNode() as Document | ShadowRoot;
  const list = (id && (root.getElementById(id) ?? control.ownerDocument.getElementById(id))) || null;
  const options = (list ?? root).querySelectorAll('[role=option]');
  return [...options].filter(
    (option) =>
      option.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      option.getAttribute('aria-disabled') !== 'true',
  );
}

/** Asks again until there is an answer, for so many milliseconds. `null`: there was none. */
async function until<Answer>(control: Control, ask: () => Answer | null, forMs = 2000): Promise<Answer | null> {
  for (let waitedMs = 0; ; waitedMs += 50) {
    const answer = ask();
    if (answer !== null || waitedMs >= forMs) return answer;
    await pause(control, 50);
  }
}

/** Lets the page's own work go on for a while. */
export function pause({ ownerDocument }: Control, forMs: number): Promise<void> {
  return new Promise((resolve) => void (windowOf(ownerDocument) ?? globalThis).setTimeout(resolve, forMs));
}
