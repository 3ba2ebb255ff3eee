/** What everybody may read of demands: numbers, and none of a case whose person must not be told yet. */
import type { UserId } from '@sotto/domain';
import { accountFeature } from '@sotto/features/account/server';
import { noticesFeature } from '@sotto/features/notices/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { day, startServer } from '@sotto/testing';
import { expect, test } from 'vitest';
import { countLegalDemands } from '../api.ts';
import { type Demand, countDemands } from './demands.ts';
import { legalFeature } from './index.ts';

test('everybody sees a demand counted only once its person may be told of it; the operator sees all', async () => {
  await using server = await startServer({ features: [accountFeature, privacyFeature, noticesFeature, legalFeature] });
  const { platform, clock } = server;
  const published = async () => (await server.visitor().call(countLegalDemands, {})).body.items;
  const counted = () => countDemands(platform.vault, clock.now());
  const [ada, bela] = [platform.ids.user(), platform.ids.user()];
  const aCase = (userId: UserId, more: Partial<Demand>) => {
    const demand = {
      reference: '26 CVS 7',
      jurisdiction: 'US-NC',
      userId,
      fields: ['groups.name'],
      quietUntil: null,
      package: null,
    };
    return platform.vault.cases.open('legal', { by: 'tove', content: { ...demand, ...more } });
  };
  const left = { at: clock.now(), by: 'tove', counts: { 'groups.name': 1 } };
  const year = new Date(clock.now()).getUTCFullYear();
  const quietUntil = clock.now() + 3 * day;
  await aCase(ada, { package: left, quietUntil });
  await aCase(ada, { quietUntil });
  expect(await published()).toEqual([]);
  expect(await counted()).toEqual([{ year, demands: 2, packages: 1, people: 1, withoutPackage: 0, notToldYet: 1 }]);
  // The control: of someone who may be told it is counted at once, and of her on the day.
  await aCase(bela, { package: left });
  expect(await published()).toEqual([{ year, demands: 1, packages: 1, people: 1, withoutPackage: 0 }]);
  clock.advance(3 * day - 1);
  expect(await published()).toMatchObject([{ demands: 1, packages: 1, people: 1 }]);
  clock.advance(1);
  expect(await published()).toEqual([{ year, demands: 3, packages: 2, people: 2, withoutPackage: 0 }]);
  expect(await counted()).toMatchObject([{ demands: 3, packages: 2, notToldYet: 0 }]);
});
