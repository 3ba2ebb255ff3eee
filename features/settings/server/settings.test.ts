/** Settings from the wire: a real server on both engines, every answer held against its contract. */
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { engines, problemOf, refusalOf, startServer, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { settingsFeature } from './index.ts';

const features = [accountFeature, privacyFeature, policyFeature, settingsFeature];

describe.each(engines)('settings on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    visitor = await newcomer(server);
  });
  const patch = async (body: api.SettingsPatch) => (await visitor.call(api.patchSettings, { body })).body;

  test('begin with the defaults of the product', async () => {
    expect((await visitor.call(api.getSettings, {})).body).toMatchObject({
      zone: 'UTC',
      theme: 'system',
      weekStart: 'monday',
      mailDetail: 'least',
      rules: { followUpAfterSubmittedDays: 7, silentAfterSubmittedDays: 30, mostNudges: 2 },
      revision: 1,
    });
  });

  test('keep what is changed and leave the rest', async () => {
    expect(await patch({ revision: 1, zone: 'Europe/Berlin', currency: 'chf' })).toMatchObject({
      zone: 'Europe/Berlin',
      currency: 'CHF',
      theme: 'system',
      revision: 2,
    });
    expect(await patch({ revision: 2, theme: 'dark' })).toMatchObject({ zone: 'Europe/Berlin', theme: 'dark', revision: 3 });
  });

  test('that changed elsewhere are refused with what they are now', async () => {
    const now = await patch({ revision: 1, theme: 'dark' });
    const refused = await refusalOf(patch({ revision: 1, theme: 'light' }));
    expect(refused.problem).toBe('stale-revision');
    expect(refused.body.current).toEqual(now);
  });

  test.for([
    { zone: 'Mars/Olympus' },
    { theme: 'pink' },
    { currency: 'EURO' },
    { locale: 'not a locale' },
    { locale: 'en-x' },
    { colour: 'blue' },
  ])('refuse %j', async (wrong) => {
    expect(await problemOf(patch({ revision: 1, ...wrong } as never))).toBe('invalid-input');
  });
});
