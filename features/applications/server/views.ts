/** Applications in the form of the API. */
import {
  countWords,
  instantOf,
  placeOf,
  StageKind,
  stampsOf,
  stepsOf,
  type Application,
  type Compensation,
  type Id,
  type Snapshot,
  type SnapshotRef,
  type StageRef,
  type Stored,
} from '@sotto/domain';
import { stageRef } from '@sotto/features/stages/server';
import type { Workspace } from '@sotto/workspace';
import type { ApplicationRow, ApplicationView, Card, HistoryStep, SnapshotRow, SnapshotView } from '../api.ts';
import { historyOf } from './records.ts';
import { rowOf, type Row } from './table.ts';
import type { WithTexts } from './texts.ts';

/** A row of the table. */
export function rowView({ stored, application, company, stage }: Row): ApplicationRow {
  return {
    ...stampsOf(stored),
    ...shortFieldsOf(application),
    groupId: application.groupId,
    company: { id: application.companyId, name: company.name },
    stage: { id: application.stageId, name: stage.name, kind: stage.kind },
    stageSince: instantOf(application.stageSince),
    rank: application.rank,
    canonicalUrl: application.canonicalUrl,
    snapshot: snapshotSummary(application.snapshot),
    importRef: application.importRef,
  };
}

function shortFieldsOf(application: Application) {
  const {
    groupId: _,
    companyId: __,
    stageId,
    stageSince,
    rank,
    longTexts,
    canonicalUrl,
    snapshot,
    importRef,
    createdFrom,
    description,
    responsibilities,
    benefits,
    notes,
    ...short
  } = application;
  return short;
}

function snapshotSummary(snapshot: SnapshotRef | null): ApplicationRow['snapshot'] {
  return snapshot === null ? null : { ...snapshot, capturedAt: instantOf(snapshot.capturedAt) };
}

/** An application whole. */
export function applicationView({ workspace, stored, texts }: WithTexts): ApplicationView {
  return {
    ...rowView(rowOf(workspace, stored)),
    ...texts,
    history: historyView(workspace, stored.id),
    readOnly: stored.readOnly,
  };
}

/** The history in order of time. */
export function historyView(workspace: Workspace, id: Id): HistoryStep[] {
  const history = historyOf(workspace, id).map((change) => ({ ...change.content, id: change.id }));
  return stepsOf(history).map((step) => ({
    id: step.id,
    from: step.from === null ? null : refOf(workspace, step.from),
    to: refOf(workspace, step.to),
    at: step.on ?? instantOf(step.at),
    precision: step.on === null ? 'time' : 'day',
    by: step.by,
    note: step.note,
    voidedAt: step.voidedAt === null ? null : instantOf(step.voidedAt),
  }));
}

function refOf(workspace: Workspace, id: Id): StageRef {
  const stage = workspace.get(StageKind, id);
  return stage === undefined ? { id, name: 'Unknown stage', kind: 'lead' } : stageRef(stage);
}

export function snapshotView(snapshot: Stored<Snapshot>): SnapshotView {
  return { ...snapshotRow(snapshot), text: snapshot.content.text };
}

/** All but its text. */
export function snapshotRow({ id, content: { text, url, sha256, by, capturedAt } }: Stored<Snapshot>): SnapshotRow {
  return { id, capturedAt: instantOf(capturedAt), url, sha256, by, words: countWords(text) };
}

/** A card of the board; what is absent is left out. `withGroup`: the board shows several groups. */
export function cardView({ stored, application, company }: Row, withGroup: boolean): Card {
  const { nextAction, closesOn, appliedOn, workMode, excitement, outcome } = application;
  const place = placeOf(application.location);
  const pay = payView(application.compensation);
  return {
    id: stored.id,
    revision: stored.revision,
    ...(withGroup && { groupId: application.groupId }),
    company: company.name,
    title: application.title,
    stage: application.stageId,
    stageSince: instantOf(application.stageSince),
    rank: application.rank,
    tags: application.tags,
    ...(nextAction?.dueOn != null && { due: { text: nextAction.text, on: nextAction.dueOn } }),
    ...(closesOn !== null && { closesOn }),
    ...(appliedOn !== null && { appliedOn }),
    ...(place !== null && { place }),
    ...(workMode !== null && { workMode }),
    ...(pay !== null && { pay }),
    ...(excitement !== null && { excitement }),
    ...(outcome !== null && { outcome }),
  };
}

function payView(pay: Compensation | null): Card['pay'] | null {
  if (pay?.currency == null || (pay.min == null && pay.max == null)) return null;
  return {
    ...(pay.min != null && { min: pay.min }),
    // An exact amount is a range of one, so that it is not read as "from".
    ...(pay.kind === 'exact' && pay.min != null ? { max: pay.min } : pay.max != null && { max: pay.max }),
    currency: pay.currency,
    ...(pay.period != null && { period: pay.period }),
  };
}
