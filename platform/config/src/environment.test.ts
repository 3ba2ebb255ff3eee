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
    folders: { data: '/srv/sotto/data', keys: '/srv/sotto/keys', epoch: '/srv/sotto/epoch' },
    databaseUrl: null,
    keyringUrl: null,
    epochUrl: null,
    keyringMirrors: [],
    epochMirrors: [],
    rootKey: null,
    rootKeyCommand: null,
    smtpUrl: null,
    mailFrom: 'sotto@localhost',
    signUp: 'open',
    contact: 'privacy@localhost',
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

test('folders with a common beginning of the name are apart', () => {
  expect(parse({ SOTTO_DATA: './sotto', SOTTO_KEYS: './sotto-keys' }).folders.keys).toBe('/srv/sotto/sotto-keys');
});

test('every name of the variables is known', () => {
  expect(knownNames).toContain('SOTTO_EPOCH_URL');
  expect(knownNames).toHaveLength(21);
});
