import type { Database, SottoTables } from '@sotto/database';
import { engines } from '@sotto/database/testing';
import { firstGroup, GroupKind, TextKind } from '@sotto/domain';
import { silentLog } from '@sotto/log';
import { KeyShredded, type Vault } from '@sotto/vault';
import { makeOpening } from '@sotto/vault/opening';
import { makeSite } from '@sotto/vault/testing';
import { describe, expect, test } from 'vitest';
import { createWorkspaces } from './index.ts';
import { ids } from './testing.ts';

const group = (name: string) => ({ ...firstGroup('2026-11-21'), name });

describe.each(engines)('workspaces of two processes over one real vault on %s', (engine) => {
  const processOver = ({ database, vault }: { database: Database<SottoTables>; vault: Vault }) => {
    const workspaces = createWorkspaces({ database, vault, kinds: [GroupKind, TextKind], now: () => 1, log: silentLog });
    return { database, vault, workspaces };
  };

  test('see each other’s changes, the emptying of all data, and the end of the account', async () => {
    await using site = await makeSite(engine);
    await using first = await site.open({ alone: false });
    await using second = await site.open({ alone: false });
    const [one, other] = [processOver(first), processOver(second)];
    const userId = ids.user();
    const by = makeOpening(userId, 'user', 'track');
    const beginning = (name: string) => (sealers: Parameters<typeof one.workspaces.initialRows>[0]) =>
      one.workspaces.initialRows(sealers, [{ kind: GroupKind, id: ids.record(), content: group(name) }]);
    const names = async ({ workspaces }: typeof one) =>
      (await workspaces.read(by)).all(GroupKind).map(({ content }) => content.name);
    const add = ({ workspaces }: typeof one, name: string) =>
      workspaces.change(by, (_, draft) => draft.create(GroupKind, { id: ids.record(), content: group(name) }));

    await one.vault.createUser({ userId, email: 'someone@example.org', confirmed: true }, beginning('My search'));
    await add(one, 'From one');
    await add(other, 'From the other');
    for (const each of [one, other]) expect(await names(each)).toEqual(['My search', 'From one', 'From the other']);

    await one.vault.eraseData(userId, beginning('My search, anew'));
    for (const each of [other, one]) expect(await names(each)).toEqual(['My search, anew']);
    await add(other, 'After');
    expect(await names(one)).toEqual(['My search, anew', 'After']);

    await one.vault.eraseAccount(userId);
    await expect(names(other)).rejects.toThrow(KeyShredded);
    await expect(add(other, 'Too late')).rejects.toThrow(KeyShredded);
    await expect(names(one)).rejects.toThrow(KeyShredded);
    const { build } = one.database;
    for (const table of ['record', 'gone', 'workspace'] as const)
      expect(await one.database.rows(build.selectFrom(table).select('user_id').where('user_id', '=', userId))).toEqual([]);
  });

  test('write nothing beside the records of someone whom the other has erased, though their keys are still at hand', async () => {
    await using site = await makeSite(engine);
    await using first = await site.open({ alone: false });
    await using second = await site.open({ alone: false });
    const [one, other] = [processOver(first), processOver(second)];
    const userId = ids.user();
    await one.vault.createUser({ userId, email: `${userId}@example.org`, confirmed: true }, () => []);
    const { account } = await other.vault.sealers(userId);
    const { build } = other.database;
    const deed = (position: number) => {
      const sealed = account.seal({ table: 'activity', id: String(position), revision: 0 }, Buffer.from('deed'));
      const row = { user_id: userId, position, at: 1, key_id: account.keyId, sealed };
      return { query: build.insertInto('activity').values(row), rows: 1 };
    };
    const deeds = () => one.database.rows(build.selectFrom('activity').select('position').where('user_id', '=', userId));
    await other.workspaces.writeBeside(userId, [deed(1)]);
    expect(await deeds()).toHaveLength(1);
    await one.vault.eraseAccount(userId);
    expect((await other.vault.sealers(userId)).account.keyId).toBe(account.keyId);
    await expect(other.workspaces.writeBeside(userId, [deed(2)])).rejects.toThrow(KeyShredded);
    expect(await deeds()).toEqual([]);
  });
});
