/** What the platform does by the clock, whatever features there are. Times are UTC; minutes are spread, so that they do not meet. */
import { type BackupPlaces, createBackup, missedBackups, pruneBackups, verifyBackup } from '@sotto/backup';
import { escaped, type Letter } from '@sotto/mail';
import { type Job, createPurge } from '@sotto/schedule';
import type { Platform } from './door.ts';

/** Mails are opened for nothing but being sent. */
export const mailJob = { name: 'mail', pattern: '* * * * *', purposes: ['account'] } as const satisfies Omit<Job, 'run'>;

/** `backupFolder`: where backups lie. */
export function platformJobs(platform: Platform, backupFolder: string): Job[] {
  const { vault, mail, database, now, log } = platform;
  const places: BackupPlaces = { folder: backupFolder, vault, now };
  return [
    createPurge({ database, now, log }),
    { ...mailJob, run: () => mail.deliver() },
    { name: 'mail-files', pattern: '11 3 * * *', run: () => mail.purgeFiles() },
    { name: 'unconfirmed', pattern: '31 3 * * *', run: async () => void (await vault.purgeUnconfirmed(now())) },
    { name: 'mark-progress', pattern: '21 * * * *', run: () => vault.markProgress() },
    { name: 'compare', pattern: '41 4 * * *', run: async () => void (await vault.compare()) },
    {
      name: 'backup',
      pattern: '1 2 * * *',
      async run() {
        const { file } = await createBackup(database, places);
        if (file !== null) await verifyBackup(file, places);
        await pruneBackups(places);
      },
    },
    { name: 'backup-alarm', pattern: '31 14 * * *', run: () => alarmOfBackups(platform, places) },
    { name: 'rotate-epoch', pattern: '51 4 * * 0', run: async () => void (await vault.rotateEpoch()) },
  ];
}

/** Half a day after the hour of backups: whoever runs this Sotto is told when one is missing, by the log and at their address. */
async function alarmOfBackups({ vault, mail, log, setting }: Platform, places: BackupPlaces): Promise<void> {
  const { foundedAt } = await vault.keyring.status();
  const missed = await missedBackups(places, foundedAt);
  if (missed.length === 0) return;
  log.error('backup missed', { count: missed.length });
  if (setting.contact !== null) mail.sendOnce(letterOf(setting.contact, missed, setting.origin));
}

function letterOf(to: string, sentences: readonly string[], origin: string): Letter {
  const subject = 'A backup of Sotto is missing';
  const body = sentences.map((sentence) => `<p>${escaped(sentence)}</p>`).join('');
  const html = `<!doctype html><html lang="en"><head><title>${subject}</title></head><body>${body}</body></html>`;
  return { to, subject, text: `${sentences.join('\n\n')}\n\n-- \nSotto at ${origin}`, html };
}
