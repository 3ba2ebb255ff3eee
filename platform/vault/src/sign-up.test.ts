/** The address someone is found by, and the version of their credentials: changed at once by many, and gone without a trace. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIds } from '@sotto/domain';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { KeyShredded } from './door.ts';
import { engines, makeSite, nothing, signUp, start, type Opened, type Person, type Site } from './testing.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const ids = createIds(() => start, randomBytes);
const address = () => `${randomUUID()}@example.org`;

describe.each(engines)('the address of an account on %s', (engine) => {
  let site: Site;
  let opened: Opened;
  beforeAll(async () => {
    site = await makeSite(engine);
    opened = await site.open();
  });
  afterAll(async () => {
    await opened.close();
    await site[Symbol.asyncDispose]();
  });

  test('changes to one that is free, as often as it is said, and frees the one before', async () => {
    const { vault } = opened;
    const anna = await signUp(opened);
    const next = address();
    expect(await vault.changeLogin(anna.userId, next)).toBe(true);
    expect(await vault.changeLogin(anna.userId, next)).toBe(true);
    expect(await vault.findLogin(next)).toMatchObject({ userId: anna.userId });
    expect(await vault.findLogin(anna.email)).toBeNull();
    expect(await signUp(opened, { email: anna.email })).toMatchObject({ email: anna.email });
  });

  test('does not change to one that is taken', async () => {
    const { vault } = opened;
    const [anna, bela] = [await signUp(opened), await signUp(opened)];
    expect(await vault.changeLogin(anna.userId, bela.email)).toBe(false);
    expect(await vault.changeLogin(anna.userId, bela.email, { isProved: true })).toBe(false);
    expect(await vault.findLogin(bela.email)).toMatchObject({ userId: bela.userId });
    expect(await vault.findLogin(anna.email)).toMatchObject({ userId: anna.userId });
  });

  test('that ten people change to at once becomes that of one', async () => {
    const { vault } = opened;
    const people = await Promise.all(Array.from({ length: 10 }, () => signUp(opened)));
    const wanted = address();
    const won = await Promise.all(people.map(({ userId }) => vault.changeLogin(userId, wanted)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await vault.findLogin(wanted)).toMatchObject({ userId: people[won.indexOf(true)]?.userId });
  });

  test('changes for nobody who is unknown, unconfirmed or erased', async () => {
    const { vault } = opened;
    const [anna, bela] = [await signUp(opened), await signUp(opened, { confirmed: false })];
    await vault.eraseAccount(anna.userId);
    for (const userId of [anna.userId, bela.userId, ids.user()])
      await expect(vault.changeLogin(userId, address())).rejects.toThrow(KeyShredded);
  });

  test('is changed before or not at all for someone who is being erased meanwhile', async () => {
    const { vault } = opened;
    const anna = await signUp(opened);
    const next = address();
    await Promise.allSettled([vault.eraseAccount(anna.userId), vault.changeLogin(anna.userId, next)]);
    expect(await vault.findLogin(next)).toBeNull();
    expect(await signUp(opened, { email: next })).toMatchObject({ email: next });
  });
});

describe.each(engines)('the version of credentials on %s', (engine) => {
  test('is that of nobody for someone unknown', async () => {
    await using site = await makeSite(engine);
    await using opened = await site.open();
    await expect(opened.vault.raiseCredentialsVersion(ids.user(), 2)).rejects.toThrow(KeyShredded);
    await expect(opened.vault.credentialsVersion(ids.user())).rejects.toThrow(KeyShredded);
  });

  test('is the highest of those that two processes raise it to at once', async () => {
    await using site = await makeSite(engine);
    await using one = await site.open({ alone: false });
    await using two = await site.open({ alone: false });
    const anna = await signUp(one);
    const versions = Array.from({ length: 20 }, (_, index) => index + 1);
    await Promise.all(versions.map((version) => (version % 2 ? one : two).vault.raiseCredentialsVersion(anna.userId, version)));
    expect(await two.vault.credentialsVersion(anna.userId)).toBe(20);
    expect(await one.vault.findLogin(anna.email)).toMatchObject({ credentialsVersion: 20 });
  });
});

test('an address of someone with keys but no rows is taken only by whoever proved the mailbox', async () => {
  await using site = await makeSite('sqlite');
  const first = await site.open();
  const lost = await signUp(first);
  await first.close();
  await site.putBack(
    'database',
    new Map([...nothing, ['installation', (await site.copy('database')).get('installation') ?? []]]),
  );
  await using opened = await site.open();
  const anna = await signUp(opened);
  expect(await opened.vault.changeLogin(anna.userId, lost.email)).toBe(false);
  expect(await opened.vault.findUser(lost.userId)).not.toBeNull();
  expect(await opened.vault.changeLogin(anna.userId, lost.email, { isProved: true })).toBe(true);
  expect(await opened.vault.findUser(lost.userId)).toBeNull();
});

describe('of a former address or identity', () => {
  const identity = { issuer: 'https://issuer.example', subject: 'anna at the issuer' };

  async function digests(site: Site, anna: Person): Promise<Buffer[]> {
    const keyring = await site.copy('keyring');
    return ['login', 'identity'].flatMap((table) =>
      (keyring.get(table) ?? [])
        .filter((row) => row['user_id'] === anna.userId)
        .map((row) => Buffer.from((row['email_hmac'] ?? row['issuer_subject_hmac']) as Uint8Array)),
    );
  }

  test('not one digest stays in keyring or mirror', async () => {
    await using site = await makeSite('sqlite', { mirrors: 1 });
    await using opened = await site.open();
    const [anna, bela] = [await signUp(opened), await signUp(opened)];
    await opened.vault.linkIdentity(anna.userId, identity);
    const [gone, kept] = [await digests(site, anna), await digests(site, bela)];
    expect(gone.map((digest) => isOnDisk(site, digest))).toEqual([true, true]);
    await opened.vault.changeLogin(anna.userId, address());
    await opened.vault.unlinkIdentity(anna.userId, identity);
    expect(gone.map((digest) => isOnDisk(site, digest))).toEqual([false, false]);
    expect(kept.map((digest) => isOnDisk(site, digest))).toEqual([true]);
  });

  test('not one digest stays after the next start, when the change breaks off before it is swept', async () => {
    await using site = await makeSite('sqlite', { mirrors: 1 });
    let gone: Buffer[] = [];
    const next = address();
    const anna = await site.crash<Person>(
      'change login: keyring written',
      (opened, { userId }) => opened.vault.changeLogin(userId, next),
      {
        async prepare(opened) {
          const person = await signUp(opened);
          gone = await digests(site, person);
          return person;
        },
      },
    );
    await using opened = await site.open();
    expect(await opened.vault.findLogin(next)).toMatchObject({ userId: anna?.userId });
    expect(gone.map((digest) => isOnDisk(site, digest))).toEqual([false]);
  });
});

function isOnDisk({ folder }: Site, bytes: Buffer): boolean {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.some((file) => readFileSync(join(file.parentPath, file.name)).includes(bytes));
}
