/** Making contacts: from the form, a script or an address book, by the same rules. */
import { Problem } from '@sotto/contract';
import { ApplicationKind, ContactKind, newContact, withChanges, type Id, type Ids, type ImportRef } from '@sotto/domain';
import { nameCompanies, type CompanyNaming } from '@sotto/features/companies/server';
import type { Draft, Workspace } from '@sotto/workspace';
import type { NewContact } from '../api.ts';

/**
 * Makes contacts, with the companies they name, in one decision; answers their ids. `importRef`: where all of them came from;
 * `sourceId`: what one of them is called there. `naming`: of a decision that names companies elsewhere, too, lest one is made twice.
 *
 * Throws `invalid-input` for an application that is not there.
 */
export function contactMaker(
  workspace: Workspace,
  draft: Draft,
  {
    ids,
    importRef = null,
    naming = nameCompanies(workspace, draft, { ids, importRef }),
  }: { ids: Ids; importRef?: ImportRef | null; naming?: CompanyNaming },
): (input: NewContact, createdFrom: string | null, sourceId?: string) => Id {
  return ({ id = ids.record(), companies = [], ...fields }, createdFrom, sourceId) => {
    refuseAbsent(workspace, fields.applicationIds);
    const from = importRef && sourceId !== undefined ? { ...importRef, sourceId } : importRef;
    const begun = { ...newContact(fields.name), createdFrom, importRef: from, companyIds: idsOf(naming, companies) };
    draft.create(ContactKind, { id, content: withChanges(begun, fields) });
    return id;
  };
}

/** The companies of these names, matched or made. Two spellings of one company are one link. */
export function idsOf(naming: CompanyNaming, companies: readonly string[]): Id[] {
  return [...new Set(companies.map((name) => naming.idOf(name)))];
}

/** Throws `invalid-input` unless all of these are there. */
export function refuseAbsent(workspace: Workspace, applicationIds: readonly Id[] = []): void {
  if (applicationIds.every((id) => workspace.get(ApplicationKind, id) !== undefined)) return;
  throw new Problem('invalid-input', {
    errors: [{ field: 'applicationIds', message: 'One of these applications is not there.' }],
  });
}
