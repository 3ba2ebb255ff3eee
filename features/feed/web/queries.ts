/** What the page of calendar feeds reads and changes. */
import { Problem } from '@sotto/contract';
import type { Id } from '@sotto/domain';
import { fieldError, notify, useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FeedView, type NewFeed, changeFeed, endFeed, listFeeds, makeFeed } from '../api.ts';
import { texts } from './texts.ts';

const key = ['calendar-feeds'] as const;

export function useFeeds() {
  const api = useApi();
  return useQuery({ queryKey: key, queryFn: async ({ signal }) => (await api(listFeeds, {}, signal)).body.items });
}

function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: key });
}

/** Answers the address, which is kept nowhere. */
export function useMakeFeed() {
  const api = useApi();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (feed: NewFeed) => (await api(makeFeed, { body: feed })).body.url,
    meta: { shownBeside: true },
    gcTime: 0,
    onSuccess: () => void refresh(),
  });
}

export function useChangeFeed(id: Id) {
  const api = useApi();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (feed: NewFeed) => (await api(changeFeed, { params: { id }, body: feed })).body,
    meta: { shownBeside: true },
    async onSuccess() {
      await refresh();
      notify({ text: texts.saved });
    },
  });
}

export function useEndFeed() {
  const api = useApi();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async ({ id }: FeedView) => void (await api(endFeed, { params: { id } })),
    meta: { shownBeside: true },
    async onSuccess(_, { name }) {
      await refresh();
      notify({ text: texts.revoked(name) });
    },
  });
}

/** What stands above a form; `null`: nothing, or it stands beside a field. */
export function formError(error: unknown, fields: readonly string[]): string | null {
  if (error === null) return null;
  if (!(error instanceof Problem)) return texts.notReached;
  // Asked for proof, they chose not to give it: that is no fault to tell them of.
  if (error.problem === 'reauthentication-required') return null;
  return fields.some((field) => fieldError(error, field) !== undefined) ? null : error.message;
}
