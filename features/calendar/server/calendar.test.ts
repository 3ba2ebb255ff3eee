/** The calendar from the wire: a real server on both engines, every answer held against its contract. */
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, deleteApplication, moveApplication, undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { createInterview, patchInterview } from '@sotto/features/interviews/api';
import { interviewsFeature } from '@sotto/features/interviews/server';
import { createOffer } from '@sotto/features/offers/api';
import { offersFeature } from '@sotto/features/offers/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import { settingsFeature } from '@sotto/features/settings/server';
import { listStages } from '@sotto/features/stages/api';
import { stagesFeature } from '@sotto/features/stages/server';
import { createTask, patchTask } from '@sotto/features/tasks/api';
import { tasksFeature } from '@sotto/features/tasks/server';
import { engines, problemOf, startServer, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getCalendar, mostOfDay } from '../api.ts';
import { calendarFeature } from './index.ts';

const features = [
  accountFeature,
  privacyFeature,
  policyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  applicationsFeature,
  interviewsFeature,
  tasksFeature,
  offersFeature,
  calendarFeature,
];

const november = { from: '2026-11-01', to: '2026-11-30' };

describe.each(engines)('the calendar on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    visitor = await join();
  });

  async function join(): Promise<Visitor> {
    const someone = await newcomer(server);
    await someone.call(patchSettings, { body: { revision: 1, zone: 'Europe/Berlin' } });
    return someone;
  }
  const calendar = async (query: { from: string; to: string; what?: string } = november, of = visitor) =>
    (await of.call(getCalendar, { query })).body;
  const named = async (query?: { from: string; to: string; what?: string }) =>
    (await calendar(query)).items.map(({ what, on, title, state }) => [what, on, title, state]);
  const stageId = async (name: string) =>
    (await visitor.call(listStages, {})).body.items.find((stage) => stage.name === name)!.id;
  const apply = async (more: object = {}) =>
    (await visitor.call(createApplication, { body: { company: 'Palisade Clinics', title: 'Data engineer', ...more } })).body;
  const interview = async (applicationId: string, more: object = {}) =>
    (
      await visitor.call(createInterview, {
        body: { applicationId, startsAt: '2026-11-12T19:30', zone: 'America/New_York', ...more },
      })
    ).body;
  const task = async (more: object) => (await visitor.call(createTask, { body: { title: 'Call Leah', ...more } })).body;

  test('holds all that has a day, by day, what has a time first', async () => {
    const { id } = await apply({ closesOn: '2026-11-10', nextAction: { text: 'Ask Tomas', dueOn: '2026-11-13' } });
    const asked = await interview(id, { people: ['Leah Brandt'], endsAt: '2026-11-12T20:15' });
    await visitor.call(createOffer, { body: { applicationId: id, respondBy: '2026-11-13' } });
    await task({ due: { on: '2026-11-09', time: '09:00', zone: 'Europe/Berlin' }, link: { kind: 'application', id } });
    await task({ title: 'Read', due: { on: '2026-11-09' }, status: 'done' });
    await task({ title: 'Some day' });
    expect(await named()).toEqual([
      ['task', '2026-11-09', 'Call Leah', 'open'],
      ['task', '2026-11-09', 'Read', 'done'],
      ['closing', '2026-11-10', null, 'open'],
      ['interview', '2026-11-13', null, 'open'],
      ['next_action', '2026-11-13', 'Ask Tomas', 'open'],
      ['respond_by', '2026-11-13', null, 'open'],
    ]);
    expect((await calendar({ ...november, what: 'interview' })).items).toMatchObject([
      {
        id: asked.id,
        revision: 1,
        until: '2026-11-13',
        sort: 'video',
        number: 1,
        people: ['Leah Brandt'],
        application: { id, title: 'Data engineer', company: { name: 'Palisade Clinics' } },
        // Agreed for the evening before in New York.
        time: { startsAt: '2026-11-12T19:30', zone: 'America/New_York', from: '2026-11-13T01:30', to: '2026-11-13T02:15' },
      },
    ]);
  });

  test('shows what goes past midnight on both days, and on none that was not asked for', async () => {
    const { id } = await apply();
    await interview(id, { startsAt: '2026-11-12T23:30', endsAt: '2026-11-13T00:30', zone: 'Europe/Berlin' });
    const on = async (day: string) => (await calendar({ from: day, to: day })).items.length;
    expect([await on('2026-11-11'), await on('2026-11-12'), await on('2026-11-13'), await on('2026-11-14')]).toEqual([
      0, 1, 1, 0,
    ]);
  });

  test('says of an interview that it was called off, and goes by the zone the person is in now', async () => {
    const { id } = await apply();
    const { id: interviewId } = await interview(id);
    await visitor.call(patchInterview, { params: { id: interviewId }, body: { revision: 1, status: 'cancelled' } });
    expect(await named()).toEqual([['interview', '2026-11-13', null, 'off']]);
    const { revision } = (await visitor.call(getSettings, {})).body;
    await visitor.call(patchSettings, { body: { revision, zone: 'America/New_York' } });
    expect(await named()).toEqual([['interview', '2026-11-12', null, 'off']]);
  });

  test('holds a task where it was put off to, and none that was dropped or that a rule made', async () => {
    const { id } = await apply();
    const later = await task({ due: { on: '2026-11-09' } });
    await visitor.call(patchTask, { params: { id: later.id }, body: { revision: 1, snoozedUntil: '2026-11-20' } });
    await task({ title: 'Dropped', due: { on: '2026-11-09' }, status: 'dropped' });
    await task({ title: 'Of a rule', due: { on: '2026-11-09' }, rule: 'follow_up', link: { kind: 'application', id } });
    expect(await named()).toEqual([['task', '2026-11-20', 'Call Leah', 'open']]);
  });

  test('forgets what an application meant to do once it has ended, and what goes with it when it is deleted, until that is undone', async () => {
    const { id } = await apply({ closesOn: '2026-11-10', nextAction: { text: 'Ask Tomas', dueOn: '2026-11-13' } });
    await interview(id);
    expect(await named()).toHaveLength(3);
    const body = { stageId: await stageId('Rejected'), revision: 1 };
    const { revision } = (await visitor.call(moveApplication, { params: { id }, body })).body;
    expect(await named()).toEqual([['interview', '2026-11-13', null, 'open']]);
    const { undo } = (await visitor.call(deleteApplication, { params: { id }, query: { revision } })).body;
    expect(await named()).toEqual([]);
    await visitor.call(undoChange, { body: { undo } });
    expect(await named()).toEqual([['interview', '2026-11-13', null, 'open']]);
  });

  test('tells how many of a day it leaves out, and gives all of a kind that is asked for alone', async () => {
    const letters = Array.from({ length: mostOfDay + 3 }, (_, one) => `Letter ${one}`);
    await Promise.all(letters.map((title) => task({ title, due: { on: '2026-11-09' } })));
    await apply({ nextAction: { text: 'Ask Tomas', dueOn: '2026-11-09' } });
    const { items, more } = await calendar();
    expect([items.length, more]).toEqual([mostOfDay, [{ on: '2026-11-09', count: 4 }]]);
    expect(await named({ ...november, what: 'next_action,interview' })).toEqual([
      ['next_action', '2026-11-09', 'Ask Tomas', 'open'],
    ]);
  });

  test('refuses days in the wrong order or more of them than a view has', async () => {
    expect(await problemOf(calendar({ from: '2026-11-02', to: '2026-11-01' }))).toBe('invalid-input');
    expect(await problemOf(calendar({ from: '2026-01-01', to: '2026-12-31' }))).toBe('invalid-input');
    expect((await calendar({ from: '2026-11-01', to: '2027-02-08' })).items).toEqual([]);
  });

  test('is the person’s own, and is not sent again while nothing has changed', async () => {
    await task({ due: { on: '2026-11-09' } });
    expect((await calendar(november, await join())).items).toEqual([]);
    const ask = (etag = '') =>
      visitor.fetch('/api/v1/calendar?from=2026-11-01&to=2026-11-30', { headers: { 'if-none-match': etag } });
    const first = await ask();
    expect((await first.json()).items).toHaveLength(1);
    const etag = first.headers.get('etag') ?? '';
    expect((await ask(etag)).status).toBe(304);
    await task({ title: 'Another', due: { on: '2026-11-10' } });
    expect((await ask(etag)).status).toBe(200);
  });
});
