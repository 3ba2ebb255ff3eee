import { expect, test } from 'vitest';
import { inPlace } from './listed.ts';

const item = (id: string) => ({ id, revision: 1 });
const items = ['a', 'b', 'c'].map(item);
const order = (id: string, after: string | null) => inPlace(items, item(id), after).map((one) => one.id);

test('what is moved stands first, between two, or last', () => {
  expect([order('c', null), order('c', 'a'), order('a', 'c')]).toEqual([
    ['c', 'a', 'b'],
    ['a', 'c', 'b'],
    ['b', 'c', 'a'],
  ]);
});

test('what is changed and not moved stays where it was', () => {
  const changed = { id: 'b', revision: 2 };
  expect(inPlace(items, changed, undefined)).toEqual([item('a'), changed, item('c')]);
});
