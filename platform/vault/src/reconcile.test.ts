import { describe, expect, test, vi } from 'vitest';
import { CompiledQuery } from 'kysely';
import { VaultUnavailable } from './door.ts';
import { unwrapKey } from './key-tree.ts';
import { epochBinding } from './epoch.ts';
import { readRootKey } from './root-key.ts';
import { quarantineLimit, verdictOf } from './reconcile.ts';
import {
  dataRows,
  engines,
  makeSite,
  readSecret,
  rowsByPerson,
  rowsOf,
  rowsOfLiving,
  rowsOfRestored,
  signUp,
  untouched,
  type Copy,
  type Opened,
  type Person,
  type Site,
} from './testing.ts';
import { userKeyBinding, type UserKeyRow } from './user-key.ts';
import { VaultRefused } from './refusal.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

/** Rows of one person that an older database brings back and that are ended. */
const endedEach = 4;

async function during<Result>(site: Site, work: (opened: Opened) => Promise<Result>): Promise<Result> {
  await using opened = await site.open();
  return await work(opened);
}

const signUpMany = (opened: Opened, count: number) => Promise.all(Array.from({ length: count }, () => signUp(opened)));

async function expectLiving(
  site: Site,
  opened: Opened,
  people: readonly Person[],
  rows: Record<string, number> = rowsOfLiving,
): Promise<void> {
  const rowsOfEach = await rowsByPerson(site);
  for (const person of people) {
    expect(await readSecret(opened, person)).toBe(person.secret);
    expect(rowsOfEach(person)).toEqual(rows);
  }
}

test('the rule asks for two proofs before anything is purged', () => {
  expect(verdictOf(true, false)).toBe('normal');
  expect(verdictOf(false, true)).toBe('purge');
  expect(verdictOf(false, false)).toBe('quarantine');
  expect([quarantineLimit(0), quarantineLimit(2000), quarantineLimit(50_000)]).toEqual([3, 3, 50]);
});

describe.each(engines)('a start on %s', (engine) => {
  test('with an older database purges everyone erased since, and nobody else', async () => {
    await using site = await makeSite(engine);
    const people = await during(site, (opened) => signUpMany(opened, 8));
    const copies: { copy: Copy; living: number }[] = [];
    for (let erased = 0; erased < 5; erased++) {
      copies.push({ copy: await site.copy('database'), living: 8 - erased });
      await during(site, ({ vault }) => vault.eraseAccount(people[erased]!.userId));
    }
    for (const { copy, living } of copies) {
      await site.putBack('database', copy);
      await using opened = await site.open();
      expect(opened.vault.startedWith).toEqual({
        ...untouched,
        isRestored: true,
        purged: living - 3,
        ended: 3 * endedEach,
      });
      await expectLiving(site, opened, people.slice(5), rowsOfRestored);
      const rowsOfEach = await rowsByPerson(site);
      for (const person of people.slice(0, 5)) expect(rowsOfEach(person)).toEqual({});
      const incarnation = opened.vault.incarnation();
      await opened.close();
      const [again, next] = await during(site, async ({ vault }) => [vault.startedWith, vault.incarnation()]);
      expect(again).toEqual(untouched);
      expect(next).toBe(incarnation);
      expect(copy.get('installation')?.[0]?.['incarnation']).not.toBe(incarnation);
    }
  });

  test('with an older database empties again who had erased all data, and keeps their account', async () => {
    await using site = await makeSite(engine);
    site.beginning = 'begun anew';
    const [anna, bela] = await during(site, (opened) => signUpMany(opened, 2));
    const copy = await site.copy('database');
    await during(site, ({ vault, database }) => vault.eraseData(anna!.userId, (sealers) => dataRows(database, sealers, 'since')));
    await site.putBack('database', copy);
    await using opened = await site.open();
    expect(opened.vault.startedWith).toEqual({ ...untouched, isRestored: true, emptied: 1, ended: 2 * endedEach });
    expect(await readSecret(opened, anna!)).toBe('begun anew');
    expect(await rowsOf(site, anna!)).toMatchObject({ credential: 1, activity: 1, record: 1, user_key: 2 });
    await expectLiving(site, opened, [bela!], rowsOfRestored);
  });

  test('leaves people without key and ledger entry alone, and says so', async () => {
    await using site = await makeSite(engine);
    const people = await during(site, (opened) => signUpMany(opened, 8));
    const whole = await site.copy('keyring');
    const withoutKeys = (count: number) =>
      site.within('keyring', async (store) => {
        const ids = people.slice(0, count).map(({ userId }) => userId as string);
        await store.write([{ query: store.build.deleteFrom('user_key').where('user_id', 'in', ids), rows: 2 * count }]);
      });
    await withoutKeys(3);
    await during(site, async (opened) => {
      expect(new Set(opened.vault.startedWith.quarantined)).toEqual(new Set(people.slice(0, 3).map(({ userId }) => userId)));
      expect(opened.vault.startedWith.purged).toBe(0);
      const { user_key: _, ...rows } = rowsOfLiving;
      expect(await rowsOf(site, people[0]!)).toEqual(rows);
      expect((await opened.vault.doctor()).filter(({ severity }) => severity === 'alarm')).toHaveLength(3);
      await expectLiving(site, opened, people.slice(3));
    });
    await site.within('keyring', async (store) => {
      const ids = people.slice(3, 4).map(({ userId }) => userId as string);
      await store.write([{ query: store.build.deleteFrom('user_key').where('user_id', 'in', ids), rows: 2 }]);
    });
    const before = await site.copy('database');
    await expect(site.open()).rejects.toThrow(VaultRefused);
    await expect(site.open()).rejects.toThrow(/4 of 8 people .* Nobody was purged/);
    expect(await site.copy('database')).toEqual(before);
    // The lost keys come back: everybody is there.
    const keys = whole.get('user_key') ?? [];
    const present = await site.copy('keyring');
    await site.putBack('keyring', new Map([...present, ['user_key', keys]]));
    await during(site, async (opened) => expectLiving(site, opened, people));
  });

  test('destroys keys again that came back although the ledger names them', async () => {
    await using site = await makeSite(engine);
    const [anna, bela] = await during(site, (opened) => signUpMany(opened, 2));
    const [database, keyring] = [await site.copy('database'), await site.copy('keyring')];
    await during(site, ({ vault }) => vault.eraseAccount(anna!.userId));
    await site.putBack('database', database);
    const present = await site.copy('keyring');
    await site.putBack(
      'keyring',
      new Map([...present, ['user_key', keyring.get('user_key') ?? []], ['login', keyring.get('login') ?? []]]),
    );
    await using opened = await site.open();
    expect(opened.vault.startedWith).toEqual({ ...untouched, isRestored: true, purged: 1, shredded: 1, ended: endedEach });
    expect(await rowsOf(site, anna!)).toEqual({});
    await expectLiving(site, opened, [bela!], rowsOfRestored);
    expect((await site.copy('keyring')).get('operator_log')?.map(({ command, count }) => [command, count])).toEqual([
      ['reconcile: purged', 1],
      ['reconcile: shredded', 1],
      ['reconcile: ended', endedEach],
    ]);
  });

  test('keeps people whose account is younger than the database, and lets them sign up again', async () => {
    await using site = await makeSite(engine);
    const empty = await during(site, async () => site.copy('database'));
    const [anna, bela] = await during(site, (opened) => signUpMany(opened, 2));
    await site.putBack('database', empty);
    await using opened = await site.open();
    expect(opened.vault.startedWith).toEqual({ ...untouched, isRestored: true });
    const absent = (await opened.vault.doctor()).filter(({ sentence }) => sentence.includes('no rows'));
    expect(absent).toHaveLength(2);
    // By proving the mailbox, or by the operator's hand.
    const again = await signUp(opened, { email: anna!.email, confirmed: false });
    expect(await opened.vault.confirmUser(again.userId)).toBe(true);
    expect(await opened.vault.findLogin(anna!.email)).toMatchObject({ userId: again.userId });
    expect(await opened.vault.releaseUser(again.userId), 'someone who is whole').toBe(false);
    expect(await opened.vault.releaseUser(bela!.userId)).toBe(true);
    expect(await opened.vault.findLogin(anna!.email)).toMatchObject({ userId: again.userId });
    expect(await opened.vault.findLogin(bela!.email)).toBeNull();
    expect((await opened.vault.doctor()).filter(({ sentence }) => sentence.includes('no rows'))).toEqual([]);
  });

  test('with an older database finishes an erasure that was interrupted, and still sees that it is older', async () => {
    await using site = await makeSite(engine);
    const [anna, bela, clara] = await during(site, (opened) => signUpMany(opened, 3));
    const copy = await site.copy('database');
    await during(site, ({ vault }) => vault.eraseAccount(anna!.userId));
    await site.crash('erase account: keys destroyed', ({ vault }) => vault.eraseAccount(bela!.userId));
    await site.putBack('database', copy);
    await using opened = await site.open();
    expect(opened.vault.startedWith).toEqual({ ...untouched, isRestored: true, purged: 1, ended: 2 * endedEach });
    for (const person of [anna!, bela!]) expect(await rowsOf(site, person)).toEqual({});
    await expectLiving(site, opened, [clara!], rowsOfRestored);
  });

  test('leaves a sign-up alone that another process may still be at', async () => {
    await using site = await makeSite(engine);
    await site.crash('sign-up: keys in keyring', (opened) => signUp(opened));
    const creating = async () => (await site.copy('keyring')).get('login')?.length;
    await using opened = await site.open({ alone: false });
    expect(await creating()).toBe(1);
    site.clock += 2 * 60_000;
    expect(await opened.vault.compare()).toEqual(untouched);
    expect(await creating()).toBe(0);
    expect((await site.copy('keyring')).get('user_key')).toEqual([]);
  });
});

describe.each(engines)('an erased person on %s', (engine) => {
  test('is readable in no older database, with everything left and a copy of keyring and keys from before the last rotation', async () => {
    await using site = await makeSite(engine);
    const people = await during(site, (opened) => signUpMany(opened, 6));
    const stolen = {
      keyring: await site.copy('keyring'),
      epochs: await site.copy('epochs'),
      root: readRootKey({ kind: 'file' }, site.places.keysFolder)!,
    };
    const [id] = (stolen.keyring.get('meta') ?? []).map((meta) => meta['installation_id'] as string);
    const erased = people.slice(0, 3);
    await during(site, async ({ vault }) => {
      for (const { userId } of erased.slice(0, 2)) await vault.eraseAccount(userId);
      await vault.eraseData(erased[2]!.userId, () => []);
      await vault.rotateEpoch();
    });
    const opensWith = (keyring: Copy, epochs: Copy) => countUnwrapped({ keyring, epochs, root: stolen.root, id: id! });
    const left = { keyring: await site.copy('keyring'), epochs: await site.copy('epochs') };
    // The control: what was stolen opens with the epoch key of its time, and the living open with what is left.
    expect(opensWith(stolen.keyring, stolen.epochs)).toBe(12);
    expect(opensWith(left.keyring, left.epochs)).toBe(8);
    expect(opensWith(stolen.keyring, left.epochs)).toBe(0);
  });
});

/** How many user keys of a keyring open with the epoch keys of an epoch store. */
function countUnwrapped({
  keyring,
  epochs,
  root,
  id,
}: {
  keyring: Copy;
  epochs: Copy;
  root: Parameters<typeof unwrapKey>[0]['key'];
  id: string;
}): number {
  const epochKeys = (epochs.get('epoch_key') ?? []).map((row) =>
    unwrapKey({ key: root, binding: epochBinding(id, row['id'] as string) }, row['wrapped'] as Uint8Array),
  );
  const rows = (keyring.get('user_key') ?? []) as unknown as UserKeyRow[];
  const opens = (row: UserKeyRow) =>
    epochKeys.some((key) => {
      try {
        unwrapKey({ key, binding: userKeyBinding(row) }, row.wrapped);
        return true;
      } catch {
        return false;
      }
    });
  return rows.filter(opens).length;
}

describe.runIf(engines.includes('postgres'))('under running processes on postgres', () => {
  test('a new connection to an older database closes the vault until it is reconciled, in every process', async () => {
    await using site = await makeSite('postgres');
    await using one = await site.open({ alone: false });
    await using two = await site.open({ alone: false });
    const [anna, bela] = await signUpMany(one, 2);
    expect(await readSecret(two, anna!)).toBe(anna!.secret);
    const copy = await site.copy('database');
    await one.vault.eraseAccount(anna!.userId);
    expect(two.vault.cachedSealers(anna!.userId)).not.toBeNull();
    const incarnation = one.vault.incarnation();
    await site.putBack('database', copy);
    await dropConnections(site);
    // Whoever comes next gets a new connection, and with it the comparison; the broken one may be noticed first.
    for (const { vault, database } of [one, two]) {
      await vi.waitFor(() => database.rows(database.build.selectFrom('installation').selectAll()), { timeout: 30_000 });
      expect(vault.cachedSealers(anna!.userId)).toBeNull();
    }
    for (const { vault } of [one, two])
      await vi.waitFor(() => expect(vault.incarnation()).not.toBe(incarnation), { timeout: 30_000 });
    expect(one.vault.incarnation()).toBe(two.vault.incarnation());
    expect(await rowsOf(site, anna!)).toEqual({});
    for (const opened of [one, two])
      await vi.waitFor(async () => expect(await readSecret(opened, bela!)).toBe(bela!.secret), { timeout: 30_000 });
  });

  test('a connection to another database is refused', async () => {
    await using site = await makeSite('postgres');
    await using opened = await site.open();
    const anna = await signUp(opened);
    await site.within('database', async (store) => {
      await store.write([{ query: store.build.updateTable('installation').set({ id: 'another' }), rows: 1 }]);
    });
    await dropConnections(site);
    // The broken connection may be noticed first.
    await vi.waitFor(() => expect(readSecret(opened, anna)).rejects.toThrow(VaultUnavailable), { timeout: 30_000 });
    await site.within('database', async (store) => {
      await store.write([{ query: store.build.updateTable('installation').set({ id: opened.vault.installationId }), rows: 1 }]);
    });
    expect(await readSecret(opened, anna)).toBe(anna.secret);
  });
});

/** Ends the server's side of all other connections to the database. */
async function dropConnections(site: Site): Promise<void> {
  await site.within('database', async (store) => {
    await store.rows(
      CompiledQuery.raw(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      ),
    );
  });
}

describe('erasure in time', () => {
  test('destroys the key within a second and the rows within a minute of confirming', async () => {
    await using site = await makeSite('sqlite');
    await using opened = await site.open();
    const people = await signUpMany(opened, 20);
    const times: number[] = [];
    for (const { userId } of people) {
      const begun = performance.now();
      await opened.vault.eraseAccount(userId, () => void times.push(performance.now() - begun));
      expect(performance.now() - begun).toBeLessThan(60_000);
    }
    expect(times).toHaveLength(20);
    // The median, and five times the promise, which is measured by the bench: here a busy machine may hold them up.
    expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(5000);
  });
});
