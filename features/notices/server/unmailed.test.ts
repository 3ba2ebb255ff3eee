/** Someone who was told of a breach in Sotto alone, because the mail to them was given up: the operator is told who, and says what came of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openMailbox, startWithMail } from '@sotto/features/account/testing';
import { UserId } from '@sotto/domain';
import { openingMakerFor } from '@sotto/schedule';
import {
  createClock,
  day,
  engines,
  freePort,
  freshFolder,
  freshStores,
  minute,
  startServer,
  type TestServer,
  environmentOf,
} from '@sotto/testing';
import { expect, test } from 'vitest';
import {
  beginTelling,
  type Breach,
  closeBreach,
  examineBreaches,
  explainUntold,
  listBreaches,
  missingBefore,
  openBreach,
  readNotices,
  tellOfBreaches,
  untoldOf,
} from './index.ts';
import { breachWords as words, features, people } from './testing/people.ts';

const worker = fileURLToPath(new URL('testing/worker.ts', import.meta.url));

const open = openingMakerFor({ name: 'notices', purposes: ['account'] });
const contact = 'desk@example.org';

async function idOf({ platform }: TestServer, email: string): Promise<UserId> {
  return UserId.parse((await platform.vault.findLogin(email))?.userId);
}

async function find({ platform }: TestServer, id: string): Promise<Breach> {
  return (await listBreaches(platform)).find((each) => each.id === id) ?? expect.fail();
}

async function mailedOf({ platform }: TestServer, userId: UserId): Promise<boolean[]> {
  return (await readNotices(platform, open(userId, 'account'))).map(({ mailed }) => mailed);
}

test.each(engines)(
  'who was told in Sotto alone is named to the operator, who says what came of it before the breach ends (%s)',
  { timeout: 120_000 },
  async (engine) => {
    const codes = new Map<string, number>();
    await using world = await startWithMail({
      features,
      engine,
      environment: { SOTTO_CONTACT: contact },
      answer: (to) => codes.get(to) ?? null,
    });
    const { server, mailbox } = world;
    const { platform, clock } = server;
    const [reached = '', refused = '', away = ''] = await people(platform, 3);
    const [reachedId, refusedId, awayId] = [await idOf(server, reached), await idOf(server, refused), await idOf(server, away)];
    codes.set(refused, 550).set(away, 451);
    const { id } = await openBreach(platform, { by: 'system', knownAt: clock.now(), words, scope: { sort: 'all' } });
    const breach = () => find(server, id);
    const untold = async () => untoldOf(platform, await breach());
    expect(await untold()).toEqual({ failed: [], unmailed: [], waiting: 0 });
    await beginTelling(platform, id);
    await tellOfBreaches(platform, open);
    expect(await untold(), 'the control: all wait').toEqual({ failed: [], unmailed: [], waiting: 3 });
    await platform.mail.deliver();
    expect(await untold()).toEqual({ failed: [], unmailed: [refusedId], waiting: 1 });
    expect([await mailedOf(server, reachedId), await mailedOf(server, refusedId)]).toEqual([[true], [false]]);

    const calls = () => mailbox.arrived.filter(({ to, subject }) => to === contact && subject.startsWith('Mail about'));
    const ring = async () => Promise.all([server.runJob('breach-clock'), server.runJob('breach-clock')]);
    const finding = async () => (await examineBreaches(platform)).filter(({ sentence }) => sentence.includes(`untold ${id}`));
    await ring();
    await expect.poll(() => calls().length, { timeout: 30_000 }).toBe(1);
    expect(calls()[0]?.text).toContain(`${id}: the mail to 1 of those told did not get through`);
    expect(await finding()).toHaveLength(1);
    const missing = async () => (await missingBefore(platform, await breach())).filter((sentence) => /mail/.test(sentence));
    expect(await missing()).toEqual([
      expect.stringMatching(/^1 mail is .*on the way/),
      expect.stringMatching(/^The mail to 1 of those told did not get through/),
    ]);
    await explainUntold(platform, await breach(), 'They were told by telephone.');
    expect(await missing()).toHaveLength(1);
    expect(await finding()).toEqual([]);

    // The last is given up after three days: what was said before was not said of them.
    clock.advance(3 * day + minute);
    await platform.mail.deliver();
    expect(await untold()).toEqual({ failed: [], unmailed: [refusedId, awayId].toSorted(), waiting: 0 });
    expect(await missing()).toEqual([expect.stringMatching(/^The mail to 2 of those told did not get through/)]);
    await ring();
    await expect.poll(() => calls().length, { timeout: 30_000 }).toBe(2);
    await explainUntold(platform, await breach(), 'Both were told by telephone.');
    expect(await missing()).toEqual([]);
    expect(await closeBreach(platform, id, { unmailed: 2 })).toMatchObject({ told: 3, unmailed: 2 });
    expect(await mailedOf(server, awayId), 'what they were told stays').toEqual([false]);
  },
);

test.each(engines)(
  'a mail that was being refused when its process was killed is refused once more, and then known for given up (%s)',
  { timeout: 120_000 },
  async (engine) => {
    const [came, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<number>()];
    let answers = 0;
    await using mailbox = await openMailbox(() => {
      answers += 1;
      came.resolve();
      return answers === 1 ? answered.promise : 550;
    });
    await using folder = await freshFolder();
    const clockFile = path(folder.path, 'clock');
    const clock = createClock();
    await writeFile(clockFile, String(clock.now()));
    await using stores = await freshStores(engine, { SOTTO_PORT: String(await freePort()), SOTTO_SMTP_URL: mailbox.url });
    const { id, userId } = await aBreachOfOne();
    const child = spawn(process.execPath, [worker], {
      env: { ...environmentOf(stores.settings), SOTTO_SMTP_URL: mailbox.url, CLOCK_FILE: clockFile },
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    await came.promise;
    child.kill('SIGKILL');
    await once(child, 'exit');
    answered.resolve(550);
    await using server = await startServer({ features, stores, clock });
    const untold = async () => untoldOf(server.platform, await find(server, id));
    expect(await untold()).toEqual({ failed: [], unmailed: [], waiting: 1 });
    clock.advance(6 * minute);
    await server.platform.mail.deliver();
    expect(await untold()).toEqual({ failed: [], unmailed: [userId], waiting: 0 });
    expect(answers).toBe(2);

    async function aBreachOfOne(): Promise<{ id: string; userId: UserId }> {
      await using first = await startServer({ features, stores, clock });
      const [email = ''] = await people(first.platform, 1);
      const begun = { by: 'system', knownAt: clock.now(), words, scope: { sort: 'all' } } as const;
      const { id: breachId } = await openBreach(first.platform, begun);
      await beginTelling(first.platform, breachId);
      return { id: breachId, userId: await idOf(first, email) };
    }
  },
);

test('a mail that was void with a restored outbox comes no more, and is not waited for', { timeout: 60_000 }, async () => {
  await using server = await startServer({ features });
  const { platform, clock } = server;
  const [email = ''] = await people(platform, 1);
  const userId = await idOf(server, email);
  const { id } = await openBreach(platform, { by: 'system', knownAt: clock.now(), words, scope: { sort: 'all' } });
  await beginTelling(platform, id);
  await tellOfBreaches(platform, open);
  const { build, write } = platform.database;
  await write([{ query: build.deleteFrom('outbox').where('user_id', '=', userId), rows: 1 }]);
  expect(await untoldOf(platform, await find(server, id))).toEqual({ failed: [], unmailed: [userId], waiting: 0 });
});
