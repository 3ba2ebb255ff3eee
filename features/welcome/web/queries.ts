/** Writing samples and taking them out: through the same calls as anyone's own applications. */
import type { Client } from '@sotto/contract';
import { changeApplications, createApplication, listApplications } from '@sotto/features/applications/api';
import { refreshApplications } from '@sotto/features/applications/web';
import { deleteCompany, listCompanies } from '@sotto/features/companies/api';
import { useCurrentGroup } from '@sotto/features/groups/web';
import { useFormat } from '@sotto/features/settings/web';
import { useStages } from '@sotto/features/stages/web';
import { useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { applicationOf, sampleTag, samples } from './sample.ts';

const tagged = `tag:is:${sampleTag}`;

async function findSamples(api: Client, signal?: AbortSignal) {
  const { body } = await api(listApplications, { query: { filter: [tagged], limit: 200 } }, signal);
  return body.items;
}

/** How many samples are in; `undefined` until it is known. */
export function useSampleCount(): number | undefined {
  const api = useApi();
  return useQuery({
    queryKey: ['applications', 'samples'],
    queryFn: async ({ signal }) => (await findSamples(api, signal)).length,
  }).data;
}

/** Writes the samples into the present group, one after the other. `done`: how many are in by now. */
export function useFillSamples() {
  const api = useApi();
  const queries = useQueryClient();
  const group = useCurrentGroup();
  const stages = useStages();
  const format = useFormat();
  const [done, setDone] = useState(0);
  const filling = useMutation({
    mutationFn: async () => {
      if (!group || !stages) return;
      const stageIds = new Map(stages.map(({ name, id }) => [name, id]));
      for (const [index, sample] of samples.entries()) {
        const body = applicationOf(sample, {
          groupId: group.id,
          stageId: stageIds.get(sample.stage),
          today: format.today(),
          now: Date.now(),
        });
        await api(createApplication, { body });
        setDone(index + 1);
      }
    },
    onSettled: () => refreshApplications(queries),
  });
  return { ...filling, done, ready: group !== undefined && stages !== undefined };
}

/** Takes out what carries the tag, and the companies that were made for it and hold nothing else. */
export function useRemoveSamples() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const items = (await findSamples(api)).map(({ id, revision }) => ({ id, revision }));
      if (items.length > 0) await api(changeApplications, { body: { items, change: { kind: 'delete' } } });
      await removeEmptyCompanies(api);
    },
    onSettled: () => refreshApplications(queries),
  });
}

async function removeEmptyCompanies(api: Client): Promise<void> {
  const names = new Set(samples.map(({ company }) => company));
  const { body } = await api(listCompanies, { query: {} });
  for (const { id, revision } of body.items.filter((company) => company.applications === 0 && names.has(company.name))) {
    await api(deleteCompany, { params: { id }, query: { revision } });
  }
}
