/** A seeded break: a fault put into a copy of the product on purpose, which a proof has to notice. */

export interface Break {
  /** Stable; `npm run promises:break -- --only <id>` runs it. */
  readonly id: string;
  /** The fault, in a sentence. */
  readonly fault: string;
  readonly edits: readonly Edit[];
  /** Each of these has to fail: `file: name of the test`, as it is written. */
  readonly proofs: readonly string[];
  /** What the proof waits for never comes, so that it fails by its time. Otherwise a proof that was too slow noticed nothing. */
  readonly endsByTime?: true;
}

export interface Edit {
  /** From the root of the checkout. */
  readonly file: string;
  /** What stands there now, exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** A break in one place. */
export function breakOf(id: string, fault: string, edit: Edit, ...proofs: readonly string[]): Break {
  return { id, fault, edits: [edit], proofs };
}
