/** The kind this feature alone writes, and how the others read it. */
import { ApplicationKind, GroupKind, type Group, type Id, type Stored } from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';

export const kinds = [GroupKind] as const;

/** Groups in the order in which they are shown: archived ones last, each part in order of creation. */
export function groupsInOrder(workspace: Workspace): readonly Stored<Group>[] {
  return workspace.derived('groups in order', [GroupKind], () => {
    const groups = workspace.all(GroupKind);
    return [
      ...groups.filter((group) => group.content.archivedAt === null),
      ...groups.filter((group) => group.content.archivedAt !== null),
    ];
  });
}

/** The group things go into when nobody says: the first active one, else the first that is not archived, else the first. */
export function defaultGroup(workspace: Workspace): Stored<Group> | undefined {
  const groups = groupsInOrder(workspace);
  return groups.find((group) => group.content.active) ?? groups[0];
}

/** How many applications each group has; a group without any is not in it. */
export function applicationsPerGroup(workspace: Workspace): ReadonlyMap<Id, number> {
  return workspace.derived('applications per group', [ApplicationKind], () => {
    const counts = new Map<Id, number>();
    for (const { content } of workspace.all(ApplicationKind)) counts.set(content.groupId, (counts.get(content.groupId) ?? 0) + 1);
    return counts;
  });
}
