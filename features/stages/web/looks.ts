/** Which of the twelve looks a stage wears: its kind says the family; the second of a family wears the deeper one. */
import type { KindOfStage } from '@sotto/domain';
import type { StageLook } from '@sotto/ui';

const families: Readonly<Record<KindOfStage, readonly [StageLook, ...StageLook[]]>> = {
  lead: ['saved', 'preparing'],
  submitted: ['applied'],
  screen: ['screening', 'assessment'],
  assessment: ['assessment'],
  interview: ['interview', 'final'],
  offer: ['offer'],
  won: ['accepted'],
  lost: ['rejected'],
  lost_by_me: ['withdrawn'],
  silent: ['silent'],
};

/** Looks by stage id. `stages` in their order, hidden ones too: hiding one must not recolour another. */
export function looksOf(stages: readonly { readonly id: string; readonly kind: KindOfStage }[]): ReadonlyMap<string, StageLook> {
  const seen = new Map<KindOfStage, number>();
  return new Map(
    stages.map(({ id, kind }) => {
      const nth = seen.get(kind) ?? 0;
      seen.set(kind, nth + 1);
      const family = families[kind];
      return [id, family[Math.min(nth, family.length - 1)] ?? family[0]];
    }),
  );
}
