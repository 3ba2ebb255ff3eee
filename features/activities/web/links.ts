import { type Address, searchOf } from '@sotto/ui/app';

export const logLinks = {
  /** `from`: the first day that is shown. */
  log: (from?: string): Address => ({ to: '/work-search', search: searchOf({ from }) }),
  /** The file itself, for a download. */
  csv: (from: string, to: string): string => `/api/v1/activities.csv?from=${from}&to=${to}`,
  pdf: (from: string, to: string): string => `/api/v1/activities.pdf?from=${from}&to=${to}`,
} as const;
