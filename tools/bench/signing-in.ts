/** Signing in beside the slow hash it is made of, and what 20 people doing so at once do to everyone else. */
import { signIn } from '@sotto/features/account/api';
import { createVisitor } from '@sotto/testing';
import { verify, hash } from '@node-rs/argon2';
import { load } from './load.ts';
import { type Seeker, joinAs, password, seekerWith } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, runSotto } from './sotto.ts';
import { inTurns, median, percentile, timed } from './statistics.ts';

const peopleAtOnce = 20;

export async function measureSigningIn(): Promise<Row[]> {
  await using place = await freshPlace();
  await using server = await runSotto(place);
  const reader = await seekerWith(server.origin, 'reader', { applications: 1000 });
  const people: Seeker[] = [];
  for (let number = 0; number < peopleAtOnce; number++) people.push(await joinAs(server.origin, `person${number}`));
  return [await aloneRow(server.origin, people[0]!), await atOnceRow(server.origin, reader, people)];
}

const signInOf = (origin: string, { email }: Seeker) => createVisitor(origin).call(signIn, { body: { email, password } });

async function aloneRow(origin: string, person: Seeker): Promise<Row> {
  // As in features/account/server/passwords/passwords.ts.
  const stored = await hash(password, { memoryCost: 32 * 1024, timeCost: 2, parallelism: 1 });
  const { ofHash, ofSignIn } = await inTurns(25, {
    ofHash: () => timed(() => verify(stored, password)),
    ofSignIn: () => timed(() => signInOf(origin, person)),
  });
  return {
    work: 'sign-in',
    how: 'over HTTP, one after the other; Argon2id of the same cost in this process',
    figures: [
      { name: 'one Argon2id (floor)', value: median(ofHash), unit: 'ms' },
      { name: 'median', value: median(ofSignIn), unit: 'ms' },
      { name: 'p95', value: percentile(ofSignIn, 0.95), unit: 'ms', atMost: 400 },
      { name: 'median ÷ floor', value: median(ofSignIn) / median(ofHash), unit: '×', atMost: 1.3 },
    ],
  };
}

async function atOnceRow(origin: string, reader: Seeker, people: readonly Seeker[]): Promise<Row> {
  const url = `${origin}/api/v1/applications?groupId=${reader.groupId}&limit=25`;
  const read = async () => (await load(url, { ...reader, connections: 1, seconds: 2 })).p95Ms;
  const { quiet, busy } = await inTurns(3, {
    quiet: read,
    async busy() {
      const over = new AbortController();
      const crowd = people.map(async (person) => {
        while (!over.signal.aborted) await signInOf(origin, person);
      });
      const p95 = await read();
      over.abort();
      await Promise.all(crowd);
      return p95;
    },
  });
  return {
    work: `list page while ${peopleAtOnce} sign in at once, over and over`,
    how: 'one connection; the crowd is driven by this process, on the same cores',
    figures: [
      { name: 'p95 in peace', value: median(quiet), unit: 'ms' },
      { name: 'p95 meanwhile', value: median(busy), unit: 'ms' },
      { name: 'meanwhile ÷ in peace', value: median(busy) / median(quiet), unit: '×', atMost: 2 },
    ],
  };
}
