/** Pages of the table, and the sealed place where the last one ended. */
import { Problem } from '@sotto/contract';
import { defaultSort, formatSort, positionAfter, sortKey, type CustomColumns, type SortKey, type SortStep } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { openToken, sealToken } from '@sotto/workspace';
import type { ApplicationQuery } from '../api.ts';
import type { Row } from './table.ts';
import { writtenRow } from './written.ts';

const defaultLimit = 50;

export function stepsFor(query: ApplicationQuery): readonly SortStep[] {
  return query.sort ?? defaultSort;
}

/** One page of `view` as JSON. The cursor may be of an earlier revision: it names a place in the order, not a row. */
export async function pageOf(
  view: readonly Row[],
  query: ApplicationQuery,
  { vault, by, custom }: { vault: Platform['vault']; by: Opening; custom: CustomColumns },
): Promise<string> {
  const steps = stepsFor(query);
  const key = query.cursor === undefined ? null : await openCursor(query.cursor, steps, { vault, by });
  const start = key === null ? 0 : positionAfter(view, { key, steps, custom });
  const end = start + (query.limit ?? defaultLimit);
  const page = view.slice(start, end);
  const last = page.at(-1);
  const nextCursor =
    last === undefined || end >= view.length ? null : await sealCursor(sortKey(last, steps, custom), steps, { vault, by });
  return `{"items":[${page.map(writtenRow).join(',')}],"nextCursor":${JSON.stringify(nextCursor)},"total":${view.length}}`;
}

interface Cursor {
  readonly sort: string;
  readonly key: SortKey;
}

function sealCursor(
  key: SortKey,
  steps: readonly SortStep[],
  { vault, by }: { vault: Platform['vault']; by: Opening },
): Promise<string> {
  const cursor: Cursor = { sort: formatSort(steps), key };
  return sealToken(vault, by, { use: 'cursor', bytes: Buffer.from(JSON.stringify(cursor)) });
}

async function openCursor(
  token: string,
  steps: readonly SortStep[],
  { vault, by }: { vault: Platform['vault']; by: Opening },
): Promise<SortKey> {
  const bytes = await openToken(vault, by, { use: 'cursor', token });
  // Safe: what opens as a cursor was sealed above.
  const cursor = bytes === null ? null : (JSON.parse(Buffer.from(bytes).toString()) as Cursor);
  if (cursor?.sort !== formatSort(steps))
    throw new Problem('invalid-input', {
      errors: [{ field: 'cursor', message: 'This cursor does not belong to this list. Begin at the first page.' }],
    });
  return cursor.key;
}
