/**
 * An older copy of the database brings nothing back: no session, link or mail that ended since, and nobody who is disabled
 * comes in as if they were not. Also when nobody was erased in between.
 */
import { copyFileSync, rmSync } from 'node:fs';
import { endedAtRestore, inventory } from '@sotto/database';
import { CompiledQuery } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { crashPoints } from './crash-point.ts';
import {
  engines,
  makeSite,
  readSecret,
  rowsOf,
  rowsOfLiving,
  rowsOfRestored,
  signUp,
  untouched,
  type Opened,
  type Person,
  type Site,
} from './testing.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

async function during<Result>(site: Site, work: (opened: Opened) => Promise<Result>): Promise<Result> {
  await using opened = await site.open();
  return await work(opened);
}

async function signOut({ database: { build, write } }: Opened, { userId }: Person): Promise<void> {
  await write([{ query: build.deleteFrom('session').where('user_id', '=', userId), rows: 1 }]);
}

async function disabledAt({ database: { build, rows } }: Opened, { userId }: Person): Promise<unknown> {
  return (await rows(build.selectFrom('workspace').select('disabled_at').where('user_id', '=', userId)))[0]?.disabled_at;
}

test('what ends at a restore follows from the inventory: sessions, access keys, calendar feeds, links, reminders by mail, waiting mails and help, and no record', () => {
  expect(endedAtRestore).toEqual([
    'reminder_mail',
    'session',
    'access_key',
    'calendar_feed',
    'ticket',
    'outbox',
    'support_grant',
    'support_entry',
  ]);
  expect(endedAtRestore.filter((table) => inventory[table].key === 'data')).toEqual(['support_entry']);
});

describe.each(engines)('an older database on %s', (engine) => {
  test('brings no session, access key, link or mail back, and everything else', async () => {
    await using site = await makeSite(engine);
    const [anna, bela] = await during(site, async (opened) => [await signUp(opened), await signUp(opened)] as const);
    const copy = await site.copy('database');
    await during(site, (opened) => signOut(opened, anna));
    await site.putBack('database', copy);
    await using opened = await site.open();
    expect(opened.vault.startedWith).toEqual({ ...untouched, isRestored: true, ended: 8 });
    for (const person of [anna, bela]) {
      expect(await rowsOf(site, person)).toEqual(rowsOfRestored);
      expect(await readSecret(opened, person)).toBe(person.secret);
    }
    expect((await site.copy('keyring')).get('operator_log')).toMatchObject([{ command: 'reconcile: ended', count: 8 }]);
    // From here on it is the present one.
    await opened.close();
    expect(await during(site, async ({ vault }) => vault.startedWith)).toEqual(untouched);
  });

  test('made within one run is known as older once progress was marked', async () => {
    await using site = await makeSite(engine);
    const opened = await site.open();
    const anna = await signUp(opened);
    const copy = await site.copy('database');
    await opened.vault.markProgress();
    await signOut(opened, anna);
    // Killed: nothing of an orderly end.
    await opened.database.close();
    await site.putBack('database', copy);
    await using again = await site.open();
    expect(again.vault.startedWith).toMatchObject({ isRestored: true, ended: 4 });
  });

  test('that is the present one is not taken for a copy, however often it is opened and marked', async () => {
    await using site = await makeSite(engine);
    const anna = await during(site, (opened) => signUp(opened));
    for (let time = 0; time < 3; time++) {
      await using one = await site.open({ alone: false });
      await using two = await site.open({ alone: false });
      await Promise.all([one.vault.markProgress(), two.vault.markProgress(), one.vault.compare(), two.vault.compare()]);
      expect([one.vault.startedWith, two.vault.startedWith]).toEqual([untouched, untouched]);
    }
    expect(await rowsOf(site, anna)).toEqual(rowsOfLiving);
  });

  test('that is behind stays so, whatever a process that has not noticed yet marks in it', async () => {
    await using site = await makeSite(engine);
    const anna = await during(site, (opened) => signUp(opened));
    const copy = await site.copy('database');
    const opened = await site.open();
    await site.putBack('database', copy);
    await Promise.allSettled([opened.vault.markProgress(), opened.vault.markProgress()]);
    await opened.close().catch(() => {});
    await during(site, async () => {});
    // By the next start, or by that process after all: it notices on a new connection, which one of the two may have opened.
    expect(await rowsOf(site, anna)).toEqual(rowsOfRestored);
  });

  test('shows everyone as disabled whom the keyring says is, and nobody else', async () => {
    await using site = await makeSite(engine);
    const people = await during(site, async (opened) => {
      const [before, since, never, again] = [
        await signUp(opened),
        await signUp(opened),
        await signUp(opened),
        await signUp(opened),
      ];
      for (const { userId } of [before, again]) await opened.vault.setDisabled(userId, true);
      return { before, since, never, again };
    });
    const disabledSince = site.clock;
    const copy = await site.copy('database');
    site.clock += 1000;
    await during(site, async ({ vault }) => {
      await vault.setDisabled(people.since.userId, true);
      await vault.setDisabled(people.again.userId, false);
    });
    await site.putBack('database', copy);
    await using opened = await site.open();
    expect(opened.vault.startedWith.isRestored).toBe(true);
    expect(await disabledAt(opened, people.before)).toBe(disabledSince);
    expect(await disabledAt(opened, people.since)).toBe(disabledSince + 1000);
    expect(await disabledAt(opened, people.never)).toBeNull();
    expect(await disabledAt(opened, people.again)).toBeNull();
  });

  test.each(crashPoints.filter((point) => point.startsWith('restored:')))(
    'is seen again after a crash at "%s"',
    async (point) => {
      await using site = await makeSite(engine);
      const anna = await during(site, (opened) => signUp(opened));
      const copy = await site.copy('database');
      await during(site, async () => {});
      await site.putBack('database', copy);
      await site.crash(point, async () => {}, { from: 'open' });
      await using opened = await site.open();
      expect(opened.vault.startedWith).toEqual({ ...untouched, isRestored: true });
      expect(await rowsOf(site, anna)).toEqual(rowsOfRestored);
      expect(await readSecret(opened, anna)).toBe(anna.secret);
    },
  );
});

test('a copy of the file of SQLite, put back while Sotto is stopped, signs everyone out', async () => {
  await using site = await makeSite('sqlite');
  const { anna, file } = await during(site, async (opened) => ({ anna: await signUp(opened), file: opened.databaseFile }));
  copyFileSync(file, `${file}.copy`);
  await during(site, (opened) => signOut(opened, anna));
  for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
  copyFileSync(`${file}.copy`, file);
  await using opened = await site.open();
  expect(opened.vault.startedWith).toEqual({ ...untouched, isRestored: true, ended: 4 });
  expect(await rowsOf(site, anna)).toEqual(rowsOfRestored);
});

test.runIf(engines.includes('postgres'))(
  'under running processes on postgres, an older database signs everyone out once, and shows who is disabled',
  async () => {
    await using site = await makeSite('postgres');
    await using one = await site.open({ alone: false });
    await using two = await site.open({ alone: false });
    const [anna, bela] = [await signUp(one), await signUp(one)];
    const copy = await site.copy('database');
    const incarnation = one.vault.incarnation();
    await signOut(one, anna);
    await two.vault.setDisabled(bela.userId, true);
    await two.vault.compare();
    await site.putBack('database', copy);
    await site.within('database', async (store) => {
      await store.rows(
        CompiledQuery.raw(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        ),
      );
    });
    for (const { database } of [one, two])
      await vi.waitFor(() => database.rows(database.build.selectFrom('installation').selectAll()), { timeout: 30_000 });
    for (const { vault } of [one, two])
      await vi.waitFor(() => expect(vault.incarnation()).not.toBe(incarnation), { timeout: 30_000 });
    expect(one.vault.incarnation()).toBe(two.vault.incarnation());
    expect(await rowsOf(site, anna)).toEqual(rowsOfRestored);
    expect(await disabledAt(one, bela)).toBe(site.clock);
    for (const { vault } of [one, two]) expect(await vault.compare()).toEqual(untouched);
  },
);
