/** Turns what was recognised into what would be put in: the value, the choice, and whether it is ticked to begin with. */
import type { ProfileFields } from '@sotto/domain';
import { choiceFor, choiceOfAnswer, choicesOf, isTaken, type Choice } from './choices.ts';
import { countryCodeOf } from './countries.ts';
import { localNameOf, outwards, rootElementOf } from './dom.ts';
import type { Control } from './fields.ts';
import type { Recognised } from './forms.ts';
import type { Occasion, Source, Suggestion } from './suggestion.ts';
import { answerTo, spellingsFor, writtenFor } from './values.ts';
import { plain } from './plain.ts';

/** One suggestion without its key, and how it is carried out. */
export interface Plan extends Omit<Suggestion, 'key'> {
  readonly control: Control;
  /** How a list that has to be opened may call it. */
  readonly spellings: readonly string[];
  readonly choice: Choice | null;
}

/** What would be put into a field; `null`: nothing, because the profile or the page's list has nothing for it. */
export function planFor(field: Recognised, all: readonly Recognised[], profile: ProfileFields, occasion: Occasion): Plan | null {
  const { control, naming, saying } = field;
  if (isLocked(control)) return null;
  const base = { control, label: naming.label, spellings: [], choice: null };
  if (saying === 'resume') return occasion.resume ? { ...base, source: 'resume', value: occasion.resume, tick: 'ticked' } : null;
  if (saying === 'legal') return legalPlan(field, profile, occasion);
  if (isList(control)) return listPlan(field, profile);
  const value = fitted(valueFor(field, all, profile), control) ?? spelledShorter(field, profile);
  return value === null || isTaken(control, null) ? null : { ...base, source: saying, value, tick: tickOf(saying, naming.label) };
}

// Safe: read where a control has them.
const isLocked = (control: Control) =>
  control.matches(':disabled') || ((control as HTMLInputElement).readOnly && !isList(control));

/** What is chosen from, rather than written into. */
export const isList = (control: Control) =>
  control.localName === 'select' || control.localName === 'button' || control.type === 'radio' || opensList(control);

/** Writing into it opens a list to choose from. */
export const opensList = (control: Control) =>
  control.localName === 'button' ||
  (control.localName === 'input' &&
    (control.getAttribute('role') === 'combobox' || control.getAttribute('aria-haspopup') === 'listbox'));

/** Answers that one may want to weigh each time begin without a tick. */
const tickOf = (source: Source, label: string): Suggestion['tick'] => {
  if (source === 'expectedPay' || source === 'noticePeriod') return 'own';
  return source === 'currentTitle' && !/current|present|aktuel|actu/i.test(label) ? 'own' : 'ticked';
};

const chosen = new Set<Source>([
  'honorific',
  'country',
  'region',
  'city',
  'phoneCountryCode',
  'location',
  'school',
  'degree',
  'fieldOfStudy',
]);

/** Of the page, as a code of two letters; English where it names none, as a template does that was not filled in. */
function languageOf(control: Control): string {
  const [language = 'en'] = /^[a-z]{2}(?![a-z])/i.exec(rootElementOf(control).getAttribute('lang') ?? '') ?? [];
  return language;
}

function listPlan({ control, naming, saying }: Recognised, profile: ProfileFields): Plan | null {
  if (saying === 'legal') return null;
  if (!chosen.has(saying) && control.localName !== 'input') return null;
  const spellings = spellingsFor(saying, profile, languageOf(control));
  const choice = opensList(control) ? null : choiceFor(choicesOf(control), spellings);
  const value = choice?.text ?? spellings[0];
  if (value === undefined || (!choice && !opensList(control)) || isTaken(control, choice)) return null;
  return { control, label: naming.label, source: saying, value, tick: tickOf(saying, naming.label), spellings, choice };
}

const wordsOfAnswer = { yes: ['Yes', 'Ja', 'Oui', 'Si'], no: ['No', 'Nein', 'Non'] } as const;

function legalPlan({ control, naming }: Recognised, profile: ProfileFields, { country }: Occasion): Plan | null {
  const answer = answerTo(naming.asked, profile, countryCodeOf(country));
  if (!answer || !isList(control)) return null;
  const spellings = wordsOfAnswer[answer.yes ? 'yes' : 'no'];
  const choice = opensList(control) ? null : choiceOfAnswer(choicesOf(control), answer.yes);
  if ((!choice && !opensList(control)) || isTaken(control, choice)) return null;
  return {
    control,
    label: naming.label,
    source: answer.source,
    value: choice?.text ?? spellings[0],
    tick: 'legal',
    spellings,
    choice,
  };
}

/** What the profile says, cut to what this field among its neighbours asks for. */
function valueFor({ control, naming, saying }: Recognised, all: readonly Recognised[], profile: ProfileFields): string | null {
  if (saying === 'legal') return null;
  const value = linkNamed(naming, saying, profile) ?? writtenFor(saying, profile);
  const form = formAround(control);
  const beside = all.filter((other) => formAround(other.control) === form);
  const alike = beside.filter((other) => other.saying === saying).map((other) => other.control);
  if (saying === 'phone')
    return phoneFor(control, alike, beside.some((other) => other.saying === 'phoneCountryCode') ? profile.phone : value);
  if (saying === 'familyName' && alike.length === 2 && isTwoNames(beside))
    return value?.split(' ')[alike.indexOf(control)] ?? null;
  if (saying === 'middleName' && naming.said.some((text) => /initial|m i$/.test(text))) return value?.slice(0, 1) ?? null;
  if (saying === 'expectedPay' && control.type === 'number') return value?.split(' ')[0] ?? null;
  return value;
}

const formAround = (control: Control) => [...outwards(control)].find((element) => localNameOf(element) === 'form');

/** A link by the name one has given it: "Portfolio" for a field of that name. */
function linkNamed({ said }: Recognised['naming'], saying: Source, { otherLinks }: ProfileFields): string | undefined {
  if (saying !== 'otherLink' && saying !== 'websiteUrl') return undefined;
  return otherLinks.find(({ name }) => said.some((text) => text.includes(plain(name))))?.url;
}

/** Two family names of one person, rather than two people: one given name stands beside them. */
const isTwoNames = (beside: readonly Recognised[]) => beside.filter(({ saying }) => saying === 'givenName').length < 2;

/** A telephone number whole, or in the parts that several short fields make. */
function phoneFor(control: Control, alike: readonly Control[], value: string | null): string | null {
  const short = alike.filter((each) => lengthOf(each) <= 5);
  if (value === null || !short.includes(control) || short.length < 2) return value;
  const before = short.slice(0, short.indexOf(control)).reduce((sum, each) => sum + lengthOf(each), 0);
  const digits = value.replace(/^\+\d+ /, '').replace(/\D/g, '');
  return short.reduce((sum, each) => sum + lengthOf(each), 0) < digits.length
    ? null
    : digits.slice(before, before + lengthOf(control)) || null;
}

/** As many characters as a field takes, where it says so. */
const lengthOf = (control: Control) => {
  const { maxLength } = control as HTMLInputElement;
  return maxLength > 0 ? maxLength : Infinity;
};

/** A state or a country by its code, where there is room for no more. */
function spelledShorter({ control, saying }: Recognised, profile: ProfileFields): string | null {
  if (saying !== 'region' && saying !== 'country') return null;
  return spellingsFor(saying, profile, 'en').find(({ length }) => length <= lengthOf(control)) ?? null;
}

/** A value as the field takes it; `null`: it does not. */
function fitted(value: string | null, control: Control): string | null {
  if (value === null) return null;
  const digits = value.replace(/\D/g, '');
  if (control.type === 'number') return digits === '' || /[\p{L}@]/u.test(value) ? null : digits;
  const length = lengthOf(control);
  if (value.length <= length) return value;
  if (/^[+\d ()./-]+$/.test(value))
    return digits.length <= length ? digits : digits.length - length < 4 ? digits.slice(-length) : null;
  return length === 1 ? value.slice(0, 1) : null;
}
