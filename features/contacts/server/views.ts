/** Contacts and interactions in the form of the API. What has been deleted is left out. */
import {
  ApplicationKind,
  CompanyKind,
  ContactKind,
  instantOf,
  InteractionKind,
  StageKind,
  stampsOf,
  type Contact,
  type Id,
  type Interaction,
  type NamedRef,
  type Stored,
} from '@sotto/domain';
import { stageRef } from '@sotto/features/stages/server';
import type { Workspace } from '@sotto/workspace';
import type { ApplicationRef, ContactRow, ContactView, InteractionView, Said } from '../api.ts';
import { companyOf, contactsByName, latestByContact } from './records.ts';

/** A contact as a row of the list. */
export function contactRow(workspace: Workspace, { id, revision, content }: Stored<Contact>): ContactRow {
  const { name, role, kind, emails, phones, companyIds, applicationIds } = content;
  return {
    id,
    revision,
    name,
    role,
    kind,
    emails,
    phones,
    companies: companyIds.flatMap((companyId) => companyRef(workspace, companyId) ?? []),
    applicationIds: applicationIds.filter((one) => workspace.get(ApplicationKind, one) !== undefined),
    lastAt: lastAt(workspace, id),
  };
}

/** All contacts by name, as JSON in UTF-8: written once for as long as nothing they show changes. */
export function writtenContacts(workspace: Workspace): Uint8Array {
  return workspace.derived('contacts written', [ContactKind, CompanyKind, ApplicationKind, InteractionKind], () =>
    Buffer.from(JSON.stringify({ items: contactsByName(workspace).map((contact) => contactRow(workspace, contact)) })),
  );
}

/** A contact whole. */
export function contactView(workspace: Workspace, contact: Stored<Contact>): ContactView {
  const { companyIds, applicationIds, importRef: _, createdFrom: __, ...fields } = contact.content;
  return {
    ...stampsOf(contact),
    ...fields,
    companies: companyIds.flatMap((id) => companyRef(workspace, id) ?? []),
    applications: applicationIds.flatMap((id) => applicationRef(workspace, id) ?? []),
    lastAt: lastAt(workspace, contact.id),
  };
}

export function interactionView(workspace: Workspace, stored: Stored<Interaction>): InteractionView {
  const { kind, direction, subject, notes, zone, contactIds, applicationId } = stored.content;
  const companyId = companyOf(workspace, stored.content);
  const application = applicationId === null ? undefined : workspace.get(ApplicationKind, applicationId);
  return {
    ...stampsOf(stored),
    kind,
    direction,
    subject,
    notes,
    zone,
    at: saidOf(stored.content),
    contacts: contactIds.flatMap((id) => named(workspace, ContactKind, id) ?? []),
    company: companyId === null ? null : companyRef(workspace, companyId),
    application: application === undefined ? null : { id: application.id, name: application.content.title },
  };
}

function lastAt(workspace: Workspace, id: Id): Said | null {
  const latest = latestByContact(workspace).get(id);
  return latest === undefined ? null : saidOf(latest);
}

function saidOf({ at, on }: Interaction): Said {
  return on ?? instantOf(at);
}

function companyRef(workspace: Workspace, id: Id): NamedRef | null {
  return named(workspace, CompanyKind, id);
}

function named(workspace: Workspace, kind: typeof CompanyKind | typeof ContactKind, id: Id): NamedRef | null {
  const content = kind === CompanyKind ? workspace.get(CompanyKind, id)?.content : workspace.get(ContactKind, id)?.content;
  return content === undefined ? null : { id, name: content.name };
}

function applicationRef(workspace: Workspace, id: Id): ApplicationRef | null {
  const content = workspace.get(ApplicationKind, id)?.content;
  if (content === undefined) return null;
  const stage = workspace.get(StageKind, content.stageId);
  return {
    id,
    title: content.title,
    company: workspace.get(CompanyKind, content.companyId)?.content.name ?? 'Unknown company',
    stage: stage === undefined ? { id: content.stageId, name: 'Unknown stage', kind: 'lead' } : stageRef(stage),
  };
}
