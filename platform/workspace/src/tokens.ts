/**
 * What a person carries away sealed and brings back: the place where a page ended, and what a change can be undone with.
 *
 * Sealed with their data key: nobody else can open it, they cannot alter it, and it is worthless once their data is erased.
 */
import { DidNotOpen, type Opening, type Vault } from '@sotto/vault';

/** What a token is for; one kind does not open as another. */
export type TokenUse = 'cursor' | 'undo' | 'undo of companies' | 'undo of documents';

export async function sealToken(
  vault: Vault,
  by: Opening,
  { use, bytes }: { use: TokenUse; bytes: Uint8Array },
): Promise<string> {
  const { data } = await vault.sealers(by.userId);
  return Buffer.from(data.seal(placeOf(use), bytes)).toString('base64url');
}

/** The token's bytes; `null` when it is not one of this person's, or not of this use. */
export async function openToken(
  vault: Vault,
  by: Opening,
  { use, token }: { use: TokenUse; token: string },
): Promise<Uint8Array | null> {
  const { data } = await vault.sealers(by.userId);
  try {
    return data.open(placeOf(use), Buffer.from(token, 'base64url'), by);
  } catch (error) {
    if (error instanceof DidNotOpen) return null;
    throw error;
  }
}

function placeOf(use: TokenUse) {
  return { table: `token:${use}`, id: use, revision: 0 };
}
