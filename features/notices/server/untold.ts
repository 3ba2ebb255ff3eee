/**
 * Whom a breach did not reach: by no way, because their keys do not open, or in Sotto alone, because the mail was given up.
 *
 * The first stand in the register, the others are read from their notices for as long as the breach is open; of both the operator
 * says what came of it before it ends. A mail that is still on its way may yet be given up, so none ends before that.
 */
import type { UserId } from '@sotto/domain';
import { oneByOne } from '@sotto/schedule';
import type { Platform } from '@sotto/runtime';
import { type Finding, warning } from '@sotto/vault';
import { callOperator, examineDuties } from './breach-clock.ts';
import { noticeOf } from './breach-notice.ts';
import { type Breach, changeBreach, listBreaches, missingOf } from './breaches.ts';
import { notMailed } from './mailed.ts';
import { noticeIdOf } from './notify.ts';

/** `failed`: their keys do not open. `unmailed`: told in Sotto alone. `waiting`: so many mails are on their way. */
export interface Untold {
  readonly failed: readonly UserId[];
  readonly unmailed: readonly UserId[];
  readonly waiting: number;
}

/** Whom an open breach did not reach. Of one that is closed only numbers are left. */
export async function untoldOf(platform: Platform, breach: Breach): Promise<Untold> {
  if (breach.tellingSince === null || breach.closedAt !== null) return { failed: [], unmailed: [], waiting: 0 };
  const notice = noticeOf(breach).id;
  const own = (await notMailed(platform)).filter(({ userId, id }) => id === noticeIdOf(platform, userId, notice));
  const unmailed = own.filter(({ waits }) => !waits).map(({ userId }) => userId);
  return { failed: breach.untold, unmailed, waiting: own.length - unmailed.length };
}

/** What came of those whom it did not reach by now. Throws `NoSuchBreach`. */
export async function explainUntold(platform: Platform, breach: Breach, because: string): Promise<Breach> {
  const { unmailed } = await untoldOf(platform, breach);
  return changeBreach(platform, breach.id, ({ untold }) => ({ untoldBecause: because, explained: [...untold, ...unmailed] }));
}

/** What keeps a breach from being closed, its mails too, in sentences; empty: nothing. */
export async function missingBefore(platform: Platform, breach: Breach): Promise<string[]> {
  const untold = await untoldOf(platform, breach);
  return [
    ...missingOf(breach),
    ...(untold.waiting > 0
      ? [`${mails(untold.waiting)} about it still on the way, for three days at most. Close it once that is over.`]
      : []),
    ...(isUnexplained(breach, untold) ? [`${addedSentence(untold)} See who, and say what came of it: ${command} ID`] : []),
  ];
}

const command = 'npm run sotto -- breach untold';

/** Of somebody the operator did not say what came of them. Where nothing was said yet of those who could not be told, `missingOf` asks. */
function isUnexplained({ untoldBecause, explained }: Breach, { failed, unmailed }: Untold): boolean {
  const said = new Set(explained);
  return (unmailed.length > 0 || untoldBecause !== null) && [...failed, ...unmailed].some((userId) => !said.has(userId));
}

function addedSentence(untold: Untold): string {
  const { failed, unmailed } = untold;
  if (unmailed.length > 0) return unmailedSentence(untold);
  return `It did not reach ${failed.length} by now, not all of whom were explained.`;
}

function unmailedSentence({ unmailed }: Untold): string {
  return `The mail to ${unmailed.length} of those told did not get through; they know it only if they open Sotto.`;
}

function mails(count: number): string {
  return count === 1 ? '1 mail is' : `${count} mails are`;
}

/** Tells the operator of mails that were given up: when the first was, and once more when all are over. For the schedule. */
export async function ringUnmailed(platform: Platform): Promise<void> {
  const open = (await listBreaches(platform)).filter(({ closedAt, tellingSince }) => closedAt === null && tellingSince !== null);
  await oneByOne(open, async (breach) => {
    const untold = await untoldOf(platform, breach);
    const count = untold.unmailed.length;
    const isNews = (known: number) => count > known && (known === 0 || untold.waiting === 0);
    if (!isNews(breach.unmailed)) return;
    let isFirst = false;
    await changeBreach(platform, breach.id, (now) => {
      isFirst = isNews(now.unmailed);
      return isFirst ? { unmailed: count } : {};
    });
    if (!isFirst) return;
    platform.log.error('breach-mail', { outcome: `${breach.id}, given up`, count });
    callOperator(platform, 'Mail about a breach was given up', findingOf(breach, untold));
  });
}

/** What `doctor` says of breaches that are not over. */
export async function examineBreaches(platform: Platform): Promise<Finding[]> {
  const findings = await examineDuties(platform);
  for (const breach of await listBreaches(platform)) {
    const untold = await untoldOf(platform, breach);
    if (isUnexplained(breach, untold)) findings.push(warning(findingOf(breach, untold)));
  }
  return findings;
}

function findingOf(breach: Breach, untold: Untold): string {
  const { id } = breach;
  return `${id}: ${lowerFirst(addedSentence(untold))} Reach them another way, and say so: ${command} ${id}`;
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
