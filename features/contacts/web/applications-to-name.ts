/** The applications a talk may have been about. */
import type { NamedRef } from '@sotto/domain';
import { listApplications } from '@sotto/features/applications/api';
import { useApi } from '@sotto/ui/app';
import { useQueries } from '@tanstack/react-query';
import { useContacts } from './queries.ts';

const most = 100;

export interface Around {
  /** The one that is named already. */
  readonly known: NamedRef | null;
  readonly people: readonly NamedRef[];
  readonly company: NamedRef | undefined;
}

/** Those at the companies of whoever took part and at the company one looks at; by their titles, the newest first. */
export function useApplicationsToName({ known, people, company }: Around): readonly NamedRef[] {
  const api = useApi();
  const contacts = useContacts().data ?? [];
  const theirs = contacts.filter(({ id }) => people.some((one) => one.id === id)).flatMap(({ companies }) => companies);
  const ids = [...new Set([...(company ? [company] : []), ...theirs].map(({ id }) => id))];
  const found = useQueries({
    queries: ids.map((id) => {
      const query = { filter: [`companyId:is:${id}`], limit: most };
      return {
        queryKey: ['applications', query],
        queryFn: async ({ signal }: { signal: AbortSignal }) => (await api(listApplications, { query }, signal)).body.items,
      };
    }),
  }).flatMap(({ data }) => data ?? []);
  const named = found.map(({ id, title, company: at }) => ({ id, name: ids.length > 1 ? `${title}, ${at.name}` : title }));
  return known === null || named.some(({ id }) => id === known.id) ? named : [known, ...named];
}
