/** Commands about help that people asked for: what may be read is what they granted, and they see each read. */
import { type Kind, type SupportScope, supportStateOf } from '@sotto/domain';
import {
  answerHelp,
  type AtDesk,
  type Grant,
  NotGranted,
  openGrants,
  type Read,
  readUnderGrant,
} from '@sotto/features/support/server';
import { KeyShredded } from '@sotto/vault';
import { columns, instantOf, minuteOf } from './columns.ts';
import { type Command, CommandRefused, type Context, type Outcome } from './command.ts';

export const grantCommands: readonly Command[] = [
  {
    name: ['grant', 'list'],
    args: [],
    says: 'list help that people asked for: opaque ids, what may be read and until when',
    opensNothing: true,
    run: listGrants,
  },
  {
    name: ['grant', 'read'],
    args: ['GRANT'],
    flags: { kind: 'KIND' },
    says: 'read what was asked and granted to you; whoever granted it sees that you did, and what',
    changes: true,
    logsItself: true,
    run: readGrant,
  },
  {
    name: ['grant', 'answer'],
    args: ['GRANT'],
    says: 'answer whoever asked, in words that only they can open',
    changes: true,
    logsItself: true,
    run: answerGrant,
  },
];

async function listGrants({ platform }: Context): Promise<Outcome> {
  const [grants, operators] = [await openGrants(platform), await platform.vault.operators()];
  const nameOf = (id: string | null) => (id === null ? 'any' : (operators.find((each) => each.id === id)?.name ?? id));
  const rows = grants.map((grant) => [
    grant.id,
    supportStateOf(grant, platform.now()),
    nameOf(grant.operator),
    minuteOf(endOf(grant)),
    scopeInWords(grant.scope),
  ]);
  return {
    lines: rows.length === 0 ? ['Nobody has asked for help.'] : columns(['grant', 'state', 'for', 'until (UTC)', 'scope'], rows),
    json: { items: grants.map((grant) => itemOf(grant, platform.now())) },
  };
}

/** Until when it waits, or is read. */
function endOf({ untilAt, lapsesAt }: Grant): number {
  return untilAt ?? lapsesAt;
}

function itemOf(grant: Grant, now: number) {
  const { id, operator, scope, askedAt, readingMs } = grant;
  const state = supportStateOf(grant, now);
  return { id, state, operator, scope, askedAt: instantOf(askedAt), until: instantOf(endOf(grant)), minutes: readingMs / 60_000 };
}

function scopeInWords(scope: SupportScope): string {
  return 'application' in scope ? 'one application and what belongs to it' : scope.kinds.join(', ');
}

async function readGrant(context: Context): Promise<Outcome> {
  const { platform, args, flags } = context;
  const operator = await atDesk(context);
  const read = await readUnderGrant(platform, operator, { grantId: args[0] ?? '', only: flags['kind'] }).catch(unlessGranted);
  const { words, items, until, grant } = read;
  const json = { id: grant.id, until: instantOf(until), words, items };
  return { lines: linesOf(read, platform.workspaces.kinds), json };
}

function linesOf({ words, items, until, grant }: Read, kinds: readonly Kind[]): string[] {
  const titles = new Map(kinds.map(({ name, held }) => [name, held.title]));
  const groups = [...Map.groupBy(items, ({ kind }) => kind)].flatMap(([kind, records]) => [
    '',
    `${titles.get(kind) ?? kind} (${records.length})`,
    ...records.flatMap(({ id, content }) => [id, ...shown(JSON.stringify(content, null, 2))]),
  ]);
  return [
    ...shown(words),
    ...groups,
    '',
    `Open until ${minuteOf(until)} UTC. Whoever granted it sees that you read it, and what.`,
    `Answer them: npm run sotto -- grant answer ${grant.id}`,
  ];
}

/** What people typed may hold codes that a terminal would carry out: they are shown, not sent. */
function shown(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replaceAll(/\p{Cc}/gu, (code) => `\\x${code.charCodeAt(0).toString(16).padStart(2, '0')}`));
}

async function answerGrant(context: Context): Promise<Outcome> {
  const operator = await atDesk(context);
  const words = (await context.askLines('Your answer, ended by an empty line:')).trim();
  if (words === '' || words.length > 4000) throw new CommandRefused('An answer has between 1 and 4,000 characters.');
  const [grantId = ''] = context.args;
  await answerHelp(context.platform, operator, { grantId, words }).catch(unlessGranted);
  return { lines: ['Answered. Whoever asked sees it under Settings, Help.'], json: { id: grantId } };
}

/** Who reads has a name that people are shown: nobody reads as `system`. */
async function atDesk({ platform, whoIsThere }: Context): Promise<AtDesk> {
  const id = await whoIsThere();
  const operator = (await platform.vault.operators()).find((each) => each.id === id);
  if (operator) return { id, name: operator.name };
  throw new CommandRefused('Only an operator with a name reads what people granted: npm run sotto -- operator add NAME');
}

function unlessGranted(error: unknown): never {
  if (error instanceof NotGranted || error instanceof KeyShredded)
    throw new CommandRefused('This was not granted to you, or it is over. The log says that you tried.');
  throw error;
}
