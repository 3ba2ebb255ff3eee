/** What a job does for one person after the other. */
import { oneByOne } from '@sotto/schedule';
import { KeyShredded } from '@sotto/vault';

/**
 * One person whose records do not open keeps it from nobody after them; of someone who is erased there is nothing to do. `signal`: stop
 * between two people. Throws the first failure when everybody had their turn.
 */
export function forEachPerson<T>(people: readonly T[], signal: AbortSignal, work: (person: T) => Promise<void>): Promise<void> {
  return oneByOne(people, (person) => work(person).catch(unlessErased), signal);
}

function unlessErased(error: unknown): void {
  if (!(error instanceof KeyShredded)) throw error;
}
