import { defaultStages } from '@sotto/domain';
import { NewApplication } from '@sotto/features/applications/api';
import { describe, expect, test } from 'vitest';
import { applicationOf, sampleTag, samples } from './sample.ts';

const to = {
  groupId: '0190a000-0000-7000-8000-000000000001',
  stageId: undefined,
  today: '2026-03-01',
  now: Date.parse('2026-03-01T12:00:00.000Z'),
};

describe('samples', () => {
  test('are each what the server takes, and carry the tag by which they go again', () => {
    for (const sample of samples) {
      const made = NewApplication.safeParse(applicationOf(sample, to));
      expect([sample.company, made.error?.issues]).toEqual([sample.company, undefined]);
      expect(made.data?.tags).toContain(sampleTag);
    }
  });

  test('stand in stages that a new account has', () => {
    const known = new Set<string>(defaultStages.map(({ name }) => name));
    expect(samples.filter(({ stage }) => !known.has(stage))).toEqual([]);
  });

  test('count their days over the end of a month', () => {
    const late = samples.find(({ next }) => next?.[1] === -2);
    expect(late && applicationOf(late, to).nextAction).toEqual({ text: 'Follow up', dueOn: '2026-02-27' });
  });
});
