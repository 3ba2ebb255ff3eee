/** The kind this feature alone writes, and how the others read it. */
import { ApplicationKind, byRank, StageKind, type Id, type Stage, type StageRef, type Stored } from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';

export const kinds = [StageKind] as const;

/** All stages as the person has ordered them. */
export function stagesInOrder(workspace: Workspace): readonly Stored<Stage>[] {
  return workspace.derived('stages in order', [StageKind], () =>
    workspace
      .all(StageKind)
      .map((stage) => ({ stage, id: stage.id, rank: stage.content.rank }))
      .toSorted(byRank)
      .map(({ stage }) => stage),
  );
}

/** A stage by name, as other records' answers show it. */
export function stageRef(stage: Stored<Stage>): StageRef {
  return { id: stage.id, name: stage.content.name, kind: stage.content.kind };
}

/** How many applications each stage has; a stage without any is not in it. */
export function applicationsPerStage(workspace: Workspace): ReadonlyMap<Id, number> {
  return workspace.derived('applications per stage', [ApplicationKind], () => {
    const counts = new Map<Id, number>();
    for (const { content } of workspace.all(ApplicationKind)) counts.set(content.stageId, (counts.get(content.stageId) ?? 0) + 1);
    return counts;
  });
}
