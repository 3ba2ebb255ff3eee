import { type Address, searchOf } from '@sotto/ui/app';

export const transferLinks = {
  /** `group`: what the applications come into. `way`: `paste` opens the field for pasting. */
  import: ({ group, way }: { group?: string; way?: 'paste' } = {}): Address => ({
    to: '/import',
    search: searchOf({ group, way }),
  }),
  report: (importId: string): Address => ({ to: '/import/$importId', params: { importId } }),
  /** Downloads; no page of the app. `kind`: its plural. */
  list: (kind: string): string => `/api/v1/lists/${kind}/records.csv`,
  copy: (id: string): string => `/api/v1/exports/${id}/sotto.zip`,
  leaving: (form: string): string => `/api/v1/leaving/${form}/applications.csv`,
  data: (): Address => ({ to: '/settings/data' }),
} as const;
