/** The fast way to join must leave what a sign-up leaves: every other test stands on it. */
import { ownedTables } from '@sotto/database';
import { listActivity } from '@sotto/features/privacy/api';
import { type TestServer, type Visitor, engines, startServer, uniqueName } from '@sotto/testing';
import { expect, test } from 'vitest';
import { getAccount, listSessions, signIn, signUp } from '../../api.ts';
import { features, newcomer, password } from './people.ts';

test.for(engines)('a newcomer has what someone has who signed up, and signs in again with the password (%s)', async (engine) => {
  await using server = await startServer({ features, engine });
  const [early, late] = [`${uniqueName()}@example.org`, `${uniqueName()}@example.org`];
  const signedUp = server.visitor();
  await signedUp.call(signUp, { body: { email: early, password } });
  const joined = await newcomer(server, late);
  const rows = await rowsOf(server, early);
  expect(await rowsOf(server, late)).toEqual(rows);
  // The control: they were found.
  expect(Object.keys(rows).filter((table) => rows[table]?.length)).toEqual(expect.arrayContaining(['credential', 'session']));
  expect(await shown(joined, late)).toEqual(await shown(signedUp, early));
  await server.visitor().call(signIn, { body: { email: late, password } });
});

/** Of each table the person's rows, with what is the same for two people who do the same: numbers, times and what is not there. */
async function rowsOf({ platform: { database, vault } }: TestServer, email: string) {
  const login = await vault.findLogin(email);
  if (!login) throw new Error('Nobody has this address.');
  const tables = ownedTables.map(async (table) => {
    const query = database.build.selectFrom(table).selectAll().where('user_id', '=', login.userId);
    const rows: object[] = await database.rows(query);
    return [table, rows.map(comparable)] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

function comparable(row: object) {
  return Object.entries(row).filter(([, value]) => value === null || typeof value === 'number');
}

/** What the person is shown, without what differs between any two. */
async function shown(visitor: Visitor, email: string) {
  const bodies = [
    (await visitor.call(getAccount, {})).body,
    (await visitor.call(listSessions, {})).body,
    (await visitor.call(listActivity, { query: {} })).body,
  ];
  return JSON.parse(
    JSON.stringify(bodies)
      .replaceAll(email, 'address')
      .replaceAll(/"(id|hash|salt)":"[^"]*"/g, '"$1":""'),
  ) as unknown;
}
