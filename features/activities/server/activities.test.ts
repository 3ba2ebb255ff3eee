/** The work-search log from the wire: a real server on both engines, every answer held against its contract. */
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, deleteApplication, undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { createInterview } from '@sotto/features/interviews/api';
import { interviewsFeature } from '@sotto/features/interviews/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { addDays, dateOf, rulesOfPreset, workSearchPresets } from '@sotto/domain';
import { engines, problemOf, refusalOf, startServer, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { activitiesFeature } from './index.ts';

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
  activitiesFeature,
];

describe.each(engines)('the work-search log on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  let today: string;
  beforeAll(async () => {
    server = await startServer({ features, engine });
    today = dateOf(server.clock.now(), 'UTC');
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    visitor = await join();
  });

  async function join(): Promise<Visitor> {
    return newcomer(server);
  }
  const log = async (query: { from?: string; to?: string } = {}) => (await visitor.call(api.readLog, { query })).body;
  const add = async (body: api.NewActivity) => (await visitor.call(api.createActivity, { body })).body;
  const apply = async (company: string, appliedOn?: string) =>
    (await visitor.call(createApplication, { body: { company, title: 'Analyst', referenceNumber: 'R-1', appliedOn } })).body;

  test('tells applications that were sent and interviews that took place', async () => {
    const sent = await apply('Palisade', addDays(today, -3));
    await apply('Not sent');
    for (const [days, kind] of [
      [-1, 'phone'],
      [2, 'video'],
    ] as const)
      await visitor.call(createInterview, {
        body: { applicationId: sent.id, kind, startsAt: `${addDays(today, days)}T09:00`, zone: 'UTC', people: ['Leah Brandt'] },
      });
    const { items, beginsOn } = await log();
    expect(items).toMatchObject([
      { id: null, on: addDays(today, -1), kind: 'interview', employer: 'Palisade', contact: 'Leah Brandt', method: 'phone' },
      {
        id: null,
        on: addDays(today, -3),
        kind: 'application',
        employer: 'Palisade',
        position: 'Analyst',
        reference: 'R-1',
        counts: true,
        of: { kind: 'application', id: sent.id },
        opens: true,
      },
    ]);
    expect(beginsOn).toBe(addDays(today, -3));
  });

  test('takes what the person says instead of what an application tells, and tells it again when that is deleted', async () => {
    const sent = await apply('Palisade', addDays(today, -3));
    const of = { kind: 'application', id: sent.id } as const;
    const said = await add({ on: addDays(today, -4), kind: 'application', employer: 'Palisade Clinics', counts: false, of });
    expect((await log()).items).toEqual([said]);
    expect(await problemOf(add({ on: today, kind: 'other', of }))).toBe('already-exists');
    const patched = await visitor.call(api.patchActivity, {
      params: { id: said.id! },
      body: { revision: 1, counts: true, result: 'No answer yet' },
    });
    expect(patched.body).toMatchObject({ revision: 2, counts: true, result: 'No answer yet', employer: 'Palisade Clinics' });
    const { undo } = (await visitor.call(api.deleteActivity, { params: { id: said.id! }, query: { revision: 2 } })).body;
    expect((await log()).items).toMatchObject([{ id: null, employer: 'Palisade' }]);
    await visitor.call(undoChange, { body: { undo } });
    expect((await log()).items).toMatchObject([{ id: said.id, result: 'No answer yet' }]);
  });

  test('keeps what was said of an application that is deleted', async () => {
    const sent = await apply('Palisade', today);
    await add({ on: today, kind: 'application', employer: 'Palisade', of: { kind: 'application', id: sent.id } });
    await apply('Gone with it', today);
    await visitor.call(deleteApplication, { params: { id: sent.id }, query: { revision: 1 } });
    expect((await log()).items.filter(({ employer }) => employer === 'Palisade')).toMatchObject([{ opens: false }]);
  });

  test('counts by the claim weeks of the office, and says until when each is kept', async () => {
    const wisconsin = rulesOfPreset(workSearchPresets.find(({ id }) => id === 'us-wi')!);
    const { revision } = (await visitor.call(getSettings, {})).body;
    await visitor.call(patchSettings, { body: { revision, workSearch: wisconsin } });
    await add({ on: '2026-11-15', kind: 'job_fair', employer: 'City hall' });
    await add({ on: '2026-11-21', kind: 'workshop' });
    await add({ on: '2026-11-21', kind: 'contact', counts: false });
    const { periods } = await log({ from: '2026-11-08', to: '2026-11-21' });
    expect(periods).toEqual([
      { from: '2026-11-15', to: '2026-11-21', counted: 2, least: 4, keptUntil: '2027-11-20' },
      { from: '2026-11-08', to: '2026-11-14', counted: 0, least: 4, keptUntil: '2027-11-13' },
    ]);
  });

  test('refuses what has not happened, what is not there, and a span that is none', async () => {
    const absent = server.platform.ids.record();
    expect(await problemOf(add({ on: addDays(today, 2), kind: 'other' }))).toBe('invalid-input');
    expect(await problemOf(add({ on: today, kind: 'other', of: { kind: 'interview', id: absent } }))).toBe('invalid-input');
    expect(await problemOf(log({ from: today, to: addDays(today, -1) }))).toBe('invalid-input');
    expect(await problemOf(log({ from: '1900-01-01' }))).toBe('invalid-input');
    const { id, revision } = await add({ on: today, kind: 'other' });
    await visitor.call(api.patchActivity, { params: { id: id! }, body: { revision: revision!, result: 'x' } });
    const stale = await refusalOf(visitor.call(api.patchActivity, { params: { id: id! }, body: { revision: 1, result: 'y' } }));
    expect(stale.body).toMatchObject({ current: { revision: 2, result: 'x' } });
  });

  test('goes out as a PDF of the same time, under its own name', async () => {
    await add({ on: today, kind: 'networking' });
    const response = await visitor.fetch(`/api/v1/activities.pdf?from=${addDays(today, -6)}&to=${today}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toContain('work-search-log.pdf');
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toMatch(/^%PDF-1\.7[^]*%%EOF\s*$/);
    expect((await visitor.fetch('/api/v1/activities.pdf?from=2026-02-02&to=2026-01-01')).status).toBe(400);
  });

  test('goes out as CSV, earliest first, with formulas made harmless', async () => {
    await add({ on: addDays(today, -1), kind: 'contact', employer: '=cmd()', contact: 'Leah, "L"' });
    await add({ on: today, kind: 'networking' });
    const response = await visitor.fetch('/api/v1/activities.csv');
    expect(response.headers.get('content-disposition')).toContain('work-search-log.csv');
    const [header, first, second] = (await response.text()).split('\r\n');
    expect(header).toBe('Date,Activity,Employer,Reached at,Contact,Position,Reference,Method,Result,Counts');
    expect(first).toContain(`${addDays(today, -1)},contact,'=cmd(),,"Leah, ""L""",`);
    expect(second).toContain(`${today},networking`);
  });

  test('of someone else is not seen or touched', async () => {
    const mine = await add({ on: today, kind: 'other', employer: 'Mine' });
    visitor = await join();
    expect((await log()).items).toEqual([]);
    expect(
      await problemOf(visitor.call(api.patchActivity, { params: { id: mine.id! }, body: { revision: 1, result: 'x' } })),
    ).toBe('not-found');
  });
});
