/**
 * A crash between every two arrows of founding, sign-up, rotation, change of the root key and both erasures: the next
 * start finishes or undoes the work, and nobody else is touched.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { crashPoints, type CrashPoint } from './crash-point.ts';
import {
  dataRows,
  engines,
  makeSite,
  readSecret,
  rowsOf,
  rowsOfLiving,
  signUp,
  type Engine,
  type Opened,
  type Person,
  type Site,
} from './testing.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

/** One piece of work, with the arrows on its way. */
interface Flow {
  readonly points: readonly CrashPoint[];
  work(opened: Opened, person: Person): Promise<unknown>;
  /** What must hold after the restart: finished, or as if never begun. */
  isSettled(site: Site, opened: Opened, person: Person): Promise<void>;
}

const startingWith = (prefix: string) => crashPoints.filter((point) => point.startsWith(`${prefix}:`));
const anew = 'begun anew';
let newcomer = { email: '' };

const flows: Record<string, Flow> = {
  'sign-up': {
    points: startingWith('sign-up'),
    async work(opened) {
      newcomer = { email: `${crypto.randomUUID()}@example.org` };
      await signUp(opened, newcomer);
    },
    async isSettled(site, opened) {
      const login = await opened.vault.findLogin(newcomer.email);
      const creating = (await loginsOf(site)).filter(({ state }) => state === 'creating');
      expect(creating).toEqual([]);
      if (login === null) expect(await signUp(opened, newcomer)).toMatchObject(newcomer);
      else expect(await readSecret(opened, login)).toBe(`canary ${login.userId}`);
    },
  },
  rotation: {
    points: startingWith('rotation'),
    work: ({ vault }) => vault.rotateEpoch(),
    async isSettled(site, opened, person) {
      expect(await readSecret(opened, person)).toBe(person.secret);
      await opened.close();
      const [epoch, ...others] = (await site.copy('keyring')).get('epoch') ?? [];
      expect(others).toEqual([]);
      expect((await site.copy('epochs')).get('epoch_key')?.map(({ id }) => id)).toEqual([epoch?.['id']]);
    },
  },
  root: {
    points: startingWith('root'),
    work: ({ vault }) => vault.rotateRoot(),
    isSettled: async (_, opened, person) => expect(await readSecret(opened, person)).toBe(person.secret),
  },
  'erase data': {
    points: startingWith('erase data'),
    work: ({ vault, database }, { userId }) =>
      vault.eraseData(userId, (sealers) => dataRows(database, sealers, anew).slice(0, 1)),
    async isSettled(site, opened, person) {
      const says = await readSecret(opened, person);
      expect([anew, person.secret]).toContain(says);
      const keys = (await site.copy('keyring')).get('user_key')?.filter((row) => row['user_id'] === person.userId);
      expect(keys?.map(({ purpose, state }) => [purpose, state]).toSorted()).toEqual([
        ['account', 'current'],
        ['data', 'current'],
      ]);
      expect(await rowsOf(site, person)).toMatchObject({
        workspace: 1,
        credential: 1,
        session: 1,
        record: 1,
        user_key: 2,
        login: 1,
      });
    },
  },
  'erase account': {
    points: startingWith('erase account'),
    work: ({ vault }, { userId }) => vault.eraseAccount(userId),
    async isSettled(site, opened, person) {
      expect(await opened.vault.findLogin(person.email)).toBeNull();
      expect(await rowsOf(site, person)).toEqual({});
      expect(site.filesRemoved).toContain(person.userId);
    },
  },
  'change login': {
    points: startingWith('change login'),
    async work({ vault }, { userId }) {
      newcomer = { email: `${crypto.randomUUID()}@example.org` };
      await vault.changeLogin(userId, newcomer.email);
    },
    async isSettled(_, { vault }, person) {
      const found = [await vault.findLogin(person.email), await vault.findLogin(newcomer.email)];
      expect(found.filter((login) => login?.userId === person.userId)).toHaveLength(1);
      expect(await vault.changeLogin(person.userId, newcomer.email)).toBe(true);
      expect(await vault.findLogin(person.email)).toBeNull();
    },
  },
  'disable account': {
    points: startingWith('disable'),
    work: ({ vault }, { userId }) => vault.setDisabled(userId, true),
    async isSettled(_, { vault, database: { build, rows } }, { userId }) {
      const shown = await rows(build.selectFrom('workspace').select('disabled_at').where('user_id', '=', userId));
      const said = (await vault.listPeople({ after: null, limit: 1000 })).find((listed) => listed.userId === userId);
      expect(shown).toEqual([{ disabled_at: said?.disabledAt }]);
    },
  },
};

/** Some forty starts in one test. */
const oneAfterTheOther = 120_000;

const store: readonly CrashPoint[] = startingWith('store');

describe.each(engines)('a crash on %s', (engine) => {
  describe.each(Object.entries(flows))('during %s', (_, flow) => {
    let site: Site;
    let bela: Person;
    beforeAll(async () => {
      ({ site, bela } = await withBystander(engine));
    });
    afterAll(() => site[Symbol.asyncDispose]());

    test.each(flow.points)('at "%s" is finished or undone, and nobody else is touched', async (point) => {
      await crashAndLook(site, { flow, point, bela });
    });

    // Inside the steps too: before and after the mirrors, for each change of a store on the way. Mirrors are the same for both engines.
    if (engine === 'postgres') return;
    test(
      `in any of its changes of a store is finished or undone`,
      async () => {
        const changes = await countChanges(site, flow);
        expect(changes).toBeGreaterThan(1);
        for (const point of store) for (let nth = 1; nth <= changes; nth++) await crashAndLook(site, { flow, point, bela, nth });
      },
      oneAfterTheOther,
    );
  });

  test.each(startingWith('founding'))('at "%s" is taken up by the next start', async (point) => {
    await using site = await makeSite(engine);
    await site.crash(point, async () => {}, { from: 'open' });
    const opened = await site.open();
    const anna = await signUp(opened);
    await opened.close();
    await using again = await site.open();
    expect(await readSecret(again, anna)).toBe(anna.secret);
  });

  test('without anyone to say what an emptied account begins with, undoes an erasure of all data', async () => {
    const { site, bela } = await withBystander(engine);
    site.beginning = null;
    await site.crash('erase data: new key current', ({ vault }) => vault.eraseData(bela.userId, () => []));
    await using opened = await site.open();
    expect(await readSecret(opened, bela)).toBe(bela.secret);
    await opened.close();
    await site[Symbol.asyncDispose]();
  });
});

test('every crash point is on the way of some test', () => {
  // Those of a restored database are in restored.test.ts.
  const tested = [
    ...Object.values(flows).flatMap(({ points }) => points),
    ...store,
    ...startingWith('founding'),
    ...startingWith('restored'),
  ];
  expect(new Set(tested)).toEqual(new Set(crashPoints));
});

async function withBystander(engine: Engine): Promise<{ site: Site; bela: Person }> {
  const site = await makeSite(engine, { mirrors: engine === 'sqlite' ? 1 : 0 });
  site.beginning = anew;
  const opened = await site.open();
  const bela = await signUp(opened);
  await opened.close();
  return { site, bela };
}

async function crashAndLook(
  site: Site,
  { flow, point, bela, nth = 1 }: { flow: Flow; point: CrashPoint; bela: Person; nth?: number },
): Promise<void> {
  const anna = await site.crash<Person>(point, (opened, person) => flow.work(opened, person), {
    nth,
    prepare: (opened) => signUp(opened),
  });
  if (anna === undefined) throw new Error('Nobody signed up.');
  const opened = await site.open();
  await flow.isSettled(site, opened, anna);
  await opened.close();
  await using again = await site.open();
  expect(again.vault.startedWith).toMatchObject({ purged: 0, shredded: 0, quarantined: [] });
  expect(await readSecret(again, bela)).toBe(bela.secret);
  expect(await rowsOf(site, bela)).toEqual(rowsOfLiving);
}

/** How often the work changes keyring or epoch store. */
async function countChanges(site: Site, flow: Flow): Promise<number> {
  let isWorking = false;
  let changes = 0;
  await using opened = await site.open({
    crashAt: (point) => void (changes += isWorking && point === 'store: primary written' ? 1 : 0),
  });
  const anna = await signUp(opened);
  isWorking = true;
  await flow.work(opened, anna);
  isWorking = false;
  return changes;
}

async function loginsOf(site: Site) {
  return (await site.copy('keyring')).get('login') ?? [];
}
