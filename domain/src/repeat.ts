/**
 * Requests that may be sent twice: whoever creates a record may choose its id, and then the same request answers the first result.
 *
 * What was asked for is kept as a fingerprint beside the record, since the record itself may have been changed by then.
 */
import type { Stored } from './kind.ts';
import { failed, ok, type Result } from './result.ts';

/**
 * A fingerprint of a JSON value, whatever the order of its keys; a key whose value is `undefined` counts as absent.
 *
 * Tells apart what one person sends by mistake; it is no defence against someone who looks for two values with one fingerprint,
 * who could only deceive themselves.
 */
export function fingerprintOf(value: unknown): string {
  const text = canonical(value);
  return hash(text, 0x5077).toString(36) + '-' + hash(text, 0x0f17).toString(36);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`)
    .join(',')}}`;
}

/** 53 bits of a text: two multiplicative 32-bit hashes that are mixed into each other at the end. */
function hash(text: string, seed: number): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (low & 0x1fffff) + (high >>> 0);
}

/** The id is taken by a record that was asked for in other words. */
export interface OtherContent {
  readonly type: 'OtherContent';
}

/** What an earlier request of the same id and content has made; `null`: nothing has been made under this id. */
export function madeBefore<C extends { readonly createdFrom: string | null }>(
  stored: Stored<C> | undefined,
  createdFrom: string | null,
): Result<Stored<C> | null, OtherContent> {
  if (stored === undefined) return ok(null);
  return stored.content.createdFrom !== null && stored.content.createdFrom === createdFrom
    ? ok(stored)
    : failed({ type: 'OtherContent' });
}
