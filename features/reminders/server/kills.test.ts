/**
 * Each reminder once, with processes that are killed: they look and send at a real mail server, and die by SIGKILL at moments
 * that chance chose. A mail that was handed over by one that died before it could note so comes once more under the same id.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { fileURLToPath } from 'node:url';
import { joinByMail, openMailbox } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { createInterview } from '@sotto/features/interviews/api';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import {
  createClock,
  engines,
  environmentOf,
  freePort,
  freshFolder,
  freshStores,
  isFull,
  startServer,
  type Visitor,
} from '@sotto/testing';
import { expect, test } from 'vitest';
import { setReminderMail } from '../api.ts';
import { chanceOf } from './testing/chance.ts';
import { features } from './testing/features.ts';

const kills = isFull ? 40 : 2;
const interviews = isFull ? 60 : 12;
/** SQLite is for one server process. */
const atOnce = { sqlite: 1, postgres: 2 };

const worker = fileURLToPath(new URL('testing/worker.ts', import.meta.url));
const minute = 60_000;
const planned = Date.parse('2026-11-21T12:00:00Z');
const moment = Date.parse('2026-11-23T13:00:00Z');

test.for(engines)(
  'each reminder comes once from processes that are killed while they send (%s)',
  { timeout: 600_000 },
  async (engine) => {
    await using mailbox = await openMailbox();
    await using folder = await freshFolder();
    const clockFile = path(folder.path, 'clock');
    await using stores = await freshStores(engine, { SOTTO_PORT: String(await freePort()), SOTTO_SMTP_URL: mailbox.url });
    const email = await begin(stores, mailbox);
    const environment = { ...environmentOf(stores.settings), SOTTO_SMTP_URL: mailbox.url, CLOCK_FILE: clockFile };
    const chance = chanceOf(7);
    const came = () => mailbox.arrived.filter(({ to }) => to === email);
    await setTime(0);
    const reminded = () => came().filter(({ subject }) => subject.includes('Firm')).length;
    let whileSending = 0;
    for (let kill = 0; kill < kills; kill++) {
      await using processes = start(environment, atOnce[engine]);
      await processes.begin();
      // Half of the deaths come while it is looked what is to be told; in the other half mails are on their way.
      await Promise.race([
        kill % 2 === 0
          ? processes.one('step', chance.between(1, interviews))
          : mailbox.mailsTo(email, came().length + chance.between(1, 3)),
        processes.one('round'),
      ]);
      if (reminded() > 0 && reminded() < interviews) whileSending += 1;
      await processes.kill();
      // What a dead one had in hand is taken up by another after five minutes.
      await setTime((kill + 1) * 6 * minute);
    }
    expect(whileSending, 'the control: deaths with mails still owed').toBeGreaterThan(0);
    const idsOf = (company: string) =>
      new Set(
        came()
          .filter(({ subject }) => subject.includes(`${company} `))
          .map(({ head }) => /^Message-ID: (.*)$/m.exec(head)?.[1]),
      );
    const companies = Array.from({ length: interviews }, (_, index) => `Firm${index}`);
    const isOwed = () => companies.some((company) => idsOf(company).size === 0);
    // More than one only where the mail server was slow to answer, which puts a mail off.
    for (let last = 0; last === 0 || (last < 4 && isOwed()); last++) {
      await setTime((kills + last) * 6 * minute);
      await using processes = start(environment, 1);
      await processes.begin();
      await processes.all('round', 2);
      await processes.kill();
    }
    expect(
      companies.filter((company) => idsOf(company).size === 0),
      'lost',
    ).toEqual([]);
    expect(
      companies.filter((company) => idsOf(company).size > 1),
      'told twice',
    ).toEqual([]);
    expect(came().length, 'handed over').toBeGreaterThanOrEqual(interviews);
    expect(idsOf('Firm of nobody').size, 'the control').toBe(0);

    async function setTime(after: number): Promise<void> {
      await writeFile(clockFile, String(moment + after));
    }
  },
);

/** Someone with many interviews at one hour, who wants mail that names them. Answers their address. */
async function begin(stores: Awaited<ReturnType<typeof freshStores>>, mailbox: Awaited<ReturnType<typeof openMailbox>>) {
  await using server = await startServer({ features, stores, clock: createClock(planned) });
  const { visitor, email } = await joinByMail(server, mailbox);
  const { revision, reminders } = (await visitor.call(getSettings, {})).body;
  const settings = { zone: 'UTC', mailDetail: 'full', reminders: { ...reminders, dailyAt: null } } as const;
  await visitor.call(patchSettings, { body: { revision, ...settings } });
  await visitor.call(setReminderMail, { body: { on: true } });
  for (let index = 0; index < interviews; index++) await meet(visitor, `Firm${index}`);
  return email;
}

async function meet(visitor: Visitor, company: string): Promise<void> {
  const { id } = (await visitor.call(createApplication, { body: { company, title: 'Data engineer' } })).body;
  await visitor.call(createInterview, { body: { applicationId: id, startsAt: '2026-11-24T13:00', zone: 'UTC' } });
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
  const all = async (word: string, times = 1) => void (await Promise.all(children.map(async ({ said }) => said(word, times))));
  return {
    kill,
    /** They begin together: one that opened its stores sooner would be done before the other is there. */
    async begin() {
      await all('ready');
      for (const { child } of children) child.stdin.write('begin\n');
    },
    /** Each has said `word` so many times since it began. Rejects when one ends before. */
    all,
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
