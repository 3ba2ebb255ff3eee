/**
 * Puts the vault together: opens the stores, reconciles, and answers as the door says.
 */
import type { Database, SottoTables, Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Log } from '@sotto/log';
import { createActivityHeads } from './activity-heads.ts';
import { createArchives } from './archives.ts';
import { createCases } from './cases.ts';
import { appendToOperatorLog, announce, keep, makeHolder, readOperatorLog, type Core } from './core.ts';
import type { CrashAt } from './crash-point.ts';
import { examine } from './doctor.ts';
import { KeyShredded, purposes as allPurposes, VaultUnavailable, type Purpose, type UserSealers, type Vault } from './door.ts';
import { countErased, eraseAccount, eraseData } from './erasure.ts';
import { findIdentity, linkIdentity, unlinkIdentity } from './identities.ts';
import { addInvite, hasInvite } from './invites.ts';
import { createInTurn } from './in-turn.ts';
import { countInKeyring } from './keyring-inventory.ts';
import { createNonces, type RandomBytes } from './key-tree.ts';
import { createKeyringDesk } from './keyring-desk.ts';
import { createMirrored } from './mirrored.ts';
import { readMeta } from './mirror.ts';
import { addOperator, operators, takeOperatorStep } from './operators.ts';
import { listPeople, setHalted } from './people.ts';
import type { VaultPlaces } from './places.ts';
import { raiseMark, raiseMarkAtEnd } from './mark.ts';
import { reconcileAtStart, reconcileDaily, reconcileRestored, learnInstallation, type Reconciliation } from './reconcile.ts';
import { printSheet } from './recovery-sheet.ts';
import { presentRoot, rootKeysIn } from './present-root.ts';
import { createRestores } from './restores.ts';
import { rotateRoot } from './rotate-root.ts';
import { keepSealCounts, rotateEpoch } from './rotation.ts';
import { createSealerCache, type SealerCache } from './sealer-cache.ts';
import {
  blind,
  changeLogin,
  confirmUser,
  createUser,
  credentialsVersion,
  findLogin,
  findUser,
  keptSecondFactor,
  purgeUnconfirmed,
  raiseCredentialsVersion,
  releaseUser,
} from './sign-up.ts';
import { openStores, type Stores } from './stores.ts';
import { loadSealers } from './user-key.ts';

export interface VaultOptions {
  readonly places: VaultPlaces;
  /** Opened and migrated; stays the caller's to close, after the vault. */
  readonly database: Database<SottoTables>;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Cryptographically random. */
  readonly randomBytes: RandomBytes;
  /** What values may be opened for. @default all of `purposes` */
  readonly purposes?: readonly Purpose[];
  /** No other process serves these stores, so whatever an earlier one had begun is finished now. @default the keyring is SQLite */
  readonly alone?: boolean;
  /** What an emptied workspace starts with. Without it, an erasure of all data that was interrupted is undone instead of finished. */
  readonly beginnings?: (sealers: UserSealers) => readonly Statement[];
  /** Removes files of a person outside the database (mails in `data/mail`). Called again after a crash. */
  readonly removeFiles?: (userId: UserId) => Promise<void>;
  /** For tests only. */
  readonly crashAt?: CrashAt;
}

/**
 * Opens the vault; founds the installation when all three stores are empty. Interrupted work is finished, and the
 * database is compared with keyring and ledger, before this resolves.
 *
 * Throws `VaultRefused` when the stores do not belong together, and then nothing was written.
 */
export async function openVault(options: VaultOptions): Promise<Vault> {
  const crashAt = options.crashAt ?? (() => {});
  const stores = await openStores(options.places, { ...options, crashAt });
  const cache = createSealerCache();
  const core = makeCore(stores, options, { cache, crashAt });
  try {
    await Promise.all([core.keyring.catchUp(), core.epochs.catchUp()]);
    await announce(core, (await readMeta(stores.keyring))?.revision ?? 0);
    const last = await reconcileAtStart(core);
    return serve(core, { options, cache, last });
  } catch (error) {
    await Promise.all([core.keyring.close(), core.epochs.close()]);
    throw error;
  }
}

function makeCore(stores: Stores, options: VaultOptions, { cache, crashAt }: { cache: SealerCache; crashAt: CrashAt }): Core {
  const known = { incarnation: '', applied: 0, announced: 0 };
  const rules = { now: options.now, crashAt };
  return {
    installationId: stores.installationId,
    database: options.database,
    keyring: createMirrored(
      { name: 'keyring', primary: stores.keyring, mirrors: stores.keyringMirrors },
      { ...rules, alsoSet: () => ({ announced: known.announced }) },
    ),
    epochs: createMirrored(
      { name: 'epoch store', primary: stores.epochs, mirrors: stores.epochMirrors },
      { ...rules, alsoSet: () => ({}) },
    ),
    root: stores.root,
    readRoots: () => rootKeysIn(options.places),
    keys: stores.keys,
    now: options.now,
    randomBytes: options.randomBytes,
    nonces: createNonces(options.randomBytes),
    log: options.log,
    crashAt,
    purposes: options.purposes ?? allPurposes,
    holder: makeHolder(),
    alone: options.alone ?? stores.keyring.engine === 'sqlite',
    beginnings: options.beginnings ?? null,
    removeFiles: options.removeFiles ?? (async () => {}),
    epochKeys: new Map(),
    forget: cache.forget,
    forgetAll: cache.forgetAll,
    held: new Set(),
    underWay: new Set(),
    inTurn: createInTurn(),
    known,
  };
}

async function serve(core: Core, state: { options: VaultOptions; cache: SealerCache; last: Reconciliation }): Promise<Vault> {
  const { options, cache } = state;
  const gate = createGate(core);
  const quarantined = { ids: state.last.quarantined };
  await learnInstallation(core);
  core.database.onConnect((reader) => gate.checkConnection(reader));

  /** Everything that touches keys waits for no reconciliation: it is refused while one runs. */
  const guarded = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    gate.assertOpen();
    return work();
  };

  const archives = createArchives(core);
  const heads = createActivityHeads(core);
  return {
    installationId: core.installationId,
    incarnation: () => core.known.incarnation,
    startedWith: state.last,

    sealers: (userId) => guarded(() => cache.get(userId, () => loadSealers(core, userId))),
    cachedSealers: (userId) => (gate.isOpen() ? cache.peek(userId) : null),
    forgetSealers: cache.drop,
    onKeysChanged: cache.onForgotten,

    blind: (label, value) => blind(core, label, value),
    findLogin: (email) => guarded(() => findLogin(core, email)),
    findUser: (userId) => guarded(() => findUser(core, userId)),
    raiseCredentialsVersion: (userId, version, secondFactor) =>
      guarded(async () => orShreddedUnless(await raiseCredentialsVersion(core, userId, { version, secondFactor }))),
    keptSecondFactor: (userId) => guarded(() => keptSecondFactor(core, userId)),
    credentialsVersion: (userId) => guarded(async () => orShredded(await credentialsVersion(core, userId))),
    countHeld: (userId) => guarded(() => countInKeyring(core, userId)),
    activityHead: (userId) => guarded(() => heads.read(userId)),
    keepActivityHead: (userId, head) => guarded(() => heads.keep(userId, head)),
    changeLogin: (userId, email, { isProved } = { isProved: false }) =>
      guarded(async () => orShredded(await changeLogin(core, userId, { email, isProved }))),

    findIdentity: (identity) => guarded(() => findIdentity(core, identity)),
    linkIdentity: (userId, identity) => guarded(async () => orShredded(await linkIdentity(core, userId, identity))),
    unlinkIdentity: (userId, identity) => guarded(() => unlinkIdentity(core, userId, identity)),

    setDisabled: (userId, disabled) =>
      guarded(async () => orShredded(await setHalted(core, userId, { halt: 'disabled', on: disabled }))),
    setFrozen: (userId, frozen) => guarded(async () => orShredded(await setHalted(core, userId, { halt: 'frozen', on: frozen }))),
    listPeople: (page) => guarded(() => listPeople(core, page)),
    addInvite: (token, endsAt) => guarded(() => addInvite(core, token, endsAt)),
    hasInvite: (token) => guarded(() => hasInvite(core, token)),
    addOperator: (operator) => guarded(() => addOperator(core, operator)),
    operators: () => guarded(() => operators(core)),
    takeOperatorStep: (id, step) => guarded(() => takeOperatorStep(core, id, step)),

    createUser: (user, rows) => guarded(() => createUser(core, user, rows)),
    confirmUser: (userId, invite) => guarded(() => confirmUser(core, userId, invite)),
    purgeUnconfirmed: (now) => guarded(() => purgeUnconfirmed(core, now)),
    releaseUser: (userId) => guarded(() => releaseUser(core, userId)),
    eraseData: (userId, rows) => guarded(() => eraseData(core, userId, rows)),
    eraseAccount: (userId, onKeyGone) => guarded(() => eraseAccount(core, userId, onKeyGone)),

    rotateEpoch: () =>
      guarded(async () => {
        await keepSealCounts(core, cache.drain());
        return rotateEpoch(core);
      }),
    rotateRoot: () => guarded(() => rotateRoot(core, options.places)),
    markProgress: () => guarded(() => raiseMark(core)),
    keyring: createKeyringDesk(core, options.places),
    restores: createRestores(core),
    compare: () =>
      guarded(async () => {
        const result = await reconcileDaily(core);
        quarantined.ids = result.quarantined;
        return result;
      }),
    cases: createCases(core),
    countErased: (since) => guarded(() => countErased(core, since)),
    archives: { ...archives, begin: () => guarded(archives.begin) },
    doctor: () => examine(core, options.places, quarantined.ids),
    secretsSheet: () => guarded(() => makeSheet(core)),
    logOperator: (entry) => guarded(() => appendToOperatorLog(core, entry)),

    readOperatorLog: (page) => guarded(() => readOperatorLog(core, page)),

    async close() {
      await gate.settled();
      try {
        await keepSealCounts(core, cache.drain());
        if (gate.isOpen()) await raiseMarkAtEnd(core);
        // Says in the keyring that the epoch store has heard of everything: an older epoch store is then known as such.
        await keep(core, () => []);
        await core.keyring.change(() => []);
      } finally {
        await Promise.all([core.keyring.close(), core.epochs.close()]);
      }
    },
  };
}

function orShredded<Value>(value: Value | null): Value {
  if (value === null) throw new KeyShredded('This person has no key.');
  return value;
}

function orShreddedUnless(isThere: boolean): void {
  if (!isThere) throw new KeyShredded('This person has no key.');
}

/**
 * Closed while the database is being reconciled: a point-in-time recovery or a failover happens under running processes,
 * and shows on the next new connection.
 */
function createGate(core: Core) {
  let reconciling: Promise<void> | null = null;
  let isClosed = false;

  async function reconcile(): Promise<void> {
    try {
      await reconcileRestored(core);
      await learnInstallation(core);
      core.forgetAll();
      isClosed = false;
    } catch (error) {
      // Stays closed: nobody is served from a database that could not be reconciled. The next connection tries again.
      core.log.error('database not reconciled', { cause: error });
    }
    reconciling = null;
  }

  return {
    isOpen: () => !isClosed,
    assertOpen() {
      if (isClosed) throw new VaultUnavailable('The database is an older copy and is being compared with the keyring.');
    },
    async checkConnection(reader: Parameters<Parameters<Database<SottoTables>['onConnect']>[0]>[0]): Promise<void> {
      // First the keyring: other processes move it after the database, so it never runs ahead of what is read next.
      const remembered = await readMeta(core.keyring.primary);
      const [says] = await reader.rows(reader.build.selectFrom('installation').selectAll());
      if (says?.id !== core.installationId) throw new VaultUnavailable('This is another database.');
      const isKnown =
        says.incarnation === core.known.incarnation &&
        says.ledger_sequence >= Math.max(core.known.applied, remembered?.applied ?? 0) &&
        (says.mark ?? 0) >= (remembered?.mark ?? 0);
      if (isKnown && !isClosed) return;
      isClosed = true;
      core.forgetAll();
      // Not awaited: reconciling needs connections, and each of them passes here.
      reconciling ??= reconcile();
    },
    async settled() {
      await reconciling;
    },
  };
}

async function makeSheet(core: Core): Promise<string> {
  const at = core.now();
  const sheet = printSheet(await presentRoot(core), core.installationId, at);
  await keep(core, (build) => [{ query: build.updateTable('meta').set({ sheet_made_at: at }).where('id', '=', 1), rows: 1 }]);
  await appendToOperatorLog(core, { actor: 'system', command: 'secrets sheet' });
  return sheet;
}
