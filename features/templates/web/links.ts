/** Addresses of the views of templates. */
import { type Address, searchOf } from '@sotto/ui/app';

interface ListState {
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
}

export const templateLinks = {
  list: ({ q, sort }: ListState = {}): Address => ({ to: '/templates', search: searchOf({ q: q || null, sort: sort || null }) }),
  template: (templateId: string, { q, sort }: ListState = {}): Address => ({
    to: '/templates/$templateId',
    params: { templateId },
    search: searchOf({ q: q || null, sort: sort || null }),
  }),
} as const;
