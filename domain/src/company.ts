/** Companies: records of their own, made on the fly and matched by key. */
import { z } from 'zod';
import { companyKey, keysOf } from './company-key.ts';
import { origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { limits, line, prose, WebUrl } from './text.ts';

export const companySizes = ['1-10', '11-50', '51-200', '201-500', '501-1000', '1001-5000', '5001+'] as const;
export const companyTypes = ['private', 'public', 'nonprofit', 'government', 'agency', 'cooperative', 'other'] as const;
export const desirabilities = ['high', 'medium', 'low'] as const;

/** A postal address, or as much of one as is known. `country`: as written, a name or an ISO 3166 code. */
export const Address = z.strictObject({
  street1: line(limits.line).nullish(),
  street2: line(limits.line).nullish(),
  city: line(limits.line).nullish(),
  region: line(limits.line).nullish(),
  postalCode: line(limits.tag).nullish(),
  country: line(limits.line).nullish(),
});
export type Address = z.infer<typeof Address>;

export const companyFields = {
  name: line(limits.name),
  /** Other names it goes by; they match as the name does. */
  aliases: z.array(line(limits.name)).max(limits.aliases),
  /** Bare host name: `acme.com`. */
  domain: line(253).nullable(),
  website: WebUrl.nullable(),
  linkedinUrl: WebUrl.nullable(),
  careersUrl: WebUrl.nullable(),
  industry: line(limits.line).nullable(),
  size: z.enum(companySizes).nullable(),
  type: z.enum(companyTypes).nullable(),
  address: Address.nullable(),
  desirability: z.enum(desirabilities).nullable(),
  doNotApply: z.boolean(),
  doNotApplyReason: prose(limits.remark).nullable(),
  notes: prose(limits.text).nullable(),
} as const;

export const Company = z.strictObject({ ...companyFields, ...origin });
export type Company = z.infer<typeof Company>;

export const CompanyKind = defineKind({
  name: 'company',
  version: 1,
  schema: Company,
  plural: 'companies',
  comingIn: { namedBy: keysOf },
});

/** A company of which only the name is known. */
export function newCompany(name: string): Company {
  return {
    name,
    aliases: [],
    domain: null,
    website: null,
    linkedinUrl: null,
    careersUrl: null,
    industry: null,
    size: null,
    type: null,
    address: null,
    desirability: null,
    doNotApply: false,
    doNotApplyReason: null,
    notes: null,
    importRef: null,
    createdFrom: null,
  };
}

/** What a person says of a company. */
export type CompanyFields = Omit<Company, keyof typeof origin>;

/**
 * The company that two become: `target`, known by the other's names too, with what it does not say itself taken from the other and both
 * notes one below the other. Not to apply to one is not to apply to both.
 *
 * Names that are known already, and what there is no room for, are left out.
 */
export function mergeCompanies<C extends CompanyFields>(target: C, merged: CompanyFields): C {
  const known = new Set(keysOf(target));
  const added = [merged.name, ...merged.aliases].filter((name) => !known.has(companyKey(name)));
  return {
    ...target,
    ...takenOver(target, merged),
    aliases: [...target.aliases, ...new Set(added)].slice(0, limits.aliases),
    notes: joined(target.notes, merged.notes),
    doNotApply: target.doNotApply || merged.doNotApply,
  };
}

const singleFields = [
  'domain',
  'website',
  'linkedinUrl',
  'careersUrl',
  'industry',
  'size',
  'type',
  'address',
  'desirability',
  'doNotApplyReason',
] as const;

/** What `target` says nothing of and the other does. */
export function takenOver(target: CompanyFields, merged: CompanyFields): Partial<CompanyFields> {
  const fields = singleFields.filter((field) => target[field] === null && merged[field] !== null);
  return Object.fromEntries(fields.map((field) => [field, merged[field]]));
}

function joined(some: string | null, others: string | null): string | null {
  if (some === null || others === null || some === others) return some ?? others;
  return `${some}\n\n${others}`.slice(0, limits.text);
}
