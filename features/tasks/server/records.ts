/** The kind this feature alone writes, and how the others read it. */
import { TaskKind, type Id, type Stored, type Task } from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';

export const kinds = [TaskKind] as const;

/** Tasks by the id of the record they are about. */
export function tasksByLink(workspace: Workspace): ReadonlyMap<Id, readonly Stored<Task>[]> {
  return workspace.derived('tasks by link', [TaskKind], () => {
    const byLink = new Map<Id, Stored<Task>[]>();
    for (const task of workspace.all(TaskKind)) {
      const { link } = task.content;
      if (link === null) continue;
      const others = byLink.get(link.id);
      if (others === undefined) byLink.set(link.id, [task]);
      else others.push(task);
    }
    return byLink;
  });
}
