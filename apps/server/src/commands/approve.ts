/** The second of two operators: reads what a case is about and puts their name to it. */
import { isPending } from '@sotto/features/legal/server';
import type { CaseFile, CaseSort } from '@sotto/vault';
import { namesOf } from './cases.ts';
import { type Command, CommandRefused, type Context, type Outcome } from './command.ts';
import { demandInWords } from './legal.ts';
import { linkInWords } from './resets.ts';

export const approveCommands: readonly Command[] = [
  {
    name: ['approve'],
    args: ['CASE'],
    says: 'approve a case that another operator began',
    changes: true,
    opensNothing: true,
    run: approve,
  },
];

/** What is approved, in lines. Throws `CommandRefused` where it cannot be. */
type InWords = (context: Context, file: CaseFile, names: { readonly opener: string }) => string[];

/** Sorts of cases that take an approval. */
const inWords: { readonly [Sort in CaseSort]?: InWords } = { legal: demandInWords, reset: linkInWords };

async function approve(context: Context): Promise<Outcome> {
  const { platform, args, ask, say, note } = context;
  const by = await context.whoIsThere();
  const file = await platform.vault.cases.find(args[0] ?? '');
  const wordsOf = file === null ? undefined : inWords[file.sort];
  if (file === null || wordsOf === undefined)
    throw new CommandRefused('There is no case of this name that waits for an approval. See: legal list');
  const refused = async (sentence: string) => {
    await note({ caseId: file.id, detail: 'refused' });
    return new CommandRefused(sentence);
  };
  if (file.state !== 'open' || !isPending(file, platform.now())) throw await refused('This case does not wait for an approval.');
  if (by === 'system' || by === file.openedBy) throw await refused('Nobody approves a case they began themselves.');
  const opener = (await namesOf(platform.vault)).get(file.openedBy) ?? file.openedBy;
  for (const line of wordsOf(context, file, { opener })) say(line);
  if ((await ask('Type "approve" to put your name to this:')) !== 'approve') throw await refused('Not approved.');
  await note({ caseId: file.id });
  if (!(await platform.vault.cases.approve(file, by))) throw new CommandRefused('Someone else was quicker. Look again.');
  return { lines: [`Approved: ${file.id}. It can be carried out once.`], json: { id: file.id, approvedBy: by } };
}
