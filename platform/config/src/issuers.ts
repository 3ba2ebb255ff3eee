/**
 * The settings of OpenID Connect issuers: `SOTTO_OPENID` lists ids, and each id has names of its own.
 *
 * `SOTTO_OPENID=google,my-sso` reads `SOTTO_OPENID_GOOGLE_…` and `SOTTO_OPENID_MY_SSO_…`.
 */
import { z } from 'zod';
import type { Settings } from './settings.ts';

/** Ids as the operator lists them, each once. */
export const listedIds = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  )
  .refine((ids) => ids.every((id) => /^[a-z][a-z0-9-]{0,19}$/.test(id)), {
    error: 'must be short names such as google,authelia: lower-case letters, digits and hyphens, separated by commas',
  })
  .refine((ids) => new Set(ids).size === ids.length, 'must list each name once');

const given = z.string('must be set: the issuer gives it when Sotto is registered there').max(1000, 'is too long');

const variables = z.object({
  ISSUER: z
    .string('must be set: the address of the issuer, such as https://auth.example.org')
    .refine(isIssuer, 'must be the address of the issuer, such as https://auth.example.org'),
  CLIENT_ID: given,
  CLIENT_SECRET: given,
  NAME: z.string().regex(/^[^\p{C}]{1,40}$/u, 'must be a name of at most 40 characters'),
});
type Suffix = keyof typeof variables.shape;
// Safe: the keys of the shape are what the type is made of.
const suffixes = Object.keys(variables.shape) as Suffix[];
type Defaults = Partial<Record<Suffix, string>>;

/** What need not be said about issuers that everyone knows. */
const wellKnown: Readonly<Record<string, Defaults>> = {
  google: { ISSUER: 'https://accounts.google.com', NAME: 'Google' },
};

export interface Issuers {
  /** `false`: the list itself does not fit; then nothing else is said. */
  readonly areListed: boolean;
  /** Every name that the settings of those listed may have. */
  readonly names: readonly string[];
  readonly found: Settings['issuers'];
  /** What is wrong with those listed, a sentence each. */
  readonly misfits: readonly string[];
}

/** The issuers that the environment describes. */
export function readIssuers(environment: Environment): Issuers {
  const ids = listedIds.safeParse(environment['SOTTO_OPENID'] ?? '').data;
  const read = (ids ?? []).map((id) => readIssuer(id, environment));
  return {
    areListed: ids !== undefined,
    names: (ids ?? []).flatMap((id) => suffixes.map((suffix) => prefixOf(id) + suffix)),
    found: read.flatMap(({ issuer }) => issuer ?? []),
    misfits: read.flatMap(({ misfits }) => misfits),
  };
}

type Environment = Readonly<Record<string, string>>;

function readIssuer(id: string, environment: Environment) {
  const defaults: Defaults = { NAME: id.charAt(0).toUpperCase() + id.slice(1), ...wellKnown[id] };
  const prefix = prefixOf(id);
  const given = suffixes.map((suffix) => [suffix, environment[prefix + suffix] ?? defaults[suffix]]);
  const { data, error } = variables.safeParse(Object.fromEntries(given));
  if (!data) return { issuer: null, misfits: error.issues.map(({ path, message }) => `${prefix}${path.join('.')} ${message}.`) };
  const { NAME: name, ISSUER: issuer, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret } = data;
  return { issuer: { id, name, issuer, clientId, clientSecret }, misfits: [] };
}

/** The id in a name that looks like an issuer's; `null`: it looks like none. */
export function issuerNamedIn(name: string): string | null {
  const [, id] = new RegExp(`^SOTTO_OPENID_([A-Z][A-Z0-9_]*)_(?:${suffixes.join('|')})$`).exec(name) ?? [];
  return id === undefined ? null : id.toLowerCase().replaceAll('_', '-');
}

function prefixOf(id: string): string {
  return `SOTTO_OPENID_${id.toUpperCase().replaceAll('-', '_')}_`;
}

/** An address and nothing behind its path: a query, a fragment or a password is no part of who an issuer is. */
function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin + url.pathname === url.href;
}
