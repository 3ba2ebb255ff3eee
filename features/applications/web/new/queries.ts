/** What the form for a new application asks and says. */
import { fold } from '@sotto/domain';
import { limits } from '@sotto/domain';
import { findDuplicates } from '@sotto/features/capture/api';
import { listCompanies } from '@sotto/features/companies/api';
import { notify, useApi } from '@sotto/ui/app';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import { type NewApplication, createApplication, createSnapshot } from '../../api.ts';
import { refreshApplications } from '../queries.ts';
import { newTexts } from './texts.ts';

/** What is typed so far, for telling duplicates. */
export interface Typed {
  readonly company: string;
  readonly title: string;
  readonly url: string | null;
}

const quietMs = 150;

/** What is known of the company, title and link while they are typed, across all groups. */
export function useDuplicates(typed: Typed) {
  const api = useApi();
  const { company, title, url } = useSettled(typed);
  const query = {
    ...(company.trim() && { company: company.trim() }),
    ...(title.trim() && { title: title.trim() }),
    ...(url && { url }),
  };
  return useQuery({
    queryKey: ['duplicates', query],
    queryFn: async ({ signal }) => (await api(findDuplicates, { query }, signal)).body,
    // What is longer than a name may be is told when it is saved; there is nothing to compare it with.
    enabled: (company.trim().length > 1 || url !== null) && company.length <= limits.name && title.length <= limits.name,
    placeholderData: keepPreviousData,
    refetchInterval: false,
  });
}

/** The value once it has rested for a moment, so that not every key asks the server. */
function useSettled(value: Typed): Typed {
  const [settled, setSettled] = useState(value);
  const { company, title, url } = value;
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ company, title, url }), quietMs);
    return () => clearTimeout(timer);
  }, [company, title, url]);
  return settled;
}

const suggested = 6;

/** Companies that are known already, by what is typed of their name. */
export function useCompanySuggestions(words: string): { value: string; end: string }[] {
  const api = useApi();
  const companies = useQuery({
    queryKey: ['companies'],
    queryFn: async ({ signal }) => (await api(listCompanies, { query: {} }, signal)).body.items,
  }).data;
  const typed = fold(useDeferredValue(words));
  if (!companies || typed === '') return [];
  return companies
    .filter(({ name }) => fold(name).includes(typed) && fold(name) !== typed)
    .slice(0, suggested)
    .map(({ name, applications }) => ({ value: name, end: applications.toLocaleString() }));
}

interface KeptText {
  readonly text: string;
  readonly by: 'paste' | 'upload';
}

/** Saves the application, then the text of its posting. */
export function useCreateApplication() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ application, posting: { text, by } }: { application: NewApplication; posting: KeptText }) => {
      const { body } = await api(createApplication, { body: application });
      // The application is there even if its posting is too long or the connection goes in between; that is said, and can be made up for.
      if (text.trim() !== '') {
        await api(createSnapshot, {
          params: { id: body.id },
          body: { revision: body.revision, text, by },
        }).catch(() => notify({ text: newTexts.savedWithoutPosting, tone: 'bad' }));
      }
      return body;
    },
    onSuccess: () => refreshApplications(queries),
    meta: { shownBeside: ['invalid-input'] },
  });
}
