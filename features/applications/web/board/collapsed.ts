import type { Id } from '@sotto/domain';
import { useDraft } from '@sotto/ui/app';

/**
 * Columns that are folded to a strip in this tab. Unlike hiding a stage it is a way of looking, so it stays here,
 * survives a reload, and goes with the drafts at sign-out.
 */
export function useCollapsed(): { readonly ids: readonly Id[]; readonly toggle: (id: Id) => void } {
  const { value, change } = useDraft<{ readonly ids: readonly Id[] }>('collapsed-stages', { ids: [] });
  const toggle = (id: Id) => change({ ids: value.ids.includes(id) ? value.ids.filter((one) => one !== id) : [...value.ids, id] });
  return { ids: value.ids, toggle };
}
