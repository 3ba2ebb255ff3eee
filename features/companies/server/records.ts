/** The kind this feature alone writes, how the others read it, and how a company is matched by name or made. */
import {
  ApplicationKind,
  companyKey,
  CompanyKind,
  ContactKind,
  InteractionKind,
  keysOf,
  newCompany,
  type Company,
  type Id,
  type Ids,
  type ImportRef,
  type Stored,
} from '@sotto/domain';
import type { Draft, Workspace } from '@sotto/workspace';

export const kinds = [CompanyKind] as const;

/** The company behind every key, by name and alias. Of two that share a key the older one. */
export function companiesByKey(workspace: Workspace): ReadonlyMap<string, Stored<Company>> {
  return workspace.derived('companies by key', [CompanyKind], () => {
    const byKey = new Map<string, Stored<Company>>();
    const companies = workspace.all(CompanyKind);
    // Names go before aliases: "Google" is the company of that name, not Alphabet that was once called so.
    for (const company of companies) {
      const [ofName = ''] = knownKeys(company.content);
      if (!byKey.has(ofName)) byKey.set(ofName, company);
    }
    for (const company of companies) for (const key of knownKeys(company.content)) if (!byKey.has(key)) byKey.set(key, company);
    return byKey;
  });
}

// By content, which is another object as soon as the company changes: thousands of names are not folded anew after every slice of an import.
const keysByContent = new WeakMap<Company, readonly string[]>();

/** The key of the name, then those of the aliases. */
function knownKeys(company: Company): readonly string[] {
  const keys = keysByContent.get(company) ?? keysOf(company);
  keysByContent.set(company, keys);
  return keys;
}

/** Finds companies by name within one decision, and makes those that are not there. */
export interface CompanyNaming {
  /** The id of the company of this name: matched by key, or made in the draft, once. */
  idOf(name: string): Id;
}

/** `importRef`: given to companies that are made. */
export function nameCompanies(
  workspace: Workspace,
  draft: Draft,
  { ids, importRef = null }: { ids: Ids; importRef?: ImportRef | null },
): CompanyNaming {
  const made = new Map<string, Id>();
  return {
    idOf(name) {
      const key = companyKey(name);
      const known = companiesByKey(workspace).get(key)?.id ?? made.get(key);
      if (known !== undefined) return known;
      const id = ids.record();
      draft.create(CompanyKind, { id, content: { ...newCompany(name), importRef } });
      made.set(key, id);
      return id;
    },
  };
}

/** What names a company, by the company's id; a company that nothing names is in none of them. */
export interface NamingCounts {
  readonly applications: ReadonlyMap<Id, number>;
  readonly contacts: ReadonlyMap<Id, number>;
  readonly interactions: ReadonlyMap<Id, number>;
}

export function namingCounts(workspace: Workspace): NamingCounts {
  return workspace.derived('what names companies', [ApplicationKind, ContactKind, InteractionKind], () => ({
    applications: counted(workspace.all(ApplicationKind).map(({ content }) => content.companyId)),
    contacts: counted(workspace.all(ContactKind).flatMap(({ content }) => content.companyIds)),
    interactions: counted(workspace.all(InteractionKind).flatMap(({ content }) => content.companyId ?? [])),
  }));
}

function counted(ids: readonly Id[]): ReadonlyMap<Id, number> {
  const counts = new Map<Id, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
