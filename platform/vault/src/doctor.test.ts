import { describe, expect, test, vi } from 'vitest';
import { day, engines, makeSite, signUp, type Opened, type Site } from './testing.ts';
import { sealsToWarn } from './sealer.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

async function during<Result>(site: Site, work: (opened: Opened) => Promise<Result>): Promise<Result> {
  await using opened = await site.open();
  return await work(opened);
}

describe.each(engines)('doctor on %s', (engine) => {
  test('asks for mirrors, for other disks and for the recovery sheet, and is content with what it was given', async () => {
    await using bare = await makeSite(engine);
    const said = await during(bare, ({ vault }) => vault.doctor());
    expect(said.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'warning']);
    expect(said.map(({ sentence }) => /has no mirror|No recovery sheet/.test(sentence))).toEqual([true, true, true]);

    await using site = await makeSite(engine, { mirrors: 1 });
    await during(site, async ({ vault }) => {
      expect(await vault.secretsSheet()).toMatch(/SOTTO RECOVERY SHEET/);
      const left = await vault.doctor();
      // In a test everything lies on one disk.
      expect(left.every(({ sentence }) => sentence.includes('same disk'))).toBe(true);
      await vault.rotateRoot();
      expect((await vault.doctor()).some(({ sentence }) => sentence.includes('No recovery sheet'))).toBe(true);
    });
  });

  test('alarms when the epoch key is old, and is quiet after a rotation', async () => {
    await using site = await makeSite(engine);
    await using opened = await site.open();
    const alarms = async () =>
      (await opened.vault.doctor()).filter(({ severity }) => severity === 'alarm').map(({ sentence }) => sentence);
    site.clock += 7 * day;
    expect(await alarms()).toEqual([]);
    site.clock += 2 * day;
    expect(await alarms()).toEqual([expect.stringContaining('replaced every week')]);
    await opened.vault.rotateEpoch();
    expect(await alarms()).toEqual([]);
  });

  test('alarms when the operator log was edited or cut short, also together with its head', async () => {
    await using site = await makeSite(engine);
    await during(site, async ({ vault }) => {
      for (const command of ['doctor', 'mail show', 'user release']) await vault.logOperator({ actor: 'system', command });
      expect((await vault.doctor()).filter(({ severity }) => severity === 'alarm')).toEqual([]);
    });
    const [whole, epochs] = [await site.copy('keyring'), await site.copy('epochs')];
    const log = whole.get('operator_log') ?? [];
    const [meta] = whole.get('meta') ?? [];
    const changes: readonly (readonly [string, readonly Record<string, unknown>[]])[][] = [
      [['operator_log', log.map((row) => Object.assign({}, row, { command: 'nothing' }))]],
      [['operator_log', log.slice(0, 2)]],
      [
        ['operator_log', []],
        ['meta', [{ ...meta, log_head: null }]],
      ],
    ];
    for (const changed of changes) {
      await site.putBack('keyring', new Map([...whole, ...changed]));
      await site.putBack('epochs', epochs);
      const alarms = (await during(site, ({ vault }) => vault.doctor())).filter(({ severity }) => severity === 'alarm');
      expect(alarms.map(({ sentence }) => sentence)).toContainEqual(expect.stringContaining('operator log'));
    }
  });
});

test('seals are counted per key over restarts, and a worn key is named', async () => {
  await using site = await makeSite('sqlite');
  const anna = await during(site, async (opened) => {
    const person = await signUp(opened);
    const { data } = await opened.vault.sealers(person.userId);
    for (let seals = 0; seals < 5; seals++) data.seal({ table: 'record:2', id: 'any', revision: 1 }, Buffer.from('once'));
    return person;
  });
  const sealsOf = async () =>
    ((await site.copy('keyring')).get('user_key') ?? []).find(
      (row) => row['user_id'] === anna.userId && row['purpose'] === 'data',
    )?.['seals'];
  expect(await sealsOf()).toBe(5);
  await during(site, async ({ vault }) => {
    const { data } = await vault.sealers(anna.userId);
    data.seal({ table: 'record:2', id: 'any', revision: 1 }, Buffer.from('once'));
    await vault.rotateEpoch();
  });
  expect(await sealsOf()).toBe(6);
  await site.within('keyring', async (store) => {
    await store.write([
      { query: store.build.updateTable('user_key').set({ seals: sealsToWarn }).where('purpose', '=', 'data'), rows: 1 },
    ]);
  });
  const said = await during(site, ({ vault }) => vault.doctor());
  expect(said.map(({ sentence }) => sentence)).toContainEqual(
    expect.stringContaining(`The data key of person ${anna.userId} has sealed very often`),
  );
});
