/** Each thing that the doctor finds about how an installation is set up, made true, found, mended, and found no more. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnvironment, type Settings } from '@sotto/config';
import { expect, test } from 'vitest';
import { clockFindings, contactFindings, linkFindings, permissionFindings } from './doctor.ts';

const beyond = { SOTTO_ORIGIN: 'https://sotto.example.org', SOTTO_TRUSTED_PROXY: '10.0.0.1', SOTTO_SIGN_UP: 'invite' };
const sentences = (found: readonly { sentence: string }[]) => found.map(({ sentence }) => sentence);

test('a folder or backup that others may read is named, with what takes that away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-doctor-'));
  const settings = parseEnvironment({ SOTTO_KEYRING_MIRRORS: 'mirror' }, folder);
  const file = join(settings.folders.backups, 'sotto-1.backup');
  for (const each of [settings.folders.data, settings.folders.backups, join(folder, 'mirror')]) mkdirSync(each, { mode: 0o700 });
  writeFileSync(file, 'sealed', { mode: 0o600 });
  expect(permissionFindings(settings)).toEqual([]);
  for (const [path, wrong, right] of [
    [settings.folders.data, 0o755, 0o700],
    [join(folder, 'mirror'), 0o710, 0o700],
    [file, 0o640, 0o600],
  ] as const) {
    chmodSync(path, wrong);
    expect(sentences(permissionFindings(settings))).toEqual([
      `${path} may be read by other users of this machine. Take that away: chmod ${right.toString(8)} ${path}`,
    ]);
    chmodSync(path, right);
  }
  rmSync(folder, { recursive: true });
});

const withUrls = (environment: Record<string, string>): Settings => parseEnvironment(environment, '/srv/sotto');

test.each([
  ['DATABASE_URL', 'postgres://sotto:canary@db.example/sotto'],
  ['DATABASE_URL', 'postgres://sotto:canary@db.example/sotto?sslmode=disable'],
  ['KEYRING_URL', 'postgres://sotto:canary@db.example/sotto?sslmode=no-verify'],
  ['SOTTO_EPOCH_URL', 'postgres://sotto:canary@10.0.0.7/sotto?sslmode=prefer'],
  ['SOTTO_KEYRING_MIRRORS', 'postgres://sotto:canary@db.example/mirror'],
])('a link to PostgreSQL elsewhere that is not encrypted is named: %s %s', (name, url) => {
  const [said = '', ...more] = sentences(linkFindings(withUrls({ [name]: url })));
  expect(said).toContain(`Add ?sslmode=verify-full to ${name}.`);
  expect([said.includes('canary'), more]).toEqual([false, []]);
});

test('links that are encrypted, or stay on this machine, are no finding', () => {
  for (const url of [
    'postgres://sotto@db.example/sotto?sslmode=verify-full',
    'postgres://sotto@localhost/sotto',
    'postgres://sotto@127.0.0.1:5433/sotto',
    'postgres://sotto@[::1]/sotto',
  ])
    expect(linkFindings(withUrls({ DATABASE_URL: url }))).toEqual([]);
  for (const url of ['smtp://mail.example', 'smtps://a:b@mail.example:465', 'smtp://127.0.0.1:2525?ignoreTLS=true'])
    expect(linkFindings(withUrls({ SOTTO_SMTP_URL: url }))).toEqual([]);
});

test.each([
  'smtp://mail.example?ignoreTLS=true',
  'smtp://mail.example?requireTLS=false',
  'smtps://mail.example?tls.rejectUnauthorized=false',
])('a mail server elsewhere that is asked for less is named: %s', (url) => {
  expect(sentences(linkFindings(withUrls({ SOTTO_SMTP_URL: url })))).toEqual([expect.stringContaining('SOTTO_SMTP_URL')]);
});

test('beyond this machine a contact that nobody named is asked for', () => {
  expect(sentences(contactFindings(withUrls(beyond)))).toEqual([
    'No contact is named: the public pages say privacy@sotto.example.org. Set SOTTO_CONTACT to an address that somebody reads every day.',
  ]);
  expect(contactFindings(withUrls({ ...beyond, SOTTO_CONTACT: 'desk@sotto.example.org' }))).toEqual([]);
  expect(contactFindings(withUrls({}))).toEqual([]);
});

test('a clock that is more than half a minute off is named, whichever way', () => {
  const readings = (at: number) => [{ store: 'keyring', at } as const];
  const here = 1_800_000_000_000;
  expect(clockFindings(readings(here + 30_000), here)).toEqual([]);
  expect(sentences(clockFindings(readings(here + 45_000), here))).toEqual([expect.stringContaining('45 seconds ahead of')]);
  expect(sentences(clockFindings(readings(here - 90_000), here))).toEqual([expect.stringContaining('90 seconds behind')]);
});
