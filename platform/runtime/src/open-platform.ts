/** Opens the stores, the vault, the workspaces and the mail in one order, and closes them in the other. */
import { randomBytes as systemRandomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Settings } from '@sotto/config';
import { type Database, type SottoTables, openPostgres, openSqlite, sottoStore } from '@sotto/database';
import { type Kind, type UserId, createIds } from '@sotto/domain';
import { type Log, createLog } from '@sotto/log';
import { type AfterMail, createMail } from '@sotto/mail';
import { openingMakerFor } from '@sotto/schedule';
import { type RootKeySource, type VaultOptions, type VaultPlaces, openVault } from '@sotto/vault';
import { createSearch, createWorkspaces } from '@sotto/workspace';
import type { Feature, OpenPlatform, Platform, RuntimeSetting } from './door.ts';
import { mailJob, platformJobs } from './jobs.ts';
import { createLateKeys } from './late-keys.ts';

/** What a test may put in the place of the system's own. */
export interface Overrides {
  /** Epoch milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** @default the system's */
  readonly randomBytes?: ((length: number) => Uint8Array) | undefined;
  /** @default lines on standard error, from `settings.logLevel` on */
  readonly log?: Log | undefined;
  /** Says a sentence to the operator. @default nobody listens */
  readonly say?: ((sentence: string) => void) | undefined;
  /** Nobody else has these stores open, so whatever an earlier process had begun is finished now. @default as the vault has it */
  readonly alone?: boolean | undefined;
  /** What values may be opened for; none: nobody's values open, whoever asks. @default everything the vault knows */
  readonly purposes?: VaultOptions['purposes'] | undefined;
  /** Breaks the vault off at a named point. For tests of crashes. */
  readonly crashAt?: VaultOptions['crashAt'] | undefined;
}

/**
 * Opens everything `features` stand on, where `settings` say it lies.
 *
 * Resolves when the stores belong together, what an earlier process left half done is finished, and deletions are
 * carried out again on what a restore brought back. Throws `VaultRefused`, or what the database throws; then nothing stays open.
 */
export async function openPlatform(
  settings: Settings,
  features: readonly Feature[],
  overrides: Overrides = {},
): Promise<OpenPlatform> {
  await using opened = new AsyncDisposableStack();
  const {
    now = Date.now,
    randomBytes = systemRandomBytes,
    log = createLog({ level: settings.logLevel }),
    say = () => {},
  } = overrides;
  const ids = createIds(now, randomBytes);
  const searchables = features.flatMap((feature) => feature.searchables ?? []);
  const calendar = features.flatMap((feature) => feature.calendar ?? []);
  const beginnings = () => features.flatMap((feature) => feature.beginnings?.(ids, now()) ?? []);
  const late = createLateKeys();

  const database = await openDatabase(settings, log);
  opened.defer(() => database.close());
  const workspaces = createWorkspaces({
    database,
    vault: late.keys,
    kinds: kindsOf(features),
    alarms: features.flatMap((feature) => feature.alarms ?? []),
    now,
    log,
  });
  opened.defer(async () => workspaces.close());
  const after: AfterMail = (build, letter) => features.flatMap((feature) => feature.afterMail?.(build, letter) ?? []);
  const mail = createMail({ database, vault: late.keys, ids, now, log, after, ...mailOptions(settings, say) });
  const vault = await openVault({
    database,
    now,
    randomBytes,
    log,
    places: vaultPlaces(settings),
    ...(overrides.crashAt && { crashAt: overrides.crashAt }),
    ...(overrides.purposes && { purposes: overrides.purposes }),
    ...(overrides.alone !== undefined && { alone: overrides.alone }),
    beginnings: (sealers) => workspaces.initialRows(sealers, beginnings()),
    removeFiles: (userId) => mail.eraseFiles(userId),
  });
  opened.defer(() => vault.close());
  // Before the vault: a letter under way is opened with its keys.
  opened.defer(() => mail.close());
  late.arrive(vault);
  const search = createSearch({ workspaces, vault, searchables, newFileId: () => ids.record(), log });
  opened.defer(async () => search.close());

  const platform: Platform = {
    database,
    vault,
    workspaces,
    search,
    searchables,
    calendar,
    mail,
    log,
    now,
    ids,
    randomBytes,
    beginnings,
    setting: settingOf(settings),
  };
  const stack = opened.move();
  return { ...platform, jobs: platformJobs(platform, settings.folders.backups), close: () => stack.disposeAsync() };
}

function mailOptions(settings: Settings, say: (sentence: string) => void) {
  const open = openingMakerFor(mailJob);
  return {
    smtpUrl: settings.smtpUrl,
    from: settings.mailFrom,
    folder: mailFolder(settings),
    openingFor: (userId: UserId) => open(userId, 'account'),
    announce: (waiting: number) => say(`${waiting} ${waiting === 1 ? 'mail' : 'mails'}: \`npm run sotto -- mail show\``),
  };
}

/** Where mails lie when no SMTP is set. */
export function mailFolder(settings: Settings): string {
  return join(settings.folders.data, 'mail');
}

/** `target`: as in `StoreOptions`. Closed by whoever opens it. @default the present schema */
export function openDatabase(settings: Settings, log: Log, target?: string | null): Promise<Database<SottoTables>> {
  const options = target === undefined ? sottoStore : { ...sottoStore, target };
  if (settings.databaseUrl === null)
    return openSqlite({ file: join(settings.folders.data, 'database', 'sotto.sqlite'), ...options });
  return openPostgres({ url: settings.databaseUrl, onIdleLoss: () => log.warn('database connection lost'), ...options });
}

/** Where the vault's stores lie: also for commands that work before it can be opened. */
export function vaultPlaces(settings: Settings): VaultPlaces {
  return {
    keysFolder: settings.folders.keys,
    epochFolder: settings.folders.epoch,
    keyringUrl: settings.keyringUrl,
    epochUrl: settings.epochUrl,
    keyringMirrors: settings.keyringMirrors,
    epochMirrors: settings.epochMirrors,
    rootKey: rootKeyOf(settings),
  };
}

function rootKeyOf({ rootKey, rootKeyCommand }: Settings): RootKeySource {
  if (rootKey !== null) return { kind: 'value', value: rootKey };
  if (rootKeyCommand !== null) return { kind: 'command', command: rootKeyCommand };
  return { kind: 'file' };
}

/** Every kind a feature owns, once. Throws when two features own one. */
function kindsOf(features: readonly Feature[]): Kind[] {
  const owners = new Map<number, string>();
  for (const feature of features) {
    for (const kind of feature.kinds ?? []) {
      const other = owners.get(kind.number);
      if (other !== undefined) throw new Error(`${feature.name} and ${other} both own records of the kind ${kind.name}.`);
      owners.set(kind.number, feature.name);
    }
  }
  return features.flatMap((feature) => feature.kinds ?? []);
}

function settingOf(settings: Settings): RuntimeSetting {
  const { origin, signUp, smtpUrl, loopback, contact, issuers, breachedPasswords } = settings;
  const arrivingFolder = join(settings.folders.data, 'arriving');
  return { origin, signUp, smtp: smtpUrl !== null, loopback, contact, issuers, breachedPasswords, arrivingFolder };
}
