/** What narrows and orders a list, kept in its address: so it is there after going back, after a reload and in a link. */
import { useMemo } from 'react';
import type { Address } from './address.ts';
import { navigate, useSearch } from './router.tsx';

export interface ListInAddress<Name extends string> {
  /** Empty: it narrows or orders nothing. */
  readonly state: Readonly<Record<Name, string>>;
  /** The rest stays as it is. Leaves no trace in the history: Back leads out of the list, not through what one typed. */
  change(part: Partial<Readonly<Record<Name, string>>>): void;
}

/**
 * The values of a list's address by `names`, which stay the same array between renders. `address`: where the list stands with
 * such values, with the record that is open beside it.
 */
export function useListState<Name extends string>(
  names: readonly Name[],
  address: (state: Readonly<Record<Name, string>>) => Address,
): ListInAddress<Name> {
  const search = useSearch();
  const state = useMemo(() => {
    const said = names.map((name) => [name, typeof search[name] === 'string' ? search[name] : ''] as const);
    // Safe: it holds each of the names, and nothing else.
    return Object.fromEntries(said) as Record<Name, string>;
  }, [names, search]);
  return { state, change: (part) => navigate({ ...address({ ...state, ...part }), replace: true }) };
}

/** Leads from what is open beside a list back to the list, which stays as it is narrowed and ordered. `list`: where it stands. */
export function useClose(list: () => Address): () => void {
  const search = useSearch();
  return () => navigate({ ...list(), search });
}
