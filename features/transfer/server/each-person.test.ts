/** A job that goes from person to person. */
import { KeyShredded } from '@sotto/vault';
import { expect, test } from 'vitest';
import { forEachPerson } from './each-person.ts';

const going = new AbortController().signal;

test('a person who does not open keeps the job from nobody, and the first failure is thrown at the end', async () => {
  const done: string[] = [];
  const run = forEachPerson(['one', 'damaged', 'two', 'damaged as well', 'three'], going, async (person) => {
    if (person.startsWith('damaged')) throw new Error(person);
    done.push(person);
  });
  await expect(run).rejects.toThrow(/^damaged$/);
  expect(done).toEqual(['one', 'two', 'three']);
});

test('of someone who is erased there is nothing to do, and a job that is to stop begins with nobody more', async () => {
  const done: number[] = [];
  const stopping = new AbortController();
  await forEachPerson([1, 2, 3, 4], stopping.signal, async (person) => {
    if (person === 1) throw new KeyShredded('No key.');
    done.push(person);
    if (person === 3) stopping.abort();
  });
  expect(done).toEqual([2, 3]);
});
