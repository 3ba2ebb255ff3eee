import { expect, test, describe, vi } from 'vitest';
import { AlreadyExists } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { KeyShredded } from './door.ts';
import {
  engines,
  makeSite,
  readSecret,
  rowsOf,
  rowsOfLiving,
  signUp,
  dataRows,
  day,
  start,
  untouched,
  type Opened,
  type Person,
} from './testing.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

async function signUpMany(opened: Opened, count: number): Promise<Person[]> {
  const people: Person[] = [];
  while (people.length < count) people.push(await signUp(opened));
  return people;
}

describe.each(engines)('a person on %s', (engine) => {
  test('is found by e-mail and opens what they sealed, also after a restart', async () => {
    await using site = await makeSite(engine);
    const first = await site.open();
    const anna = await signUp(first, { email: 'anna@example.org' });
    await first.close();
    await using again = await site.open();
    expect(await again.vault.findLogin('anna@example.org')).toEqual({
      userId: anna.userId,
      state: 'active',
      credentialsVersion: 1,
    });
    expect(await again.vault.findLogin('bela@example.org')).toBeNull();
    expect(await again.vault.findUser(anna.userId)).toEqual(await again.vault.findLogin('anna@example.org'));
    expect(await readSecret(again, anna)).toBe(anna.secret);
    expect(again.vault.startedWith).toEqual(untouched);
  });

  test('leaves no row anywhere when the account is erased, and nobody else loses one', async () => {
    await using site = await makeSite(engine);
    const opened = await site.open();
    const anna = await signUp(opened);
    const bela = await signUp(opened);
    const seen: string[] = [];
    opened.vault.onKeysChanged((userId) => seen.push(userId));
    await readSecret(opened, anna);
    await opened.vault.eraseAccount(anna.userId, () => seen.push('key gone'));
    expect(seen).toEqual([anna.userId, 'key gone']);
    await expect(opened.vault.sealers(anna.userId)).rejects.toThrow(KeyShredded);
    await expect(opened.vault.eraseAccount(anna.userId)).rejects.toThrow(KeyShredded);
    expect(await opened.vault.findLogin(anna.email)).toBeNull();
    expect(await opened.vault.findUser(anna.userId)).toBeNull();
    expect(await readSecret(opened, bela)).toBe(bela.secret);
    await opened.close();
    expect(await rowsOf(site, anna)).toEqual({});
    expect(await rowsOf(site, bela)).toEqual(rowsOfLiving);
    expect(site.filesRemoved).toEqual([anna.userId]);
  });

  test('goes when many go at once, and so does what they entered', async () => {
    await using site = await makeSite(engine);
    await using opened = await site.open();
    const [accounts, data] = [await signUpMany(opened, 12), await signUpMany(opened, 12)];
    await Promise.all([
      ...accounts.map(({ userId }) => opened.vault.eraseAccount(userId)),
      ...data.map(({ userId }) => opened.vault.eraseData(userId, () => [])),
      ...Array.from({ length: 12 }, () => opened.vault.logOperator({ actor: 'system', command: 'stats' })),
    ]);
    expect(await Promise.all(accounts.map(({ email }) => opened.vault.findLogin(email)))).toEqual(accounts.map(() => null));
    for (const person of data) await expect(readSecret(opened, person)).rejects.toThrow('is not there');
    expect(await opened.vault.readOperatorLog({ after: 0, limit: 100 })).toHaveLength(12);
    await opened.close();
    expect((await site.copy('keyring')).get('ledger')).toHaveLength(24);
  });

  test('goes once when several ask for it at the same moment, in one process and in two', async () => {
    await using site = await makeSite(engine);
    const removing: UserId[] = [];
    const all = Promise.withResolvers<void>();
    // The first is not over before the last has come as far.
    const removeFiles = async (userId: UserId) => {
      if (removing.push(userId) === 3) all.resolve();
      await all.promise;
    };
    const one = await site.open({ alone: false, removeFiles });
    const two = await site.open({ alone: false, removeFiles });
    const [anna, bela] = [await signUp(one), await signUp(one)];
    await Promise.all([one, one, two].map(({ vault }) => vault.eraseAccount(anna.userId)));
    expect(await readSecret(one, bela)).toBe(bela.secret);
    await two.close();
    await one.close();
    expect([await rowsOf(site, anna), removing]).toEqual([{}, [anna.userId, anna.userId, anna.userId]]);
    expect((await site.copy('keyring')).get('ledger')).toHaveLength(1);
  });

  test('goes once when it is gone before the turn of another who asked for it has come', async () => {
    await using site = await makeSite(engine);
    const opened = await site.open();
    const anna = await signUp(opened);
    const others = await signUpMany(opened, 6);
    const asked = await Promise.allSettled([anna, ...others, anna].map(({ userId }) => opened.vault.eraseAccount(userId)));
    // Who asks only when it is gone hears that nobody is there.
    for (const one of asked) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(KeyShredded);
    await opened.close();
    expect(await rowsOf(site, anna)).toEqual({});
    expect((await site.copy('keyring')).get('ledger')).toHaveLength(7);
  });

  test('keeps account and session when all data is erased, under a new data key', async () => {
    await using site = await makeSite(engine);
    const opened = await site.open();
    const anna = await signUp(opened);
    const before = await opened.vault.sealers(anna.userId);
    await opened.vault.eraseData(anna.userId, (sealers) => dataRows(opened.database, sealers, 'begun anew').slice(0, 1));
    const after = await opened.vault.sealers(anna.userId);
    expect(after.account.keyId).toBe(before.account.keyId);
    expect(after.data.keyId).not.toBe(before.data.keyId);
    expect(await readSecret(opened, anna)).toBe('begun anew');
    await opened.close();
    const { gone: _gone, chunk: _chunk, alarm: _alarm, ...rest } = rowsOfLiving;
    expect(await rowsOf(site, anna)).toEqual(rest);
  });

  test('whose address is taken cannot sign up, and leaves nothing behind', async () => {
    await using site = await makeSite(engine);
    const opened = await site.open();
    const anna = await signUp(opened, { email: 'anna@example.org' });
    await expect(signUp(opened, { email: 'anna@example.org' })).rejects.toThrow(AlreadyExists);
    const [late, later] = [
      await signUp(opened, { email: 'bela@example.org', confirmed: false }),
      await signUp(opened, { email: 'bela@example.org', confirmed: false }),
    ];
    expect(await opened.vault.findLogin('bela@example.org')).toBeNull();
    expect(await opened.vault.findUser(later.userId)).toBeNull();
    expect(await opened.vault.confirmUser(later.userId)).toBe(true);
    expect(await opened.vault.confirmUser(later.userId)).toBe(true);
    expect(await opened.vault.findUser(later.userId)).toMatchObject({ state: 'active' });
    expect(await opened.vault.confirmUser(late.userId)).toBe(false);
    expect(await opened.vault.purgeUnconfirmed(start + 6 * day)).toBe(0);
    expect(await opened.vault.purgeUnconfirmed(start + 8 * day)).toBe(1);
    await opened.close();
    expect(await rowsOf(site, late)).toEqual({});
    expect(await rowsOf(site, anna)).toEqual(rowsOfLiving);
    expect((await site.copy('database')).get('workspace')).toHaveLength(2);
  });

  test('raises the version of their credentials and never lowers it', async () => {
    await using site = await makeSite(engine);
    await using opened = await site.open();
    const anna = await signUp(opened);
    await Promise.all([3, 4, 2].map((version) => opened.vault.raiseCredentialsVersion(anna.userId, version)));
    expect(await opened.vault.credentialsVersion(anna.userId)).toBe(4);
  });

  test('keeps with the version what is said of the second factor, unless a later version is there', async () => {
    await using site = await makeSite(engine);
    await using opened = await site.open();
    const { vault } = opened;
    const anna = await signUp(opened);
    const [older, newer] = [Uint8Array.of(1), Uint8Array.of(2)];
    const kept = async () => [...((await vault.keptSecondFactor(anna.userId)) ?? [])];
    expect(await vault.keptSecondFactor(anna.userId)).toBeNull();
    await vault.raiseCredentialsVersion(anna.userId, 3, newer);
    await vault.raiseCredentialsVersion(anna.userId, 2, older);
    expect(await kept()).toEqual([2]);
    await vault.raiseCredentialsVersion(anna.userId, 4);
    expect(await kept()).toEqual([2]);
    await vault.eraseAccount(anna.userId);
    expect(await vault.keptSecondFactor(anna.userId)).toBeNull();
  });

  test('opens after the epoch key was replaced, and after the root key was', async () => {
    await using site = await makeSite(engine);
    const opened = await site.open();
    const anna = await signUp(opened);
    expect(await opened.vault.rotateEpoch()).toBe(true);
    expect(await opened.vault.rotateEpoch()).toBe(true);
    await opened.vault.rotateRoot();
    const bela = await signUp(opened);
    await opened.close();
    expect((await site.copy('epochs')).get('epoch_key')).toHaveLength(1);
    expect((await site.copy('keyring')).get('epoch')).toHaveLength(1);
    await using again = await site.open();
    expect(await readSecret(again, anna)).toBe(anna.secret);
    expect(await readSecret(again, bela)).toBe(bela.secret);
  });
});
