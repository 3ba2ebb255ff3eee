/** What must be answered by a day: how long a month is, when it is called for, and what people did without asking anyone. */
import { accountFeature } from '@sotto/features/account/server';
import { deleteAccount } from '@sotto/features/account/api';
import { joinByMail, startWithMail } from '@sotto/features/account/testing';
import { groupsFeature } from '@sotto/features/groups/server';
import { listGroups } from '@sotto/features/groups/api';
import { legalFeature } from '@sotto/features/legal/server';
import { faultsOfLetter } from '@sotto/mail';
import { privacyFeature, recordActivity } from '@sotto/features/privacy/server';
import { type Engine, type TestServer, day, engines, hour, minute, startServer } from '@sotto/testing';
import { describe, expect, test, vi } from 'vitest';
import { signUpPerson } from '../testing.ts';
import { anOperator, answerOf, carriedOut, operatorLog } from './testing.ts';

// Each command writes to two disks; on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 120_000 });

const features = [accountFeature, privacyFeature, groupsFeature, legalFeature];
const contact = 'desk@example.org';

/** What doctor says of cases. */
async function called(server: TestServer): Promise<string[]> {
  const { items } = (await answerOf(server, 'doctor')) as { items: { severity: string; sentence: string }[] };
  return items
    .filter(({ sentence }) => /request|security report/.test(sentence))
    .map(
      ({ severity, sentence }) =>
        `${severity}: ${/(?:right|report)-\d+/.exec(sentence)?.[0]} ${/due at|answered by/.exec(sentence)?.[0]}`,
    );
}

/** A server that mails whoever runs it, and what it told them of a case. */
async function startCalling(engine: Engine) {
  const world = await startWithMail({ features, engine, environment: { SOTTO_CONTACT: contact } });
  const { server, mailbox } = world;
  /** The letters so far, once there are `count` of them, after the job ran twice at once and once more. */
  const letters = async (id: string, count: number) => {
    await Promise.all([server.runJob('answers-due'), server.runJob('answers-due')]);
    await server.runJob('answers-due');
    const arrived = () => mailbox.arrived.filter(({ to, text }) => to === contact && text.includes(id));
    // What is on its way after that many would be seen at the next count.
    await expect.poll(() => arrived().length, { timeout: 30_000 }).toBe(count);
    return arrived();
  };
  return { ...world, letters };
}

describe.each(engines)('a request on %s', (engine) => {
  test('is due in one month, called for on its 20th and 27th day, and silent once it is answered', async () => {
    await using world = await startCalling(engine);
    const { server, letters } = world;
    server.clock.set('2026-11-21T12:00:00Z');
    expect((await carriedOut(server, ['rights', 'open', '--article', '15', '--who', 'Ada Feld, by letter'])).lines[0]).toContain(
      'right-1: to be answered by 2026-12-21 12:00 UTC',
    );
    const at = async (after: number, count: number) => {
      server.clock.set(Date.parse('2026-11-21T12:00:00Z') + after);
      await letters('right-1', count);
      return called(server);
    };
    expect(await at(20 * day - minute, 0)).toEqual([]);
    expect(await at(20 * day, 1)).toEqual(['warning: right-1 answered by']);
    expect(await at(27 * day - minute, 1)).toEqual(['warning: right-1 answered by']);
    expect(await at(27 * day, 2)).toEqual(['alarm: right-1 answered by']);
    expect(await at(30 * day, 2)).toEqual(['alarm: right-1 due at']);
    const [letter] = await letters('right-1', 2);
    expect(letter?.text).toContain('must be answered by 2026-12-21 12:00 UTC. See npm run sotto -- rights list');
    expect(faultsOfLetter({ ...letter!, to: contact }, server.origin)).toEqual([]);
    expect((await carriedOut(server, ['rights', 'extend', 'right-1', '--reason', 'late'])).refusal).toContain(
      'Its month is over',
    );
    expect(await answerOf(server, 'rights list')).toMatchObject({
      items: [{ id: 'right-1', who: 'Ada Feld, by letter', state: 'overdue' }],
    });
    expect((await carriedOut(server, ['rights', 'answer', 'right-1'])).refusal).toBeNull();
    expect(await called(server)).toEqual([]);
    expect(await answerOf(server, 'rights list')).toMatchObject({ items: [{ state: 'answered late' }] });
    expect((await carriedOut(server, ['rights', 'answer', 'right-1'])).refusal).toContain('no case of this name that waits');
    await carriedOut(server, ['rights', 'open', '--article', '17', '--who', 'Bela, by letter']);
    expect((await carriedOut(server, ['rights', 'answer', 'right-2'])).refusal).toBeNull();
    server.clock.advance(20 * day);
    expect(await letters('right-2', 0)).toEqual([]);
  });

  test('is given two months more for a reason, once, and called for again before they end', async () => {
    await using world = await startCalling(engine);
    const { server, mailbox, letters } = world;
    const { email } = await joinByMail(server, mailbox);
    const { userId } = (await server.platform.vault.findLogin(email)) ?? expect.fail();
    server.clock.set('2026-12-31T08:00:00Z');
    await carriedOut(server, ['rights', 'open', '--article', '20', '--user', userId]);
    expect(await answerOf(server, 'rights list')).toMatchObject({
      items: [{ userId, due: '2027-01-31T08:00:00.000Z' }],
    });
    server.clock.set('2027-01-20T08:00:00Z');
    await letters('right-1', 1);
    expect((await carriedOut(server, ['rights', 'extend', 'right-1'])).refusal).toContain('--reason');
    expect((await carriedOut(server, ['rights', 'extend', 'right-1', '--reason', 'many files'])).lines[0]).toContain(
      '2027-03-31 08:00',
    );
    expect((await carriedOut(server, ['rights', 'extend', 'right-1', '--reason', 'more'])).refusal).toContain('already');
    for (const [moment, says, count] of [
      ['2027-01-31T08:00:00Z', [], 1],
      ['2027-03-21T08:00:00Z', ['warning: right-1 answered by'], 2],
      ['2027-03-28T08:00:00Z', ['alarm: right-1 answered by'], 3],
      ['2027-03-31T08:00:00Z', ['alarm: right-1 due at'], 3],
    ] as const) {
      server.clock.set(moment);
      expect([moment, await called(server)]).toEqual([moment, says]);
      await letters('right-1', count);
    }
    expect(
      (await operatorLog(server.platform)).filter(({ caseId }) => caseId === 'right-1').map(({ command }) => command),
    ).toEqual(['rights open: article 20', 'rights extend']);
  });

  test('of a weakness is due in a day, called for after 12 and after 20 hours', async () => {
    await using world = await startCalling(engine);
    const { server, letters } = world;
    const begun = server.clock.now();
    await carriedOut(server, ['report', 'open', '--who', 'kim@example.org: a header is missing']);
    for (const [hours, says, count] of [
      [11, [], 0],
      [12, ['warning: report-1 answered by'], 1],
      [20, ['alarm: report-1 answered by'], 2],
      [24, ['alarm: report-1 due at'], 2],
    ] as const) {
      server.clock.set(begun + hours * hour);
      expect([hours, await called(server)]).toEqual([hours, says]);
      await letters('report-1', count);
    }
    await carriedOut(server, ['report', 'answer', 'report-1']);
    expect(await called(server)).toEqual([]);
    expect(await answerOf(server, 'report list')).toMatchObject({ items: [{ state: 'answered late' }], answered: 1, inTime: 0 });
    expect((await carriedOut(server, ['report', 'list'])).lines.at(-1)).toBe('Answered within 24 hours: 0 of 1.');
  });

  test('that people answer themselves is counted: what they took along and what they deleted', async () => {
    await using server = await startServer({ features, engine });
    const people = [await signUpPerson(server), await signUpPerson(server)];
    const themselves = async () => ((await answerOf(server, 'rights list')) as { byThemselves: object }).byThemselves;
    expect(await themselves()).toEqual({ exports: 0, accounts: 0, data: 0 });
    await Promise.all(
      people.map(({ userId }) =>
        recordActivity(server.platform, userId, { happening: 'exported', by: 'user', about: 'Everything' }),
      ),
    );
    await people[0]?.visitor.call(listGroups, {});
    await people[1]?.visitor.call(deleteAccount, { body: { confirm: 'DELETE' } });
    expect(await themselves()).toEqual({ exports: 2, accounts: 1, data: 0 });
    expect((await carriedOut(server, ['rights', 'list'])).lines.at(-1)).toBe(
      'By themselves, at once: exports this month 2; in the last 30 days accounts deleted 1, all data deleted 0.',
    );
    server.clock.advance(31 * day);
    expect(await themselves()).toEqual({ exports: 0, accounts: 0, data: 0 });
  });
});

test('a request is refused without an article or without someone who asks', async () => {
  await using server = await startServer({ features });
  const tove = await anOperator(server.platform);
  for (const [words, says] of [
    [['rights', 'open', '--who', 'Ada'], '--article is 15 (access)'],
    [['rights', 'open', '--article', '19', '--who', 'Ada'], '--article is 15 (access)'],
    [['rights', 'open', '--article', '15'], 'Say who asks'],
    [['rights', 'open', '--article', '15', '--user', server.platform.ids.user()], 'There is nobody of this ID'],
    [['rights', 'open', '--article', '15', '--who', 'Ada', '--received', '2027-01-01'], '--received is the day'],
    [['report', 'open'], 'Say --who'],
    [['rights', 'answer', 'report-1'], 'no case of this name'],
  ] as const) {
    server.clock.advance(hour);
    expect([words, (await carriedOut(server, words, [tove.name, tove.code()])).refusal]).toEqual([
      words,
      expect.stringContaining(says),
    ]);
  }
});
