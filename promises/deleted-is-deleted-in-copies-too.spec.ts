/**
 * A deletion reaches copies of the database that were made before it: their values open with nothing that is left, and a
 * start on such a copy takes the deleted people out again before anyone is answered, and nobody else.
 */
import { randomBytes } from 'node:crypto';
import type { UserId } from '@sotto/domain';
import { features } from '@sotto/server';
import { type Clock, type TestServer, createClock, day, engines, startServer, uniqueName, sized } from '@sotto/testing';
import { DidNotOpen, KeyShredded, promoteKeyring } from '@sotto/vault';
import { makeOpening } from '@sotto/vault/opening';
import { vaultPlaces } from '@sotto/runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, type Place, makeInstallation, settingsOn, storesAt } from './testing/installation.ts';
import { namedInKeyring } from './testing/keyring.ts';
import { type Person, apply, join, leave, returning, titlesOf } from './testing/people.ts';

/** Copies of the database, one after each round of new people. */
const rounds = sized({ everyday: 2, full: 8 });
const applicationsEach = sized({ everyday: 4, full: 200 });

interface Sealed {
  readonly user_id: string;
  readonly id: string;
  readonly kind: number;
  readonly revision: number;
  readonly sealed: Uint8Array;
}

/** At full size it takes as long as the machine needs. */
const timeout = sized({ everyday: 180_000, full: 3_600_000 });

describe.each(engines)('on %s', { timeout }, (engine) => {
  let installation: Installation;
  let life: Life;
  const clock = createClock();
  const start = (...places: Place[]) => startOn(installation, clock, places);

  beforeAll(async () => {
    installation = await makeInstallation(engine);
    life = await liveAndDelete(installation, start, clock);
  }, timeout);
  afterAll(() => installation[Symbol.asyncDispose]());

  test('an older copy of the database loses the deleted people again before it answers anyone, and nobody else', async ({
    annotate,
  }) => {
    for (const copy of life.copies) {
      await using server = await start(await installation.copyOf(copy));
      for (const person of life.gone) {
        expect(await rowsOf(server, person.userId)).toEqual({});
        await expect(returning(server, person)).rejects.toMatchObject({ problem: 'wrong-credentials' });
      }
      for (const person of life.living.filter(({ since }) => since <= copy.round))
        expect(await titlesOf(await returning(server, person))).toEqual(person.titles);
    }
    await annotate(
      `${life.copies.length} older copies put back: all of ${life.gone.length} deleted people gone, 0 of ${life.living.length} living`,
    );
  });

  test('what lies in older copies opens with no key that is left, and did open with theirs', async ({ annotate }) => {
    const values = await valuesOf(installation, start, life);
    expect(values.length).toBeGreaterThanOrEqual(applicationsEach);
    // The control: keyring, epoch store and root key that were copied together with it open every value.
    {
      await using then = await start(...(await copiesOf(installation, life.atTheTime)));
      for (const value of values) expect(await open(then, value, value.user_id as UserId)).not.toBeNull();
    }
    // Before any start: nothing of theirs lies in the keyring, and a key of each of the others does.
    expect(life.inKeyring).toEqual(new Set(life.living.map(({ userId }) => userId)));
    await using now = await start();
    for (const { userId } of life.gone) await expect(now.platform.vault.sealers(userId)).rejects.toThrow(KeyShredded);
    const opened = [];
    for (const value of values)
      for (const { userId } of life.living) if ((await open(now, value, userId)) !== null) opened.push(value.id);
    expect(opened).toEqual([]);
    await annotate(`${values.length} values of deleted people tried with every key that is left, 0 opened`);
  });

  test('a copy of the keyring and the root key from before the last rotation brings nobody back', async () => {
    const [database, keys] = await copiesOf(
      installation,
      life.atTheTime.filter(({ part }) => part !== 'epoch'),
    );
    if (!database || !keys) throw new Error('nothing was copied');
    await expect(start(database, keys)).rejects.toThrow('The keyring is an older copy');
    // Told to use it all the same, it cannot: what its keys are wrapped with was destroyed by the rotation.
    await promoteKeyring(vaultPlaces(settingsOn(installation.settings, database, keys)), { now: clock.now, randomBytes });
    await expect(start(database, keys)).rejects.toThrow('names an epoch key that the epoch store does not hold');
    // The control: with the epoch store of that time, the same two copies open.
    await using then = await start(...(await copiesOf(installation, life.atTheTime)));
    for (const { userId } of life.gone) await expect(then.platform.vault.sealers(userId)).resolves.toBeDefined();
  });
});

type Start = (...places: Place[]) => Promise<TestServer>;

/** On the installation's own stores, but for the parts given. */
function startOn({ engine, settings }: Installation, clock: Clock, places: readonly Place[]): Promise<TestServer> {
  return startServer({ features, stores: storesAt(engine, settingsOn(settings, ...places)), clock });
}

interface Dweller extends Person {
  readonly titles: readonly string[];
  readonly since: number;
}

interface Life {
  readonly copies: readonly (Place & { readonly round: number })[];
  readonly gone: readonly Dweller[];
  readonly living: readonly Dweller[];
  /** All three stores, copied together before anyone was deleted. */
  readonly atTheTime: readonly Place[];
  /** Whom the keyring named when the last of them was deleted and nothing ran. */
  readonly inKeyring: ReadonlySet<string>;
}

/** In each round two people come and the database is copied; then one of each two leaves, and the keys are rotated. */
async function liveAndDelete(installation: Installation, start: Start, clock: Clock): Promise<Life> {
  const people: Dweller[] = [];
  const copies: (Place & { round: number })[] = [];
  for (let round = 0; round < rounds; round++) {
    const server = await start();
    people.push(await settle(server, round), await settle(server, round));
    await server.stop();
    copies.push({ ...(await installation.copy('database')), round });
  }
  const atTheTime = await Promise.all((['database', 'keys', 'epoch'] as const).map((part) => installation.copy(part)));
  const gone = people.filter((_, index) => index % 2 === 0);
  const server = await start();
  for (const person of gone) await leave({ visitor: await returning(server, person) });
  clock.advance(8 * day);
  await server.platform.vault.rotateEpoch();
  await server.stop();
  const inKeyring = await namedInKeyring(installation.settings, people);
  return { copies, gone, living: people.filter((person) => !gone.includes(person)), atTheTime, inKeyring };
}

async function settle(server: TestServer, since: number): Promise<Dweller> {
  const person = await join(server);
  const titles = Array.from({ length: applicationsEach }, () => uniqueName()).toSorted();
  for (const title of titles) await apply(person, title);
  return { ...person, titles, since };
}

function copiesOf(installation: Installation, places: readonly Place[]): Promise<Place[]> {
  return Promise.all(places.map((place) => installation.copyOf(place)));
}

/** Sealed records of those who are gone, as they lay there then. */
async function valuesOf(installation: Installation, start: Start, { atTheTime, gone }: Life): Promise<Sealed[]> {
  const server = await start(...(await copiesOf(installation, atTheTime)));
  const { build, rows } = server.platform.database;
  const found = await Promise.all(
    gone.map(({ userId }) =>
      rows(build.selectFrom('record').select(['user_id', 'id', 'kind', 'revision', 'sealed']).where('user_id', '=', userId)),
    ),
  );
  await server.stop();
  return found.flat();
}

/** What the value says under the data key of `userId`; `null`: it did not open. */
async function open(
  { platform: { vault } }: TestServer,
  { id, kind, revision, sealed }: Sealed,
  userId: UserId,
): Promise<string | null> {
  const { data } = await vault.sealers(userId);
  try {
    return Buffer.from(
      data.open({ table: `record:${kind}`, id, revision }, sealed, makeOpening(userId, 'user', 'track')),
    ).toString();
  } catch (error) {
    if (error instanceof DidNotOpen) return null;
    throw error;
  }
}

/** Rows of a person by table; tables without any are left out. */
async function rowsOf({ platform: { database } }: TestServer, userId: UserId): Promise<Record<string, number>> {
  const { build, rows } = database;
  const counts: Record<string, number> = {};
  for (const table of ['workspace', 'record', 'chunk', 'credential', 'session', 'access_key', 'activity', 'outbox'] as const) {
    const found = await rows(build.selectFrom(table).select('user_id').where('user_id', '=', userId));
    if (found.length > 0) counts[table] = found.length;
  }
  return counts;
}
