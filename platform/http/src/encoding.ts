/** Compressing what is sent: which encoding a caller takes, and bytes in it. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

/** The best encoding that an `Accept-Encoding` names; `null`: none of ours. */
export function bestEncoding(acceptEncoding: string | null): Encoding | null {
  const taken = (acceptEncoding ?? '').split(',').map((each) => each.trim().split(';'));
  const takes = (encoding: Encoding) =>
    taken.some(([name, quality]) => name === encoding && !/^\s*q=0(\.0*)?$/.test(quality ?? ''));
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : null;
}

/**
 * How hard to try. `once`: bytes that are sent again and again. `each`: an answer of its own; measured on boards, these
 * levels take some 5 ms per megabyte, off the main thread, and send a tenth of it.
 */
const levels = {
  once: { br: 6, gzip: 6 },
  each: { br: 3, gzip: 3 },
} as const satisfies Record<string, Record<Encoding, number>>;

export function encode(bytes: Uint8Array, encoding: Encoding, sent: keyof typeof levels): Promise<Uint8Array> {
  const level = levels[sent][encoding];
  if (encoding === 'gzip') return promisify(gzip)(bytes, { level });
  const params = { [constants.BROTLI_PARAM_QUALITY]: level, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return promisify(brotliCompress)(bytes, { params });
}
