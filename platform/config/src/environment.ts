/**
 * The environment, parsed once at the start of a process.
 *
 * Promises: a name that is not known is refused with the nearest known one, a value that does not fit with a sentence
 * that says what would; all at once, so that nobody mends them one by one. Never: a value in a refusal (it may be a secret).
 */
import { isIP } from 'node:net';
import { resolve, sep } from 'node:path';
import { z } from 'zod';
import { type Issuers, issuerNamedIn, listedIds, readIssuers } from './issuers.ts';
import { nearest } from './nearest.ts';
import type { Settings } from './settings.ts';

/** Something in the environment is not as it should be. `message` holds one sentence per line, for the operator. */
export class WrongEnvironment extends Error {
  override readonly name = 'WrongEnvironment';
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.sentences = sentences;
  }
}

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user@host/name' });
const folder = z.string();
const isPostgres = (place: string) => /^postgres(ql)?:\/\//.test(place);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const mirrors = list.refine(
  (places) => places.every((place) => !isPostgres(place) || (URL.parse(place)?.hostname ?? '') !== ''),
  'must be folders, or look like postgres://user@host/name, separated by commas',
);
const email = z.email('must be an e-mail address');

/** Every name Sotto reads, with what it takes. An empty value counts as not set. */
const variables = z.object({
  SOTTO_PORT: z.coerce
    .number('must be a port, 1 to 65535')
    .int('must be a port, 1 to 65535')
    .min(1, 'must be a port, 1 to 65535')
    .max(65535, 'must be a port, 1 to 65535')
    .default(4747),
  SOTTO_HOST: z
    .string()
    .refine((host) => host === 'localhost' || isIP(host) !== 0, 'must be an IP address or localhost')
    .default('127.0.0.1'),
  SOTTO_ORIGIN: z
    .string()
    .refine(isOrigin, 'must look like https://sotto.example.org, with nothing after the host and port')
    .optional(),
  SOTTO_TLS_CERT: folder.optional(),
  SOTTO_TLS_KEY: folder.optional(),
  SOTTO_TRUSTED_PROXY: list
    .refine((ranges) => ranges.every(isNetwork), 'must be IP addresses or ranges such as 10.0.0.0/8, separated by commas')
    .default([]),
  SOTTO_DATA: folder.default('./data'),
  SOTTO_KEYS: folder.default('./keys'),
  SOTTO_EPOCH: folder.default('./epoch'),
  SOTTO_BACKUPS: folder.default('./backups'),
  DATABASE_URL: postgresUrl.optional(),
  KEYRING_URL: postgresUrl.optional(),
  SOTTO_EPOCH_URL: postgresUrl.optional(),
  SOTTO_KEYRING_MIRRORS: mirrors.default([]),
  SOTTO_EPOCH_MIRRORS: mirrors.default([]),
  SOTTO_ROOT_KEY: z
    .string()
    .refine((text) => /^[\w+/-]{43}=?$/.test(text), 'must be 32 bytes as base64')
    .optional(),
  SOTTO_ROOT_KEY_COMMAND: z.string().optional(),
  SOTTO_SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtps://user:password@host:465' }).optional(),
  SOTTO_MAIL_FROM: email.optional(),
  SOTTO_OPENID: listedIds.default([]),
  SOTTO_BREACHED_PASSWORDS: z.string().optional(),
  SOTTO_SIGN_UP: z.enum(['open', 'invite', 'closed'], 'must be open, invite or closed').default('open'),
  SOTTO_CONTACT: email.optional(),
  SOTTO_JURISDICTION: list
    .refine(
      (codes) => codes.every((code) => /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code)),
      'must be codes of countries or parts of them, such as US-NC or US-NC,US',
    )
    .default([]),
  SOTTO_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent').default('info'),
});
type Variables = z.output<typeof variables>;

/** All names that may be set, for the operator's guide and its test; those of an issuer come with its id, see `readIssuers`. */
export const knownNames: readonly string[] = Object.keys(variables.shape);

/**
 * The settings that `environment` asks for; relative folders are taken from `workingFolder`.
 *
 * Throws `WrongEnvironment` with every sentence at once. Names of other programs are not looked at;
 * `SOTTO_TEST_…` belong to the tests.
 */
export function parseEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  workingFolder = process.cwd(),
): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined || value.trim() === '' ? [] : [[name, value]])),
  );
  const issuers = readIssuers(given);
  const unknown = unknownNames(Object.keys(given), issuers).map((name) => sayUnknown(name, issuers.names));
  const parsed = variables.safeParse(given);
  const misfits = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`);
  const wrong = [...unknown, ...misfits, ...issuers.misfits];
  if (!parsed.success || wrong.length > 0) throw new WrongEnvironment(wrong);
  const settings = arrange(parsed.data, issuers.found, workingFolder);
  const contradictions = rules.filter((rule) => rule.broken(settings, parsed.data)).map((rule) => rule.sentence);
  if (contradictions.length > 0) throw new WrongEnvironment(contradictions);
  return settings;
}

/** What nobody reads. While the list of issuers does not fit, nobody knows which of their names are to be read. */
function unknownNames(given: readonly string[], { names, areListed }: Issuers): string[] {
  const known = new Set([...knownNames, ...names]);
  return given.filter(
    (name) =>
      name.startsWith('SOTTO_') &&
      !name.startsWith('SOTTO_TEST_') &&
      !known.has(name) &&
      (areListed || issuerNamedIn(name) === null),
  );
}

function sayUnknown(name: string, ofIssuers: readonly string[]): string {
  const id = issuerNamedIn(name);
  if (id !== null) return `${name} is of an issuer that SOTTO_OPENID does not list. Add ${id} there, or take this away.`;
  return `${name} is not a setting of Sotto. Did you mean ${nearest(name, [...knownNames, ...ofIssuers])}?`;
}

function arrange(read: Variables, issuers: Settings['issuers'], workingFolder: string): Settings {
  const origin = new URL(read.SOTTO_ORIGIN ?? `http://localhost:${read.SOTTO_PORT}`);
  const path = (given: string) => resolve(workingFolder, given);
  return {
    port: read.SOTTO_PORT,
    host: read.SOTTO_HOST,
    origin: origin.origin,
    loopback: origin.protocol === 'http:',
    tls:
      read.SOTTO_TLS_CERT && read.SOTTO_TLS_KEY
        ? { certificateFile: path(read.SOTTO_TLS_CERT), keyFile: path(read.SOTTO_TLS_KEY) }
        : null,
    trustedProxies: read.SOTTO_TRUSTED_PROXY,
    folders: {
      data: path(read.SOTTO_DATA),
      keys: path(read.SOTTO_KEYS),
      epoch: path(read.SOTTO_EPOCH),
      backups: path(read.SOTTO_BACKUPS),
    },
    databaseUrl: read.DATABASE_URL ?? null,
    keyringUrl: read.KEYRING_URL ?? null,
    epochUrl: read.SOTTO_EPOCH_URL ?? null,
    keyringMirrors: read.SOTTO_KEYRING_MIRRORS.map((place) => (isPostgres(place) ? place : path(place))),
    epochMirrors: read.SOTTO_EPOCH_MIRRORS.map((place) => (isPostgres(place) ? place : path(place))),
    rootKey: read.SOTTO_ROOT_KEY ?? null,
    rootKeyCommand: read.SOTTO_ROOT_KEY_COMMAND ?? null,
    smtpUrl: read.SOTTO_SMTP_URL ?? null,
    mailFrom: read.SOTTO_MAIL_FROM ?? `sotto@${origin.hostname}`,
    issuers,
    breachedPasswords: read.SOTTO_BREACHED_PASSWORDS === undefined ? null : path(read.SOTTO_BREACHED_PASSWORDS),
    signUp: read.SOTTO_SIGN_UP,
    contact: read.SOTTO_CONTACT ?? (origin.protocol === 'http:' ? null : `privacy@${origin.hostname}`),
    jurisdictions: read.SOTTO_JURISDICTION,
    isContactNamed: read.SOTTO_CONTACT !== undefined,
    logLevel: read.SOTTO_LOG,
  };
}

/** What must hold between settings. Each says what to do, not only what is wrong. */
const rules: readonly { sentence: string; broken(settings: Settings, read: Variables): boolean }[] = [
  {
    sentence: 'SOTTO_TLS_CERT and SOTTO_TLS_KEY go together: set both, or neither.',
    broken: (_, read) => (read.SOTTO_TLS_CERT === undefined) !== (read.SOTTO_TLS_KEY === undefined),
  },
  {
    sentence:
      'Plain HTTP is served on this machine only: set SOTTO_ORIGIN to an https:// address, or leave SOTTO_HOST at 127.0.0.1 and SOTTO_ORIGIN unset.',
    broken: ({ loopback, host, origin }) => loopback && !(isLoopbackHost(host) && new URL(origin).hostname === 'localhost'),
  },
  {
    sentence:
      'An https:// origin needs someone who ends TLS: set SOTTO_TLS_CERT and SOTTO_TLS_KEY, or name your proxy in SOTTO_TRUSTED_PROXY.',
    broken: ({ loopback, tls, trustedProxies }) => !loopback && tls === null && trustedProxies.length === 0,
  },
  {
    sentence: 'Open sign-up beyond this machine needs mail: set SOTTO_SMTP_URL, or SOTTO_SIGN_UP=invite or closed.',
    broken: ({ loopback, smtpUrl, signUp }) => !loopback && smtpUrl === null && signUp === 'open',
  },
  {
    sentence:
      'SOTTO_DATA, SOTTO_KEYS, SOTTO_EPOCH and SOTTO_BACKUPS must lie apart, none inside another: one copy of a folder must never hold two of them.',
    broken: ({ folders }) => overlap(Object.values(folders)),
  },
  {
    sentence:
      'SOTTO_KEYRING_MIRRORS and SOTTO_EPOCH_MIRRORS must be folders of their own, apart from each other and from SOTTO_DATA, SOTTO_KEYS, SOTTO_EPOCH and SOTTO_BACKUPS.',
    broken: ({ folders, keyringMirrors, epochMirrors }) => {
      const mirrors = [...keyringMirrors, ...epochMirrors].filter((place) => !isPostgres(place));
      return mirrors.length > 0 && !overlap(Object.values(folders)) && overlap([...Object.values(folders), ...mirrors]);
    },
  },
  {
    sentence:
      'DATABASE_URL, KEYRING_URL, SOTTO_EPOCH_URL and the mirrors on PostgreSQL must each name a database of their own: one copy must never hold two of them.',
    broken: ({ databaseUrl, keyringUrl, epochUrl, keyringMirrors, epochMirrors }) => {
      const named = [databaseUrl, keyringUrl, epochUrl, ...keyringMirrors, ...epochMirrors].flatMap((place) =>
        place !== null && isPostgres(place) ? [databaseIn(place)] : [],
      );
      return new Set(named).size < named.length;
    },
  },
  {
    sentence: 'SOTTO_ROOT_KEY and SOTTO_ROOT_KEY_COMMAND exclude each other: set one.',
    broken: ({ rootKey, rootKeyCommand }) => rootKey !== null && rootKeyCommand !== null,
  },
  {
    sentence:
      'The address of an issuer begins with https://; http:// is taken only for one on this machine, and only while Sotto is served on this machine alone.',
    broken: ({ loopback, issuers }) => issuers.some(({ issuer }) => !isWithinReach(new URL(issuer), loopback)),
  },
];

/** Host, port and name: whoever connects, it is the same database. */
function databaseIn(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
}

/** What an issuer says decides who gets in: beyond this machine it is asked through TLS only. */
function isWithinReach({ protocol, hostname }: URL, loopback: boolean): boolean {
  return protocol === 'https:' || (loopback && isLoopbackHost(hostname.replace(/^\[|\]$/g, '')));
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '');
}

function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const version = isIP(address);
  if (version === 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Whether one of the folders is, or lies in, another. */
function overlap(folders: readonly string[]): boolean {
  return folders.some((one, index) =>
    folders.some((other, position) => index !== position && (one + sep).startsWith(other + sep)),
  );
}
