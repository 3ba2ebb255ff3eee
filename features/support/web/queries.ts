/** What help and freezing read and change. */
import { Problem } from '@sotto/contract';
import type { Id } from '@sotto/domain';
import { fieldError, notify, useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { askForHelp, freezeAccount, listHelp, type NewHelp, revokeHelp, thawAccount } from '../api.ts';
import { texts } from './texts.ts';

const key = ['support'] as const;

/** Asked again every ten seconds: whoever is being read should see it while it happens. */
export function useHelp() {
  const api = useApi();
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await api(listHelp, {}, signal)).body,
    refetchInterval: 10_000,
    staleTime: 0,
  });
}

export function useAsk() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (help: NewHelp) => void (await api(askForHelp, { body: help })),
    meta: { shownBeside: true },
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: key });
      notify({ text: texts.granted });
    },
  });
}

export function useRevoke() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: Id) => void (await api(revokeHelp, { params: { id } })),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: key });
      notify({ text: texts.revoked });
    },
  });
}

/** Freezes or thaws, and asks anew for whatever says so. */
export function useSetFrozen() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (frozen: boolean) => void (await api(frozen ? freezeAccount : thawAccount, {})),
    async onSuccess(_, frozen) {
      await Promise.all([queries.invalidateQueries({ queryKey: ['account'] }), queries.invalidateQueries({ queryKey: key })]);
      notify({ text: frozen ? texts.frozen : texts.thawed });
      void queries.invalidateQueries({ queryKey: ['privacy'] });
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
