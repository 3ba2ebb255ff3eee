/** Search over everything a person has, as it crosses the wire. */
import { endpoint } from '@sotto/contract';
import { Id, kindNumbers, limits, type KindName } from '@sotto/domain';
import { z } from 'zod';

// Object.keys forgets the names it was given.
const AnyKind = z.enum(Object.keys(kindNumbers) as KindName[]);

/** A place in a record where the words were found. `highlights`: pairs of positions within `text`, `[from, to)`. */
export const SearchMatch = z.strictObject({
  field: z.string(),
  text: z.string(),
  highlights: z.array(z.tuple([z.int(), z.int()])),
});
export type SearchMatch = z.infer<typeof SearchMatch>;

export const SearchResult = z.strictObject({
  kind: AnyKind,
  id: Id,
  title: z.string(),
  /** Company and stage of an application; empty where there is nothing to add. */
  detail: z.string(),
  /** The record it opens with: itself, unless it has no page of its own. */
  opens: z.strictObject({ kind: AnyKind, id: Id }),
  matches: z.array(SearchMatch),
});
export type SearchResult = z.infer<typeof SearchResult>;

export const search = endpoint({
  name: 'search',
  method: 'GET',
  path: '/api/v1/search',
  summary: 'Search everything, long texts and snapshots included. Best first.',
  access: { kind: 'key', scope: 'applications:read', whenDisabled: true },
  query: z.strictObject({ q: z.string().max(limits.line), limit: z.coerce.number().int().min(1).max(50).optional() }),
  outputs: { 200: z.strictObject({ items: z.array(SearchResult) }) },
});
