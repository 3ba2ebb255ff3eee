import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldErrors } from './field-errors.ts';

const Sample = z.strictObject({
  name: z.string().min(1).max(300),
  tags: z.array(z.string()).max(2).optional(),
  code: z.string().max(3, 'Three letters.').optional(),
});

test.for([
  [{ name: 'x'.repeat(301) }, 'name', 'At most 300 characters.'],
  [{ name: '' }, 'name', 'This is needed.'],
  [{}, 'name', 'This is needed.'],
  [{ name: 'a', tags: ['1', '2', '3'] }, 'tags', 'At most 2 of them.'],
  [{ name: 'a', code: 'long' }, 'code', 'Three letters.'],
  [{ name: 'a', more: 1 }, 'more', 'There is no such field.'],
] as const)('a field at fault is told in words that help: %j', ([value, field, message]) => {
  const { error } = Sample.safeParse(value);
  expect(fieldErrors(error?.issues ?? [], value)).toEqual([{ field, message }]);
});
