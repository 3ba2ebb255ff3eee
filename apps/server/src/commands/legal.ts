/**
 * Commands about demands the law makes binding. One of the two doors through which anything readable leaves by the operator's hand:
 * a case with named fields of one person, approved by a second operator, each opening in the operator log before it answers.
 */
import { type FileHandle, open, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  collect,
  type Collected,
  countDemands,
  demandOf,
  type Demand,
  type Demanded,
  fieldNames,
  isPending,
  pendingCaseOf,
  tell,
} from '@sotto/features/legal/server';
import { openingMakerFor } from '@sotto/schedule';
import { type CaseFile, KeyShredded } from '@sotto/vault';
import { assertTwo, beginCase, namesOf, waiting } from './cases.ts';
import { columns, dayOf, instantOf } from './columns.ts';
import { type Command, CommandRefused, type Context, type Outcome } from './command.ts';
import { knownUser } from './users.ts';

export const legalCommands: readonly Command[] = [
  {
    name: ['legal', 'export'],
    args: [],
    flags: {
      case: 'REFERENCE',
      jurisdiction: 'CODE',
      binding: '',
      'non-negotiable': '',
      fields: 'NAMES',
      user: 'ID',
      'quiet-until': 'DATE',
      file: 'FILE',
    },
    says: 'begin a case for a binding demand; once another operator has approved it, the same command writes the named fields to a file',
    changes: true,
    run: exportLegally,
  },
  {
    name: ['legal', 'fields'],
    args: [],
    says: 'list the names of what a demand may name',
    opensNothing: true,
    run: listFields,
  },
  { name: ['legal', 'list'], args: [], says: 'list the cases of demands', opensNothing: true, run: listCases },
  {
    name: ['legal', 'counts'],
    args: [],
    says: 'count all demands year by year; published are those whose person may be told',
    opensNothing: true,
    run: showCounts,
  },
];

/** What is approved where it is a demand. */
export function demandInWords(_: Context, file: CaseFile, { opener }: { opener: string }): string[] {
  const { reference, jurisdiction, userId, fields, quietUntil } = demandOf(file);
  return [
    `${file.id}: ${reference}, ${jurisdiction}; binding and not negotiable, says ${opener}.`,
    `Account: ${userId ?? 'erased since'}`,
    `Fields: ${fields.join(', ')}`,
    quietUntil === null ? 'The person is told at once.' : `The person is told on ${dayOf(quietUntil)}, not before.`,
  ];
}

async function exportLegally(context: Context): Promise<Outcome> {
  const { platform, note } = context;
  const by = await context.whoIsThere();
  const refusal = (error: unknown) => (error instanceof CommandRefused ? note({ detail: 'refused' }) : undefined);
  const demanded = await demandedBy(context, by).catch(async (error: unknown) => {
    await refusal(error);
    throw error;
  });
  const found = await pendingCaseOf(platform.vault, demanded, platform.now());
  if (found === null) {
    const content: Demand = { ...demanded, package: null };
    return beginCase(context, { sort: 'legal', by, content, soFar: 'nothing was opened' });
  }
  if (found.state === 'approved') return carryOutCase(context, { by, file: found });
  throw await waiting(context, found);
}

const days = /^\d{4}-\d\d-\d\d$/;
const longestQuietMs = 366 * 24 * 60 * 60_000;

/** What the flags demand. Throws `CommandRefused` with what is missing. */
async function demandedBy(context: Context, by: string): Promise<Demanded> {
  const { platform, flags, settings } = context;
  await assertTwo(platform, by, 'A demand');
  if (flags['binding'] === undefined || flags['non-negotiable'] === undefined)
    throw new CommandRefused(
      'Only what the law makes binding and leaves no room to negotiate is handed over: say --binding and --non-negotiable when it is both.',
    );
  return {
    reference: referenceOf(flags['case']),
    jurisdiction: jurisdictionOf(flags['jurisdiction'], settings.jurisdictions),
    fields: fieldsOf(flags['fields'], fieldNames(platform)),
    userId: await knownUser(platform, flags['user']),
    quietUntil: quietUntilOf(flags['quiet-until'], platform.now()),
  };
}

function referenceOf(typed = ''): string {
  const reference = typed.normalize('NFKC').trim();
  // The person reads it in a mail: with a dot in the middle of a word it would be taken for a place.
  if (/^(?:[\p{L}\p{M}\p{N} \-/():,#&'’]|\.(?= |$)){1,100}$/u.test(reference)) return reference;
  throw new CommandRefused(
    '--case is how the court or authority calls its demand: at most 100 letters, digits, spaces and - / ( ) : , # &.',
  );
}

function jurisdictionOf(typed: string | undefined, ours: readonly string[]): string {
  if (ours.length === 0)
    throw new CommandRefused('Whose courts can bind you is not set: SOTTO_JURISDICTION. Until it is, every demand is refused.');
  if (typed !== undefined && ours.includes(typed)) return typed;
  throw new CommandRefused(`--jurisdiction is ${ours.join(' or ')}, as SOTTO_JURISDICTION says. Nobody else’s demand binds you.`);
}

function fieldsOf(typed: string | undefined, known: readonly string[]): string[] {
  const named = [...new Set((typed ?? '').split(',').map((name) => name.trim()))].filter((name) => name !== '');
  if (named.length === 0) throw new CommandRefused('--fields names each field that is demanded, with commas. See: legal fields');
  const unknown = named.filter((name) => !known.includes(name));
  if (unknown.length === 0) return named.toSorted();
  throw new CommandRefused(`There is nothing called ${unknown.join(', ')}. See: legal fields`);
}

function quietUntilOf(typed: string | undefined, now: number): number | null {
  if (typed === undefined) return null;
  const until = days.test(typed) ? Date.parse(typed) : Number.NaN;
  if (until > now && until <= now + longestQuietMs) return until;
  throw new CommandRefused('--quiet-until is a day to come, within a year, such as 2026-12-31: the one the order names.');
}

/** The address, for the notice. */
const openAddress = openingMakerFor({ name: 'legal export', purposes: ['account'] });

async function carryOutCase(context: Context, { by, file }: { by: string; file: CaseFile }): Promise<Outcome> {
  const { platform, flags } = context;
  const demand = demandOf(file);
  const { userId, fields, quietUntil } = demand;
  if (userId === null) throw new CommandRefused('There is nobody of this ID.');
  const target = resolve(flags['file'] ?? `${file.id}.json`);
  const { at, counts } = await writeAndClose(context, { by, file, target });
  const toldAt = quietUntil === null || quietUntil <= at ? at : null;
  // Whatever ends the process before it: the case is closed, and the job tells them.
  if (toldAt !== null) await tell(platform, openAddress(userId, 'account'), { caseId: file.id, demand, at, counts });
  const values = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    lines: [
      `${target}: ${values} values of ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}. Only you can read this file; hand it over sealed, then destroy it.`,
      toldAt === null && quietUntil !== null ? `The person is told on ${dayOf(quietUntil)}.` : 'The person was told.',
    ],
    json: { id: file.id, file: target, counts, toldAt: toldAt === null ? null : instantOf(toldAt) },
  };
}

type Closing = { readonly by: string; readonly file: CaseFile; readonly target: string };

/** The file, whole, and the case closed; or neither. Throws `CommandRefused`: then the case can be carried out again. */
async function writeAndClose(context: Context, { target, ...closing }: Closing) {
  // First of all: where no file can be, nothing is opened.
  const handle = await open(target, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new CommandRefused(
      error.code === 'EEXIST'
        ? `${target} is there already; nothing is written over. Name another with --file.`
        : `${target} cannot be written (${error.code}). Nothing was opened. Name another with --file.`,
    );
  });
  let isClosed = false;
  try {
    const done = await fillAndClose(context, closing, handle);
    isClosed = true;
    return done;
  } finally {
    await handle.close();
    if (!isClosed) await rm(target, { force: true });
  }
}

async function fillAndClose({ platform, note }: Context, { by, file }: Omit<Closing, 'target'>, handle: FileHandle) {
  const demand = demandOf(file);
  // Before anything opens: whatever happens next, that it began stands in the log.
  await note({ caseId: file.id, detail: 'opening' });
  const collected = await collect(platform, file).catch((error: unknown) => {
    throw error instanceof KeyShredded ? new CommandRefused('There is nobody of this ID.') : error;
  });
  for (const { detail, count } of openingsOf(collected)) await note({ caseId: file.id, detail, count });
  const at = platform.now();
  await handle.writeFile(packageOf(file, { demand, at, collected }));
  await handle.sync();
  const { counts } = collected;
  const content: Demand = { ...demand, package: { at, by, counts: { ...counts } } };
  if (!(await platform.vault.cases.write(file, { content, done: true })))
    throw new CommandRefused('Someone else carried this case out at the same moment. Nothing was written.');
  return { at, counts };
}

/** What stands in the operator log of each list that was opened: which of its fields, and how many values they gave. */
function openingsOf({ counts }: Collected): { detail: string; count: number }[] {
  const byList = Map.groupBy(Object.keys(counts), (field) => field.slice(0, field.indexOf('.')));
  return [...byList].map(([list, fields]) => ({
    detail: `${list} (${fields.map((field) => field.slice(list.length + 1)).join(', ')})`,
    count: fields.reduce((sum, field) => sum + (counts[field] ?? 0), 0),
  }));
}

function packageOf(
  { id, openedBy, approvedBy }: CaseFile,
  { demand, at, collected }: { demand: Demand; at: number; collected: Collected },
): string {
  const { reference, jurisdiction, fields } = demand;
  const head = { format: 'sotto legal package', version: 1, case: id, reference, jurisdiction, madeAt: instantOf(at) };
  return `${JSON.stringify({ ...head, openedBy, approvedBy, fields, counts: collected.counts, values: collected.values }, null, 2)}\n`;
}

async function listFields({ platform }: Context): Promise<Outcome> {
  const names = fieldNames(platform);
  return { lines: names, json: { items: names } };
}

async function listCases(context: Context): Promise<Outcome> {
  const { platform } = context;
  const files = await platform.vault.cases.list('legal');
  const names = await namesOf(platform.vault);
  const nameOf = (id: string | null) => (id === null ? '' : (names.get(id) ?? id));
  const items = files.map((file) => {
    const demand = demandOf(file);
    return { file, demand, state: stateOf(file, demand, platform.now()) };
  });
  const rows = items.map(({ file, demand, state }) => [
    file.id,
    dayOf(file.openedAt),
    state,
    nameOf(file.openedBy),
    nameOf(file.approvedBy),
    demand.jurisdiction,
    demand.reference,
  ]);
  return {
    lines: rows.length === 0 ? ['No case.'] : columns(['case', 'begun', 'state', 'by', 'approved by', 'of', 'reference'], rows),
    json: {
      items: items.map(({ file: { id, openedAt, openedBy, approvedBy }, demand, state }) => ({
        id,
        state,
        openedAt: instantOf(openedAt),
        openedBy,
        approvedBy,
        reference: demand.reference,
        jurisdiction: demand.jurisdiction,
        userId: demand.userId,
        fields: demand.fields,
        quietUntil: demand.quietUntil === null ? null : dayOf(demand.quietUntil),
      })),
    },
  };
}

function stateOf(file: CaseFile, { package: made }: Demand, now: number): string {
  // Done without one: an older copy of the keyring was promoted, which ends what it knows as begun.
  if (file.state === 'done') return made === null ? 'void' : 'carried out';
  if (!isPending(file, now)) return 'void';
  return file.state === 'approved' ? 'approved' : 'waits for approval';
}

async function showCounts({ platform }: Context): Promise<Outcome> {
  const items = await countDemands(platform.vault, platform.now());
  const rows = items.map(({ year, demands, packages, people, withoutPackage, notToldYet }) =>
    [year, demands, packages, people, withoutPackage, notToldYet].map(String),
  );
  const heading = ['year', 'demands', 'packages', 'people', 'without a package', 'not told yet'];
  return { lines: rows.length === 0 ? ['There was no demand.'] : columns(heading, rows), json: { items } };
}
