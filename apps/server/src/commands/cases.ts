/** Cases that take two operators: one begins it, another approves it, and then it can be carried out once. */
import type { Vault, CaseFile, CaseSort } from '@sotto/vault';
import { CommandRefused, type Context, type Outcome } from './command.ts';

/** Names of operators by their opaque ids. */
export async function namesOf(vault: Pick<Vault, 'operators'>): Promise<ReadonlyMap<string, string>> {
  return new Map((await vault.operators()).map(({ id, name }) => [id, name]));
}

/** Throws `CommandRefused` while there is nobody else who could approve it. `what` it is that takes two. */
export async function assertTwo({ vault }: Pick<Context['platform'], 'vault'>, by: string, what: string): Promise<void> {
  if (by !== 'system' && (await vault.operators()).length >= 2) return;
  throw new CommandRefused(
    `${what} takes two operators, who each answer with their own name: npm run sotto -- operator add NAME`,
  );
}

/** `soFar`: how little has happened, for the operator. */
export async function beginCase(
  { platform, note }: Context,
  { sort, by, content, soFar }: { sort: CaseSort; by: string; content: unknown; soFar: string },
): Promise<Outcome> {
  const file = await platform.vault.cases.open(sort, { by, content });
  await note({ caseId: file.id, detail: 'case begun' });
  return {
    lines: [
      `${file.id} is begun; ${soFar}. Another operator approves it within seven days: npm run sotto -- approve ${file.id}`,
      'Then give this command once more, as it is.',
    ],
    json: { id: file.id, state: file.state },
  };
}

/** Why a case that nobody has approved yet is not carried out. Writes it down. */
export async function waiting({ note }: Context, { id }: CaseFile): Promise<CommandRefused> {
  await note({ caseId: id, detail: 'refused' });
  return new CommandRefused(`${id} waits for another operator: npm run sotto -- approve ${id}`);
}
