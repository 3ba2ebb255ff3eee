/** Contacts as vCards: one, or all of them one after the other. */
import { Problem } from '@sotto/contract';
import { CompanyKind, ContactKind, writeVcard, type Contact, type Stored } from '@sotto/domain';
import { route, type Route } from '@sotto/http';
import { byOf, recordActivity } from '@sotto/features/privacy/server';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import { exportContact, exportContacts, vcardType } from '../api.ts';
import { contactsByName } from './records.ts';

export function vcardRoutes(platform: Platform): Route[] {
  const { workspaces } = platform;
  return [
    route(exportContact, 'transfer', async ({ by, params: { id } }) => {
      const workspace = await workspaces.read(by);
      const contact = workspace.get(ContactKind, id);
      if (contact === undefined) throw new Problem('not-found');
      return download('contact.vcf', workspace, [contact]);
    }),

    route(exportContacts, 'transfer', async ({ by, caller }) => {
      const workspace = await workspaces.read(by);
      const contacts = contactsByName(workspace);
      const about = 'Contacts';
      await recordActivity(platform, by.userId, { happening: 'exported', by: byOf(caller), about, count: contacts.length });
      return download('contacts.vcf', workspace, contacts);
    }),
  ];
}

function download(name: string, workspace: Workspace, contacts: readonly Stored<Contact>[]) {
  return {
    status: 200 as const,
    stream: cardsOf(workspace, contacts),
    type: vcardType,
    headers: { 'content-disposition': `attachment; filename="${name}"` },
  };
}

/** One card after the other; of all contacts when none are named. */
// Never waits: what is sent as it is made is sent by a generator that could.
export async function* cardsOf(
  workspace: Workspace,
  contacts: readonly Stored<Contact>[] = contactsByName(workspace),
): AsyncGenerator<string> {
  for (const contact of contacts) yield cardOf(workspace, contact);
}

function cardOf(workspace: Workspace, { id, content }: Stored<Contact>): string {
  const companies = content.companyIds.flatMap((companyId) => workspace.get(CompanyKind, companyId)?.content.name ?? []);
  return writeVcard({ ...content, id, companies });
}
