/**
 * Delete all data: the account, its password and its sessions stay, everything that was entered goes, and its key with it. An
 * older copy of the database opens none of it, and a start on such a copy takes it out again.
 */
import { deleteData, getAccount } from '@sotto/features/account/api';
import { features } from '@sotto/server';
import { createClock, engines, startServer, uniqueName } from '@sotto/testing';
import { describe, expect, test } from 'vitest';
import { makeInstallation, settingsOn, storesAt } from './testing/installation.ts';
import { apply, join, returning, titlesOf } from './testing/people.ts';

const applications = 5;

describe.each(engines)('on %s', (engine) => {
  test('the account stays and everything entered goes, in an older copy too, and nobody else’s', async () => {
    await using installation = await makeInstallation(engine);
    const clock = createClock();
    const start = (settings = installation.settings) => startServer({ features, stores: storesAt(engine, settings), clock });
    const titles = Array.from({ length: applications }, () => uniqueName()).toSorted();

    const first = await start();
    const [ada, bob] = [await join(first), await join(first)];
    for (const title of titles) await Promise.all([apply(ada, title, { notes: title.repeat(200) }), apply(bob, title)]);
    const sealed = await sealedOf(first, ada.userId);
    await first.stop();
    const copy = await installation.copy('database');

    const second = await start();
    const visitor = await returning(second, ada);
    // The control: until then the key opens it.
    expect(await titlesOf(visitor)).toEqual(titles);
    await visitor.call(deleteData, { body: { confirm: 'DELETE' } });
    expect((await visitor.call(getAccount, {})).body.email).toBe(ada.email);
    expect(await titlesOf(visitor)).toEqual([]);
    expect(await titlesOf(await returning(second, bob))).toEqual(titles);
    expect((await sealedOf(second, ada.userId)).filter((each) => sealed.includes(each))).toEqual([]);
    await apply({ visitor }, 'A new beginning');
    await second.stop();

    await using third = await start(settingsOn(installation.settings, copy));
    expect(third.platform.vault.startedWith).toMatchObject({ isRestored: true, purged: 0, emptied: 1 });
    expect(await titlesOf(await returning(third, ada))).toEqual([]);
    expect((await sealedOf(third, ada.userId)).filter((each) => sealed.includes(each))).toEqual([]);
    expect(await titlesOf(await returning(third, bob))).toEqual(titles);
  });
});

async function sealedOf({ platform: { database } }: Awaited<ReturnType<typeof startServer>>, userId: string): Promise<string[]> {
  const rows = await database.rows(database.build.selectFrom('record').select('sealed').where('user_id', '=', userId));
  return rows.map((row) => Buffer.from(row.sealed).toString('base64'));
}
