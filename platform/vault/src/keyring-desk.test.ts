import { rmSync } from 'node:fs';
import { makeStore } from '@sotto/database/testing';
import { describe, expect, test, vi } from 'vitest';
import type { KeyringTables } from './keyring.ts';
import { openMirror } from './mirror-place.ts';
import { epochSort, keyringSort, type VaultPlaces } from './places.ts';
import { parseSheet } from './recovery-sheet.ts';
import { restoreFromMirrors } from './restore.ts';
import { readRootKey, rootKeyFile } from './root-key.ts';
import { engines, makeSite, readSecret, signUp, untouched, type Opened, type Site } from './testing.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

/** One mirror of each store on a PostgreSQL of its own, and one in a folder. */
async function makeMirrored(site: Site): Promise<AsyncDisposable & { readonly places: VaultPlaces; forget(): Promise<void> }> {
  const [keyring, epochs] = [await makeStore('postgres'), await makeStore('postgres')];
  const places = {
    ...site.places,
    keyringMirrors: [keyring.address, ...(site.places.keyringMirrors ?? [])],
    epochMirrors: [epochs.address, ...(site.places.epochMirrors ?? [])],
  };
  return {
    places,
    /** Takes every table away, as a database that was lost and made anew. */
    async forget() {
      for (const [store, { migrations }] of [
        [keyring, keyringSort],
        [epochs, epochSort],
      ] as const)
        await (await store.open({ migrations, target: null })).close();
    },
    async [Symbol.asyncDispose]() {
      await keyring[Symbol.asyncDispose]();
      await epochs[Symbol.asyncDispose]();
    },
  };
}

const outcomes = async ({ vault }: Opened) => (await vault.keyring.checkMirrors()).map(({ outcome }) => outcome);

/** None in a run that leaves PostgreSQL out. */
const besidePostgres = engines.includes('postgres') ? engines : [];

describe.each(besidePostgres)('mirrors on another PostgreSQL, of stores on %s', (engine) => {
  test('hold every row beside those in folders, are named without who connects, and bring everything back', async () => {
    await using site = await makeSite(engine, { mirrors: 1 });
    await using mirrored = await makeMirrored(site);
    const { places } = mirrored;
    const opened = await site.open({ places });
    const people = [await signUp(opened), await signUp(opened)];
    await opened.vault.rotateEpoch();
    await opened.vault.eraseAccount((await signUp(opened)).userId);
    const checked = await opened.vault.keyring.checkMirrors();
    expect(checked.map(({ store, outcome }) => [store, outcome])).toEqual([
      ['keyring', 'same'],
      ['keyring', 'same'],
      ['epoch store', 'same'],
      ['epoch store', 'same'],
    ]);
    expect(checked.every(({ rows }) => rows > 0)).toBe(true);
    const { stores } = await opened.vault.keyring.status();
    for (const { revision, mirrors } of stores) expect(mirrors.map((mirror) => mirror.revision)).toEqual([revision, revision]);
    const said = JSON.stringify([stores, checked]);
    expect(said).toContain('postgres://127.0.0.1:');
    expect(said).not.toContain('@');
    const sheet = await opened.vault.secretsSheet();
    await opened.close();

    for (const [part, primary] of [
      ['keyring', places.keyringUrl],
      ['epochs', places.epochUrl],
    ] as const)
      if (primary !== null) await site.putBack(part, new Map());
    // The folders go, mirrors and root key with them: what is left lies on the other server.
    for (const folder of [
      places.keysFolder,
      places.epochFolder,
      ...(site.places.keyringMirrors ?? []),
      ...(site.places.epochMirrors ?? []),
    ])
      rmSync(folder, { recursive: true, force: true });
    const back = await restoreFromMirrors(places, sheet);
    expect([back.keyringFrom, back.epochsFrom].every((from) => from?.startsWith('postgres://127.0.0.1:'))).toBe(true);
    await using again = await site.open({ places });
    expect(again.vault.startedWith).toEqual(untouched);
    for (const person of people) expect(await readSecret(again, person)).toBe(person.secret);
  });

  test('that were lost or changed are filled anew, and one that does not answer keeps nobody waiting', async () => {
    await using site = await makeSite(engine);
    await using mirrored = await makeMirrored(site);
    const silent = 'postgres://sotto@127.0.0.1:1/nowhere';
    const places = { ...mirrored.places, keyringMirrors: [...(mirrored.places.keyringMirrors ?? []), silent] };
    const opened = await site.open({ places });
    await signUp(opened);
    expect(await outcomes(opened)).toEqual(['same', 'silent', 'same']);
    expect((await opened.vault.doctor()).map(({ sentence }) => sentence)).toContainEqual(
      expect.stringContaining('The mirror of the keyring in postgres://127.0.0.1:1/nowhere does not answer'),
    );
    await opened.close();
    await mirrored.forget();
    await using again = await site.open({ places });
    await signUp(again);
    expect(await outcomes(again)).toEqual(['same', 'silent', 'same']);
  });
});

test.each(engines)('a row of a mirror that was changed from outside is found and put right (%s)', async (engine) => {
  await using site = await makeSite(engine, { mirrors: 1 });
  const [folder = ''] = site.places.keyringMirrors ?? [];
  const first = await site.open();
  await signUp(first);
  await first.close();
  const copy = await openMirror<KeyringTables>(keyringSort, folder);
  await copy.write([{ query: copy.build.updateTable('login').set({ credentials_version: 9 }), rows: 1 }]);
  await copy.close();
  await using opened = await site.open();
  expect(await outcomes(opened)).toEqual(['filled', 'same']);
  expect(await outcomes(opened)).toEqual(['same', 'same']);
});

describe.each(engines)('a root key that another process replaced, on %s', (engine) => {
  test('is taken up by one that runs: it opens, wraps under it, prints it, and replaces it in turn', async () => {
    await using site = await makeSite(engine);
    await using running = await site.open({ alone: false });
    const anna = await signUp(running);
    const before = readFileOf(site);
    await using other = await site.open({ alone: false });
    // Their epoch key must not be in memory: it is read and unwrapped after the change.
    expect(await other.vault.rotateRoot()).toBe(true);
    expect(readFileOf(site)).not.toEqual(before);
    expect(await running.vault.rotateEpoch()).toBe(true);
    const { name, seal } = await running.vault.archives.begin();
    const place = { index: 0, isLast: true };
    const open = await other.vault.archives.opener(name);
    expect(Buffer.from(open(place, seal(place, Buffer.from('of the backup')))).toString()).toBe('of the backup');
    const bela = await signUp(other);
    expect([await readSecret(running, anna), await readSecret(running, bela)]).toEqual([anna.secret, bela.secret]);
    expect(parseSheet(await running.vault.secretsSheet()).export()).toEqual(readFileOf(site));
    expect(await running.vault.rotateRoot()).toBe(true);
    expect(await other.vault.rotateEpoch()).toBe(true);
    expect(await readSecret(other, bela)).toBe(bela.secret);
  });

  test('that is nowhere to be found is said, and nothing is wrapped by the former one', async () => {
    await using site = await makeSite(engine);
    const running = await site.open({ alone: false });
    const other = await site.open({ alone: false });
    await other.vault.rotateRoot();
    await other.close();
    rmSync(rootKeyFile(site.places.keysFolder));
    await expect(running.vault.rotateEpoch()).rejects.toThrow('the one in force is not here');
    await expect(running.vault.secretsSheet()).rejects.toThrow('the one in force is not here');
    await running.close();
  });
});

const readFileOf = (site: Site) => readRootKey({ kind: 'file' }, site.places.keysFolder)?.export();

test('how keys stand is told: since when, from where, how many', async () => {
  await using site = await makeSite('sqlite');
  await using opened = await site.open();
  await signUp(opened);
  await opened.vault.eraseAccount((await signUp(opened)).userId);
  expect(await opened.vault.keyring.status()).toMatchObject({
    rootKey: 'file',
    sheetMadeAt: null,
    epochSince: site.clock,
    keysBehind: 0,
    people: 1,
    erasures: 1,
  });
  site.clock += 1000;
  await opened.vault.secretsSheet();
  await opened.vault.rotateEpoch();
  expect(await opened.vault.keyring.status()).toMatchObject({ sheetMadeAt: site.clock, epochSince: site.clock });
});
