/** Who is signed in, as far as the frame must know. */
import { getAccount, signOut } from '@sotto/features/account/api';
import { clearDrafts, claimDrafts, useApi } from '@sotto/ui/app';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Client } from '@sotto/contract';
import { useEffect } from 'react';

export const accountQuery = (api: Client) =>
  queryOptions({ queryKey: ['account'], queryFn: async ({ signal }) => (await api(getAccount, {}, signal)).body });

/** The account, once the server has said. Drafts found in this tab are its owner's, or thrown away. */
export function useAccount() {
  const { data } = useQuery(accountQuery(useApi()));
  // The moment an account was made tells two people on one machine apart and says nothing about either.
  const owner = data?.createdAt;
  useEffect(() => {
    if (owner !== undefined) claimDrafts(owner);
  }, [owner]);
  return data;
}

/** Ends the session and everything this browser still holds of it, then leaves for the public home. */
export function useSignOut(): () => Promise<void> {
  const api = useApi();
  const queries = useQueryClient();
  return async () => {
    await api(signOut, {});
    clearDrafts();
    queries.clear();
    // A whole new page: nothing of the session stays in memory either.
    location.assign('/');
  };
}
