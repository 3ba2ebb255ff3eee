/** The list of stolen passwords: every line of it is found, nothing else is, whatever its size, and a wrong file stops the start. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freshFolder, problemOf, refusalOf, startServer, uniqueName } from '@sotto/testing';
import { expect, test } from 'vitest';
import { changePassword, signUp } from '../../api.ts';
import { UnusableList, openBreachedList } from './breached.ts';
import { features, join as joinServer, password } from '../testing/people.ts';

const digestOf = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();

async function listOf(lines: readonly string[], lineEnd = '\n', last = lineEnd) {
  const folder = await freshFolder();
  const file = join(folder.path, 'breached.txt');
  await writeFile(file, lines.join(lineEnd) + last);
  return { file, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

const known = Array.from({ length: 120 }, (_, index) => `known ${index}`);
const unknown = Array.from({ length: 120 }, (_, index) => `unknown ${index}`);
const digests = known.map(digestOf).toSorted();

test.each([
  ['digests alone', digests, '\n', '\n'],
  ['digests with counts', digests.map((each, index) => `${each}:${index * 7919}`), '\n', '\n'],
  ['lines that end as on Windows', digests.map((each) => `${each}:3`), '\r\n', '\r\n'],
  ['no line end after the last', digests, '\n', ''],
  ['one line', digests.slice(0, 1), '\n', '\n'],
  ['two lines', digests.slice(0, 2), '\n', ''],
])('a list of %s holds what is in it and nothing else', async (_what, lines, lineEnd, last) => {
  await using list = await listOf(lines, lineEnd, last);
  const isBreached = openBreachedList(list.file);
  const inIt = known.filter((each) => lines.some((line) => line.startsWith(digestOf(each))));
  expect(inIt.length, 'the control').toBeGreaterThan(0);
  for (const each of inIt) expect(await isBreached(each), `the password ${each}`).toBe(true);
  for (const each of unknown) expect(await isBreached(each), `the password ${each}`).toBe(false);
});

test('a large list is searched, not read: a few dozen pieces of it for a million lines', async () => {
  const lines = Array.from({ length: 1_000_000 }, () => randomBytes(20).toString('hex').toUpperCase());
  lines.push(digestOf(password));
  lines.sort();
  await using list = await listOf(lines);
  const isBreached = openBreachedList(list.file);
  const began = process.cpuUsage();
  expect(await isBreached(password)).toBe(true);
  expect(await isBreached('not in it')).toBe(false);
  // Of the processor: by the clock, a busy machine would be too slow. 41 MB would take longer to read and split than this.
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(1000);
});

test.each([
  ['that is not there', null, 'which cannot be read'],
  ['that is empty', '', 'which is not made of lines that begin with an upper-case SHA-1 digest'],
  [
    'in lower case',
    `${digests.join('\n').toLowerCase()}\n`,
    'which is not made of lines that begin with an upper-case SHA-1 digest',
  ],
  ['of passwords', 'password\n123456\n', 'which is not made of lines that begin with an upper-case SHA-1 digest'],
  ['in another order', `${digests.toReversed().join('\n')}\n`, 'which is not sorted by digest'],
])('a list %s is refused with a sentence', async (_what, content, sentence) => {
  await using folder = await freshFolder();
  const file = join(folder.path, 'breached.txt');
  if (content !== null) await writeFile(file, content);
  expect(() => openBreachedList(file)).toThrow(new UnusableList(`SOTTO_BREACHED_PASSWORDS names ${file}, ${sentence}.`));
});

test('a folder is no list', async () => {
  await using folder = await freshFolder();
  const file = join(folder.path, 'breached');
  await mkdir(file);
  expect(() => openBreachedList(file)).toThrow(UnusableList);
});

test('a server with a list that cannot be read does not start', async () => {
  const starting = startServer({ features, environment: { SOTTO_BREACHED_PASSWORDS: './nowhere.txt' } });
  await expect(starting).rejects.toThrow(UnusableList);
});

test('a stolen password is refused where one is chosen, with a sentence that says why, and signs in where it was chosen before', async () => {
  const [stolen, fine] = ['seventeen paper lanterns', 'a brass kettle sings'];
  await using list = await listOf([digestOf(stolen)]);
  await using server = await startServer({ features, environment: { SOTTO_BREACHED_PASSWORDS: list.file } });
  const { visitor } = await joinServer(server);
  const refused = await refusalOf(visitor.call(changePassword, { body: { current: password, next: stolen } }));
  expect(refused.body.errors).toEqual([
    { field: 'next', message: expect.stringContaining('This one was stolen somewhere and is on the lists') },
  ]);
  const email = `${uniqueName()}@example.org`;
  expect(await problemOf(server.visitor().call(signUp, { body: { email, password: stolen } }))).toBe('invalid-input');
  expect(await problemOf(visitor.call(changePassword, { body: { current: password, next: fine } })), 'the control').toBeNull();
});
