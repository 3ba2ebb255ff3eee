/**
 * A server process as far as notices go: goes on with what was begun and sends, all at once, over and over, until it is killed.
 * The time stands in a file.
 *
 * Says `ready` when its stores are open, `telling` before each unit that tells someone, and `round` after each round: whoever
 * was found to be told is told, and what was due when it began is sent. Ends when its input does: whoever started it is gone.
 */
import { readFileSync } from 'node:fs';
import { parseEnvironment } from '@sotto/config';
import { openPlatform, type Platform } from '@sotto/runtime';
import { openingMakerFor } from '@sotto/schedule';
import { announceTexts, tellOfBreaches } from '../index.ts';
import { changedTexts, features } from './people.ts';

const { CLOCK_FILE: clockFile = '', ...environment } = process.env;
const settings = parseEnvironment(environment, process.cwd());
const now = () => Number(readFileSync(clockFile, 'utf8'));
process.stdin.on('end', () => process.exit()).resume();

const opened = await openPlatform(settings, features, { now });
const open = openingMakerFor({ name: 'notices', purposes: ['account'] });
const texts = changedTexts('2026-12-05');

const platform: Platform = {
  ...opened,
  workspaces: {
    ...opened.workspaces,
    writeBeside(userId, unit) {
      process.stdout.write('telling\n');
      return opened.workspaces.writeBeside(userId, unit);
    },
  },
};

process.stdout.write('ready\n');
for (;;) {
  const work = [announceTexts(platform, texts, open), tellOfBreaches(platform, open), platform.mail.deliver()];
  const ends = await Promise.allSettled(work);
  // As with the schedule: what a busy database refused is taken up by the next round.
  if (ends.every(({ status }) => status === 'fulfilled')) process.stdout.write('round\n');
}
