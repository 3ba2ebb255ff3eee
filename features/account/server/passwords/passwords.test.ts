import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { createPasswords, isOutdated } from './passwords.ts';
import { createTurnstile } from '../limits/turnstile.ts';

const passwords = createPasswords(createTurnstile({ atOnce: 2, waiting: 20, retryAfterSeconds: 1 }), randomBytes);

test('a stored password is Argon2id with at least the parameters OWASP asks for', async () => {
  const stored = await passwords.hash('wandering lilac otter');
  const [, memory, passes, lanes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(stored) ?? [];
  expect(Number(memory)).toBeGreaterThanOrEqual(19 * 1024);
  expect(Number(passes)).toBeGreaterThanOrEqual(2);
  expect(Number(lanes)).toBe(1);
  expect(isOutdated(stored)).toBe(false);
});

test('the same password twice gives two hashes, and each knows it', async () => {
  const [one, other] = await Promise.all([passwords.hash('wandering lilac otter'), passwords.hash('wandering lilac otter')]);
  expect(one).not.toBe(other);
  expect(await passwords.matches(one, 'wandering lilac otter')).toBe(true);
  expect(await passwords.matches(other, 'wandering lilac otter')).toBe(true);
  expect(await passwords.matches(one, 'wandering lilac ottes')).toBe(false);
});

test('nothing of a long password is cut off', async () => {
  const long = '😀'.repeat(255);
  const stored = await passwords.hash(`${long}a`);
  expect(await passwords.matches(stored, `${long}b`)).toBe(false);
  expect(await passwords.matches(stored, `${long}a`)).toBe(true);
});

test('nobody is told by the same work and never let in', async () => {
  expect(await passwords.matches(null, 'wandering lilac otter')).toBe(false);
  expect(await passwords.matches(null, '')).toBe(false);
});

test('a hash made with less is outdated', async () => {
  const weak = await hash('wandering lilac otter', { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  expect(isOutdated(weak)).toBe(true);
  expect(await passwords.matches(weak, 'wandering lilac otter')).toBe(true);
});
