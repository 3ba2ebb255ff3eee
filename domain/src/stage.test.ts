import { expect, test } from 'vitest';
import { firstStages, Stage, stageKinds } from './stage.ts';

test('the first stages are the twelve of the product, in order, three of them hidden', () => {
  const stages = firstStages();
  expect(stages.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
    'Saved: lead',
    'Preparing: lead',
    'Applied: submitted',
    'Screening: screen',
    'Assessment: assessment',
    'Interview: interview',
    'Final round: interview',
    'Offer: offer',
    'Accepted: won',
    'Rejected: lost',
    'Withdrawn: lost_by_me',
    'No answer: silent',
  ]);
  expect(stages.filter(({ hidden }) => hidden).map(({ name }) => name)).toEqual(['Preparing', 'Assessment', 'Final round']);
  expect(stages.map(({ rank }) => rank)).toEqual(stages.map(({ rank }) => rank).toSorted());
  expect(new Set(stages.map(({ kind }) => kind))).toEqual(new Set(stageKinds));
  for (const stage of stages) expect(Stage.parse(stage)).toEqual(stage);
});
