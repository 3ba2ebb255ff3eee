/** The breach desk: a register with a clock, everyone concerned told once, and no end without the duties. */
import {
  beginTelling,
  type Breach,
  changeBreach,
  closeBreach,
  type Duty,
  faultsOfWords,
  listBreaches,
  missingBefore,
  NoSuchBreach,
  openBreach,
  tellOfBreaches,
  untoldOf,
} from '@sotto/features/notices/server';
import { openingMakerFor } from '@sotto/schedule';
import { dutyOf, momentOf, reasonOf, scopeOf, wordsOf } from './breach-words.ts';
import { columns, instantOf, minuteOf } from './columns.ts';
import { type Command, CommandRefused, type Context, type Flags, type Outcome } from './command.ts';

const duties = { authority: 'WHEN|WHY-NOT', 'attorney-general': 'WHEN|WHY-NOT', agencies: 'WHEN|WHY-NOT', late: 'WHY' } as const;

export const breachCommands: readonly Command[] = [
  {
    name: ['breach', 'open'],
    args: [],
    flags: { known: 'WHEN', all: '', users: 'FILE', from: 'DATE', until: 'DATE' },
    says: 'write a breach into the register: the 72 hours run from when it became known; asks what people are to be told',
    changes: true,
    run: open,
  },
  {
    name: ['breach', 'list'],
    args: [],
    says: 'the register of all breaches, with times, counts and what is missing',
    opensNothing: true,
    run: list,
  },
  {
    name: ['breach', 'notify'],
    args: ['BREACH'],
    says: 'tell everyone it concerns, in the app and by mail, each once; broken off, it goes on by itself',
    changes: true,
    run: tell,
  },
  {
    name: ['breach', 'note'],
    args: ['BREACH'],
    flags: duties,
    says: 'note when the authorities were told, or why not; the first one stops the clock',
    changes: true,
    opensNothing: true,
    run: noteDuties,
  },
  {
    name: ['breach', 'close'],
    args: ['BREACH'],
    flags: duties,
    says: 'end it, when everyone was told and every duty is done or said why not',
    changes: true,
    opensNothing: true,
    run: close,
  },
];

/** The right to open an address for one letter to it. */
const opening = openingMakerFor({ name: 'operator console', purposes: ['account'] });

async function open(context: Context): Promise<Outcome> {
  const { platform, flags } = context;
  const by = await context.whoIsThere();
  const knownAt = flags['known'] === undefined ? platform.now() : momentOf('known', flags['known'], platform.now());
  const scope = await scopeOf(context);
  const words = await wordsOf(context);
  const faults = faultsOfWords(platform, words);
  if (faults.length > 0)
    throw new CommandRefused(`This cannot be mailed: it ${faults.join(', and it ')}. Nothing was written down.`);
  // Twice: that it began, before anything is written, and then its id, which is not known before.
  await context.note();
  const breach = await openBreach(platform, { by, knownAt, words, scope });
  await context.note({ caseId: breach.id, detail: 'in the register', count: breach.impacted });
  return {
    lines: [
      `${breach.id} is in the register. It concerns ${people(breach.impacted)}.`,
      `The data protection authority must be told by ${minuteOf(breach.knownAt + 72 * hourMs)} UTC.`,
      `Tell the people: npm run sotto -- breach notify ${breach.id}`,
    ],
    json: itemOf(breach),
  };
}

async function list({ platform }: Context): Promise<Outcome> {
  const all = await listBreaches(platform);
  const rows = all.map((breach) => [
    breach.id,
    minuteOf(breach.knownAt),
    String(breach.impacted),
    breach.toldAt === null ? (breach.tellingSince === null ? 'not yet' : 'under way') : minuteOf(breach.toldAt),
    dutyIn(breach.duties.authority),
    breach.closedAt === null ? 'open' : minuteOf(breach.closedAt),
  ]);
  const missing: string[] = [];
  for (const breach of all.filter(({ closedAt }) => closedAt === null))
    missing.push(...(await missingIn(platform, breach)).map((sentence) => `${breach.id}: ${sentence}`));
  const heading = ['breach', 'known (UTC)', 'people', 'told', 'authority', 'closed'];
  return {
    lines: all.length === 0 ? ['There is no breach in the register.'] : [...columns(heading, rows), ...missing],
    json: { items: all.map(itemOf) },
  };
}

async function tell(context: Context): Promise<Outcome> {
  const { platform, args } = context;
  const [id = ''] = args;
  await context.whoIsThere();
  await mustBeOpen(context);
  await context.note({ caseId: id });
  const begun = await beginTelling(platform, id).catch(unlessNone);
  if (begun.toldAt === null) await tellOfBreaches(platform, opening);
  await platform.mail.deliver();
  const breach = (await listBreaches(platform)).find((each) => each.id === id) ?? begun;
  const { told, gone, failed } = breach;
  const { unmailed } = await untoldOf(platform, breach);
  return {
    lines: [
      `${people(told)} ${told === 1 ? 'was' : 'were'} told; what is not mailed yet goes out by itself.`,
      ...(gone > 0 ? [`${gone} could not be told: their accounts are gone.`] : []),
      ...(failed > 0
        ? [`${failed} could not be told: their keys do not open. See who: npm run sotto -- breach untold ${id}`]
        : []),
      ...(unmailed.length > 0
        ? [`${unmailed.length} of them in Sotto alone: their mail was refused. See who: npm run sotto -- breach untold ${id}`]
        : []),
      `What is left to do: npm run sotto -- breach list`,
    ],
    json: itemOf(breach),
  };
}

async function noteDuties(context: Context): Promise<Outcome> {
  const breach = await withDuties(context);
  return {
    lines: ['Noted.', ...(await missingIn(context.platform, breach)).map((sentence) => `Missing: ${sentence}`)],
    json: itemOf(breach),
  };
}

async function close(context: Context): Promise<Outcome> {
  const breach = await withDuties(context);
  const missing = await missingIn(context.platform, breach);
  if (missing.length > 0) throw new CommandRefused(['It cannot be closed yet.', ...missing].join('\n'));
  const { unmailed } = await untoldOf(context.platform, breach);
  const closed = await closeBreach(context.platform, breach.id, { unmailed: unmailed.length }).catch(unlessNone);
  return { lines: [`${breach.id} is closed. It stays in the register.`], json: itemOf(closed) };
}

/** Notes what was said in flags, first of all: what is missing besides keeps nothing of it back. */
async function withDuties(context: Context): Promise<Breach> {
  const { platform, args, flags } = context;
  const [id = ''] = args;
  await context.whoIsThere();
  const change = dutiesIn(flags, platform.now());
  await mustBeOpen(context);
  await context.note({ caseId: id });
  return changeBreach(platform, id, ({ duties: before, lateBecause }) => ({
    duties: { ...before, ...change.duties },
    lateBecause: change.lateBecause ?? lateBecause,
  })).catch(unlessNone);
}

/** Throws `CommandRefused` unless there is an open breach of the id that was typed: the log names none that is not. */
async function mustBeOpen({ platform, args }: Context): Promise<void> {
  const [id = ''] = args;
  const breach = (await listBreaches(platform)).find((each) => each.id === id);
  if (breach === undefined || breach.closedAt !== null) throw new CommandRefused(`There is no open breach ${id}.`);
}

function dutiesIn(flags: Flags, now: number): { duties: Partial<Breach['duties']>; lateBecause: string | undefined } {
  const named: readonly (readonly [keyof Breach['duties'], Duty | undefined])[] = [
    ['authority', dutyOf(flags, 'authority', now)],
    ['attorneyGeneral', dutyOf(flags, 'attorney-general', now)],
    ['agencies', dutyOf(flags, 'agencies', now)],
  ];
  const { late } = flags;
  return {
    duties: Object.fromEntries(named.filter(([, duty]) => duty !== undefined)),
    lateBecause: late === undefined ? undefined : reasonOf('late', late),
  };
}

/** What is missing, in sentences with the command as it is typed for this breach. */
async function missingIn(platform: Context['platform'], breach: Breach): Promise<string[]> {
  return (await missingBefore(platform, breach)).map((sentence) => sentence.replace(/ ID\b/, ` ${breach.id}`));
}

const hourMs = 60 * 60_000;

function itemOf({ words, scope, duties: done, ...breach }: Breach) {
  const { knownAt, openedAt, tellingSince, toldAt, closedAt } = breach;
  const moment = (at: number | null) => (at === null ? null : instantOf(at));
  return {
    id: breach.id,
    scope: scope.sort,
    impacted: breach.impacted,
    told: breach.told,
    gone: breach.gone,
    failed: breach.failed,
    unmailed: breach.unmailed,
    untoldBecause: breach.untoldBecause,
    knownAt: instantOf(knownAt),
    openedAt: instantOf(openedAt),
    tellingSince: moment(tellingSince),
    toldAt: moment(toldAt),
    closedAt: moment(closedAt),
    authority: dutyJson(done.authority),
    attorneyGeneral: dutyJson(done.attorneyGeneral),
    agencies: dutyJson(done.agencies),
    lateBecause: breach.lateBecause,
    alarmed: breach.alarmed,
    words,
  };
}

function dutyJson(duty: Duty | null) {
  if (duty === null) return null;
  return 'at' in duty ? { at: instantOf(duty.at) } : duty;
}

function dutyIn(duty: Duty | null): string {
  if (duty === null) return 'not yet';
  return 'at' in duty ? minuteOf(duty.at) : 'said why not';
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

function unlessNone(error: unknown): never {
  if (error instanceof NoSuchBreach) throw new CommandRefused(error.message);
  throw error;
}
