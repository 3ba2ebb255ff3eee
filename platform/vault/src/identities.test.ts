import { AlreadyExists } from '@sotto/database';
import { createIds } from '@sotto/domain';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { randomBytes, randomUUID } from 'node:crypto';
import { KeyShredded } from './door.ts';
import { engines, makeSite, signUp, start, type Opened, type Site } from './testing.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const ids = createIds(() => start, randomBytes);
const someone = () => ({ issuer: 'https://issuer.example', subject: randomUUID() });

describe.each(engines)('an identity at another issuer on %s', (engine) => {
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

  const linked = async () => (await site.copy('keyring')).get('identity')?.length;

  test('finds the person it was linked to, until it is unlinked', async () => {
    const { vault } = opened;
    const anna = await signUp(opened);
    const identity = someone();
    expect(await vault.findIdentity(identity)).toBeNull();
    expect(await vault.linkIdentity(anna.userId, identity)).toBe(true);
    expect(await vault.linkIdentity(anna.userId, identity)).toBe(true);
    expect(await vault.findIdentity(identity)).toEqual(await vault.findUser(anna.userId));
    expect(await vault.findIdentity({ ...identity, issuer: 'https://other.example' })).toBeNull();
    await vault.unlinkIdentity(anna.userId, identity);
    await vault.unlinkIdentity(anna.userId, identity);
    expect(await vault.findIdentity(identity)).toBeNull();
  });

  test('is unlinked by nobody else', async () => {
    const { vault } = opened;
    const [anna, bela] = [await signUp(opened), await signUp(opened)];
    const identity = someone();
    await vault.linkIdentity(anna.userId, identity);
    expect(await vault.linkIdentity(bela.userId, identity)).toBe(false);
    await vault.unlinkIdentity(bela.userId, identity);
    expect(await vault.findIdentity(identity)).toMatchObject({ userId: anna.userId });
  });

  test('that ten people link at once belongs to one of them', async () => {
    const { vault } = opened;
    const people = await Promise.all(Array.from({ length: 10 }, () => signUp(opened)));
    const identity = someone();
    const won = await Promise.all(people.map(({ userId }) => vault.linkIdentity(userId, identity)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await vault.findIdentity(identity)).toMatchObject({ userId: people[won.indexOf(true)]?.userId });
  });

  test('comes with a sign-up, and of ten sign-ups with it one account is left', async () => {
    const { vault } = opened;
    const identity = someone();
    const people = Array.from({ length: 10 }, () => ({ userId: ids.user(), email: `${randomUUID()}@example.org` }));
    const outcomes = await Promise.allSettled(
      people.map((person) => vault.createUser({ ...person, confirmed: true, identity }, () => [])),
    );
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(refused.map((reason) => reason instanceof AlreadyExists)).toEqual(Array.from({ length: 9 }, () => true));
    const winner = people[outcomes.findIndex(({ status }) => status === 'fulfilled')];
    expect(await vault.findIdentity(identity)).toMatchObject({ userId: winner?.userId });
    const there = await Promise.all(people.map(({ userId }) => vault.findUser(userId)));
    expect(there.filter((login) => login !== null)).toHaveLength(1);
  });

  test('of someone who is erased finds nobody and may be linked anew', async () => {
    const { vault } = opened;
    const [anna, bela] = [await signUp(opened), await signUp(opened)];
    const identity = someone();
    await vault.linkIdentity(anna.userId, identity);
    const before = await linked();
    await vault.eraseAccount(anna.userId);
    expect(await linked()).toBe((before ?? 0) - 1);
    expect(await vault.findIdentity(identity)).toBeNull();
    expect(await vault.linkIdentity(bela.userId, identity)).toBe(true);
  });

  test('is linked to nobody who is unknown, unconfirmed or erased, and nothing of it stays', async () => {
    const { vault } = opened;
    const [anna, bela] = [await signUp(opened), await signUp(opened, { confirmed: false })];
    await vault.eraseAccount(anna.userId);
    const before = await linked();
    for (const userId of [anna.userId, bela.userId, ids.user()])
      await expect(vault.linkIdentity(userId, someone())).rejects.toThrow(KeyShredded);
    expect(await linked()).toBe(before);
  });

  test('is linked before or not at all to someone who is being erased meanwhile', async () => {
    const { vault } = opened;
    const before = await linked();
    for (let time = 0; time < 5; time++) {
      const anna = await signUp(opened);
      await Promise.allSettled([
        vault.eraseAccount(anna.userId),
        ...Array.from({ length: 4 }, () => vault.linkIdentity(anna.userId, someone())),
      ]);
    }
    expect(await linked()).toBe(before);
  });
});
