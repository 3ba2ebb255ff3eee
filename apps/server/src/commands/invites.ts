/** Invitations: links that let one account begin each. */
import { instantOf, minuteOf } from './columns.ts';
import { type Command, CommandRefused, type Context, type Outcome, wholeNumber } from './command.ts';

export const inviteCommands: readonly Command[] = [
  {
    name: ['invite'],
    args: [],
    flags: { days: 'N' },
    says: 'make a link that lets one account begin, within 7 days or as many as named',
    changes: true,
    run: invite,
  },
];

const tokenBytes = 32;
const dayMs = 24 * 60 * 60_000;

async function invite(context: Context): Promise<Outcome> {
  const { platform, flags } = context;
  const { vault, setting, randomBytes, now } = platform;
  const days = wholeNumber(flags, 'days', { least: 1, most: 30, otherwise: 7 });
  if (setting.signUp === 'closed')
    throw new CommandRefused('Sign-up is closed here, so an invitation would open nothing. Set SOTTO_SIGN_UP=invite first.');
  await context.note();
  const token = Buffer.from(randomBytes(tokenBytes)).toString('base64url');
  const endsAt = now() + days * dayMs;
  await vault.addInvite(token, endsAt);
  // In the fragment: browsers do not send it, so the token is in no log on the way.
  const link = `${setting.origin}/sign-up#${token}`;
  return {
    lines: [link, `For one account, until ${minuteOf(endsAt)} UTC. It is not shown again.`],
    json: { link, endsAt: instantOf(endsAt) },
  };
}
