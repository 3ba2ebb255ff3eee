/** A disabled account, as its owner and every server process see it: on the next request, until it is enabled. */
import { deleteAccount, getAccount, listAccessKeys, listSessions, reauthenticate, signIn } from '@sotto/features/account/api';
import { setAccountDisabled } from '@sotto/features/account/server';
import { createApplication, listApplications } from '@sotto/features/applications/api';
import { createGroup, listGroups } from '@sotto/features/groups/api';
import { getInventory, listActivity } from '@sotto/features/privacy/api';
import { exportEverything } from '@sotto/features/transfer/api';
import { openingMakerFor } from '@sotto/schedule';
import { type TestServer, engines, freePort, problemOf, startServer } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { features } from './app.ts';
import { type Person, addApplication, password, signUpPerson } from './testing.ts';

const open = openingMakerFor({ name: 'user disable', purposes: ['account'] });
const setDisabled = ({ platform }: TestServer, { userId }: Person, disabled: boolean) =>
  setAccountDisabled(platform, open(userId, 'account'), disabled);

describe.each(engines)('a disabled account on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());

  test('lets its owner in, to see and take everything, and changes nothing', async () => {
    const ada = await signUpPerson(server);
    await addApplication(ada, 'Engine design');
    const [key, { body: account }] = [await ada.key(['applications:read']), await ada.visitor.call(getAccount, {})];
    await setDisabled(server, ada, true);

    expect(await problemOf(ada.visitor.call(createGroup, { body: { name: 'Next year' } }))).toBe('account-disabled');
    expect(await problemOf(server.visitor({ key }).call(listApplications, {}))).toBe('account-disabled');
    const again = server.visitor();
    await again.call(signIn, { body: { email: account.email, password } });
    expect(
      await problemOf(again.call(createApplication, { body: { groupId: crypto.randomUUID(), company: 'A', title: 'B' } })),
    ).toBe('account-disabled');
    expect((await again.call(getAccount, {})).body.disabledAt).toBe(new Date(server.clock.now()).toISOString());
    expect((await again.call(listApplications, {})).body.items).toHaveLength(1);
    expect((await again.call(listSessions, {})).body.items).toHaveLength(2);
    expect((await again.call(listAccessKeys, {})).body.items).toHaveLength(1);
    expect((await again.call(getInventory, {})).body.items.length).toBeGreaterThan(10);
    await again.call(reauthenticate, { body: { password } });
    expect(await (await again.call(exportEverything, {})).body.text()).toContain('Engine design');

    await setDisabled(server, ada, false);
    expect((await server.visitor({ key }).call(listApplications, {})).body.items).toHaveLength(1);
    await ada.visitor.call(createGroup, { body: { name: 'Next year' } });
    expect((await again.call(getAccount, {})).body.disabledAt).toBeNull();
  });

  test('says in its owner’s activity log who disabled it, once for each time', async () => {
    const ada = await signUpPerson(server);
    const outcomes = [];
    for (const disabled of [true, true, false, false, true]) outcomes.push(await setDisabled(server, ada, disabled));
    expect(outcomes).toEqual([true, false, true, false, true]);
    const { items } = (await ada.visitor.call(listActivity, {})).body;
    expect(items.map(({ happening, by }) => [happening, by])).toEqual([
      ['account-disabled', 'operator'],
      ['account-enabled', 'operator'],
      ['account-disabled', 'operator'],
      ['signed-up', 'user'],
    ]);
  });

  test('goes by its owner’s hand, after they proved again who is there', async () => {
    const ada = await signUpPerson(server);
    await setDisabled(server, ada, true);
    server.clock.advance(11 * 60_000);
    expect(await problemOf(ada.visitor.call(deleteAccount, { body: { confirm: 'DELETE' } }))).toBe('reauthentication-required');
    await ada.visitor.call(reauthenticate, { body: { password } });
    await ada.visitor.call(deleteAccount, { body: { confirm: 'DELETE' } });
    expect(await problemOf(ada.visitor.call(getAccount, {}))).toBe('not-signed-in');
    expect(await server.platform.vault.listPeople({ after: null, limit: 1000 })).not.toContainEqual(
      expect.objectContaining({ userId: ada.userId }),
    );
  });
});

test.runIf(engines.includes('postgres'))(
  'two processes on one PostgreSQL refuse at the next request, and let in at the next',
  async () => {
    await using one = await startServer({ features, engine: 'postgres' });
    const port = await freePort();
    const settings = { ...one.stores.settings, port, origin: `http://localhost:${port}` };
    await using two = await startServer({ features, stores: { ...one.stores, settings }, clock: one.clock });
    const ada = await signUpPerson(one);
    const key = await ada.key(['applications:read']);
    const there = two.visitor();
    const { email } = (await ada.visitor.call(getAccount, {})).body;
    await there.call(signIn, { body: { email, password } });
    for (let time = 0; time < 3; time++) {
      expect((await there.call(listGroups, {})).body.items).not.toEqual([]);
      expect(await problemOf(two.visitor({ key }).call(listApplications, {}))).toBeNull();
      await setDisabled(one, ada, true);
      expect(await problemOf(there.call(createGroup, { body: { name: 'Next year' } }))).toBe('account-disabled');
      expect(await problemOf(two.visitor({ key }).call(listApplications, {}))).toBe('account-disabled');
      await setDisabled(two, ada, false);
      expect(await problemOf(ada.visitor.call(createGroup, { body: { name: `Year ${time}` } }))).toBeNull();
      expect(await problemOf(one.visitor({ key }).call(listApplications, {}))).toBeNull();
    }
  },
);
