/** Requests that make a record and may be sent twice, by whoever names its id. See domain/src/repeat.ts. */
import { Problem } from '@sotto/contract';
import { fingerprintOf, madeBefore, type Id, type Stored } from '@sotto/domain';

/**
 * What an earlier request of the same id and content has made; `made: null`: nothing yet. `createdFrom` is to be kept with the
 * record; `null`: nobody named its id, so that nobody can ask for it twice.
 *
 * Throws `already-exists` when the id is that of a record that was asked for in other words.
 *
 * @example
 * const { made, createdFrom } = askedBefore(body, (id) => workspace.get(TaskKind, id));
 * if (made !== null) return made;
 */
export function askedBefore(
  body: { readonly id?: Id | undefined },
  find: (id: Id) => Stored<{ readonly createdFrom: string | null }> | undefined,
): { readonly made: Id | null; readonly createdFrom: string | null } {
  if (body.id === undefined) return { made: null, createdFrom: null };
  const createdFrom = fingerprintOf(body);
  const before = madeBefore(find(body.id), createdFrom);
  if (!before.ok) throw new Problem('already-exists');
  return { made: before.value?.id ?? null, createdFrom };
}
