import type { UseMutationResult } from '@tanstack/react-query';

/** The part of a mutation that its button needs. */
export type Pressed<Answer, Variables> = Pick<
  UseMutationResult<Answer, Error, Variables>,
  'data' | 'error' | 'isError' | 'isPending' | 'mutate'
>;

/** A second press while the first one works does nothing. The button stays as it is: a disabled one would lose the focus. */
export function oncePressed<Answer, Variables>(mutation: Pressed<Answer, Variables>): Pressed<Answer, Variables> {
  return {
    ...mutation,
    mutate(...given) {
      if (!mutation.isPending) mutation.mutate(...given);
    },
  };
}
