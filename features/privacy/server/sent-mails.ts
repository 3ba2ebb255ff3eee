/** Which mails were sent to someone, for them to read. */
import { instantOf } from '@sotto/domain';
import { readSentMails } from '@sotto/mail';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { SentMailView } from '../api.ts';

/** The latest first. */
export async function sentMailsOf({ database, vault }: Platform, by: Opening): Promise<SentMailView[]> {
  const sealer = (await vault.sealers(by.userId)).account;
  const mails = await readSentMails(database, sealer, by);
  return mails.map(({ subject, writtenAt, sentAt }) => ({
    subject,
    writtenAt: instantOf(writtenAt),
    sentAt: sentAt === null ? null : instantOf(sentAt),
  }));
}
