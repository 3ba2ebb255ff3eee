/** The kinds this feature alone writes (others only hand applications from one group, stage or company to another). */
import {
  ApplicationKind,
  SnapshotKind,
  StageChangeKind,
  TextKind,
  type Id,
  type Rank,
  rankBetween,
  type StageChange,
  type Stored,
} from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';

export const kinds = [ApplicationKind, StageChangeKind, TextKind, SnapshotKind] as const;

/** An application's stage changes, in order of creation. */
export function historyOf(workspace: Workspace, id: Id): readonly Stored<StageChange>[] {
  return workspace.children(StageChangeKind, id);
}

/** Deals ranks on top of stages, each on top of the one before; the order within one decision. */
export interface Tops {
  onTopOf(stageId: Id): Rank;
}

export function dealRanks(workspace: Workspace): Tops {
  const tops = new Map<Id, Rank | null>();
  return {
    onTopOf(stageId) {
      const top = tops.has(stageId) ? tops.get(stageId)! : firstRank(workspace, stageId);
      const rank = rankBetween(null, top);
      tops.set(stageId, rank);
      return rank;
    },
  };
}

function firstRank(workspace: Workspace, stageId: Id): Rank | null {
  let first: Rank | null = null;
  for (const { content } of workspace.all(ApplicationKind)) {
    if (content.stageId === stageId && (first === null || content.rank < first)) first = content.rank;
  }
  return first;
}
