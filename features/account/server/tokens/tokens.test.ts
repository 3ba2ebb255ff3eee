import { randomBytes } from 'node:crypto';
import { createIds } from '@sotto/domain';
import { expect, test } from 'vitest';
import { makeToken, readToken } from './tokens.ts';

const userId = createIds(Date.now, randomBytes).user();

test('a token tells whose it is', () => {
  expect(readToken(makeToken(userId, randomBytes))?.userId).toBe(userId);
});

test('a token is 256 random bits: two of one person differ, in text and in hash', () => {
  const [one, other] = [makeToken(userId, randomBytes), makeToken(userId, randomBytes)];
  expect(one).not.toBe(other);
  expect(readToken(one)?.hash).not.toEqual(readToken(other)?.hash);
});

test('a token with any one character changed, lost or added is not read', () => {
  const token = makeToken(userId, randomBytes);
  const spoiled = [...token].flatMap((character, at) => [
    token.slice(0, at) + (character === 'A' ? 'B' : 'A') + token.slice(at + 1),
    token.slice(0, at) + token.slice(at + 1),
    `${token.slice(0, at)}x${token.slice(at)}`,
  ]);
  expect(spoiled.filter((text) => readToken(text) !== null)).toEqual([]);
  expect(readToken(token), 'the control').not.toBeNull();
});

test('text that is no token is not read, whatever it is', () => {
  for (const text of ['', 'sotto_', '=', 'é', ' '.repeat(70), 'A'.repeat(70), '\0'.repeat(70)])
    expect(readToken(text)).toBeNull();
});
