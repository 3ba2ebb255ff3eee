import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { VaultUnavailable } from './door.ts';
import { epochSort, keyringSort, openStore, peekMirror } from './places.ts';
import { promoteKeyring, restoreFromMirrors } from './restore.ts';
import { rootKeyFile } from './root-key.ts';
import {
  copyFolder,
  dataRows,
  engines,
  makeSite,
  nothing,
  readSecret,
  rowsOf,
  rowsOfLiving,
  signUp,
  untouched,
  type Opened,
  type Person,
  type Site,
} from './testing.ts';
import type { KeyringTables } from './keyring.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

async function during<Result>(site: Site, work: (opened: Opened) => Promise<Result>): Promise<Result> {
  await using opened = await site.open();
  return await work(opened);
}

const [keyringMirror, epochMirror] = [
  (site: Site) => site.places.keyringMirrors![0]!,
  (site: Site) => site.places.epochMirrors![0]!,
];
const sentences = async ({ vault }: Opened) => (await vault.doctor()).map(({ sentence }) => sentence);
const isSaid = async (opened: Opened, words: string) => (await sentences(opened)).some((sentence) => sentence.includes(words));

async function rowsInMirror(site: Site) {
  const mirror = await openStore<KeyringTables>(keyringSort, keyringMirror(site), null);
  const rows = {
    all: new Map(
      await Promise.all(
        keyringSort.copied.map(
          async ([table]) => [table, sorted(await mirror.rows(mirror.build.selectFrom(table).selectAll()))] as const,
        ),
      ),
    ),
    keys: await mirror.rows(mirror.build.selectFrom('user_key').selectAll().orderBy('key_id')),
    meta: await mirror.rows(mirror.build.selectFrom('meta').selectAll()),
  };
  await mirror.close();
  return rows;
}

/** In an order that does not depend on the engine. */
const sorted = (rows: readonly object[]) =>
  rows.map((row) => JSON.stringify(Object.entries(row).toSorted(([left], [right]) => (left < right ? -1 : 1)))).toSorted();

/** Something in each table of the keyring that a person or the operator's desk fills. */
async function everythingElse({ vault }: Opened, { userId }: Person): Promise<void> {
  await vault.changeLogin(userId, 'anna@example.org');
  await vault.linkIdentity(userId, { issuer: 'https://issuer.example', subject: 'anna' });
  await vault.raiseCredentialsVersion(userId, 5);
  await vault.setDisabled(userId, true);
  await vault.addInvite('token', Number.MAX_SAFE_INTEGER);
  await vault.addOperator({ name: 'Marlene', secret: randomBytes(20), lastStep: 3 });
  await vault.logOperator({ actor: 'system', command: 'user disable' });
  await vault.cases.open('legal', { by: 'system', content: 'something' });
}

describe.each(engines)('mirrors of stores on %s', (engine) => {
  test('hold what the primaries hold, after every change', async () => {
    await using site = await makeSite(engine, { mirrors: 2 });
    await during(site, async (opened) => {
      const anna = await signUp(opened);
      const bela = await signUp(opened);
      await opened.vault.eraseData(anna.userId, () => []);
      await opened.vault.rotateEpoch();
      await opened.vault.eraseAccount(bela.userId);
      await opened.vault.rotateRoot();
      await everythingElse(opened, anna);
    });
    const keyring = await site.copy('keyring');
    const mirror = await rowsInMirror(site);
    expect(mirror.keys).toEqual(
      keyring.get('user_key')?.toSorted((left, right) => (String(left['key_id']) < String(right['key_id']) ? -1 : 1)),
    );
    expect(mirror.meta).toEqual(keyring.get('meta'));
    for (const [table, rows] of mirror.all) expect([table, rows]).toEqual([table, sorted(keyring.get(table) ?? [])]);
    // Refilled from nothing, they hold it as well.
    for (const folder of site.places.keyringMirrors ?? []) rmSync(folder, { recursive: true });
    await during(site, async () => {});
    const again = await site.copy('keyring');
    for (const [table, rows] of (await rowsInMirror(site)).all)
      expect([table, rows]).toEqual([table, sorted(again.get(table) ?? [])]);
    for (const table of ['login', 'identity', 'invite', 'operator', 'operator_log', 'case_file'])
      expect(again.get(table)).not.toEqual([]);
    for (const folder of site.places.epochMirrors ?? [])
      expect(await peekMirror(epochSort, folder)).toEqual((await site.copy('epochs')).get('meta')?.[0]);
  });

  test('bring everything back with the recovery sheet when both primaries and the root key are gone', async () => {
    await using site = await makeSite(engine, { mirrors: 1 });
    const { people, sheet } = await during(site, async (opened) => {
      const signedUp = [await signUp(opened), await signUp(opened), await signUp(opened)];
      await opened.vault.rotateEpoch();
      await opened.vault.eraseAccount(signedUp.pop()!.userId);
      return { people: signedUp, sheet: await opened.vault.secretsSheet() };
    });
    await losePrimaries(site);
    await expect(site.open()).rejects.toThrow(/keyring is empty or missing/);
    const other = await foreignSheet();
    await expect(restoreFromMirrors(site.places, other)).rejects.toThrow(/does not belong to this keyring/);
    await expect(restoreFromMirrors(site.places, null)).rejects.toThrow(/root key is missing/);
    expect(existsSync(rootKeyFile(site.places.keysFolder))).toBe(false);
    expect(await restoreFromMirrors(site.places, sheet)).toEqual({
      keyringFrom: keyringMirror(site),
      epochsFrom: epochMirror(site),
      rootKeyFromSheet: true,
    });
    await during(site, async (opened) => {
      expect(opened.vault.startedWith).toEqual(untouched);
      for (const person of people) expect(await readSecret(opened, person)).toBe(person.secret);
      expect(await signUp(opened)).toBeDefined();
    });
    expect(await restoreFromMirrors(site.places, null)).toEqual({ keyringFrom: null, epochsFrom: null, rootKeyFromSheet: false });
  });

  test('of which none answers let nobody sign up and no data key be replaced, and leave nothing half done', async () => {
    await using site = await makeSite(engine, { mirrors: 1 });
    await using opened = await site.open();
    const [anna, bela] = [await signUp(opened), await signUp(opened)];
    const away = `${keyringMirror(site)}.away`;
    renameSync(keyringMirror(site), away);
    // A file where the folder was: nothing can be made there.
    writeFileSync(keyringMirror(site), '');
    await expect(signUp(opened)).rejects.toThrow(VaultUnavailable);
    await expect(opened.vault.eraseData(anna.userId, () => [])).rejects.toThrow(VaultUnavailable);
    expect(await isSaid(opened, 'does not answer')).toBe(true);
    // An erasure waits for no mirror.
    await opened.vault.eraseAccount(bela.userId);
    expect(await rowsOf(site, anna)).toEqual(rowsOfLiving);
    expect((await site.copy('keyring')).get('user_key')).toHaveLength(2);
    expect(await readSecret(opened, anna)).toBe(anna.secret);
    // Back with what it held before the erasure: refilled from nothing.
    rmSync(keyringMirror(site));
    renameSync(away, keyringMirror(site));
    const clara = await signUp(opened);
    const owners = (await rowsInMirror(site)).keys.map(({ user_id }) => user_id);
    expect(new Set(owners)).toEqual(new Set([anna.userId, clara.userId]));
  });
});

test('an epoch key is not used before a mirror of the epoch store has confirmed it', async () => {
  await using site = await makeSite('sqlite', { mirrors: 1 });
  await using opened = await site.open();
  const anna = await signUp(opened);
  rmSync(epochMirror(site), { recursive: true });
  writeFileSync(epochMirror(site), '');
  await expect(opened.vault.rotateEpoch()).rejects.toThrow(VaultUnavailable);
  expect((await site.copy('epochs')).get('epoch_key')).toHaveLength(1);
  expect(await readSecret(opened, anna)).toBe(anna.secret);
  rmSync(epochMirror(site));
  expect(await opened.vault.rotateEpoch()).toBe(true);
});

test('a mirror whose folder was replaced under the running process is filled anew', async () => {
  await using site = await makeSite('sqlite', { mirrors: 1 });
  await using opened = await site.open();
  const anna = await signUp(opened);
  rmSync(keyringMirror(site), { recursive: true });
  const bela = await signUp(opened);
  const owners = (await rowsInMirror(site)).keys.map(({ user_id }) => user_id);
  expect(new Set(owners)).toEqual(new Set([anna.userId, bela.userId]));
});

test('a mirror that has not confirmed when keys are rotated is struck off until it is back', async () => {
  await using site = await makeSite('sqlite', { mirrors: 2 });
  await using opened = await site.open();
  await signUp(opened);
  const away = `${keyringMirror(site)}.away`;
  renameSync(keyringMirror(site), away);
  writeFileSync(keyringMirror(site), '');
  expect(await opened.vault.rotateEpoch()).toBe(true);
  expect(await isSaid(opened, 'was struck off')).toBe(true);
  rmSync(keyringMirror(site));
  renameSync(away, keyringMirror(site));
  expect(await isSaid(opened, 'was struck off')).toBe(false);
  const epochs = (await site.copy('keyring')).get('epoch') ?? [];
  expect((await rowsInMirror(site)).keys.map(({ epoch_id }) => epoch_id)).toEqual(epochs.flatMap(({ id }) => [id, id]));
});

test('a damaged mirror is filled anew, a foreign or newer one stops the start', async () => {
  await using site = await makeSite('sqlite', { mirrors: 1 });
  const anna = await during(site, (opened) => signUp(opened));
  const file = join(keyringMirror(site), keyringSort.file);
  writeFileSync(file, randomBytes(20_000));
  await during(site, async () => {});
  expect((await rowsInMirror(site)).keys).toHaveLength(2);

  const early = await site.copy('keyring');
  await during(site, (opened) => signUp(opened));
  const now = await site.copy('keyring');
  await site.putBack('keyring', early);
  await expect(site.open()).rejects.toThrow(/keyring is an older copy/);
  await site.putBack('keyring', now);

  await using other = await makeSite('sqlite', { mirrors: 1 });
  await during(other, (opened) => signUp(opened));
  rmSync(keyringMirror(site), { recursive: true });
  copyFolder(keyringMirror(other), keyringMirror(site));
  await expect(site.open()).rejects.toThrow(/mirror of another installation/);
  rmSync(keyringMirror(site), { recursive: true });
  await during(site, async (opened) => expect(await readSecret(opened, anna)).toBe(anna.secret));

  await site.putBack('database', nothing);
  for (const folder of [site.places.keysFolder, site.places.epochFolder]) rmSync(folder, { recursive: true });
  await expect(site.open()).rejects.toThrow(/holds a mirror of a keyring/);
});

describe('a keyring that is an older copy', () => {
  test('is promoted after the erasures it does not know were carried out in it', async () => {
    await using site = await makeSite('sqlite');
    site.beginning = 'begun anew';
    const [anna, bela, clara] = await during(
      site,
      async (opened) => [await signUp(opened), await signUp(opened), await signUp(opened)] as const,
    );
    const [keyring, database] = [await site.copy('keyring'), await site.copy('database')];
    const dora = await during(site, async (opened) => {
      await opened.vault.eraseAccount(anna.userId);
      await opened.vault.eraseData(bela.userId, (sealers) => dataRows(opened.database, sealers, 'since'));
      return await signUp(opened);
    });
    await site.putBack('keyring', keyring);
    await expect(site.open()).rejects.toThrow(/keyring is an older copy/);
    expect(await promoteKeyring(site.places, { now: () => site.clock, randomBytes })).toEqual({ entries: 2, destroyed: 2 });
    await during(site, async (opened) => {
      // Their keys were made after the copy: left alone, not purged.
      expect(new Set(opened.vault.startedWith.quarantined)).toEqual(new Set([bela.userId, dora.userId]));
      expect(opened.vault.startedWith).toMatchObject({ purged: 0, emptied: 0 });
      expect(await opened.vault.findLogin(anna.email)).toBeNull();
      expect(await readSecret(opened, clara)).toBe(clara.secret);
    });
    // With the database of the same time, only the erasures remain to be carried out.
    await site.putBack('database', database);
    await during(site, async (opened) => {
      expect(opened.vault.startedWith).toMatchObject({ isRestored: true, purged: 1, emptied: 1, quarantined: [] });
      expect(await readSecret(opened, bela)).toBe('begun anew');
      expect(await readSecret(opened, clara)).toBe(clara.secret);
    });
  });
});

describe('what an erasure leaves on disk', () => {
  test('is not one byte of the wrapped keys, of the sealed rows or of their id', async () => {
    await using site = await makeSite('sqlite', { mirrors: 1 });
    await using opened = await site.open();
    const [anna, bela] = [await signUp(opened), await signUp(opened)];
    const bytesOf = async ({ userId }: { userId: string }) => {
      const wrapped = ((await site.copy('keyring')).get('user_key') ?? [])
        .filter((row) => row['user_id'] === userId)
        .map((row) => row['wrapped'] as Buffer);
      const sealed = ((await site.copy('database')).get('record') ?? [])
        .filter((row) => row['user_id'] === userId)
        .map((row) => row['sealed'] as Buffer);
      return [...wrapped, ...sealed, Buffer.from(userId)];
    };
    const [gone, kept] = [await bytesOf(anna), await bytesOf(bela)];
    const databaseFolder = join(opened.databaseFile, '..');
    const folders = [site.folder, databaseFolder];
    expect(gone.map((bytes) => isOnDisk(folders, bytes))).toEqual([true, true, true, true]);
    await opened.vault.eraseAccount(anna.userId);
    expect(gone.map((bytes) => isOnDisk(folders, bytes))).toEqual([false, false, false, false]);
    expect(kept.map((bytes) => isOnDisk(folders, bytes))).toEqual([true, true, true, true]);
  });
});

/** Whether a stretch of 24 bytes of the value (envelopes may be split over pages) occurs in any file. */
function isOnDisk(folders: readonly string[], bytes: Buffer): boolean {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
  );
  return files.some((file) => readFileSync(join(file.parentPath, file.name)).includes(bytes.subarray(20, 44)));
}

async function losePrimaries(site: Site): Promise<void> {
  if (site.engine === 'postgres') for (const part of ['keyring', 'epochs'] as const) await site.putBack(part, nothing);
  for (const folder of [site.places.keysFolder, site.places.epochFolder]) rmSync(folder, { recursive: true, force: true });
}

async function foreignSheet(): Promise<string> {
  await using other = await makeSite('sqlite');
  return await during(other, ({ vault }) => vault.secretsSheet());
}
