import { expect, test } from 'vitest';
import { withChanges } from './change.ts';
import { firstStageFor, firstStages } from './stage.ts';

test('changes leave what is absent, clear what is null, replace the rest whole', () => {
  const before = { kept: 1, cleared: 'x' as string | null, replaced: { a: 1, b: 2 } as { a: number; b?: number } };
  expect(withChanges(before, { kept: undefined, cleared: null, replaced: { a: 3 } })).toEqual({
    kept: 1,
    cleared: null,
    replaced: { a: 3 },
  });
  expect(before.replaced).toEqual({ a: 1, b: 2 });
});

test('an application begins in the first stage that fits and is shown, else in a hidden one, else in the first', () => {
  const stages = firstStages().map((content) => ({ content }));
  expect(firstStageFor(stages, false).content.name).toBe('Saved');
  expect(firstStageFor(stages, true).content.name).toBe('Applied');
  const hidden = stages.map(({ content }) => ({ content: content.name === 'Saved' ? { ...content, hidden: true } : content }));
  expect(firstStageFor(hidden, false).content.name).toBe('Saved');
  expect(firstStageFor(stages.slice(7), false).content.name).toBe('Offer');
});
