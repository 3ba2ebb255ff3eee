import { type Address, searchOf } from '@sotto/ui/app';

/** Addresses of groups. The board and the table show one group: without one, the first. */
export const groupLinks = {
  board: (group?: string | null): Address => ({ to: '/board', search: searchOf({ group }) }),
  table: (group?: string | null): Address => ({ to: '/table', search: searchOf({ group }) }),
  manage: (): Address => ({ to: '/settings/groups' }),
  /** The file itself, for a download. */
  csv: (group: string): string => `/api/v1/groups/${group}/applications.csv`,
} as const;
