/** Addresses of the views of the question bank. */
import { type Address, searchOf } from '@sotto/ui/app';

interface ListState {
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  readonly kind?: string | undefined;
}

const searchFor = ({ q, sort, kind }: ListState) => searchOf({ q: q || null, sort: sort || null, kind: kind || null });

export const questionLinks = {
  list: (state: ListState = {}): Address => ({ to: '/questions', search: searchFor(state) }),
  question: (questionId: string, state: ListState = {}): Address => ({
    to: '/questions/$questionId',
    params: { questionId },
    search: searchFor(state),
  }),
  /** Card by card: all, those of a kind, or those of one interview. */
  practise: (of: { readonly kind?: string | undefined; readonly interview?: string | undefined } = {}): Address => ({
    to: '/questions/practise',
    search: searchOf({ kind: of.kind || null, interview: of.interview || null }),
  }),
  /** All with their answers, made for printing. */
  sheet: (of: { readonly kind?: string | undefined } = {}): Address => ({
    to: '/questions/sheet',
    search: searchOf({ kind: of.kind || null }),
  }),
} as const;
