/** Planned rows of people or of companies → records, within one decision. */
import { CompanyKind, ContactKind, type Id, type Ids, newCompany, withChanges, type Company, type Contact } from '@sotto/domain';
import { nameCompanies } from '@sotto/features/companies/server';
import { contactMaker } from '@sotto/features/contacts/server';
import type { Draft, Workspace } from '@sotto/workspace';
import type { ListFill, PlannedEntry } from './mapping/list-plan.ts';
import type { ListContents } from './mapping/list-rows.ts';
import { tableSource } from './records.ts';

interface Writing {
  readonly ids: Ids;
  /** The record of the import. */
  readonly batchId: Id;
  readonly contents: ListContents;
  /** As it was when the rows were planned: what has changed since is left alone. */
  readonly present: Workspace;
}

/** Writes one row after the other as planned; one that stays out does nothing. */
export function createListWriter(
  workspace: Workspace,
  draft: Draft,
  { ids, batchId, contents, present }: Writing,
): (entry: PlannedEntry) => void {
  const importRef = { source: tableSource, sourceId: null, batchId };
  const naming = nameCompanies(workspace, draft, { ids, importRef });
  const makeContact = contactMaker(workspace, draft, { ids, importRef, naming });
  const make = ({ reading: { name, companies, values }, sourceId }: PlannedEntry) => {
    if (contents === 'contacts') return void makeContact({ name, companies: [...companies], ...values }, null, sourceId);
    const content = withChanges<Company>({ ...newCompany(name), importRef: { ...importRef, sourceId } }, values);
    draft.create(CompanyKind, { id: ids.record(), content });
  };
  const fillContact = (id: Id, { companies = [], ...fill }: ListFill) => {
    const there = workspace.get(ContactKind, id);
    if (!there || there.readOnly || there.revision !== present.get(ContactKind, id)?.revision) return;
    const companyIds = [...new Set([...there.content.companyIds, ...companies.map((name) => naming.idOf(name))])];
    draft.update(ContactKind, id, there.revision, withChanges<Contact>(there.content, { ...fill, companyIds }));
  };
  const fillCompany = (id: Id, fill: ListFill) => {
    const there = workspace.get(CompanyKind, id);
    if (!there || there.readOnly || there.revision !== present.get(CompanyKind, id)?.revision) return;
    draft.update(CompanyKind, id, there.revision, withChanges<Company>(there.content, fill));
  };
  const fill = contents === 'contacts' ? fillContact : fillCompany;
  return (entry) => {
    if (entry.outcome.type === 'new') make(entry);
    else if (entry.outcome.type === 'update') fill(entry.outcome.id, entry.outcome.fill);
  };
}
