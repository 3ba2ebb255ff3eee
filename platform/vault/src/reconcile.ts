/**
 * Database, keyring and ledger compared: what was interrupted is finished, what was erased stays erased, and a person
 * whose key is merely missing is never purged. See [Note: Reconciliation].
 */
import { randomUUID } from 'node:crypto';
import { asSweep, endedAtRestore, ownedTables, type OwnedTableName, type Query } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Kysely } from 'kysely';
import { appendToOperatorLog, keep, leaseMs, retryingEpoch, withLease, type Core } from './core.ts';
import { advanceApplied, eraseAccount, finishEraseData, removeEveryRow, replaceRows, undoEraseData } from './erasure.ts';
import { hex, subjectOf } from './ledger.ts';
import { rememberMark, rememberedMark, raiseMark } from './mark.ts';
import { showAllHalted } from './people.ts';
import { VaultRefused } from './refusal.ts';
import { rememberRestored } from './restores.ts';
import { resumeRotation } from './rotation.ts';
import { dropUser, hasWorkspace, settleSignUp } from './sign-up.ts';
import { epochStays, makeUserKey, namedDataKey, sealerOf, userKeyRows, type UserKeyRow } from './user-key.ts';

export interface Reconciliation {
  /** The database was an older copy; there is a new incarnation. */
  readonly isRestored: boolean;
  /** Accounts whose rows were purged because the ledger names them. */
  readonly purged: number;
  /** People whose data was purged because the ledger names their data key; their account stays. */
  readonly emptied: number;
  /** Keys that were there although the ledger names them, and were destroyed again. More than 0 is an alarm. */
  readonly shredded: number;
  /** People with rows but neither key nor ledger entry. Left untouched; an alarm. */
  readonly quarantined: readonly UserId[];
  /** Sessions, links and waiting mails of an older copy that were ended. */
  readonly ended: number;
}

/** The rule of the table in docs/vault.md, per key: two proofs before anything is purged. */
const verdicts = {
  'key and no entry': 'normal',
  'entry and no key': 'purge',
  // Destroyed again before anyone is judged; here only while its erasure is under way.
  'key and entry': 'normal',
  neither: 'quarantine',
} as const;
type Verdict = (typeof verdicts)[keyof typeof verdicts];

export function verdictOf(hasKey: boolean, isInLedger: boolean): Verdict {
  if (hasKey) return verdicts[isInLedger ? 'key and entry' : 'key and no entry'];
  return verdicts[isInLedger ? 'entry and no key' : 'neither'];
}

/** More than this many quarantined people look like a lost keyring, not like damage. */
export function quarantineLimit(people: number): number {
  return Math.max(3, people / 1000);
}

const peoplePerPage = 500;
/** Up to here the full comparison at every start costs less than a second. */
const peopleComparedAtStart = 20_000;

/** At start, before anyone is served. Throws `VaultRefused` when too many people have neither key nor ledger entry. */
export async function reconcileAtStart(core: Core): Promise<Reconciliation> {
  // First of all: finishing an erasure would make an older copy look as new as the ledger.
  const restored = (await isRestoredDatabase(core)) ? await reconcileRestored(core) : null;
  await finishInterrupted(core, { isStart: true });
  const found = restored ?? (await compareUnlessMany(core));
  await raiseMark(core);
  // What a process left in a log of SQLite that ended while it was removing it.
  if (core.alone) await core.keyring.scrub();
  return found;
}

async function compareUnlessMany(core: Core): Promise<Reconciliation> {
  const mayWait = !(await hasUnapplied(core)) && (await countPeople(core)) > peopleComparedAtStart;
  return mayWait ? nothingFound : compareAll(core, { isRestored: false });
}

/** Daily, under the running process. */
export async function reconcileDaily(core: Core): Promise<Reconciliation> {
  if (await isRestoredDatabase(core)) return reconcileRestored(core);
  await finishInterrupted(core, { isStart: false });
  const found = await compareAll(core, { isRestored: false });
  await raiseMark(core);
  return found;
}

const nothingFound: Reconciliation = { isRestored: false, purged: 0, emptied: 0, shredded: 0, quarantined: [], ended: 0 };

/** Whether the database says less than the keyring remembers of it. Throws `VaultRefused` when it is another installation's. */
export async function isRestoredDatabase(core: Core): Promise<boolean> {
  // First the keyring: others move it after the database, so it is never ahead of what is read next.
  const [remembered] = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('meta').select(['incarnation', 'applied', 'mark'])),
  );
  const says = await readInstallation(core);
  if (says?.id !== core.installationId) throw new VaultRefused('The database belongs to another installation than the keyring.');
  if (says.incarnation !== remembered?.incarnation) return true;
  return says.ledger_sequence < remembered.applied || (says.mark ?? 0) < (remembered.mark ?? 0);
}

export async function readInstallation(core: Pick<Core, 'database'>) {
  const [row] = await core.database.rows(core.database.build.selectFrom('installation').selectAll());
  return row ?? null;
}

/**
 * Everything that a process which is no more had begun: what began more than a minute ago, or, at the start of the only
 * process, everything.
 */
export async function finishInterrupted(core: Core, { isStart }: { isStart: boolean }): Promise<void> {
  const before = isStart && core.alone ? Number.MAX_SAFE_INTEGER : core.now() - leaseMs;
  await resumeRotation(core);
  await resumeErasures(core, before);
  await settleSignUps(core, before);
  await settleDataErasures(core, before);
  await showAllHalted(core);
}

async function resumeErasures(core: Core, before: number): Promise<void> {
  const begun = await core.keyring.read((store) => {
    const erasures = store.build.selectFrom('erasure').innerJoin('ledger', 'ledger.position', 'erasure.position');
    return store.rows(erasures.select('user_id').where('ledger.at', '<=', before).orderBy('ledger.position'));
  });
  for (const { user_id } of begun) if (!core.underWay.has(user_id)) await eraseAccount(core, user_id as UserId);
}

/** `creating` for too long: rows there, so it is finished; no rows, so it never was. */
async function settleSignUps(core: Core, before: number): Promise<void> {
  const begun = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('login').selectAll().where('state', '=', 'creating').where('created_at', '<=', before)),
  );
  for (const { user_id, confirmed } of begun) {
    if (await hasWorkspace(core, user_id)) await settleOne(core, user_id as UserId, confirmed === 1);
    else await dropUser(core, user_id);
  }
}

async function settleOne(core: Core, userId: UserId, confirmed: boolean): Promise<void> {
  const [taken] = confirmed ? await activeNamesake(core, userId) : [];
  if (taken === undefined) await settleSignUp(core, userId, confirmed);
  else await eraseAccount(core, userId);
}

function activeNamesake(core: Core, userId: UserId): Promise<{ user_id: string }[]> {
  return core.keyring.read((store) => {
    const { build } = store;
    const own = build.selectFrom('login').select('email_hmac').where('user_id', '=', userId);
    return store.rows(build.selectFrom('login').select('user_id').where('state', '=', 'active').where('email_hmac', '=', own));
  });
}

async function settleDataErasures(core: Core, before: number): Promise<void> {
  const leaving = await core.keyring.read((store) => {
    const keys = store.build.selectFrom('user_key').selectAll().where('purpose', '=', 'data').where('state', '=', 'leaving');
    return store.rows(keys.where('left_at', '<=', before));
  });
  for (const key of leaving) if (!core.underWay.has(key.user_id)) await settleDataErasure(core, key);
}

async function settleDataErasure(core: Core, key: UserKeyRow): Promise<void> {
  const userId = key.user_id as UserId;
  const isUnreplaced = (await namedDataKey(core, userId)) === key.key_id;
  if (isUnreplaced && core.beginnings === null) await undoEraseData(core, userId);
  else await finishEraseData(core, userId, core.beginnings ?? (() => []));
}

async function hasUnapplied(core: Core): Promise<boolean> {
  const [last] = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('ledger').select('position').orderBy('position', 'desc').limit(1)),
  );
  return ((await readInstallation(core))?.ledger_sequence ?? 0) < (last?.position ?? 0);
}

/**
 * Judges every person who has rows, by key id, then acts. Nobody is touched when too many are quarantined.
 *
 * `isRestored`: afterwards the database has a new incarnation. Throws `VaultRefused`.
 */
export async function compareAll(core: Core, { isRestored }: { isRestored: boolean }): Promise<Reconciliation> {
  const { people, toPurge, toEmpty, quarantined } = await judgeAll(core);
  if (quarantined.length > quarantineLimit(people)) throw tooManyQuarantined(quarantined.length, people);
  const shredded = await shredAgain(core);
  for (const userId of toPurge) await removeEveryRow(core, userId);
  for (const person of toEmpty) await emptyAgain(core, person);
  if (toPurge.length + toEmpty.length > 0) await core.database.scrub();
  const ended = isRestored ? await endWhatCameBack(core) : 0;
  const result = { isRestored, purged: toPurge.length, emptied: toEmpty.length, shredded, quarantined, ended };
  await record(core, result);
  if (isRestored) await beginIncarnation(core);
  await advanceApplied(core);
  return result;
}

function tooManyQuarantined(count: number, people: number): VaultRefused {
  return new VaultRefused(
    `${count} of ${people} people in the database have neither a key nor an entry in the erasure ledger. This looks like a keyring that is older than the database, or another's. Nobody was purged. Put the newest keyring back, or bring one up from a mirror with npm run sotto -- keyring promote.`,
  );
}

interface Judged {
  readonly people: number;
  readonly toPurge: readonly UserId[];
  readonly toEmpty: readonly Person[];
  readonly quarantined: readonly UserId[];
}

/** Looks twice: whoever does not fit is judged again by newer facts, for other processes sign up and erase meanwhile. */
async function judgeAll(core: Core): Promise<Judged> {
  const first = await readFacts(core);
  const suspects: Person[] = [];
  let people = 0;
  for await (const page of peopleWithRows(core)) {
    people += page.length;
    suspects.push(...(await judgePage(core, first, page)).map(({ person }) => person));
  }
  const judged = await judgePage(core, await readFacts(core), suspects);
  const ids = (verdict: Verdict, key: 'account' | 'data') =>
    judged.filter((found) => found.verdict === verdict && found.key === key).map(({ person }) => person.user_id as UserId);
  return {
    people,
    toPurge: ids('purge', 'account'),
    toEmpty: judged.filter(({ verdict, key }) => verdict === 'purge' && key === 'data').map(({ person }) => person),
    quarantined: [...ids('quarantine', 'account'), ...ids('quarantine', 'data')],
  };
}

/** What the ledger names, and who is being erased right now: those are judged by nobody. */
interface Facts {
  readonly erased: ReadonlySet<string>;
  readonly leaving: ReadonlySet<string>;
}

async function readFacts(core: Core): Promise<Facts> {
  const erasures = await core.keyring.read((store) => store.rows(store.build.selectFrom('erasure').select('user_id')));
  const ledger = await core.keyring.read((store) => store.rows(store.build.selectFrom('ledger').select('subject')));
  return { erased: new Set(ledger.map(({ subject }) => hex(subject))), leaving: new Set(erasures.map(({ user_id }) => user_id)) };
}

/** Someone for whom key and ledger do not say that all is normal, and which of their two keys it is. */
interface Suspect {
  readonly person: Person;
  readonly key: 'account' | 'data';
  readonly verdict: Exclude<Verdict, 'normal'>;
}

async function judgePage(core: Core, facts: Facts, page: readonly Person[]): Promise<Suspect[]> {
  const judged = page.filter(({ user_id }) => !facts.leaving.has(user_id));
  const ids = judged.map(({ user_id }) => user_id);
  const keys = ids.length === 0 ? new Map<string, UserKeyRow[]>() : await keysOf(core, ids);
  return judged.flatMap((person) => judge(core, { person, keys: keys.get(person.user_id) ?? [], erased: facts.erased }) ?? []);
}

interface Person {
  readonly user_id: string;
  /** `null`: rows without a workspace row. */
  readonly account_key_id: string | null;
  readonly data_key_id: string | null;
}

/** `null`: all is normal. The account is judged first; only who has one is judged by their data. */
function judge(core: Core, facts: { person: Person; keys: readonly UserKeyRow[]; erased: ReadonlySet<string> }): Suspect | null {
  const { person, keys, erased } = facts;
  const isErased = (kind: 'account' | 'data', id: string) => erased.has(hex(subjectOf(core.keys.ledger, kind, id)));
  // A key that the ledger names is about to be destroyed again: it counts as gone.
  const usable = keys.filter(({ subject }) => !erased.has(hex(subject)));
  const hasAccount = usable.some(({ purpose, key_id }) => purpose === 'account' && (person.account_key_id ?? key_id) === key_id);
  const account = verdictOf(hasAccount, isErased('account', person.user_id));
  if (account !== 'normal') return { person, key: 'account', verdict: account };
  const named = person.data_key_id;
  if (named === null) return null;
  const hasData = usable.some(({ key_id }) => key_id === named);
  const data = verdictOf(hasData, isErased('data', named));
  return data === 'normal' ? null : { person, key: 'data', verdict: data };
}

/** Everyone who has a row anywhere, in pages: first by workspace, then those who have rows but no workspace. */
async function* peopleWithRows(core: Core): AsyncGenerator<Person[]> {
  const { build } = core.database;
  const workspaces = build.selectFrom('workspace').select(['user_id', 'account_key_id', 'data_key_id']);
  yield* pages(core, (after) => workspaces.where('user_id', '>', after).orderBy('user_id').limit(peoplePerPage));
  // Safe: every table of the inventory with an owner has a `user_id`.
  const owned = build as unknown as Kysely<Record<OwnedTableName, { user_id: string }>>;
  const seen = new Set<string>();
  for (const table of ownedTables.filter((name) => name !== 'workspace')) {
    const homeless = owned
      .selectFrom(table)
      .select('user_id')
      .distinct()
      .where('user_id', 'not in', owned.selectFrom('workspace').select('user_id'));
    for await (const page of pages(core, (after) =>
      homeless.where('user_id', '>', after).orderBy('user_id').limit(peoplePerPage),
    )) {
      const fresh = page.filter(({ user_id }) => !seen.has(user_id));
      for (const { user_id } of fresh) seen.add(user_id);
      yield fresh.map(({ user_id }) => ({ user_id, account_key_id: null, data_key_id: null }));
    }
  }
}

async function* pages<Row extends { user_id: string }>(core: Core, query: (after: string) => Query<Row>): AsyncGenerator<Row[]> {
  let after = '';
  for (;;) {
    const page = await core.database.rows(asSweep('reconcile people', query(after)));
    if (page.length > 0) yield page;
    if (page.length < peoplePerPage) return;
    after = page.at(-1)?.user_id ?? '';
  }
}

async function keysOf(core: Core, userIds: readonly string[]): Promise<Map<string, UserKeyRow[]>> {
  const rows = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('user_key').selectAll().where('user_id', 'in', userIds)),
  );
  return Map.groupBy(rows, ({ user_id }) => user_id);
}

/** Destroys keys that are there although the ledger names them: the keyring was an older copy. */
async function shredAgain(core: Core): Promise<number> {
  const back = await core.keyring.read((store) => {
    const { build } = store;
    const underWay = build.selectFrom('erasure').select('user_id');
    return store.rows(
      build
        .selectFrom('user_key')
        .innerJoin('ledger', 'ledger.subject', 'user_key.subject')
        .select(['user_key.user_id', 'key_id', 'purpose'])
        .where('user_key.user_id', 'not in', underWay),
    );
  });
  for (const { user_id, key_id, purpose } of back) {
    if (purpose === 'account') await dropUser(core, user_id);
    else await keep(core, (build) => [{ query: build.deleteFrom('user_key').where('key_id', '=', key_id), rows: null }]);
    core.forget(user_id as UserId);
  }
  if (back.length > 0) await core.keyring.scrub();
  return back.length;
}

/** The workspace names a data key that was erased: its rows go, and the person starts again under a living key. */
async function emptyAgain(core: Core, person: Person): Promise<void> {
  const userId = person.user_id as UserId;
  const rows = await userKeyRows(core, userId);
  const account = rows.find(({ purpose }) => purpose === 'account');
  if (account === undefined || person.data_key_id === null) return;
  const data = rows.find(({ purpose, state }) => purpose === 'data' && state === 'current') ?? (await addDataKey(core, userId));
  const sealers = { account: await sealerOf(core, account), data: await sealerOf(core, data) };
  await replaceRows(core, sealers, { keyId: person.data_key_id, rows: core.beginnings ?? (() => []) });
  core.forget(userId);
}

function addDataKey(core: Core, userId: UserId): Promise<UserKeyRow> {
  return retryingEpoch(async () => {
    const { row } = await makeUserKey(core, userId, 'data');
    await keep(core, (build) => [
      ...epochStays(row.epoch_id)(build),
      { query: build.insertInto('user_key').values(row), rows: 1 },
    ]);
    return row;
  });
}

async function record(core: Core, result: Reconciliation): Promise<void> {
  const counts = {
    purged: result.purged,
    emptied: result.emptied,
    shredded: result.shredded,
    quarantined: result.quarantined.length,
    ended: result.ended,
  };
  for (const [outcome, count] of Object.entries(counts)) {
    if (count === 0) continue;
    core.log.warn('reconciled', { outcome, count });
    await appendToOperatorLog(core, { actor: 'system', command: `reconcile: ${outcome}`, count });
  }
}

/** Who signed out since the copy was made stays so, and whoever is disabled now is. Answers how many rows ended. */
async function endWhatCameBack(core: Core): Promise<number> {
  // Safe: every table of the inventory with an owner has a `user_id`.
  const owned = core.database.build as unknown as Kysely<Record<OwnedTableName, { user_id: string }>>;
  const ended = await core.database.write(
    endedAtRestore.map((table) => ({
      query: asSweep('ended by a restore', owned.deleteFrom(table).returning('user_id')),
      rows: null,
    })),
  );
  await showAllHalted(core);
  await core.crashAt('restored: sessions ended');
  return ended.flat().length;
}

/**
 * A new name for the database's present state, so that no cache of the former one is believed, and a mark that no copy has.
 * First the database: see `advanceApplied`.
 */
async function beginIncarnation(core: Core): Promise<void> {
  const incarnation = randomUUID();
  const mark = (await rememberedMark(core)) + 1;
  await core.database.write([
    {
      query: core.database.build.updateTable('installation').set({ incarnation, mark }).where('id', '=', core.installationId),
      rows: 1,
    },
  ]);
  await core.crashAt('restored: database named anew');
  await keep(core, (build) => [
    { query: build.updateTable('meta').set({ incarnation }).where('id', '=', 1), rows: 1 },
    rememberMark(build, mark),
    rememberRestored(build, incarnation, core.now()),
  ]);
  core.known.incarnation = incarnation;
  core.forgetAll();
}

/** How many people have a workspace. */
export async function countPeople(core: Core): Promise<number> {
  const { build } = core.database;
  const [count] = await core.database.rows(
    asSweep(
      'reconcile people',
      build.selectFrom('workspace').select((is) => is.fn.countAll<number>().as('people')),
    ),
  );
  return count?.people ?? 0;
}

const waitForOthersMs = 100;

/**
 * Reconciles a database that is an older copy, or waits until another process has. Resolves when the database may be used
 * again; throws `VaultRefused` when it may not.
 */
export async function reconcileRestored(core: Core): Promise<Reconciliation> {
  for (;;) {
    const done = await withLease(core, 'reconcile', async () =>
      (await isRestoredDatabase(core)) ? compareAll(core, { isRestored: true }) : nothingFound,
    );
    if (done !== null) return done;
    await new Promise((resolve) => setTimeout(resolve, waitForOthersMs));
  }
}

/** What this process knows of the database, as it is now. */
export async function learnInstallation(core: Core): Promise<void> {
  const says = await readInstallation(core);
  core.known.incarnation = says?.incarnation ?? '';
  core.known.applied = says?.ledger_sequence ?? 0;
}
