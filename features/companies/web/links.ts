/** Addresses of the views of companies. */
import { type Address, searchOf } from '@sotto/ui/app';

interface ListState {
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
}

export const companyLinks = {
  list: ({ q, sort }: ListState = {}): Address => ({ to: '/companies', search: searchOf({ q: q || null, sort: sort || null }) }),
  company: (companyId: string, { q, sort }: ListState = {}): Address => ({
    to: '/companies/$companyId',
    params: { companyId },
    search: searchOf({ q: q || null, sort: sort || null }),
  }),
} as const;
