/** Tasks in the form of the API. */
import {
  ApplicationKind,
  CompanyKind,
  ContactKind,
  instantOf,
  InterviewKind,
  stampsOf,
  type Id,
  type NamedLink,
  type Stored,
  type Task,
  type TaskLink,
} from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';
import type { TaskView } from '../api.ts';

export function taskView(workspace: Workspace, task: Stored<Task>): TaskView {
  const { importRef: _, createdFrom: __, seriesFrom, doneAt, link, ...fields } = task.content;
  return {
    ...stampsOf(task),
    ...fields,
    doneAt: doneAt === null ? null : instantOf(doneAt),
    link: link && linkView(workspace, link),
  };
}

/** A linked record by name; `null`: it is gone. */
export function linkView(workspace: Workspace, link: TaskLink): NamedLink | null {
  const names = namesOf[link.kind](workspace, link.id);
  return names && { ...link, ...names };
}

type Names = Pick<NamedLink, 'title' | 'detail'>;

const namesOf: Readonly<Record<TaskLink['kind'], (workspace: Workspace, id: Id) => Names | null>> = {
  application: applicationNames,
  interview: (workspace, id) => {
    const interview = workspace.get(InterviewKind, id)?.content;
    return interview === undefined ? null : applicationNames(workspace, interview.applicationId);
  },
  company: (workspace, id) => {
    const company = workspace.get(CompanyKind, id)?.content;
    return company === undefined ? null : { title: company.name, detail: '' };
  },
  contact: (workspace, id) => {
    const contact = workspace.get(ContactKind, id)?.content;
    return contact === undefined ? null : { title: contact.name, detail: contact.role ?? '' };
  },
};

function applicationNames(workspace: Workspace, id: Id): Names | null {
  const application = workspace.get(ApplicationKind, id)?.content;
  if (application === undefined) return null;
  return { title: application.title, detail: workspace.get(CompanyKind, application.companyId)?.content.name ?? '' };
}
