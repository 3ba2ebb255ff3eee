/** Tasks from the wire: a real server on both engines, every answer held against its contract. */
import type { BulkAnswer, Id } from '@sotto/domain';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, deleteApplication, undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { deleteCompany } from '@sotto/features/companies/api';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { createInterview } from '@sotto/features/interviews/api';
import { interviewsFeature } from '@sotto/features/interviews/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { patchSettings } from '@sotto/features/settings/api';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { engines, problemOf, refusalOf, startServer, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { tasksFeature } from './index.ts';

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
];

describe.each(engines)('tasks on %s', (engine) => {
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
  const create = async (more: Partial<api.NewTask> = {}) =>
    (await visitor.call(api.createTask, { body: { title: 'Call Leah', ...more } })).body;
  const patch = async (id: string, body: api.TaskPatch) => (await visitor.call(api.patchTask, { params: { id }, body })).body;
  const list = async (query: object = {}) => (await visitor.call(api.listTasks, { query })).body.items;
  const change = async (items: readonly { id: Id; revision: number }[], what: api.TasksChange) =>
    (
      await visitor.call(api.changeTasks, {
        body: { items: items.map(({ id, revision }) => ({ id, revision })), change: what },
      })
    ).body;
  const undo = async ({ undo: token }: BulkAnswer) =>
    (await visitor.call(undoChange, { body: { undo: token! } })).body.items.map(({ result }) => result);
  const results = ({ items }: BulkAnswer) => items.map(({ result }) => result);
  const read = async (id: Id) => (await visitor.call(api.getTask, { params: { id } })).body;
  const apply = async () =>
    (await visitor.call(createApplication, { body: { company: 'Palisade Clinics', title: 'Data engineer' } })).body;

  test('begin open, the person’s own, and keep what was said of them', async () => {
    expect(await create({ due: { on: '2026-11-24', time: '09:00', zone: 'America/New_York' }, priority: 'high' })).toMatchObject({
      title: 'Call Leah',
      due: { on: '2026-11-24', time: '09:00', zone: 'America/New_York' },
      priority: 'high',
      status: 'open',
      origin: 'user',
      rule: null,
      link: null,
      doneAt: null,
      revision: 1,
    });
  });

  test('name the record they are about, and are found by it, an application’s interviews included', async () => {
    const application = await apply();
    const interview = (
      await visitor.call(createInterview, { body: { applicationId: application.id, startsAt: '2026-11-25T14:00' } })
    ).body;
    const one = await create({ link: { kind: 'application', id: application.id } });
    const two = await create({ link: { kind: 'interview', id: interview.id } });
    await create({ title: 'Something else' });
    expect(one.link).toEqual({ kind: 'application', id: application.id, title: 'Data engineer', detail: 'Palisade Clinics' });
    expect((await list({ about: application.id })).map(({ id }) => id)).toEqual([one.id, two.id]);
    expect(await problemOf(create({ link: { kind: 'application', id: server.platform.ids.record() } }))).toBe('invalid-input');
  });

  test('stand by the day they show, those without one last, done ones after them', async () => {
    const [late, someday, soon, done, snoozed] = [
      await create({ due: { on: '2026-12-24' } }),
      await create(),
      await create({ due: { on: '2026-11-01' } }),
      await create({ status: 'done' }),
      await create({ due: { on: '2026-11-01' }, snoozedUntil: '2026-11-30' }),
    ];
    expect((await list()).map(({ id }) => id)).toEqual([soon, snoozed, late, someday, done].map(({ id }) => id));
    expect((await list({ status: 'done' })).map(({ id }) => id)).toEqual([done.id]);
    expect((await visitor.call(api.listTasks, { query: { limit: 2 } })).body).toMatchObject({ more: 3 });
  });

  test('that come again make the next when done, once, and take it back when opened again', async () => {
    const task = await create({ due: { on: '2026-11-01' }, repeat: { every: 1, unit: 'week' } });
    const done = await patch(task.id, { revision: 1, status: 'done' });
    expect(done).toMatchObject({ status: 'done', doneAt: expect.any(String), nextId: expect.any(String) });
    const next = (await visitor.call(api.getTask, { params: { id: done.nextId! } })).body;
    // Done on the 21st: what was missed does not come.
    expect(next).toMatchObject({ due: { on: '2026-11-22' }, status: 'open', repeat: { every: 1, unit: 'week' } });
    expect(await patch(task.id, { revision: 2, status: 'open' })).toMatchObject({ status: 'open', doneAt: null, nextId: null });
    expect(await problemOf(visitor.call(api.getTask, { params: { id: next.id } }))).toBe('not-found');
  });

  test('leave the next one alone when somebody has touched it, and do not make another', async () => {
    const task = await create({ due: { on: '2026-11-21' }, repeat: { every: 2, unit: 'day' } });
    const { nextId } = await patch(task.id, { revision: 1, status: 'done' });
    await patch(nextId!, { revision: 1, title: 'Call Leah and Ravi' });
    expect(await patch(task.id, { revision: 2, status: 'open' })).toMatchObject({ nextId });
    expect(await patch(task.id, { revision: 3, status: 'done' })).toMatchObject({ nextId });
    expect(await list()).toHaveLength(2);
  });

  test('cannot come again without a day, and count anew from a new one', async () => {
    expect(await problemOf(create({ repeat: { every: 1, unit: 'day' } }))).toBe('invalid-input');
    const task = await create({ due: { on: '2026-01-31' }, repeat: { every: 1, unit: 'month' } });
    await patch(task.id, { revision: 1, due: { on: '2026-12-10' } });
    const { nextId } = await patch(task.id, { revision: 2, status: 'done' });
    expect((await visitor.call(api.getTask, { params: { id: nextId! } })).body.due).toEqual({ on: '2027-01-10' });
    expect(await problemOf(patch(nextId!, { revision: 1, due: null }))).toBe('invalid-input');
  });

  test('are about another record, or about nothing, once that is said, and go with that one', async () => {
    const [from, to] = [await apply(), await apply()];
    const interview = (await visitor.call(createInterview, { body: { applicationId: to.id, startsAt: '2026-11-25T14:00' } }))
      .body;
    const { id } = await create({ link: { kind: 'application', id: from.id } });
    const moved = await patch(id, { revision: 1, link: { kind: 'interview', id: interview.id } });
    expect(moved).toMatchObject({ revision: 2, title: 'Call Leah', link: { kind: 'interview', id: interview.id } });
    expect([await list({ about: from.id }), (await list({ about: to.id })).map((task) => task.id)]).toEqual([[], [id]]);
    await visitor.call(deleteApplication, { params: { id: from.id }, query: { revision: from.revision } });
    expect(await read(id)).toEqual(moved);
    const { undo: token } = (await visitor.call(deleteApplication, { params: { id: to.id }, query: { revision: to.revision } }))
      .body;
    expect(await problemOf(read(id))).toBe('not-found');
    await visitor.call(undoChange, { body: { undo: token } });
    expect(await read(id)).toMatchObject({ link: { kind: 'interview' } });
    await patch(id, { revision: 1, link: { kind: 'company', id: to.company.id } });
    expect((await list({ about: to.company.id })).map((task) => task.id)).toEqual([id]);
    expect(await patch(id, { revision: 2, link: null })).toMatchObject({ link: null, title: 'Call Leah' });
  });

  test('are not about what is not there or is somebody else’s, and a suggestion’s answer stays with its record', async () => {
    const { id: own } = await apply();
    const stranger = await join();
    const theirs = (await stranger.call(createApplication, { body: { company: 'Kestrel', title: 'Analyst' } })).body;
    const task = await create();
    for (const id of [theirs.id, server.platform.ids.record()])
      expect(await problemOf(patch(task.id, { revision: 1, link: { kind: 'application', id } }))).toBe('invalid-input');
    const link = { kind: 'application', id: own } as const;
    const answer = await create({ link, rule: 'follow_up' });
    expect(await problemOf(patch(answer.id, { revision: 1, link: null }))).toBe('invalid-input');
    expect(await patch(answer.id, { revision: 1, link, title: 'Write to Leah' })).toMatchObject({ link, revision: 2 });
  });

  test('that changed elsewhere are refused with what they are now', async () => {
    const task = await create();
    const now = await patch(task.id, { revision: 1, title: 'Call Ravi' });
    expect((await refusalOf(patch(task.id, { revision: 1, title: 'Write to Ravi' }))).body.current).toEqual(now);
  });

  test('made twice with one id are one, and other content is refused', async () => {
    const id = server.platform.ids.record();
    expect(await create({ id })).toEqual(await create({ id }));
    expect(await problemOf(create({ id, title: 'Other' }))).toBe('already-exists');
  });

  test('come back when their deletion is taken back, as they were', async () => {
    const task = await create({ due: { on: '2026-11-24' }, notes: 'Ask about tests' });
    const { undo } = (await visitor.call(api.deleteTask, { params: { id: task.id }, query: { revision: 1 } })).body;
    expect(await list()).toEqual([]);
    expect((await visitor.call(undoChange, { body: { undo } })).body.items).toEqual([
      { id: task.id, result: 'done', revision: 1 },
    ]);
    const { updatedAt: _, ...before } = task;
    expect((await list())[0]).toMatchObject(before);
    expect((await visitor.call(undoChange, { body: { undo } })).body.items).toMatchObject([{ result: 'unchanged' }]);
  });

  test('go with their application and its interviews, and come back with it', async () => {
    const application = await apply();
    const interview = (
      await visitor.call(createInterview, { body: { applicationId: application.id, startsAt: '2026-11-25T14:00' } })
    ).body;
    await create({ link: { kind: 'application', id: application.id } });
    await create({ link: { kind: 'interview', id: interview.id } });
    const { undo } = (
      await visitor.call(deleteApplication, { params: { id: application.id }, query: { revision: application.revision } })
    ).body;
    expect(await list()).toEqual([]);
    await visitor.call(undoChange, { body: { undo } });
    expect((await list()).map(({ link }) => link?.kind)).toEqual(['application', 'interview']);
  });

  test('about a company stay when it goes, about nothing', async () => {
    const { company, id, revision } = await apply();
    await create({ link: { kind: 'company', id: company.id } });
    await visitor.call(deleteApplication, { params: { id }, query: { revision } });
    await visitor.call(deleteCompany, { params: { id: company.id }, query: { revision: 1 } });
    expect(await list()).toMatchObject([{ title: 'Call Leah', link: null }]);
  });

  test('are changed many at once, each on its own, and are again as they were', async () => {
    const [one, two, weekly] = [
      await create({ due: { on: '2026-11-24', time: '09:00', zone: 'America/New_York' } }),
      await create({ title: 'Write to Ravi', snoozedUntil: '2026-11-30' }),
      await create({ due: { on: '2026-11-24' }, repeat: { every: 1, unit: 'week' } }),
    ];
    await patch(two.id, { revision: 1, priority: 'high' });
    const high = await change([one, two, weekly], { kind: 'priority', priority: 'high' });
    expect(results(high)).toEqual(['done', 'stale-revision', 'done']);
    expect(await undo(high)).toEqual(['done', 'done']);
    const all = await Promise.all([one, two, weekly].map(({ id }) => read(id)));
    expect(all.map(({ priority }) => priority)).toEqual([null, 'high', null]);

    const moved = await change(all, { kind: 'due', on: '2026-12-01' });
    expect((await read(one.id)).due).toEqual({ on: '2026-12-01', time: '09:00', zone: 'America/New_York' });
    expect((await read(two.id)).due).toEqual({ on: '2026-12-01' });
    await undo(moved);
    const later = await change(await list(), { kind: 'snooze', until: '2026-12-02' });
    expect(results(later)).toEqual(['done', 'done', 'done']);
    await undo(later);
    // What comes again needs its day.
    const cleared = await change([await read(one.id), await read(weekly.id)], { kind: 'due', on: null });
    expect(results(cleared)).toEqual(['done', 'conflict']);
    await undo(cleared);
    const now = await Promise.all([one, two, weekly].map(({ id }) => read(id)));
    expect(now.map(({ due, snoozedUntil }) => ({ due, snoozedUntil }))).toEqual(
      all.map(({ due, snoozedUntil }) => ({ due, snoozedUntil })),
    );
    expect(await problemOf(change([now[0]!, now[0]!], { kind: 'delete' }))).toBe('invalid-input');
  });

  test('done and opened again many at once make the next ones and take them back, and so does the undo', async () => {
    const daily = await create({ due: { on: '2026-11-01' }, repeat: { every: 1, unit: 'day' } });
    const once = await create();
    const done = await change([daily, once], { kind: 'status', status: 'done' });
    const { nextId } = await read(daily.id);
    expect(await read(nextId!)).toMatchObject({ status: 'open', due: { on: '2026-11-22' } });
    expect((await list({ status: 'done' })).map(({ id }) => id).toSorted()).toEqual([daily.id, once.id].toSorted());
    const again = await change(await list({ status: 'done' }), { kind: 'status', status: 'open' });
    expect(await problemOf(read(nextId!))).toBe('not-found');
    expect(new Set(await undo(again))).toEqual(new Set(['done']));
    expect(await read(daily.id)).toMatchObject({ status: 'done', nextId });
    expect(await read(nextId!)).toMatchObject({ revision: 1 });
    // Both were changed since, so this undo leaves them.
    expect(await undo(done)).toEqual(['stale-revision', 'stale-revision']);

    const other = await create({ due: { on: '2026-11-01' }, repeat: { every: 1, unit: 'day' } });
    const untouched = await change([other], { kind: 'status', status: 'done' });
    expect(await undo(untouched)).toEqual(['done']);
    expect(await read(other.id)).toMatchObject({ status: 'open', nextId: null, doneAt: null });
    const touched = await change([await read(other.id)], { kind: 'status', status: 'done' });
    const next = (await read(other.id)).nextId!;
    await patch(next, { revision: 1, title: 'Call Leah and Ravi' });
    expect(await undo(touched)).toEqual(['stale-revision']);
    expect([await read(other.id), await read(next)]).toMatchObject([{ status: 'done', nextId: next }, { status: 'open' }]);
  });

  test('deleted many at once come back together, where they belong', async () => {
    const { id } = await apply();
    const tasks = [await create({ link: { kind: 'application', id } }), await create()];
    const gone = await change([...tasks, { id: server.platform.ids.record(), revision: 1 }], { kind: 'delete' });
    expect(results(gone)).toEqual(['done', 'done', 'not-found']);
    expect(await list()).toEqual([]);
    await undo(gone);
    expect((await list()).map(({ link }) => link?.kind)).toEqual(['application', undefined]);
  });

  test('of someone else answer as absent ones', async () => {
    const { id } = await create();
    const stranger = await join();
    expect(await problemOf(stranger.call(api.getTask, { params: { id } }))).toBe('not-found');
    expect(await problemOf(stranger.call(api.patchTask, { params: { id }, body: { revision: 1, title: 'x' } }))).toBe(
      'not-found',
    );
    expect((await stranger.call(api.listTasks, {})).body.items).toEqual([]);
  });
});
