import { type Address, searchOf } from '@sotto/ui/app';

export const transferLinks = {
  /** `group`: what the applications come into. `way`: `paste` opens the field for pasting. */
  import: ({ group, way }: { group?: string; way?: 'paste' } = {}): Address => ({
    to: '/import',
    search: searchOf({ group, way }),
  }),
  report: (importId: string): Address => ({ to: '/import/$importId', params: { importId } }),
  data: (): Address => ({ to: '/settings/data' }),
} as const;
