/** Every address of account and sign-in, written once. */
import { type Address, searchOf } from '@sotto/ui/app';

export const accountLinks = {
  /** `next`: where to go on to, one of our own addresses. */
  signIn: (next?: string): Address => ({ to: '/sign-in', search: searchOf({ next }) }),
  signUp: (): Address => ({ to: '/sign-up' }),
  verifyEmail: (): Address => ({ to: '/verify-email' }),
  gone: (): Address => ({ to: '/account-deleted' }),
  account: (): Address => ({ to: '/settings/account' }),
  security: (): Address => ({ to: '/settings/security' }),
  accessKeys: (): Address => ({ to: '/settings/access-keys' }),
  deleteAccount: (): Address => ({ to: '/settings/delete-account' }),
} as const;
