/** All that is held is counted: what someone types stands in "What we hold" under its kind, and in nobody else's. */
import { createApplication } from '@sotto/features/applications/api';
import { createGroup } from '@sotto/features/groups/api';
import { getInventory } from '@sotto/features/privacy/api';
import { features } from '@sotto/server';
import { startServer, type Visitor } from '@sotto/testing';
import { expect, test } from 'vitest';
import { join } from './testing/people.ts';

async function countsOf(visitor: Visitor): Promise<Record<string, number>> {
  const { items } = (await visitor.call(getInventory, {})).body;
  return Object.fromEntries(items.map(({ name, count }) => [name, count]));
}

test('what someone types is counted under its kind, and nobody else’s with it', async ({ annotate }) => {
  await using server = await startServer({ features });
  const ada = await join(server);
  const other = await join(server);
  const before = await countsOf(ada.visitor);
  const body = { company: 'Kestrel Freight', title: 'Analyst', notes: 'n'.repeat(4_000), url: 'https://jobs.example/1' };
  await ada.visitor.call(createApplication, { body });
  await ada.visitor.call(createApplication, { body: { company: 'Orchard', title: 'Baker' } });
  await ada.visitor.call(createGroup, { body: { name: 'Spring' } });
  const after = await countsOf(ada.visitor);
  const grown = Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]));
  expect(grown).toMatchObject({ application: 2, company: 2, group: 1, text: 1 });
  expect(await countsOf(other.visitor)).toMatchObject({ application: 0, company: 0 });
  const kinds = Object.values(after).filter((count) => count > 0).length;
  await annotate(`${kinds} of ${Object.keys(after).length} kinds of things held after three acts, each counted`);
});
