/**
 * Contacts: people one meets while looking for work, at one company or several, about any number of applications.
 *
 * They name companies and applications by id. What is deleted stays named here and is left out wherever the contact is shown,
 * so that taking a deletion back brings the link back too; the next change of the list leaves it out for good.
 */
import { z } from 'zod';
import { Id } from './id.ts';
import { origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { ContactEmail } from './profile.ts';
import { limits, line, prose, WebUrl } from './text.ts';

/** Who somebody is in this search. One word for good: a recruiter who later refers one stays whichever is chosen. */
export const contactKinds = [
  'recruiter',
  'hiring_manager',
  'interviewer',
  'referrer',
  'peer',
  'alumni',
  'coach',
  'other',
] as const;

/** What is written before a way to reach somebody: `Work`, `Mobile`. */
const label = line(limits.tag).nullish();

export const EmailOf = z.strictObject({ email: ContactEmail, label });
export type EmailOf = z.infer<typeof EmailOf>;

/** A number as it was written: with spaces, with or without the country. */
export const PhoneOf = z.strictObject({ number: line(limits.tag), label });
export type PhoneOf = z.infer<typeof PhoneOf>;

export const LinkOf = z.strictObject({ url: WebUrl, label });
export type LinkOf = z.infer<typeof LinkOf>;

/** Anything else one wants to remember by name: `Pronouns`, `Assistant`, `Met at`. */
export const Attribute = z.strictObject({ name: line(limits.tag), value: line(limits.line) });
export type Attribute = z.infer<typeof Attribute>;

/** What a person says of a contact, besides companies and applications. */
export const contactFields = {
  /** The name whole, as one says it. */
  name: line(limits.name),
  /** The parts of it, where they are known apart. */
  givenName: line(limits.name).nullable(),
  familyName: line(limits.name).nullable(),
  /** What they do there: `Head of data`. */
  role: line(limits.name).nullable(),
  kind: z.enum(contactKinds).nullable(),
  emails: z.array(EmailOf).max(limits.entries),
  phones: z.array(PhoneOf).max(limits.entries),
  links: z.array(LinkOf).max(limits.entries),
  attributes: z.array(Attribute).max(limits.entries),
  notes: prose(limits.remark).nullable(),
} as const;

/** Greatest numbers of links of one contact. */
export const contactLimits = { companies: 20, applications: 100 } as const;

export const Contact = z.strictObject({
  ...contactFields,
  companyIds: z.array(Id).max(contactLimits.companies),
  applicationIds: z.array(Id).max(contactLimits.applications),
  ...origin,
});
export type Contact = z.infer<typeof Contact>;

export const ContactKind = defineKind({
  name: 'contact',
  version: 1,
  schema: Contact,
  held: { purpose: 'To know who you talked to' },
});

/** A contact of whom only the name is known. */
export function newContact(name: string): Contact {
  return {
    name,
    givenName: null,
    familyName: null,
    role: null,
    kind: null,
    emails: [],
    phones: [],
    links: [],
    attributes: [],
    notes: null,
    companyIds: [],
    applicationIds: [],
    importRef: null,
    createdFrom: null,
  };
}
