import { expect, test } from 'vitest';
import { knownNames, parseEnvironment, WrongEnvironment } from './index.ts';

const parse = (environment: Record<string, string>) => parseEnvironment(environment, '/srv/sotto');

function refusal(environment: Record<string, string>): string {
  try {
    parse(environment);
  } catch (error) {
    if (error instanceof WrongEnvironment) return error.message;
    throw error;
  }
  return 'not refused';
}

test('an empty environment gives loopback, SQLite, mail as files and open sign-up', () => {
  expect(parse({ PATH: '/bin' })).toEqual({
    port: 4747,
    host: '127.0.0.1',
    origin: 'http://localhost:4747',
    loopback: true,
    tls: null,
    trustedProxies: [],
    folders: { data: '/srv/sotto/data', keys: '/srv/sotto/keys', epoch: '/srv/sotto/epoch', backups: '/srv/sotto/backups' },
    databaseUrl: null,
    keyringUrl: null,
    epochUrl: null,
    keyringMirrors: [],
    epochMirrors: [],
    isContactNamed: false,
    rootKey: null,
    rootKeyCommand: null,
    smtpUrl: null,
    mailFrom: 'sotto@localhost',
    issuers: [],
    breachedPasswords: null,
    jurisdictions: [],
    signUp: 'open',
    contact: null,
    logLevel: 'info',
  });
});

test('an unknown name is refused with the nearest known name', () => {
  expect(refusal({ SOTTO_PROT: '5000' })).toBe('SOTTO_PROT is not a setting of Sotto. Did you mean SOTTO_PORT?');
  expect(refusal({ SOTTO_SMPT_URL: 'x' })).toContain('SOTTO_SMTP_URL');
});

test('names of other programs and of the tests are not looked at', () => {
  expect(parse({ SOTTOVOCE: '1', SOTTO_TEST_DATABASE_URL: 'postgres://x' }).port).toBe(4747);
});

test('an empty value counts as not set', () => {
  expect(parse({ SOTTO_PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 4747, databaseUrl: null });
});

test('all that is wrong is said at once, without the values', () => {
  const said = refusal({ SOTTO_PORT: 'canary-a', DATABASE_URL: 'mysql://canary-b', SOTTO_SIGN_UP: 'canary-c', SOTTO_PORTT: '1' });
  expect(said.split('\n')).toHaveLength(4);
  expect(said).toContain('SOTTO_PORT must be a port, 1 to 65535.');
  expect(said).not.toContain('canary');
});

const beyond = { SOTTO_HOST: '0.0.0.0', SOTTO_ORIGIN: 'https://sotto.example.org', SOTTO_SIGN_UP: 'invite' };

test.each([
  ['plain HTTP beyond this machine', { SOTTO_HOST: '0.0.0.0' }, 'Plain HTTP'],
  ['a plain HTTP origin with another name', { SOTTO_ORIGIN: 'http://sotto.example.org' }, 'Plain HTTP'],
  ['https without an end of TLS', beyond, 'who ends TLS'],
  ['half a TLS pair', { ...beyond, SOTTO_TLS_CERT: 'a.pem' }, 'go together'],
  [
    'open sign-up beyond this machine without mail',
    { ...beyond, SOTTO_TRUSTED_PROXY: '10.0.0.1', SOTTO_SIGN_UP: 'open' },
    'needs mail',
  ],
  ['keys inside data', { SOTTO_KEYS: './data/keys' }, 'must lie apart'],
  ['two stores in one folder', { SOTTO_EPOCH: './data' }, 'must lie apart'],
  ['one folder as mirror of both', { SOTTO_KEYRING_MIRRORS: '/mnt/a', SOTTO_EPOCH_MIRRORS: '/mnt/a' }, 'folders of their own'],
  [
    'one database for two stores, whoever connects',
    { KEYRING_URL: 'postgres://a@db.example/sotto', SOTTO_KEYRING_MIRRORS: 'postgres://b:c@db.example:5432/sotto' },
    'a database of their own',
  ],
  ['a mirror with half an address', { SOTTO_EPOCH_MIRRORS: '/mnt/a,postgres://' }, 'must be folders, or look like'],
  ['two sources of the root key', { SOTTO_ROOT_KEY: 'A'.repeat(43), SOTTO_ROOT_KEY_COMMAND: 'kms' }, 'exclude each other'],
  ['an origin with a path', { SOTTO_ORIGIN: 'https://a.example/sotto' }, 'must look like'],
  ['a proxy that is no address', { SOTTO_TRUSTED_PROXY: '10.0.0.0/33' }, 'must be IP addresses'],
])('%s is refused', (_, environment, sentence) => {
  expect(refusal(environment)).toContain(sentence);
});

test('a public installation behind a proxy is taken', () => {
  const settings = parse({
    ...beyond,
    SOTTO_TRUSTED_PROXY: '10.0.0.0/8, ::1',
    SOTTO_DATA: '/var/lib/sotto',
    SOTTO_KEYRING_MIRRORS: '/mnt/a,/mnt/b',
  });
  expect(settings).toMatchObject({
    origin: 'https://sotto.example.org',
    loopback: false,
    trustedProxies: ['10.0.0.0/8', '::1'],
    folders: { data: '/var/lib/sotto' },
    keyringMirrors: ['/mnt/a', '/mnt/b'],
    mailFrom: 'sotto@sotto.example.org',
  });
});

test('a mirror is a folder, or an address of PostgreSQL', () => {
  const address = 'postgres://sotto@other.example/keyring';
  expect(parse({ SOTTO_KEYRING_MIRRORS: `mirror,${address}` }).keyringMirrors).toEqual(['/srv/sotto/mirror', address]);
});

test('folders with a common beginning of the name are apart', () => {
  expect(parse({ SOTTO_DATA: './sotto', SOTTO_KEYS: './sotto-keys' }).folders.keys).toBe('/srv/sotto/sotto-keys');
});

test('every name of the variables is known', () => {
  expect(knownNames).toContain('SOTTO_EPOCH_URL');
  expect(knownNames).toHaveLength(25);
});

const registered = { CLIENT_ID: 'sotto-client', CLIENT_SECRET: 'canary-secret' };

/** The settings of one issuer by their names. */
function ofIssuer(id: string, settings: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([suffix, value]) => [`SOTTO_OPENID_${id}_${suffix}`, value]));
}

test('Google needs only what it gave at registration', () => {
  expect(parse({ SOTTO_OPENID: 'google', ...ofIssuer('GOOGLE', registered) }).issuers).toEqual([
    {
      id: 'google',
      name: 'Google',
      issuer: 'https://accounts.google.com',
      clientId: 'sotto-client',
      clientSecret: 'canary-secret',
    },
  ]);
});

test('several issuers are taken in the order of the list, each under a name of its own', () => {
  const settings = parse({
    SOTTO_OPENID: 'my-sso, google',
    ...ofIssuer('GOOGLE', { ...registered, NAME: 'Google at work' }),
    ...ofIssuer('MY_SSO', { ...registered, ISSUER: 'https://auth.example.org/realms/home/' }),
  });
  expect(settings.issuers).toMatchObject([
    { id: 'my-sso', name: 'My-sso', issuer: 'https://auth.example.org/realms/home/' },
    { id: 'google', name: 'Google at work' },
  ]);
});

test('a listed issuer without what it needs is refused with the names to set', () => {
  expect(refusal({ SOTTO_OPENID: 'google,authelia' }).split('\n')).toEqual([
    'SOTTO_OPENID_GOOGLE_CLIENT_ID must be set: the issuer gives it when Sotto is registered there.',
    'SOTTO_OPENID_GOOGLE_CLIENT_SECRET must be set: the issuer gives it when Sotto is registered there.',
    'SOTTO_OPENID_AUTHELIA_ISSUER must be set: the address of the issuer, such as https://auth.example.org.',
    'SOTTO_OPENID_AUTHELIA_CLIENT_ID must be set: the issuer gives it when Sotto is registered there.',
    'SOTTO_OPENID_AUTHELIA_CLIENT_SECRET must be set: the issuer gives it when Sotto is registered there.',
  ]);
});

test('a setting of an issuer that is not listed is refused with a sentence that says to list it', () => {
  const settings = ofIssuer('MY_SSO', { CLIENT_SECRET: 'canary' });
  const sentence =
    'SOTTO_OPENID_MY_SSO_CLIENT_SECRET is of an issuer that SOTTO_OPENID does not list. Add my-sso there, or take this away.';
  expect(refusal(settings)).toBe(sentence);
  expect(refusal({ ...settings, SOTTO_OPENID: 'google', ...ofIssuer('GOOGLE', registered) })).toBe(sentence);
});

test('a mistyped setting of an issuer is refused with the nearest known name', () => {
  const settings = { SOTTO_OPENID: 'google', ...ofIssuer('GOOGLE', registered) };
  expect(refusal({ ...settings, SOTTO_OPENID_GOOGLE_CLIENTID: 'canary' })).toBe(
    'SOTTO_OPENID_GOOGLE_CLIENTID is not a setting of Sotto. Did you mean SOTTO_OPENID_GOOGLE_CLIENT_ID?',
  );
  expect(refusal({ SOTTO_OPENIDS: 'google' })).toContain('Did you mean SOTTO_OPENID?');
});

test('a list of issuers that does not fit is refused alone, without the values', () => {
  for (const list of ['Google', 'a_b', 'canary!', 'google,google', '7up']) {
    const said = refusal({ SOTTO_OPENID: list, ...ofIssuer('GOOGLE', registered) });
    expect(said.split('\n'), `the list ${list}`).toHaveLength(1);
    expect(said).toMatch(/^SOTTO_OPENID must /);
    expect(said).not.toContain('canary');
  }
});

test.each([
  ['of another kind', 'ftp://auth.example.org'],
  ['with a query', 'https://auth.example.org/?canary'],
  ['with a fragment', 'https://auth.example.org/#canary'],
  ['with a password', 'https://canary:canary@auth.example.org/'],
  ['that is none', 'canary'],
])('an address of an issuer %s is refused', (_, issuer) => {
  const said = refusal({ SOTTO_OPENID: 'sso', ...ofIssuer('SSO', { ...registered, ISSUER: issuer }) });
  expect(said).toBe('SOTTO_OPENID_SSO_ISSUER must be the address of the issuer, such as https://auth.example.org.');
});

test('a name that would not fit into a letter is refused', () => {
  for (const name of ['x'.repeat(41), 'Sso\r\nBcc: canary']) {
    const said = refusal({ SOTTO_OPENID: 'google', ...ofIssuer('GOOGLE', { ...registered, NAME: name }) });
    expect(said).toBe('SOTTO_OPENID_GOOGLE_NAME must be a name of at most 40 characters.');
  }
});

test('an issuer is reached by plain HTTP on this machine only, and only while Sotto is there alone', () => {
  const at = (issuer: string) => ({ SOTTO_OPENID: 'sso', ...ofIssuer('SSO', { ...registered, ISSUER: issuer }) });
  const proxied = { ...beyond, SOTTO_TRUSTED_PROXY: '10.0.0.1' };
  for (const issuer of ['http://localhost:9000', 'http://127.0.0.1:9000', 'http://[::1]:9000/a']) {
    expect(parse(at(issuer)).issuers, 'the control').toHaveLength(1);
    expect(refusal({ ...proxied, ...at(issuer) })).toContain('begins with https://');
  }
  expect(refusal(at('http://auth.example.org'))).toContain('begins with https://');
  expect(parse({ ...proxied, ...at('https://auth.example.org') }).issuers).toHaveLength(1);
});
