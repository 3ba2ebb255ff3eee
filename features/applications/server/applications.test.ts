/** Applications from the wire: a real server on both engines, every answer held against its contract. */
import type { Problem } from '@sotto/contract';
import type { Id } from '@sotto/domain';
import { makeAccessKey } from '@sotto/features/account/api';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { getCompany, listCompanies, patchCompany } from '@sotto/features/companies/api';
import { companiesFeature } from '@sotto/features/companies/server';
import { createGroup, listGroups } from '@sotto/features/groups/api';
import { groupsFeature } from '@sotto/features/groups/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { createStage, deleteStage, listStages } from '@sotto/features/stages/api';
import { stagesFeature } from '@sotto/features/stages/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { policyFeature } from '@sotto/features/policy/server';
import { engines, problemOf, refusalOf, startServer, uniqueName, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { search } from '@sotto/features/search/api';
import { searchFeature } from '@sotto/features/search/server';
import { applicationsFeature } from './index.ts';

const features = [
  accountFeature,
  privacyFeature,
  policyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  applicationsFeature,
  searchFeature,
];

async function join(server: TestServer): Promise<Visitor> {
  const visitor = await newcomer(server);
  return visitor;
}

/** The problem a call is refused with. */
describe.each(engines)('applications on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  let groupId: Id;
  let stages: Record<string, Id>;

  beforeAll(async () => {
    server = await startServer({ features, engine });
    visitor = await join(server);
    const { body } = await visitor.call(listStages, {});
    stages = Object.fromEntries(body.items.map(({ name, id }) => [name, id]));
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    groupId = (await visitor.call(createGroup, { body: { name: uniqueName() } })).body.id;
  });

  const make = async (more: Partial<api.NewApplication> = {}, who = visitor) =>
    (await who.call(api.createApplication, { body: { groupId, company: 'Acme', title: 'Engineer', ...more } })).body;
  const get = async (id: Id, who = visitor) => (await who.call(api.getApplication, { params: { id } })).body;
  const move = async (id: Id, body: Parameters<typeof visitor.call<typeof api.moveApplication>>[1]['body']) =>
    (await visitor.call(api.moveApplication, { params: { id }, body })).body;
  const list = async (query: object = {}) => (await visitor.call(api.listApplications, { query: { groupId, ...query } })).body;

  describe('making', () => {
    test('needs company and title alone, and begins as Saved in the first active group', async () => {
      const { body } = await visitor.call(api.createApplication, { body: { company: 'Hollis Grid', title: 'Analyst' } });
      const groups = (await visitor.call(listGroups, {})).body.items;
      expect(body).toMatchObject({
        title: 'Analyst',
        company: { name: 'Hollis Grid' },
        stage: { name: 'Saved', kind: 'lead' },
        revision: 1,
        appliedOn: null,
        tags: [],
        groupId: groups[0]!.id,
      });
      expect(body.history).toMatchObject([{ from: null, to: { name: 'Saved' }, precision: 'time', by: 'user', voidedAt: null }]);
    });

    test('keeps every field there is', async () => {
      const everything = {
        title: 'Engineer',
        priority: 'high',
        excitement: 4,
        appliedOn: '2026-11-02',
        method: 'online',
        source: 'other',
        sourceDetail: 'a friend',
        url: 'https://acme.com/jobs/1?utm_source=x',
        externalJobId: 'own:17',
        portalUrl: 'https://acme.com/me',
        referenceNumber: 'R-1',
        workMode: 'hybrid',
        employmentType: 'full_time',
        seniority: 'Senior',
        location: { street1: 'Main Street 1', city: 'Berlin', country: 'DE' },
        compensation: {
          kind: 'range',
          min: 6_000_000,
          max: 7_000_000,
          currency: 'EUR',
          period: 'year',
          basis: 'gross',
          negotiable: true,
        },
        compensationAsked: { kind: 'exact', min: 7_500_000, currency: 'EUR', period: 'year' },
        compensationOffered: { kind: 'exact', min: 6_800_000, currency: 'EUR', period: 'year', equity: '0.1 %' },
        postedOn: '2026-10-30',
        closesOn: '2026-12-01',
        nextAction: { text: 'Follow up', dueOn: '2026-11-09' },
        tags: ['dbt', 'remote'],
        outcome: 'rejected',
        outcomeReason: 'They hired inside.',
        description: 'Short.',
        responsibilities: 'x'.repeat(5_000),
        benefits: null,
        notes: 'ä'.repeat(2_000),
      } satisfies Partial<api.NewApplication>;
      const made = await make(everything);
      expect(made).toMatchObject({ ...everything, canonicalUrl: 'https://acme.com/jobs/1', stage: { name: 'Applied' } });
      expect(await get(made.id)).toEqual(made);
    });

    test('matches a company by key, and makes one that is not there', async () => {
      const name = uniqueName();
      const first = await make({ company: name });
      const second = await make({ company: `${name.toUpperCase()}, Inc.` });
      expect(second.company).toEqual(first.company);
      const { items } = (await visitor.call(listCompanies, { query: { q: name } })).body;
      expect(items).toMatchObject([{ name, applications: 2 }]);
    });

    test('knows the board’s id and the canonical address of a posting', async () => {
      const made = await make({ url: 'https://de.linkedin.com/jobs/view/engineer-at-acme-3801234567?trk=x' });
      expect(made).toMatchObject({
        externalJobId: 'linkedin:3801234567',
        canonicalUrl: 'https://www.linkedin.com/jobs/view/3801234567',
      });
    });

    test('enters two steps when it was sent and has gone on since', async () => {
      const made = await make({ stageId: stages['Interview'], appliedOn: '2026-11-02', stageAt: '2026-11-10' });
      expect(made.history.map(({ to, at, precision }) => [to.name, at, precision])).toEqual([
        ['Applied', '2026-11-02', 'day'],
        ['Interview', '2026-11-10', 'day'],
      ]);
      expect(made.stage.name).toBe('Interview');
    });

    test('in a submitted stage counts as sent that day', async () => {
      expect(await make({ stageId: stages['Applied'] })).toMatchObject({ appliedOn: '2026-11-21' });
    });

    test('twice with one id and content answers the first result, with other content 409', async () => {
      const id = server.platform.ids.record();
      const first = await make({ id, title: 'Once' });
      await visitor.call(api.patchApplication, { params: { id }, body: { revision: 1, title: 'Renamed' } });
      expect(await make({ id, title: 'Once' })).toMatchObject({ id: first.id, title: 'Renamed', revision: 2 });
      expect((await list()).total).toBe(1);
      expect(await problemOf(make({ id, title: 'Other' }))).toBe('already-exists');
    });

    test.for([
      [{ stageId: '01990000-0000-7000-8000-000000000000' }, 'stageId'],
      [{ groupId: '01990000-0000-7000-8000-000000000000' }, 'groupId'],
      [{ stageAt: '2027-01-01' }, 'stageAt'],
      [{ company: '   ' }, 'company'],
      [{ url: 'javascript:alert(1)' }, 'url'],
      [{ compensation: { kind: 'range', min: 2, max: 1, currency: 'EUR' } }, 'compensation.max'],
    ] as const)('is refused by field: %j', async ([more, field]) => {
      const { body } = await refusalOf(make(more));
      expect(body.errors?.map((error) => error.field)).toEqual([field]);
    });

    test('is refused with an unknown key, by its name', async () => {
      const response = await visitor.fetch('/api/v1/applications', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ company: 'A', title: 'B', salary: 1 }),
      });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('salary');
    });
  });

  describe('changing', () => {
    test('leaves what is absent, clears what is null, replaces objects whole', async () => {
      const made = await make({
        location: { city: 'Berlin', country: 'DE' },
        tags: ['a', 'b'],
        notes: 'n'.repeat(3_000),
        seniority: 'Senior',
        excitement: 3,
      });
      const { body } = await visitor.call(api.patchApplication, {
        params: { id: made.id },
        body: { revision: 1, location: { city: 'Bonn' }, tags: null, notes: 'short now', seniority: null },
      });
      expect(body).toMatchObject({
        revision: 2,
        tags: [],
        notes: 'short now',
        seniority: null,
        excitement: 3,
        title: 'Engineer',
      });
      expect(body.location).toEqual({ city: 'Bonn' });
    });

    test('replaces a long text by another and keeps only that', async () => {
      const made = await make({ description: 'a'.repeat(9_000) });
      const { body } = await visitor.call(api.patchApplication, {
        params: { id: made.id },
        body: { revision: 1, description: 'b'.repeat(9_000) },
      });
      expect(body.description).toBe('b'.repeat(9_000));
      expect(
        (await visitor.call(api.patchApplication, { params: { id: made.id }, body: { revision: 2, description: null } })).body
          .description,
      ).toBeNull();
    });

    test('of the stage is not done here', async () => {
      const made = await make();
      const call = visitor.call(api.patchApplication, {
        params: { id: made.id },
        body: { revision: 1, stageId: stages['Applied'] } as never,
      });
      expect(await problemOf(call)).toBe('invalid-input');
    });

    test('what has changed elsewhere is refused with the application as it is now', async () => {
      const made = await make({ notes: 'n'.repeat(2_000) });
      await visitor.call(api.patchApplication, { params: { id: made.id }, body: { revision: 1, title: 'First' } });
      const { problem, body } = await refusalOf(
        visitor.call(api.patchApplication, { params: { id: made.id }, body: { revision: 1, title: 'Second' } }),
      );
      expect(problem).toBe('stale-revision');
      expect(body.current).toEqual(await get(made.id));
    });

    test('the address drops the id that came from the old one, and keeps one that was given', async () => {
      const derived = await make({ url: 'https://www.linkedin.com/jobs/view/3801234567' });
      const changed = await visitor.call(api.patchApplication, {
        params: { id: derived.id },
        body: { revision: 1, url: 'https://acme.com/2' },
      });
      expect(changed.body).toMatchObject({ externalJobId: null, canonicalUrl: 'https://acme.com/2' });
      const given = await make({ url: 'https://www.linkedin.com/jobs/view/3801234568', externalJobId: 'own:1' });
      expect(
        (await visitor.call(api.patchApplication, { params: { id: given.id }, body: { revision: 1, url: 'https://acme.com/3' } }))
          .body.externalJobId,
      ).toBe('own:1');
    });
  });

  describe('moving', () => {
    test('enters a step, bumps the revision once and puts it on top', async () => {
      const below = await make({ stageId: stages['Screening'] });
      const made = await make();
      const moved = await move(made.id, { stageId: stages['Screening']!, revision: 1, note: 'They called.' });
      expect(moved).toMatchObject({ revision: 2, stage: { name: 'Screening' } });
      expect(moved.rank < below.rank).toBe(true);
      expect(moved.history.map(({ from, to, note }) => [from?.name ?? null, to.name, note])).toEqual([
        [null, 'Saved', null],
        ['Saved', 'Screening', 'They called.'],
      ]);
    });

    test('back in time enters an earlier step and leaves it where it is', async () => {
      const made = await make({ stageId: stages['Interview'] });
      const moved = await move(made.id, { stageId: stages['Applied']!, at: '2026-10-01', revision: 1 });
      expect(moved).toMatchObject({ stage: { name: 'Interview' }, appliedOn: '2026-10-01' });
      expect(moved.history.map(({ from, to }) => [from?.name ?? null, to.name])).toEqual([
        [null, 'Applied'],
        ['Applied', 'Interview'],
      ]);
    });

    test('today, by day alone, comes after what was entered this morning', async () => {
      const made = await make();
      expect(await move(made.id, { stageId: stages['Applied']!, at: '2026-11-21', revision: 1 })).toMatchObject({
        stage: { name: 'Applied' },
        appliedOn: '2026-11-21',
      });
    });

    test('within its stage writes the rank and no history', async () => {
      const made = await make();
      const moved = await move(made.id, { stageId: stages['Saved']!, rank: 'a5', revision: 1 });
      expect(moved).toMatchObject({ rank: 'a5', revision: 2 });
      expect(moved.history).toHaveLength(1);
    });

    test('into the future, or to a stage that is not there, is refused', async () => {
      const made = await make();
      expect(await problemOf(move(made.id, { stageId: stages['Applied']!, at: '2026-11-23', revision: 1 }))).toBe(
        'invalid-input',
      );
      expect(await problemOf(move(made.id, { stageId: made.id, revision: 1 }))).toBe('invalid-input');
      expect((await get(made.id)).revision).toBe(1);
    });

    test('is taken back exactly: stage, day of applying, rank; the step stays and counts nowhere', async () => {
      const made = await make();
      const moved = await move(made.id, { stageId: stages['Applied']!, revision: 1 });
      expect(moved.appliedOn).toBe('2026-11-21');
      const step = moved.history.at(-1)!;
      const { body } = await visitor.call(api.voidStep, {
        params: { id: made.id, stepId: step.id },
        body: { revision: 2, rank: made.rank },
      });
      expect(body).toMatchObject({ stage: { name: 'Saved' }, appliedOn: null, rank: made.rank, stageSince: made.stageSince });
      expect(body.history.at(-1)).toMatchObject({ from: null, to: { name: 'Applied' }, voidedAt: expect.any(String) });
    });

    test('cannot leave an application without any step', async () => {
      const made = await make();
      expect(
        await problemOf(
          visitor.call(api.voidStep, { params: { id: made.id, stepId: made.history[0]!.id }, body: { revision: 1 } }),
        ),
      ).toBe('conflict');
    });

    test('of many at once that are the same leaves one winner', async () => {
      const made = await make();
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          move(made.id, { stageId: stages[index % 2 === 0 ? 'Applied' : 'Rejected']!, revision: 1 }).then(
            () => 'done',
            (cause: Problem) => cause.problem,
          ),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'stale-revision')).toHaveLength(7);
      expect((await get(made.id)).history).toHaveLength(2);
    });
  });

  describe('deleting', () => {
    test('takes everything, and undoing brings everything back as it was', async () => {
      const made = await make({
        notes: 'n'.repeat(4_000),
        description: 'd',
        tags: ['x'],
        appliedOn: '2026-11-01',
        stageId: stages['Interview'],
      });
      await visitor.call(api.createSnapshot, {
        params: { id: made.id },
        body: { revision: 1, text: 'the posting '.repeat(500) },
      });
      const before = await get(made.id);
      const snapshot = (await visitor.call(api.getSnapshot, { params: { id: made.id } })).body;
      server.clock.advance(60_000);
      const { undo } = (await visitor.call(api.deleteApplication, { params: { id: made.id }, query: { revision: 2 } })).body;
      expect(await problemOf(get(made.id))).toBe('not-found');
      expect(await problemOf(visitor.call(api.getSnapshot, { params: { id: made.id } }))).toBe('not-found');
      expect((await visitor.call(api.undoChange, { body: { undo } })).body.items).toEqual([
        { id: made.id, result: 'done', revision: 1 },
      ]);
      expect(await get(made.id)).toEqual({ ...before, revision: 1, updatedAt: expect.any(String) });
      expect((await visitor.call(api.getSnapshot, { params: { id: made.id } })).body).toEqual(snapshot);
      expect((await visitor.call(api.undoChange, { body: { undo } })).body.items).toEqual([
        { id: made.id, result: 'unchanged', revision: 1 },
      ]);
    });

    test('at an old revision is refused', async () => {
      const made = await make();
      await move(made.id, { stageId: stages['Applied']!, revision: 1 });
      expect(await problemOf(visitor.call(api.deleteApplication, { params: { id: made.id }, query: { revision: 1 } }))).toBe(
        'stale-revision',
      );
    });

    test('cannot be undone by someone else, nor after an hour, nor with a forged account of it', async () => {
      const made = await make();
      const { undo } = (await visitor.call(api.deleteApplication, { params: { id: made.id }, query: { revision: 1 } })).body;
      const stranger = await join(server);
      expect(await problemOf(stranger.call(api.undoChange, { body: { undo } }))).toBe('unprocessable');
      expect(await problemOf(visitor.call(api.undoChange, { body: { undo: `${undo.slice(0, -4)}AAAA` } }))).toBe('unprocessable');
      server.clock.advance(61 * 60_000);
      expect(await problemOf(visitor.call(api.undoChange, { body: { undo } }))).toBe('unprocessable');
    });
  });

  describe('many at once', () => {
    const bulk = async (items: { id: Id; revision: number }[], change: api.BulkChange) =>
      (await visitor.call(api.changeApplications, { body: { items, change } })).body;
    const undoOf = async (undo: string | null) =>
      (await visitor.call(api.undoChange, { body: { undo: undo! } })).body.items.map(({ result }) => result);

    test('move in the order named, each on its own, and back', async () => {
      const [a, b, c] = [await make({ title: 'a' }), await make({ title: 'b' }), await make({ title: 'c' })];
      await visitor.call(api.patchApplication, { params: { id: b.id }, body: { revision: 1, title: 'changed' } });
      const { items, undo } = await bulk(
        [
          { id: a.id, revision: 1 },
          { id: b.id, revision: 1 },
          { id: c.id, revision: 1 },
          { id: server.platform.ids.record(), revision: 1 },
        ],
        { kind: 'stage', stageId: stages['Applied']! },
      );
      expect(items.map(({ result, revision }) => [result, revision])).toEqual([
        ['done', 2],
        ['stale-revision', 2],
        ['done', 2],
        ['not-found', null],
      ]);
      const { cards } = (await visitor.call(api.getBoard, { query: { groupId } })).body;
      expect(cards.filter(({ stage }) => stage === stages['Applied']).map(({ title }) => title)).toEqual(['a', 'c']);
      expect(await undoOf(undo)).toEqual(['done', 'done']);
      expect(await get(a.id)).toMatchObject({ stage: { name: 'Saved' }, appliedOn: null, rank: a.rank });
    });

    test('are tagged and untagged, compared folded, and back', async () => {
      const a = await make({ tags: ['Remote', 'x'] });
      const b = await make({ tags: [] });
      const items = [
        { id: a.id, revision: 1 },
        { id: b.id, revision: 1 },
      ];
      const { undo } = await bulk(items, { kind: 'tags', add: ['remote', 'dbt'], remove: ['X'] });
      expect([(await get(a.id)).tags, (await get(b.id)).tags]).toEqual([
        ['Remote', 'dbt'],
        ['remote', 'dbt'],
      ]);
      expect(await undoOf(undo)).toEqual(['done', 'done']);
      expect([(await get(a.id)).tags, (await get(b.id)).tags]).toEqual([['Remote', 'x'], []]);
    });

    test('are put into another group, and what changed since stays there', async () => {
      const other = (await visitor.call(createGroup, { body: { name: uniqueName() } })).body.id;
      const [a, b] = [await make(), await make()];
      const { undo } = await bulk(
        [
          { id: a.id, revision: 1 },
          { id: b.id, revision: 1 },
        ],
        { kind: 'group', groupId: other },
      );
      await visitor.call(api.patchApplication, { params: { id: b.id }, body: { revision: 2, title: 'changed since' } });
      expect(await undoOf(undo)).toEqual(['done', 'stale-revision']);
      expect([(await get(a.id)).groupId, (await get(b.id)).groupId]).toEqual([groupId, other]);
    });

    test('are deleted with their texts, and all come back', async () => {
      const made = [];
      for (let index = 0; index < 12; index++) made.push(await make({ title: `t${index}`, notes: `${index}`.repeat(2_000) }));
      const before = await Promise.all(made.map(({ id }) => get(id)));
      const { items, undo } = await bulk(
        made.map(({ id, revision }) => ({ id, revision })),
        { kind: 'delete' },
      );
      expect(new Set(items.map(({ result }) => result))).toEqual(new Set(['done']));
      expect((await list()).total).toBe(0);
      expect(new Set(await undoOf(undo))).toEqual(new Set(['done']));
      expect((await Promise.all(made.map(({ id }) => get(id)))).map((one) => ({ ...one, updatedAt: '' }))).toEqual(
        before.map((one) => ({ ...one, updatedAt: '' })),
      );
    });

    test('name each application once', async () => {
      const a = await make();
      expect(
        await problemOf(
          bulk(
            [
              { id: a.id, revision: 1 },
              { id: a.id, revision: 1 },
            ],
            { kind: 'delete' },
          ),
        ),
      ).toBe('invalid-input');
    });
  });

  describe('the table', () => {
    test('is filtered, sorted and paged, and an insert between two pages repeats nothing', async () => {
      for (let index = 0; index < 9; index++)
        await make({ title: `t${index}`, excitement: (index % 3) + 1, workMode: index % 2 === 0 ? 'remote' : 'onsite' });
      const first = await list({ filter: ['workMode:is:remote'], sort: '-excitement,title', limit: '2' });
      expect(first).toMatchObject({ total: 5, items: [{ title: 't2' }, { title: 't8' }] });
      await make({ title: 't10', excitement: 3, workMode: 'remote' });
      const second = await list({
        filter: ['workMode:is:remote'],
        sort: '-excitement,title',
        limit: '2',
        cursor: first.nextCursor!,
      });
      expect(second).toMatchObject({ total: 6, items: [{ title: 't4' }, { title: 't0' }] });
      const third = await list({
        filter: ['workMode:is:remote'],
        sort: '-excitement,title',
        limit: '2',
        cursor: second.nextCursor!,
      });
      expect(third).toMatchObject({ items: [{ title: 't6' }], nextCursor: null });
    });

    test('comes newest first', async () => {
      for (const title of ['a', 'b', 'c']) {
        await make({ title });
        server.clock.advance(1_000);
      }
      expect((await list()).items.map(({ title }) => title)).toEqual(['c', 'b', 'a']);
    });

    test('refuses a cursor of another order or person, a filter that makes no sense, and more than 200', async () => {
      await make();
      await make();
      const { nextCursor } = await list({ limit: '1' });
      const stranger = await join(server);
      expect(nextCursor).not.toBeNull();
      expect(await problemOf(list({ limit: '1', cursor: nextCursor!, sort: 'title' }))).toBe('invalid-input');
      expect(await problemOf(stranger.call(api.listApplications, { query: { cursor: nextCursor! } }))).toBe('invalid-input');
      expect(await problemOf(list({ cursor: 'AAAA' }))).toBe('invalid-input');
      expect(await problemOf(list({ filter: ['salary:is:1'] }))).toBe('invalid-input');
      expect(await problemOf(list({ limit: '201' }))).toBe('invalid-input');
    });

    test('finds words in short fields, company names, long texts and snapshots', async () => {
      const long = await make({ title: 'Quiet', notes: `${'filler '.repeat(400)} zyxwvort` });
      const snap = await make({ title: 'Calm' });
      await visitor.call(api.createSnapshot, {
        params: { id: snap.id },
        body: { revision: 1, text: `${'posting '.repeat(300)} Quokkafarm` },
      });
      await make({ title: 'Loud', company: 'Größenwahn & Söhne' });
      const titles = async (q: string) => (await list({ q })).items.map(({ title }) => title);
      await expect.poll(() => titles('zyxwvort')).toEqual(['Quiet']);
      await expect.poll(() => titles('quokkafarm')).toEqual(['Calm']);
      expect(await titles('grossenwahn loud')).toEqual(['Loud']);
      expect(await titles('grossenwahn quiet')).toEqual([]);
      expect((await get(long.id)).title).toBe('Quiet');
    });

    test('shows a company’s new name at once', async () => {
      const made = await make({ company: uniqueName() });
      const company = (await visitor.call(getCompany, { params: { id: made.company.id } })).body;
      expect((await list()).items[0]!.company.name).toBe(made.company.name);
      await visitor.call(patchCompany, {
        params: { id: company.id },
        body: { revision: company.revision, name: `${company.name} renamed` },
      });
      expect((await list()).items[0]!.company.name).toBe(`${made.company.name} renamed`);
      expect((await visitor.call(api.getBoard, { query: { groupId } })).body.cards[0]!.company).toBe(
        `${made.company.name} renamed`,
      );
    });
  });

  describe('the board', () => {
    test('answers 304 until something changes', async () => {
      await make({
        nextAction: { text: 'Call', dueOn: '2026-11-25' },
        compensation: { kind: 'exact', min: 100, currency: 'EUR', period: 'hour' },
      });
      const path = `/api/v1/board?groupId=${groupId}`;
      const first = await visitor.fetch(path);
      const etag = first.headers.get('etag')!;
      expect(first.status).toBe(200);
      expect(await first.json()).toMatchObject({
        cards: [{ title: 'Engineer', due: { text: 'Call', on: '2026-11-25' }, pay: { min: 100 } }],
      });
      expect((await visitor.fetch(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
      await make();
      const later = await visitor.fetch(path, { headers: { 'if-none-match': etag } });
      expect(later.status).toBe(200);
      expect(((await later.json()) as { cards: unknown[] }).cards).toHaveLength(2);
    });

    test('of a group that is not there is absent', async () => {
      expect(await problemOf(visitor.call(api.getBoard, { query: { groupId: server.platform.ids.record() } }))).toBe('not-found');
    });
  });

  describe('a snapshot', () => {
    test('is kept as it was, with its hash', async () => {
      const made = await make({ url: 'https://acme.com/1' });
      const text = 'The posting, with ä.\n';
      const { body } = await visitor.call(api.createSnapshot, { params: { id: made.id }, body: { revision: 1, text } });
      expect(body).toMatchObject({
        text,
        url: 'https://acme.com/1',
        by: 'paste',
        words: 4,
        sha256: Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex'),
      });
      expect((await visitor.call(api.getSnapshot, { params: { id: made.id } })).body).toEqual(body);
      expect(await problemOf(visitor.call(api.createSnapshot, { params: { id: made.id }, body: { revision: 2, text } }))).toBe(
        'conflict',
      );
      expect((await get(made.id)).snapshot).toEqual({ id: body.id, capturedAt: body.capturedAt, words: 4 });
      const params = { id: made.id, snapshotId: body.id };
      expect((await visitor.call(api.deleteSnapshot, { params, query: { revision: 2 } })).body).toEqual({ revision: 3 });
      expect((await get(made.id)).snapshot).toBeNull();
    });

    test('is one of several; the application remembers the latest, also when that one is deleted', async () => {
      const made = await make();
      const params = { id: made.id };
      const keep = async (revision: number, text: string, capturedAt: string) =>
        (await visitor.call(api.createSnapshot, { params, body: { revision, text, capturedAt } })).body;
      const first = await keep(1, 'as of May', '2026-05-01T10:00:00.000Z');
      const last = await keep(2, 'as of July', '2026-07-01T10:00:00.000Z');
      const between = await keep(3, 'as of June', '2026-06-01T10:00:00.000Z');
      const listed = async () => (await visitor.call(api.listSnapshots, { params })).body.items.map(({ id }) => id);
      expect(await listed()).toEqual([last.id, between.id, first.id]);
      expect((await visitor.call(api.getSnapshot, { params })).body.text).toBe('as of July');
      const { body } = await visitor.call(api.getOneSnapshot, { params: { ...params, snapshotId: first.id } });
      expect(body).toEqual(first);
      const remove = (snapshotId: Id, revision: number) =>
        visitor.call(api.deleteSnapshot, { params: { ...params, snapshotId }, query: { revision } });
      await remove(last.id, 4);
      expect((await get(made.id)).snapshot?.id).toBe(between.id);
      expect(await problemOf(remove(last.id, 5))).toBe('not-found');
      // One of another application is none of this one.
      expect(await problemOf(visitor.call(api.getOneSnapshot, { params: { id: (await make()).id, snapshotId: first.id } }))).toBe(
        'not-found',
      );
      const { undo } = (await visitor.call(api.deleteApplication, { params, query: { revision: 5 } })).body;
      await visitor.call(api.undoChange, { body: { undo } });
      expect(await listed()).toEqual([between.id, first.id]);
      expect((await get(made.id)).snapshot?.id).toBe(between.id);
    });
  });

  test('search answers what was found, with the words marked', async () => {
    const word = `quagga${uniqueName().replaceAll(/[^a-z0-9]/g, '')}`;
    await make({ title: `Keeper of ${word}`, company: 'Zoo' });
    await make({ title: 'Vet', company: `${word} Park` });
    await make({ title: 'Cook', notes: `${'and then '.repeat(300)} the ${word} ran` });
    const results = async () => (await visitor.call(search, { query: { q: word } })).body.items;
    await expect
      .poll(async () => (await results()).map(({ kind, title }) => `${kind}: ${title}`).toSorted())
      .toEqual(['application: Cook', `application: Keeper of ${word}`, 'application: Vet', `company: ${word} Park`]);
    const found = await results();
    expect(found[0]!.kind === 'company' || found[0]!.title.includes(word)).toBe(true);
    for (const { matches } of found) {
      expect(matches.length).toBeGreaterThan(0);
      const marked = matches.flatMap(({ text, highlights }) => highlights.map(([from, to]) => text.slice(from, to)));
      expect(new Set(marked)).toEqual(new Set([word]));
    }
  });

  test('tags are listed by use', async () => {
    const someone = await join(server);
    for (const tags of [['b'], ['B', 'a'], ['b', 'c']])
      await someone.call(api.createApplication, { body: { company: 'A', title: 'T', tags } });
    expect((await someone.call(api.listTags, {})).body.items).toEqual([
      { tag: 'b', applications: 3 },
      { tag: 'a', applications: 1 },
      { tag: 'c', applications: 1 },
    ]);
  });

  test('a stage that is deleted hands on its applications and its place in every history', async () => {
    const mine = (await visitor.call(createStage, { body: { name: uniqueName(), kind: 'screen' } })).body;
    const made = await make({ stageId: mine.id });
    const gone = await make({ stageId: mine.id });
    await move(gone.id, { stageId: stages['Rejected']!, revision: 1 });
    expect(await problemOf(visitor.call(deleteStage, { params: { id: mine.id }, query: { revision: mine.revision } }))).toBe(
      'conflict',
    );
    expect(
      (await visitor.call(deleteStage, { params: { id: mine.id }, query: { revision: mine.revision, to: stages['Screening'] } }))
        .body,
    ).toEqual({ moved: 1 });
    expect(await get(made.id)).toMatchObject({ stage: { name: 'Screening' }, stageSince: made.stageSince });
    expect((await get(gone.id)).history.map(({ to }) => to.name)).toEqual(['Screening', 'Rejected']);
  });

  test('someone else’s application answers as an absent one, on every route', async () => {
    const made = await make({ notes: 'n'.repeat(2_000) });
    const { body } = await visitor.call(api.createSnapshot, { params: { id: made.id }, body: { revision: 1, text: 'secret' } });
    const snapshotId = body.id;
    const stranger = await join(server);
    const attempts = (id: Id): Promise<unknown>[] => [
      stranger.call(api.getApplication, { params: { id } }),
      stranger.call(api.patchApplication, { params: { id }, body: { revision: 2, title: 'mine' } }),
      stranger.call(api.deleteApplication, { params: { id }, query: { revision: 2 } }),
      stranger.call(api.moveApplication, { params: { id }, body: { stageId: stages['Applied']!, revision: 2 } }),
      stranger.call(api.voidStep, { params: { id, stepId: made.history[0]!.id }, body: { revision: 2 } }),
      stranger.call(api.getSnapshot, { params: { id } }),
      stranger.call(api.deleteSnapshot, { params: { id, snapshotId }, query: { revision: 2 } }),
      stranger.call(api.listSnapshots, { params: { id } }),
      stranger.call(api.getOneSnapshot, { params: { id, snapshotId } }),
      stranger.call(api.createSnapshot, { params: { id }, body: { revision: 2, text: 'x' } }),
      stranger.call(api.getBoard, { query: { groupId: id === made.id ? groupId : server.platform.ids.record() } }),
    ];
    const told = async (calls: Promise<unknown>[]) =>
      Promise.all(calls.map(async (call) => ({ ...(await refusalOf(call)).body, requestId: '' })));
    expect(await told(attempts(made.id))).toEqual(await told(attempts(server.platform.ids.record())));
    const bulk = (id: Id) =>
      stranger.call(api.changeApplications, { body: { items: [{ id, revision: 2 }], change: { kind: 'delete' } } });
    expect((await bulk(made.id)).body.items[0]!.result).toBe('not-found');
    expect((await get(made.id)).revision).toBe(2);
  });

  test('an access key does what its scopes allow, and its steps are told apart', async () => {
    const someone = await join(server);
    const key = async (scopes: ('applications:read' | 'applications:write')[]) =>
      server.visitor({ key: (await someone.call(makeAccessKey, { body: { name: 'Script', scopes } })).body.key });
    const reader = await key(['applications:read']);
    const writer = await key(['applications:read', 'applications:write']);
    const made = (who: Visitor) => who.call(api.createApplication, { body: { company: 'Acme', title: 'Engineer' } });
    expect((await reader.call(api.listApplications, {})).body.total).toBe(0);
    expect(await problemOf(made(reader))).toBe('missing-scope');
    expect((await made(writer)).body.history[0]!.by).toBe('api');
  });
});
