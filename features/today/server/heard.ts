/** Words between the person and those they apply to, as far as they noted them. */
import { ContactKind, InteractionKind, newestFirst, type Id } from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';

export interface Words {
  /** When they were heard of last, by application, epoch ms. A meeting, which neither began, is a word of theirs as well. */
  readonly heard: ReadonlyMap<Id, number>;
  /** When the person wrote or called: each counts as a follow-up. */
  readonly written: ReadonlyMap<Id, readonly number[]>;
}

export function wordsByApplication(workspace: Workspace): Words {
  return workspace.derived('words by application', [InteractionKind], () => {
    const heard = new Map<Id, number>();
    const written = new Map<Id, number[]>();
    for (const { content } of workspace.all(InteractionKind)) {
      const { applicationId: id, direction, at } = content;
      if (id === null) continue;
      if (direction !== 'out') heard.set(id, Math.max(at, heard.get(id) ?? 0));
      else written.set(id, [...(written.get(id) ?? []), at]);
    }
    return { heard, written };
  });
}

export interface Addressee {
  readonly name: string;
  readonly email: string;
}

/** Whom to write to about an application: of its contacts with an address the one there were words with last, else the first. */
export function addressees(workspace: Workspace): ReadonlyMap<Id, Addressee> {
  return workspace.derived('addressees', [ContactKind, InteractionKind], () => {
    const found = new Map<Id, Addressee>();
    for (const { content } of byLastWord(workspace)) {
      const [first] = content.emails;
      if (first === undefined) continue;
      for (const applicationId of content.applicationIds)
        if (!found.has(applicationId)) found.set(applicationId, { name: content.name, email: first.email });
    }
    return found;
  });
}

function byLastWord(workspace: Workspace) {
  const places = new Map<Id, number>();
  const words = workspace.all(InteractionKind).toSorted((a, b) => newestFirst(a.content, b.content));
  for (const [place, { content }] of words.entries())
    for (const id of content.contactIds) if (!places.has(id)) places.set(id, place);
  const placeOf = (id: Id) => places.get(id) ?? Infinity;
  return workspace
    .all(ContactKind)
    .toSorted((a, b) => (placeOf(a.id) < placeOf(b.id) ? -1 : placeOf(a.id) > placeOf(b.id) ? 1 : 0));
}
