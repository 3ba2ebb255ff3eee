/** Addresses of the views of documents, and of the files themselves. */
import { urlOf } from '@sotto/contract';
import { type Address, searchOf } from '@sotto/ui/app';
import { getVersionFile } from '../api.ts';

interface ListState {
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
}

export const documentLinks = {
  list: ({ q, sort }: ListState = {}): Address => ({ to: '/documents', search: searchOf({ q: q || null, sort: sort || null }) }),
  document: (documentId: string, { q, sort }: ListState = {}): Address => ({
    to: '/documents/$documentId',
    params: { documentId },
    search: searchOf({ q: q || null, sort: sort || null }),
  }),
  /** Downloads; it is never shown. */
  file: (id: string, versionId: string) => urlOf(getVersionFile, { id, versionId }),
} as const;
