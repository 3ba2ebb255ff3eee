import { expect, test } from 'vitest';
import { happenings } from '../api.ts';
import { faultText, happeningTexts } from './texts.ts';

test('every sort of entry in the activity log has words of its own', () => {
  const said = happenings.map((happening) => happeningTexts[happening]);
  expect(said.filter((words) => !/^[A-Z][^.]+[^.]$/.test(words ?? ''))).toEqual([]);
  expect(new Set(said).size).toBe(happenings.length);
});

test('what is wrong with a log is said of one entry and of several', () => {
  expect(faultText({ what: 'missing', from: 3, to: 3 })).toBe('Entry 3 is missing.');
  expect(faultText({ what: 'changed', from: 3, to: 5 })).toBe('Entries 3 to 5 are not what was written there.');
});
