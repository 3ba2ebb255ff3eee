/** The breach desk: a register with a clock, everyone concerned told once and nobody else, and no end without the duties. */
import { deleteAccount, reauthenticate } from '@sotto/features/account/api';
import { setAccountDisabled } from '@sotto/features/account/server';
import { joinByMail, password, startWithMail } from '@sotto/features/account/testing';
import { UserId } from '@sotto/domain';
import { faultsOfLetter } from '@sotto/mail';
import { openingMakerFor } from '@sotto/schedule';
import { type TestServer, day, engines, hour } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  beginTelling,
  changeBreach,
  closeBreach,
  examineBreaches,
  listBreaches,
  missingOf,
  openBreach,
  type Scope,
  tellOfBreaches,
} from './index.ts';
import { breachWords as words, features, people } from './testing/people.ts';

const open = openingMakerFor({ name: 'notices', purposes: ['account'] });

describe.each(engines)('the breach desk on %s', { timeout: 120_000 }, (engine) => {
  let world: Awaited<ReturnType<typeof startWithMail>>;
  let server: TestServer;
  beforeAll(async () => {
    world = await startWithMail({ features, engine, environment: { SOTTO_CONTACT: 'desk@example.org' } });
    ({ server } = world);
  });
  afterAll(() => world.stop());

  const begin = async (scope: Scope, knownAt = server.clock.now()) =>
    openBreach(server.platform, { by: 'system', knownAt, words, scope });
  const idOf = async (email: string) => UserId.parse((await server.platform.vault.findLogin(email))?.userId);
  const find = async (id: string) => (await listBreaches(server.platform)).find((each) => each.id === id);
  /** Of a breach, by what it says happened. */
  const toldOf = async (id: string) => {
    await server.platform.mail.deliver();
    return world.mailbox.arrived
      .filter(({ text }) => text.includes(id))
      .map(({ to }) => to)
      .toSorted();
  };
  const named = (happened: string) => ({ ...words, happened });
  const tell = async (id: string) => {
    await beginTelling(server.platform, id);
    return tellOfBreaches(server.platform, open);
  };

  test('everyone it concerns is told once, disabled or not, and nobody else', async () => {
    const first = await people(server.platform, 3);
    server.clock.advance(day);
    const second = await people(server.platform, 3);
    const secondDay = server.clock.now();
    server.clock.advance(day);
    const third = await people(server.platform, 3);
    await setAccountDisabled(server.platform, open(await idOf(second[0] ?? ''), 'account'), true);
    await server.platform.mail.deliver();
    const scopes: readonly [string, Scope, readonly string[]][] = [
      ['A laptop was stolen.', { sort: 'all' }, [...first, ...second, ...third]],
      ['A page was open.', { sort: 'range', from: secondDay, until: secondDay + 1 }, second],
      ['A list went astray.', { sort: 'range', from: null, until: secondDay }, first],
      [
        'Some rows were read.',
        { sort: 'people', ids: [await idOf(first[1] ?? ''), await idOf(third[2] ?? '')] },
        [first[1] ?? '', third[2] ?? ''],
      ],
    ];
    for (const [happened, scope, concerned] of scopes) {
      const { id, impacted } = await openBreach(server.platform, {
        by: 'system',
        knownAt: server.clock.now(),
        words: named(happened),
        scope,
      });
      expect([happened, impacted]).toEqual([happened, concerned.length]);
      server.clock.advance(1000);
      const [late = ''] = await people(server.platform, 1);
      expect(await toldOf(happened)).toEqual([]);
      const rounds = await Promise.all([tell(id), tell(id), tell(id)]);
      expect(rounds.reduce((sum, tally) => sum + (tally?.now ?? 0), 0)).toBe(concerned.length);
      await tell(id);
      expect(await toldOf(happened)).toEqual(concerned.toSorted());
      expect(await find(id)).toMatchObject({ told: concerned.length, gone: 0, toldAt: server.clock.now() });
      // For the next: only those of before count.
      await server.platform.vault.eraseAccount(await idOf(late));
    }
    const log = await server.platform.vault.readOperatorLog({ after: 0, limit: 1000 });
    expect(log.filter(({ command }) => command === 'breach notify: everybody told').map(({ count }) => count)).toEqual([
      9, 3, 3, 2,
    ]);
  });

  test('its letter says what happened, and asks for nothing', async () => {
    const { email, visitor } = await joinByMail(server, world.mailbox);
    const { id } = await begin({ sort: 'people', ids: [await idOf(email)] });
    await tell(id);
    await toldOf('');
    const mail = world.mailbox.arrived.findLast(({ to }) => to === email);
    expect(mail?.subject).toBe('A breach of this Sotto concerns you');
    for (const said of Object.values(words)) expect(mail?.text).toContain(said);
    expect(mail?.text).toContain('Whom to ask: desk@example.org');
    expect(faultsOfLetter({ ...mail!, to: email }, server.origin)).toEqual([]);
    expect(faultsOfLetter({ ...mail!, to: email, text: 'Send us your password.' }, server.origin)).toEqual([
      'asks for a password or code',
    ]);
    await visitor.call(reauthenticate, { body: { password } });
    await visitor.call(deleteAccount, { body: { confirm: 'DELETE' } });
    expect(await server.platform.vault.findLogin(email)).toBeNull();
  });

  test('the operator is alarmed at 24, 48 and 66 hours, once each, until the authority was told', async () => {
    const { id, knownAt } = await begin({ sort: 'people', ids: [] });
    const alarms = () => world.mailbox.arrived.filter(({ to, text }) => to === 'desk@example.org' && text.includes(`${id}:`));
    const at = async (hours: number) => {
      server.clock.set(knownAt + hours * hour);
      await Promise.all([server.runJob('breach-clock'), server.runJob('breach-clock')]);
      return (await find(id))?.alarmed;
    };
    const severity = async () =>
      (await examineBreaches(server.platform)).find(({ sentence }) => sentence.startsWith(`${id}: the data`));
    expect(await at(23.9)).toEqual([]);
    expect((await severity())?.severity).toBe('warning');
    expect(await at(24)).toEqual([24]);
    expect((await severity())?.severity).toBe('alarm');
    expect(await at(30)).toEqual([24]);
    expect(await at(48)).toEqual([24, 48]);
    expect(await at(66)).toEqual([24, 48, 66]);
    expect((await severity())?.sentence).toContain('6 of 72 hours are left');
    await expect.poll(() => alarms().length, { timeout: 30_000 }).toBe(3);
    expect(faultsOfLetter({ ...alarms()[0]!, to: 'desk@example.org' }, server.origin)).toEqual([]);
    expect(await at(73)).toEqual([24, 48, 66]);
    expect((await severity())?.sentence).toContain('the 72 hours were over 1 hour ago');
    await changeBreach(server.platform, id, (breach) => ({
      duties: { ...breach.duties, authority: { at: server.clock.now() } },
    }));
    expect(await severity()).toBeUndefined();

    // Told in time: no alarm ever.
    const other = await begin({ sort: 'all' });
    await changeBreach(server.platform, other.id, (breach) => ({
      duties: { ...breach.duties, authority: { at: other.knownAt } },
    }));
    server.clock.advance(80 * hour);
    await server.runJob('breach-clock');
    expect((await find(other.id))?.alarmed).toEqual([]);
  });

  test('it is closed only with every duty done or a reason, and then forgets whom it concerned', async () => {
    const [email = ''] = await people(server.platform, 1);
    const { id, knownAt } = await begin({ sort: 'people', ids: [await idOf(email)] });
    const missing = async () =>
      missingOf((await find(id)) ?? (await begin({ sort: 'all' }))).map((sentence) => sentence.slice(0, 30));
    expect(await missing()).toHaveLength(3);
    await tell(id);
    expect(await missing()).toHaveLength(2);
    const duty = async (name: 'authority' | 'attorneyGeneral' | 'agencies', done: { at: number } | { why: string }) =>
      changeBreach(server.platform, id, ({ duties }) => ({ duties: { ...duties, [name]: done } }));
    await duty('authority', { at: knownAt + 72 * hour + 1 });
    expect(await missing()).toEqual(['It was told later than 72 hour', 'Name when the Attorney General']);
    await duty('authority', { at: knownAt + 72 * hour });
    expect(await missing()).toEqual(['Name when the Attorney General']);
    await duty('attorneyGeneral', { why: 'Nobody concerned lives in North Carolina.' });
    expect(await missing()).toEqual([]);
    await changeBreach(server.platform, id, () => ({ impacted: 1001 }));
    expect(await missing()).toEqual(['More than 1000 people: name wh']);
    await changeBreach(server.platform, id, () => ({ impacted: 1000 }));
    expect(await closeBreach(server.platform, id)).toMatchObject({
      closedAt: server.clock.now(),
      scope: { sort: 'people', ids: [] },
    });
    expect(await find(id)).toMatchObject({ closedAt: server.clock.now(), impacted: 1000, told: 1, scope: { ids: [] } });
    await expect(beginTelling(server.platform, id)).rejects.toThrow(`There is no open breach ${id}.`);
  });
});
