/** Help from the operator, and freezing: from the wire and from the desk, on both engines, by a clock that is set. */
import { randomBytes } from 'node:crypto';
import { deleteAccount, deleteData, revokeEverything, signIn } from '@sotto/features/account/api';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { createContact } from '@sotto/features/contacts/api';
import { contactsFeature } from '@sotto/features/contacts/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { listActivity } from '@sotto/features/privacy/api';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { createTask } from '@sotto/features/tasks/api';
import { tasksFeature } from '@sotto/features/tasks/server';
import { engines, hour, minute, problemOf, startServer, type TestServer, uniqueName, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForHelp, freezeAccount, listHelp, mostHelpAtOnce, type NewHelp, revokeHelp } from '../api.ts';
import { type AtDesk, answerHelp, NotGranted, openGrants, readUnderGrant, supportFeature } from './index.ts';

const features = [
  accountFeature,
  privacyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  contactsFeature,
  applicationsFeature,
  tasksFeature,
  supportFeature,
];
const password = 'wandering lilac otter';

describe.each(engines)('help from the operator on %s', (engine) => {
  let server: TestServer;
  let tove: AtDesk;
  let marlene: AtDesk;
  beforeAll(async () => {
    server = await startServer({ features, engine });
    [tove, marlene] = [await operator('Tove'), await operator('Marlene')];
  });
  afterAll(() => server.stop());

  async function operator(name: string): Promise<AtDesk> {
    return { id: await server.platform.vault.addOperator({ name, secret: randomBytes(20), lastStep: 0 }), name };
  }

  interface Person {
    readonly visitor: Visitor;
    readonly email: string;
  }
  async function join(): Promise<Person> {
    const email = `${uniqueName()}@example.org`;
    const visitor = await newcomer(server, email);
    return { visitor, email };
  }
  const apply = async ({ visitor }: Person, title: string) =>
    (await visitor.call(createApplication, { body: { company: 'Kestrel Freight', title } })).body.id;
  const ask = async ({ visitor }: Person, more: Partial<NewHelp> = {}) =>
    (
      await visitor.call(askForHelp, {
        body: { words: 'The board is empty.', operator: null, scope: { kinds: ['application'] }, hours: 1, ...more },
      })
    ).body;
  const read = (who: AtDesk, grantId: string, only?: string) => readUnderGrant(server.platform, who, { grantId, only });
  const refused = (attempt: Promise<unknown>) => expect(attempt).rejects.toThrow(NotGranted);
  const helpOf = async ({ visitor }: Person) => (await visitor.call(listHelp, {})).body.items;
  const deedsOf = async ({ visitor }: Person) => (await visitor.call(listActivity, {})).body.items;
  const titlesIn = ({ items }: Awaited<ReturnType<typeof read>>) =>
    items.map(({ content }) => (content as { title?: string }).title);

  test('is read as far as it was granted, and each read is shown to whoever granted it', async () => {
    const ada = await join();
    await apply(ada, 'Gardener');
    await ada.visitor.call(createContact, { body: { name: 'Grace' } });
    const { id } = await ask(ada);
    const first = await read(tove, id);
    expect(first.words).toBe('The board is empty.');
    expect(titlesIn(first)).toEqual(['Gardener']);
    expect(first.until).toBe(server.clock.now() + hour);
    server.clock.advance(minute);
    expect((await read(tove, id, 'application')).items).toHaveLength(1);
    const [help] = await helpOf(ada);
    expect(help).toMatchObject({ state: 'open', operator: tove, until: new Date(first.until).toISOString() });
    expect(help?.entries).toMatchObject([
      { what: 'asked', operator: null, words: 'The board is empty.', read: null },
      { what: 'read', operator: 'Tove', words: null, read: [{ kind: 'application', count: 1 }] },
      { what: 'read', operator: 'Tove', at: new Date(server.clock.now()).toISOString() },
    ]);
    expect((await deedsOf(ada)).slice(0, 3)).toMatchObject([
      { happening: 'help-read', by: 'operator', about: 'Tove, Applications', count: 1 },
      { happening: 'help-read', by: 'operator' },
      { happening: 'help-asked', by: 'user' },
    ]);
    const log = await server.platform.vault.readOperatorLog({ after: 0, limit: 1000 });
    expect(log.filter(({ caseId }) => caseId === id)).toMatchObject([
      { actor: tove.id, command: 'grant read', count: 1 },
      { actor: tove.id, command: 'grant read', count: 1 },
    ]);
  });

  test('reaches one application with what lies below it, and no other', async () => {
    const ada = await join();
    const [id, other] = [await apply(ada, 'Gardener'), await apply(ada, 'Beekeeper')];
    for (const applicationId of [id, other])
      await ada.visitor.call(createTask, {
        body: { title: `Call them about ${applicationId}`, link: { kind: 'application', id: applicationId } },
      });
    const { items } = await read(tove, (await ask(ada, { scope: { application: id } })).id);
    const told = JSON.stringify(items);
    expect(told).toContain('Gardener');
    expect(told).not.toContain('Beekeeper');
    expect(new Set(items.map(({ kind }) => kind)).has('company')).toBe(false);
    expect(items.filter(({ kind }) => kind === 'stageChange').length).toBeGreaterThan(0);
  });

  test('opens nothing to another operator, of another kind, or under an id that is none', async () => {
    const ada = await join();
    await apply(ada, 'Gardener');
    const [forTove, forAnyone] = [await ask(ada, { operator: tove.id }), await ask(ada)];
    await refused(read(marlene, forTove.id));
    await read(tove, forAnyone.id);
    await refused(read(marlene, forAnyone.id));
    await refused(read(tove, forAnyone.id, 'contact'));
    await refused(read(tove, forAnyone.id, 'nonsense'));
    await refused(read(tove, server.platform.ids.record()));
    await refused(read(tove, 'nonsense'));
    const entries = (await helpOf(ada)).flatMap((help) => help.entries);
    expect(entries.filter(({ what }) => what === 'read')).toHaveLength(1);
    // The control: whoever it was meant for reads it.
    expect(titlesIn(await read(tove, forTove.id))).toEqual(['Gardener']);
  });

  test('lapses after twelve hours, and ends an hour after it was taken up, to the moment', async () => {
    const ada = await join();
    await apply(ada, 'Gardener');
    const [late, unread] = [await ask(ada), await ask(ada)];
    server.clock.advance(12 * hour - 1);
    await read(tove, late.id);
    server.clock.advance(1);
    await refused(read(tove, unread.id));
    server.clock.advance(hour - 2);
    await read(tove, late.id);
    server.clock.advance(1);
    await refused(read(tove, late.id));
    expect((await helpOf(ada)).map(({ state }) => state)).toEqual(['lapsed', 'ended']);
    expect((await openGrants(server.platform)).filter(({ id }) => [late.id, unread.id].includes(id))).toEqual([]);
  });

  test('lasts as long as was granted, at least one hour and a day at most', async () => {
    const ada = await join();
    for (const hours of [0, 25, 1.5]) expect(await problemOf(ask(ada, { hours }))).toBe('invalid-input');
    const { id } = await ask(ada, { hours: 24 });
    expect((await read(tove, id)).until).toBe(server.clock.now() + 24 * hour);
  });

  type End = readonly [string, (person: Person, id: string) => Promise<unknown>];
  const ends: readonly End[] = [
    ['revoked', ({ visitor }, id) => visitor.call(revokeHelp, { params: { id } })],
    ['ended with everything else', ({ visitor }) => visitor.call(revokeEverything, {})],
    ['frozen', ({ visitor }) => visitor.call(freezeAccount, {})],
    ['emptied', ({ visitor }) => visitor.call(deleteData, { body: { confirm: 'DELETE' } })],
    ['deleted with the account', ({ visitor }) => visitor.call(deleteAccount, { body: { confirm: 'DELETE' } })],
  ];
  test.each(ends)('is over at once when it is %s, whether it waits or is open', async (_, end) => {
    const ada = await join();
    await apply(ada, 'Gardener');
    const [open, waiting] = [await ask(ada), await ask(ada)];
    await read(tove, open.id);
    await end(ada, open.id);
    await refused(read(tove, open.id));
    if (end !== ends[0]?.[1]) await refused(read(tove, waiting.id));
    else expect(titlesIn(await read(tove, waiting.id))).toEqual(['Gardener']);
  });

  test('is over when it is revoked though an entry of it does not open', async () => {
    const ada = await join();
    await apply(ada, 'Gardener');
    const { id } = await ask(ada);
    const { build, write } = server.platform.database;
    const damaged = build
      .updateTable('support_entry')
      .set({ sealed: new Uint8Array(64).fill(1) })
      .where('user_id', '=', (await openGrants(server.platform)).find((each) => each.id === id)?.userId ?? '')
      .where('grant_id', '=', id);
    await write([{ query: damaged, rows: 1 }]);
    await ada.visitor.call(revokeHelp, { params: { id } });
    expect((await openGrants(server.platform)).filter((each) => each.id === id)).toEqual([]);
    await refused(read(tove, id));
  });

  test('is over when it is revoked in the middle of being read', async () => {
    const ada = await join();
    await apply(ada, 'Gardener');
    const { id } = await ask(ada);
    const { platform } = server;
    const open: typeof platform.workspaces.open = async (...what) => {
      const found = await platform.workspaces.open(...what);
      await ada.visitor.call(revokeHelp, { params: { id } });
      return found;
    };
    await refused(readUnderGrant({ ...platform, workspaces: { ...platform.workspaces, open } }, tove, { grantId: id }));
  });

  test('opens nothing when what must be written down could not be', async () => {
    const ada = await join();
    await apply(ada, 'Gardener');
    const { id } = await ask(ada);
    const { platform } = server;
    let opened = 0;
    const open: typeof platform.workspaces.open = (...what) => {
      opened += 1;
      return platform.workspaces.open(...what);
    };
    const workspaces = { ...platform.workspaces, open, writeBeside: () => Promise.reject(new Error('the disk is full')) };
    await expect(readUnderGrant({ ...platform, workspaces }, tove, { grantId: id })).rejects.toThrow('the disk is full');
    expect(opened).toBe(0);
    // The control.
    await readUnderGrant({ ...platform, workspaces: { ...platform.workspaces, open } }, tove, { grantId: id });
    expect(opened).toBe(1);
  });

  test('is answered in words that only whoever asked opens, also when reading is over', async () => {
    const ada = await join();
    const { id } = await ask(ada);
    await answerHelp(server.platform, tove, { grantId: id, words: 'Show the group again.' });
    await expect(answerHelp(server.platform, marlene, { grantId: id, words: 'Mine.' })).rejects.toThrow(NotGranted);
    server.clock.advance(2 * hour);
    await refused(read(tove, id));
    await answerHelp(server.platform, tove, { grantId: id, words: 'Did it work?' });
    const [help] = await helpOf(ada);
    expect(help?.entries.map(({ what, operator: who, words }) => [what, who, words])).toEqual([
      ['asked', null, 'The board is empty.'],
      ['answered', 'Tove', 'Show the group again.'],
      ['answered', 'Tove', 'Did it work?'],
    ]);
    const { build, rows } = server.platform.database;
    const stored = await rows(
      build
        .selectFrom('support_entry')
        .selectAll()
        .where('user_id', '=', await idOf(ada)),
    );
    expect(stored).toHaveLength(3);
    expect(JSON.stringify(stored.map((row) => ({ ...row, sealed: Buffer.from(row.sealed).toString('latin1') })))).not.toMatch(
      /board|group/,
    );
  });

  async function idOf({ email }: Person) {
    const login = await server.platform.vault.findLogin(email);
    if (!login) throw new Error('Nobody is here.');
    return login.userId;
  }

  test('is asked for by whoever proved who they are, of someone who is there, about something that is there', async () => {
    const [ada, eve] = [await join(), await join()];
    const foreign = await apply(eve, 'Gardener');
    expect(await problemOf(ask(ada, { operator: server.platform.ids.record() }))).toBe('invalid-input');
    expect(await problemOf(ask(ada, { scope: { application: foreign } }))).toBe('invalid-input');
    expect(await problemOf(ask(ada, { scope: { kinds: ['offer'] } }))).toBe('invalid-input');
    expect(await problemOf(ask(ada, { words: ' ' }))).toBe('invalid-input');
    for (let asked = 0; asked < mostHelpAtOnce; asked++) await ask(ada);
    expect(await problemOf(ask(ada))).toBe('conflict');
    server.clock.advance(11 * minute);
    expect(await problemOf(ask(ada))).toBe('reauthentication-required');
  });

  test('is nobody else’s: neither seen nor revoked', async () => {
    const [ada, eve] = [await join(), await join()];
    const { id } = await ask(ada);
    expect(await helpOf(eve)).toEqual([]);
    expect(await problemOf(eve.visitor.call(revokeHelp, { params: { id } }))).toBe('not-found');
    expect((await helpOf(ada))[0]?.state).toBe('waiting');
  });

  test('goes a year later, with what was said', async () => {
    const ada = await join();
    await ask(ada);
    server.clock.advance(365 * 24 * hour + minute);
    await server.runJob('purge');
    const back = server.visitor();
    await back.call(signIn, { body: { email: ada.email, password } });
    expect((await back.call(listHelp, {})).body.items).toEqual([]);
  });
});
