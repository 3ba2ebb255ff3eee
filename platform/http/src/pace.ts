/**
 * How fast someone who is known may go on asking, counted in the memory of this process: a row for each request would cost
 * more than the request. It keeps a script that runs wild from the others; guessing is the business of features/account.
 */
import { Problem } from '@sotto/contract';

export interface Pace {
  /** One more. Throws `too-many-requests` with the seconds until the next may come; that one does not count. */
  step(subject: string): void;
}

interface Span {
  readonly beganAt: number;
  count: number;
}

/** At most `most` steps of one subject within `withinMs`, counted from its first. `now` in epoch ms. */
export function createPace({ most, withinMs, now }: { most: number; withinMs: number; now: () => number }): Pace {
  const spans = new Map<string, Span>();
  let sweptAt = now();
  /** Also what began in the future: a clock that was set back makes nobody wait. */
  const isOver = ({ beganAt }: Span) => now() >= beganAt + withinMs || now() < beganAt;
  const sweep = () => {
    if (Math.abs(now() - sweptAt) < withinMs) return;
    sweptAt = now();
    for (const [subject, span] of spans) if (isOver(span)) spans.delete(subject);
  };
  return {
    step(subject) {
      sweep();
      const present = spans.get(subject);
      if (!present || isOver(present)) {
        spans.set(subject, { beganAt: now(), count: 1 });
        return;
      }
      if (present.count >= most)
        throw new Problem('too-many-requests', { retryAfter: Math.ceil((present.beganAt + withinMs - now()) / 1000) });
      present.count += 1;
    },
  };
}
