/**
 * Long work for one person, one at a time. Whoever asks while it is done shares the next with all others who ask for the same: the answer
 * is of a moment after they asked, and however many ask, no more than one waits for each thing there is to ask for.
 */
import { Problem } from '@sotto/contract';
import type { UserId } from '@sotto/domain';
import type { Gate } from '@sotto/http';

/** What is asked for, and by whom. `signal`: aborted when they have left. */
export interface Asked {
  readonly userId: UserId;
  readonly what: string;
  readonly signal: AbortSignal;
}

/** Throws `conflict` when nobody waits for the answer any longer. */
export type StillWanted = () => void;

/** Answers what `work` answers. Work that everybody left before its turn is not begun. */
export type Turns<T> = (asked: Asked, work: (stillWanted: StillWanted) => Promise<T>) => Promise<T>;

interface Next<T> {
  readonly askers: Askers;
  readonly answer: Promise<T>;
}

/** `gate`: lets one of a person through; other work may go through the same. */
export function createTurns<T>(gate: Gate<UserId>): Turns<T> {
  const waiting = new Map<string, Next<T>>();
  return ({ userId, what, signal }, work) => {
    const key = `${userId} ${what}`;
    const next = waiting.get(key);
    if (next !== undefined) {
      next.askers.join(signal);
      return next.answer;
    }
    const askers = new Askers(signal);
    let hasBegun = false;
    const answer = gate.pass(userId, async () => {
      // Who comes from now on asks for a later one.
      hasBegun = true;
      waiting.delete(key);
      askers.refuseLeft();
      return work(() => askers.refuseLeft());
    });
    if (!hasBegun) waiting.set(key, { askers, answer });
    return answer;
  };
}

/** Those who share one answer, and may leave. */
class Askers {
  #signals: readonly AbortSignal[];

  constructor(first: AbortSignal) {
    this.#signals = [first];
  }

  join(signal: AbortSignal): void {
    this.#signals = [...this.#signals.filter(({ aborted }) => !aborted), signal];
  }

  refuseLeft(): void {
    // Nobody reads it. What is no problem would be logged as a fault of ours.
    if (this.#signals.every(({ aborted }) => aborted))
      throw new Problem('conflict', { detail: 'Whoever asked for this has left.' });
  }
}
