/** Interviews from the wire: a real server on both engines, every answer held against its contract. */
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, deleteApplication, undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { createContact, deleteContact } from '@sotto/features/contacts/api';
import { contactsFeature } from '@sotto/features/contacts/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { patchSettings } from '@sotto/features/settings/api';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { createTask, listTasks } from '@sotto/features/tasks/api';
import { tasksFeature } from '@sotto/features/tasks/server';
import { engines, problemOf, refusalOf, startServer, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { interviewsFeature } from './index.ts';

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
  tasksFeature,
];

describe.each(engines)('interviews on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  let applicationId: string;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    visitor = await join();
    applicationId = await apply();
  });

  async function join(): Promise<Visitor> {
    const someone = await newcomer(server);
    await someone.call(patchSettings, { body: { revision: 1, zone: 'Europe/Berlin' } });
    return someone;
  }
  const apply = async () =>
    (await visitor.call(createApplication, { body: { company: 'Palisade Clinics', title: 'Data engineer' } })).body.id;
  const plan = async (more: Partial<api.NewInterview> = {}) =>
    (await visitor.call(api.createInterview, { body: { applicationId, startsAt: '2026-11-25T14:00', ...more } })).body;
  const patch = async (id: string, body: api.InterviewPatch) =>
    (await visitor.call(api.patchInterview, { params: { id }, body })).body;
  const list = async (query: object = {}) => (await visitor.call(api.listInterviews, { query })).body.items;

  test('need only a time: an hour by video in the person’s zone, one round after another', async () => {
    expect(await plan()).toMatchObject({
      application: { id: applicationId, title: 'Data engineer', company: { name: 'Palisade Clinics' } },
      round: 1,
      kind: 'video',
      status: 'planned',
      startsAt: '2026-11-25T14:00',
      endsAt: null,
      zone: 'Europe/Berlin',
      start: '2026-11-25T13:00:00.000Z',
      end: '2026-11-25T14:00:00.000Z',
      contacts: [],
    });
    expect((await plan()).round).toBe(2);
  });

  test('keep the time that was agreed when the person moves to another zone, and on both sides of a change of clocks', async () => {
    const zone = 'America/New_York';
    const before = await plan({ startsAt: '2026-10-31T14:00', zone });
    const after = await plan({ startsAt: '2026-11-01T14:00', zone });
    await visitor.call(patchSettings, { body: { revision: 2, zone: 'Asia/Tokyo' } });
    const [first, second] = await list();
    expect([first?.startsAt, second?.startsAt]).toEqual([before.startsAt, after.startsAt]);
    expect([first?.start, second?.start]).toEqual(['2026-10-31T18:00:00.000Z', '2026-11-01T19:00:00.000Z']);
  });

  test('keep people, list, questions and notes, and are changed part by part', async () => {
    const interview = await plan({
      people: ['Leah Brandt'],
      prep: [{ text: 'Reread the water project notes', done: false }],
      questions: ['Who keeps the tests green?'],
      link: 'https://meet.example/abc',
    });
    const changed = await patch(interview.id, {
      revision: 1,
      prep: [{ text: 'Reread the water project notes', done: true }],
      status: 'done',
      feedback: 'Calm and friendly.',
    });
    expect(changed).toMatchObject({
      revision: 2,
      people: ['Leah Brandt'],
      questions: ['Who keeps the tests green?'],
      prep: [{ done: true }],
      status: 'done',
      feedback: 'Calm and friendly.',
    });
  });

  test('name their contacts, and leave out those that are gone', async () => {
    const [leah, ravi] = [
      (await visitor.call(createContact, { body: { name: 'Leah Brandt' } })).body,
      (await visitor.call(createContact, { body: { name: 'Ravi Menon' } })).body,
    ];
    const interview = await plan({ contactIds: [ravi.id, leah.id] });
    expect(interview.contacts.map(({ name }) => name)).toEqual(['Ravi Menon', 'Leah Brandt']);
    await visitor.call(deleteContact, { params: { id: ravi.id }, query: { revision: 1 } });
    expect((await list())[0]).toMatchObject({ contactIds: [ravi.id, leah.id], contacts: [{ name: 'Leah Brandt' }] });
  });

  test('are listed by time, by application and by the person’s days', async () => {
    const late = await plan({ startsAt: '2026-11-25T23:30', zone: 'America/New_York' });
    const early = await plan({ startsAt: '2026-11-24T09:00' });
    const elsewhere = (await visitor.call(createApplication, { body: { company: 'Acme', title: 'Analyst' } })).body.id;
    await plan({ applicationId: elsewhere, startsAt: '2026-11-24T11:00' });
    expect((await list({ applicationId })).map(({ id }) => id)).toEqual([early.id, late.id]);
    // Half past eleven at night in New York is the next day in Berlin.
    expect((await list({ from: '2026-11-26', to: '2026-11-26' })).map(({ id }) => id)).toEqual([late.id]);
  });

  test('that end before they begin, or belong to nothing, are refused', async () => {
    expect(await problemOf(plan({ endsAt: '2026-11-25T13:59' }))).toBe('invalid-input');
    expect(await problemOf(plan({ zone: 'Mars/Olympus' }))).toBe('invalid-input');
    expect(await problemOf(plan({ applicationId: server.platform.ids.record() }))).toBe('invalid-input');
    const { id } = await plan({ endsAt: '2026-11-25T15:00' });
    expect(await problemOf(patch(id, { revision: 1, startsAt: '2026-11-25T15:00' }))).toBe('invalid-input');
  });

  test('that changed elsewhere are refused with what they are now', async () => {
    const { id } = await plan();
    const now = await patch(id, { revision: 1, notes: 'x' });
    expect((await refusalOf(patch(id, { revision: 1, notes: 'y' }))).body.current).toEqual(now);
  });

  test('made twice with one id are one, and other content is refused', async () => {
    const id = server.platform.ids.record();
    expect(await plan({ id })).toEqual(await plan({ id }));
    expect(await problemOf(plan({ id, round: 7 }))).toBe('already-exists');
  });

  test('come back with their tasks when their deletion is taken back', async () => {
    const interview = await plan({ notes: 'no whiteboard' });
    await visitor.call(createTask, { body: { title: 'Reread', link: { kind: 'interview', id: interview.id } } });
    const { undo } = (await visitor.call(api.deleteInterview, { params: { id: interview.id }, query: { revision: 1 } })).body;
    expect([await list(), (await visitor.call(listTasks, {})).body.items]).toEqual([[], []]);
    await visitor.call(undoChange, { body: { undo } });
    expect(await list()).toMatchObject([{ id: interview.id, notes: 'no whiteboard' }]);
    expect((await visitor.call(listTasks, {})).body.items).toMatchObject([{ title: 'Reread', link: { kind: 'interview' } }]);
  });

  test('go with their application, come back with it, and stay gone without it', async () => {
    const interview = await plan();
    const gone = (await visitor.call(api.deleteInterview, { params: { id: interview.id }, query: { revision: 1 } })).body.undo;
    const kept = await plan();
    const { undo } = (await visitor.call(deleteApplication, { params: { id: applicationId }, query: { revision: 1 } })).body;
    expect(await list()).toEqual([]);
    expect((await visitor.call(undoChange, { body: { undo: gone } })).body.items).toMatchObject([{ result: 'conflict' }]);
    await visitor.call(undoChange, { body: { undo } });
    expect((await list()).map(({ id }) => id)).toEqual([kept.id]);
  });

  test('of someone else answer as absent ones', async () => {
    const { id } = await plan();
    const stranger = await join();
    expect(await problemOf(stranger.call(api.getInterview, { params: { id } }))).toBe('not-found');
    expect(await problemOf(stranger.call(api.deleteInterview, { params: { id }, query: { revision: 1 } }))).toBe('not-found');
    expect(await problemOf(stranger.call(api.createInterview, { body: { applicationId, startsAt: '2026-11-25T14:00' } }))).toBe(
      'invalid-input',
    );
  });
});
