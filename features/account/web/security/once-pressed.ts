import type { UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';

/** The part of a mutation that its button needs. */
export interface Pressed<Answer, Variables> extends Pick<
  UseMutationResult<Answer, Error, Variables>,
  'data' | 'error' | 'isError' | 'isPending'
> {
  mutate(variables: Variables): void;
}

/** A second press while the first one works does nothing. The button stays as it is: a disabled one would lose the focus. */
export function useOncePressed<Answer, Variables>(
  mutation: UseMutationResult<Answer, Error, Variables>,
): Pressed<Answer, Variables> {
  // Not `isPending`, which is as it was drawn: a press at once after the first one came to nothing would be lost.
  const isWorking = useRef(false);
  return {
    ...mutation,
    mutate(variables) {
      if (isWorking.current) return;
      isWorking.current = true;
      mutation.mutate(variables, { onSettled: () => void (isWorking.current = false) });
    },
  };
}
