/**
 * Telling someone something: a sealed notice and a mail, in one unit, once.
 *
 * [Note: Told once] The row of a notice is the right to mail it: its key is a digest of person and notice, and it is written in
 * the unit that puts the mail into the outbox. So however often and from however many processes someone is told the same, and
 * wherever one of them dies, there is one row and one mail, or neither. Handing over is the part of `platform/mail`, under one
 * Message-ID. Everybody is told: disabled accounts too, and whatever they switched off.
 */
import { AlreadyExists, type Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { confirmedAddress } from '@sotto/features/account/server';
import type { Platform } from '@sotto/runtime';
import { DidNotOpen, KeyShredded, type Opening, type Sealer } from '@sotto/vault';
import type { z } from 'zod';
import { NoticeContent } from '../api.ts';
import { letterOf } from './letter.ts';
import { mailed } from './mailed.ts';

/** What is to be told. `id` names it among everything a person is ever told (`breach 0193…`): the same id is told once. */
export type Notice = { readonly id: string } & z.input<typeof NoticeContent>;

/**
 * `before`: they were told already. `nobody`: there is no such person any more, or nothing of them but keys. `failed`: nothing
 * can be sealed for them, because their keys do not open.
 */
export type Told = 'now' | 'before' | 'nobody' | 'failed';

/**
 * Tells someone, in the app and by mail. Whoever never showed that the mailbox is theirs, and whose address does not open, is
 * told in the app alone. The mail leaves with the next delivery; see `Mail.deliver`. Throws `ZodError` for a notice with a line break or without a word.
 *
 * @example await notify(platform, open(userId, 'account'), { id: `disclosure ${caseId}`, kind: 'disclosure', title, paragraphs })
 */
export async function notify(platform: Platform, by: Opening, notice: Notice): Promise<Told> {
  // Cheaper than finding out by the row that is there: whoever tells many takes up where another stopped.
  if (await wasTold(platform, by.userId, notice.id)) return 'before';
  try {
    const rows = await noticeRows(platform, by, notice);
    await platform.workspaces.writeBeside(by.userId, rows);
    return 'now';
  } catch (cause) {
    if (cause instanceof AlreadyExists) return 'before';
    if (cause instanceof KeyShredded) return 'nobody';
    if (cause instanceof DidNotOpen) return 'failed';
    throw cause;
  }
}

/**
 * The same as statements, for whoever tells in the unit that causes it: hand them to `Workspaces.writeBeside`, which throws
 * `AlreadyExists` when they were told before, and then nothing of the unit is kept. Throws `KeyShredded`, or `DidNotOpen` when their keys are
 * damaged.
 */
export async function noticeRows(platform: Platform, by: Opening, { id, ...said }: Notice): Promise<readonly Statement[]> {
  const { database, vault, mail, setting, now } = platform;
  const { userId } = by;
  const content = NoticeContent.parse(said);
  const sealers = await vault.sealers(userId);
  const to = await confirmedAddress(platform, by).catch(unlessDamaged);
  const row = {
    ...rowOf(sealers.account, noticeIdOf(platform, userId, id), content),
    created_at: now(),
    mailed: to === null ? mailed.notWritten : mailed.waits,
    dismissed_at: null,
  };
  const told: Statement = { query: database.build.insertInto('notice').values(row), rows: 1 };
  return to === null ? [told] : [told, ...mail.queue(userId, sealers, letterOf(to, content, setting, row.id))];
}

async function wasTold(platform: Platform, userId: UserId, id: string): Promise<boolean> {
  const { build, rows } = platform.database;
  const own = build.selectFrom('notice').select('id').where('user_id', '=', userId);
  return (await rows(own.where('id', '=', noticeIdOf(platform, userId, id)))).length > 0;
}

/** Nobody without the keyring's keys learns from a row which notice it is, or who else was told the same. */
export function noticeIdOf({ vault }: Pick<Platform, 'vault'>, userId: UserId, id: string): string {
  return Buffer.from(vault.blind('notice', `${userId} ${id}`)).toString('hex', 0, 16);
}

/** Where a notice lies, for its seal. */
export function placeOf(id: string) {
  return { table: 'notice', id, revision: 0 };
}

function rowOf(sealer: Sealer, id: string, content: NoticeContent) {
  const sealed = sealer.seal(placeOf(id), Buffer.from(JSON.stringify(content)));
  return { user_id: sealer.userId, id, key_id: sealer.keyId, sealed };
}

/** A damaged address keeps nobody from being told where no address is needed. */
function unlessDamaged(error: unknown): null {
  if (error instanceof DidNotOpen) return null;
  throw error;
}
