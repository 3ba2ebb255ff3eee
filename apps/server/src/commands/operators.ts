/** Commands about operators: who answers for what is done at the console. */
import { AlreadyExists } from '@sotto/database';
import { secretBytes, stepOfCode, toKeyUri, toTypedSecret } from '@sotto/features/account/server';
import { renderUnicodeCompact } from 'uqr';
import { namesOf } from './cases.ts';
import { columns, dayOf, instantOf, minuteOf } from './columns.ts';
import { type Command, CommandRefused, type Context, type Outcome, wholeNumber } from './command.ts';
import { isSameName } from './desk.ts';

export const operatorCommands: readonly Command[] = [
  {
    name: ['operator', 'add'],
    args: ['NAME'],
    says: 'add an operator, with a code of their authenticator app; from then on commands that change something ask for one',
    changes: true,
    run: addOperator,
  },
  { name: ['operator', 'list'], args: [], says: 'list operators', run: listOperators },
  {
    name: ['operator', 'log'],
    args: [],
    flags: { after: 'POSITION', limit: 'N' },
    says: 'show what was done at this console, from the beginning or after a position, 100 at a time',
    run: showLog,
  },
];

async function addOperator(context: Context): Promise<Outcome> {
  const { platform, ask } = context;
  const name = nameOf(context.args[0]);
  const taken = new CommandRefused('There is an operator of this name.');
  if ((await platform.vault.operators()).some((other) => isSameName(other.name, name))) throw taken;
  await context.whoIsThere();
  const secret = platform.randomBytes(secretBytes);
  show(context, name, secret);
  const code = await ask('Code that the app shows now:');
  const lastStep = stepOfCode(secret, code.replaceAll(/\s/g, ''), platform.now());
  if (lastStep === null) throw new CommandRefused('This code is not right. Nothing was kept; begin again.');
  await context.note();
  const id = await platform.vault.addOperator({ name, secret, lastStep }).catch((error: unknown) => {
    throw error instanceof AlreadyExists ? taken : error;
  });
  return {
    lines: [`${name} is an operator, ${id} in the operator log. Commands that change something ask for name and code.`],
    json: { id, name },
  };
}

/** Shown this once, and kept only when a code of it came back. */
function show({ say }: Context, name: string, secret: Uint8Array): void {
  const uri = toKeyUri(secret, `operator ${name}`);
  say('Scan this with an authenticator app, or type the key into it. It is not shown again.');
  for (const line of renderUnicodeCompact(uri, { border: 2 }).split('\n')) say(line);
  say(uri);
  say(`Key: ${toTypedSecret(secret)}`);
}

async function listOperators({ platform }: Context): Promise<Outcome> {
  const all = await platform.vault.operators();
  const items = all.map(({ id, name, createdAt }) => ({ id, name, createdAt: instantOf(createdAt) }));
  const lines = columns(
    ['id', 'since', 'name'],
    all.map(({ id, name, createdAt }) => [id, dayOf(createdAt), name]),
  );
  return { lines: all.length === 0 ? ['There is no operator: npm run sotto -- operator add NAME'] : lines, json: { items } };
}

async function showLog({ platform: { vault }, flags }: Context): Promise<Outcome> {
  const limit = wholeNumber(flags, 'limit', { least: 1, most: 1000, otherwise: 100 });
  const after = wholeNumber(flags, 'after', { least: 0, most: 999_999_999, otherwise: 0 });
  // One more than asked for tells whether there is a next page.
  const found = await vault.readOperatorLog({ after, limit: limit + 1 });
  const page = found.slice(0, limit);
  const next = found.length > limit ? (page.at(-1)?.position ?? null) : null;
  const names = await namesOf(vault);
  const rows = page.map(({ position, at, actor, command, caseId, count }) => {
    const counted = count === 0 ? '' : ` (${count})`;
    return [String(position), minuteOf(at), names.get(actor) ?? actor, command + counted, caseId];
  });
  const more = next === null ? [] : [`More: npm run sotto -- operator log --after ${next}`];
  return {
    lines: [...columns(['position', 'when (UTC)', 'who', 'what', 'about'], rows), ...more],
    json: { items: page.map((entry) => ({ ...entry, at: instantOf(entry.at) })), next },
  };
}

function nameOf(typed = ''): string {
  const name = typed.normalize('NFKC').trim();
  if (/^[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’-]{0,49}$/u.test(name)) return name;
  throw new CommandRefused(
    'NAME is at most 50 letters, digits, spaces, dots, hyphens and apostrophes, and begins with a letter or digit.',
  );
}
