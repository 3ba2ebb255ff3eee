/** Companies from the wire: a real server on both engines, every answer held against its contract. */
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, getApplication, patchApplication } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { createContact, createInteraction, getContact, getInteraction } from '@sotto/features/contacts/api';
import { contactsFeature } from '@sotto/features/contacts/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { createTask, getTask } from '@sotto/features/tasks/api';
import { tasksFeature } from '@sotto/features/tasks/server';
import { engines, minute, problemOf, refusalOf, startServer, uniqueName, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { companiesFeature } from './index.ts';

const features = [
  accountFeature,
  privacyFeature,
  policyFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  contactsFeature,
  applicationsFeature,
  tasksFeature,
];

describe.each(engines)('companies on %s', (engine) => {
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
  const create = async (body: api.NewCompany) => (await visitor.call(api.createCompany, { body })).body;
  const patch = async (id: string, body: api.CompanyPatch) =>
    (await visitor.call(api.patchCompany, { params: { id }, body })).body;
  const remove = async (id: string, query: object) =>
    (await visitor.call(api.deleteCompany, { params: { id }, query: query as never })).body;
  const found = async (q: string) => (await visitor.call(api.listCompanies, { query: { q } })).body.items.map(({ name }) => name);
  const apply = async (company: string) => (await visitor.call(createApplication, { body: { company, title: 'T' } })).body;

  test('keep every field there is', async () => {
    const everything = {
      name: 'Palisade Clinics',
      aliases: ['Palisade Health'],
      domain: 'palisade.example',
      website: 'https://palisade.example',
      linkedinUrl: 'https://www.linkedin.com/company/palisade',
      careersUrl: 'https://palisade.example/jobs',
      industry: 'Health',
      size: '51-200',
      type: 'nonprofit',
      address: { street1: 'Main Street 1', city: 'Durham', region: 'NC', postalCode: '27701', country: 'US' },
      desirability: 'high',
      doNotApply: true,
      doNotApplyReason: 'They called at night.',
      notes: 'n',
    } as const;
    const made = await create(everything as unknown as api.NewCompany);
    expect(made).toMatchObject({ ...everything, applications: 0, contacts: 0, interactions: 0 });
    expect((await visitor.call(api.getCompany, { params: { id: made.id } })).body).toEqual(made);
    expect(await patch(made.id, { revision: 1, notes: null, aliases: [], doNotApply: false })).toMatchObject({
      notes: null,
      aliases: [],
      doNotApply: false,
      industry: 'Health',
      revision: 2,
    });
  });

  test('come by name and are found by name, alias and domain', async () => {
    await create({ name: 'Zephyr Ärzte', aliases: ['Westwind'], domain: 'zeph.example' });
    await create({ name: 'Aeolus Zephyr' });
    expect(await found('zephyr')).toEqual(['Aeolus Zephyr', 'Zephyr Ärzte']);
    expect(await found('arzte')).toEqual(['Zephyr Ärzte']);
    expect(await found('westw')).toEqual(['Zephyr Ärzte']);
    expect(await found('zeph.example')).toEqual(['Zephyr Ärzte']);
    expect(await found('nobody')).toEqual([]);
  });

  test('stand in the list as they are now, with how many name them', async () => {
    const someone = await join();
    const listed = async () => (await someone.call(api.listCompanies, {})).body.items;
    const { company } = (await someone.call(createApplication, { body: { company: 'Acme', title: 'Analyst' } })).body;
    expect(await listed()).toMatchObject([{ name: 'Acme', applications: 1, contacts: 0 }]);
    await someone.call(createApplication, { body: { company: 'Acme', title: 'Clerk' } });
    await someone.call(createContact, { body: { name: 'Leah', companies: ['Acme'] } });
    expect(await listed()).toMatchObject([{ applications: 2, contacts: 1, interactions: 0 }]);
    await someone.call(api.patchCompany, { params: { id: company.id }, body: { revision: 1, name: 'Apex' } });
    expect(await listed()).toMatchObject([{ name: 'Apex', applications: 2 }]);
  });

  test('of one key are one: another spelling, or another’s alias, is refused', async () => {
    const one = await create({ name: 'Kestrel Freight', aliases: ['Falcon Haulage'] });
    for (const name of ['KESTREL FREIGHT, Inc.', 'falcon haulage']) expect(await problemOf(create({ name }))).toBe('conflict');
    const other = await create({ name: 'Merlin Post' });
    expect(await problemOf(patch(other.id, { revision: 1, aliases: ['Kestrel Freight GmbH'] }))).toBe('conflict');
    expect(await patch(one.id, { revision: 1, name: 'Kestrel Freight Inc.' })).toMatchObject({ name: 'Kestrel Freight Inc.' });
  });

  test('are matched by alias when an application names them', async () => {
    const made = await create({ name: 'Alphabetical', aliases: ['Googol'] });
    expect((await apply('GOOGOL LLC')).company).toEqual({ id: made.id, name: 'Alphabetical' });
  });

  test('that applications name are not deleted, but merged', async () => {
    const application = await apply('Corvid Telemetry');
    const target = await create({ name: 'Raven Systems' });
    const refused = await refusalOf(remove(application.company.id, { revision: 1 }));
    expect(refused.body).toMatchObject({ status: 409, applications: 1 });
    expect(await remove(application.company.id, { revision: 1, to: target.id })).toMatchObject({ moved: 1 });
    expect((await visitor.call(getApplication, { params: { id: application.id } })).body.company).toEqual({
      id: target.id,
      name: 'Raven Systems',
    });
    expect((await apply('corvid telemetry')).company.id).toBe(target.id);
    expect(await problemOf(visitor.call(api.getCompany, { params: { id: application.company.id } }))).toBe('not-found');
  });

  test('that were merged come apart again, with everything where it was', async () => {
    const [application, other] = [await apply('Rook Logistics'), await apply('Rook Logistics')];
    const target = await create({ name: 'Castle Group', aliases: ['The Keep'] });
    const from = application.company.id;
    const contact = async (companies: string[]) =>
      (await visitor.call(createContact, { body: { name: uniqueName(), companies } })).body.id;
    const [one, both] = [await contact(['Rook Logistics']), await contact(['Castle Group', 'Rook Logistics'])];
    const { id: talk } = (await visitor.call(createInteraction, { body: { kind: 'call', companyId: from } })).body;
    const link = { kind: 'company', id: from } as const;
    const { id: task } = (await visitor.call(createTask, { body: { title: 'Ask about the warehouse', link } })).body;
    const taskIsAbout = async () => (await visitor.call(getTask, { params: { id: task } })).body.link?.id;
    const companiesOf = async (id: string) =>
      (await visitor.call(getContact, { params: { id } })).body.companies.map(({ name }) => name);
    const before = (await visitor.call(api.getCompany, { params: { id: from } })).body;
    expect(before).toMatchObject({ applications: 2, contacts: 2, interactions: 1 });

    const { moved, undo } = await remove(from, { revision: 1, to: target.id });
    expect(moved).toBe(2);
    expect(await taskIsAbout()).toBe(target.id);
    expect([await companiesOf(one), await companiesOf(both)]).toEqual([['Castle Group'], ['Castle Group']]);
    // Named by hand since: stays where it was put.
    await visitor.call(patchApplication, { params: { id: other.id }, body: { revision: 2, company: 'Elsewhere' } });

    const back = (await visitor.call(api.undoCompanyDeletion, { body: { undo } })).body;
    expect(back).toMatchObject({ id: from, name: 'Rook Logistics', applications: 1, contacts: 2, interactions: 1 });
    expect([await companiesOf(one), await companiesOf(both)]).toEqual([['Rook Logistics'], ['Castle Group', 'Rook Logistics']]);
    expect((await visitor.call(getInteraction, { params: { id: talk } })).body.company?.id).toBe(from);
    expect(await taskIsAbout()).toBe(from);
    expect((await visitor.call(api.getCompany, { params: { id: target.id } })).body).toMatchObject({ aliases: ['The Keep'] });
    expect((await visitor.call(api.undoCompanyDeletion, { body: { undo } })).body).toEqual(back);
  });

  test('come back with the interactions that went with them, for an hour and to their owner alone', async () => {
    const made = await create({ name: uniqueName() });
    const talk = (await visitor.call(createInteraction, { body: { kind: 'email', companyId: made.id, subject: 'Hello' } })).body;
    const { undo } = await remove(made.id, { revision: 1 });
    expect(await problemOf(visitor.call(getInteraction, { params: { id: talk.id } }))).toBe('not-found');
    const stranger = await join();
    expect(await problemOf(stranger.call(api.undoCompanyDeletion, { body: { undo } }))).toBe('unprocessable');
    await visitor.call(api.undoCompanyDeletion, { body: { undo } });
    expect((await visitor.call(getInteraction, { params: { id: talk.id } })).body).toMatchObject({ subject: 'Hello' });
    const again = await remove(made.id, { revision: 1 });
    server.clock.advance(61 * minute);
    expect(await problemOf(visitor.call(api.undoCompanyDeletion, { body: { undo: again.undo } }))).toBe('unprocessable');
  });

  test('do not come back under a name that another has taken', async () => {
    const name = uniqueName();
    const made = await create({ name });
    const { undo } = await remove(made.id, { revision: 1 });
    await create({ name });
    expect(await problemOf(visitor.call(api.undoCompanyDeletion, { body: { undo } }))).toBe('conflict');
  });

  test('that nobody names go at once', async () => {
    const made = await create({ name: uniqueName() });
    expect(await remove(made.id, { revision: 1 })).toMatchObject({ moved: 0 });
  });

  test('made twice with one id are one', async () => {
    const body = { id: server.platform.ids.record(), name: uniqueName() };
    expect(await create(body)).toEqual(await create(body));
    expect(await problemOf(create({ ...body, name: uniqueName() }))).toBe('already-exists');
  });

  test('of someone else answer as absent ones', async () => {
    const made = await create({ name: uniqueName() });
    const stranger = await join();
    for (const id of [made.id, server.platform.ids.record()]) {
      expect(await problemOf(stranger.call(api.getCompany, { params: { id } }))).toBe('not-found');
      expect(await problemOf(stranger.call(api.patchCompany, { params: { id }, body: { revision: 1, name: 'x' } }))).toBe(
        'not-found',
      );
      expect(await problemOf(stranger.call(api.deleteCompany, { params: { id }, query: { revision: 1 } }))).toBe('not-found');
    }
    expect((await stranger.call(api.listCompanies, {})).body.items).toEqual([]);
  });
});
