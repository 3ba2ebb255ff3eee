/** A letter as it lies in the outbox, or in a file made of the same bytes. */
import type { Opening, Sealer } from '@sotto/vault';
import type { Letter } from './index.ts';

const placeOf = (id: string) => ({ table: 'outbox', id, revision: 0 });

export function sealLetter(sealer: Sealer, id: string, { to, subject, text, html }: Letter): Uint8Array {
  return sealer.seal(placeOf(id), Buffer.from(JSON.stringify({ to, subject, text, html })));
}

/** Throws `DidNotOpen` for anything but the letter that was sealed under this id. */
export function openLetter(sealer: Sealer, id: string, sealed: Uint8Array, by: Opening): Letter {
  // Safe: only `sealLetter` seals for this place.
  return JSON.parse(Buffer.from(sealer.open(placeOf(id), sealed, by)).toString()) as Letter;
}
