/** Notes from the wire: a real server on both engines, every answer held against its contract. */
import { greatestNote } from '@sotto/domain';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, deleteApplication, undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { createCompany, deleteCompany, undoCompanyDeletion } from '@sotto/features/companies/api';
import { companiesFeature } from '@sotto/features/companies/server';
import { createContact, createInteraction, deleteContact } from '@sotto/features/contacts/api';
import { contactsFeature } from '@sotto/features/contacts/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { createInterview, deleteInterview } from '@sotto/features/interviews/api';
import { interviewsFeature } from '@sotto/features/interviews/server';
import { createOffer } from '@sotto/features/offers/api';
import { offersFeature } from '@sotto/features/offers/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { search } from '@sotto/features/search/api';
import { searchFeature } from '@sotto/features/search/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { exportEverything } from '@sotto/features/transfer/api';
import { transferFeature } from '@sotto/features/transfer/server';
import { engines, problemOf, refusalOf, startServer, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { notesFeature } from './index.ts';

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
  interviewsFeature,
  offersFeature,
  searchFeature,
  transferFeature,
  notesFeature,
];

describe.each(engines)('notes on %s', (engine) => {
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
  const create = async (body: api.NewNote = {}) => (await visitor.call(api.createNote, { body })).body;
  const patch = async (id: string, body: api.NotePatch) => (await visitor.call(api.patchNote, { params: { id }, body })).body;
  const one = async (id: string) => (await visitor.call(api.getNote, { params: { id } })).body;
  const list = async (query: object = {}) => (await visitor.call(api.listNotes, { query })).body.items;
  const titles = async (query: object = {}) => (await list(query)).map(({ title }) => title);
  const apply = async () =>
    (await visitor.call(createApplication, { body: { company: 'Palisade Clinics', title: 'Data engineer' } })).body;
  const undo = async (token: string | null) => (await visitor.call(undoChange, { body: { undo: token! } })).body.items;

  test('begin empty, and are called by their first line with words in it', async () => {
    const note = await create();
    expect(note).toMatchObject({ text: '', title: '', pinned: false, link: null, revision: 1 });
    const written = await patch(note.id, {
      revision: 1,
      text: '\n# What **they** do\n\nFreight, by [rail](https://example.org).',
    });
    expect(written).toMatchObject({ title: 'What they do', revision: 2 });
    expect(await list()).toMatchObject([{ title: 'What they do', excerpt: 'Freight, by rail.' }]);
  });

  test('stand pinned first, then by when they were changed last', async () => {
    const [a, b, c] = [await create({ text: 'a' }), await create({ text: 'b' }), await create({ text: 'c', pinned: true })];
    server.clock.advance(1_000);
    await patch(a.id, { revision: 1, text: 'a, again' });
    expect((await list()).map(({ id }) => id)).toEqual([c.id, a.id, b.id]);
    expect((await visitor.call(api.listNotes, { query: { limit: 1 } })).body).toMatchObject({ more: 2 });
  });

  test('name what they are about, of every kind; an application’s are also those of its interviews and offers', async () => {
    const application = await apply();
    const applicationId = application.id;
    const interview = (await visitor.call(createInterview, { body: { applicationId, startsAt: '2026-11-25T14:00' } })).body;
    const offer = (await visitor.call(createOffer, { body: { applicationId, receivedOn: '2026-11-20' } })).body;
    const contact = (await visitor.call(createContact, { body: { name: 'Leah Brandt', role: 'Recruiter' } })).body;
    const about = async (kind: 'application' | 'company' | 'contact' | 'interview' | 'offer', id: string) =>
      (await create({ text: kind, link: { kind, id } })).link;
    const named = { title: 'Data engineer', detail: 'Palisade Clinics' };
    expect(await about('application', applicationId)).toEqual({ kind: 'application', id: applicationId, ...named });
    expect(await about('offer', offer.id)).toEqual({ kind: 'offer', id: offer.id, ...named });
    expect(await about('interview', interview.id)).toMatchObject({ detail: 'Palisade Clinics, 2026-11-25' });
    expect(await about('company', application.company.id)).toMatchObject({ title: 'Palisade Clinics', detail: '' });
    expect(await about('contact', contact.id)).toMatchObject({ title: 'Leah Brandt', detail: 'Recruiter' });
    expect((await titles({ about: applicationId })).toSorted()).toEqual(['application', 'interview', 'offer']);
    expect(await titles({ about: contact.id })).toEqual(['contact']);
    const refusal = refusalOf(create({ link: { kind: 'offer', id: applicationId } }));
    expect((await refusal).body.errors).toMatchObject([{ field: 'link' }]);
  });

  test('that changed elsewhere are refused with what they are now', async () => {
    const note = await create({ text: 'mine' });
    const now = await patch(note.id, { revision: 1, text: 'theirs' });
    expect((await refusalOf(patch(note.id, { revision: 1, text: 'mine, more' }))).body.current).toEqual(now);
    const gone = visitor.call(api.deleteNote, { params: { id: note.id }, query: { revision: 1 } });
    expect((await refusalOf(gone)).body.current).toEqual(now);
  });

  test('are about another record, or about nothing, once that is said, and go with that one', async () => {
    const [from, to] = [await apply(), await apply()];
    const note = await create({ text: 'a', link: { kind: 'application', id: from.id } });
    const offer = (await visitor.call(createOffer, { body: { applicationId: to.id, receivedOn: '2026-11-20' } })).body;
    const moved = await patch(note.id, { revision: 1, link: { kind: 'offer', id: offer.id } });
    expect(moved).toMatchObject({ text: 'a', revision: 2, link: { kind: 'offer', title: 'Data engineer' } });
    expect([await titles({ about: from.id }), await titles({ about: to.id })]).toEqual([[], ['a']]);
    await visitor.call(deleteApplication, { params: { id: from.id }, query: { revision: from.revision } });
    expect(await one(note.id)).toEqual(moved);
    const gone = (await visitor.call(deleteApplication, { params: { id: to.id }, query: { revision: to.revision } })).body;
    expect(await titles()).toEqual([]);
    await undo(gone.undo);
    expect(await one(note.id)).toMatchObject({ link: { kind: 'offer', id: offer.id } });
    expect(await patch(note.id, { revision: 1, link: null })).toMatchObject({ link: null, text: 'a' });
    const refusal = refusalOf(patch(note.id, { revision: 2, link: { kind: 'contact', id: to.id } }));
    expect((await refusal).body.errors).toMatchObject([{ field: 'link' }]);
  });

  test('keep every sign that was written, up to their greatest length', async () => {
    const text = `  lines \r\n\ttabs <b>&amp;</b> ${'🦦'.repeat(20)}\n`.padEnd(greatestNote, 'x');
    expect((await one((await create({ text })).id)).text).toBe(text);
    expect(await problemOf(create({ text: 'x'.repeat(greatestNote + 1) }))).toBe('invalid-input');
  });

  test('made twice with one id are one, and other content is refused', async () => {
    const id = server.platform.ids.record();
    expect(await create({ id, text: 'a' })).toEqual(await create({ id, text: 'a' }));
    expect(await problemOf(create({ id, text: 'b' }))).toBe('already-exists');
  });

  test('come back when their deletion is taken back, one or several', async () => {
    const [a, b, c] = [await create({ text: 'a', pinned: true }), await create({ text: 'b' }), await create({ text: 'c' })];
    const { body } = await visitor.call(api.deleteNote, { params: { id: a.id }, query: { revision: 1 } });
    expect(await titles()).toEqual(['c', 'b']);
    await undo(body.undo);
    expect(await one(a.id)).toMatchObject({ text: 'a', pinned: true, createdAt: a.createdAt });
    const items = [b, c].map(({ id, revision }) => ({ id, revision }));
    const several = (await visitor.call(api.deleteNotes, { body: { items } })).body;
    expect(await titles()).toEqual(['a']);
    expect(await undo(several.undo)).toMatchObject([{ result: 'done' }, { result: 'done' }]);
    expect((await titles()).toSorted()).toEqual(['a', 'b', 'c']);
  });

  test('are deleted all or none: one that changed keeps the others', async () => {
    const [a, b] = [await create({ text: 'a' }), await create({ text: 'b' })];
    await patch(b.id, { revision: 1, pinned: true });
    const items = [a, b].map(({ id, revision }) => ({ id, revision }));
    expect(await problemOf(visitor.call(api.deleteNotes, { body: { items } }))).toBe('stale-revision');
    expect((await titles()).toSorted()).toEqual(['a', 'b']);
  });

  test('go with their application, its interviews and offers, and come back with it', async () => {
    const application = await apply();
    const applicationId = application.id;
    const interview = (await visitor.call(createInterview, { body: { applicationId, startsAt: '2026-11-25T14:00' } })).body;
    await create({ text: 'own', link: { kind: 'application', id: applicationId } });
    await create({ text: 'below', link: { kind: 'interview', id: interview.id } });
    await create({ text: 'free' });
    const inner = await visitor.call(deleteInterview, { params: { id: interview.id }, query: { revision: 1 } });
    expect((await titles()).toSorted()).toEqual(['free', 'own']);
    await undo(inner.body.undo);
    const outer = await visitor.call(deleteApplication, {
      params: { id: applicationId },
      query: { revision: application.revision },
    });
    expect(await titles()).toEqual(['free']);
    await undo(outer.body.undo);
    expect((await titles()).toSorted()).toEqual(['below', 'free', 'own']);
  });

  test('go with their contact and come back with them, beside what was said', async () => {
    const { id } = (await visitor.call(createContact, { body: { name: 'Leah Brandt' } })).body;
    await visitor.call(createInteraction, { body: { kind: 'call', contactIds: [id] } });
    const note = await create({ text: 'Likes tea', link: { kind: 'contact', id } });
    const { body } = await visitor.call(deleteContact, { params: { id }, query: { revision: 1 } });
    expect(body.interactions).toBe(1);
    expect(await titles()).toEqual([]);
    await undo(body.undo);
    expect(await one(note.id)).toMatchObject({ text: 'Likes tea', link: { kind: 'contact', id, title: 'Leah Brandt' } });
  });

  test('go with their company and come back with it; merged, they go to the other one and come back from there', async () => {
    const company = async (name: string) => (await visitor.call(createCompany, { body: { name } })).body.id;
    const [from, to] = [await company('Rook Logistics'), await company('Castle Group')];
    const note = await create({ text: 'Rook', link: { kind: 'company', id: from } });
    const gone = (await visitor.call(deleteCompany, { params: { id: from }, query: { revision: 1 } })).body;
    expect(await titles()).toEqual([]);
    await visitor.call(undoCompanyDeletion, { body: { undo: gone.undo } });
    expect((await one(note.id)).link).toMatchObject({ id: from, title: 'Rook Logistics' });
    const merged = (await visitor.call(deleteCompany, { params: { id: from }, query: { revision: 1, to } })).body;
    expect((await one(note.id)).link).toMatchObject({ id: to, title: 'Castle Group' });
    const stays = await create({ text: 'Castle', link: { kind: 'company', id: to } });
    await visitor.call(undoCompanyDeletion, { body: { undo: merged.undo } });
    expect([(await one(note.id)).link?.id, (await one(stays.id)).link?.id]).toEqual([from, to]);
  });

  test('are searched by every word, and are in the export of everything', async () => {
    const note = await create({ text: '# Research\n\nThey use quokkaware.' });
    await create({ text: 'Another' });
    const found = (await visitor.call(search, { query: { q: 'quokkaw' } })).body.items;
    expect(found).toMatchObject([{ kind: 'note', id: note.id, title: 'Research' }]);
    const everything = await (await visitor.call(exportEverything, {})).body.text();
    expect(everything).toContain('They use quokkaware.');
  });

  test('of someone else answer as absent ones', async () => {
    const { id } = await create({ text: 'mine' });
    const stranger = await join();
    expect(await problemOf(stranger.call(api.getNote, { params: { id } }))).toBe('not-found');
    expect(await problemOf(stranger.call(api.patchNote, { params: { id }, body: { revision: 1, text: 'x' } }))).toBe('not-found');
    expect(await problemOf(stranger.call(api.deleteNotes, { body: { items: [{ id, revision: 1 }] } }))).toBe('not-found');
    expect((await stranger.call(api.listNotes, {})).body.items).toEqual([]);
  });
});
