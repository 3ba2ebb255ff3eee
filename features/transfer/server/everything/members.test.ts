import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Unreadable } from '../reading/failure.ts';
import { membersOf } from './members.ts';

async function* cut(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string, size: number) {
  const lists: Record<string, unknown[]> = {};
  for await (const { name, inList, text: value } of membersOf(cut(text, size))) {
    if (!inList) lists[name] = JSON.parse(value);
    else (lists[name] ??= []).push(JSON.parse(value));
  }
  return lists;
}

const entry = fc.oneof(fc.jsonValue(), fc.constant('a "\\" quote\\\\'), fc.constant({ '}': ']', a: ['{', '"'] }));
const lists = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.array(entry, { minLength: 1, maxLength: 5 }), { maxKeys: 5 });

test('lists are read entry by entry, wherever the text is cut and however it is spaced', async () => {
  await fc.assert(
    fc.asyncProperty(lists, fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 2), async (document, size, spaces) => {
      expect(await read(JSON.stringify(document, null, spaces), size)).toEqual(JSON.parse(JSON.stringify(document)));
    }),
    { numRuns: 200 },
  );
});

test('a text that is broken off anywhere is told from one that is whole', async () => {
  const whole = JSON.stringify({ format: 'sotto', groups: [{ a: '"]}' }, 2, true], account: { b: [] }, none: [] });
  expect(await read(whole, 7)).toEqual({ format: 'sotto', groups: [{ a: '"]}' }, 2, true], account: { b: [] } });
  for (let end = 0; end < whole.length; end++) await expect(read(whole.slice(0, end), 7)).rejects.toThrow(Unreadable);
});

test('an entry that never ends is given up before it fills the memory', async () => {
  async function* endless() {
    yield '{"files":["';
    for (;;) yield 'x'.repeat(1024 * 1024);
  }
  await expect(async () => {
    for await (const _ of membersOf(endless()));
  }).rejects.toThrow('too long');
});
