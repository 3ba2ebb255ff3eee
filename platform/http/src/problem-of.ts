/** The one place where an error becomes what the caller is told. Whatever is not named here is told as `unexpected`, without a word of it. */
import { Problem } from '@sotto/contract';
import { AlreadyExists, DatabaseUnavailable } from '@sotto/database';
import { KeyShredded, VaultUnavailable } from '@sotto/vault';
import { AbsentRecord, NewerVersion, StaleRevision, WorkspaceFull } from '@sotto/workspace';

/** The platform's named errors and what each is told as. */
const translations: readonly ((error: unknown) => Problem | undefined)[] = [
  (error) => (error instanceof Problem ? error : undefined),
  (error) => (error instanceof StaleRevision ? new Problem('stale-revision', { current: currentOf(error) }) : undefined),
  (error) => (error instanceof AbsentRecord ? new Problem('not-found') : undefined),
  (error) => (error instanceof NewerVersion ? new Problem('newer-version') : undefined),
  (error) => (error instanceof AlreadyExists ? new Problem('already-exists') : undefined),
  (error) =>
    error instanceof WorkspaceFull
      ? new Problem('too-large', { detail: 'An account holds at most 50,000 records. Delete some, then try again.' })
      : undefined,
  (error) => (error instanceof KeyShredded ? new Problem('not-signed-in') : undefined),
  (error) =>
    error instanceof VaultUnavailable || error instanceof DatabaseUnavailable
      ? new Problem('unavailable', { retryAfter: 5 })
      : undefined,
];

/** What the caller is told of `error`; `null`: nothing but that it was unexpected. */
export function problemOf(error: unknown): Problem | null {
  for (const translate of translations) {
    const problem = translate(error);
    if (problem) return problem;
  }
  return null;
}

/** The record as it is now, in the form of the API. A feature whose view differs throws its own problem. */
function currentOf({ current }: StaleRevision): object {
  return {
    ...(current.content as object),
    id: current.id,
    revision: current.revision,
    createdAt: new Date(current.createdAt).toISOString(),
    updatedAt: new Date(current.updatedAt).toISOString(),
  };
}
