/** Interviews in the form of the API. */
import { ContactKind, instantOf, stampsOf, timesOf, type Id, type Interview, type NamedRef, type Stored } from '@sotto/domain';
import { applicationRef } from '@sotto/features/applications/server';
import type { Workspace } from '@sotto/workspace';
import type { InterviewView } from '../api.ts';

export function interviewView(workspace: Workspace, interview: Stored<Interview>): InterviewView {
  const { importRef: _, createdFrom: __, applicationId, ...fields } = interview.content;
  const { start, end } = timesOf(fields);
  return {
    ...stampsOf(interview),
    application: applicationRef(workspace, applicationId),
    ...fields,
    start: instantOf(start),
    end: instantOf(end),
    contacts: contactsOf(workspace, fields.contactIds),
  };
}

/** Those that are still there, in the order given. */
function contactsOf(workspace: Workspace, ids: readonly Id[]): NamedRef[] {
  return ids.flatMap((id) => {
    const contact = workspace.get(ContactKind, id)?.content;
    return contact === undefined ? [] : [{ id, name: contact.name }];
  });
}

/** Names of everyone in an interview: contacts, then others. */
export function peopleOf(workspace: Workspace, { contactIds, people }: Pick<Interview, 'contactIds' | 'people'>): string[] {
  return [...contactsOf(workspace, contactIds).map(({ name }) => name), ...people];
}
