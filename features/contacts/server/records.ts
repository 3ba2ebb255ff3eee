/** The kinds this feature alone writes (companies hand them from one company to another), and how they are found. */
import {
  ApplicationKind,
  ContactKind,
  fold,
  InteractionKind,
  newestFirst,
  type Contact,
  type Id,
  type Interaction,
  type Stored,
} from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';

export const kinds = [ContactKind, InteractionKind] as const;

/** All contacts in order of name. */
export function contactsByName(workspace: Workspace): readonly Stored<Contact>[] {
  return workspace.derived('contacts by name', [ContactKind], () =>
    workspace
      .all(ContactKind)
      .map((contact) => ({ contact, name: fold(contact.content.name) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .map(({ contact }) => contact),
  );
}

/** All interactions, newest first. */
export function interactionsByTime(workspace: Workspace): readonly Stored<Interaction>[] {
  return workspace.derived('interactions by time', [InteractionKind], () =>
    workspace.all(InteractionKind).toSorted((a, b) => newestFirst(a.content, b.content)),
  );
}

/** The latest interaction with each contact; a contact without any is not in it. */
export function latestByContact(workspace: Workspace): ReadonlyMap<Id, Interaction> {
  return workspace.derived('latest interactions', [InteractionKind], () => {
    const latest = new Map<Id, Interaction>();
    for (const { content } of interactionsByTime(workspace))
      for (const id of content.contactIds) if (!latest.has(id)) latest.set(id, content);
    return latest;
  });
}

/** The company an interaction is about: that of its application as it is now, else the one it names. */
export function companyOf(workspace: Workspace, { applicationId, companyId }: Interaction): Id | null {
  const application = applicationId === null ? undefined : workspace.get(ApplicationKind, applicationId);
  return application?.content.companyId ?? companyId;
}
