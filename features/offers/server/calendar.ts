/** Offers on the calendar: the day an employer wants the answer. */
import { ApplicationKind, meaningOf, OfferKind, StageKind, type Offer, type Stored } from '@sotto/domain';
import { plainMark, type CalendarMark, type CalendarSource, type Workspace } from '@sotto/workspace';

export const calendar: readonly CalendarSource[] = [
  {
    name: 'offers',
    kinds: [OfferKind, ApplicationKind, StageKind],
    marks: (workspace) => workspace.all(OfferKind).flatMap((offer) => markOf(workspace, offer) ?? []),
  },
];

/** `null`: no day was named, or the application ended without an answer. */
function markOf(workspace: Workspace, { id, revision, content }: Stored<Offer>): CalendarMark | null {
  const { respondBy, decision, applicationId } = content;
  if (respondBy === null || (decision === null && hasEnded(workspace, applicationId))) return null;
  const state = decision === null ? 'open' : 'done';
  return { ...plainMark, kind: 'offer', id, revision, what: 'respond_by', state, applicationId, on: respondBy, time: null };
}

function hasEnded(workspace: Workspace, applicationId: string): boolean {
  const stageId = workspace.get(ApplicationKind, applicationId)?.content.stageId;
  const stage = stageId === undefined ? undefined : workspace.get(StageKind, stageId)?.content;
  return stage !== undefined && meaningOf[stage.kind].ended;
}
