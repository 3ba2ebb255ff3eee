/**
 * A breach and changed texts, told by processes that are killed while they do it: they tell both and send at a real mail server,
 * all at once, and die by SIGKILL after as many people or mails as chance chose. A mail that was handed over by one that died before it could note so comes once more
 * under the same id.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Arrived, type Mailbox, openMailbox } from '@sotto/features/account/testing';
import {
  createClock,
  createRandomBytes,
  engines,
  freePort,
  freshFolder,
  freshStores,
  isFull,
  startServer,
  type Stores,
  environmentOf,
} from '@sotto/testing';
import { expect, test } from 'vitest';
import { beginTelling, listBreaches, openBreach, publishTexts } from './index.ts';
import { breachWords as words, changedTexts, features, people } from './testing/people.ts';

const worker = fileURLToPath(new URL('testing/worker.ts', import.meta.url));

const kills = isFull ? 24 : 2;
const concerned = isFull ? 10_000 : 30;
const others = isFull ? 500 : 6;
/** SQLite is for one server process. */
const atOnce = { sqlite: 1, postgres: isFull ? 2 : 1 };

const minute = 60_000;
const began = Date.parse('2026-11-21T12:00:00Z');

test.for(engines)(
  'a breach and changed texts reach everyone concerned once, and nobody else, from processes that are killed while they send (%s)',
  { timeout: isFull ? 3_600_000 : 600_000 },
  async (engine) => {
    await using mailbox = await openMailbox();
    await using folder = await freshFolder();
    const clockFile = path(folder.path, 'clock');
    await using stores = await freshStores(engine, { SOTTO_PORT: String(await freePort()), SOTTO_SMTP_URL: mailbox.url });
    const told = await begin(stores);
    const environment = { ...environmentOf(stores.settings), SOTTO_SMTP_URL: mailbox.url, CLOCK_FILE: clockFile };
    const chance = createRandomBytes('kills');
    const upTo = (most: number) => Buffer.from(chance(4)).readUInt32BE() % (Math.max(0, most) + 1);
    const letters = 2 * concerned + others;
    let deaths = 0;
    let sentBefore = 0;
    for (let kill = 0; kill < kills; kill++) {
      // What a dead one had in hand is taken up by another after five minutes.
      await writeFile(clockFile, String(began + minute + kill * 6 * minute));
      await using processes = start(environment, atOnce[engine]);
      await processes.all('ready');
      // The first half die while people are told, whatever mails are on their way then; the others while mails are still owed.
      const isTelling = kill < kills / 2;
      if (kill <= kills / 2) sentBefore = mailbox.arrived.length;
      const share = (2 * (isTelling ? letters / atOnce[engine] : letters - sentBefore)) / kills;
      const many = 1 + upTo(Math.floor(share) - 2);
      const isMidway = await Promise.race([
        (isTelling ? processes.one('telling', many) : mailbox.mails(mailbox.arrived.length + many)).then(() => true),
        processes.one('round', 2).then(() => false),
      ]);
      await processes.kill();
      if (isMidway && mailbox.arrived.length < letters) deaths += 1;
    }
    expect(deaths, 'the control: deaths with people to tell or mails owed').toBeGreaterThanOrEqual(isFull ? 20 : 1);
    // More than one only where the mail server was slow to answer, which puts a mail off.
    for (let last = 0; last === 0 || (last < 4 && idsOf(mailbox).size < letters); last++) {
      await writeFile(clockFile, String(began + minute + (kills + last) * 6 * minute));
      await using processes = start(environment, 1);
      await processes.all('round', 2);
      await processes.kill();
    }

    expect(timesTold(mailbox, 'A breach of this Sotto')).toEqual(new Map(told.concerned.map((to) => [to, 1])));
    expect(timesTold(mailbox, 'What Sotto promises changes')).toEqual(
      new Map([...told.concerned, ...told.others].map((to) => [to, 1])),
    );
    await using server = await startServer({ features, stores, clock: createClock(began + 300 * minute) });
    expect(await listBreaches(server.platform)).toMatchObject([{ impacted: concerned, told: concerned, gone: 0 }]);
  },
);

/** Whoever was here before the breach, whoever came since, a breach and texts that are to be told. */
async function begin(stores: Stores): Promise<{ concerned: string[]; others: string[] }> {
  const clock = createClock(began - 10 * minute);
  await using server = await startServer({ features, stores, clock });
  const { platform } = server;
  const before = await people(platform, concerned);
  const until = clock.now() + 1;
  clock.advance(minute);
  const since = await people(platform, others);
  clock.set(began);
  const scope = { sort: 'range', from: null, until } as const;
  const { id } = await openBreach(platform, { by: 'system', knownAt: began, words, scope });
  await beginTelling(platform, id);
  await publishTexts(platform, changedTexts('2026-12-05'));
  return { concerned: before, others: since };
}

function idsOf(mailbox: Mailbox): Set<string> {
  return new Set(mailbox.arrived.map(idOf));
}

function idOf({ head }: Arrived): string {
  return /^Message-ID: (.*)$/m.exec(head)?.[1] ?? '';
}

/** By address: how many mails of this subject came, told apart by their ids. */
function timesTold(mailbox: Mailbox, subject: string): Map<string, number> {
  const ids = new Map<string, Set<string>>();
  for (const mail of mailbox.arrived.filter((each) => each.subject.startsWith(subject)))
    ids.set(mail.to, (ids.get(mail.to) ?? new Set()).add(idOf(mail)));
  return new Map([...ids].map(([to, each]) => [to, each.size]));
}

/** So many processes, which die with their scope, however it is left; should this one be killed, they end by themselves. */
function start(environment: Record<string, string>, count: number) {
  const children = Array.from({ length: count }, () => {
    const child = spawn(process.execPath, [worker], { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
    return { child, said: hearing(child) };
  });
  const kill = async () => {
    for (const { child } of children) child.kill('SIGKILL');
    await Promise.all(children.map(async ({ child }) => child.exitCode ?? child.signalCode ?? once(child, 'exit')));
  };
  return {
    kill,
    /** Each has said `word` so many times since it began. Rejects when one ends before. */
    all: async (word: string, times = 1) => void (await Promise.all(children.map(async ({ said }) => said(word, times)))),
    /** One of them has. */
    one: async (word: string, times = 1) => Promise.race(children.map(async ({ said }) => said(word, times))),
    [Symbol.asyncDispose]: kill,
  };
}

/** Listens from now on: whatever is said before anyone waits for it counts. */
function hearing(child: ChildProcess): (word: string, times: number) => Promise<void> {
  let heard = '';
  let ended: string | null = null;
  const waiting = new Set<() => void>();
  const look = () => {
    for (const each of waiting) each();
  };
  child.stdout?.on('data', (piece: Buffer) => {
    heard += piece.toString();
    look();
  });
  child.once('exit', (code) => {
    ended = `The process ended with ${String(code)}`;
    look();
  });
  return (word, times) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (heard.split(`${word}\n`).length > times) resolve();
        else if (ended !== null) reject(new Error(`${ended} before it said ${word}.`));
        else return;
        waiting.delete(check);
      };
      waiting.add(check);
      check();
    });
}
