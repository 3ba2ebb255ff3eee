import { useQuery } from '@tanstack/react-query';

export const browsers = ['chrome', 'firefox'] as const;
export type BrowserName = (typeof browsers)[number];

/** A zip of the extension, as this server offers it. */
export interface Archive {
  readonly browser: string;
  readonly version: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** What there is to download; empty: nothing was built. A file of the server's like the pages themselves, so no part of the API. */
export function useArchives(): readonly Archive[] | undefined {
  return useQuery({
    queryKey: ['extension'],
    queryFn: async ({ signal }) => {
      const answer = await fetch('/extension/list.json', { signal });
      if (!answer.ok) return [];
      // Safe: written by our own server, of the same version as this page.
      return ((await answer.json()) as { items: Archive[] }).items;
    },
    staleTime: 5 * 60_000,
    refetchInterval: false,
  }).data;
}
