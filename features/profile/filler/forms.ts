/**
 * What a field is among its neighbours: which name a "name" is, whose address it is, and whether its form asks for it at all.
 */
import { localNameOf, outwards } from './dom.ts';
import { controlsOf, type Control, namingOf, wordsIn, type Naming } from './fields.ts';
import { recognise } from './recognise.ts';
import { reasonInStyle, standIn } from './sight.ts';
import type { Source } from './suggestion.ts';
import { plain } from './plain.ts';
import { foreignPart, newsletter, ofCard, type Saying, signingIn, signingUp } from './words.ts';

/** A control and what it was found to be; `null`: to be left alone, `undefined`: not known. */
export interface Known {
  readonly control: Control;
  readonly naming: Naming;
  readonly saying: Saying | null | undefined;
}

/** A control with a source, or a question of law. */
export interface Recognised extends Known {
  readonly saying: Source | 'legal';
}

/** Every field that one sees and that asks for something a profile may hold. What one does not see says nothing of the others either. */
export function recogniseAll(document: Document): Recognised[] {
  const groups = Map.groupBy(controlsOf(document).filter(isOneOfItsKind).filter(isSeen), formOf);
  const forms = [...groups].map(([form, controls]) => new Form(form, controls));
  const known = forms.flatMap((form) => (isForApplying(form, forms) ? resolve(form) : []));
  // Safe: what is left has a source, because `name` was resolved to one.
  return known.filter(({ saying }) => saying && saying !== 'name') as Recognised[];
}

/** The first radio button stands for its choice; what the browser hides by its type is no field. */
const isOneOfItsKind = (control: Control, index: number, all: readonly Control[]) =>
  !control.matches('input[type=hidden]') &&
  (control.type !== 'radio' || all.findIndex(({ type, name }) => type === 'radio' && name === control.name) === index);

/** Fields that keyboards and screen readers are kept from are traps, or the insides of a widget. */
const isSeen = (control: Control) =>
  reasonInStyle(standIn(control)) === null &&
  !control.matches(outOfReach) &&
  !control.closest('[aria-hidden=true]:not(input[type=file])');
const outOfReach =
  'input[tabindex="-1"]:is(:not([autocomplete]), [autocomplete=off], [autocomplete=new-password]):not([role=combobox], [type=radio], [type=file])';

/** The form around a control, through shadows; without one, the root of its document. */
function formOf(control: Control): Element {
  for (const element of outwards(control)) if (localNameOf(element) === 'form') return element;
  return control.ownerDocument.documentElement;
}

class Form {
  readonly element: Element;
  readonly fields: Known[];
  readonly isReal: boolean;

  constructor(element: Element, controls: readonly Control[]) {
    const headings = [...element.querySelectorAll('h1, h2, h3, h4, h5, h6, legend')];
    this.element = element;
    this.isReal = element.localName === 'form';
    this.fields = controls.map((control) => {
      const naming = namingOf(control);
      return { control, naming, saying: isInForeignPart(control, headings) ? null : recognise(control, naming) };
    });
  }

  has(...sayings: readonly Saying[]): boolean {
    return this.fields.some(({ saying }) => saying && sayings.includes(saying));
  }
}

/** Under the last heading before it, or within a legend's part, that speaks of other people or earlier times. */
function isInForeignPart(control: Control, headings: readonly Element[]): boolean {
  const last = headings.findLast(
    (heading) => isBefore(heading, control) && (heading.localName !== 'legend' || heading.parentElement?.contains(control)),
  );
  const parts = headings.filter((heading) => heading.localName === 'legend' && heading.parentElement?.contains(control));
  return [...parts, last].some((heading) => heading && foreignPart.test(plain(wordsIn(heading))));
}

const isBefore = (one: Node, other: Node) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

// ---- whether the form asks for it at all

function isForApplying(form: Form, all: readonly Form[]): boolean {
  if (form.isReal && (isSearch(form) || isSignIn(form.element, form))) return false;
  const wanted = form.fields.filter(({ saying }) => saying);
  const isLone =
    form.isReal && wanted.length === 1 && wanted[0]?.saying === 'email' && !form.element.querySelector('input[type=password]');
  if (!isLone) return true;
  const isBeside = all.some((other) => other !== form && other.fields.filter(({ saying }) => saying).length > 1);
  return !isBeside && !newsletter.test(plain(`${wordsIn(form.element)} ${attributesOf(form.element)}`));
}

const attributesOf = (element: Element) =>
  ['id', 'class', 'name', 'action', 'aria-label'].map((name) => element.getAttribute(name) ?? '').join(' ');

function isSearch({ element, fields }: Form): boolean {
  if (element.matches('[role=search]') || element.closest('[role=search]')) return true;
  const searches = fields.filter(
    ({ control, naming }) =>
      control.type === 'search' ||
      [...naming.said, ...naming.hints, ...naming.coded].some((text) =>
        /^(?:search|keywords?|q|query|job title keyword.*)$|^search /.test(text),
      ),
  );
  return searches.length > 0 && fields.filter(({ saying }) => saying).length <= 2;
}

/** Asks who one is by a password, and for nothing that only a newcomer is asked for. */
function isSignIn(element: Element, form?: Form): boolean {
  const passwords = [...element.querySelectorAll<HTMLInputElement>('input[type=password]')];
  const others = [
    ...element.querySelectorAll<HTMLInputElement>(
      'input:not([type]), input[type=text], input[type=email], input[type=tel], select',
    ),
  ];
  if (passwords.length === 0 || others.length > 2 || form?.has('givenName', 'familyName', 'fullName')) return false;
  if (passwords.length > 1 || passwords.some(({ autocomplete }) => autocomplete === 'new-password')) return false;
  if (passwords.some(({ autocomplete }) => autocomplete === 'current-password')) return true;
  const buttons = [...element.querySelectorAll('button, input[type=submit], input[type=button], [role=button]')];
  const acts = plain(buttons.map((button) => `${wordsIn(button)} ${button.getAttribute('value') ?? ''}`).join(' '));
  const about = plain(
    `${attributesOf(element)} ${passwords.map(({ labels, placeholder }) => `${placeholder} ${wordsIn(labels?.[0] ?? element, 60)}`).join(' ')}`,
  );
  if (signingIn.test(acts)) return true;
  return !signingUp.test(acts) && (signingIn.test(about) || !signingUp.test(about));
}

/** Where there is no form: a password nearby, with few fields around it. */
const isBySignIn = (control: Control) => {
  for (const element of outwards(control)) {
    if (element.localName === 'body' || element.localName === 'html') return false;
    if (element.querySelector('input[type=password]')) return isSignIn(element);
  }
  return false;
};

// ---- which of its kind it is

function resolve(form: Form): Known[] {
  const settled = form.fields.map((field, index) => settle(field, form, index));
  const known: Known[] = [];
  for (const [index, field] of settled.entries()) known.push(among(field, known[index - 1], settled[index + 1]));
  return known.filter(({ control, saying }) => saying && (form.isReal || !isBySignIn(control)));
}

function settle(field: Known, form: Form, index: number): Known {
  const { saying, naming, control } = field;
  const as = (other: Saying | null): Known => ({ ...field, saying: other });
  switch (saying) {
    case 'name': {
      if (isOfCard(form, index)) return as(null);
      const others = form.fields.filter((other) => other !== field);
      const given = others.some((other) => other.saying === 'givenName');
      const family = others.some((other) => other.saying === 'familyName');
      return as(given === family ? 'fullName' : given ? 'familyName' : 'givenName');
    }
    case 'phone':
      return isSecondary(naming) && form.fields.some((other) => other.saying === 'phone' && !isSecondary(other.naming))
        ? as(null)
        : field;
    case 'country':
    case 'phoneCountryCode':
      return as(
        isDialling(field, form.fields[index + 1])
          ? 'phoneCountryCode'
          : saying === 'country' || control.localName !== 'select'
            ? saying
            : 'phoneCountryCode',
      );
    case 'honorific':
      return control.localName === 'select' || control.type === 'radio' ? field : as(null);
    case 'address':
    case 'street1': {
      const isWhole =
        !form.has('city', 'postalCode') &&
        naming.said.concat(naming.coded).some((text) => /addr|adres|anschrift|direccion|endereco|indirizzo|адрес/.test(text));
      return as(isWhole ? 'address' : 'street1');
    }
    default:
      return field;
  }
}

/** Whose name it is, the fields around it tell: beside a card's number it is what stands on the card. */
const isOfCard = ({ fields }: Form, index: number) =>
  fields
    .slice(Math.max(0, index - 2), index + 3)
    .some(({ naming }) => [...naming.said, ...naming.hints, ...naming.coded].some((text) => ofCard.test(text)));

const isSecondary = ({ said }: Naming) =>
  said.some((text) => /work|office|business|other|altern|second|dienstlich|geschaftlich/.test(text));

/** "Country code" before a telephone, or a list of codes such as +49. */
function isDialling({ control, naming }: Known, next: Known | undefined): boolean {
  const token = control.getAttribute('autocomplete') ?? '';
  if (token.includes('country')) return token.includes('tel');
  if (control.localName === 'select') {
    // Safe: a select by its name.
    const options = [...(control as HTMLSelectElement).options];
    return options.filter(({ text }) => /\+\s?\d/.test(text)).length > options.length / 2;
  }
  return next?.saying === 'phone' && [...naming.said, ...naming.coded].some((text) => /code|prefix|vorwahl/.test(text));
}

/** What only the fields beside it tell. */
function among(field: Known, before: Known | undefined, next: Known | undefined): Known {
  const { saying, naming, control } = field;
  const as = (other: Saying | null): Known => ({ ...field, saying: other });
  if (saying === 'street1' && before?.saying === 'street1') return as('street2');
  if (saying === 'street1' && next?.saying === 'houseNumber') return as('street');
  if (saying === 'houseNumber' && before?.saying !== 'street') return as(null);
  if (saying !== undefined || naming.said.length > 0 || control.localName !== 'input') return field;
  if (before?.saying === 'phone' && isShort(control) && isShort(before.control)) return as('phone');
  const follows = next && ['city', 'postalCode', 'region', 'country'].includes(next.saying ?? '');
  return before?.saying === 'street1' && follows && control.type === 'text' ? as('street2') : field;
}

/** A part of a telephone number. */
const isShort = (control: Control) => {
  // Safe: asked of inputs; others have no length to speak of.
  const { maxLength } = control as HTMLInputElement;
  return maxLength > 0 && maxLength <= 5;
};
