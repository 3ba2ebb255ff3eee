import type { Id } from '@sotto/domain';
import { type Address, searchOf } from '@sotto/ui/app';

/** What the list's address may say. */
interface ListState {
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  readonly when?: string | undefined;
  readonly kind?: string | undefined;
  readonly status?: string | undefined;
}

export const interviewLinks = {
  list: ({ q, sort, when, kind, status }: ListState = {}): Address => ({
    to: '/interviews',
    search: searchOf({ q: q || null, sort: sort || null, when: when || null, kind: kind || null, status: status || null }),
  }),
  interview: (interviewId: string): Address => ({ to: '/interviews/$interviewId', params: { interviewId } }),
  /** One page for the day, made for printing. */
  sheet: (interviewId: string): Address => ({ to: '/interviews/$interviewId/sheet', params: { interviewId } }),
} as const;

/** Of the query that holds the entries of an application's timeline. */
export const keyOfEntries = (applicationId: Id) => ['interviews', 'timeline', applicationId] as const;
