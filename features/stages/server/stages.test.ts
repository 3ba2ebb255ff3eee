/** Stages from the wire: a real server on both engines, every answer held against its contract. */
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, getApplication } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { engines, problemOf, refusalOf, startServer, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { stagesFeature } from './index.ts';

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

describe.each(engines)('stages on %s', (engine) => {
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
    return newcomer(server);
  }
  const list = async () => (await visitor.call(api.listStages, {})).body.items;
  const names = async () => (await list()).map(({ name }) => name);
  const create = async (body: api.NewStage) => (await visitor.call(api.createStage, { body })).body;
  const patch = async (id: string, body: api.StagePatch) => (await visitor.call(api.patchStage, { params: { id }, body })).body;
  const remove = async (id: string, query: object) =>
    (await visitor.call(api.deleteStage, { params: { id }, query: query as never })).body;

  test('begin with the twelve defaults, three of them hidden', async () => {
    const stages = await list();
    expect(stages).toHaveLength(12);
    expect(stages.filter(({ hidden }) => hidden).map(({ name }) => name)).toEqual(['Preparing', 'Assessment', 'Final round']);
    expect(stages[0]).toMatchObject({ name: 'Saved', kind: 'lead', applications: 0, revision: 1 });
  });

  test('are renamed, hidden and shown; what they mean is fixed', async () => {
    const [saved] = await list();
    expect(await patch(saved!.id, { revision: 1, name: 'Wishlist', hidden: true })).toMatchObject({
      name: 'Wishlist',
      hidden: true,
      kind: 'lead',
      revision: 2,
    });
    expect(await problemOf(patch(saved!.id, { revision: 2, kind: 'won' } as never))).toBe('invalid-input');
    expect(await problemOf(patch(saved!.id, { revision: 2, name: 'APPLIED' }))).toBe('conflict');
  });

  test('are put first, between two, and last', async () => {
    const [saved, preparing, applied] = await list();
    await patch(applied!.id, { revision: 1, after: null });
    expect((await names()).slice(0, 3)).toEqual(['Applied', 'Saved', 'Preparing']);
    await patch(applied!.id, { revision: 2, after: saved!.id });
    expect((await names()).slice(0, 3)).toEqual(['Saved', 'Applied', 'Preparing']);
    await patch(preparing!.id, { revision: 1, after: (await list()).at(-1)!.id });
    expect((await names()).at(-1)).toBe('Preparing');
    expect(await problemOf(patch(saved!.id, { revision: 1, after: saved!.id }))).toBe('invalid-input');
  });

  test('are added last, or where it is said', async () => {
    const [saved] = await list();
    await create({ name: 'Paused', kind: 'silent' });
    await create({ name: 'To read', kind: 'lead', after: saved!.id, hidden: true });
    expect((await names()).at(-1)).toBe('Paused');
    expect((await names())[1]).toBe('To read');
    expect(await problemOf(create({ name: 'paused', kind: 'silent' }))).toBe('conflict');
  });

  test('made twice with one id are one', async () => {
    const body = { id: server.platform.ids.record(), name: 'Paused', kind: 'silent' as const };
    expect(await create(body)).toEqual(await create(body));
    expect(await problemOf(create({ ...body, kind: 'lost' }))).toBe('already-exists');
  });

  test('in use are deleted only by naming where their applications go', async () => {
    const [saved, preparing] = await list();
    const { id } = (await visitor.call(createApplication, { body: { company: 'Acme', title: 'T' } })).body;
    const refused = await refusalOf(remove(saved!.id, { revision: 1 }));
    expect(refused.body).toMatchObject({ status: 409, applications: 1 });
    expect(await problemOf(remove(saved!.id, { revision: 1, to: server.platform.ids.record() }))).toBe('invalid-input');
    expect(await remove(saved!.id, { revision: 1, to: preparing!.id })).toEqual({ moved: 1 });
    expect((await visitor.call(getApplication, { params: { id } })).body).toMatchObject({
      stage: { name: 'Preparing' },
      history: [{ to: { name: 'Preparing' } }],
    });
  });

  test('that nothing is in go at once, but the last one stays', async () => {
    const stages = await list();
    for (const { id, revision } of stages.slice(1)) expect(await remove(id, { revision })).toEqual({ moved: 0 });
    expect(await problemOf(remove(stages[0]!.id, { revision: 1 }))).toBe('conflict');
  });

  test('of someone else answer as absent ones', async () => {
    const [saved] = await list();
    const stranger = await join();
    for (const id of [saved!.id, server.platform.ids.record()]) {
      expect(await problemOf(stranger.call(api.patchStage, { params: { id }, body: { revision: 1, name: 'x' } }))).toBe(
        'not-found',
      );
      expect(await problemOf(stranger.call(api.deleteStage, { params: { id }, query: { revision: 1 } }))).toBe('not-found');
    }
  });
});
