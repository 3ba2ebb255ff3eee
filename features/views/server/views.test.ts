/** Saved views from the wire: a real server on both engines, every answer held against its contract. */
import type { BoardShows, Id, TableShows } from '@sotto/domain';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { createField, deleteField } from '@sotto/features/fields/api';
import { fieldsFeature } from '@sotto/features/fields/server';
import { createGroup } from '@sotto/features/groups/api';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { engines, problemOf, refusalOf, startServer, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { viewsFeature } from './index.ts';

const features = [
  accountFeature,
  privacyFeature,
  policyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  applicationsFeature,
  fieldsFeature,
  viewsFeature,
];
const table = (part: Partial<TableShows> = {}): TableShows => ({
  layout: 'table',
  q: '',
  filter: [],
  sort: '',
  columns: null,
  ...part,
});
const board: BoardShows = { layout: 'board', q: '', workMode: 'remote', tag: null, dueWithin: 7 };

describe.each(engines)('saved views on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    visitor = await newcomer(server);
  });
  const save = async (name: string, more: Partial<api.NewView> = {}) =>
    (await visitor.call(api.createView, { body: { name, shows: table(), ...more } })).body;
  const change = async (id: Id, body: api.ViewPatch) => (await visitor.call(api.patchView, { params: { id }, body })).body;
  const list = async (groupId?: Id) =>
    (await visitor.call(api.listViews, { query: groupId === undefined ? {} : { groupId } })).body.items;

  test('keep what is shown, in the order one gives them', async () => {
    const remote = await save('Remote', {
      shows: table({ filter: ['workMode:is:remote'], sort: '-appliedOn', columns: ['company', 'title'] }),
    });
    const due = await save('Due soon', { shows: board });
    expect(await save('First', { after: null })).toMatchObject({ revision: 1, isDefault: false, groupId: null, count: 0 });
    await change(due.id, { revision: 1, after: remote.id, name: 'Due this week' });
    expect((await list()).map(({ name, count }) => [name, count])).toEqual([
      ['First', 0],
      ['Remote', 0],
      ['Due this week', null],
    ]);
    expect((await list())[1]!.shows).toEqual(remote.shows);
  });

  test('count what they show, in their own group or the one that is looked at', async () => {
    const other = (await visitor.call(createGroup, { body: { name: 'Abroad' } })).body;
    const make = (workMode: 'remote' | 'onsite', groupId?: Id) =>
      visitor.call(createApplication, { body: { company: 'Acme', title: 'Cook', workMode, ...(groupId && { groupId }) } });
    const home = (await make('remote')).body.groupId;
    await make('onsite');
    await make('remote', other.id);
    const filter = ['workMode:is:remote'];
    await save('Anywhere', { shows: table({ filter }) });
    await save('Abroad', { shows: table({ filter }), groupId: other.id });
    await save('Cooks', { shows: table({ q: 'cook' }) });
    const counts = async (groupId?: Id) => (await list(groupId)).map(({ count }) => count);
    expect(await counts()).toEqual([2, 1, 3]);
    expect(await counts(home)).toEqual([1, 1, 2]);
    await make('remote');
    expect(await counts(home)).toEqual([2, 1, 3]);
  });

  test('leave out what asks of a field that is gone, and keep it should it come back', async () => {
    const field = (await visitor.call(createField, { body: { name: 'Visa', type: 'yes_no' } })).body;
    const custom = { [field.id]: true };
    await visitor.call(createApplication, { body: { company: 'Acme', title: 'Cook', custom } });
    await visitor.call(createApplication, { body: { company: 'Acme', title: 'Baker' } });
    const { shows } = await save('With a visa', { shows: table({ filter: [`field.${field.id}:is:yes`] }) });
    expect((await list())[0]!.count).toBe(1);
    const gone = (await visitor.call(deleteField, { params: { id: field.id }, query: { revision: 1 } })).body;
    expect((await list())[0]).toMatchObject({ count: 2, shows });
    await visitor.call(undoChange, { body: { undo: gone.undo } });
    expect((await list())[0]!.count).toBe(1);
  });

  test('have one default of the table and one of the board', async () => {
    const [one, two] = [await save('One', { isDefault: true }), await save('Two')];
    await save('Three', { shows: board, isDefault: true });
    await change(two.id, { revision: 1, isDefault: true });
    expect((await list()).map(({ isDefault }) => isDefault)).toEqual([false, true, true]);
    expect((await refusalOf(change(one.id, { revision: 1, name: 'Old' }))).body.current).toMatchObject({
      revision: 2,
      isDefault: false,
    });
  });

  test('are deleted and come back', async () => {
    const { id } = await save('Short-lived', { shows: board });
    const { undo } = (await visitor.call(api.deleteView, { params: { id }, query: { revision: 1 } })).body;
    expect(await list()).toEqual([]);
    await visitor.call(undoChange, { body: { undo } });
    expect(await list()).toMatchObject([{ id, name: 'Short-lived', shows: board }]);
  });

  test('refuse what is no condition, no order and no group', async () => {
    const missing = server.platform.ids.record();
    expect(await problemOf(save('x', { shows: table({ filter: ['nonsense'] }) }))).toBe('invalid-input');
    expect(await problemOf(save('x', { shows: table({ sort: 'tag' }) }))).toBe('invalid-input');
    expect(await problemOf(save('x', { groupId: missing }))).toBe('invalid-input');
    expect(await problemOf(change(missing, { revision: 1, name: 'x' }))).toBe('not-found');
  });
});
