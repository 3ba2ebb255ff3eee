/**
 * Profile: what one fills into forms again and again. One record per person, and only if they make one.
 *
 * Nothing in it is guessed. A question of law (may one work there, does one need a sponsor) has no answer until the
 * person gives one, per country.
 */
import { z } from 'zod';
import { payPeriods } from './application.ts';
import { Address } from './company.ts';
import { FileRef } from './file.ts';
import { defineKind } from './kind.ts';
import { Currency, MinorUnits } from './money.ts';
import { limits, line, WebUrl } from './text.ts';

/** An ISO 3166-1 alpha-2 code in capitals. Any two letters are taken, so that a country of tomorrow needs no release. */
export const CountryCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, { error: 'This is not a country code such as CH.' });
export type CountryCode = z.infer<typeof CountryCode>;

/** `+` and up to three digits: `+49`. Source: ITU-T E.164. */
export const DialingCode = z
  .string()
  .trim()
  .regex(/^\+[1-9]\d{0,2}$/, { error: 'This is not a country code such as +49.' });
export type DialingCode = z.infer<typeof DialingCode>;

/** A telephone number as one writes it, without the country's code: digits, spaces and the usual marks. */
export const PhoneNumber = line(limits.tag).regex(/^\(?\d[\d ()./-]{2,}$/, {
  error: 'A telephone number has digits, spaces and ( ) - . / only. The country’s code has a field of its own.',
});
export type PhoneNumber = z.infer<typeof PhoneNumber>;

/** An e-mail address to be reached at; need not be the account's. */
export const ContactEmail = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@"(),:;<>[\]\\\p{C}]{1,64}@[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}.-]*[\p{L}\p{M}\p{N}])?$/u, {
    error: 'Write an address such as name@example.org.',
  });
export type ContactEmail = z.infer<typeof ContactEmail>;

/** A link besides the named ones. `name`: what the person calls it, such as "Portfolio". */
export const ProfileLink = z.strictObject({ name: line(limits.tag), url: WebUrl });
export type ProfileLink = z.infer<typeof ProfileLink>;

const Year = z.int().min(1900).max(2200);

/** One school, the latest first. Years: `null` when not said; `endYear` may lie ahead. */
export const Education = z
  .strictObject({
    school: line(limits.name),
    degree: line(limits.name).nullable(),
    field: line(limits.name).nullable(),
    startYear: Year.nullable(),
    endYear: Year.nullable(),
  })
  .refine(({ startYear, endYear }) => startYear === null || endYear === null || startYear <= endYear, {
    path: ['endYear'],
    error: 'It ended before it began.',
  });
export type Education = z.infer<typeof Education>;

/** Pay one asks for, in minor units of `currency` per `period`. */
export const ExpectedPay = z.strictObject({ amount: MinorUnits, currency: Currency, period: z.enum(payPeriods) });
export type ExpectedPay = z.infer<typeof ExpectedPay>;

/** What the person says of working in one country. `null`: never answered, which is neither yes nor no. */
export const RightToWork = z.strictObject({
  country: CountryCode,
  /** May work there now. */
  authorised: z.boolean().nullable(),
  /** Needs, now or later, an employer who stands for their visa. */
  needsSponsorship: z.boolean().nullable(),
});
export type RightToWork = z.infer<typeof RightToWork>;

/** All that a person may say of themselves, by field. `null`: not said. */
export const profileFields = {
  /** Dr, Ms: what stands before the name. */
  honorific: line(limits.tag).nullable(),
  givenName: line(limits.name).nullable(),
  middleName: line(limits.name).nullable(),
  familyName: line(limits.name).nullable(),
  email: ContactEmail.nullable(),
  phoneCountryCode: DialingCode.nullable(),
  phone: PhoneNumber.nullable(),
  address: Address.nullable(),
  linkedinUrl: WebUrl.nullable(),
  githubUrl: WebUrl.nullable(),
  websiteUrl: WebUrl.nullable(),
  otherLinks: z.array(ProfileLink).max(limits.entries),
  currentCompany: line(limits.name).nullable(),
  currentTitle: line(limits.name).nullable(),
  education: z.array(Education).max(limits.entries),
  /** In the person's own words: "three months to the end of a quarter". */
  noticePeriod: line(limits.line).nullable(),
  expectedPay: ExpectedPay.nullable(),
  /** Each country once. A country that is not there was never answered. */
  rightToWork: z
    .array(RightToWork)
    .max(300)
    .refine((rights) => new Set(rights.map(({ country }) => country)).size === rights.length, {
      error: 'A country stands here twice.',
    }),
} as const;

/** What a person says of themselves; the filler fills from this. Plain data. */
export const ProfileFields = z.strictObject(profileFields);
export type ProfileFields = z.infer<typeof ProfileFields>;

/** A profile as it is kept. `resume`: the file to send when nothing else is chosen; `null`: none was uploaded. */
export const Profile = z.strictObject({ ...profileFields, resume: FileRef.nullable() });
export type Profile = z.infer<typeof Profile>;

export const ProfileKind = defineKind({
  name: 'profile',
  version: 1,
  schema: Profile,
  plural: 'profile',
  held: { purpose: 'To fill forms with it when you click', until: 'You delete it' },
  filesOf: ({ resume }) => (resume === null ? [] : [resume]),
  comingIn: { single: true },
});

/** The profile of someone who has said nothing: no field has a default answer. */
export const blankProfile: ProfileFields = {
  honorific: null,
  givenName: null,
  middleName: null,
  familyName: null,
  email: null,
  phoneCountryCode: null,
  phone: null,
  address: null,
  linkedinUrl: null,
  githubUrl: null,
  websiteUrl: null,
  otherLinks: [],
  currentCompany: null,
  currentTitle: null,
  education: [],
  noticePeriod: null,
  expectedPay: null,
  rightToWork: [],
};

/** What a person answered for one country; both `null` where they never did. */
export function rightToWorkIn(
  profile: Pick<ProfileFields, 'rightToWork'>,
  country: CountryCode,
): Pick<RightToWork, 'authorised' | 'needsSponsorship'> {
  return profile.rightToWork.find((right) => right.country === country) ?? { authorised: null, needsSponsorship: null };
}
