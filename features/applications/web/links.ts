/** Addresses of the tracker's views. `group`: the group one looks at; absent: the first. */
import { type Address, searchOf } from '@sotto/ui/app';

export interface Within {
  readonly group?: string | null | undefined;
}

export const applicationLinks = {
  board: ({ group }: Within = {}): Address => ({ to: '/board', search: searchOf({ group }) }),
  table: ({ group }: Within = {}): Address => ({ to: '/table', search: searchOf({ group }) }),
  /** The application in its panel, over the board. */
  application: (applicationId: string, { group }: Within = {}): Address => ({
    to: '/board/$applicationId',
    params: { applicationId },
    search: searchOf({ group }),
  }),
  /** The application in its panel, over the table. */
  row: (applicationId: string, { group }: Within = {}): Address => ({
    to: '/table/$applicationId',
    params: { applicationId },
    search: searchOf({ group }),
  }),
} as const;
