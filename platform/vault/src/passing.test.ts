import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { DidNotOpen } from './door.ts';
import { createPassingSeal } from './passing.ts';

test('a piece on its way opens in its place under its own seal, and nowhere else', () => {
  const piece = Buffer.from('wandering lilac otter');
  const seal = createPassingSeal(randomBytes);
  const sealed = seal.seal(3, piece);
  expect(Buffer.from(seal.open(3, sealed))).toEqual(piece);
  expect(Buffer.from(sealed).includes(piece)).toBe(false);
  expect(() => seal.open(2, sealed)).toThrow(DidNotOpen);
  expect(() => createPassingSeal(randomBytes).open(3, sealed)).toThrow(DidNotOpen);
});
