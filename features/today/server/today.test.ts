/** Today from the wire: a real server on both engines, every answer held against its contract. The clock stands at 21 November 2026, a Saturday. */
import { signUp } from '@sotto/features/account/api';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, moveApplication, patchApplication, type NewApplication } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { createContact, createInteraction } from '@sotto/features/contacts/api';
import { contactsFeature } from '@sotto/features/contacts/server';
import { listGroups, patchGroup } from '@sotto/features/groups/api';
import { groupsFeature } from '@sotto/features/groups/server';
import { createInterview, patchInterview } from '@sotto/features/interviews/api';
import { interviewsFeature } from '@sotto/features/interviews/server';
import { createOffer, patchOffer } from '@sotto/features/offers/api';
import { offersFeature } from '@sotto/features/offers/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import { settingsFeature } from '@sotto/features/settings/server';
import { listStages } from '@sotto/features/stages/api';
import { stagesFeature } from '@sotto/features/stages/server';
import { createTask, patchTask, type NewTask } from '@sotto/features/tasks/api';
import { tasksFeature } from '@sotto/features/tasks/server';
import { engines, startServer, uniqueName, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getToday } from '../api.ts';
import { todayFeature } from './index.ts';

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
  offersFeature,
  todayFeature,
];

describe.each(engines)('today on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  let stages: Readonly<Record<string, string>>;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    visitor = await newcomer(server);
    await visitor.call(patchSettings, { body: { revision: 1, zone: 'Europe/Berlin' } });
    const { items } = (await visitor.call(listStages, {})).body;
    stages = Object.fromEntries(items.map(({ id, name }) => [name, id]));
  });

  const today = async () => (await visitor.call(getToday, {})).body;
  const apply = async (stage: string, day: string, more: Partial<NewApplication> = {}) =>
    (
      await visitor.call(createApplication, {
        body: { company: uniqueName(), title: 'Data engineer', stageId: stages[stage]!, stageAt: day, ...more },
      })
    ).body;
  const interview = async (applicationId: string, startsAt: string) =>
    (await visitor.call(createInterview, { body: { applicationId, startsAt, people: ['Leah Brandt'] } })).body;
  const note = async (body: NewTask) => (await visitor.call(createTask, { body })).body;

  test('of a new account is empty, with its week', async () => {
    const told = await today();
    expect(told).toMatchObject({ date: '2026-11-21', empty: true, due: [], ending: [], quiet: [], interviews: [], next: null });
    expect(told.week.map(({ date }) => date)).toEqual([
      '2026-11-16',
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
      '2026-11-21',
      '2026-11-22',
    ]);
    expect(told.sent).toEqual({ applications: 0, target: null });
  });

  test('names what is due, late things first, and nothing that is put off or still to come', async () => {
    const { id } = await apply('Saved', '2026-11-20');
    await note({ title: 'Tomorrow', due: { on: '2026-11-22' } });
    await note({ title: 'Put off', due: { on: '2026-11-01' }, snoozedUntil: '2026-11-23' });
    await note({ title: 'Someday' });
    await note({ title: 'Today', due: { on: '2026-11-21' }, link: { kind: 'application', id } });
    await note({ title: 'At two', due: { on: '2026-11-21', time: '14:00', zone: 'Europe/Berlin' } });
    await note({ title: 'Late', due: { on: '2026-11-19' } });
    await visitor.call(patchApplication, {
      params: { id },
      body: { revision: 1, nextAction: { text: 'Send the portfolio', dueOn: '2026-11-21' } },
    });
    const { due, totals, next } = await today();
    expect(due.map(({ what, title, on }) => [what, title, on])).toEqual([
      ['task', 'Late', '2026-11-19'],
      ['task', 'At two', '2026-11-21'],
      ['task', 'Today', '2026-11-21'],
      ['next_action', 'Send the portfolio', '2026-11-21'],
    ]);
    expect(due[2]).toMatchObject({ application: { id, revision: 2, title: 'Data engineer' }, task: { revision: 1 } });
    expect([totals, next]).toEqual([{ due: 4, late: 1, ending: 0, quiet: 0 }, '2026-11-22']);
  });

  test('suggests to follow up a week after applying, at most twice, and puts it off when asked', async () => {
    const { id } = await apply('Applied', '2026-11-12');
    await apply('Applied', '2026-11-15');
    expect((await today()).due).toMatchObject([
      { what: 'follow_up', on: '2026-11-19', since: '2026-11-12', nudges: 0, application: { id } },
    ]);
    const link = { kind: 'application', id } as const;
    const put = await note({ title: 'Follow up', rule: 'follow_up', link, snoozedUntil: '2026-11-22' });
    expect((await today()).due).toEqual([]);
    await visitor.call(patchTask, { params: { id: put.id }, body: { revision: 1, snoozedUntil: '2026-11-21' } });
    expect((await today()).due).toMatchObject([{ on: '2026-11-21', task: { id: put.id, revision: 2 } }]);
    await visitor.call(patchTask, { params: { id: put.id }, body: { revision: 2, status: 'done' } });
    expect((await today()).due).toEqual([]);
  });

  test('suggests to give up after 30 days without a word, not to write once more, and lets one wait', async () => {
    const { id } = await apply('Applied', '2026-10-22');
    await apply('Applied', '2026-10-23');
    const told = await today();
    expect(told.quiet).toMatchObject([{ what: 'silence', since: '2026-10-22', days: 30, nudges: 0, application: { id } }]);
    expect(told.due.map(({ application }) => application?.id)).not.toContain(id);
    await note({ title: 'Keep waiting', rule: 'silence', link: { kind: 'application', id }, snoozedUntil: '2026-11-28' });
    expect((await today()).quiet).toEqual([]);
  });

  test('speaks of an application again when something happens after it was given up', async () => {
    const { id, revision } = await apply('Applied', '2026-10-01');
    await visitor.call(moveApplication, { params: { id }, body: { stageId: stages['No answer']!, revision } });
    expect((await today()).quiet).toEqual([]);
    await interview(id, '2026-11-24T10:00');
    expect((await today()).quiet).toMatchObject([
      { what: 'heard_again', application: { id, stage: { name: 'No answer' } }, back: { name: 'Applied' } },
    ]);
    await note({ title: 'Leave it', rule: 'silence', link: { kind: 'application', id }, snoozedUntil: '2026-11-28' });
    expect((await today()).quiet).toEqual([]);
  });

  test('an appointment breaks the silence, and is there on its day of the week', async () => {
    const { id } = await apply('Interview', '2026-10-22');
    expect((await today()).quiet).toHaveLength(1);
    const planned = await interview(id, '2026-11-22T14:00');
    const told = await today();
    expect(told.quiet).toEqual([]);
    expect(told.interviews).toMatchObject([
      { id: planned.id, start: '2026-11-22T13:00:00.000Z', round: 1, people: ['Leah Brandt'], application: { id } },
    ]);
    expect(told.week.at(-1)).toEqual({ date: '2026-11-22', marks: [stages['Interview']] });
    await visitor.call(patchInterview, { params: { id: planned.id }, body: { revision: 1, status: 'cancelled' } });
    expect((await today()).interviews).toEqual([]);
  });

  test('suggests thanks the day after an interview, once, and lets them lapse', async () => {
    const { id } = await apply('Interview', '2026-11-10');
    const held = await interview(id, '2026-11-20T10:00');
    await interview(id, '2026-11-12T10:00');
    expect((await today()).due).toMatchObject([
      { what: 'thank_you', on: '2026-11-21', people: ['Leah Brandt'], since: '2026-11-20', interview: { id: held.id } },
    ]);
    await visitor.call(patchInterview, { params: { id: held.id }, body: { revision: 1, thankYouSentOn: '2026-11-21' } });
    expect((await today()).due).toEqual([]);
  });

  test('takes a word of theirs for an event, one’s own for a follow-up, and names whom to write to', async () => {
    const { id } = await apply('Applied', '2026-10-22');
    const contact = (
      await visitor.call(createContact, {
        body: { name: 'Dana Okafor', emails: [{ email: 'dana@example.org' }], applicationIds: [id] },
      })
    ).body;
    const said = (on: string, direction: 'in' | 'out') =>
      visitor.call(createInteraction, {
        body: { kind: 'email', direction, at: on, contactIds: [contact.id], applicationId: id },
      });
    await said('2026-11-12', 'in');
    const told = await today();
    expect(told.quiet).toEqual([]);
    expect(told.due).toMatchObject([
      { what: 'follow_up', on: '2026-11-19', since: '2026-11-12', writeTo: { name: 'Dana Okafor', email: 'dana@example.org' } },
    ]);
    await said('2026-11-20', 'out');
    expect((await today()).due).toEqual([]);
  });

  test('tells of saved postings that close or lie about', async () => {
    const closing = await apply('Saved', '2026-11-20', { closesOn: '2026-11-24' });
    const lying = await apply('Saved', '2026-11-07');
    await apply('Saved', '2026-11-20', { closesOn: '2026-11-25' });
    const { ending, quiet } = await today();
    expect(ending).toMatchObject([{ on: '2026-11-24', days: 3, savedOn: '2026-11-20', application: { id: closing.id } }]);
    expect(quiet).toMatchObject([{ what: 'lying', days: 14, since: '2026-11-07', application: { id: lying.id } }]);
  });

  test('tells of an offer two days before it wants its answer, until there is one', async () => {
    const { id } = await apply('Offer', '2026-11-18');
    const offer = (
      await visitor.call(createOffer, { body: { applicationId: id, receivedOn: '2026-11-18', respondBy: '2026-11-23' } })
    ).body;
    expect((await today()).ending).toMatchObject([
      { what: 'respond_by', on: '2026-11-23', days: 2, savedOn: '2026-11-18', offer: { id: offer.id }, application: { id } },
    ]);
    const change = (body: object) => visitor.call(patchOffer, { params: { id: offer.id }, body: body as never });
    await change({ revision: 1, respondBy: '2026-11-24' });
    expect((await today()).ending).toEqual([]);
    await change({ revision: 2, respondBy: '2026-11-20' });
    expect((await today()).ending).toMatchObject([{ days: -1 }]);
    await change({ revision: 3, decision: 'accepted' });
    expect((await today()).ending).toEqual([]);
  });

  test('keeps to the rules of the person, and leaves groups alone that are not worked on', async () => {
    await apply('Applied', '2026-11-12');
    const { revision, rules } = (await visitor.call(getSettings, {})).body;
    const change = (more: object) => visitor.call(patchSettings, { body: { revision, rules: { ...rules, ...more } } });
    await change({ followUpAfterSubmittedDays: 10 });
    expect((await today()).due).toEqual([]);
    await visitor.call(patchSettings, { body: { revision: revision + 1, rules } });
    expect((await today()).due).toHaveLength(1);
    const [group] = (await visitor.call(listGroups, {})).body.items;
    await visitor.call(patchGroup, { params: { id: group!.id }, body: { revision: group!.revision, active: false } });
    expect((await today()).due).toEqual([]);
  });

  test('counts what was sent this week against the target, and names what happened since yesterday', async () => {
    const [group] = (await visitor.call(listGroups, {})).body.items;
    await visitor.call(patchGroup, { params: { id: group!.id }, body: { revision: 1, weeklyTarget: 8 } });
    await apply('Applied', '2026-11-16');
    await apply('Applied', '2026-11-15');
    const saved = (await visitor.call(createApplication, { body: { company: 'Merriwick', title: 'Editor' } })).body;
    const told = await today();
    expect(told.sent).toEqual({ applications: 1, target: 8 });
    expect(told.recent).toMatchObject([{ to: null, application: { id: saved.id, company: { name: 'Merriwick' } } }]);
  });

  test('is answered as unchanged until something changes or the day ends', async () => {
    const ask = async (etag?: string) => visitor.fetch('/api/v1/today', { headers: etag ? { 'if-none-match': etag } : {} });
    const etag = (await ask()).headers.get('etag')!;
    expect((await ask(etag)).status).toBe(304);
    await note({ title: 'New', due: { on: '2026-11-21' } });
    expect((await ask(etag)).status).toBe(200);
  });
});

test('today is another day after midnight in the person’s zone', async () => {
  await using server = await startServer({ features });
  const visitor = server.visitor();
  await visitor.call(signUp, { body: { email: 'late@example.org', password: 'wandering lilac otter' } });
  await visitor.call(patchSettings, { body: { revision: 1, zone: 'Pacific/Kiritimati' } });
  await visitor.call(createTask, { body: { title: 'Then', due: { on: '2026-11-22' } } });
  const before = (await visitor.call(getToday, {})).body;
  server.clock.advance(24 * 60 * 60_000);
  const after = (await visitor.call(getToday, {})).body;
  expect([before.due.length + after.due.length > 0, after.date > before.date]).toEqual([true, true]);
});
