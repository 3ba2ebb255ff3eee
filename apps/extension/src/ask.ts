/** Asks the background. */
import { browser } from './browser.ts';
import { Failed } from './failures.ts';
import type { Answer, Message, Question, Questions } from './messages.ts';

/** Asks one question. Throws `Failed` with what went wrong. */
export async function ask<Q extends Question>(question: Q, given: Questions[Q]['with']): Promise<Questions[Q]['answer']> {
  // Safe: `with` is what this question takes; TypeScript does not tie the two in a union.
  const message = { ask: question, with: given } as Message;
  // Safe: the background answers each question as `Questions` says.
  const answer = (await browser.runtime.sendMessage(message)) as Answer<Q>;
  if (answer.ok) return answer.value;
  throw new Failed(answer.failure, answer.sentence);
}
