/** Many contacts and companies at once, from the wire, on both engines. */
import type { BulkAnswer, Id } from '@sotto/domain';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { changeCompanies, createCompany, getCompany, patchCompany } from '@sotto/features/companies/api';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { engines, problemOf, startServer, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { contactsFeature } from './index.ts';

const features = [
  accountFeature,
  privacyFeature,
  policyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  applicationsFeature,
  contactsFeature,
];

describe.each(engines)('many at once on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    visitor = await newcomer(server);
  });
  const contact = async (name: string) => (await visitor.call(api.createContact, { body: { name } })).body;
  const contacts = async () => (await visitor.call(api.listContacts, { query: {} })).body.items;
  const change = async (items: readonly { id: Id; revision: number }[], what: api.ContactsChange) =>
    (
      await visitor.call(api.changeContacts, {
        body: { items: items.map(({ id, revision }) => ({ id, revision })), change: what },
      })
    ).body;
  const undo = async ({ undo: token }: BulkAnswer) =>
    (await visitor.call(undoChange, { body: { undo: token! } })).body.items.map(({ result }) => result);
  const results = ({ items }: BulkAnswer) => items.map(({ result }) => result);

  test('contacts are told what they are, each on its own, and are again what they were', async () => {
    const [ada, leah, ravi] = [await contact('Ada'), await contact('Leah'), await contact('Ravi')];
    await visitor.call(api.patchContact, { params: { id: leah.id }, body: { revision: 1, kind: 'recruiter' } });
    const done = await change([ada, leah, ravi], { kind: 'kind', contactKind: 'recruiter' });
    expect(results(done)).toEqual(['done', 'stale-revision', 'done']);
    expect((await contacts()).map(({ kind }) => kind)).toEqual(['recruiter', 'recruiter', 'recruiter']);
    await visitor.call(api.patchContact, { params: { id: ravi.id }, body: { revision: 2, role: 'Lead' } });
    expect(await undo(done)).toEqual(['done', 'stale-revision']);
    expect((await contacts()).map(({ kind }) => kind)).toEqual([null, 'recruiter', 'recruiter']);
  });

  test('contacts are put at a company, which is made once', async () => {
    const people = [await contact('Ada'), await contact('Leah')];
    const done = await change(people, { kind: 'company', company: 'Tern & Tide' });
    const ids = (await contacts()).map(({ companies }) => companies.map(({ id }) => id));
    expect(ids[0]).toHaveLength(1);
    expect(ids[1]).toEqual(ids[0]);
    await undo(done);
    expect((await contacts()).map(({ companies }) => companies)).toEqual([[], []]);
  });

  test('contacts go with what nobody else was at, and all of it comes back', async () => {
    const [ada, leah] = [await contact('Ada'), await contact('Leah')];
    const body = { kind: 'call', contactIds: [ada.id, leah.id], notes: 'both' } as const;
    const { id } = (await visitor.call(api.createInteraction, { body: { ...body, contactIds: [...body.contactIds] } })).body;
    const read = () => visitor.call(api.getInteraction, { params: { id } });
    const one = await change([ada], { kind: 'delete' });
    expect((await read()).body.notes).toBe('both');
    const other = await change([leah], { kind: 'delete' });
    expect(await problemOf(read())).toBe('not-found');
    await undo(other);
    await undo(one);
    const both = await change(await contacts(), { kind: 'delete' });
    expect([await contacts(), await problemOf(read())]).toEqual([[], 'not-found']);
    await undo(both);
    expect((await contacts()).map(({ name }) => name)).toEqual(['Ada', 'Leah']);
    expect((await read()).body.contacts.map(({ name }) => name)).toEqual(['Ada', 'Leah']);
  });

  test('companies are liked or left out, and are again as they were', async () => {
    const make = async (name: string) => (await visitor.call(createCompany, { body: { name } })).body;
    const [kest, tern] = [await make('Kest'), await make('Tern')];
    await visitor.call(patchCompany, { params: { id: tern.id }, body: { revision: 1, desirability: 'high' } });
    const items = [
      { id: kest.id, revision: 1 },
      { id: tern.id, revision: 2 },
    ];
    const liked = (
      await visitor.call(changeCompanies, { body: { items, change: { kind: 'desirability', desirability: 'high' } } })
    ).body;
    expect(results(liked)).toEqual(['done', 'unchanged']);
    const left = await visitor.call(changeCompanies, {
      body: { items: [{ id: kest.id, revision: 2 }], change: { kind: 'doNotApply', doNotApply: true } },
    });
    const read = async () => (await visitor.call(getCompany, { params: { id: kest.id } })).body;
    expect(await read()).toMatchObject({ desirability: 'high', doNotApply: true });
    expect(await undo(left.body)).toEqual(['done']);
    // What has changed again since stays as it is.
    expect(await undo(liked)).toEqual(['stale-revision']);
    expect(await read()).toMatchObject({ desirability: 'high', doNotApply: false });
  });

  test('a record named twice is refused, and nothing changes', async () => {
    const ada = await contact('Ada');
    expect(await problemOf(change([ada, ada], { kind: 'delete' }))).toBe('invalid-input');
    expect(await contacts()).toHaveLength(1);
  });
});
