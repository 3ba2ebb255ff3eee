/** For features that remind of something of their own: the person's one consent, the one ledger, the one unit. See [Note: Once]. */
import type { Id, UserId } from '@sotto/domain';
import { readAddress } from '@sotto/features/account/server';
import { settingsOf } from '@sotto/features/settings/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '@sotto/workspace';
import { consentOf, secretOf, stillWantsMail } from './consent.ts';
import { claim, isEnabled, lookAgain, stillEnabled, unlessOver, untold } from './ledger.ts';
import { letterOf } from './letter.ts';
import type { Words } from './words.ts';

/** Whether reminders reach this person by mail: mail leaves here, they asked for it, and did not end it by the link in one. */
export async function mailsReminders(platform: Platform, { userId }: Opening, workspace: Workspace): Promise<boolean> {
  if (!platform.setting.smtp || !settingsOf(workspace).reminders.byMail) return false;
  const consent = await consentOf(platform, userId);
  return consent !== undefined && consent.stopped_at === null;
}

/** A look at a record whose alarm is due, and what it has come to. Instants are epoch ms. */
export interface Reminding {
  readonly recordId: Id;
  /** As the alarm says. */
  readonly dueAt: number;
  /** What is told now, and for which moment; `null`: nothing. */
  readonly told: { readonly words: Words; readonly moment: number; readonly page: string; readonly label: string } | null;
  /** When to look again; `null`: never. */
  readonly next: number | null;
}

/**
 * Ends a look: at most one mail for each moment, however many processes look and wherever one of them dies. Nothing is mailed to
 * whoever has no reminders by mail. Someone who is gone, or whom another process was quicker with, is no error.
 */
export async function remindByMail(platform: Platform, by: Opening, reminding: Reminding): Promise<void> {
  const { recordId, dueAt, told, next } = reminding;
  const look = { userId: by.userId, recordId, what: 'day', dueAt } as const;
  const isNew = told !== null && (await untold(platform, look, [told.moment])).length > 0;
  const letter = isNew ? await queued(platform, by, told) : [];
  const claimed = isNew && letter.length > 0 ? [claim(platform, look, told.moment)] : [];
  await platform.workspaces.writeBeside(by.userId, [lookAgain(platform, look, next), ...claimed, ...letter]).catch(unlessOver);
}

async function queued(platform: Platform, by: Opening, { words, page, label }: NonNullable<Reminding['told']>) {
  const workspace = await platform.workspaces.read(by);
  if (!(await mailsReminders(platform, by, workspace)) || (await isEnabled(platform, by.userId)) !== true) return [];
  const [to, consent] = [await readAddress(platform, by), await consentOf(platform, by.userId)];
  if (to === null || consent === undefined || !(await isThere(platform, by.userId))) return [];
  const sealers = await platform.vault.sealers(by.userId);
  const frame = { origin: platform.setting.origin, secret: secretOf(sealers.account, consent, by), page, label };
  const letter = letterOf(to, words, frame);
  return [
    stillEnabled(platform, by.userId),
    stillWantsMail(platform, by.userId),
    ...platform.mail.queue(by.userId, sealers, letter),
  ];
}

async function isThere({ vault }: Platform, userId: UserId): Promise<boolean> {
  return (await vault.findUser(userId)) !== null;
}
