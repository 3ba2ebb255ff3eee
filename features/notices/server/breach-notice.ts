/**
 * Telling everyone a breach concerns: begun by the operator, gone on with by any process, each person once.
 *
 * What is to be told and to whom stands in the register from the moment it was opened, so it is the same for whoever goes on.
 */
import { faultsOfLetter } from '@sotto/mail';
import type { Platform } from '@sotto/runtime';
import { oneByOne, type OpeningMaker } from '@sotto/schedule';
import { NoticeContent } from '../api.ts';
import { audienceOf, type Breach, BreachWords, changeBreach, listBreaches } from './breaches.ts';
import { type FullTally, notifyEveryone, type Tally } from './everyone.ts';
import { letterOf } from './letter.ts';
import type { Notice } from './notify.ts';
import { dayInWords } from './words.ts';

/** From now on the people concerned are told. Throws `NoSuchBreach`. */
export function beginTelling(platform: Platform, id: string): Promise<Breach> {
  return changeBreach(platform, id, ({ tellingSince }) => ({ tellingSince: tellingSince ?? platform.now() }));
}

/** Goes on with every breach whose people are being told, each by itself. `null`: `signal` broke it off. */
export async function tellOfBreaches(platform: Platform, open: OpeningMaker, signal?: AbortSignal): Promise<Tally | null> {
  const total = { now: 0, before: 0, nobody: 0 };
  const waiting = (await listBreaches(platform)).filter(
    ({ tellingSince, toldAt, closedAt }) => tellingSince !== null && toldAt === null && closedAt === null,
  );
  await oneByOne(waiting, async (breach) => {
    const audience = audienceOf(breach.scope, breach.openedAt);
    const tally = await notifyEveryone(platform, open, noticeOf(breach), { ...audience, ...(signal && { signal }) });
    if (tally === null) return;
    await allTold(platform, breach, tally);
    for (const told of ['now', 'before', 'nobody'] as const) total[told] += tally[told];
  });
  return signal?.aborted ? null : total;
}

/** The operator log says when everybody was told, and how many; once, by whoever was first to finish. */
async function allTold(platform: Platform, { id }: Breach, { now, before, nobody, failed }: FullTally): Promise<void> {
  let isFirst = false;
  const { told } = await changeBreach(platform, id, (breach) => {
    isFirst = breach.toldAt === null;
    if (!isFirst) return {};
    return { toldAt: platform.now(), told: now + before, gone: nobody, failed: failed.length, untold: [...failed] };
  });
  if (isFirst)
    await platform.vault.logOperator({ actor: 'system', command: 'breach notify: everybody told', caseId: id, count: told });
}

/** Why a breach cannot be told in these words; empty: it can. The rules of every letter of ours hold for the operator's words too. */
export function faultsOfWords({ setting }: Platform, words: BreachWords): string[] {
  const { id: _, ...said } = noticeOf({ mark: '', knownAt: 0, words });
  const content = NoticeContent.safeParse(said);
  if (!content.success || !BreachWords.safeParse(words).success)
    return ['has an answer that is empty, has a line break in it, or is longer than 1900 characters'];
  return faultsOfLetter(letterOf('someone@example.org', content.data, { ...setting, contact: null }), setting.origin);
}

/** What the people concerned are told. Source of its parts: GDPR, article 34 (2); N.C. General Statutes, 75-65 (d). */
export function noticeOf({ mark, knownAt, words }: Pick<Breach, 'mark' | 'knownAt' | 'words'>): Notice {
  return {
    id: `breach ${mark}`,
    kind: 'breach',
    title: 'A breach of this Sotto concerns you',
    paragraphs: [
      `What happened, as known since ${dayInWords(knownAt)}: ${words.happened}`,
      `What of yours it concerns: ${words.concerned}`,
      `What was done about it: ${words.done}`,
      `What you can do: ${words.advice}`,
      'This is also said to you in the app, so that you can tell it from a mail that only looks like it. Nothing is asked of you by mail.',
    ],
    link: { path: '/settings/notices', label: 'Read it in Sotto' },
  };
}
