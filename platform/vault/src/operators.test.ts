import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AlreadyExists } from '@sotto/database';
import { describe, expect, test, vi } from 'vitest';
import { keyringSort } from './places.ts';
import { engines, makeSite, start } from './testing.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

describe.each(engines)('an operator on %s', (engine) => {
  test('is there after a restart and another root key, with the secret', async () => {
    await using site = await makeSite(engine);
    const first = await site.open();
    const secret = randomBytes(20);
    const id = await first.vault.addOperator({ name: 'Marlene', secret, lastStep: 7 });
    await first.vault.rotateRoot();
    await first.close();
    await using opened = await site.open();
    expect(await opened.vault.operators()).toEqual([{ id, name: 'Marlene', createdAt: start, secret, lastStep: 7 }]);
  });

  test('of one name there is one, also when ten are added at once', async () => {
    await using site = await makeSite(engine);
    await using opened = await site.open();
    const adding = ['Marlene', 'MARLENE', 'marlene', 'Marlene', 'Marlene'].map((name) =>
      opened.vault.addOperator({ name, secret: randomBytes(20), lastStep: 0 }),
    );
    const outcomes = await Promise.allSettled(adding);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(AlreadyExists);
    expect(await opened.vault.operators()).toHaveLength(1);
    await opened.vault.addOperator({ name: 'Tove', secret: randomBytes(20), lastStep: 0 });
    expect(await opened.vault.operators()).toHaveLength(2);
  });

  test('shows the code of a time step once, whoever asks at the same moment', async () => {
    await using site = await makeSite(engine);
    await using one = await site.open({ alone: false });
    await using two = await site.open({ alone: false });
    const id = await one.vault.addOperator({ name: 'Marlene', secret: randomBytes(20), lastStep: 100 });
    for (const step of [101, 102, 105]) {
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 ? one : two).vault.takeOperatorStep(id, step)),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
    }
    expect(await one.vault.takeOperatorStep(id, 104)).toBe(false);
    expect(await one.vault.takeOperatorStep('nobody', 200)).toBe(false);
  });
});

test('an operator’s name and secret lie nowhere in the clear', async () => {
  await using site = await makeSite('sqlite', { mirrors: 1 });
  const first = await site.open();
  const secret = randomBytes(20);
  const id = await first.vault.addOperator({ name: 'canary-Marlene', secret, lastStep: 0 });
  await first.close();
  const folders = [site.places.keysFolder, ...(site.places.keyringMirrors ?? [])];
  const files = Buffer.concat(folders.map((folder) => readFileSync(join(folder, keyringSort.file))));
  const found = [id, 'canary', secret, secret.toString('base64')].map((wanted) => files.indexOf(wanted) >= 0);
  expect(found).toEqual([true, false, false, false]);
});
