/** An application as other records name it. */
import { ApplicationKind, CompanyKind, StageKind, type ApplicationRef, type Id } from '@sotto/domain';
import { stageRef } from '@sotto/features/stages/server';
import type { Workspace } from '@sotto/workspace';

/** What goes with an application finds it there; one that did not open, by a newer version, is named as that. */
export function applicationRef(workspace: Workspace, id: Id): ApplicationRef {
  const application = workspace.get(ApplicationKind, id)?.content;
  const company = application && workspace.get(CompanyKind, application.companyId);
  const stage = application && workspace.get(StageKind, application.stageId);
  return {
    id,
    title: application?.title ?? 'Unknown application',
    company: { id: company?.id ?? id, name: company?.content.name ?? 'Unknown company' },
    stage: stage === undefined ? { id, name: 'Unknown stage', kind: 'lead' } : stageRef(stage),
  };
}
