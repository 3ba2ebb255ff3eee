/** Reminders from the wire and at a real mail server, on both engines. The clock begins on Saturday, 21 November 2026, noon UTC. */
import { deleteAccount, reauthenticate } from '@sotto/features/account/api';
import { setAccountDisabled } from '@sotto/features/account/server';
import {
  type Arrived,
  join,
  joinByMail,
  type Mailbox,
  password,
  type Person,
  startWithMail,
} from '@sotto/features/account/testing';
import { createApplication, deleteApplication } from '@sotto/features/applications/api';
import { createInterview, type NewInterview, patchInterview } from '@sotto/features/interviews/api';
import { getSettings, patchSettings, type SettingsPatch } from '@sotto/features/settings/api';
import { createTask, patchTask } from '@sotto/features/tasks/api';
import type { UserId } from '@sotto/domain';
import { faultsOfLetter } from '@sotto/mail';
import { openingMakerFor } from '@sotto/schedule';
import { engines, problemOf, startServer, type TestServer } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { features } from './testing/features.ts';

const openingFor = (userId: UserId) => openingMakerFor({ name: 'operator', purposes: ['account'] })(userId, 'account');
const start = '2026-11-21T12:00:00Z';

describe.each(engines)('reminders on %s', (engine) => {
  let server: TestServer;
  let mailbox: Mailbox;
  let stop: () => Promise<void>;
  let person: Person;
  let before: number;
  beforeAll(async () => {
    ({ server, mailbox, stop } = await startWithMail({ features, engine }));
  });
  afterAll(() => stop());
  beforeEach(async () => {
    server.clock.set(start);
    person = await joinByMail(server, mailbox);
    before = mails().length;
    await change({ zone: 'Europe/Berlin', locale: 'en-GB' });
  });

  const mails = () => mailbox.arrived.filter(({ to }) => to === person.email);
  const came = (): Arrived[] => mails().slice(before);
  const change = async (settings: Omit<SettingsPatch, 'revision'>) => {
    const { revision } = (await person.visitor.call(getSettings, {})).body;
    return (await person.visitor.call(patchSettings, { body: { revision, ...settings } })).body;
  };
  const rules = async (more: object) => {
    const { reminders } = (await person.visitor.call(getSettings, {})).body;
    await change({ reminders: { ...reminders, ...more } });
  };
  const turnOn = async () => (await person.visitor.call(api.setReminderMail, { body: { on: true } })).body;
  const apply = async () =>
    (await person.visitor.call(createApplication, { body: { company: 'Palisade Clinics', title: 'Data engineer' } })).body.id;
  const plan = async (more: Partial<NewInterview> = {}) => {
    const applicationId = await apply();
    const body = { applicationId, startsAt: '2026-11-24T14:00', ...more };
    return (await person.visitor.call(createInterview, { body })).body;
  };
  /** As the minute does it, at a moment. */
  const at = async (moment: string) => {
    server.clock.set(moment);
    await server.runJob('reminders');
    await server.runJob('mail');
  };
  const secretIn = (mail: Arrived | undefined) => /unsubscribe#([\w-]+)/.exec(mail?.html ?? '')?.[1] ?? '';

  test('come by mail only to whoever asked, a day and an hour before an interview, once each', async () => {
    const quiet = await joinByMail(server, mailbox);
    await plan();
    await turnOn();
    await at('2026-11-23T12:59:00Z');
    expect(came()).toEqual([]);
    await at('2026-11-23T13:00:00Z');
    await at('2026-11-23T13:01:00Z');
    await at('2026-11-24T12:00:00Z');
    await at('2026-11-24T13:00:00Z');
    expect(came().map(({ subject }) => subject)).toEqual(['A reminder from Sotto', 'A reminder from Sotto']);
    expect(mailbox.arrived.filter(({ to }) => to === quiet.email)).toHaveLength(2);
  });

  test.each([
    ['least', false, false],
    ['initials', true, false],
    ['full', true, true],
  ] as const)('at %s say no more than that', async (detail, initials, names) => {
    await plan();
    await turnOn();
    await change({ mailDetail: detail });
    await at('2026-11-23T13:00:00Z');
    const [mail = expect.fail()] = came();
    const all = `${mail.subject} ${mail.text} ${mail.html}`;
    expect([/P\. C\./.test(all) || names, /Palisade|Data engineer/.test(all)]).toEqual([initials, names]);
    expect(/24 Nov/.test(all), 'the time').toBe(initials);
    const { examples } = (await person.visitor.call(api.getReminderMail, {})).body;
    expect(examples.map(({ detail: each }) => each)).toEqual(['least', 'initials', 'full']);
    expect(faultsOfLetter(mail, server.origin)).toEqual([]);
  });

  test('come to everybody else when a record of one person does not open', async () => {
    const { database } = server.platform;
    const broken = await plan({ startsAt: '2026-11-24T13:45' });
    await turnOn();
    const { userId } = (await server.platform.vault.findLogin(person.email)) ?? expect.fail();
    const row = database.build.selectFrom('record').select('sealed').where('user_id', '=', userId).where('id', '=', broken.id);
    const { sealed } = (await database.rows(row))[0]!;
    const damaged = Uint8Array.from(sealed, (byte, at) => (at === sealed.length - 1 ? byte ^ 1 : byte));
    const damage = (bytes: Uint8Array) =>
      database.build.updateTable('record').set({ sealed: bytes }).where('user_id', '=', userId).where('id', '=', broken.id);
    await database.write([{ query: damage(damaged), rows: 1 }]);
    person = await joinByMail(server, mailbox);
    before = mails().length;
    await change({ zone: 'Europe/Berlin', locale: 'en-GB' });
    await plan();
    await turnOn();
    await expect(at('2026-11-23T13:00:00Z')).rejects.toThrow();
    await server.runJob('mail');
    expect(came()).toHaveLength(1);
    // The others of this file share the server.
    await database.write([{ query: damage(sealed), rows: 1 }]);
  });

  test('come with a company of several lines as one subject, and with no header of its own', async () => {
    const body = { company: 'Palisade\r\nBcc: everyone@example.org', title: 'Cook\u2028\u0000' };
    const { id: applicationId } = (await person.visitor.call(createApplication, { body })).body;
    await person.visitor.call(createInterview, { body: { applicationId, startsAt: '2026-11-24T14:00' } });
    await turnOn();
    await change({ mailDetail: 'full' });
    await at('2026-11-23T13:00:00Z');
    expect(came().map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Video interview at Palisade Bcc: everyone@example\.org \(Cook ?\), /),
    ]);
    expect(mailbox.arrived.filter(({ to }) => to === 'everyone@example.org')).toEqual([]);
  });

  test('follow an interview that is moved, and fall silent for one that is called off or over', async () => {
    const moved = await plan();
    await turnOn();
    await at('2026-11-23T13:00:00Z');
    const later = (
      await person.visitor.call(patchInterview, {
        params: { id: moved.id },
        body: { revision: moved.revision, startsAt: '2026-11-26T09:00' },
      })
    ).body;
    await at('2026-11-24T13:00:00Z');
    expect(came(), 'nothing for the time it was').toHaveLength(1);
    await at('2026-11-25T08:00:00Z');
    expect(came()).toHaveLength(2);
    await person.visitor.call(patchInterview, {
      params: { id: moved.id },
      body: { revision: later.revision, status: 'cancelled' },
    });
    await at('2026-11-26T07:00:00Z');
    expect(came()).toHaveLength(2);
    await plan({ startsAt: '2026-11-27T12:00' });
    await at('2026-11-27T11:30:00Z');
    expect(came(), 'the server was off until it had begun').toHaveLength(2);
  });

  test('daily mail comes at the person’s hour when something is due, told late for six hours and then not', async () => {
    await turnOn();
    await change({ mailDetail: 'full' });
    await at('2026-11-22T07:00:00Z');
    expect(came(), 'nothing is due').toEqual([]);
    const task = (await person.visitor.call(createTask, { body: { title: 'Call Leah', due: { on: '2026-11-23' } } })).body;
    await at('2026-11-23T06:59:00Z');
    expect(came()).toEqual([]);
    await at('2026-11-23T12:30:00Z');
    expect(came().map(({ subject }) => subject)).toEqual(['1 thing for today']);
    expect(came()[0]?.text).toContain('Call Leah');
    await at('2026-11-24T13:30:00Z');
    expect(came(), 'six and a half hours late').toHaveLength(1);
    await person.visitor.call(patchTask, {
      params: { id: task.id },
      body: { revision: task.revision, snoozedUntil: '2026-11-27' },
    });
    await at('2026-11-25T07:00:00Z');
    expect(came(), 'put off').toHaveLength(1);
    await rules({ things: ['offers'] });
    await at('2026-11-27T07:00:00Z');
    expect(came(), 'not asked for').toHaveLength(1);
  });

  test('the digest comes on its day, with the day’s own mail in it', async () => {
    await turnOn();
    await change({ mailDetail: 'initials' });
    await rules({ digestOn: 'monday', digestAt: '08:00', interviewMinutes: [] });
    await plan();
    await person.visitor.call(createTask, { body: { title: 'Call Leah', due: { on: '2026-11-23' } } });
    await at('2026-11-23T07:00:00Z');
    const [mail = expect.fail(), ...others] = came();
    expect([mail.subject, others]).toEqual(['Your week in Sotto', []]);
    expect(mail.text).toMatch(/Video interview at P\. C\.[^]*Due today:\s+Task/);
    expect(mail.text).not.toContain('Leah');
  });

  test('end by one click in a mail program, or the page, without signing in; the secret does nothing else', async () => {
    await plan();
    await turnOn();
    await rules({ dailyAt: null });
    await at('2026-11-23T13:00:00Z');
    const [mail] = came();
    const address = /^List-Unsubscribe: <([^>]+)>/m.exec(mail?.head ?? '')?.[1] ?? '';
    expect(mail?.head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    const stranger = server.visitor();
    const looked = await fetch(address, { redirect: 'manual' });
    expect([looked.status, looked.headers.get('location')]).toEqual([303, `${server.origin}/unsubscribe#${secretIn(mail)}`]);
    expect((await person.visitor.call(api.getReminderMail, {})).body.on, 'looking changes nothing').toBe(true);
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(address, { method: 'POST', body })).status).toBe(204);
    expect((await person.visitor.call(api.getReminderMail, {})).body).toMatchObject({
      on: false,
      endedAt: '2026-11-23T13:00:00.000Z',
    });
    await at('2026-11-24T12:00:00Z');
    expect(came()).toHaveLength(1);
    // As a cookie, a key and a link of an account it is nothing.
    const asKey = await fetch(`${server.origin}/api/v1/reminders`, { headers: { authorization: `Bearer ${secretIn(mail)}` } });
    expect(asKey.status).toBe(401);
    for (const secret of [secretIn(mail), 'nonsense', secretIn(mail).slice(1)])
      expect((await stranger.call(api.endReminderMail, { body: { secret } })).status).toBe(204);
    expect((await turnOn()).on).toBe(true);
    await plan({ startsAt: '2026-11-26T14:00' });
    await at('2026-11-25T13:00:00Z');
    expect(came(), 'wanted again').toHaveLength(2);
    await stranger.call(api.endReminderMail, { body: { secret: secretIn(mail) } });
    expect((await person.visitor.call(api.getReminderMail, {})).body.on, 'an older mail ends them as well').toBe(false);
  });

  test('do not go to accounts that are disabled or gone', async () => {
    await plan();
    await turnOn();
    const { userId } = (await server.platform.vault.findLogin(person.email)) ?? expect.fail();
    await setAccountDisabled(server.platform, openingFor(userId), true);
    await server.runJob('mail');
    const letters = came().length;
    await at('2026-11-23T13:00:00Z');
    expect(came()).toHaveLength(letters);
    await setAccountDisabled(server.platform, openingFor(userId), false);
    await server.runJob('mail');
    await at('2026-11-23T14:01:00Z');
    expect(came().at(-1)?.subject, 'told once it is enabled').toBe('A reminder from Sotto');
    await person.visitor.call(reauthenticate, { body: { password } });
    await person.visitor.call(deleteAccount, { body: { confirm: 'DELETE' } });
    await at('2026-11-24T12:00:00Z');
    expect(came().filter(({ subject }) => subject === 'A reminder from Sotto')).toHaveLength(1);
    const left = (table: 'reminded' | 'reminder_mail' | 'alarm') =>
      server.platform.database.rows(
        server.platform.database.build.selectFrom(table).select('user_id').where('user_id', '=', userId),
      );
    expect(await Promise.all([left('reminded'), left('reminder_mail'), left('alarm')])).toEqual([[], [], []]);
  });

  test('go with the application they are about, and are planned anew when the person changes their mind', async () => {
    const { id, applicationId } = await plan().then(({ id, application }) => ({ id, applicationId: application.id }));
    await turnOn();
    const planned = async () => {
      const { userId } = (await server.platform.vault.findLogin(person.email)) ?? expect.fail();
      const { build, rows } = server.platform.database;
      return (await rows(build.selectFrom('alarm').selectAll().where('user_id', '=', userId).orderBy('due_at'))).map(
        ({ record_id, due_at }) => [record_id === id ? 'interview' : 'day', new Date(due_at).toISOString()],
      );
    };
    const all = [
      ['day', '2026-11-22T07:00:00.000Z'],
      ['interview', '2026-11-23T13:00:00.000Z'],
    ];
    expect(await planned()).toEqual(all);
    await rules({ dailyAt: null, interviewMinutes: [120] });
    expect(await planned()).toEqual([['interview', '2026-11-24T11:00:00.000Z']]);
    await person.visitor.call(deleteApplication, { params: { id: applicationId }, query: { revision: 1 } });
    expect(await planned()).toEqual([]);
    await rules({ dailyAt: '08:00' });
    await person.visitor.call(api.setReminderMail, { body: { on: false } });
    expect(await planned()).toEqual([]);
  });

  test('in the app list what is up, tell what is new once, and stay away when put away', async () => {
    await plan({ startsAt: '2026-11-22T10:00' });
    await person.visitor.call(createTask, { body: { title: 'Call Leah', due: { on: '2026-11-21' } } });
    const list = async () => (await person.visitor.call(api.listReminders, {})).body;
    const mark = async (body: { seen?: string[]; away?: string[]; back?: string[] }) =>
      (await person.visitor.call(api.markReminders, { body })).body;
    const { items, fresh } = await list();
    expect([items.map(({ what, title }) => [what, title]), fresh]).toEqual([
      [
        ['interview', null],
        ['task', 'Call Leah'],
      ],
      2,
    ]);
    const [interview = expect.fail(), task = expect.fail()] = items;
    expect((await mark({ seen: [interview.key, task.key] })).fresh).toBe(0);
    expect((await mark({ away: [task.key] })).items).toHaveLength(1);
    expect((await mark({ back: [task.key] })).items).toHaveLength(2);
    await mark({ away: [interview.key, task.key, 'task of nobody'] });
    server.clock.set('2026-11-22T08:00:00Z');
    const closer = await list();
    expect([closer.items.map(({ what }) => what), closer.fresh], 'an hour before it is told again').toEqual([['interview'], 1]);
    await rules({ inApp: false });
    expect((await list()).items).toEqual([]);
  });
});

test('reminders stay in the app where no mail leaves, and the settings say so', async () => {
  await using server = await startServer({ features });
  const { visitor } = await join(server);
  expect((await visitor.call(api.getReminderMail, {})).body).toMatchObject({ leaves: false, on: false });
  expect(await problemOf(visitor.call(api.setReminderMail, { body: { on: true } }))).toBe('conflict');
  await server.runJob('reminders');
});
