/** Contacts and interactions from the wire: a real server on both engines, every answer held against its contract. */
import type { QueryOf } from '@sotto/contract';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, deleteApplication, undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { deleteCompany, listCompanies, patchCompany } from '@sotto/features/companies/api';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { search } from '@sotto/features/search/api';
import { searchFeature } from '@sotto/features/search/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { readVcards } from '@sotto/domain';
import { engines, hour, problemOf, refusalOf, startServer, uniqueName, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  searchFeature,
];

const everything = {
  name: 'Leah Brandt',
  givenName: 'Leah',
  familyName: 'Brandt',
  role: 'Head of data',
  kind: 'hiring_manager',
  emails: [{ email: 'leah@palisade.example', label: 'Work' }],
  phones: [{ number: '+1 919 555 0100', label: null }],
  links: [{ url: 'https://leah.example', label: 'Blog' }],
  attributes: [{ name: 'Met at', value: 'PyData' }],
  notes: 'Likes the water project.',
} as const;

describe.each(engines)('on %s', (engine) => {
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
  const create = async (body: api.NewContact) => (await visitor.call(api.createContact, { body })).body;
  const read = async (id: string) => (await visitor.call(api.getContact, { params: { id } })).body;
  const patch = async (id: string, body: api.ContactPatch) =>
    (await visitor.call(api.patchContact, { params: { id }, body })).body;
  const remove = async (id: string, revision = 1) =>
    (await visitor.call(api.deleteContact, { params: { id }, query: { revision } })).body;
  const apply = async (company = uniqueName()) =>
    (await visitor.call(createApplication, { body: { company, title: 'Analyst' } })).body;
  const note = async (body: api.NewInteraction) => (await visitor.call(api.createInteraction, { body })).body;
  const talks = async (query: QueryOf<typeof api.listInteractions>) =>
    (await visitor.call(api.listInteractions, { query: query })).body.items.map(({ id }) => id);
  const undoIt = (undo: string) => visitor.call(undoChange, { body: { undo } });

  describe('contacts', () => {
    test('keep every field there is, with companies by name and applications', async () => {
      const application = await apply('Palisade Clinics');
      const made = await create({
        ...(everything as unknown as api.NewContact),
        companies: ['PALISADE CLINICS, Inc.', 'Quiet Harbour', 'palisade clinics'],
        applicationIds: [application.id],
      });
      expect(made).toMatchObject({
        ...everything,
        companies: [{ id: application.company.id, name: 'Palisade Clinics' }, { name: 'Quiet Harbour' }],
        applications: [{ id: application.id, title: 'Analyst', company: 'Palisade Clinics', stage: { name: 'Saved' } }],
        lastAt: null,
      });
      expect(await read(made.id)).toEqual(made);
      expect(await patch(made.id, { revision: 1, role: null, emails: [], companies: ['Quiet Harbour'] })).toMatchObject({
        role: null,
        emails: [],
        companies: [{ name: 'Quiet Harbour' }],
        applications: [{ id: application.id }],
        revision: 2,
      });
    });

    test('come by name, all of them or those of a company or application', async () => {
      const someone = await join();
      const { body: application } = await someone.call(createApplication, { body: { company: 'Marlow Textiles', title: 'T' } });
      for (const body of [
        { name: 'Émile Zola', companies: ['Marlow Textiles'] },
        { name: 'anna Ax', applicationIds: [application.id] },
        { name: 'Bo' },
      ])
        await someone.call(api.createContact, { body });
      const names = async (query: QueryOf<typeof api.listContacts>) =>
        (await someone.call(api.listContacts, { query: query })).body.items.map(({ name }) => name);
      expect(await names({})).toEqual(['anna Ax', 'Bo', 'Émile Zola']);
      expect(await names({ companyId: application.company.id })).toEqual(['Émile Zola']);
      expect(await names({ applicationId: application.id })).toEqual(['anna Ax']);
    });

    test('stand in the list as they are now, also when only what they name has changed', async () => {
      const someone = await join();
      const listed = async () => (await someone.call(api.listContacts, {})).body.items;
      const { company, id: applicationId } = (
        await someone.call(createApplication, { body: { company: 'Acme', title: 'Analyst' } })
      ).body;
      const leah = (
        await someone.call(api.createContact, { body: { name: 'Leah', companies: ['Acme'], applicationIds: [applicationId] } })
      ).body;
      expect(await listed()).toMatchObject([{ companies: [{ name: 'Acme' }], applicationIds: [applicationId], lastAt: null }]);
      await someone.call(patchCompany, { params: { id: company.id }, body: { revision: 1, name: 'Apex' } });
      expect(await listed()).toMatchObject([{ companies: [{ name: 'Apex' }] }]);
      await someone.call(api.createInteraction, { body: { kind: 'call', at: '2026-01-02', contactIds: [leah.id] } });
      expect(await listed()).toMatchObject([{ lastAt: '2026-01-02' }]);
      await someone.call(deleteApplication, { params: { id: applicationId }, query: { revision: 1 } });
      expect(await listed()).toMatchObject([{ applicationIds: [] }]);
      await someone.call(api.patchContact, { params: { id: leah.id }, body: { revision: 1, name: 'Lea' } });
      expect(await listed()).toMatchObject([{ name: 'Lea' }]);
    });

    test('a stale write is refused with the present record', async () => {
      const made = await create({ name: 'Ravi Menon' });
      await patch(made.id, { revision: 1, role: 'Staff engineer' });
      const refused = await refusalOf(patch(made.id, { revision: 1, role: 'Other' }));
      expect(refused.body).toMatchObject({ status: 409, current: { role: 'Staff engineer', revision: 2 } });
    });

    test('name no application that is not there', async () => {
      const foreign = (await (await join()).call(createApplication, { body: { company: 'X', title: 'Y' } })).body.id;
      for (const applicationIds of [[foreign], [server.platform.ids.record()]])
        expect(await problemOf(create({ name: 'Ravi', applicationIds }))).toBe('invalid-input');
    });

    test('made twice with one id are one', async () => {
      const body = { id: server.platform.ids.record(), name: uniqueName() };
      expect(await create(body)).toEqual(await create(body));
      expect(await problemOf(create({ ...body, name: uniqueName() }))).toBe('already-exists');
    });

    test('come in together or not at all', async () => {
      const someone = await join();
      const names = [uniqueName(), uniqueName()];
      const bring = (applicationIds: string[]) =>
        someone.call(api.importContacts, {
          body: {
            contacts: [
              { name: names[0]!, companies: ['Acme'] },
              { name: names[1]!, companies: ['ACME Inc.'], applicationIds },
            ],
          },
        });
      expect(await problemOf(bring([server.platform.ids.record()]))).toBe('invalid-input');
      expect((await someone.call(api.listContacts, {})).body.items).toEqual([]);
      expect((await bring([])).body.ids).toHaveLength(2);
      expect((await someone.call(listCompanies, {})).body.items).toMatchObject([{ name: 'Acme', contacts: 2 }]);
    });

    test('that came in are taken back with their companies, but what is in use by then', async () => {
      const someone = await join();
      const contacts = ['Anna', 'Bert', 'Cleo'].map((name) => ({ name, companies: [`${name} Ltd`] }));
      const { importId, ids } = (await someone.call(api.importContacts, { body: { contacts } })).body;
      const [anna, bert] = [ids[0]!, ids[1]!];
      await someone.call(api.patchContact, { params: { id: anna }, body: { revision: 1, role: 'Recruiter' } });
      await someone.call(api.createInteraction, { body: { kind: 'call', contactIds: [bert] } });
      const undone = await someone.call(api.undoContactImport, { params: { id: importId } });
      expect(undone.body).toEqual({ contacts: 1, companies: 1 });
      expect((await someone.call(listCompanies, {})).body.items.map(({ name }) => name)).toEqual(['Anna Ltd', 'Bert Ltd']);
      expect(await problemOf(someone.call(api.undoContactImport, { params: { id: anna } }))).toBe('not-found');
    });

    test('outlive an application and a company, and name them again when these come back', async () => {
      const application = await apply();
      const { id } = await create({ name: 'Jonas Wray', companies: ['Short Lived'], applicationIds: [application.id] });
      const { undo } = (await visitor.call(deleteApplication, { params: { id: application.id }, query: { revision: 1 } })).body;
      expect((await read(id)).applications).toEqual([]);
      await undoIt(undo);
      expect((await read(id)).applications).toMatchObject([{ id: application.id }]);
      const [company] = (await read(id)).companies;
      await visitor.call(deleteCompany, { params: { id: company!.id }, query: { revision: 1 } });
      expect((await read(id)).companies).toEqual([]);
    });

    test('take with them what nobody else stands for, and bring it back', async () => {
      const application = await apply();
      const [leah, ravi] = [await create({ name: 'Leah' }), await create({ name: 'Ravi' })];
      const alone = await note({ kind: 'call', contactIds: [leah.id] });
      const together = await note({ kind: 'meeting', contactIds: [leah.id, ravi.id] });
      const about = await note({ kind: 'email', contactIds: [leah.id], applicationId: application.id });
      const { undo, interactions } = await remove(leah.id);
      expect(interactions).toBe(1);
      expect(await problemOf(visitor.call(api.getInteraction, { params: { id: alone.id } }))).toBe('not-found');
      expect(await talks({ contactId: ravi.id })).toEqual([together.id]);
      expect(await talks({ applicationId: application.id })).toEqual([about.id]);
      expect((await visitor.call(api.getInteraction, { params: { id: about.id } })).body.contacts).toEqual([]);
      await undoIt(undo);
      expect(new Set(await talks({ contactId: leah.id }))).toEqual(new Set([alone.id, together.id, about.id]));
    });

    test('leave as vCards that read back as they were, one or all', async () => {
      const someone = await join();
      const made = (body: api.NewContact) => someone.call(api.createContact, { body });
      const { id } = (await made({ ...(everything as unknown as api.NewContact), companies: ['Palisade, Clinics; Inc.'] })).body;
      await made({ name: 'Ravi; Menon' });
      const alone = await someone.fetch(`/api/v1/contacts/${id}/contact.vcf`);
      expect([alone.headers.get('content-type'), alone.headers.get('content-disposition')]).toEqual([
        'text/vcard; charset=utf-8',
        'attachment; filename="contact.vcf"',
      ]);
      const read = readVcards(await alone.text()).contacts;
      expect(read).toEqual([{ ...everything, companies: ['Palisade, Clinics; Inc.'] }]);
      const all = readVcards(await (await someone.fetch('/api/v1/contacts.vcf')).text()).contacts;
      expect(all.map(({ name }) => name)).toEqual(['Leah Brandt', 'Ravi; Menon']);
      expect((await (await join()).fetch(`/api/v1/contacts/${id}/contact.vcf`)).status).toBe(404);
    });

    test('of someone else answer as absent ones', async () => {
      const made = await create({ name: uniqueName() });
      const stranger = await join();
      for (const id of [made.id, server.platform.ids.record()]) {
        expect(await problemOf(stranger.call(api.getContact, { params: { id } }))).toBe('not-found');
        expect(await problemOf(stranger.call(api.patchContact, { params: { id }, body: { revision: 1, name: 'x' } }))).toBe(
          'not-found',
        );
        expect(await problemOf(stranger.call(api.createInteraction, { body: { kind: 'call', contactIds: [id] } }))).toBe(
          'invalid-input',
        );
      }
      expect((await stranger.call(api.listContacts, {})).body.items).toEqual([]);
    });
  });

  test('both are found by what was written of them', async () => {
    const someone = await join();
    const { id } = (
      await someone.call(api.createContact, {
        body: { name: 'Wen Li', emails: [{ email: 'wen@copperline.example' }], companies: ['Copperline'] },
      })
    ).body;
    await someone.call(api.createInteraction, { body: { kind: 'call', contactIds: [id], notes: 'Spoke of harbours' } });
    const found = async (q: string) =>
      (await someone.call(search, { query: { q } })).body.items.map(({ kind, title }) => [kind, title]);
    expect(await found('copperline.example')).toContainEqual(['contact', 'Wen Li']);
    expect(await found('harbours')).toEqual([['interaction', 'Spoke of harbours']]);
    expect(await found('nowhere')).toEqual([]);
  });

  describe('interactions', () => {
    test('keep every field there is, and say when the latest was', async () => {
      const application = await apply('Corvid Telemetry');
      const leah = await create({ name: 'Leah' });
      const at = new Date(server.clock.now() - 2 * hour).toISOString();
      const made = await note({
        kind: 'call',
        direction: 'in',
        at,
        zone: 'America/New_York',
        subject: 'Round 1',
        notes: 'No whiteboard.',
        contactIds: [leah.id],
        applicationId: application.id,
      });
      expect(made).toMatchObject({
        kind: 'call',
        direction: 'in',
        at,
        zone: 'America/New_York',
        subject: 'Round 1',
        notes: 'No whiteboard.',
        contacts: [{ id: leah.id, name: 'Leah' }],
        company: { id: application.company.id, name: 'Corvid Telemetry' },
        application: { id: application.id, name: 'Analyst' },
      });
      expect((await read(leah.id)).lastAt).toBe(at);
      const changed = await visitor.call(api.patchInteraction, {
        params: { id: made.id },
        body: { revision: 1, at: '2026-01-05', notes: null },
      });
      const there = await note({ kind: 'call', contactIds: [leah.id], at: '2026-03-29T09:30', zone: 'Europe/Berlin' });
      expect(there.at).toBe('2026-03-29T07:30:00.000Z');
      expect(changed.body).toMatchObject({ at: '2026-01-05', zone: 'America/New_York', notes: null, subject: 'Round 1' });
    });

    test('come newest first, a day before what has a time on it', async () => {
      const { id } = await create({ name: 'Ravi' });
      const days = ['2026-03-01', '2026-05-01T08:00:00.000Z', '2026-05-01', '2026-01-01'];
      const made = new Map<string, string>();
      for (const at of days) made.set(at, (await note({ kind: 'message', at, contactIds: [id] })).id);
      const order = ['2026-05-01T08:00:00.000Z', '2026-05-01', '2026-03-01', '2026-01-01'].map((at) => made.get(at));
      expect(await talks({ contactId: id })).toEqual(order);
      expect(await talks({ contactId: id, limit: 1 })).toEqual(order.slice(0, 1));
    });

    test('follow their application to another company, and stay with the employer when it goes', async () => {
      const application = await apply('First Employer');
      const { id } = await note({ kind: 'email', applicationId: application.id });
      expect(await talks({ companyId: application.company.id })).toEqual([id]);
      await visitor.call(deleteApplication, { params: { id: application.id }, query: { revision: 1 } });
      expect(await talks({ companyId: application.company.id })).toEqual([id]);
    });

    test('belong to the one company of their contacts', async () => {
      const { id, companies } = await create({ name: 'Ada', companies: ['Tern & Tide'] });
      const talk = await note({ kind: 'call', contactIds: [id] });
      expect(talk.company).toEqual(companies[0]);
    });

    test('are refused without anyone, with what is not there, and in the future', async () => {
      const { id } = await create({ name: 'Ada' });
      const absent = server.platform.ids.record();
      const later = new Date(server.clock.now() + 2 * hour).toISOString();
      const refused: api.NewInteraction[] = [
        { kind: 'call' },
        { kind: 'call', contactIds: [absent] },
        { kind: 'call', contactIds: [id], companyId: absent },
        { kind: 'call', contactIds: [id], applicationId: absent },
        { kind: 'call', contactIds: [id], at: later },
        { kind: 'call', contactIds: [id], at: '2999-01-01' },
      ];
      for (const body of refused) expect([body, await problemOf(note(body))]).toEqual([body, 'invalid-input']);
      expect(await talks({ contactId: id })).toEqual([]);
    });

    test('are deleted, and come back by undo', async () => {
      const { id } = await create({ name: 'Ada' });
      const talk = await note({ kind: 'call', contactIds: [id], notes: 'n' });
      const { undo } = (await visitor.call(api.deleteInteraction, { params: { id: talk.id }, query: { revision: 1 } })).body;
      expect(await talks({ contactId: id })).toEqual([]);
      await undoIt(undo);
      expect((await visitor.call(api.getInteraction, { params: { id: talk.id } })).body).toMatchObject({ notes: 'n' });
    });
  });
});
