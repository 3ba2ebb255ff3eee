/** What the pages of account and sign-in are called. Apart from `texts.ts`, because the frame names pages that it has not loaded. */
export const titles = {
  account: 'Account',
  confirming: 'Confirming your address',
  deleteAccount: 'Delete Account',
  disabled: 'This account is disabled',
  forgotPassword: 'Forgotten password',
  gone: 'Your account is gone',
  issuer: 'Signing in',
  keys: 'Access keys',
  resetPassword: 'Choose a new password',
  secondFactor: 'One more step',
  security: 'Security',
  signIn: 'Sign in',
  signUp: 'Make an account',
  undoEmail: 'Take the change back',
} as const;
