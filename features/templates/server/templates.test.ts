/** Templates from the wire: a real server on both engines, every answer held against its contract. */
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { search } from '@sotto/features/search/api';
import { searchFeature } from '@sotto/features/search/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { engines, problemOf, refusalOf, startServer, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { templatesFeature } from './index.ts';

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
  templatesFeature,
];

describe.each(engines)('templates on %s', (engine) => {
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
  const create = async (more: Partial<api.NewTemplate> = {}) =>
    (await visitor.call(api.createTemplate, { body: { name: 'Follow-up', ...more } })).body;
  const patch = async (id: string, body: api.TemplatePatch) =>
    (await visitor.call(api.patchTemplate, { params: { id }, body })).body;
  const list = async (who = visitor) => (await who.call(api.listTemplates, {})).body.items;

  test('keep what was written, places and lines included, and stand by name', async () => {
    const said = { purpose: 'thank_you', subject: '{{title}}', body: 'Dear {{contact.givenName}},\n\n  thank you.\n' } as const;
    const thanks = await create({ name: 'Übliches', ...said });
    expect(thanks).toMatchObject({ name: 'Übliches', ...said, revision: 1 });
    const plain = await create({ name: 'Zuletzt' });
    expect(plain).toMatchObject({ purpose: 'other', subject: null, body: null });
    await create({ name: 'abc' });
    expect((await list()).map(({ name }) => name)).toEqual(['abc', 'Übliches', 'Zuletzt']);
    expect(await patch(plain.id, { revision: 1, subject: 'S', purpose: 'negotiate' })).toMatchObject({
      subject: 'S',
      purpose: 'negotiate',
      name: 'Zuletzt',
    });
    expect((await visitor.call(api.getTemplate, { params: { id: thanks.id } })).body).toEqual(thanks);
  });

  test('need a name, and a subject of a length that mail programs take', async () => {
    expect(await problemOf(create({ name: ' ' }))).toBe('invalid-input');
    const { id } = await create();
    expect(await problemOf(patch(id, { revision: 1, subject: 'x'.repeat(501) }))).toBe('invalid-input');
  });

  test('that changed elsewhere are refused with what they are now', async () => {
    const { id } = await create();
    const now = await patch(id, { revision: 1, body: 'Hello' });
    expect((await refusalOf(patch(id, { revision: 1, body: 'Hi' }))).body.current).toEqual(now);
  });

  test('made twice with one id are one, and other content is refused', async () => {
    const id = server.platform.ids.record();
    expect(await create({ id })).toEqual(await create({ id }));
    expect(await problemOf(create({ id, name: 'Other' }))).toBe('already-exists');
  });

  test('come back when their deletion is taken back, and are found by their words', async () => {
    const { id } = await create({ name: 'Marmalade', body: 'quincunx' });
    const { undo } = (await visitor.call(api.deleteTemplate, { params: { id }, query: { revision: 1 } })).body;
    expect((await list()).map((one) => one.id)).not.toContain(id);
    await visitor.call(undoChange, { body: { undo } });
    const { items } = (await visitor.call(search, { query: { q: 'quincunx' } })).body;
    expect(items).toMatchObject([{ kind: 'template', id, title: 'Marmalade' }]);
  });

  test('of someone else answer as absent ones', async () => {
    const { id } = await create();
    const stranger = await join();
    expect(await problemOf(stranger.call(api.getTemplate, { params: { id } }))).toBe('not-found');
    expect(await problemOf(stranger.call(api.patchTemplate, { params: { id }, body: { revision: 1, name: 'x' } }))).toBe(
      'not-found',
    );
    expect(await problemOf(stranger.call(api.deleteTemplate, { params: { id }, query: { revision: 1 } }))).toBe('not-found');
    expect(await list(stranger)).toEqual([]);
  });
});
