/**
 * A seal for bytes that leave memory only until they have come whole, such as a file on its way in.
 *
 * Its key is made here, lies nowhere, and ends with whoever holds the seal: what a disk keeps of such bytes opens for nobody.
 * Never: anything that is to be read again by another process, or after this one.
 */
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { createNonces, makeKey, type RandomBytes } from './key-tree.ts';

/** Seals pieces, each bound to its place, and opens them again. Opening throws `DidNotOpen` for anything but that piece. */
export interface PassingSeal {
  seal(place: number, piece: Uint8Array): Uint8Array;
  open(place: number, sealed: Uint8Array): Uint8Array;
}

export function createPassingSeal(randomBytes: RandomBytes): PassingSeal {
  const key = makeKey(randomBytes);
  const nonces = createNonces(randomBytes);
  const under = (place: number) => ({ key, binding: ['passing', place] });
  return {
    seal: (place, piece) => sealEnvelope(under(place), piece, nonces()),
    open: (place, sealed) => openEnvelope(under(place), sealed),
  };
}
