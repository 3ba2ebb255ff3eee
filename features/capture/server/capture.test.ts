/** Capture from the wire: a real server on both engines, every answer held against its contract. */
import { endAccessKey, makeAccessKey } from '@sotto/features/account/api';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import {
  createApplication,
  getApplication,
  getSnapshot,
  listApplications,
  patchApplication,
} from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { createCompany, listCompanies } from '@sotto/features/companies/api';
import { companiesFeature } from '@sotto/features/companies/server';
import { createGroup } from '@sotto/features/groups/api';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { listActivity } from '@sotto/features/privacy/api';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { listStages } from '@sotto/features/stages/api';
import { stagesFeature } from '@sotto/features/stages/server';
import { day, engines, minute, problemOf, refusalOf, startServer, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { captureFeature } from './index.ts';
import { capturesPerHour, capturesPerMinute } from './routes.ts';

const features = [
  accountFeature,
  privacyFeature,
  policyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  applicationsFeature,
  captureFeature,
];

describe.each(engines)('capture on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    visitor = await newcomer(server);
  });
  const linkedIn = 'https://www.linkedin.com/jobs/view/3801234567';
  const make = async (body: object) =>
    (await visitor.call(createApplication, { body: { company: 'Acme', title: 'Backend Engineer', ...body } })).body;
  const ask = async (query: object) => (await visitor.call(api.findDuplicates, { query })).body;
  const capture = async (body: object, who = visitor) =>
    (
      await who.call(api.capturePosting, {
        body: { posting: { company: 'Acme', title: 'Backend Engineer', url: linkedIn }, ...body },
      })
    ).body;

  test('knows the same posting by job id and by address, across groups', async () => {
    const other = (await visitor.call(createGroup, { body: { name: 'Other' } })).body;
    const made = await make({ url: linkedIn, groupId: other.id, appliedOn: '2026-03-03' });
    const report = await ask({ url: 'https://de.linkedin.com/jobs/view/backend-engineer-at-acme-3801234567?trk=x' });
    expect(report).toMatchObject({
      response: 'block',
      total: 1,
      items: [
        {
          id: made.id,
          level: 'same_posting',
          group: { name: 'Other' },
          stage: { name: 'Applied' },
          appliedOn: '2026-03-03',
          on: '2026-03-03',
        },
      ],
    });
    expect((await ask({ url: linkedIn, except: made.id })).response).toBeNull();
  });

  test('warns of a similar title at the same company, and informs of the company for six months', async () => {
    await make({ appliedOn: '2025-01-01' });
    const accountant = await make({ title: 'Accountant', appliedOn: '2026-09-01' });
    await visitor.call(patchApplication, { params: { id: accountant.id }, body: { revision: 1, outcome: 'rejected' } });
    const report = await ask({ company: 'ACME, Inc.', title: 'Back-end Engineer (m/f/d)' });
    expect(report.response).toBe('warn');
    expect(report.items.map(({ level, title, outcome }) => [level, title, outcome])).toEqual([
      ['similar', 'Backend Engineer', null],
      ['same_company', 'Accountant', 'rejected'],
    ]);
    expect((await ask({ company: 'Acme' })).response).toBe('inform');
    expect(await ask({ company: 'Other', title: 'Backend Engineer' })).toMatchObject({
      response: null,
      items: [],
      total: 0,
      doNotApply: null,
    });
  });

  test('warns of a company someone has decided against, without any application there', async () => {
    const company = (await visitor.call(createCompany, { body: { name: 'Gloomy', doNotApply: true, doNotApplyReason: 'No.' } }))
      .body;
    expect(await ask({ company: 'gloomy gmbh' })).toMatchObject({
      response: 'warn',
      items: [],
      doNotApply: { company: { id: company.id, name: 'Gloomy' }, reason: 'No.' },
    });
  });

  test('takes half-typed input for what it is', async () => {
    for (const query of [{}, { url: 'htt' }, { url: 'javascript:alert(1)' }, { company: ' ', title: '' }])
      expect(await ask(query)).toMatchObject({ response: null, total: 0 });
  });

  test('tells the twenty that matter and counts the rest', async () => {
    for (let index = 0; index < 23; index++) await make({ title: `Position ${String.fromCharCode(97 + index)}` });
    const report = await ask({ company: 'Acme' });
    expect([report.items.length, report.total]).toEqual([20, 23]);
  });

  test('saves a posting with its snapshot where it is told to', async () => {
    const group = (await visitor.call(createGroup, { body: { name: 'Other' } })).body;
    const stages = (await visitor.call(listStages, {})).body.items;
    const saved = await capture({
      groupId: group.id,
      stageId: stages.find(({ name }) => name === 'Applied')!.id,
      snapshot: { text: 'All of it.' },
    });
    expect(saved).toMatchObject({
      company: { name: 'Acme' },
      group: { name: 'Other' },
      stage: { name: 'Applied' },
      url: `${server.origin}/board/${saved.id}`,
      duplicates: { response: null },
    });
    expect((await visitor.call(getApplication, { params: { id: saved.id } })).body).toMatchObject({
      source: 'linkedin',
      externalJobId: 'linkedin:3801234567',
      appliedOn: '2026-11-21',
    });
    expect((await visitor.call(getSnapshot, { params: { id: saved.id } })).body).toMatchObject({
      text: 'All of it.',
      by: 'extension',
      url: linkedIn,
    });
  });

  test('blocks the same posting until it is overridden', async () => {
    const first = await capture({});
    const refused = await refusalOf(capture({}));
    expect(refused.body).toMatchObject({
      status: 409,
      duplicates: { response: 'block', items: [{ id: first.id }] },
    });
    const second = await capture({ override: true });
    expect(second.id).not.toBe(first.id);
    expect(second.duplicates.response).toBe('block');
  });

  test('twice with one id saves once, also though it is its own duplicate', async () => {
    const id = server.platform.ids.record();
    const first = await capture({ id });
    expect(await capture({ id })).toEqual(first);
    expect(await problemOf(capture({ id, snapshot: { text: 'more' } }))).toBe('already-exists');
  });

  test('offers groups and stages by name', async () => {
    const { body } = await visitor.call(api.getCaptureOptions, {});
    expect(body.groups.map(({ name }) => name)).toEqual(['My search']);
    expect(body.stages).toHaveLength(12);
  });

  test('answers the extension on any page, by its key and scope alone', async () => {
    const { key } = (await visitor.call(makeAccessKey, { body: { name: 'Extension', scopes: ['capture:write'] } })).body;
    const extension = server.visitor({ key });
    const saved = await capture({}, extension);
    expect((await visitor.call(getApplication, { params: { id: saved.id } })).body.history[0]!.by).toBe('extension');
    expect(await problemOf(extension.call(api.findDuplicates, { query: { company: 'Acme' } }))).toBe('missing-scope');
    const response = await fetch(`${server.origin}/api/v1/capture/options`, {
      headers: { authorization: `Bearer ${key}`, origin: 'https://jobs.example' },
    });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  });

  test('keeps the posting’s text as a snapshot of its own, and titles as the text they are', async () => {
    const title = '<img src=x onerror=alert(1)> & "Engineer" \u202Erotcerid';
    const saved = await capture({
      posting: { company: '<b>Acme</b>', title, url: 'https://jobs.example/7' },
      snapshot: { text: '<script>alert(1)</script>\n\nTwo paragraphs.', capturedAt: '2026-11-20T08:00:00Z' },
    });
    expect([saved.company.name, saved.title]).toEqual(['<b>Acme</b>', title]);
    const kept = (await visitor.call(getSnapshot, { params: { id: saved.id } })).body;
    expect([kept.text, kept.capturedAt, kept.url, kept.by]).toEqual([
      '<script>alert(1)</script>\n\nTwo paragraphs.',
      '2026-11-20T08:00:00.000Z',
      'https://jobs.example/7',
      'extension',
    ]);
    expect((await ask({ company: '<b>Acme</b>', title })).items.map((item) => item.title)).toEqual([title]);
  });

  test('knows a company by its other names and legal forms', async () => {
    await visitor.call(createCompany, { body: { name: 'Alphabet Inc.', aliases: ['Google'] } });
    await make({ company: 'Google LLC', title: 'Gardener', appliedOn: '2026-11-01' });
    for (const company of ['Google', 'GOOGLE GmbH & Co. KG', 'Alphabet, Inc', 'google s.r.o.', 'Alphabet Pty Ltd'])
      expect([company, (await ask({ company })).response]).toEqual([company, 'inform']);
    expect((await ask({ company: 'Goggle' })).response).toBeNull();
  });

  describe('by a key', () => {
    const keyFor = async (scopes: ('capture:write' | 'duplicates:read' | 'profile:read')[]) =>
      (await visitor.call(makeAccessKey, { body: { name: 'Extension', scopes } })).body;
    const written = async () => [
      (await visitor.call(listApplications, { query: {} })).body.total,
      (await visitor.call(listCompanies, { query: {} })).body.items.length,
    ];

    test('that is wrong, revoked, over, or for something else, writes nothing', async () => {
      const [ended, over, other] = [
        await keyFor(['capture:write']),
        await keyFor(['capture:write']),
        await keyFor(['duplicates:read', 'profile:read']),
      ];
      await visitor.call(endAccessKey, { params: { id: ended.id } });
      const last = over.key.at(-1) === 'A' ? 'Q' : 'A';
      const refusals: [string, string][] = [
        ['sotto_nonsense', 'mistyped-key'],
        [over.key.slice(0, -1) + last, 'mistyped-key'],
        [ended.key, 'invalid-key'],
        [other.key, 'missing-scope'],
      ];
      for (const [key, problem] of refusals)
        expect([key, await problemOf(capture({}, server.visitor({ key })))]).toEqual([key, problem]);
      expect(await written()).toEqual([0, 0]);
      await capture({}, server.visitor({ key: over.key }));
      expect(await written(), 'the control').toEqual([1, 1]);
    });

    test('is told of in the activity log, once for each posting; what one saves in the app is not', async () => {
      const group = (await visitor.call(createGroup, { body: { name: 'Autumn' } })).body;
      const extension = server.visitor({ key: (await keyFor(['capture:write'])).key });
      const id = server.platform.ids.record();
      await capture({ id, groupId: group.id }, extension);
      await capture({ id, groupId: group.id }, extension);
      expect(await problemOf(capture({}, extension))).toBe('duplicate');
      await capture({ override: true });
      const { items } = (await visitor.call(listActivity, {})).body;
      expect(items.filter(({ happening }) => happening === 'posting-saved')).toMatchObject([
        { by: 'key', about: 'Autumn', count: null },
      ]);
      expect(await written(), 'the control: two were made').toEqual([2, 1]);
    });

    test('whose time is over, writes nothing', async () => {
      const { key } = await keyFor(['capture:write']);
      server.clock.advance(181 * day);
      expect(await problemOf(capture({}, server.visitor({ key })))).toBe('invalid-key');
    });

    test('may save so many in a minute and in an hour, is told how long to wait, and writes nothing meanwhile', async () => {
      const [busy, calm] = [(await keyFor(['capture:write'])).key, (await keyFor(['capture:write'])).key];
      const id = server.platform.ids.record();
      // The same one again and again: what is counted is the asking.
      const ask = (key: string, more: object = { id }) => refusalOf(capture(more, server.visitor({ key }))).catch(() => null);
      const through = async (times: number) => {
        for (let asked = 0; asked < times; asked++) expect(await ask(busy)).toBeNull();
      };
      await through(capturesPerMinute);
      const refused = await ask(busy, { override: true });
      expect([refused?.problem, refused?.status, refused?.retryAfter]).toEqual(['too-many-requests', 429, 60]);
      expect(await written()).toEqual([1, 1]);
      expect(await ask(calm), 'another key').toBeNull();
      for (let minutes = 1; minutes < capturesPerHour / capturesPerMinute; minutes++) {
        server.clock.advance(minute);
        // What was refused counts towards the hour, too: whoever does not wait does not get more.
        await through(capturesPerMinute - (minutes === 1 ? 1 : 0));
      }
      server.clock.advance(minute);
      expect((await ask(busy))?.retryAfter).toBe(55 * 60);
      server.clock.advance(55 * minute);
      await through(1);
    }, 60_000);
  });

  test('knows nothing of someone else’s applications', async () => {
    await make({ url: linkedIn });
    const stranger = await newcomer(server);
    expect(
      (await stranger.call(api.findDuplicates, { query: { url: linkedIn, company: 'Acme', title: 'Backend Engineer' } })).body,
    ).toMatchObject({ response: null, total: 0 });
  });
});
