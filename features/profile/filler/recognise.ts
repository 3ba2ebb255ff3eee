/** What one field is, from what the page says of it, each source by its trust: token, label, words before, hint, name, id. */
import type { Control, Naming } from './fields.ts';
import { account, besides, forbidden, sayingOf, type Saying } from './words.ts';

/** Tokens of `autocomplete`. Source: HTML, "Autofill detail tokens". Tokens that sites put there to keep browsers away say nothing. */
const tokens: Readonly<Record<string, Saying>> = {
  'given-name': 'givenName',
  'additional-name': 'middleName',
  'family-name': 'familyName',
  'honorific-prefix': 'honorific',
  email: 'email',
  tel: 'phone',
  'tel-national': 'phone',
  'tel-local': 'phone',
  'tel-country-code': 'phoneCountryCode',
  'street-address': 'address',
  'address-line1': 'street1',
  'address-line2': 'street2',
  'address-level2': 'city',
  'address-level1': 'region',
  'postal-code': 'postalCode',
  country: 'country',
  'country-name': 'country',
  organization: 'currentCompany',
  'organization-title': 'currentTitle',
  url: 'websiteUrl',
};

/** The last word of the token is what counts: `section-a shipping postal-code`. */
const tokenOf = (control: Control) => (control.getAttribute('autocomplete') ?? '').toLowerCase().trim().split(/\s+/).at(-1) ?? '';

const neverTypes =
  /^(?:password|hidden|submit|button|reset|image|checkbox|range|color|search|date|datetime-local|month|week|time)$/;

/** What a control is; `null`: to be left alone; `undefined`: not known. Looks at the control alone, not at its form. */
export function recognise(control: Control, naming: Naming): Saying | null | undefined {
  const token = tokenOf(control);
  const all = [...naming.said, ...naming.hints, ...naming.coded];
  if (neverTypes.test(control.type) && control.localName === 'input') return null;
  if (/^cc-|^one-time|^(?:bday|sex|transaction)/.test(token) || all.some((text) => forbidden.test(text))) return null;
  if (control.type === 'file')
    return naming.said.concat(naming.coded).some((text) => sayingOf(text) === 'resume') && !isLetter(all) ? 'resume' : null;
  const said = naming.said.map((text) => saidAs(text)).find((saying) => saying !== undefined);
  const known = tokens[token];
  if (known) return said === null ? null : known;
  if (control.type === 'email') return said === null ? null : 'email';
  const found = said !== undefined ? said : hintedOrCoded(control, naming);
  // A resume in words is a text of its own.
  const saying = found === 'resume' ? null : found;
  return token === 'name' && (saying === undefined || saying === null) ? 'name' : saying;
}

const isLetter = (all: readonly string[]) =>
  all.some((text) => /cover|letter|anschreiben|motivation|lettre|photo|foto|image|transcript/.test(text));

/** What nobody said to people may still be said by a hint, or by the name when that is all of it. */
function hintedOrCoded(control: Control, { said, hints, coded }: Naming): Saying | null | undefined {
  for (const text of hints) {
    const saying = saidAs(text);
    if (saying !== undefined) return saying;
  }
  for (const text of coded) {
    if (account.test(text) || besides.test(text)) return null;
    const saying = sayingOf(text, true);
    if (saying === undefined || saying === 'legal') continue;
    if (said.length === 0 || isAllOf(text)) return saying;
  }
  return control.type === 'tel' && said.length === 0 ? 'phone' : undefined;
}

/** Names that say one thing and nothing else, as most people write them. What comes before is taken in one way only: a page chooses these names. */
const isAllOf = (text: string) =>
  /^(?:(?=((?:job application|candidate|applicant|user|contact|personal|profile|customer|cust|form|field|input|txt|text|value|shipping|billing|address|[a-z]|\d+) ?))\1)*(?:first ?name|last ?name|full ?name|e ?mail(?: ?address)?|phone(?: ?number)?|zip(?: ?code)?|postal ?code|postcode|city|country|state|province|linked ?in(?: url)?|git ?hub(?: url)?|street(?: ?address)?|address ?(?:line )?[12])(?: ?(?:input|field|text|value|\d+(?!\d)))*$/.test(
    text,
  );

const leadIn =
  /^(?:(?:what is|what s|please|kindly|enter|type|provide|add|give(?: us)?|select|choose|confirm|re ?(?:type|enter)|repeat|your|the|optional|required|indicate|share|bitte|ihre?|votre|tu|su|seu|sua|twoj|vas|vase|ваш|ваша|link to|url of) )+/;
const question =
  /^(?:if|do|did|does|are|is|was|were|have|has|had|will|would|can|could|may|how|why|when|who|tell|describe|explain|list|by|i|we|which|what|where)(?= )/;

/** In long sentences only what is asked for in just such sentences is believed. */
const askable = new Set<Saying>([
  'linkedinUrl',
  'githubUrl',
  'websiteUrl',
  'location',
  'expectedPay',
  'noticePeriod',
  'legal',
  'otherLink',
  'linkedinHandle',
  'githubHandle',
]);

function saidAs(text: string): Saying | null | undefined {
  const core = text.replace(leadIn, '');
  const isQuestion = question.test(core) || core.split(' ').length > 9;
  const saying = sayingOf(core);
  if (saying === 'legal') return saying;
  if (besides.test(core)) return null;
  if (account.test(core) && saying !== 'githubHandle' && saying !== 'linkedinHandle') return null;
  if (!isQuestion) return saying;
  if (saying === 'city' && / (?:based|live|living|located|reside)/.test(core)) return saying;
  if (saying === 'country' && / (?:based|live|living|located|reside)/.test(core)) return saying;
  return saying && askable.has(saying) ? saying : null;
}
