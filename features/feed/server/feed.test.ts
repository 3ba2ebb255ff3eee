/** Calendar feeds from the wire: a real server on both engines, and files read back by a parser that is not ours. */
import { crc32 } from 'node:zlib';
import { makeAccessKey, revokeEverything, reauthenticate, signIn } from '@sotto/features/account/api';
import { newcomer, password } from '@sotto/features/account/testing';
import { accountFeature, setAccountDisabled } from '@sotto/features/account/server';
import { createApplication, deleteApplication, undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { calendarFeature } from '@sotto/features/calendar/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { contactsFeature } from '@sotto/features/contacts/server';
import { documentsFeature } from '@sotto/features/documents/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { createInterview, deleteInterview, patchInterview, type InterviewView } from '@sotto/features/interviews/api';
import { interviewsFeature } from '@sotto/features/interviews/server';
import { createOffer } from '@sotto/features/offers/api';
import { offersFeature } from '@sotto/features/offers/server';
import { policyFeature } from '@sotto/features/policy/server';
import { getInventory, listActivity } from '@sotto/features/privacy/api';
import { privacyFeature } from '@sotto/features/privacy/server';
import { patchSettings } from '@sotto/features/settings/api';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { createTask, patchTask } from '@sotto/features/tasks/api';
import { tasksFeature } from '@sotto/features/tasks/server';
import { exportEverything } from '@sotto/features/transfer/api';
import { transferFeature } from '@sotto/features/transfer/server';
import { createLog } from '@sotto/log';
import { openingMakerFor } from '@sotto/schedule';
import { day, engines, hour, minute, problemOf, startServer, uniqueName, type TestServer, type Visitor } from '@sotto/testing';
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { feedFeature } from './index.ts';

const features = [
  accountFeature,
  privacyFeature,
  policyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  contactsFeature,
  applicationsFeature,
  documentsFeature,
  interviewsFeature,
  tasksFeature,
  offersFeature,
  transferFeature,
  calendarFeature,
  feedFeature,
];
const wish: api.NewFeed = { name: 'Work laptop', detail: 'full', contents: 'everything', notes: false, expiresOn: null };

describe.each(engines)('calendar feeds on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  let email: string;
  let applicationId: string;
  const logged: string[] = [];
  beforeAll(async () => {
    const log = createLog({ level: 'debug', destination: { write: (line) => void logged.push(line) } });
    server = await startServer({ features, engine, log });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    server.clock.set('2026-11-22T12:00:00Z');
    ({ visitor, email } = await join());
    applicationId = (
      await visitor.call(createApplication, {
        body: {
          company: 'Palisade Clinics',
          title: 'Data engineer',
          closesOn: '2026-12-20',
          nextAction: { text: 'Send the portfolio', dueOn: '2026-12-03' },
        },
      })
    ).body.id;
  });

  async function join(): Promise<{ visitor: Visitor; email: string }> {
    const address = `${uniqueName()}@example.org`;
    const someone = await newcomer(server, address);
    await someone.call(patchSettings, { body: { revision: 1, zone: 'Europe/Berlin' } });
    return { visitor: someone, email: address };
  }
  const make = async (more: Partial<api.NewFeed> = {}) => (await visitor.call(api.makeFeed, { body: { ...wish, ...more } })).body;
  const listed = async () => (await visitor.call(api.listFeeds, {})).body.items;
  const plan = async (more: object = {}) =>
    (
      await visitor.call(createInterview, {
        body: {
          applicationId,
          startsAt: '2026-12-01T14:00',
          zone: 'America/New_York',
          place: '5 Main St; floor 2, left',
          people: ['Leah Brandt'],
          notes: 'ask about tests',
          ...more,
        },
      })
    ).body;
  /** As a calendar program does: no cookie, no header of a browser. */
  const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers });
  const eventsOf = async (url: string) => eventsIn(await (await get(url)).text());

  describe('an address', () => {
    test('is shown once, answers without a cookie, and is kept as a digest only', async () => {
      const { url, ...shown } = await make();
      const response = await get(url);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
      expect(await listed()).toMatchObject([{ ...shown, fetchedAt: expect.any(String) }]);
      const { database } = server.platform;
      const rows = await database.rows(
        database.build
          .selectFrom('calendar_feed')
          .selectAll()
          .where('user_id', '=', await userIdOf(email)),
      );
      const kept = JSON.stringify(rows, (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      );
      expect([kept.includes(secretOf(url)), kept.includes('Work laptop')]).toEqual([false, false]);
      expect(JSON.stringify(await listed())).not.toContain(secretOf(url));
    });

    test('is kept by nothing on the way, found by no search engine, and named to nobody', async () => {
      const { headers } = await get((await make()).url);
      expect(
        Object.fromEntries(
          ['cache-control', 'referrer-policy', 'x-robots-tag', 'set-cookie'].map((name) => [name, headers.get(name)]),
        ),
      ).toEqual({
        'cache-control': 'private, no-cache',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex',
        'set-cookie': null,
      });
    });

    test('is in no line of the log, whether it is right or wrong; its route is', async () => {
      const { url, id } = await make({ name: 'canary-name' });
      logged.length = 0;
      await get(url);
      await get(`${url}?x=${secretOf(url)}`);
      await get(url.replace('sotto.ics', 'other.ics'));
      await fetch(url, { method: 'POST' });
      await visitor.call(api.endFeed, { params: { id } });
      await get(url);
      const lines = logged.join('');
      expect(lines).toContain('/api/v1/calendar-feeds/{secret}/sotto.ics');
      for (const telling of [secretOf(url), secretOf(url).slice(0, 30), 'canary-name', 'Palisade'])
        expect(lines).not.toContain(telling);
    });

    test('that is wrong, mistyped, revoked, ended or of someone disabled or deleted answers alike, and the right one does not', async () => {
      const { url, id } = await make();
      const [revoked, ended] = [await make(), await make({ expiresOn: '2026-11-25' })];
      const disabled = await stranger();
      const deleted = await stranger();
      await visitor.call(api.endFeed, { params: { id: revoked.id } });
      await setAccountDisabled(server.platform, await openingOf(disabled.email), true);
      await server.platform.vault.eraseAccount(await userIdOf(deleted.email));
      server.clock.set('2026-11-26T00:00:00Z');
      const secret = secretOf(url);
      const wrong = [
        revoked.url,
        ended.url,
        disabled.url,
        deleted.url,
        url.replace(secret, `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`),
        url.replace(secret, makeOther(secret)),
        url.replace(secret, 'x'),
        url.replace(secret, '..%2f..'),
        url.replace(secret, id),
      ];
      const answers = await Promise.all(wrong.map(async (each) => answerOf(await get(each))));
      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify(answers[0])]));
      expect(answers[0]).toMatchObject({ status: 404, body: { type: 'urn:sotto:problem:not-found' } });
      expect((await get(url)).status).toBe(200);
      await setAccountDisabled(server.platform, await openingOf(disabled.email), false);
      expect((await get(disabled.url)).status).toBe(200);
    });

    test('works to the last day it was given, and is taken away a month later', async () => {
      const start = server.clock.now();
      const { url } = await make({ expiresOn: new Date(start + 3 * day).toISOString().slice(0, 10) });
      server.clock.set(`${new Date(start + 3 * day).toISOString().slice(0, 10)}T23:59:59Z`);
      expect((await get(url)).status).toBe(200);
      server.clock.advance(1000);
      expect((await get(url)).status).toBe(404);
      await signInAgain();
      expect(await listed()).toHaveLength(1);
      server.clock.advance(30 * day);
      await server.runJob('purge');
      await signInAgain();
      expect(await listed()).toEqual([]);
      expect(await problemOf(make({ expiresOn: '2020-01-01' }))).toBe('invalid-input');
    });

    test('ends with everything else that lets somebody in', async () => {
      const { url } = await make();
      await visitor.call(revokeEverything, {});
      expect((await get(url)).status).toBe(404);
    });

    test('that is fetched without end is asked to wait', async () => {
      const { url } = await make();
      const statuses = [];
      for (let count = 0; count < 31; count++) statuses.push((await get(url)).status);
      expect([statuses.slice(0, 30).every((status) => status === 200), statuses[30]]).toEqual([true, 429]);
      server.clock.advance(minute);
      expect((await get(url)).status).toBe(200);
    });

    test('is made by a person who proved it, never by a key, and no more than fit', async () => {
      const { key } = (await visitor.call(makeAccessKey, { body: { name: 'k', scopes: ['applications:read'] } })).body;
      expect(await problemOf(server.visitor({ key }).call(api.makeFeed, { body: wish }))).toBe('missing-scope');
      server.clock.advance(hour);
      expect(await problemOf(make())).toBe('reauthentication-required');
      await visitor.call(reauthenticate, { body: { password } });
      const made = await Promise.allSettled(Array.from({ length: api.mostFeeds + 3 }, () => make()));
      expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(api.mostFeeds);
      expect(await problemOf(make())).toBe('conflict');
    });
  });

  describe('in the account', () => {
    test('making, changing and revoking are written down, counted and exported, without the address', async () => {
      const { id, url } = await make();
      const changed = (await visitor.call(api.changeFeed, { params: { id }, body: { detail: 'busy', name: 'Phone' } })).body;
      expect(changed).toMatchObject({ id, name: 'Phone', detail: 'busy', contents: 'everything' });
      const held = (await visitor.call(getInventory, {})).body.items.find(({ name }) => name === 'calendar_feed');
      expect(held).toMatchObject({ title: 'Calendar feeds', count: 1 });
      const everything = await (await visitor.call(exportEverything, {})).body.text();
      expect(JSON.parse(everything)).toMatchObject({ account: { calendarFeeds: [{ id, name: 'Phone', detail: 'busy' }] } });
      expect(everything).not.toContain(secretOf(url));
      await visitor.call(api.endFeed, { params: { id } });
      const told = (await visitor.call(listActivity, { query: {} })).body.items.map(({ happening, about }) => [happening, about]);
      expect(told.filter(([happening]) => happening?.startsWith('calendar-feed'))).toEqual([
        ['calendar-feed-ended', 'Phone'],
        ['calendar-feed-changed', 'Phone'],
        ['calendar-feed-made', 'Work laptop'],
      ]);
    });

    test('somebody else can neither see, change nor revoke it', async () => {
      const { id, url } = await make();
      const other = (await join()).visitor;
      expect((await other.call(api.listFeeds, {})).body.items).toEqual([]);
      expect(await problemOf(other.call(api.changeFeed, { params: { id }, body: { detail: 'busy' } }))).toBe('not-found');
      expect(await problemOf(other.call(api.endFeed, { params: { id } }))).toBe('not-found');
      expect((await get(url)).status).toBe(200);
    });
  });

  describe('a file', () => {
    test('tells all that stands on the calendar in full, with places and people, and notes only when they are wished', async () => {
      await plan();
      await visitor.call(createTask, { body: { title: 'Reread the notes', due: { on: '2026-12-02' }, notes: 'private note' } });
      await visitor.call(createOffer, { body: { applicationId, receivedOn: '2026-11-20', respondBy: '2026-12-10' } });
      const { url, id } = await make();
      expect(
        (await eventsOf(url)).map(({ summary, location, description, startDate }) => [
          startDate.toString(),
          summary,
          location,
          description,
        ]),
      ).toEqual([
        [
          '2026-12-01T14:00:00',
          'Video interview, round 1: Data engineer, Palisade Clinics',
          '5 Main St; floor 2, left',
          'With Leah Brandt',
        ],
        ['2026-12-02', 'Reread the notes', null, null],
        ['2026-12-03', 'Send the portfolio: Data engineer, Palisade Clinics', null, null],
        ['2026-12-10', 'Answer the offer: Data engineer, Palisade Clinics', null, null],
        ['2026-12-20', 'Posting closes: Data engineer, Palisade Clinics', null, null],
      ]);
      await visitor.call(api.changeFeed, { params: { id }, body: { notes: true } });
      const noted = (await eventsOf(url)).map(({ description }) => description);
      expect(noted).toEqual(['With Leah Brandt\n\nask about tests', 'private note', null, null, null]);
      await visitor.call(api.changeFeed, { params: { id }, body: { contents: 'interviews' } });
      expect(await eventsOf(url)).toHaveLength(1);
    });

    test('tells initials, or only that there is something, and then nothing more in any line', async () => {
      await plan({ link: 'https://meet.example/secret' });
      await visitor.call(createTask, {
        body: { title: 'Reread the notes', due: { on: '2026-12-02' }, link: { kind: 'application', id: applicationId } },
      });
      const telling = [
        'Palisade',
        'Clinics',
        'Data engineer',
        'Leah',
        'Main St',
        'meet.example',
        'portfolio',
        'Reread',
        'ask about',
        applicationId,
      ];
      const found = (text: string) => telling.filter((word) => text.replaceAll('\r\n ', '').includes(word));
      const [full, initials, busy] = [
        await make({ notes: true }),
        await make({ detail: 'initials', notes: true }),
        await make({ detail: 'busy', notes: true }),
      ];
      const textOf = async ({ url }: { url: string }) => (await get(url)).text();
      // The control: all of it is found where all of it is told.
      expect(found(await textOf(full))).toEqual(telling.slice(0, -1));
      expect([found(await textOf(initials)), found(await textOf(busy))]).toEqual([[], []]);
      expect(new Set((await eventsOf(initials.url)).map(({ summary }) => summary))).toEqual(
        new Set(['Interview, P. C.', 'Task, P. C.', 'Next step, P. C.', 'Posting closes, P. C.']),
      );
      expect(new Set((await eventsOf(busy.url)).map(({ summary }) => summary))).toEqual(new Set(['Busy']));
      const uids = await Promise.all([full, initials, busy].map(async ({ url }) => (await eventsOf(url)).map(({ uid }) => uid)));
      expect(new Set(uids.flat()).size).toBe(12);
    });

    test('follows what is moved, cancelled, deleted and brought back, under one name', async () => {
      const { url } = await make({ contents: 'interviews' });
      const interview = await plan();
      const [first] = await eventsOf(url);
      server.clock.advance(minute);
      const moved = await change(interview, { startsAt: '2026-12-04T09:30', zone: 'Asia/Kolkata' });
      const [second] = await eventsOf(url);
      expect([first?.uid, second?.uid, second?.startDate.toString()]).toEqual([first?.uid, first?.uid, '2026-12-04T09:30:00']);
      expect(second?.startDate.toJSDate().toISOString()).toBe('2026-12-04T04:00:00.000Z');
      expect(second!.sequence).toBeGreaterThan(first!.sequence);
      expect(lastModified(second!) > lastModified(first!)).toBe(true);
      server.clock.advance(minute);
      const cancelled = await change(moved, { status: 'cancelled' });
      const [third] = await eventsOf(url);
      expect([third?.uid, third?.component.getFirstPropertyValue('status')]).toEqual([first?.uid, 'CANCELLED']);
      const { undo } = (
        await visitor.call(deleteInterview, { params: { id: interview.id }, query: { revision: cancelled.revision } })
      ).body;
      expect(await eventsOf(url)).toEqual([]);
      await visitor.call(undoChange, { body: { undo } });
      const [fourth] = await eventsOf(url);
      expect([fourth?.uid, fourth!.sequence >= third!.sequence]).toEqual([first?.uid, true]);
    });

    test('holds the open one of a series, and none that is done', async () => {
      const body = {
        title: 'Look at the boards',
        due: { on: '2026-11-30', time: '09:00', zone: 'Europe/Berlin' },
        repeat: { every: 1, unit: 'week' },
      } as const;
      const task = (await visitor.call(createTask, { body })).body;
      const { url } = await make();
      const tasksIn = async () => (await eventsOf(url)).filter(({ summary }) => summary === body.title);
      const [open] = await tasksIn();
      expect(open?.component.getFirstPropertyValue('rrule')?.toString()).toBe('FREQ=WEEKLY;UNTIL=20271201T080000Z');
      await visitor.call(patchTask, { params: { id: task.id }, body: { revision: task.revision, status: 'done' } });
      const after = await tasksIn();
      expect(after.map(({ startDate }) => startDate.toString())).toEqual(['2026-12-07T09:00:00']);
      expect(after[0]?.uid).not.toBe(open?.uid);
    });

    test('goes back ninety days and forward without end, and holds nothing of what is deleted', async () => {
      await plan({ startsAt: '2026-08-01T09:00' });
      await plan({ startsAt: '2026-09-15T09:00', status: 'done' });
      await plan({ startsAt: '2031-01-01T09:00' });
      const { url } = await make({ contents: 'interviews' });
      expect((await eventsOf(url)).map(({ startDate }) => startDate.year)).toEqual([2026, 2031]);
      await visitor.call(deleteApplication, { params: { id: applicationId }, query: { revision: 1 } });
      expect(await eventsOf(url)).toEqual([]);
    });

    test('is not sent again to a program that has it, until something changes', async () => {
      const { url, id } = await make();
      const etag = (await get(url)).headers.get('etag') ?? '';
      const again = await get(url, { 'if-none-match': etag });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
      const tags = new Set([etag]);
      const tagNow = async () => tags.add((await get(url, { 'if-none-match': etag })).headers.get('etag') ?? '').size;
      await plan();
      expect(await tagNow()).toBe(2);
      await visitor.call(api.changeFeed, { params: { id }, body: { detail: 'busy' } });
      expect(await tagNow()).toBe(3);
      server.clock.advance(day);
      expect(await tagNow()).toBe(4);
    });

    test('of one interview is for its owner alone', async () => {
      const { id } = await plan({ kind: 'panel', link: 'https://meet.example/abc' });
      const response = await visitor.fetch(api.interviewFilePath(id));
      const [event] = eventsIn(await response.text());
      expect(
        Object.fromEntries(
          ['content-type', 'content-disposition', 'cache-control'].map((name) => [name, response.headers.get(name)]),
        ),
      ).toEqual({
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'attachment; filename="interview.ics"',
        'cache-control': 'no-store',
      });
      expect([event?.summary, event?.description]).toEqual([
        'Panel interview, round 1: Data engineer, Palisade Clinics',
        'With Leah Brandt\n\nJoin: https://meet.example/abc\n\nask about tests',
      ]);
      expect((await (await join()).visitor.fetch(api.interviewFilePath(id))).status).toBe(404);
      expect((await get(server.origin + api.interviewFilePath(id))).status).toBe(401);
    });
  });

  const change = async ({ id, revision }: InterviewView, body: object) =>
    (await visitor.call(patchInterview, { params: { id }, body: { revision, ...body } })).body;
  const signInAgain = () => visitor.call(signIn, { body: { email, password } });
  async function stranger() {
    const other = await join();
    const { url } = (await other.visitor.call(api.makeFeed, { body: wish })).body;
    return { email: other.email, url };
  }
  const userIdOf = async (address: string) => {
    const found = await server.platform.vault.findLogin(address);
    if (!found) throw new Error('Nobody has this address.');
    return found.userId;
  };
  const openingOf = async (address: string) =>
    openingMakerFor({ name: 'test', purposes: ['account'] })(await userIdOf(address), 'account');
});

function eventsIn(text: string): ICAL.Event[] {
  ICAL.TimezoneService.reset();
  const file = new ICAL.Component(ICAL.parse(text) as unknown[]);
  for (const zone of file.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return file.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

function lastModified(event: ICAL.Event): string {
  return String(event.component.getFirstPropertyValue('last-modified'));
}

const secretOf = (url: string) => url.split('/').at(-2) ?? '';

/** A well-formed secret of the same person that was never given out. */
function makeOther(secret: string): string {
  const body = Buffer.from(secret, 'base64url').subarray(0, -4);
  body[40]! ^= 1;
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([body, checksum]).toString('base64url');
}

/** All of an answer that could tell something: not when, nor which request it was. */
async function answerOf(response: Response) {
  const { requestId: _, ...body } = (await response.json()) as Record<string, unknown>;
  const { 'x-request-id': __, date: ___, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body };
}
