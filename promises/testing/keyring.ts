/** The keyring as it lies on the disk. */
import type { Settings } from '@sotto/config';
import { filesUnder } from '@sotto/testing';
import { postgresPieces } from './traces.ts';

/**
 * Which of these people the keyring names while nothing runs. A start would hide that a deletion left their keys: it destroys
 * again what the ledger says is destroyed.
 */
export async function namedInKeyring(
  { folders, keyringUrl }: Pick<Settings, 'folders' | 'keyringUrl'>,
  people: readonly { readonly userId: string }[],
): Promise<ReadonlySet<string>> {
  const pieces =
    keyringUrl === null
      ? await filesUnder(folders.keys)
      : // Pages of PostgreSQL hold rows that were deleted, until they are written over.
        (await postgresPieces(keyringUrl)).filter(({ where }) => where.startsWith('table '));
  const ids = people.map(({ userId }) => userId);
  return new Set(ids.filter((id) => pieces.some(({ bytes }) => bytes.includes(id))));
}
