import { expect, test } from 'vitest';
import { oneByOne } from './one-by-one.ts';

test('of several things one that fails keeps none of the others, and is heard of at the end', async () => {
  const done: number[] = [];
  const work = async (each: number) => {
    done.push(each);
    if (each < 3) throw new RangeError(`number ${each}`);
  };
  await expect(oneByOne([1, 2, 3], work)).rejects.toThrow('number 1');
  expect(done).toEqual([1, 2, 3]);
});
