/** Applications on the calendar: the day of the next action, and the day a saved posting closes. */
import { ApplicationKind, CompanyKind, GroupKind, meaningOf, StageKind } from '@sotto/domain';
import { plainMark, type CalendarMark, type CalendarSource } from '@sotto/workspace';
import { rowsOf, type Row } from './table.ts';

export const calendar: readonly CalendarSource[] = [
  {
    name: 'applications',
    kinds: [ApplicationKind, CompanyKind, StageKind, GroupKind],
    marks: (workspace) => rowsOf(workspace).flatMap((row) => [...marksOf(row)]),
  },
];

/** None of one that has ended or lies in an archived group. What was sent does not close any more. */
function* marksOf({ id, stored: { revision }, application, stage, group }: Row): Generator<CalendarMark> {
  if (meaningOf[stage.kind].ended || group.archivedAt !== null) return;
  const { nextAction, closesOn } = application;
  const shared = { ...plainMark, kind: 'application', id, revision, applicationId: id, time: null } as const;
  if (nextAction?.dueOn != null) yield { ...shared, what: 'next_action', title: nextAction.text, on: nextAction.dueOn };
  if (closesOn !== null && stage.kind === 'lead') yield { ...shared, what: 'closing', on: closesOn };
}
