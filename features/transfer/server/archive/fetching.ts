/** The copy on its way: whole, or from where a download broke off (RFC 9110, 14). */
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Id } from '@sotto/domain';
import { partBytes, partId } from './records.ts';

/** Bytes `first` to `last`, both within. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/**
 * What is asked for of `sizeBytes`. `null`: everything, also where the header asks for several stretches or says nothing that
 * is known. `none`: it lies behind the end.
 */
export function stretchOf(range: string | undefined, sizeBytes: number): Stretch | 'none' | null {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range?.trim() ?? '');
  const [, from = '', to = ''] = asked ?? [];
  if (asked === null || (from === '' && to === '')) return null;
  if (from === '') return to === '0' ? 'none' : { first: Math.max(0, sizeBytes - Number(to)), last: sizeBytes - 1 };
  const stretch = { first: Number(from), last: to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1) };
  if (to !== '' && Number(to) < stretch.first) return null;
  return stretch.first >= sizeBytes ? 'none' : stretch;
}

/** Its bytes, piece by piece. The stream breaks off when the copy is forgotten meanwhile. */
export async function* bytesOf(
  { workspaces }: Platform,
  by: Opening,
  { id, first, last }: Stretch & { readonly id: Id },
): AsyncGenerator<Uint8Array> {
  for (let part = Math.floor(first / partBytes); part * partBytes <= last; part++) {
    const file = await workspaces.files.read(by, partId(id, part));
    if (file === undefined) throw new Error('A part of the copy is gone.');
    let at = part * partBytes;
    for await (const piece of file.pieces) {
      const [from, to] = [Math.max(0, first - at), Math.min(piece.length, last + 1 - at)];
      if (from < to) yield piece.subarray(from, to);
      at += piece.length;
    }
  }
}
