/** The door of notices on the server: telling someone something once, changed texts, the breach desk. */
import { type Archive, type Published, sampleArchive, sampleTexts } from '@sotto/features/policy/server';
import type { Feature, Platform } from '@sotto/runtime';
import { type Job, oneByOne, type OpeningMaker } from '@sotto/schedule';
import { tellOfBreaches } from './breach-notice.ts';
import { ringBreaches } from './breach-clock.ts';
import { noteInRow } from './mailed.ts';
import { announceTexts, publishToNobody, type Texts } from './policy.ts';
import { tellOfRestores } from './restored.ts';
import { noticeRoutes } from './routes.ts';
import { ringUnmailed } from './untold.ts';

export { beginTelling, faultsOfWords, tellOfBreaches } from './breach-notice.ts';
export {
  agenciesAbove,
  type Breach,
  type BreachWords,
  changeBreach,
  closeBreach,
  type Duty,
  listBreaches,
  missingOf,
  NoSuchBreach,
  openBreach,
  type Scope,
} from './breaches.ts';
export { type Audience, notifyEveryone, type Tally } from './everyone.ts';
export { type Notice, type Told, noticeRows, notify } from './notify.ts';
export { announceTexts, examineTexts, presentTexts, publishTexts, type Texts } from './policy.ts';
export { readNotices } from './read.ts';
export { tellOfRestores } from './restored.ts';
export { examineBreaches, explainUntold, missingBefore, type Untold, untoldOf } from './untold.ts';

/** What goes on by itself with whatever an operator began, should their command have been broken off. */
function noticeJobs(platform: Platform, texts: Texts): Job[] {
  const tell = async (signal: AbortSignal, open: OpeningMaker) => {
    await oneByOne(
      [
        async () => {
          await publishToNobody(platform, texts);
          await announceTexts(platform, texts, open, signal);
        },
        () => tellOfBreaches(platform, open, signal),
        () => tellOfRestores(platform, open, signal),
      ],
      (each) => each(),
    );
  };
  return [
    { name: 'notices', pattern: '* * * * *', purposes: ['account'], run: tell },
    {
      name: 'breach-clock',
      pattern: '*/5 * * * *',
      run: () => oneByOne([ringBreaches, ringUnmailed], (ring) => ring(platform)),
    },
  ];
}

/** The feature with the texts of someone else: apps/server hands in those of the `promises` workspace. */
export function createNoticesFeature(published: Published, archive: Archive): Feature {
  return {
    name: 'notices',
    afterMail: noteInRow,
    start: (platform) => ({ routes: noticeRoutes(platform), jobs: noticeJobs(platform, { published, archive }) }),
  };
}

/** With sample texts: for the tests of other features. */
export const noticesFeature: Feature = createNoticesFeature(sampleTexts, sampleArchive);
