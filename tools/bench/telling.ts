/** Whether the time of an answer tells who is here: someone known and someone unknown, asked in a mixed order. */
import { forgotPassword, signIn } from '@sotto/features/account/api';
import { createVisitor, uniqueName } from '@sotto/testing';
import { joinAs } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, runSotto } from './sotto.ts';
import { chanceToTell, median, timed } from './statistics.ts';

/** Of each kind. */
const samples = 2000;
/** Guesses at one address that wait for nothing, and links that one address is sent at once. */
const free = { signIn: 5, forgotPassword: 3 };
/** Nothing of these answers but waiting takes long, so several are under way at once; each is timed for itself. */
const lanes = { signIn: 2, forgotPassword: 10 };

const ways = {
  signIn: (origin: string, email: string) =>
    createVisitor(origin)
      .call(signIn, { body: { email, password: 'not the one that was chosen' } })
      .then(ignore, ignore),
  forgotPassword: (origin: string, email: string) => createVisitor(origin).call(forgotPassword, { body: { email } }),
};

function ignore(): void {}

export async function measureTelling(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const way of ['signIn', 'forgotPassword'] as const) {
    await using place = await freshPlace();
    await using server = await runSotto(place);
    rows.push(await rowOf(way, server.origin));
  }
  return rows;
}

async function rowOf(way: keyof typeof ways, origin: string): Promise<Row> {
  const known: string[] = [];
  for (let number = 0; number < Math.ceil(samples / free[way]); number++) known.push((await joinAs(origin, uniqueName())).email);
  const asked = mixed(known.flatMap((email) => Array.from({ length: free[way] }, () => email)).slice(0, samples));
  const times = { known: [] as number[], unknown: [] as number[] };
  const lane = async () => {
    for (let next = asked.pop(); next; next = asked.pop()) {
      const { who, email } = next;
      times[who].push(await timed(() => ways[way](origin, email)));
    }
  };
  await Promise.all(Array.from({ length: lanes[way] }, lane));
  return {
    work: way === 'signIn' ? 'wrong password, known or unknown' : 'link for a forgotten password, known or unknown',
    how: `${samples} of each in a mixed order; 50 % is guessing`,
    figures: [
      { name: 'told apart by time', value: 100 * chanceToTell(times.known, times.unknown), unit: '%', atLeast: 45, atMost: 55 },
      { name: 'median, known', value: median(times.known), unit: 'ms' },
      { name: 'median, unknown', value: median(times.unknown), unit: 'ms' },
    ],
  };
}

/** Each address once, beside one of the same length that nobody has, in an order of chance: names are that. */
function mixed(known: readonly string[]): { readonly who: 'known' | 'unknown'; readonly email: string }[] {
  const both = known.flatMap((email) => [
    { who: 'known' as const, email, order: uniqueName() },
    { who: 'unknown' as const, email: `${uniqueName()}@example.org`, order: uniqueName() },
  ]);
  return both.toSorted((one, other) => (one.order < other.order ? -1 : 1));
}
