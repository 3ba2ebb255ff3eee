/** All that is held is named, and all that is named is in the export: by the inventory, so that nothing is forgotten. */
import { type Column, inventory, type OwnedTableName, ownedTables, type Table } from '@sotto/database';
import { makeAccessKey } from '@sotto/features/account/api';
import { newcomer } from '@sotto/features/account/testing';
import { exportEverything } from '@sotto/features/transfer/api';
import { features } from '@sotto/server';
import { keyringInventory } from '@sotto/vault';
import { engines, startServer, type Visitor } from '@sotto/testing';
import { describe, expect, test } from 'vitest';
import { getInventory, type HeldItem } from '../api.ts';

/** Where the export gives what is sealed in a table, opened; or why it does not. */
const sealedIn: Readonly<Partial<Record<OwnedTableName, string>>> = {
  record: 'a list of each kind',
  chunk: 'files',
  activity: 'activity',
  credential: 'account: email, passkeys, identities',
  session: 'account.sessions',
  access_key: 'account.accessKeys',
  calendar_feed: 'account.calendarFeeds',
  outbox: 'account.mails, as subject lines: the letter itself comes by mail',
  sent_mail: 'account.mails',
  notice: 'account.notices',
  disclosure: 'account.disclosures',
  support_entry: 'account.help',
  ticket: 'a secret: whoever had it could confirm in your place',
  totp: 'a secret: whoever had it could make your codes',
  reminder_mail: 'a secret: whoever had it could end your reminders',
};

/** Columns that are in no export: whose row it is, which key seals it, and digests of secrets, which tell nothing and open something. */
const isLeftOut = (column: string): boolean => column === 'user_id' || column.endsWith('key_id') || column.endsWith('_hash');

/** Records stand there kind by kind, under a heading of their own; a kind may be called as a table is. */
function isOf(table: OwnedTableName, { name, heading }: Pick<HeldItem, 'name' | 'heading'>): boolean {
  if (table === 'record') return heading === 'records';
  return name === table && (heading !== 'records' || table === 'chunk');
}

const columnsOf = (table: OwnedTableName): Readonly<Record<string, Column>> => inventory[table].columns;

async function heldBy(visitor: Visitor): Promise<readonly HeldItem[]> {
  return (await visitor.call(getInventory, {})).body.items;
}

describe.each(engines)('what is held, on %s', (engine) => {
  test('is named column by column, and a planted table stands there without an edit', async () => {
    await using server = await startServer({ features, engine });
    const visitor = await newcomer(server);
    const { write, build } = server.platform.database;
    const planted: Table = {
      owner: 'user_id',
      key: null,
      purpose: 'Whether you like owls.',
      retention: 'one year',
      columns: {
        user_id: { purpose: 'whose row it is', isSealed: false },
        owl: { purpose: 'which owl', isSealed: false },
      },
    };
    await write([
      { query: build.schema.createTable('owl_liking').addColumn('user_id', 'text').addColumn('owl', 'text'), rows: null },
    ]);
    const tables = ownedTables as OwnedTableName[];
    tables.push('owl_liking' as OwnedTableName);
    Object.assign(inventory, { owl_liking: planted });
    try {
      const items = await heldBy(visitor);
      for (const table of ownedTables) {
        const told = items.find(({ name, heading }) => isOf(table, { name, heading }));
        const said = [...(told?.sealed ?? []), ...(told?.readable ?? [])];
        expect(said.toSorted(), `of ${table}`).toEqual(
          Object.values(columnsOf(table))
            .map(({ purpose }) => purpose)
            .toSorted(),
        );
      }
      expect(items.find(({ name }) => name === 'owl_liking')).toMatchObject({
        title: 'Owl liking',
        heading: 'working',
        purpose: 'Whether you like owls',
        until: 'One year',
        readable: ['whose row it is', 'which owl'],
        count: 0,
      });
      const inKeyring = items.filter(({ lies }) => lies === 'keyring').map(({ name }) => name);
      expect(inKeyring).toEqual(Object.keys(keyringInventory));
      const plurals = server.platform.workspaces.kinds.map(({ name }) => name);
      expect(items.filter(({ heading }) => heading === 'records').map(({ name }) => name)).toEqual(
        expect.arrayContaining(plurals),
      );
    } finally {
      tables.pop();
      Reflect.deleteProperty(inventory, 'owl_liking');
    }
  });

  test('is in the export of everything: the difference between inventory and export is empty', async () => {
    await using server = await startServer({ features, engine });
    const visitor = await newcomer(server);
    await visitor.call(makeAccessKey, { body: { name: 'reading script', scopes: ['export:read'] } });
    const text = await (await visitor.fetch(exportEverything.path)).text();
    const document = JSON.parse(text) as {
      account: Record<string, unknown> & { rows: Record<string, object[]>; held: HeldItem[] };
    };
    const { account } = document;
    const missing: string[] = [];
    for (const kind of server.platform.workspaces.kinds) if (!Object.hasOwn(document, kind.plural)) missing.push(kind.plural);
    for (const table of ownedTables) {
      const list = Object.hasOwn(account.rows, table) ? account.rows[table] : null;
      const isList = ['record', 'chunk', 'activity'].includes(table);
      if (list === null && !isList) missing.push(table);
      for (const [column, { isSealed, purpose }] of Object.entries(columnsOf(table))) {
        const [row] = list ?? [];
        if (isSealed && sealedIn[table] === undefined) missing.push(`${table}.${column}, sealed`);
        if (!isSealed && !isLeftOut(column) && row !== undefined && !Object.hasOwn(row, column))
          missing.push(`${table}.${column}`);
        const isNamed = account.held.some(({ sealed, readable }) => [...sealed, ...readable].includes(purpose));
        if (!isNamed) missing.push(`${table}.${column}, by name`);
      }
    }
    expect(missing).toEqual([]);
    for (const list of [
      'sessions',
      'accessKeys',
      'calendarFeeds',
      'help',
      'notices',
      'disclosures',
      'mails',
      'held',
      'passkeys',
      'identities',
    ])
      expect(account, `with ${list}`).toHaveProperty(list);
    expect(text).toContain('reading script');
    expect(document).toHaveProperty('activity');
    expect(document).toHaveProperty('files');
  });
});
