/** Every address of account and sign-in, written once. */
import { type Address, searchOf } from '@sotto/ui/app';
import { issuerReturnPath } from '../api.ts';

export const accountLinks = {
  /** `next`: where to go on to, one of our own addresses. */
  signIn: (next?: string): Address => ({ to: '/sign-in', search: searchOf({ next }) }),
  secondFactor: (next?: string): Address => ({ to: '/sign-in/second-factor', search: searchOf({ next }) }),
  issuerReturn: (): Address => ({ to: issuerReturnPath }),
  signUp: (): Address => ({ to: '/sign-up' }),
  verifyEmail: (): Address => ({ to: '/verify-email' }),
  undoEmail: (): Address => ({ to: '/undo-email' }),
  forgotPassword: (): Address => ({ to: '/forgot-password' }),
  resetPassword: (): Address => ({ to: '/reset-password' }),
  gone: (): Address => ({ to: '/account-deleted' }),
  account: (): Address => ({ to: '/settings/account' }),
  security: (): Address => ({ to: '/settings/security' }),
  accessKeys: (): Address => ({ to: '/settings/access-keys' }),
  deleteAccount: (): Address => ({ to: '/settings/delete-account' }),
} as const;
