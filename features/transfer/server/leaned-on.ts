/** What a person has built upon since: records that others lie below of, or that others name. */
import {
  ApplicationKind,
  ContactKind,
  type Id,
  InteractionKind,
  InterviewKind,
  type Kind,
  NoteKind,
  TaskKind,
} from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';

/**
 * Ids of all that something leans on. Taking an import back leaves them, though nobody has touched themselves: removed, they would take
 * along what lies below them (notes, tasks, interviews), or leave what names them without its people.
 */
export function leanedOn(workspace: Workspace, kinds: readonly Kind[]): ReadonlySet<Id> {
  // What only tells its parent's story (its steps, its texts) came with it, and goes with it.
  const whole = kinds.filter(({ apart, comingIn = {} }) => !apart && !comingIn.part);
  // Those about a company, and tasks about a person, are of their own and only name it.
  const abouts = [...workspace.all(TaskKind), ...workspace.all(NoteKind)].flatMap(({ content }) => content.link?.id ?? []);
  const talks = workspace.all(InteractionKind).map(({ content }) => content);
  return new Set([
    ...whole.flatMap((kind) => workspace.all(kind).flatMap(({ parentId }) => parentId ?? [])),
    ...abouts,
    ...talks.flatMap(({ contactIds, companyId, applicationId }) => [...contactIds, companyId ?? [], applicationId ?? []].flat()),
    ...workspace.all(InterviewKind).flatMap(({ content }) => content.contactIds),
    ...workspace.all(ContactKind).flatMap(({ content }) => [...content.companyIds, ...content.applicationIds]),
    ...workspace.all(ApplicationKind).map(({ content }) => content.companyId),
  ]);
}
