import { randomBytes, randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { createIds, type UserId } from '@sotto/domain';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { InviteSpent, VaultUnavailable } from './door.ts';
import { crashPoints } from './crash-point.ts';
import { promoteKeyring } from './restore.ts';
import { day, engines, makeSite, start, type Opened, type Site } from './testing.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const ids = createIds(() => start, randomBytes);
const newToken = () => randomBytes(32).toString('base64url');
const person = () => ({ userId: ids.user(), email: `${randomUUID()}@example.org` });

async function isThere({ vault }: Opened, userId: UserId): Promise<boolean> {
  return (await vault.listPeople({ after: null, limit: 1000 })).some((listed) => listed.userId === userId);
}

describe.each(engines)('an invitation on %s', (engine) => {
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

  async function invited(): Promise<string> {
    const token = newToken();
    await opened.vault.addInvite(token, site.clock + day);
    return token;
  }

  test('is open until its time is over, and is not known by its token', async () => {
    const token = await invited();
    expect([await opened.vault.hasInvite(token), await opened.vault.hasInvite(newToken())]).toEqual([true, false]);
    const [row] = (await site.copy('keyring')).get('invite') ?? [];
    expect(JSON.stringify(row)).not.toContain(token);
    site.clock += day;
    expect(await opened.vault.hasInvite(token)).toBe(false);
    await expect(opened.vault.createUser({ ...person(), confirmed: true, invite: token }, () => [])).rejects.toThrow(InviteSpent);
    await invited();
    expect((await site.copy('keyring')).get('invite')).toHaveLength(1);
  });

  test('lets one of ten sign-ups at once come in, and leaves nothing of the others', async () => {
    const invite = await invited();
    const people = Array.from({ length: 10 }, person);
    const outcomes = await Promise.allSettled(
      people.map((each) => opened.vault.createUser({ ...each, confirmed: true, invite }, () => [])),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(InviteSpent);
    const there = await Promise.all(people.map(({ userId }) => isThere(opened, userId)));
    expect(there.filter(Boolean)).toHaveLength(1);
    expect(await opened.vault.hasInvite(invite)).toBe(false);
    expect((await site.copy('keyring')).get('invite')?.filter((row) => row['user_id'] !== null)).toEqual([]);
  });

  test('lets one of ten accounts be confirmed that were begun with it', async () => {
    const invite = await invited();
    const people = Array.from({ length: 10 }, person);
    for (const each of people) await opened.vault.createUser({ ...each, confirmed: false }, () => []);
    const outcomes = await Promise.allSettled(people.map(({ userId }) => opened.vault.confirmUser(userId, invite)));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value)).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(InviteSpent);
    expect(await opened.vault.hasInvite(invite)).toBe(false);
  });

  test('is not needed twice by who is confirmed twice at once', async () => {
    const invite = await invited();
    const anna = person();
    await opened.vault.createUser({ ...anna, confirmed: false }, () => []);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => opened.vault.confirmUser(anna.userId, invite)));
    expect(outcomes).toEqual([true, true, true, true, true]);
  });

  test('is open again when the address turns out to be taken, or the rows are refused', async () => {
    const invite = await invited();
    const anna = person();
    await opened.vault.createUser({ ...anna, confirmed: true }, () => []);
    await expect(
      opened.vault.createUser({ userId: ids.user(), email: anna.email, confirmed: true, invite }, () => []),
    ).rejects.toThrow('taken');
    const identity = { issuer: 'https://issuer.example', subject: randomUUID() };
    await opened.vault.linkIdentity(anna.userId, identity);
    await expect(
      opened.vault.createUser({ ...person(), confirmed: true, invite, identity }, () => []),
    ).rejects.not.toBeInstanceOf(InviteSpent);
    const refused = opened.database.build.deleteFrom('workspace').where('user_id', '=', anna.userId);
    const twice = { query: refused, rows: 7 };
    await expect(opened.vault.createUser({ ...person(), confirmed: true, invite }, () => [twice])).rejects.toThrow();
    expect(await opened.vault.hasInvite(invite)).toBe(true);
    await opened.vault.createUser({ ...person(), confirmed: true, invite }, () => []);
    expect(await opened.vault.hasInvite(invite)).toBe(false);
  });
});

describe.each(engines)('a sign-up with invitation and identity on %s', (engine) => {
  test.each(crashPoints.filter((point) => point.startsWith('sign-up:')))(
    'that breaks off at "%s" has come in, or leaves invitation and identity free',
    async (point) => {
      await using site = await makeSite(engine);
      const invite = newToken();
      const identity = { issuer: 'https://issuer.example', subject: randomUUID() };
      const anna = person();
      await site.crash(point, ({ vault }) => vault.createUser({ ...anna, confirmed: true, invite, identity }, () => []), {
        prepare: ({ vault }) => vault.addInvite(invite, site.clock + day),
      });
      await using opened = await site.open();
      const cameIn = (await opened.vault.findUser(anna.userId)) !== null;
      expect(cameIn).toBe(point === 'sign-up: rows in database');
      expect(await opened.vault.hasInvite(invite)).toBe(!cameIn);
      expect((await opened.vault.findIdentity(identity))?.userId ?? null).toBe(cameIn ? anna.userId : null);
      if (!cameIn) await opened.vault.createUser({ ...anna, confirmed: true, invite, identity }, () => []);
      expect(await opened.vault.findIdentity(identity)).toMatchObject({ userId: anna.userId });
    },
  );

  test('leaves both free when no mirror holds the new keys', async () => {
    await using site = await makeSite(engine, { mirrors: 1 });
    await using opened = await site.open();
    const [mirror = ''] = site.places.keyringMirrors ?? [];
    const invite = newToken();
    const identity = { issuer: 'https://issuer.example', subject: randomUUID() };
    await opened.vault.addInvite(invite, site.clock + day);
    renameSync(mirror, `${mirror}.away`);
    // A file where the folder was: nothing can be made there.
    writeFileSync(mirror, '');
    const anna = person();
    const signingUp = () => opened.vault.createUser({ ...anna, confirmed: true, invite, identity }, () => []);
    await expect(signingUp()).rejects.toThrow(VaultUnavailable);
    expect(await opened.vault.hasInvite(invite)).toBe(true);
    expect((await site.copy('keyring')).get('identity')).toEqual([]);
    rmSync(mirror);
    renameSync(`${mirror}.away`, mirror);
    await signingUp();
    expect(await opened.vault.findIdentity(identity)).toMatchObject({ userId: anna.userId });
  });
});

test('an older copy of the keyring that is promoted brings no used invitation back', async () => {
  await using site = await makeSite('sqlite');
  const invite = newToken();
  const first = await site.open();
  await first.vault.addInvite(invite, site.clock + day);
  await first.close();
  const copy = await site.copy('keyring');
  const second = await site.open();
  await second.vault.createUser({ ...person(), confirmed: true, invite }, () => []);
  await second.close();
  await site.putBack('keyring', copy);
  await promoteKeyring(site.places, { now: () => site.clock, randomBytes });
  await using opened = await site.open();
  expect(await opened.vault.hasInvite(invite)).toBe(false);
});
