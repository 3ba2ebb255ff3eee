/**
 * Calls for what must be answered by a day: requests of people on their 20th and 27th day (ten and three days before the end of a
 * longer one), reports of weaknesses after 12 and 20 hours, until they are answered.
 *
 * Each call is given once, by whichever process was first to write it into the case: in the log, and by mail to the address of
 * contact where there is one. `doctor` says it as long as it is so.
 */
import { escaped, type Letter } from '@sotto/mail';
import type { Platform } from '@sotto/runtime';
import type { Job } from '@sotto/schedule';
import { sentenceOf, type Waiting, waitingCases } from './deadlines.ts';

/** Every five minutes. Opens nothing of anybody. */
export function callsJob(platform: Platform): Job {
  return {
    name: 'answers-due',
    pattern: '*/5 * * * *',
    async run(signal) {
      for (const waiting of await waitingCases(platform.vault)) {
        if (signal.aborted) return;
        await call(platform, waiting);
      }
    },
  };
}

/** Of calls that were all missed one is given. */
async function call({ vault, now, log, setting, mail }: Platform, waiting: Waiting): Promise<void> {
  const due = waiting.calls.filter((moment) => moment <= now() && !waiting.called.includes(moment));
  if (due.length === 0) return;
  // Someone else wrote in between: another process that calls, or the answer. If neither, the next run calls.
  if (!(await vault.cases.write(waiting.file, { content: waiting.callingAt([...waiting.called, ...due]) }))) return;
  log.error('answers-due', { outcome: waiting.file.id, count: hoursLeft(waiting, now()) });
  const { contact, origin } = setting;
  if (contact?.includes('@')) mail.sendOnce(letterOf(contact, sentenceOf(waiting, now()), origin));
}

/** Whole hours until it must be answered; below zero: late. */
function hoursLeft({ due }: Waiting, now: number): number {
  return Math.floor((due - now) / (60 * 60_000));
}

function letterOf(to: string, sentence: string, origin: string): Letter {
  const subject = 'Something waits for your answer';
  const html = `<!doctype html><html lang="en"><head><title>${subject}</title></head><body><p>${escaped(sentence)}</p></body></html>`;
  return { to, subject, text: `${sentence}\n\n-- \nSotto at ${origin}`, html };
}
