/** What an operator is told of an error. */
import { expect, test } from 'vitest';
import { CommandRefused } from './commands/command.ts';
import { sentencesOf } from './sentences.ts';

test('a refusal of several lines is told line by line, and an error nobody foresaw not at all', () => {
  expect(sentencesOf(new CommandRefused('It cannot be closed yet.\nSay why.'))).toEqual(['It cannot be closed yet.', 'Say why.']);
  expect(sentencesOf(new Error('canary'))).toEqual([]);
});
