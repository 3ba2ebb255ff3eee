/**
 * The clock of a breach: an alarm to the operator at 24, 48 and 66 hours until the authority was told or it is said why not.
 *
 * Each alarm is given once, by whichever process was first to write it into the register: in the log, and by mail to the
 * address of contact where there is one. `doctor` says it as long as it is so.
 */
import { escaped } from '@sotto/mail';
import type { Platform } from '@sotto/runtime';
import { type Finding, alarm, warning } from '@sotto/vault';
import { authorityWithinMs, type Breach, changeBreach, listBreaches } from './breaches.ts';

const hourMs = 60 * 60_000;
/** Hours after which the operator is reminded. */
export const alarmHours = [24, 48, 66] as const;

/** Gives the alarms that are due. For the schedule. */
export async function ringBreaches(platform: Platform): Promise<void> {
  for (const breach of await listBreaches(platform)) {
    const due = alarmHours.filter((hours) => isDue(breach, hours, platform.now()) && !breach.alarmed.includes(hours));
    if (due.length > 0) await ring(platform, breach.id, due);
  }
}

function isDue({ duties, closedAt, knownAt }: Breach, hours: number, now: number): boolean {
  return closedAt === null && duties.authority === null && now >= knownAt + hours * hourMs;
}

/** Of alarms that were all missed the latest is given. */
async function ring(platform: Platform, id: string, due: readonly number[]): Promise<void> {
  let isFirst = false;
  const breach = await changeBreach(platform, id, ({ alarmed }) => {
    isFirst = due.some((hours) => !alarmed.includes(hours));
    return { alarmed: [...new Set([...alarmed, ...due])].toSorted((a, b) => a - b) };
  });
  if (!isFirst) return;
  platform.log.error('breach-clock', { outcome: `${id}, ${due.at(-1)} hours`, count: hoursLeft(breach, platform.now()) });
  callOperator(platform, 'A breach waits for the authority to be told', sentenceOf(breach, platform.now()));
}

/** By mail, where there is an address of contact and mail leaves. */
export function callOperator({ setting, mail }: Platform, subject: string, sentence: string): void {
  const { contact, origin } = setting;
  if (!contact?.includes('@')) return;
  const html = `<!doctype html><html lang="en"><head><title>${subject}</title></head><body><p>${escaped(sentence)}</p></body></html>`;
  mail.sendOnce({ to: contact, subject, text: `${sentence}\n\n-- \nSotto at ${origin}`, html });
}

/** What `doctor` says of breaches that are not over; of whom they did not reach, see `untold.ts`. */
export async function examineDuties(platform: Platform): Promise<Finding[]> {
  const open = (await listBreaches(platform)).filter(({ closedAt }) => closedAt === null);
  return open.flatMap((breach) => [
    ...(breach.duties.authority === null ? [clockFinding(breach, platform.now())] : []),
    ...(breach.toldAt === null
      ? [
          warning(
            `${breach.id}: the people it concerns were not all told. Tell them: npm run sotto -- breach notify ${breach.id}`,
          ),
        ]
      : []),
    ...(breach.duties.authority !== null && breach.toldAt !== null
      ? [warning(`${breach.id} is open. When all is done: npm run sotto -- breach close ${breach.id}`)]
      : []),
  ]);
}

function clockFinding(breach: Breach, now: number): Finding {
  return (now >= breach.knownAt + alarmHours[0] * hourMs ? alarm : warning)(sentenceOf(breach, now));
}

function sentenceOf(breach: Breach, now: number): string {
  return `${breach.id}: the data protection authority was not told yet; ${timeLeft(hoursLeft(breach, now))}. Tell it, then: npm run sotto -- breach note ${breach.id} --authority WHEN`;
}

function timeLeft(hours: number): string {
  if (hours >= 0) return hours === 1 ? '1 of 72 hours is left' : `${hours} of 72 hours are left`;
  return hours === -1 ? 'the 72 hours were over 1 hour ago' : `the 72 hours were over ${-hours} hours ago`;
}

/** Whole hours until the authority must have been told; below zero: late. */
function hoursLeft({ knownAt }: Breach, now: number): number {
  return Math.floor((knownAt + authorityWithinMs - now) / hourMs);
}
