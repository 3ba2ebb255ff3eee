/**
 * A link for someone who forgot their password where no mail leaves: whoever holds it chooses a password and is that person. So one
 * operator begins a case and another approves it, as with a demand by law, and its owner is told.
 */
import { UserId } from '@sotto/domain';
import { makeResetLink } from '@sotto/features/account/server';
import { isPending } from '@sotto/features/legal/server';
import { type Notice, notify } from '@sotto/features/notices/server';
import { openingMakerFor } from '@sotto/schedule';
import type { CaseFile } from '@sotto/vault';
import { z } from 'zod';
import { assertTwo, beginCase, waiting } from './cases.ts';
import { type Command, CommandRefused, type Context, type Outcome } from './command.ts';
import { knownUser, unlessNobody } from './users.ts';

export const resetCommands: readonly Command[] = [
  {
    name: ['user', 'reset'],
    args: ['ID'],
    says: 'begin a case for a link to choose a new password; once another operator has approved it, the same command makes the link, to be handed over; only while no SMTP is set',
    changes: true,
    run: reset,
  },
];

/** What a case of this sort is about; `null`: their account is gone since. */
const Content = z.strictObject({ userId: UserId.nullable() });

/** The right to open an address, for the notice and to see that it was confirmed. */
const open = openingMakerFor({ name: 'operator console', purposes: ['account'] });

async function reset(context: Context): Promise<Outcome> {
  const { platform, args } = context;
  const by = await context.whoIsThere();
  const userId = await knownUser(platform, args[0]);
  assertNoMail(context);
  await assertTwo(platform, by, 'A link to somebody’s account');
  const found = await pendingResetOf(context, userId);
  if (found === null) return beginCase(context, { sort: 'reset', by, content: { userId }, soFar: 'there is no link yet' });
  if (found.state === 'approved') return makeLink(context, { file: found, userId });
  throw await waiting(context, found);
}

/** Each operator is asked at their own console: one who hides from theirs that mail leaves is not enough. */
function assertNoMail({ platform }: Context): void {
  if (platform.setting.smtp)
    throw new CommandRefused('Mail leaves here: whoever forgot a password asks for a link at the sign-in page.');
}

/** The case of this account that may still be carried out, an approved one before others; `null`: there is none. */
async function pendingResetOf({ platform }: Context, userId: UserId): Promise<CaseFile | null> {
  const files = await platform.vault.cases.list('reset');
  const found = files.filter((file) => isPending(file, platform.now()) && Content.parse(file.content).userId === userId);
  return found.find(({ state }) => state === 'approved') ?? found[0] ?? null;
}

async function makeLink(context: Context, { file, userId }: { file: CaseFile; userId: UserId }): Promise<Outcome> {
  const { platform, note } = context;
  await note({ caseId: file.id, detail: 'link' });
  await note({ about: userId });
  if (!(await platform.vault.cases.write(file, { content: file.content, done: true })))
    throw new CommandRefused('Someone else carried this case out at the same moment. There is no second link.');
  const by = open(userId, 'account');
  const link = await makeResetLink(platform, by).catch(unlessNobody);
  if (link === null) throw new CommandRefused('This account is not confirmed, or has no rows: see user list and doctor.');
  // Before anyone holds the link: whoever is not told gets none.
  if ((await notify(platform, by, noticeOf(file, platform.now()))) === 'failed')
    throw new CommandRefused('Its owner could not be told, so nobody gets a link.');
  return {
    lines: [
      'Hand this link to whoever owns the account, and to nobody else. It is good once, for a day, and ends when they sign in.',
      'With it a new password is chosen and every session ends. A second factor is asked for all the same. Its owner was told.',
      link,
    ],
    json: { id: userId, link },
  };
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What its owner is told. `at`: epoch ms. */
export function noticeOf({ id, openedAt }: Pick<CaseFile, 'id' | 'openedAt'>, at: number): Notice {
  return {
    id: `${id} of ${openedAt}`,
    kind: 'account',
    title: 'Whoever runs this Sotto made a link into your account',
    paragraphs: [
      `On ${day.format(at)} two operators had a link made with which someone can choose another password for this account. It is good once, for a day, and ends as soon as you sign in.`,
      'If you asked for it, there is nothing to do. If you did not, sign in now, which ends it, and ask whoever runs this Sotto why it was made. If you have a second factor, it is asked for all the same.',
    ],
  };
}

/** What is approved where it is a link. Throws `CommandRefused` where mail leaves. */
export function linkInWords(context: Context, file: CaseFile, { opener }: { opener: string }): string[] {
  assertNoMail(context);
  return [
    `${file.id}: a link with which whoever holds it chooses a new password, begun by ${opener}.`,
    `Account: ${Content.parse(file.content).userId ?? 'erased since'}`,
    'Approve it only if its owner asked for it. They are told.',
  ];
}
