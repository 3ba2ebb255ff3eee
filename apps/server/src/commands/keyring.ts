/** Commands about the keys: how they stand, their mirrors, new ones, and whether ledger and log are what was once written. */
import { vaultPlaces } from '@sotto/runtime';
import { type ChainsExamined, type KeyringStatus, type MirrorChecked, type StoreStatus, verifyChainsAt } from '@sotto/vault';
import { columns, dayOf, instantOf, minuteOf } from './columns.ts';
import { type Command, CommandRefused, type Context, type Outcome, type Preparation } from './command.ts';

export const keyringCommands: readonly Command[] = [
  {
    name: ['keyring', 'status'],
    args: [],
    says: 'say where keyring and epoch store lie, how old their keys are, and how far each mirror is',
    opensNothing: true,
    run: status,
  },
  {
    name: ['keyring', 'mirror'],
    args: [],
    says: 'fill every mirror that is behind, and compare every row of each with its store',
    opensNothing: true,
    run: mirror,
  },
  {
    name: ['keyring', 'rotate'],
    args: [],
    flags: { root: '' },
    says: 'wrap every key anew under a new epoch key, or with --root under a new root key; Sotto may be running',
    changes: true,
    opensNothing: true,
    run: rotate,
  },
  {
    name: ['ledger', 'verify'],
    args: [],
    says: 'go over the erasure ledger, its copy, and the operator log: what was edited, removed or forged is named',
    prepare: verifyClosed,
    opensNothing: true,
    run: async ({ platform }) => verified(await platform.vault.keyring.verifyChains()),
  },
];

async function status({ platform }: Context): Promise<Outcome> {
  const found = await platform.vault.keyring.status();
  const rows = found.stores.flatMap(rowsOf);
  return { lines: [...columns(['where', 'how far'], rows), ...linesOfKeys(found)], json: shown(found) };
}

function rowsOf({ name, place, revision, changedAt, mirrors }: StoreStatus): string[][] {
  return [
    [`${name} ${place}`, `change ${revision} of ${minuteOf(changedAt)} UTC`],
    ...mirrors.map((each) => [`  mirror ${each.place}`, stateOf(each, revision)]),
  ];
}

function stateOf({ revision: held, struckAt }: StoreStatus['mirrors'][number], revision: number): string {
  const struck = struckAt === null ? '' : `, struck off on ${dayOf(struckAt)}`;
  if (held === null) return `does not answer${struck}`;
  // Read before its store was: it may be ahead by what came in between.
  return (held >= revision ? 'holds everything' : `behind, at change ${held}`) + struck;
}

const sources = { file: 'a file of Sotto', value: 'SOTTO_ROOT_KEY', command: 'SOTTO_ROOT_KEY_COMMAND' } as const;

function linesOfKeys({ rootKey, sheetMadeAt, epochSince, keysBehind, people, erasures }: KeyringStatus): string[] {
  return [
    `root key from ${sources[rootKey]}, ${sheetMadeAt === null ? 'no recovery sheet of it' : `recovery sheet of ${dayOf(sheetMadeAt)}`}`,
    `epoch key of ${dayOf(epochSince)}${keysBehind === 0 ? '' : `, ${keysBehind} keys still under the one before`}`,
    `${people} people, ${erasures} erasures in the ledger`,
  ];
}

function shown({ stores, sheetMadeAt, epochSince, foundedAt, ...rest }: KeyringStatus) {
  return {
    ...rest,
    sheetMadeAt: orNull(sheetMadeAt),
    epochSince: instantOf(epochSince),
    foundedAt: instantOf(foundedAt),
    stores: stores.map(({ changedAt, mirrors, ...store }) => ({
      ...store,
      changedAt: instantOf(changedAt),
      mirrors: mirrors.map(({ struckAt, ...each }) => ({ ...each, struckAt: orNull(struckAt) })),
    })),
  };
}

const orNull = (moment: number | null) => (moment === null ? null : instantOf(moment));

async function mirror(context: Context): Promise<Outcome> {
  const checked = await context.platform.vault.keyring.checkMirrors();
  const lines = checked.map((each) => `${each.store}, ${each.place}: ${saidOf(each)}`);
  const failed = checked.filter(({ outcome }) => outcome === 'silent' || outcome === 'changing');
  await context.note({ detail: `${checked.length - failed.length} of ${checked.length}` });
  if (failed.length > 0) throw new CommandRefused(lines.join('\n'));
  return { lines: lines.length === 0 ? [noMirror] : lines, json: { items: checked } };
}

const noMirror =
  'No mirror is named: set SOTTO_KEYRING_MIRRORS and SOTTO_EPOCH_MIRRORS, each to a place on another disk or host.';

function saidOf({ outcome, rows }: MirrorChecked): string {
  const sentences = {
    same: `${rows} rows compared, all the same.`,
    filled: `it was behind or differed. Filled anew; ${rows} rows compared, all the same.`,
    silent: 'it does not answer. Bring its disk or server back, and try again.',
    changing: 'the store changed too quickly to be compared. Try again.',
  } as const;
  return sentences[outcome];
}

async function rotate(context: Context): Promise<Outcome> {
  const { vault } = context.platform;
  const isRoot = context.flags['root'] !== undefined;
  await context.note(isRoot ? { detail: 'root' } : {});
  const isDone = await (isRoot ? vault.rotateRoot() : vault.rotateEpoch());
  if (!isDone) throw new CommandRefused('Keys are being changed by another process right now. Try again in a minute.');
  return { lines: isRoot ? rootRotated : epochRotated, json: { rotated: isRoot ? 'root' : 'epoch' } };
}

const epochRotated = [
  'Every key is wrapped by a new epoch key, and the former one is destroyed: older copies of the keyring open nothing.',
];
const rootRotated = [
  'There is a new root key, and everything it wraps was wrapped anew. A Sotto that runs takes it up by itself.',
  'The recovery sheet is void. Print another one, and destroy the old: npm run sotto -- secrets sheet',
];

/** Before anything is opened: a start is refused when the ledger was changed, and would make the copy good when it is short. */
async function verifyClosed({ settings }: Preparation): Promise<undefined> {
  const { faults } = await verifyChainsAt(vaultPlaces(settings));
  if (faults.length > 0) throw new CommandRefused(faults.join('\n'));
}

function verified({ ledger, copy, log, faults }: ChainsExamined): Outcome {
  if (faults.length > 0) throw new CommandRefused(faults.join('\n'));
  return {
    lines: [
      `${ledger} entries of the erasure ledger, ${copy} in its copy, ${log} of the operator log: all as they were written.`,
    ],
    json: { ledger, copy, log },
  };
}
