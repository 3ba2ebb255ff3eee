/**
 * An account its owner froze (GDPR, article 18): kept, read, taken along and deleted, and nothing else is done with it. Whatever
 * runs by the clock passes it by, from the list of all jobs there are.
 */
import { reauthenticate, signIn } from '@sotto/features/account/api';
import { joinByMail, type Mailbox, password, startWithMail } from '@sotto/features/account/testing';
import { createApplication, listApplications } from '@sotto/features/applications/api';
import { makeFeed } from '@sotto/features/feed/api';
import { createInterview } from '@sotto/features/interviews/api';
import { listActivity } from '@sotto/features/privacy/api';
import { setReminderMail } from '@sotto/features/reminders/api';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import { freezeAccount, thawAccount } from '@sotto/features/support/api';
import { exportEverything, remindOfExport } from '@sotto/features/transfer/api';
import { type Job, openingMakerFor } from '@sotto/schedule';
import type { UserId } from '@sotto/domain';
import { engines, hour, problemOf, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { features } from './app.ts';

/** What still opens something of someone who is frozen, each with its reason. */
const stillOpen = new Map([['forget-import-files', 'what was to be gone within the hour goes']]);

describe.each(engines)('a frozen account on %s', (engine) => {
  let server: TestServer;
  let mailbox: Mailbox;
  let stop: () => Promise<void>;
  let jobs: readonly Job[];
  beforeAll(async () => {
    ({ server, mailbox, stop } = await startWithMail({ features, engine }));
    const { platform } = server;
    jobs = [...platform.jobs, ...features.flatMap((feature) => feature.start(platform).jobs ?? [])];
  });
  afterAll(() => stop());

  interface Person {
    readonly visitor: Visitor;
    readonly email: string;
    readonly userId: UserId;
    readonly feed: string;
  }
  /** Someone of whom every job has something to do. */
  async function join(): Promise<Person> {
    const { visitor, email } = await joinByMail(server, mailbox);
    const { revision } = (await visitor.call(getSettings, {})).body;
    await visitor.call(patchSettings, { body: { revision, zone: 'Europe/Berlin', locale: 'en-GB' } });
    await visitor.call(setReminderMail, { body: { on: true } });
    await visitor.call(remindOfExport, { body: { every: 'month' } });
    const { id } = (await visitor.call(createApplication, { body: { company: 'Palisade', title: 'Gardener' } })).body;
    await visitor.call(createInterview, { body: { applicationId: id, startsAt: '2026-11-24T14:00' } });
    const feed = { name: 'Phone', detail: 'full', contents: 'everything', notes: false, expiresOn: null } as const;
    const { url } = (await visitor.call(makeFeed, { body: feed })).body;
    const login = await server.platform.vault.findLogin(email);
    if (!login) throw new Error('Nobody is here.');
    return { visitor, email, userId: login.userId, feed: url };
  }
  const lettersTo = ({ email }: Person) => mailbox.arrived.filter(({ to }) => to === email).map(({ subject }) => subject);

  /** Runs jobs now, and then what they wrote is sent. Answers which job opened something, and whose. */
  async function runAll(some: readonly Job[]): Promise<string[]> {
    const opened: string[] = [];
    for (const job of some) {
      const make = openingMakerFor(job);
      await job.run(new AbortController().signal, (userId, purpose) => {
        opened.push(`${job.name} ${userId}`);
        return make(userId, purpose);
      });
    }
    await server.platform.mail.deliver();
    return opened;
  }

  test('is passed by by every job, told nothing but what concerns its safety, and all of it comes back when it is thawed', async () => {
    const [ada, bela] = [await join(), await join()];
    await ada.visitor.call(freezeAccount, {});
    const before = [lettersTo(ada).length, lettersTo(bela).length];
    const opened: string[] = [];
    server.clock.set('2026-11-23T13:00:00Z');
    opened.push(...(await runAll(jobs)));
    // Of those that may open nothing once is enough.
    const opening = jobs.filter(({ purposes }) => purposes !== undefined);
    for (const moment of ['2026-11-24T12:00:00Z', '2027-01-04T12:00:00Z']) {
      server.clock.set(moment);
      opened.push(...(await runAll(opening)));
    }
    expect(jobs.length).toBeGreaterThan(10);
    const ofAda = opened.filter((each) => each.endsWith(ada.userId)).map((each) => each.split(' ')[0] ?? '');
    expect(ofAda.filter((job) => !stillOpen.has(job))).toEqual([]);
    expect(lettersTo(ada).slice(before[0])).toEqual([]);
    // The control: whoever is not frozen was looked at, and told.
    expect(opened.filter((each) => each.endsWith(bela.userId)).length).toBeGreaterThan(0);
    expect(new Set(lettersTo(bela).slice(before[1]))).toEqual(new Set(['A reminder from Sotto', 'Time for a copy of your data']));

    expect((await fetch(ada.feed)).status).toBe(404);
    expect((await fetch(bela.feed)).status).toBe(200);

    const back = server.visitor();
    await back.call(signIn, { body: { email: ada.email, password } });
    await expect.poll(() => lettersTo(ada).slice(before[0])).toEqual(['A new sign-in to your Sotto']);
    await back.call(thawAccount, {});
    expect((await fetch(ada.feed)).status).toBe(200);
    server.clock.advance(hour);
    expect((await runAll(opening)).some((each) => each.endsWith(ada.userId))).toBe(true);
  }, 120_000);

  test('is read and exported by its owner, and changed by nobody until it is thawed; frozen once, it is told once', async () => {
    const ada = await join();
    for (let time = 0; time < 2; time++) await ada.visitor.call(freezeAccount, {});
    expect(await problemOf(ada.visitor.call(createApplication, { body: { company: 'A', title: 'B' } }))).toBe('account-frozen');
    expect((await ada.visitor.call(listApplications, {})).body.items).toHaveLength(1);
    await ada.visitor.call(reauthenticate, { body: { password } });
    expect(await (await ada.visitor.call(exportEverything, {})).body.text()).toContain('Gardener');
    for (let time = 0; time < 2; time++) await ada.visitor.call(thawAccount, {});
    await ada.visitor.call(createApplication, { body: { company: 'A', title: 'B' } });
    const { items } = (await ada.visitor.call(listActivity, {})).body;
    const deeds = items.map(({ happening }) => happening).filter((happening) => /froz|thaw/.test(happening));
    expect(deeds).toEqual(['account-thawed', 'account-frozen']);
  });

  test('stays so when an older copy of the database is put in its place, for the keyring says it', async () => {
    const ada = await join();
    await ada.visitor.call(freezeAccount, {});
    const { build, write } = server.platform.database;
    await write([{ query: build.updateTable('workspace').set({ frozen_at: null }).where('user_id', '=', ada.userId), rows: 1 }]);
    expect(await problemOf(ada.visitor.call(createApplication, { body: { company: 'A', title: 'B' } }))).toBeNull();
    await server.platform.vault.compare();
    expect(await problemOf(ada.visitor.call(createApplication, { body: { company: 'A', title: 'C' } }))).toBe('account-frozen');
  });

  test('is not thawed by its owner while the operator has it disabled, and is frozen still when it is enabled', async () => {
    const ada = await join();
    await ada.visitor.call(freezeAccount, {});
    await server.platform.vault.setDisabled(ada.userId, true);
    expect(await problemOf(ada.visitor.call(thawAccount, {}))).toBe('account-disabled');
    await server.platform.vault.setDisabled(ada.userId, false);
    expect(await problemOf(ada.visitor.call(createApplication, { body: { company: 'A', title: 'B' } }))).toBe('account-frozen');
  });
});
