/**
 * Stores that do not belong together: lost, empty, older, foreign or tampered with. The start is refused, nothing is
 * written, nobody is purged; put right again, everything opens.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { VaultRefused } from './refusal.ts';
import { rootKeyFile } from './root-key.ts';
import {
  dataRows,
  engines,
  makeSite,
  nothing,
  readSecret,
  signUp,
  untouched,
  type Copy,
  type Engine,
  type Person,
  type Site,
} from './testing.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

type Copies = Readonly<Record<'database' | 'keyring' | 'epochs', Copy>>;
const parts = ['database', 'keyring', 'epochs'] as const;

/** An installation with five people, and what its stores were at three moments. */
interface Grounds {
  readonly site: Site;
  readonly people: readonly Person[];
  /** One person, before anything was erased or rotated. */
  readonly early: Copies;
  /** Rotated since; before the last erasure. */
  readonly before: Copies;
  readonly now: Copies;
  readonly rootKey: string;
  readonly foreign: { readonly copies: Copies; readonly rootKey: string };
}

async function makeGrounds(engine: Engine): Promise<Grounds> {
  const site = await makeSite(engine);
  const early = await during(site, async () => {});
  const people: Person[] = [];
  const withFirst = await during(site, async (opened) => void people.push(await signUp(opened)));
  const before = await during(site, async (opened) => {
    for (let index = 0; index < 5; index++) people.push(await signUp(opened));
    await opened.vault.eraseData(people[0]?.userId ?? people[1]!.userId, (sealers) =>
      dataRows(opened.database, sealers, people[0]!.secret),
    );
    await opened.vault.rotateEpoch();
  });
  const now = await during(site, async (opened) => {
    const erased = people.pop();
    if (erased !== undefined) await opened.vault.eraseAccount(erased.userId);
  });
  expect(early.keyring.get('user_key')).toEqual([]);
  await using other = await makeSite(engine);
  const copies = await during(other, async (opened) => void (await signUp(opened)));
  return { site, people, early: withFirst, before, now, rootKey: keyOf(site), foreign: { copies, rootKey: keyOf(other) } };
}

async function during(site: Site, work: (opened: Awaited<ReturnType<Site['open']>>) => Promise<void>): Promise<Copies> {
  const opened = await site.open();
  await work(opened);
  await opened.close();
  return copiesOf(site);
}

async function copiesOf(site: Site): Promise<Copies> {
  return { database: await site.copy('database'), keyring: await site.copy('keyring'), epochs: await site.copy('epochs') };
}

const keyOf = (site: Site) => readFileSync(rootKeyFile(site.places.keysFolder), 'utf8');
const writeKey = (site: Site, key: string) => writeFileSync(rootKeyFile(site.places.keysFolder), key, { mode: 0o600 });

/** What happened to the stores, and what the operator is told. */
const mishaps: Record<string, { do: (grounds: Grounds) => Promise<void> | void; says: RegExp }> = {
  'an empty keyring': { do: ({ site }) => site.putBack('keyring', nothing), says: /keyring is empty or missing/ },
  'a keyring from the beginning': {
    do: ({ site, early }) => site.putBack('keyring', early.keyring),
    says: /keyring is an older copy/,
  },
  'a keyring from before the last erasure': {
    do: ({ site, before }) => site.putBack('keyring', before.keyring),
    says: /keyring is an older copy/,
  },
  'a foreign keyring': {
    do: ({ site, foreign }) => site.putBack('keyring', foreign.copies.keyring),
    says: /another installation/,
  },
  'a foreign keyring with its root key': {
    async do({ site, foreign }) {
      await site.putBack('keyring', foreign.copies.keyring);
      writeKey(site, foreign.rootKey);
    },
    says: /another installation/,
  },
  'an empty epoch store': { do: ({ site }) => site.putBack('epochs', nothing), says: /epoch store is empty or missing/ },
  'an epoch store from the beginning': {
    do: ({ site, early }) => site.putBack('epochs', early.epochs),
    says: /epoch store is an older copy/,
  },
  'an epoch store from before the last erasure': {
    do: ({ site, before }) => site.putBack('epochs', before.epochs),
    says: /epoch store is an older copy/,
  },
  'a foreign epoch store': {
    do: ({ site, foreign }) => site.putBack('epochs', foreign.copies.epochs),
    says: /another installation/,
  },
  'an epoch store without the key in use': {
    do: ({ site }) =>
      site.within('epochs', async (store) => void (await store.write([{ query: store.build.deleteFrom('epoch_key'), rows: 1 }]))),
    says: /names an epoch key/,
  },
  'keyring and epoch store empty': {
    async do({ site }) {
      await site.putBack('keyring', nothing);
      await site.putBack('epochs', nothing);
    },
    says: /keyring is empty or missing/,
  },
  'keyring and epoch store of a consistent older pair': {
    async do({ site, early }) {
      await site.putBack('keyring', early.keyring);
      await site.putBack('epochs', early.epochs);
    },
    says: /erasures that the keyring does not/,
  },
  'foreign keyring, epoch store and root key': {
    async do({ site, foreign }) {
      await site.putBack('keyring', foreign.copies.keyring);
      await site.putBack('epochs', foreign.copies.epochs);
      writeKey(site, foreign.rootKey);
    },
    says: /database belongs to another/,
  },
  'an empty database': { do: ({ site }) => site.putBack('database', nothing), says: /database is empty/ },
  'a foreign database': {
    do: ({ site, foreign }) => site.putBack('database', foreign.copies.database),
    says: /another installation/,
  },
  'a database that lost its name': {
    do: ({ site }) =>
      site.within(
        'database',
        async (store) => void (await store.write([{ query: store.build.deleteFrom('installation'), rows: 1 }])),
      ),
    says: /database is empty, or not of this installation/,
  },
  'database and keyring empty': {
    async do({ site }) {
      await site.putBack('database', nothing);
      await site.putBack('keyring', nothing);
    },
    says: /epoch store holds an installation/,
  },
  'database and epoch store empty': {
    async do({ site }) {
      await site.putBack('database', nothing);
      await site.putBack('epochs', nothing);
    },
    says: /epoch store is empty/,
  },
  'a lost root key': { do: ({ site }) => rmSync(rootKeyFile(site.places.keysFolder)), says: /root key is missing/ },
  'a foreign root key': {
    do: ({ site, foreign }) => writeKey(site, foreign.rootKey),
    says: /root key does not belong to this keyring/,
  },
  'a damaged root key': { do: ({ site, rootKey }) => writeKey(site, rootKey.slice(0, 40)), says: /not a key of 32 bytes/ },
  'a root key that others may read': {
    do: ({ site }) => chmodSync(rootKeyFile(site.places.keysFolder), 0o644),
    says: /may be read by others/,
  },
  'a forged entry in the ledger': {
    do: ({ site }) =>
      site.within('keyring', async (store) => {
        const forged = { position: 3, kind: 'account', subject: randomBytes(32), at: 0, mac: randomBytes(32) } as const;
        await store.write([{ query: store.build.insertInto('ledger').values(forged), rows: 1 }]);
      }),
    says: /erasure ledger was changed from outside/,
  },
  'an entry removed from the ledger': {
    do: ({ site }) =>
      site.within(
        'keyring',
        async (store) =>
          void (await store.write([{ query: store.build.deleteFrom('ledger').where('position', '=', 1), rows: 1 }])),
      ),
    says: /erasure ledger was changed from outside/,
  },
  'a ledger cut short': {
    do: ({ site }) =>
      site.within(
        'keyring',
        async (store) =>
          void (await store.write([{ query: store.build.deleteFrom('ledger').where('position', '=', 2), rows: 1 }])),
      ),
    says: /erasure ledger was changed from outside/,
  },
  'a ledger cut short with its head': {
    do: ({ site, before }) =>
      site.within('keyring', async (store) => {
        const head = before.keyring.get('meta')?.[0]?.['ledger_head'] as Uint8Array;
        await store.write([
          { query: store.build.deleteFrom('ledger').where('position', '=', 2), rows: 1 },
          { query: store.build.updateTable('meta').set({ ledger_head: head }), rows: 1 },
        ]);
      }),
    says: /shorter than, or differs from/,
  },
  'an edited copy of the ledger': {
    do: ({ site }) =>
      site.within(
        'epochs',
        async (store) =>
          void (await store.write([
            { query: store.build.updateTable('ledger').set({ at: 1 }).where('position', '=', 1), rows: 1 },
          ])),
      ),
    says: /erasure ledger was changed from outside/,
  },
};

describe.each(engines)('a start on %s', (engine) => {
  let grounds: Grounds;
  beforeAll(async () => {
    grounds = await makeGrounds(engine);
  });
  afterAll(() => grounds.site[Symbol.asyncDispose]());

  test.each(Object.entries(mishaps))('with %s is refused, and purges and writes nothing', async (_, mishap) => {
    const { site } = grounds;
    await mishap.do(grounds);
    const found = await copiesOf(site);
    await expect(site.open()).rejects.toThrow(mishap.says);
    await expect(site.open()).rejects.toThrow(VaultRefused);
    expect(await copiesOf(site)).toEqual(found);
    await putRight(grounds);
  });
});

/** As it was; and then everybody is there and nothing was purged. */
async function putRight({ site, now, rootKey, people }: Grounds): Promise<void> {
  for (const part of parts) await site.putBack(part, now[part]);
  writeKey(site, rootKey);
  chmodSync(rootKeyFile(site.places.keysFolder), 0o600);
  await using opened = await site.open();
  expect(opened.vault.startedWith).toEqual(untouched);
  for (const person of people) expect(await readSecret(opened, person)).toBe(person.secret);
  await opened.close();
  // Opening and closing left marks of their own.
  for (const part of parts) await site.putBack(part, now[part]);
}

describe('files of the stores', () => {
  test.each([
    ['keyring.sqlite', 'keysFolder'],
    ['epoch.sqlite', 'epochFolder'],
  ] as const)('that are missing are not made anew: %s', async (file, folder) => {
    await using site = await makeSite('sqlite');
    await during(site, async (opened) => void (await signUp(opened)));
    const path = join(site.places[folder], file);
    renameSync(path, `${path}.away`);
    await expect(site.open()).rejects.toThrow(/is empty or missing/);
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, '');
    await expect(site.open()).rejects.toThrow(/is empty or missing/);
    expect(statSync(path).size).toBe(0);
    writeFileSync(path, randomBytes(8192));
    await expect(site.open()).rejects.toThrow(/is damaged/);
    renameSync(`${path}.away`, path);
    await using opened = await site.open();
    expect(opened.vault.startedWith.purged).toBe(0);
  });

  test('are for their owner only, and marked as nothing to back up', async () => {
    await using site = await makeSite('sqlite');
    await using _ = await site.open();
    for (const folder of [site.places.keysFolder, site.places.epochFolder]) {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(readFileSync(join(folder, 'CACHEDIR.TAG'), 'utf8')).toMatch(/^Signature: 8a477f597d28d172789f06886806bc55/);
    }
    expect(statSync(rootKeyFile(site.places.keysFolder)).mode & 0o777).toBe(0o600);
  });

  test('never lie one within another', async () => {
    await using site = await makeSite('sqlite');
    const places = { ...site.places, epochFolder: join(site.places.keysFolder, 'epoch') };
    await expect(site.open({ places })).rejects.toThrow(/lies within/);
    await expect(site.open({ places: { ...site.places, keyringMirrors: [site.places.epochFolder] } })).rejects.toThrow(
      /lies within/,
    );
    expect(existsSync(site.places.keysFolder)).toBe(false);
  });
});

describe('a root key', () => {
  test('comes from a value or from the output of a command', async () => {
    await using site = await makeSite('sqlite');
    const key = randomBytes(32);
    const value = { ...site.places, rootKey: { kind: 'value', value: key.toString('base64url') } } as const;
    const command = { ...site.places, rootKey: { kind: 'command', command: `echo ${key.toString('hex')}` } } as const;
    const first = await site.open({ places: value });
    const anna = await signUp(first);
    await first.close();
    expect(existsSync(rootKeyFile(site.places.keysFolder))).toBe(false);
    await using again = await site.open({ places: command });
    expect(await readSecret(again, anna)).toBe(anna.secret);
  });

  test('that cannot be had is no reason to make another', async () => {
    await using site = await makeSite('sqlite');
    await expect(site.open({ places: { ...site.places, rootKey: { kind: 'command', command: 'false' } } })).rejects.toThrow(
      /gave no key/,
    );
    await expect(site.open({ places: { ...site.places, rootKey: { kind: 'value', value: 'short' } } })).rejects.toThrow(
      /not a key of 32 bytes/,
    );
  });
});
