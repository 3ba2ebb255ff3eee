/** Being reminded of the next copy, by the person's own clock, on both engines. The clock begins on Saturday, 21 November 2026. */
import { signIn } from '@sotto/features/account/api';
import { joinByMail, password, type Mailbox, type Person, startWithMail } from '@sotto/features/account/testing';
import { listReminders, markReminders, setReminderMail } from '@sotto/features/reminders/api';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import { features } from '@sotto/server';
import { faultsOfLetter } from '@sotto/mail';
import { engines, type TestServer } from '@sotto/testing';
import { makeOpening } from '@sotto/vault/opening';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { remindOfCopyJob } from './remind.ts';

describe.each(engines)('a reminder of the next copy on %s', (engine) => {
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
    server.clock.set('2026-11-21T12:00:00Z');
    person = await joinByMail(server, mailbox);
    const { revision, reminders } = (await person.visitor.call(getSettings, {})).body;
    const body = { revision, zone: 'Europe/Berlin', reminders: { ...reminders, dailyAt: '07:30' } };
    await person.visitor.call(patchSettings, { body });
    before = mails().length;
  });

  // Signing in brings a mail of its own.
  const mails = () => mailbox.arrived.filter((mail) => mail.to === person.email && !mail.subject.includes('sign-in'));
  const subjects = () =>
    mails()
      .slice(before)
      .map(({ subject }) => subject);
  const ask = async (every: 'never' | 'month' | 'quarter') =>
    (await person.visitor.call(api.remindOfExport, { body: { every } })).body;
  const again = async () => {
    const visitor = server.visitor();
    await visitor.call(signIn, { body: { email: person.email, password } });
    return visitor;
  };
  const at = async (moment: string) => {
    server.clock.set(moment);
    await server.runJob('remind-of-copy');
    await server.runJob('mail');
  };
  const subject = 'Time for a copy of your data';

  test('comes to nobody who did not ask for it', async () => {
    await person.visitor.call(setReminderMail, { body: { on: true } });
    expect((await person.visitor.call(api.getExports, {})).body.reminder).toMatchObject({ every: 'never', dueAt: null });
    await at('2027-11-21T12:00:00Z');
    expect(subjects()).toEqual([]);
  });

  test('comes by mail at the person’s time, once a month, until a copy is taken or it is ended', async () => {
    await person.visitor.call(setReminderMail, { body: { on: true } });
    expect(await ask('month')).toEqual({ every: 'month', dueAt: '2026-12-21T06:30:00.000Z', isDue: false, byMail: true });
    await at('2026-12-21T06:29:00Z');
    expect(subjects()).toEqual([]);
    await at('2026-12-21T06:30:00Z');
    await at('2026-12-21T06:45:00Z');
    expect(subjects()).toEqual([subject]);
    expect(faultsOfLetter(mails().at(-1)!, server.origin)).toEqual([]);
    expect(mails().at(-1)?.text).toContain('/settings/data');
    // A change of the settings plans anew, and tells nothing twice.
    const visitor = await again();
    const { revision } = (await visitor.call(getSettings, {})).body;
    await visitor.call(patchSettings, { body: { revision, theme: 'dark' } });
    await at('2026-12-21T07:00:00Z');
    expect(subjects()).toEqual([subject]);
    await at('2027-01-21T06:30:00Z');
    expect(subjects()).toEqual([subject, subject]);
  });

  test('comes to everybody else when one account does not open', async () => {
    const both = [person, await joinByMail(server, mailbox)];
    for (const one of both) {
      const { revision, reminders } = (await one.visitor.call(getSettings, {})).body;
      const body = { revision, zone: 'Europe/Berlin', reminders: { ...reminders, dailyAt: '07:30' } };
      await one.visitor.call(patchSettings, { body });
      await one.visitor.call(setReminderMail, { body: { on: true } });
      await one.visitor.call(api.remindOfExport, { body: { every: 'month' } });
    }
    server.clock.set('2026-12-21T06:30:00Z');
    const reached = () =>
      both.filter(({ email }) => mailbox.arrived.some((mail) => mail.to === email && mail.subject === subject)).length;
    // Whoever comes first, so that all others come after.
    let broken: string | null = null;
    const run = remindOfCopyJob(server.platform).run(new AbortController().signal, (userId, purpose) => {
      broken ??= userId;
      if (userId === broken) throw new Error('It does not open.');
      return makeOpening(userId, 'job', purpose);
    });
    await expect(run).rejects.toThrow('It does not open.');
    await server.runJob('mail');
    expect(reached()).toBeGreaterThan(0);
    await at('2026-12-21T06:45:00Z');
    expect(reached()).toBe(2);
  });

  test('stands in the app until a copy was taken, put away or not', async () => {
    await ask('quarter');
    const list = async () => (await person.visitor.call(listReminders, {})).body.items.filter(({ what }) => what === 'copy');
    expect(await list()).toEqual([]);
    server.clock.set('2026-11-21T12:05:00Z');
    const { id } = (await person.visitor.call(api.makeExport, {})).body;
    const zip = await person.visitor.fetch(`/api/v1/exports/${id}/sotto.zip`);
    await zip.arrayBuffer();
    const { taken, reminder } = (await person.visitor.call(api.getExports, {})).body;
    expect([taken?.at, reminder.dueAt, reminder.byMail]).toEqual(['2026-11-21T12:05:00.000Z', '2027-02-21T06:30:00.000Z', false]);
    await at('2027-02-21T06:30:00Z');
    expect(subjects()).toEqual([]);
    person = { ...person, visitor: await again() };
    const [item = expect.fail()] = await list();
    expect(item).toMatchObject({ on: '2027-02-21', isNew: true });
    await person.visitor.call(markReminders, { body: { away: [item.key] } });
    expect(await list()).toEqual([]);
    expect((await person.visitor.call(api.getExports, {})).body.reminder.isDue).toBe(true);
    const next = (await person.visitor.call(api.makeExport, {})).body;
    await (await person.visitor.fetch(`/api/v1/exports/${next.id}/sotto.zip`)).arrayBuffer();
    expect((await person.visitor.call(api.getExports, {})).body.reminder).toMatchObject({
      isDue: false,
      dueAt: '2027-05-21T05:30:00.000Z',
    });
  });
});
