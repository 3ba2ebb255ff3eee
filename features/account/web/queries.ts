/** What account and sign-in read, by key. */
import type { Client } from '@sotto/contract';
import { useApi } from '@sotto/ui/app';
import { type UseQueryResult, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type AccountChange,
  type AccountView,
  changeAccount,
  getAccount,
  getSignUpTerms,
  listAccessKeys,
  listIssuers,
  listSessions,
} from '../api.ts';

export const accountKey = ['account'] as const;
export const sessionsKey = ['sessions'] as const;
export const keysKey = ['access-keys'] as const;

export const accountQuery = (api: Client) =>
  queryOptions({ queryKey: accountKey, queryFn: async ({ signal }) => (await api(getAccount, {}, signal)).body });

export function useAccount(): UseQueryResult<AccountView> {
  return useQuery(accountQuery(useApi()));
}

export function useSessions() {
  const api = useApi();
  return useQuery({ queryKey: sessionsKey, queryFn: async ({ signal }) => (await api(listSessions, {}, signal)).body.items });
}

export function useAccessKeys() {
  const api = useApi();
  return useQuery({ queryKey: keysKey, queryFn: async ({ signal }) => (await api(listAccessKeys, {}, signal)).body.items });
}

export function useSignUpTerms() {
  const api = useApi();
  return useQuery({
    queryKey: ['sign-up-terms'],
    queryFn: async ({ signal }) => (await api(getSignUpTerms, {}, signal)).body,
    refetchInterval: false,
  });
}

/** Issuers one may sign in through here; none while the server has not said. */
export function useIssuers() {
  const api = useApi();
  return (
    useQuery({
      queryKey: ['issuers'],
      queryFn: async ({ signal }) => (await api(listIssuers, {}, signal)).body.items,
      refetchInterval: false,
    }).data ?? []
  );
}

export function useChangeAccount() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (change: AccountChange) => (await api(changeAccount, { body: change })).body,
    async onSuccess(account) {
      // What was asked before, as after a proof, would come later and tell of what was.
      await queries.cancelQueries({ queryKey: accountKey });
      queries.setQueryData(accountKey, account);
    },
  });
}
