/** Steps through the stages: entering one, taking one back. The application's present stage is written in the same unit. */
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  currentChange,
  dateOf,
  nextSequence,
  placeInTime,
  StageChangeKind,
  StageKind,
  type Application,
  type CalendarDate,
  type Id,
  type Ids,
  type Rank,
  type StageChange,
  type StageChanger,
  type Stored,
} from '@sotto/domain';
import { settingsOf } from '@sotto/features/settings/server';
import type { Draft, Workspace } from '@sotto/workspace';
import type { Said } from '../api.ts';
import { whenOf } from './make.ts';
import { historyOf, type Tops } from './records.ts';
import { refused } from './refusal.ts';

/** One decision in which applications move. */
export interface Moving {
  readonly workspace: Workspace;
  readonly draft: Draft;
  readonly ids: Ids;
  readonly now: number;
  readonly by: StageChanger;
  readonly tops: Tops;
}

export interface Step {
  readonly stageId: Id;
  readonly at?: Said | undefined;
  readonly note?: string | null | undefined;
  readonly rank?: Rank | undefined;
}

/**
 * Drafts a step of an application, and its stage, rank and day of applying as they follow. Answers the step's id; `null` when it only
 * changed its place within the stage where it is already.
 *
 * Throws `invalid-input` for a stage that is not there or a moment in the future.
 */
export function enterStep(moving: Moving, stored: Stored<Application>, { stageId, at, note, rank }: Step): Id | null {
  const { workspace, draft, ids, now, by } = moving;
  if (workspace.get(StageKind, stageId) === undefined) throw refused('stageId', 'There is no such stage.');
  const { content } = stored;
  if (at === undefined && content.stageId === stageId && note == null) {
    if (rank !== undefined && rank !== content.rank)
      draft.update(ApplicationKind, stored.id, stored.revision, { ...content, rank });
    return null;
  }
  const history = historyOf(workspace, stored.id).map((change) => change.content);
  const place = placeInTime(whenOf(at), history, { now, zone: settingsOf(workspace).zone });
  if (place === null) throw refused('at', 'This lies in the future.');
  const change: StageChange = {
    to: stageId,
    ...place,
    sequence: nextSequence(history),
    by,
    note: note ?? null,
    appliedOn: dayEntered(workspace, content, { stageId, ...place }),
    voidedAt: null,
  };
  const id = ids.record();
  draft.create(StageChangeKind, { id, parentId: stored.id, content: change });
  const current = currentChange([...history, change])!;
  draft.update(ApplicationKind, stored.id, stored.revision, {
    ...content,
    stageId: current.to,
    stageSince: current.at,
    rank: rank ?? (current.to === content.stageId ? content.rank : moving.tops.onTopOf(current.to)),
    appliedOn: change.appliedOn ?? content.appliedOn,
  });
  return id;
}

/** Whoever moves an application to a submitted stage has applied, on that day, unless they have said when. */
function dayEntered(
  workspace: Workspace,
  content: Application,
  { stageId, at, on }: { stageId: Id; at: number; on: CalendarDate | null },
): CalendarDate | null {
  if (content.appliedOn !== null || workspace.get(StageKind, stageId)?.content.kind !== 'submitted') return null;
  return on ?? dateOf(at, settingsOf(workspace).zone);
}

/**
 * Drafts that a step counts no more, and the application's stage as it follows. `rank`: its place in the stage it returns to.
 *
 * Throws `not-found` for a step that is not of this application, and `conflict` for the only one that counts. A step that is void already stays so.
 */
export function takeBack(
  { workspace, draft, now, tops }: Omit<Moving, 'ids' | 'by'>,
  stored: Stored<Application>,
  { stepId, rank }: { stepId: Id; rank?: Rank | undefined },
): void {
  const history = historyOf(workspace, stored.id);
  const step = history.find((change) => change.id === stepId);
  if (step === undefined) throw new Problem('not-found');
  if (step.content.voidedAt !== null) return;
  const current = currentChange(history.filter((change) => change.id !== stepId).map((change) => change.content));
  if (current === null) throw new Problem('conflict', { detail: 'This is the only step. Enter another one first.' });
  const { content } = stored;
  draft.update(StageChangeKind, stepId, step.revision, { ...step.content, voidedAt: now });
  draft.update(ApplicationKind, stored.id, stored.revision, {
    ...content,
    stageId: current.to,
    stageSince: current.at,
    rank: rank ?? (current.to === content.stageId ? content.rank : tops.onTopOf(current.to)),
    appliedOn: step.content.appliedOn !== null && step.content.appliedOn === content.appliedOn ? null : content.appliedOn,
  });
}
