/** Companies: records of their own, made on the fly and matched by key. */
import { z } from 'zod';
import { origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { limits, line, prose, WebUrl, fold } from './text.ts';

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

/**
 * Forms of companies that say nothing about which one it is, folded and without points.
 * Source: ISO 20275 (entity legal forms), the abbreviations in common use.
 */
const legalForms = new Set(
  `inc incorporated corp corporation co company llc llp lp lllp pllc pc ltd limited plc cic pty pvt private public
  gmbh mbh ggmbh ag kg kgaa ohg gbr ug ev eg se sa sas sasu sarl eurl snc srl srls spa sapa sl slu slne scs sca sc scrl
  bv nv vof cv ab asa as oy oyj aps ivs is hf ehf kft zrt nyrt rt doo dd jsc pjsc ooo oao zao ao ip
  sro spol spzoo ad ood eood oue uab sia kk yk gk bhd sdn tbk pt pte holding holdings group`.match(/\S+/g),
);

/**
 * The key by which two spellings are one company: case-folded, marks and punctuation taken off, legal forms at the end dropped.
 *
 * `ACME, Inc.`, `Acme inc` and `acme` share a key. A name that is nothing but legal forms ("The Company Company", "AG") keeps its words;
 * one without any letter or digit is its own folded text, so that no two such names fall together.
 */
export function companyKey(name: string): string {
  const joined = fold(name)
    .replaceAll(/&|\+/g, ' and ')
    // `S.A.`, `G.m.b.H.` and `z o.o.`: points within a word go, so that it reads as its abbreviation.
    .replaceAll(/(?<=\p{Letter})\.(?=\p{Letter}|\s|,|$)/gu, '')
    .replaceAll(/['’`]/g, '')
    .replaceAll(/\bsp z ?o ?o\b/g, 'spzoo');
  const parts = joined.match(/[\p{Letter}\p{Number}]+/gu) ?? [];
  let end = parts.length;
  while (end > 1 && isLegalForm(parts, end)) end -= 1;
  const start = parts[0] === 'the' && end > 1 ? 1 : 0;
  return parts.slice(start, end).join(' ') || fold(name);
}

/** "and" before a dropped form belongs to it: "GmbH & Co. KG", "Deloitte & Co". */
function isLegalForm(parts: readonly string[], end: number): boolean {
  const last = parts[end - 1]!;
  return legalForms.has(last) || (last === 'and' && end < parts.length);
}

/** Every key a company answers to: its name's and its aliases'. */
export function keysOf(company: Pick<Company, 'name' | 'aliases'>): string[] {
  return [...new Set([company.name, ...company.aliases].map(companyKey))];
}
