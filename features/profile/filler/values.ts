/** What of a profile goes into which field, as text; `null`: the profile does not say. */
import type { ProfileFields } from '@sotto/domain';
import { countriesIn, countryCodeOf, spellingsOfCountry, spellingsOfRegion } from './countries.ts';
import type { Source } from './suggestion.ts';

/** One line of what is there; `null`: nothing is. */
const joined = (parts: readonly (string | null | undefined)[], by: string) => parts.filter((part) => part).join(by) || null;

type Written = (profile: ProfileFields) => string | null | undefined;

const education = (profile: ProfileFields) => profile.education[0];
const handle = (url: string | null) => /^https?:\/\/[^/]+\/(?:in\/)?([^/?#]+)/.exec(url ?? '')?.[1];

const written: Readonly<Record<Exclude<Source, 'resume' | 'authorised' | 'needsSponsorship'>, Written>> = {
  fullName: ({ givenName, familyName }) => joined([givenName, familyName], ' '),
  honorific: ({ honorific }) => honorific,
  givenName: ({ givenName }) => givenName,
  middleName: ({ middleName }) => middleName,
  familyName: ({ familyName }) => familyName,
  email: ({ email }) => email,
  phone: ({ phone, phoneCountryCode }) =>
    phone === null ? null : joined([phoneCountryCode, phoneCountryCode ? withoutTrunk(phone) : phone], ' '),
  phoneCountryCode: ({ phoneCountryCode }) => phoneCountryCode,
  street1: ({ address }) => address?.street1,
  street2: ({ address }) => address?.street2,
  street: ({ address }) => streetAndNumber(address?.street1)[0],
  houseNumber: ({ address }) => streetAndNumber(address?.street1)[1],
  city: ({ address }) => address?.city,
  region: ({ address }) => address?.region,
  postalCode: ({ address }) => address?.postalCode,
  country: ({ address }) => countryName(address?.country),
  address: ({ address }) =>
    address &&
    joined(
      [
        address.street1,
        address.street2,
        joined([address.postalCode, address.city], ' '),
        address.region,
        countryName(address.country),
      ],
      ', ',
    ),
  location: ({ address }) => address && joined([address.city, address.region, countryName(address.country)], ', '),
  linkedinUrl: ({ linkedinUrl }) => linkedinUrl,
  linkedinHandle: ({ linkedinUrl }) => handle(linkedinUrl),
  githubUrl: ({ githubUrl }) => githubUrl,
  githubHandle: ({ githubUrl }) => handle(githubUrl),
  websiteUrl: ({ websiteUrl }) => websiteUrl,
  otherLink: () => null,
  currentCompany: ({ currentCompany }) => currentCompany,
  currentTitle: ({ currentTitle }) => currentTitle,
  school: (profile) => education(profile)?.school,
  degree: (profile) => education(profile)?.degree,
  fieldOfStudy: (profile) => education(profile)?.field,
  graduationYear: (profile) => education(profile)?.endYear?.toString(),
  noticePeriod: ({ noticePeriod }) => noticePeriod,
  expectedPay: ({ expectedPay }) => expectedPay && payText(expectedPay),
};

/** A country of an address may be a code or a name; forms for people want the name. */
function countryName(country: string | null | undefined): string | null {
  const code = countryCodeOf(country);
  return (code && spellingsOfCountry(code, 'en')[0]) || country || null;
}

/** Abroad one leaves out the 0 that one dials at home. */
const withoutTrunk = (phone: string) => phone.replace(/^\(?0\)?[ /-]?/, '');

/** "Hauptstrasse 5a" and "5 Main Street" have a number at an end; the second part is `undefined` where there is none. */
function streetAndNumber(
  street: string | null | undefined,
): readonly [street: string | null | undefined, number?: string | undefined] {
  const after = /^(.*?\D)[ ,]+(\d+\s?[a-zA-Z]?)$/.exec(street ?? '');
  if (after?.[1]) return [after[1].replace(/[ ,]+$/, ''), after[2]];
  const before = /^(\d+[a-zA-Z]?)[ ,]+(.+)$/.exec(street ?? '');
  return before ? [before[2], before[1]] : [street];
}

function payText({ amount, currency, period }: NonNullable<ProfileFields['expectedPay']>): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return `${amount / 10 ** digits} ${currency} per ${period.replaceAll('_', ' ')}`;
}

/** What would stand in a field of this source; `null`: nothing to put there. Sources of law and files are not asked here. */
export function writtenFor(source: Source, profile: ProfileFields): string | null {
  if (source === 'resume' || source === 'authorised' || source === 'needsSponsorship') return null;
  return written[source](profile) || null;
}

/** How a list may call the value of a source, the best first. `language`: of the page. */
export function spellingsFor(source: Source, profile: ProfileFields, language: string): string[] {
  const text = writtenFor(source, profile);
  if (text === null) return [];
  const country = countryCodeOf(profile.address?.country);
  if (source === 'country') return country ? spellingsOfCountry(country, language) : [text];
  if (source === 'region') return spellingsOfRegion(text);
  if (source === 'phoneCountryCode')
    return [
      ...(country ? spellingsOfCountry(country, language).flatMap((name) => [`${name} ${text}`, `${text} ${name}`]) : []),
      text,
      text.slice(1),
      ...(country ? [country] : []),
    ];
  if (source === 'location') return [text, ...(profile.address?.city ? [profile.address.city] : [])];
  return [text];
}

/** What one answers to a question of law. */
export interface Answer {
  readonly source: 'authorised' | 'needsSponsorship';
  readonly yes: boolean;
  readonly country: string;
}

/**
 * The answer to a question of working in a country, from what one has said of that country alone; `null`: one has not said, or
 * the question is another one. `here`: the country of the job, where the question names none.
 */
export function answerTo(question: string, profile: ProfileFields, here: string | null): Answer | null {
  const named = countriesIn(question);
  const country = named.length === 0 ? here : named.length === 1 ? named[0] : null;
  const right = profile.rightToWork.find((right) => right.country === country);
  const words = question.toLowerCase();
  // Of a question that was cut off nobody knows the end.
  if (question.length >= 390) return null;
  if (!right || !country || /\bnot\b|unable|restrict|citizen|permanent resident/.test(words)) return null;
  const asksSponsorship = /sponsor/.test(words);
  const asksRight = /authori[sz]|right to work|eligib|permit|legally/.test(words) && !/authori[sz]ation sponsor/.test(words);
  if (asksSponsorship && asksRight && /without/.test(words)) {
    if (right.authorised === null || right.needsSponsorship === null) return null;
    return { source: 'authorised', yes: right.authorised && !right.needsSponsorship, country };
  }
  if (asksSponsorship && (!asksRight || /require|need/.test(words)))
    return right.needsSponsorship === null ? null : { source: 'needsSponsorship', yes: right.needsSponsorship, country };
  return asksRight && !asksSponsorship && right.authorised !== null
    ? { source: 'authorised', yes: right.authorised, country }
    : null;
}
