/** Addresses of the views of notes. */
import { type Address, searchOf } from '@sotto/ui/app';

interface ListState {
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  readonly about?: string | undefined;
}

const searchFor = ({ q, sort, about }: ListState) => searchOf({ q: q || null, sort: sort || null, about: about || null });

export const noteLinks = {
  list: (state: ListState = {}): Address => ({ to: '/notes', search: searchFor(state) }),
  note: (noteId: string, state: ListState = {}): Address => ({
    to: '/notes/$noteId',
    params: { noteId },
    search: searchFor(state),
  }),
} as const;
