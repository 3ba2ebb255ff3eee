/** Groups from the wire: a real server on both engines, every answer held against its contract. */
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, getApplication, listApplications } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { engines, problemOf, refusalOf, startServer, uniqueName, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { groupsFeature } from './index.ts';

const features = [
  accountFeature,
  privacyFeature,
  policyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  applicationsFeature,
];

describe.each(engines)('groups on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  beforeAll(async () => {
    server = await startServer({ features, engine });
    visitor = await join();
  });
  afterAll(() => server.stop());

  async function join(): Promise<Visitor> {
    return newcomer(server);
  }
  const create = async (more: Partial<api.NewGroup> = {}) =>
    (await visitor.call(api.createGroup, { body: { name: uniqueName(), ...more } })).body;
  const patch = async (id: string, body: api.GroupPatch) => (await visitor.call(api.patchGroup, { params: { id }, body })).body;
  const remove = async (id: string, query: object) =>
    (await visitor.call(api.deleteGroup, { params: { id }, query: query as never })).body;
  const fill = async (groupId: string, count: number) => {
    const ids = [];
    for (let index = 0; index < count; index++)
      ids.push((await visitor.call(createApplication, { body: { groupId, company: 'Acme', title: `t${index}` } })).body.id);
    return ids;
  };

  test('begin with "My search", and it is the only one', async () => {
    const someone = await join();
    const { items } = (await someone.call(api.listGroups, {})).body;
    expect(items).toMatchObject([{ name: 'My search', active: true, archivedAt: null, applications: 0, revision: 1 }]);
    expect(await problemOf(someone.call(api.deleteGroup, { params: { id: items[0]!.id }, query: { revision: 1 } }))).toBe(
      'conflict',
    );
  });

  test('begin active, today, and keep what was said of them', async () => {
    expect(await create({ goal: 'Four days a week', weeklyTarget: 5 })).toMatchObject({
      goal: 'Four days a week',
      weeklyTarget: 5,
      active: true,
      startedOn: '2026-11-21',
      endedOn: null,
    });
  });

  test('are told apart by name, whatever its case and marks', async () => {
    const one = await create({ name: 'Été 2026' });
    expect(await problemOf(create({ name: 'ETE 2026' }))).toBe('conflict');
    const two = await create();
    expect(await problemOf(patch(two.id, { revision: 1, name: 'été 2026' }))).toBe('conflict');
    expect(await patch(one.id, { revision: 1, name: 'ÉTÉ 2026' })).toMatchObject({ name: 'ÉTÉ 2026', revision: 2 });
  });

  test('are archived to the end of the list, inactive, and come back active', async () => {
    const group = await create();
    expect(await patch(group.id, { revision: 1, archived: true })).toMatchObject({
      active: false,
      archivedAt: expect.any(String),
    });
    expect((await visitor.call(api.listGroups, {})).body.items.at(-1)!.id).toBe(group.id);
    expect(await patch(group.id, { revision: 2, active: true })).toMatchObject({ active: true, archivedAt: null });
  });

  test('that changed elsewhere are refused with what they are now', async () => {
    const group = await create();
    const now = await patch(group.id, { revision: 1, goal: 'x' });
    const refused = await refusalOf(patch(group.id, { revision: 1, goal: 'y' }));
    expect(refused.body.current).toEqual(now);
  });

  test('made twice with one id are one, and other content is refused', async () => {
    const id = server.platform.ids.record();
    const body = { id, name: uniqueName() };
    const first = await create(body);
    expect(await create(body)).toEqual(first);
    expect(await problemOf(create({ ...body, goal: 'other' }))).toBe('already-exists');
  });

  test('with applications are deleted only by saying what becomes of them', async () => {
    const [from, to] = [await create(), await create()];
    const [first] = await fill(from.id, 3);
    const refused = await refusalOf(remove(from.id, { revision: 1 }));
    expect(refused.body).toMatchObject({ status: 409, applications: 3 });
    expect(await problemOf(remove(from.id, { revision: 1, applications: 'move', to: from.id }))).toBe('conflict');
    expect(await remove(from.id, { revision: 1, applications: 'move', to: to.id })).toEqual({ moved: 3, deleted: 0 });
    expect((await visitor.call(getApplication, { params: { id: first! } })).body.groupId).toBe(to.id);
  });

  test('take their applications with them when their number is confirmed, and nobody else’s', async () => {
    const [going, staying] = [await create(), await create()];
    const [gone] = await fill(going.id, 2);
    await fill(staying.id, 1);
    expect(await problemOf(remove(going.id, { revision: 1, applications: 'delete', count: 1 }))).toBe('conflict');
    expect(await remove(going.id, { revision: 1, applications: 'delete', count: 2 })).toEqual({ moved: 0, deleted: 2 });
    expect(await problemOf(visitor.call(getApplication, { params: { id: gone! } }))).toBe('not-found');
    expect((await visitor.call(listApplications, { query: { groupId: staying.id } })).body.total).toBe(1);
  });

  test('of someone else answer as absent ones', async () => {
    const group = await create();
    const stranger = await join();
    for (const id of [group.id, server.platform.ids.record()]) {
      expect(await problemOf(stranger.call(api.patchGroup, { params: { id }, body: { revision: 1, name: 'x' } }))).toBe(
        'not-found',
      );
      expect(await problemOf(stranger.call(api.deleteGroup, { params: { id }, query: { revision: 1 } }))).toBe('not-found');
    }
    expect(await problemOf(stranger.call(createApplication, { body: { groupId: group.id, company: 'A', title: 'T' } }))).toBe(
      'invalid-input',
    );
  });
});
