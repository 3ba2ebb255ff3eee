/** What is typed about a breach, read: moments, days, who it concerns, duties done or why not. */
import { readFile } from 'node:fs/promises';
import { UserId } from '@sotto/domain';
import type { BreachWords, Duty, Scope } from '@sotto/features/notices/server';
import { CommandRefused, type Context, type Flags } from './command.ts';

/** Epoch ms. Throws `CommandRefused` for what is no moment, or one that has not come yet. */
export function momentOf(flag: string, typed: string, now: number): number {
  const at = momentIn(typed);
  if (at !== null && at <= now) return at;
  throw new CommandRefused(`--${flag} is a moment that has passed, in UTC: 2026-11-22T10:00Z`);
}

/** `2026-11-22T10:00Z`, `2026-11-22T10:00:30Z`. */
function momentIn(typed: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/.test(typed) ? Date.parse(typed) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

const dayMs = 24 * 60 * 60_000;

/** The beginning of a day in UTC, epoch ms; `null`: the flag was not given. */
function dayIn(flags: Flags, name: string): number | null {
  const typed = flags[name];
  if (typed === undefined) return null;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? Date.parse(typed) : Number.NaN;
  if (Number.isNaN(at)) throw new CommandRefused(`--${name} is a day: 2026-11-22`);
  return at;
}

/** Who it concerns: exactly one of the three ways to say it. */
export async function scopeOf(context: Context): Promise<Scope> {
  const { flags } = context;
  const from = dayIn(flags, 'from');
  const until = dayIn(flags, 'until');
  const isRange = from !== null || until !== null;
  if ([flags['all'] !== undefined, flags['users'] !== undefined, isRange].filter(Boolean).length !== 1)
    throw new CommandRefused('Say whom it concerns: --all, or --users FILE, or --from DATE and --until DATE.');
  if (flags['users'] !== undefined) return { sort: 'people', ids: await idsIn(context, flags['users']) };
  return isRange ? { sort: 'range', from, until: until === null ? null : until + dayMs } : { sort: 'all' };
}

/** One id a line, each of an account there is. Whoever is gone by now cannot be told, and is said to be left out. */
async function idsIn({ platform, say }: Context, file: string): Promise<UserId[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandRefused(`${file} cannot be read.`);
  });
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const wrong = lines.findIndex((line) => line !== '' && !UserId.safeParse(line).success);
  if (wrong >= 0) throw new CommandRefused(`Line ${wrong + 1} of ${file} is no ID, as user list names them.`);
  const named = [...new Set(lines.filter((line) => line !== ''))].map((line) => UserId.parse(line));
  const here = new Set<UserId>();
  for (let after: UserId | null = null; ;) {
    const page = await platform.vault.listPeople({ after, limit: 1000 });
    for (const { userId } of page) here.add(userId);
    if (page.length < 1000) break;
    after = page.at(-1)?.userId ?? null;
  }
  const found = named.filter((id) => here.has(id));
  if (found.length < named.length) say(`${named.length - found.length} of the IDs are of no account any more.`);
  return found;
}

/** The four answers that people are told, asked one after the other. */
export async function wordsOf({ ask }: Context): Promise<BreachWords> {
  return {
    happened: (await ask('What happened, in a sentence or two that everyone concerned will read?')).trim(),
    concerned: (await ask('What of theirs does it concern?')).trim(),
    done: (await ask('What was done about it?')).trim(),
    advice: (await ask('What can they do?')).trim(),
  };
}

const leastReason = 10;

/** Done at a moment, or why not; `undefined`: the flag was not given. */
export function dutyOf(flags: Flags, flag: string, now: number): Duty | undefined {
  const typed = flags[flag];
  if (typed === undefined) return undefined;
  if (/^\d/.test(typed)) return { at: momentOf(flag, typed, now) };
  return { why: reasonOf(flag, typed) };
}

/** A reason someone can follow later. */
export function reasonOf(flag: string, typed: string): string {
  const reason = typed.trim();
  if (reason.length >= leastReason && reason.length <= 500) return reason;
  throw new CommandRefused(`--${flag} is a moment (2026-11-22T10:00Z), or a reason of ${leastReason} to 500 characters.`);
}
