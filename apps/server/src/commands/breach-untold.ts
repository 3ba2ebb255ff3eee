/** Whom a breach could not be told to, and why it may end all the same. */
import type { UserId } from '@sotto/domain';
import { explainUntold, listBreaches, untoldOf } from '@sotto/features/notices/server';
import { reasonOf } from './breach-words.ts';
import { type Command, CommandRefused, type Context, type Outcome } from './command.ts';

export const untoldCommands: readonly Command[] = [
  {
    name: ['breach', 'untold'],
    args: ['BREACH'],
    flags: { because: 'WHY' },
    says: 'name whom it did not reach, or in Sotto alone because the mail was given up; --because notes what came of it, without which it is not closed',
    changes: true,
    opensNothing: true,
    run: untold,
  },
];

async function untold(context: Context): Promise<Outcome> {
  const { platform, args, flags } = context;
  const [id = ''] = args;
  await context.whoIsThere();
  const because = flags['because'] === undefined ? null : reasonOf('because', flags['because']);
  const breach = (await listBreaches(platform)).find((each) => each.id === id);
  if (breach === undefined || breach.closedAt !== null) throw new CommandRefused(`There is no open breach ${id}.`);
  const { failed, unmailed, waiting } = await untoldOf(platform, breach);
  // Whoever is added later would be explained by it without having been seen.
  if (because !== null && failed.length + unmailed.length === 0)
    throw new CommandRefused('There is nobody whom it did not reach, so there is nothing to explain yet.');
  await context.note({ caseId: id, count: failed.length + unmailed.length });
  if (because !== null) await explainUntold(platform, breach, because);
  const said = new Set(breach.explained);
  const noted = (userId: UserId) => (said.has(userId) ? ' (noted already)' : '');
  const people = [
    ...failed.map((userId) => `${userId}  told nowhere: their keys do not open${noted(userId)}`),
    ...unmailed.map((userId) => `${userId}  told in Sotto alone: their mail did not get through${noted(userId)}`),
  ];
  return {
    lines: [
      ...(people.length === 0 ? ['There is nobody who could not be told.'] : people),
      ...(waiting > 0 ? [`${waiting} more may follow: their mails are still on the way.`] : []),
      ...(because === null ? [] : ['Noted.']),
    ],
    json: { id, untold: [...failed, ...unmailed], unmailed, waiting, because: because ?? breach.untoldBecause },
  };
}
