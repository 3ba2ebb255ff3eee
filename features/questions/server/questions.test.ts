/** The question bank from the wire: a real server on both engines, every answer held against its contract. */
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { createInterview, deleteInterview, getInterview } from '@sotto/features/interviews/api';
import { interviewsFeature } from '@sotto/features/interviews/server';
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
import { questionsFeature } from './index.ts';

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
  searchFeature,
  transferFeature,
  questionsFeature,
];
const star = { situation: 'Two teams', task: 'One plan', action: 'Asked both', result: null };

describe.each(engines)('questions on %s', (engine) => {
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
  const create = async (more: Partial<api.NewQuestion> = {}) =>
    (await visitor.call(api.createQuestion, { body: { text: 'Why us?', ...more } })).body;
  const patch = async (id: string, body: api.QuestionPatch) =>
    (await visitor.call(api.patchQuestion, { params: { id }, body })).body;
  const one = async (id: string) => (await visitor.call(api.getQuestion, { params: { id } })).body;
  const list = async (query: object = {}) => (await visitor.call(api.listQuestions, { query })).body.items;
  const link = async (id: string, items: { id: string; role: 'asked' | 'to_ask' | null }[]) =>
    (await visitor.call(api.linkQuestions, { params: { id }, body: { items } })).body.items;
  async function plan(startsAt = '2026-11-25T14:00') {
    const applicationId = (await visitor.call(createApplication, { body: { company: 'Palisade Clinics', title: 'Analyst' } }))
      .body.id;
    const questions = ['Who is on call?'];
    return (await visitor.call(createInterview, { body: { applicationId, startsAt, questions } })).body;
  }

  test('need their words only, and keep every field there is', async () => {
    expect(await create()).toMatchObject({ kind: 'other', tags: [], answer: null, star: null, confidence: null, uses: [] });
    const everything: Partial<api.NewQuestion> = {
      kind: 'behavioural',
      tags: ['conflict'],
      answer: '**Short**',
      star,
      confidence: 4,
      practisedOn: '2026-11-20',
    };
    const made = await create(everything);
    expect(made).toMatchObject(everything);
    expect(await patch(made.id, { revision: 1, star: null, confidence: null })).toMatchObject({
      star: null,
      confidence: null,
      answer: '**Short**',
    });
    expect(await problemOf(patch(made.id, { revision: 2, confidence: 6 }))).toBe('invalid-input');
    expect(await list({ kind: 'behavioural' })).toHaveLength(1);
  });

  test('say where they were asked, latest first, one use per interview', async () => {
    const [early, late] = [await plan('2026-11-20T09:00'), await plan('2026-12-01T09:00')];
    const uses = [
      { interviewId: early.id, role: 'to_ask' },
      { interviewId: late.id, role: 'to_ask' },
      { interviewId: early.id, role: 'asked' },
    ] as const;
    const made = await create({ uses: [...uses] });
    expect(made.uses).toMatchObject([
      { interviewId: late.id, role: 'to_ask', startsAt: '2026-12-01T09:00' },
      { interviewId: early.id, role: 'asked', application: { title: 'Analyst', company: { name: 'Palisade Clinics' } } },
    ]);
    const absent = [{ interviewId: server.platform.ids.record(), role: 'asked' as const }];
    expect(await problemOf(patch(made.id, { revision: 1, uses: absent }))).toBe('invalid-input');
  });

  test('are linked to an interview many at once, and the questions typed there stay as they are', async () => {
    const { id } = await plan();
    const [a, b] = [await create(), await create({ text: 'What broke last?' })];
    const linked = await link(id, [
      { id: a.id, role: 'asked' },
      { id: b.id, role: 'to_ask' },
    ]);
    expect(linked.map(({ text, uses }) => [text, uses[0]?.role])).toEqual([
      ['Why us?', 'asked'],
      ['What broke last?', 'to_ask'],
    ]);
    expect(await list({ interviewId: id })).toEqual(linked);
    expect(await link(id, [{ id: a.id, role: null }])).toMatchObject([{ id: b.id }]);
    expect((await one(a.id)).uses).toEqual([]);
    expect((await visitor.call(getInterview, { params: { id } })).body.questions).toEqual(['Who is on call?']);
    expect(await problemOf(link(id, [{ id, role: 'asked' }]))).toBe('invalid-input');
    expect(await problemOf(link(a.id, [{ id: a.id, role: 'asked' }]))).toBe('not-found');
  });

  test('stay when an interview goes, without it, and name it again when it comes back', async () => {
    const { id } = await plan();
    const question = await create({ uses: [{ interviewId: id, role: 'asked' }] });
    const { undo } = (await visitor.call(deleteInterview, { params: { id }, query: { revision: 1 } })).body;
    expect((await one(question.id)).uses).toEqual([]);
    await visitor.call(undoChange, { body: { undo } });
    expect((await one(question.id)).uses).toMatchObject([{ interviewId: id, role: 'asked' }]);
  });

  test('that changed elsewhere are refused with what they are now', async () => {
    const { id } = await create();
    const now = await patch(id, { revision: 1, answer: 'Theirs' });
    expect((await refusalOf(patch(id, { revision: 1, answer: 'Mine' }))).body.current).toEqual(now);
  });

  test('come back when their deletion is taken back, one or several', async () => {
    const [a, b] = [await create({ star }), await create({ text: 'What broke last?' })];
    const single = (await visitor.call(api.deleteQuestion, { params: { id: a.id }, query: { revision: 1 } })).body;
    expect(await list()).toHaveLength(1);
    await visitor.call(undoChange, { body: { undo: single.undo } });
    expect(await one(a.id)).toMatchObject({ star });
    const items = [a, b].map(({ id, revision }) => ({ id, revision }));
    const several = (await visitor.call(api.deleteQuestions, { body: { items } })).body;
    expect(await list()).toEqual([]);
    await visitor.call(undoChange, { body: { undo: several.undo! } });
    expect(await list()).toHaveLength(2);
  });

  test('made twice with one id are one, and other content is refused', async () => {
    const id = server.platform.ids.record();
    expect(await create({ id })).toEqual(await create({ id }));
    expect(await problemOf(create({ id, text: 'Why not?' }))).toBe('already-exists');
  });

  test('are searched by question and answer, and are in the export of everything', async () => {
    const question = await create({ star: { ...star, result: 'Fewer quokkas' } });
    expect((await visitor.call(search, { query: { q: 'quokk' } })).body.items).toMatchObject([
      { kind: 'question', id: question.id, title: 'Why us?' },
    ]);
    const everything = await (await visitor.call(exportEverything, {})).body.text();
    expect(everything).toContain('Fewer quokkas');
  });

  test('of someone else answer as absent ones', async () => {
    const { id } = await create();
    const stranger = await join();
    expect(await problemOf(stranger.call(api.getQuestion, { params: { id } }))).toBe('not-found');
    expect(await problemOf(stranger.call(api.patchQuestion, { params: { id }, body: { revision: 1, text: 'x' } }))).toBe(
      'not-found',
    );
    expect((await stranger.call(api.listQuestions, {})).body.items).toEqual([]);
  });
});
