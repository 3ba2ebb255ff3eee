/** The kind this feature alone writes, and what the applications hold of it. */
import { ApplicationKind, CustomFieldKind, type CustomValue, type Id } from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';

export const kinds = [CustomFieldKind] as const;

/** How many applications hold a value of each field; a field without any is not in it. */
export function valuesPerField(workspace: Workspace): ReadonlyMap<Id, number> {
  return workspace.derived('values per field', [ApplicationKind], () => {
    const counts = new Map<Id, number>();
    for (const { content } of workspace.all(ApplicationKind))
      for (const fieldId of Object.keys(content.custom)) counts.set(fieldId, (counts.get(fieldId) ?? 0) + 1);
    return counts;
  });
}

/** How many applications hold this value. */
export function holding(workspace: Workspace, fieldId: Id, value: CustomValue): number {
  return workspace.all(ApplicationKind).filter(({ content }) => content.custom[fieldId] === value).length;
}
