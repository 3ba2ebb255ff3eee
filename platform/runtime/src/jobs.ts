/** What the platform does by the clock, whatever features there are. Times are UTC; minutes are spread, so that they do not meet. */
import { type Job, createPurge } from '@sotto/schedule';
import type { Platform } from './door.ts';

/** Mails are opened for nothing but being sent. */
export const mailJob = { name: 'mail', pattern: '* * * * *', purposes: ['account'] } as const satisfies Omit<Job, 'run'>;

export function platformJobs({ vault, mail, database, now, log }: Platform): Job[] {
  return [
    createPurge({ database, now, log }),
    { ...mailJob, run: () => mail.deliver() },
    { name: 'mail-files', pattern: '11 3 * * *', run: () => mail.purgeFiles() },
    { name: 'unconfirmed', pattern: '31 3 * * *', run: async () => void (await vault.purgeUnconfirmed(now())) },
    { name: 'mark-progress', pattern: '21 * * * *', run: () => vault.markProgress() },
    { name: 'compare', pattern: '41 4 * * *', run: async () => void (await vault.compare()) },
    { name: 'rotate-epoch', pattern: '51 4 * * 0', run: async () => void (await vault.rotateEpoch()) },
  ];
}
