/** What is searched of contacts and interactions. */
import { CompanyKind, ContactKind, dayOf, InteractionKind, type Id } from '@sotto/domain';
import { searchable, type Workspace } from '@sotto/workspace';

export const searchables = [
  searchable({
    kind: ContactKind,
    refersTo: [CompanyKind],
    fields: ({ name, role, companyIds, emails, phones, links, attributes, notes }, workspace) => [
      ['name', name],
      ['role', role],
      ['companies', companyNames(workspace, companyIds)],
      ['emails', emails.map(({ email }) => email).join(', ')],
      ['phones', phones.map(({ number }) => number).join(', ')],
      ['links', links.map(({ url }) => url).join(', ')],
      ['attributes', attributes.map((attribute) => `${attribute.name}: ${attribute.value}`).join(', ')],
      ['notes', notes],
    ],
    shown: ({ content: { name, role, companyIds } }, workspace) => ({
      title: name,
      detail: [role, companyNames(workspace, companyIds)].filter((part) => part !== null && part !== '').join(', '),
    }),
  }),
  searchable({
    kind: InteractionKind,
    refersTo: [ContactKind],
    fields: ({ subject, notes, contactIds }, workspace) => [
      ['subject', subject],
      ['notes', notes],
      ['contacts', contactNames(workspace, contactIds)],
    ],
    shown: ({ content }, workspace) => ({
      title: content.subject ?? content.notes?.split('\n')[0]?.slice(0, 80) ?? contactNames(workspace, content.contactIds),
      detail: [contactNames(workspace, content.contactIds), dayOf(content)].filter((part) => part !== '').join(', '),
    }),
  }),
];

function companyNames(workspace: Workspace, ids: readonly Id[]): string {
  return ids.flatMap((id) => workspace.get(CompanyKind, id)?.content.name ?? []).join(', ');
}

function contactNames(workspace: Workspace, ids: readonly Id[]): string {
  return ids.flatMap((id) => workspace.get(ContactKind, id)?.content.name ?? []).join(', ');
}
