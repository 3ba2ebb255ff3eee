/** The kind this feature alone writes, and how the others read it. */
import { InterviewKind, timesOf, type Interview, type Stored } from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';

export const kinds = [InterviewKind] as const;

/** An interview with its instants, epoch ms. */
export interface Timed {
  readonly interview: Stored<Interview>;
  readonly start: number;
  readonly end: number;
}

/** All interviews by time, earliest first. */
export function interviewsInOrder(workspace: Workspace): readonly Timed[] {
  return workspace.derived('interviews in order', [InterviewKind], () =>
    workspace
      .all(InterviewKind)
      .map((interview) => ({ interview, ...timesOf(interview.content) }))
      .toSorted((a, b) => a.start - b.start || (a.interview.id < b.interview.id ? -1 : 1)),
  );
}
