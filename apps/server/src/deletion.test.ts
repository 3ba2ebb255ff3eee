/**
 * Deleting an account, all data or one record, in every state an account can be in, by a process that dies by SIGKILL at each step of
 * it: the next start completes what was begun, what was copied before opens no more, and nobody else is touched.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ownedTables } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { deleteAccount, deleteData, getAccount, signIn } from '@sotto/features/account/api';
import { openMailbox } from '@sotto/features/account/testing';
import { createApplication, deleteApplication, listApplications } from '@sotto/features/applications/api';
import { createInterview } from '@sotto/features/interviews/api';
import { openingMakerFor } from '@sotto/schedule';
import {
  type Engine,
  type TestServer,
  type Visitor,
  createClock,
  day,
  engines,
  isFull,
  issuerSettings,
  minute,
  problemOf,
  startForger,
  startServer,
} from '@sotto/testing';
import { DidNotOpen, KeyShredded, crashPoints } from '@sotto/vault';
import { describe, expect, test } from 'vitest';
import { features } from './app.ts';
import { type Place, freshPlace, settingsOf } from './commands/testing.ts';
import { password } from './testing.ts';
import { type InState, type Scene, accountStates, signUpUnconfirmed } from './testing/account-states.ts';

const worker = fileURLToPath(new URL('testing/deletion-process.ts', import.meta.url));
const pointsOf = (flow: string) => crashPoints.filter((point) => point.startsWith(`${flow}: `));
const accountPoints = pointsOf('erase account');
const dataPoints = pointsOf('erase data');

/** Each round kills one process at a step of each; in everyday runs there is one round, on the other engine at other steps. */
const everyRound = accountPoints.map((account, nth) => ({ account, data: dataPoints[nth % dataPoints.length] ?? account }));
const rounds: Readonly<Record<Engine, typeof everyRound>> = isFull
  ? { sqlite: everyRound, postgres: everyRound }
  : { sqlite: everyRound.slice(2, 3), postgres: everyRound.slice(1, 2) };

interface Doomed extends InState {
  readonly state: string;
  /** How it goes when nobody is let in. */
  readonly byHand: string | null;
}

interface Keeping extends InState {
  readonly state: string;
  readonly visitor: Visitor;
  readonly applications: readonly string[];
}

interface People {
  /** Whose account goes. */
  readonly leaving: readonly Doomed[];
  /** Whose data goes. */
  readonly emptied: readonly Keeping[];
  /** One of whose applications goes. */
  readonly keeping: readonly Keeping[];
}

describe.each(engines)('on %s', (engine) => {
  test.each(rounds[engine])(
    'in every state, killed at "$account" and at "$data", what was deleted is gone after the next start, opens no more, and nobody else is touched',
    { timeout: isFull ? 1_800_000 : 300_000 },
    async (points) => {
      await using opened = new AsyncDisposableStack();
      const forger = opened.use(await startForger());
      const place = opened.use(await freshPlace(engine, issuerSettings({ there: forger })));
      const clock = createClock();
      const start = (more: Readonly<Record<string, string>> = {}) =>
        startServer({ features, clock, stores: storesOf(engine, place, more) });

      const waiting = await unconfirmed(clock, start);
      const first = await start();
      await first.platform.vault.addOperator({ name: 'Marlene', secret: Buffer.alloc(20, 1), lastStep: 0 });
      const people = await populate({ server: first, forger }, waiting);
      const copies = await copiesOf(first, people);
      // The control: until then everyone is there, and what was copied opens.
      expect(await traces(first, people.leaving)).toEqual(everyTrace(people.leaving));
      expect(copies.length).toBeGreaterThan(people.leaving.length);
      expect(await thatOpen(first, copies)).toEqual(copies.map(({ state }) => state));
      await first.stop();

      const deleted = await deleteAndKill(place, { clock, points: Object.values(points) }, people);
      clock.advance(2 * minute);
      if (isFull) await killAtStart(place, { clock, points: Object.values(points) });
      clock.advance(2 * minute);

      await using second = await start();
      expect(second.platform.vault.startedWith).toMatchObject({ isRestored: false, purged: 0, shredded: 0, quarantined: [] });
      expect(await traces(second, people.leaving)).toEqual([]);
      expect(await thatOpen(second, copies)).toEqual([]);
      for (const person of people.leaving) await comesBackToNothing(second, person);
      for (const person of people.emptied) await hasNothingLeft(person);
      for (const person of people.keeping) await keepsTheRest(second, person, deleted);
    },
  );
});

function storesOf(engine: Engine, { folder, environment }: Place, more: Readonly<Record<string, string>>) {
  const settings = settingsOf({ folder, environment: { SOTTO_LOG: 'silent', ...environment, ...more } });
  return { engine, settings, [Symbol.asyncDispose]: async () => {} };
}

/** Two whose address nobody confirmed: one for longer than a week, for the job, and one for the operator. */
async function unconfirmed(
  clock: ReturnType<typeof createClock>,
  start: (more: Readonly<Record<string, string>>) => Promise<TestServer>,
): Promise<Doomed[]> {
  await using mailbox = await openMailbox();
  await using server = await start({ SOTTO_SMTP_URL: mailbox.url });
  const late = await signUpUnconfirmed(server);
  clock.advance(8 * day);
  const lately = await signUpUnconfirmed(server);
  return [
    { ...late, state: 'whose address was not confirmed in a week', byHand: 'job unconfirmed' },
    { ...lately, state: 'whose address was not confirmed', byHand: `delete ${lately.userId}` },
  ];
}

/** Someone in each state and role; in everyday runs in each state one, on the other engine in another role. */
async function populate(scene: Scene, waiting: readonly Doomed[]): Promise<People> {
  const leaving: Doomed[] = [...waiting];
  const emptied: Keeping[] = [];
  const keeping: Keeping[] = [];
  const first = scene.server.stores.engine === 'sqlite' ? 0 : 1;
  for (const [nth, [state, enter]] of Object.entries(accountStates).entries()) {
    const has = (role: number) => isFull || (first + nth) % 3 === role;
    if (has(0)) {
      const made = await enter(scene, apply);
      leaving.push({ ...made, state, byHand: made.visitor === null ? `delete ${made.userId}` : null });
    }
    for (const people of [...(has(1) ? [emptied] : []), ...(has(2) ? [keeping] : [])]) {
      const applications: string[] = [];
      const person = await enter(scene, async (visitor) => {
        for (let each = 0; each < 2; each++) applications.push(await apply(visitor));
      });
      if (person.visitor !== null) people.push({ ...person, visitor: person.visitor, state, applications });
    }
  }
  return { leaving, emptied, keeping };
}

/** An application with an interview. Answers its id. */
async function apply(visitor: Visitor): Promise<string> {
  const { id } = (await visitor.call(createApplication, { body: { company: 'Kestrel Freight', title: 'Gardener' } })).body;
  await visitor.call(createInterview, { body: { applicationId: id, startsAt: '2026-12-24T14:00' } });
  return id;
}

/** A sealed record as a copy of the database has it. */
interface Copied {
  readonly userId: UserId;
  readonly state: string;
  readonly place: { readonly table: string; readonly id: string; readonly revision: number };
  readonly sealed: Uint8Array;
}

/** Every record of those who lose all of them. */
async function copiesOf({ platform: { database } }: TestServer, { leaving, emptied }: People): Promise<Copied[]> {
  const { build, rows } = database;
  const copied = [...leaving, ...emptied].map(async ({ userId, state }) => {
    const found = await rows(build.selectFrom('record').selectAll().where('user_id', '=', userId));
    return found.map(({ id, kind, revision, sealed }) => ({
      userId,
      state,
      place: { table: `record:${kind}`, id, revision },
      sealed,
    }));
  });
  return (await Promise.all(copied)).flat();
}

const reading = openingMakerFor({ name: 'whoever holds a copy', purposes: ['track'] });

/** In which states there is a copy that opens with what the vault holds now. */
async function thatOpen({ platform: { vault } }: TestServer, copies: readonly Copied[]): Promise<string[]> {
  const open: string[] = [];
  for (const { userId, state, place, sealed } of copies) {
    try {
      (await vault.sealers(userId)).data.open(place, sealed, reading(userId, 'track'));
      open.push(state);
    } catch (error) {
      if (!(error instanceof KeyShredded || error instanceof DidNotOpen)) throw error;
    }
  }
  return open;
}

/** State and store of each of these people of whom there is anything. */
async function traces({ platform }: TestServer, people: readonly Doomed[]): Promise<string[]> {
  const { build, rows } = platform.database;
  const known = new Set<string>((await platform.vault.listPeople({ after: null, limit: 1000 })).map(({ userId }) => userId));
  const each = people.map(async ({ state, userId }) => {
    const held = ownedTables.map((table) => rows(build.selectFrom(table).select('user_id').where('user_id', '=', userId)));
    const isHeld = (await Promise.all(held)).some((found) => found.length > 0);
    return [...(isHeld ? [`${state}: database`] : []), ...(known.has(userId) ? [`${state}: keyring`] : [])];
  });
  return (await Promise.all(each)).flat();
}

const everyTrace = (people: readonly Doomed[]) => people.flatMap(({ state }) => [`${state}: database`, `${state}: keyring`]);

interface Killing {
  readonly clock: ReturnType<typeof createClock>;
  readonly points: readonly string[];
}

/** A process that is killed when everyone's deletion has come to its step. Answers ids of applications that it said are deleted. */
async function deleteAndKill(
  place: Place,
  killing: Killing,
  { leaving, emptied, keeping }: People,
): Promise<ReadonlySet<string>> {
  await using process = run(place, killing);
  await process.said('ready', 1);
  const deleted = new Set<string>();
  const oneDeleted = Promise.withResolvers<void>();
  const unanswered = [
    ...leaving.flatMap(({ visitor }) => (visitor ? [visitor.call(deleteAccount, { body: { confirm: 'DELETE' } })] : [])),
    ...emptied.map(({ visitor }) => visitor.call(deleteData, { body: { confirm: 'DELETE' } })),
  ];
  for (const { byHand } of leaving) if (byHand !== null) process.type(byHand);
  const others = keeping.map(async ({ visitor, halt, applications: [id = ''] }) => {
    if (halt !== null) return;
    await visitor.call(deleteApplication, { params: { id }, query: { revision: 1 } });
    deleted.add(id);
    oneDeleted.resolve();
  });
  const ends = Promise.allSettled([...unanswered, ...others]);
  for (const {
    visitor,
    halt,
    applications: [id = ''],
  } of keeping.filter((each) => each.halt !== null))
    expect(await problemOf(visitor.call(deleteApplication, { params: { id }, query: { revision: 1 } }))).toBe(halt);
  const answered = unanswered.map(async (each) => {
    await each;
    throw new Error('A deletion was answered before its step.');
  });
  await Promise.race([
    Promise.all([process.said('at', leaving.length + emptied.length), oneDeleted.promise]),
    Promise.all(answered),
  ]);
  await process.kill();
  const outcomes = await ends;
  expect(outcomes.slice(0, unanswered.length).map(({ status }) => status)).toEqual(unanswered.map(() => 'rejected'));
  return deleted;
}

/** The next start is killed at the same step, while it completes what the one before had begun. */
async function killAtStart(place: Place, killing: Killing): Promise<void> {
  await using process = run(place, killing);
  await Promise.race([process.said('at', 1), process.said('ready', 1)]);
  await process.kill();
}

function run({ folder, environment }: Place, { clock, points }: Killing) {
  const env = {
    PATH: process.env['PATH'],
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    SOTTO_LOG: 'silent',
    ...environment,
    CLOCK: String(clock.now()),
    POINTS: points.join(','),
  };
  const child = spawn(process.execPath, [worker], { cwd: folder, env, stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let heard = '';
  child.stdout.on('data', (piece: Buffer) => void (heard += piece.toString()));
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  return {
    kill,
    type: (line: string) => void child.stdin.write(`${line}\n`),
    /** Resolves when it has said `word` so many times. */
    said: (word: string, times: number) =>
      new Promise<void>((resolve, reject) => {
        const look = () => void (heard.split(`${word}\n`).length > times && resolve());
        child.stdout.on('data', look);
        child.once('exit', () => reject(new Error(`It ended before it said "${word}" ${times} times: ${heard}`)));
        look();
      }),
    [Symbol.asyncDispose]: kill,
  };
}

async function comesBackToNothing(server: TestServer, { state, email, visitor }: Doomed): Promise<void> {
  const login = await server.platform.vault.findLogin(email);
  const attempt = await problemOf(server.visitor().call(signIn, { body: { email, password } }));
  const session = visitor ? await problemOf(visitor.call(getAccount, {})) : 'not-signed-in';
  expect({ state, login, attempt, session }).toEqual({
    state,
    login: null,
    attempt: 'wrong-credentials',
    session: 'not-signed-in',
  });
}

/** The account is as it was, and everything that was entered is gone. */
async function hasNothingLeft({ state, email, visitor }: Keeping): Promise<void> {
  const { body: account } = await visitor.call(getAccount, {});
  const { body: applications } = await visitor.call(listApplications, {});
  expect({ state, email: account.email, items: applications.items }).toEqual({ state, email, items: [] });
}

/** What was said to be deleted is gone with all that belongs to it; what was not said is whole or gone; the rest is there. */
async function keepsTheRest(
  { platform: { database } }: TestServer,
  { state, userId, visitor, applications: [gone = '', stays = ''] }: Keeping,
  deleted: ReadonlySet<string>,
): Promise<void> {
  const { items } = (await visitor.call(listApplications, {})).body;
  const has = (id: string) => items.some((each) => each.id === id);
  const { build, rows } = database;
  const belonging = async (id: string) => {
    const all = build.selectFrom('record').select('id').where('user_id', '=', userId);
    return (await rows(all.where('parent_id', '=', id))).length;
  };
  const whole = await belonging(stays);
  const isThere = has(gone);
  expect(whole).toBeGreaterThan(0);
  expect({ state, stays: has(stays), parts: await belonging(gone) }).toEqual({
    state,
    stays: true,
    parts: isThere ? whole : 0,
  });
  expect(isThere && deleted.has(gone)).toBe(false);
}
