/** What the pages of account and sign-in are called. Apart from `texts.ts`, because the frame names pages that it has not loaded. */
export const titles = {
  account: 'Account',
  confirming: 'Confirming your address',
  deleteAccount: 'Delete Account',
  gone: 'Your account is gone',
  keys: 'Access keys',
  security: 'Security',
  signIn: 'Sign in',
  signUp: 'Make an account',
} as const;
