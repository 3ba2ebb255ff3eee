/** What Security reads besides the account and its sessions, and how it changes what one signs in with. */
import type { Problem } from '@sotto/contract';
import { useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useOncePressed } from './once-pressed.ts';
import { getTwoFactor, listIdentities, listIssuers, listPasskeys } from '../../api.ts';

export function useTwoFactor() {
  const api = useApi();
  return useQuery({ queryKey: ['two-factor'], queryFn: async ({ signal }) => (await api(getTwoFactor, {}, signal)).body });
}

export function usePasskeys() {
  const api = useApi();
  return useQuery({ queryKey: ['passkeys'], queryFn: async ({ signal }) => (await api(listPasskeys, {}, signal)).body.items });
}

export function useIdentities() {
  const api = useApi();
  return useQuery({
    queryKey: ['identities'],
    queryFn: async ({ signal }) => (await api(listIdentities, {}, signal)).body.items,
  });
}

export function useIssuers() {
  const api = useApi();
  return useQuery({
    queryKey: ['issuers'],
    queryFn: async ({ signal }) => (await api(listIssuers, {}, signal)).body.items,
    refetchInterval: false,
  });
}

interface CredentialChange<Variables, Answer> {
  readonly change: (variables: Variables) => Promise<Answer>;
  readonly onDone?: (answer: Answer, variables: Variables) => void;
  readonly onFailed?: (error: unknown) => void;
  /** Problems the caller shows. Turning the question away is an answer, so no notice tells of it. @default that one alone */
  readonly shownBeside?: true | readonly Problem['problem'][];
}

const turnedAway = ['reauthentication-required'] as const;

/**
 * Changes what one signs in with. The session may get a new token by it: what is under way with the old one would be
 * answered as signed out, so it is ended first, and everything is read anew afterwards.
 */
export function useCredentialChange<Variables = void, Answer = unknown>({
  change,
  onDone,
  onFailed,
  shownBeside = turnedAway,
}: CredentialChange<Variables, Answer>) {
  const queries = useQueryClient();
  const changing = useMutation({
    mutationFn: async (variables: Variables) => {
      await queries.cancelQueries();
      return change(variables);
    },
    meta: { shownBeside },
    onSuccess(answer, variables) {
      void queries.invalidateQueries();
      onDone?.(answer, variables);
    },
    onError: (error) => onFailed?.(error),
  });
  return useOncePressed(changing);
}
