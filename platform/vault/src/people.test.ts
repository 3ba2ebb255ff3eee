import { randomBytes } from 'node:crypto';
import { createIds } from '@sotto/domain';
import { describe, expect, test, vi } from 'vitest';
import { KeyShredded } from './door.ts';
import { engines, makeSite, signUp, start, type Opened, type Person } from './testing.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const ids = createIds(() => start, randomBytes);

async function disabledAt({ database: { build, rows } }: Opened, { userId }: Person): Promise<unknown> {
  return (await rows(build.selectFrom('workspace').select('disabled_at').where('user_id', '=', userId)))[0]?.disabled_at;
}

describe.each(engines)('the list of people on %s', (engine) => {
  test('goes page by page over everyone once, by opaque ids and dates alone', async () => {
    await using site = await makeSite(engine);
    await using opened = await site.open();
    const people = [];
    for (let count = 0; count < 7; count++) people.push(await signUp(opened, { confirmed: count % 2 === 0 }));
    const listed = [];
    for (let after = null; ; after = listed.at(-1)?.userId ?? null) {
      const page = await opened.vault.listPeople({ after, limit: 3 });
      listed.push(...page);
      if (page.length < 3) break;
    }
    expect(listed.map(({ userId }) => userId)).toEqual(people.map(({ userId }) => userId).toSorted());
    expect(listed.filter(({ state }) => state === 'unconfirmed')).toHaveLength(3);
    expect(listed[0]).toEqual({
      userId: listed[0]?.userId,
      state: expect.stringMatching(/^(active|unconfirmed)$/),
      createdAt: start,
      disabledAt: null,
    });
  });
});

describe.each(engines)('a disabled account on %s', (engine) => {
  test('is shown as such since it was first disabled, until it is enabled', async () => {
    await using site = await makeSite(engine);
    await using opened = await site.open();
    const [anna, bela] = [await signUp(opened), await signUp(opened)];
    expect(await opened.vault.setDisabled(anna.userId, true)).toBe(true);
    site.clock += 1000;
    expect(await opened.vault.setDisabled(anna.userId, true)).toBe(false);
    expect(await disabledAt(opened, anna)).toBe(start);
    expect(await disabledAt(opened, bela)).toBeNull();
    const listed = await opened.vault.listPeople({ after: null, limit: 10 });
    expect(listed.find(({ userId }) => userId === anna.userId)?.disabledAt).toBe(start);
    expect(await opened.vault.setDisabled(bela.userId, false)).toBe(false);
    expect(await opened.vault.setDisabled(anna.userId, false)).toBe(true);
    expect(await disabledAt(opened, anna)).toBeNull();
    await expect(opened.vault.setDisabled(ids.user(), true)).rejects.toThrow(KeyShredded);
  });

  test('stays disabled when all data is erased, and goes when the account is', async () => {
    await using site = await makeSite(engine);
    await using opened = await site.open();
    const anna = await signUp(opened);
    await opened.vault.setDisabled(anna.userId, true);
    await opened.vault.eraseData(anna.userId, () => []);
    expect(await disabledAt(opened, anna)).toBe(start);
    await opened.vault.eraseAccount(anna.userId);
    await expect(opened.vault.setDisabled(anna.userId, false)).rejects.toThrow(KeyShredded);
  });

  test('is in the database what it is in the keyring, when several processes change it at once', async () => {
    await using site = await makeSite(engine);
    await using one = await site.open({ alone: false });
    await using two = await site.open({ alone: false });
    const anna = await signUp(one);
    for (let time = 0; time < 5; time++) {
      await Promise.all([one, two, one, two].map(({ vault }, index) => vault.setDisabled(anna.userId, index % 2 === time % 2)));
      const [listed] = await one.vault.listPeople({ after: null, limit: 1 });
      expect(await disabledAt(two, anna)).toBe(listed?.disabledAt);
    }
  });

  test('is shown as such by the next start, when disabling breaks off, and by the daily comparison', async () => {
    await using site = await makeSite(engine);
    const disable = ({ vault }: Opened, { userId }: Person) => vault.setDisabled(userId, true);
    const prepare = (opened: Opened) => signUp(opened);
    const anna = await site.crash<Person>('disable: keyring written', disable, { prepare });
    await using opened = await site.open();
    expect(await disabledAt(opened, anna!)).toBe(start);
    const { build } = opened.database;
    const query = build.updateTable('workspace').set({ disabled_at: null }).where('user_id', '=', anna!.userId);
    await opened.database.write([{ query, rows: 1 }]);
    await opened.vault.compare();
    expect(await disabledAt(opened, anna!)).toBe(start);
  });
});
