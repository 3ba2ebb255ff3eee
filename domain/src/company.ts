/** Companies: records of their own, made on the fly and matched by key. */
import { z } from 'zod';
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

export const CompanyKind = defineKind({ name: 'company', version: 1, schema: Company });

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
