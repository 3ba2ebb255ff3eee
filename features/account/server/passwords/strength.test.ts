import { afterAll, expect, test } from 'vitest';
import { contextOf, createStrength } from './strength.ts';
import { createTurnstile } from '../limits/turnstile.ts';

const strength = createStrength(createTurnstile({ atOnce: 1, waiting: 50, retryAfterSeconds: 1 }));
afterAll(() => strength.close());

const context = contextOf('ines.calloway@example.org');
const scoreOf = async (password: string) => (await strength.judge(password, context)).score;

test('a passphrase of fifteen lower-case letters is hard enough: no mixture is asked for', async () => {
  expect(await scoreOf('lilacotterquilt')).toBeGreaterThanOrEqual(3);
});

test.each([
  'aaaaaaaaaaaaaaa',
  'abcdefghijklmno',
  'Password12345',
  'qwertyuiopasdf',
  '123456789012345',
  'ねこねこねこねこねこねこ',
])('the common password %j is too easy', async (password) => expect(await scoreOf(password)).toBeLessThan(3));

test.each(['ines.calloway@example.org', 'calloway2026', 'sotto2026!!!', 'InesCalloway1'])(
  'the password %j, made of what everyone knows, is too easy',
  async (password) => expect(await scoreOf(password)).toBeLessThan(3),
);

test('a password made to take long does not hold up the server', async () => {
  const hostile = '4@8({[<3€6&9#!|1/0$5+7%2'.repeat(10);
  let turns = 0;
  const counter = setInterval(() => (turns += 1), 1);
  await strength.judge(hostile, context);
  clearInterval(counter);
  // Had it run in this thread, the timer would not have come round once while it was judged.
  expect(turns).toBeGreaterThan(5);
});

test('a crowd that waits to be judged sends strangers away, and nobody who has a session', async () => {
  const narrow = createStrength(createTurnstile({ atOnce: 1, waiting: 1, retryAfterSeconds: 1 }));
  const crowd = [1, 2, 3].map(() => narrow.judge('lilacotterquilt', context));
  const known = narrow.judge('lilacotterquilt', context, 'known');
  const outcomes = await Promise.allSettled(crowd);
  expect(
    outcomes.map(({ status }) => status),
    'the control',
  ).toContain('rejected');
  expect((await known).score).toBeGreaterThanOrEqual(3);
  await narrow.close();
});

test('a worker that ended is followed by another one', async () => {
  await strength.close();
  strength.prepare();
  await strength.close();
  expect(await scoreOf('lilacotterquilt')).toBeGreaterThanOrEqual(3);
});
