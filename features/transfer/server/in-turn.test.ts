/** Long work for one person: one at a time, shared by those who wait, and not begun for nobody. */
import { UserId } from '@sotto/domain';
import { createGate } from '@sotto/http';
import { expect, test } from 'vitest';
import { createTurns } from './in-turn.ts';

const userId = UserId.parse('7d444840-9dc0-41d1-b245-5ffdce74fad2');

/** Work that ends when it is told to, with its number in the order of beginning. */
function begin() {
  const turns = createTurns<number>(createGate<UserId>(1));
  const ends: (() => void)[] = [];
  let begun = 0;
  const ask = (what = 'a copy', signal = new AbortController().signal) =>
    turns({ userId, what, signal }, async (stillWanted) => {
      const number = ++begun;
      const { promise, resolve } = Promise.withResolvers<void>();
      ends.push(resolve);
      await promise;
      stillWanted();
      return number;
    });
  return { ask, end: (number: number) => ends[number - 1]?.(), begun: () => begun };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('whoever asks while it is done shares the next with all who wait for the same, and whoever asks later has a later one', async () => {
  const { ask, end, begun } = begin();
  const first = ask();
  const waiting = [ask(), ask(), ask()];
  await settled();
  expect(begun()).toBe(1);
  end(1);
  expect(await first).toBe(1);
  await settled();
  const later = ask();
  end(2);
  expect(await Promise.all(waiting)).toEqual([2, 2, 2]);
  await settled();
  end(3);
  expect(await later).toBe(3);
});

test('other work of the same person waits in the same line, and is not shared', async () => {
  const { ask, end, begun } = begin();
  const all = [ask('one'), ask('another'), ask('one')];
  for (const number of [1, 2, 3]) {
    await settled();
    expect(begun()).toBe(number);
    end(number);
  }
  expect(await Promise.all(all)).toEqual([1, 2, 3]);
});

test('what everybody left before its turn is not begun; one who stays has it', async () => {
  const { ask, end, begun } = begin();
  const left = new AbortController();
  const first = ask();
  const nobody = ask('for nobody', left.signal);
  const shared = [ask('for one', left.signal), ask('for one')];
  left.abort();
  end(1);
  await first;
  await expect(nobody).rejects.toThrow('has left');
  await settled();
  expect(begun()).toBe(2);
  end(2);
  expect(await Promise.all(shared)).toEqual([2, 2]);
});

test('work is told when everybody has left, and what fails keeps nobody waiting', async () => {
  const { ask, end } = begin();
  const leaving = new AbortController();
  const first = ask('one', leaving.signal);
  const next = ask('another');
  leaving.abort();
  end(1);
  await expect(first).rejects.toThrow('has left');
  await settled();
  end(2);
  expect(await next).toBe(2);
});
