/** Offers from the wire: a real server on both engines, every answer held against its contract. */
import { dateOf } from '@sotto/domain';
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, deleteApplication, undoChange } from '@sotto/features/applications/api';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { search } from '@sotto/features/search/api';
import { searchFeature } from '@sotto/features/search/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { engines, problemOf, refusalOf, startServer, uniqueName, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { offersFeature } from './index.ts';

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
  offersFeature,
];

describe.each(engines)('offers on %s', (engine) => {
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
  const apply = async (company = uniqueName()) =>
    (await visitor.call(createApplication, { body: { company, title: 'Analyst' } })).body;
  const offer = async (body: api.NewOffer) => (await visitor.call(api.createOffer, { body })).body;
  const offersOf = async (applicationId: string) => (await visitor.call(api.listOffers, { query: { applicationId } })).body.items;

  test('keep every field there is, from the day they came', async () => {
    const { id, company } = await apply('Palisade');
    const said = {
      respondBy: '2026-12-01',
      startOn: '2027-01-04',
      pay: { kind: 'exact', min: 6_800_000, currency: 'EUR', period: 'year' },
      leaveDays: 27.5,
      remoteDays: 3,
      commuteMinutes: 35,
      benefits: 'A bicycle',
      notes: 'Asked for time to think.',
      scores: { pay: 4, people: 5 },
    } as const;
    const made = await offer({ applicationId: id, ...said });
    expect(made).toMatchObject({ ...said, receivedOn: dateOf(server.clock.now(), 'UTC'), decision: null, revision: 1 });
    expect(made.application).toMatchObject({ id, title: 'Analyst', company: { id: company.id, name: 'Palisade' } });
    const patched = await visitor.call(api.patchOffer, {
      params: { id: made.id },
      body: { revision: 1, decision: 'declined', benefits: null, scores: { pay: null, growth: 2 } },
    });
    expect(patched.body).toMatchObject({ decision: 'declined', benefits: null, notes: said.notes });
    expect(patched.body.scores).toEqual({ people: 5, growth: 2 });
    expect((await visitor.call(api.getOffer, { params: { id: made.id } })).body).toEqual(patched.body);
  });

  test('come latest first', async () => {
    const { id } = await apply();
    const [first, last] = [
      await offer({ applicationId: id, receivedOn: '2026-03-01' }),
      await offer({ applicationId: id, receivedOn: '2026-04-01' }),
    ];
    expect((await offersOf(id)).map((one) => one.id)).toEqual([last.id, first.id]);
  });

  test('go with their application and come back with it', async () => {
    const { id } = await apply();
    const made = await offer({ applicationId: id });
    const { undo } = (await visitor.call(deleteApplication, { params: { id }, query: { revision: 1 } })).body;
    expect(await problemOf(visitor.call(api.getOffer, { params: { id: made.id } }))).toBe('not-found');
    await visitor.call(undoChange, { body: { undo } });
    expect(await offersOf(id)).toEqual([made]);
  });

  test('are deleted, and come back by undo', async () => {
    const { id } = await apply();
    const made = await offer({ applicationId: id, notes: 'n' });
    const { undo } = (await visitor.call(api.deleteOffer, { params: { id: made.id }, query: { revision: 1 } })).body;
    expect(await offersOf(id)).toEqual([]);
    await visitor.call(undoChange, { body: { undo } });
    expect(await offersOf(id)).toMatchObject([{ id: made.id, notes: 'n' }]);
  });

  test('are found by what is noted of them', async () => {
    const { id } = await apply('Nettle');
    const made = await offer({ applicationId: id, benefits: 'A sabbatical after xylophone years' });
    const { items } = (await visitor.call(search, { query: { q: 'xylophone' } })).body;
    expect(items).toMatchObject([
      { kind: 'offer', id: made.id, title: 'Analyst', detail: 'Nettle', matches: [{ field: 'benefits' }] },
    ]);
  });

  test('are refused upside down, for no application, and by an older view', async () => {
    const { id } = await apply();
    const pay = { kind: 'range', min: 2, max: 1, currency: 'EUR' } as const;
    expect(await problemOf(offer({ applicationId: id, pay }))).toBe('invalid-input');
    expect(await problemOf(offer({ applicationId: server.platform.ids.record() }))).toBe('invalid-input');
    const made = await offer({ applicationId: id });
    const patch = (notes: string) => visitor.call(api.patchOffer, { params: { id: made.id }, body: { revision: 1, notes } });
    await patch('mine');
    expect((await refusalOf(patch('older'))).body).toMatchObject({ current: { notes: 'mine', revision: 2 } });
  });

  test('of someone else answer as absent ones', async () => {
    const made = await offer({ applicationId: (await apply()).id });
    const stranger = await join();
    expect(await problemOf(stranger.call(api.getOffer, { params: { id: made.id } }))).toBe('not-found');
    expect(await problemOf(stranger.call(api.createOffer, { body: { applicationId: made.application.id } }))).toBe(
      'invalid-input',
    );
    expect((await stranger.call(api.listOffers, { query: {} })).body.items).toEqual([]);
  });
});
