/** Being told: once, in the app and by mail, whoever one is, and nobody else. */
import { deleteAccount, reauthenticate } from '@sotto/features/account/api';
import { setAccountDisabled } from '@sotto/features/account/server';
import { joinByMail, password, signUpByMail, startWithMail } from '@sotto/features/account/testing';
import { UserId } from '@sotto/domain';
import { faultsOfLetter } from '@sotto/mail';
import { openingMakerFor } from '@sotto/schedule';
import { type TestServer, type Visitor, engines, problemOf } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ZodError } from 'zod';
import { dismissNotice, listNotices } from '../api.ts';
import { type Notice, notify } from './index.ts';
import { features } from './testing/people.ts';

const open = openingMakerFor({ name: 'notices', purposes: ['account'] });

const notice: Notice = {
  id: 'disclosure 1',
  kind: 'disclosure',
  title: 'Some of what you keep here was disclosed',
  paragraphs: ['A court in Raleigh ordered it on 20 November 2026.', 'Your name & <address> were given, nothing else.'],
  link: { path: '/settings/notices', label: 'All notices to you' },
};

describe.each(engines)('notices on %s', { timeout: 120_000 }, (engine) => {
  let world: Awaited<ReturnType<typeof startWithMail>>;
  let server: TestServer;
  beforeAll(async () => {
    world = await startWithMail({ features, engine });
    ({ server } = world);
  });
  afterAll(() => world.stop());

  const idOf = async (email: string) => UserId.parse((await server.platform.vault.findLogin(email))?.userId);
  const tell = async (userId: UserId, what: Notice = notice) => notify(server.platform, open(userId, 'account'), what);
  const listed = async (visitor: Visitor) => (await visitor.call(listNotices, {})).body.items;
  const rows = async (userId: UserId) =>
    server.platform.database.rows(server.platform.database.build.selectFrom('notice').selectAll().where('user_id', '=', userId));

  test('someone is told in the app and by mail, once, however often and however many at once say it', async () => {
    const { visitor, email } = await joinByMail(server, world.mailbox);
    const userId = await idOf(email);
    const outcomes = await Promise.all(Array.from({ length: 6 }, async () => tell(userId)));
    outcomes.push(await tell(userId, { ...notice, title: 'In other words' }));
    expect(outcomes.toSorted()).toEqual(['before', 'before', 'before', 'before', 'before', 'before', 'now']);
    await server.platform.mail.deliver();
    const [, , mail] = await world.mailbox.mailsTo(email, 3);
    expect(mail).toMatchObject({ subject: notice.title });
    expect(faultsOfLetter({ ...mail!, to: email }, server.origin)).toEqual([]);
    for (const said of notice.paragraphs) expect(mail?.text).toContain(said);
    expect(mail?.html).toContain('Your name &amp; &lt;address&gt; were given');
    expect(mail?.text).toContain(`${server.origin}/settings/notices`);
    expect(await listed(visitor)).toMatchObject([
      { kind: 'disclosure', title: notice.title, paragraphs: notice.paragraphs, mailed: true, dismissedAt: null },
    ]);
    // Another one is another one.
    expect(await tell(userId, { ...notice, id: 'disclosure 2' })).toBe('now');
    expect(await listed(visitor)).toHaveLength(2);
  });

  test('a notice is put away by whom it is for, and stays in the list', async () => {
    const [ines, stranger] = [await joinByMail(server, world.mailbox), await joinByMail(server, world.mailbox)];
    await tell(await idOf(ines.email));
    const [{ id } = { id: '' }] = await listed(ines.visitor);
    expect(await problemOf(stranger.visitor.call(dismissNotice, { params: { id } }))).toBe('not-found');
    expect(await listed(ines.visitor)).toMatchObject([{ dismissedAt: null }]);
    await ines.visitor.call(dismissNotice, { params: { id } });
    const at = new Date(server.clock.now()).toISOString();
    server.clock.advance(60_000);
    await ines.visitor.call(dismissNotice, { params: { id } });
    expect(await listed(ines.visitor)).toMatchObject([{ id, dismissedAt: at }]);
    expect(await listed(stranger.visitor)).toEqual([]);
  });

  test('a disabled account is told as well, and reads it', async () => {
    const { visitor, email } = await joinByMail(server, world.mailbox);
    const userId = await idOf(email);
    await setAccountDisabled(server.platform, open(userId, 'account'), true);
    await world.mailbox.mailsTo(email, 3);
    expect(await tell(userId)).toBe('now');
    await server.platform.mail.deliver();
    expect((await world.mailbox.mailsTo(email, 4)).at(-1)?.subject).toBe(notice.title);
    const [{ id } = { id: '' }] = await listed(visitor);
    await visitor.call(dismissNotice, { params: { id } });
  });

  test('an address that nobody confirmed gets no mail', async () => {
    const email = await signUpByMail(server);
    await world.mailbox.mailsTo(email, 1);
    const userId = await unconfirmed(server);
    expect(await tell(userId)).toBe('now');
    expect(await rows(userId)).toMatchObject([{ mailed: 0 }]);
    await server.platform.mail.deliver();
    expect(world.mailbox.arrived.filter(({ to }) => to === email)).toHaveLength(1);
  });

  test('a notice is sealed, under another id for everybody, and goes with the account', async () => {
    const [ines, tove] = [await joinByMail(server, world.mailbox), await joinByMail(server, world.mailbox)];
    const [first, second] = [await idOf(ines.email), await idOf(tove.email)];
    await tell(first);
    await tell(second);
    const [[own], [other]] = [await rows(first), await rows(second)];
    expect(own?.id).not.toBe(other?.id);
    expect(JSON.stringify(own)).not.toContain('disclosure');
    expect(Buffer.from(own?.sealed ?? []).includes('Raleigh')).toBe(false);
    await ines.visitor.call(reauthenticate, { body: { password } });
    await ines.visitor.call(deleteAccount, { body: { confirm: 'DELETE' } });
    expect(await rows(first)).toEqual([]);
    expect(await tell(first, { ...notice, id: 'later' })).toBe('nobody');
    expect(await rows(second)).toHaveLength(1);
  });

  test('a notice with a line break, without a word or with a link elsewhere is refused', async () => {
    const userId = await idOf((await joinByMail(server, world.mailbox)).email);
    for (const wrong of [
      { title: 'One\r\nBcc: all@example.org' },
      { paragraphs: ['One\nTwo'] },
      { paragraphs: [] },
      { link: { path: 'https://elsewhere.example', label: 'See' } },
      { link: { path: '//elsewhere.example', label: 'See' } },
    ])
      await expect(tell(userId, { ...notice, ...wrong })).rejects.toThrow(ZodError);
    expect(await rows(userId)).toEqual([]);
  });
});

async function unconfirmed({ platform }: TestServer): Promise<UserId> {
  const all = await platform.vault.listPeople({ after: null, limit: 1000 });
  const found = all.find(({ state }) => state === 'unconfirmed');
  if (!found) throw new Error('Nobody is unconfirmed.');
  return found.userId;
}
