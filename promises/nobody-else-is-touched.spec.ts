/**
 * A keyring or an epoch store that is lost, empty, out of date or someone else's deletes nobody: Sotto does not start, says
 * in a sentence what is wrong and what to do, and writes nothing. Put right again, everyone is there.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '@sotto/config';
import { silentLog } from '@sotto/log';
import { features, startSotto } from '@sotto/server';
import { createVisitor, day, createClock, engines, startServer } from '@sotto/testing';
import { VaultRefused } from '@sotto/vault';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Installation,
  type Part,
  type Place,
  makeInstallation,
  placeOf,
  settingsOn,
  storesAt,
} from './testing/installation.ts';
import { type Person, apply, join, leave, titlesOf, returning } from './testing/people.ts';

const everyone = 4;
type Parts = Readonly<Record<Part, Place>>;

describe.each(engines)('on %s', (engine) => {
  let own: Installation;
  let foreign: Installation;
  let people: readonly Person[];
  /** The stores when one person was there; after a rotation, before the last erasure; as they are now; and someone else's. */
  let early: Parts;
  let before: Parts;
  let now: Parts;
  let others: Parts;

  beforeAll(async () => {
    [own, foreign] = [await makeInstallation(engine), await makeInstallation(engine)];
    now = placesOf(own.settings);
    others = placesOf(foreign.settings);
    const clock = createClock();
    const live = async (where: Installation, work: (server: Awaited<ReturnType<typeof startServer>>) => Promise<void>) => {
      const server = await startServer({ features, stores: storesAt(engine, where.settings), clock });
      await work(server);
      await server.stop();
    };
    const all: Person[] = [];
    const settle = async (server: Awaited<ReturnType<typeof startServer>>) => {
      const person = await join(server);
      await apply(person, 'Gardener');
      all.push(person);
    };
    await live(own, settle);
    early = await copiesOf(own);
    await live(own, async (server) => {
      for (let count = 0; count < everyone; count++) await settle(server);
      clock.advance(8 * day);
      await server.platform.vault.rotateEpoch();
    });
    before = await copiesOf(own);
    await live(own, async (server) => {
      const last = all.pop();
      if (last) await leave({ visitor: await returning(server, last) });
    });
    people = all;
    await live(foreign, async (server) => void (await join(server)));
  }, 180_000);
  afterAll(async () => {
    await own?.[Symbol.asyncDispose]();
    await foreign?.[Symbol.asyncDispose]();
  });

  /** What lies where at the start, and what the operator is told. What is not named lies as it should. */
  const mishaps: Record<string, { lay(): Promise<Partial<Parts>>; says: RegExp }> = {
    'the keyring is lost': { lay: async () => ({ keys: await own.empty('keys') }), says: /keyring is empty or missing/ },
    'the keyring is lost and its root key is there': {
      lay: async () => ({ keys: await withRootKeyOf(await own.empty('keys'), now.keys) }),
      says: /keyring is empty or missing/,
    },
    'the epoch store is lost': {
      lay: async () => ({ epoch: await own.empty('epoch') }),
      says: /epoch store is empty or missing/,
    },
    'both are lost': {
      lay: async () => ({ keys: await own.empty('keys'), epoch: await own.empty('epoch') }),
      says: /keyring is empty or missing/,
    },
    'the root key is lost': {
      async lay() {
        const keys = await folderApart(now.keys);
        await rm(path(keys.folder, 'root.key'));
        return { keys };
      },
      says: /root key is missing/,
    },
    'the root key is cut short': {
      async lay() {
        const keys = await folderApart(now.keys);
        await writeFile(path(keys.folder, 'root.key'), 'AAAA');
        return { keys };
      },
      says: /root\.key is not a key of 32 bytes/,
    },
    'the root key is someone else’s': {
      lay: async () => ({ keys: await withRootKeyOf(await folderApart(now.keys), others.keys) }),
      says: /root key/i,
    },
    'the keyring is from when one person was there': { lay: async () => only(early, 'keys'), says: /keyring is an older copy/ },
    'the keyring is from before the last erasure': { lay: async () => only(before, 'keys'), says: /keyring is an older copy/ },
    'the epoch store is from when one person was there': {
      lay: async () => only(early, 'epoch'),
      says: /epoch store is an older copy/,
    },
    'the epoch store is from before the last erasure': {
      lay: async () => only(before, 'epoch'),
      says: /epoch store is an older copy/,
    },
    'both are from when one person was there': {
      lay: async () => only(early, 'keys', 'epoch'),
      says: /erasures that the keyring does not/,
    },
    'the keyring is someone else’s': { lay: async () => only(others, 'keys'), says: /another installation/ },
    'the epoch store is someone else’s': { lay: async () => only(others, 'epoch'), says: /another installation/ },
    'both are someone else’s': { lay: async () => only(others, 'keys', 'epoch'), says: /database belongs to another/ },
    'the database is someone else’s': { lay: async () => only(others, 'database'), says: /database belongs to another/ },
    'the database is lost': { lay: async () => ({ database: await own.empty('database') }), says: /database is empty/ },
  };

  test.each(Object.entries(mishaps))('%s: refused in a sentence, and nobody is missing afterwards', async (_, { lay, says }) => {
    const refusal = await refusalOf(settingsOn(own.settings, ...Object.values(await lay())));
    expect(refusal).toBeInstanceOf(VaultRefused);
    expect((refusal as VaultRefused).message).toMatch(says);

    // The same stores once more, each in its place again.
    await using server = await startSotto(own.settings, quietly);
    expect(server.platform.vault.startedWith).toMatchObject({ purged: 0, emptied: 0, shredded: 0, quarantined: [] });
    for (const { userId } of people) await expect(server.platform.vault.sealers(userId)).resolves.toBeDefined();
    const visitor = () => createVisitor(server.origin);
    const [first] = people;
    if (!first) throw new Error('nobody is there');
    expect(await titlesOf(await returning({ visitor }, first))).toEqual(['Gardener']);
  });

  /** A copy of the folder alone, on PostgreSQL with the same database. */
  const folderApart = async (place: Place) => ({ ...(await own.copyOf({ ...place, url: null })), url: place.url });
});

async function copiesOf(installation: Installation): Promise<Parts> {
  const [database, keys, epoch] = [
    await installation.copy('database'),
    await installation.copy('keys'),
    await installation.copy('epoch'),
  ];
  return { database, keys, epoch };
}

function placesOf(settings: Settings): Parts {
  return { database: placeOf(settings, 'database'), keys: placeOf(settings, 'keys'), epoch: placeOf(settings, 'epoch') };
}

function only(parts: Parts, ...wanted: readonly Part[]): Partial<Parts> {
  return Object.fromEntries(wanted.map((part) => [part, parts[part]]));
}

const quietly = { log: silentLog, schedules: false, webFolder: null };

/** What a start ends with; throws when it does not end. */
async function refusalOf(settings: Settings): Promise<unknown> {
  const outcome = await startSotto(settings, quietly).catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  await (outcome as { close(): Promise<void> }).close();
  throw new Error('It started.');
}

async function withRootKeyOf(keys: Place, from: Place): Promise<Place> {
  await mkdir(keys.folder, { recursive: true, mode: 0o700 });
  await cp(path(from.folder, 'root.key'), path(keys.folder, 'root.key'));
  return keys;
}

test('the process itself says the sentence, ends with an error, and never opens its port', async () => {
  await using installation = await makeInstallation('sqlite');
  const { settings } = installation;
  const first = await startSotto(settings, quietly);
  await first.close();
  await rm(settings.folders.keys, { recursive: true });
  const main = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url));
  const { data, keys, epoch } = settings.folders;
  const env = {
    PATH: process.env['PATH'],
    SOTTO_PORT: String(settings.port),
    SOTTO_DATA: data,
    SOTTO_KEYS: keys,
    SOTTO_EPOCH: epoch,
    SOTTO_BACKUPS: settings.folders.backups,
  };
  const child = spawn(process.execPath, [main], { cwd: path(data, '..'), env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  // Not 'exit', which may come before the last of what was said.
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(1);
  expect(said).toContain('The keyring is empty or missing, but the database holds an installation. Put the keyring back');
  expect(said).not.toContain('Sotto is at');
});
