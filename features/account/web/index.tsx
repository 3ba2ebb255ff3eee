/**
 * Account and sign-in in the browser: the doors, the pages of Settings about who one is, and the question that is asked
 * again before anything that cannot be undone.
 */
import { later } from '@sotto/ui';
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { Identity } from './Identity.tsx';
import { accountLinks } from './links.ts';
import { titles } from './titles.ts';

export { askIdentity } from './identity.ts';
export { accountLinks } from './links.ts';

/** All data, not the account: a button that opens what must be answered first. Loads on demand. */
export const DeleteData = later(() => import('./DeleteData.tsx'));

/** The whole window before someone is in, for pages of other features that one may see without being. Loads on demand. */
export const Door = later(async () => ({ default: (await import('./Door.tsx')).Door }));

/** For someone whose account is disabled: the one page there is, in place of every other. Loads on demand. */
export const Disabled = later(() => import('./Disabled.tsx'));

/** One line for where no mail leaves; puts itself away for the tab. Loads on demand. */
export const MailBanner = later(() => import('./MailBanner.tsx'));

export const accountWeb: WebFeature = {
  name: 'account',
  routes: [
    {
      path: accountLinks.signIn().to,
      frame: 'door',
      title: titles.signIn,
      view: lazyView(() => import('./SignIn.tsx'), 'SignIn'),
    },
    {
      path: accountLinks.secondFactor().to,
      frame: 'door',
      title: titles.secondFactor,
      view: lazyView(() => import('./SecondFactor.tsx'), 'SecondFactor'),
    },
    {
      path: accountLinks.issuerReturn().to,
      frame: 'door',
      title: titles.issuer,
      view: lazyView(() => import('./IssuerReturn.tsx'), 'IssuerReturn'),
    },
    {
      path: accountLinks.signUp().to,
      frame: 'door',
      title: titles.signUp,
      view: lazyView(() => import('./SignUp.tsx'), 'SignUp'),
    },
    {
      path: accountLinks.verifyEmail().to,
      frame: 'door',
      title: titles.confirming,
      view: lazyView(() => import('./VerifyEmail.tsx'), 'VerifyEmail'),
    },
    {
      path: accountLinks.undoEmail().to,
      frame: 'door',
      title: titles.undoEmail,
      view: lazyView(() => import('./UndoEmail.tsx'), 'UndoEmail'),
    },
    {
      path: accountLinks.forgotPassword().to,
      frame: 'door',
      title: titles.forgotPassword,
      view: lazyView(() => import('./ForgotPassword.tsx'), 'ForgotPassword'),
    },
    {
      path: accountLinks.resetPassword().to,
      frame: 'door',
      title: titles.resetPassword,
      view: lazyView(() => import('./ResetPassword.tsx'), 'ResetPassword'),
    },
    {
      path: accountLinks.gone().to,
      frame: 'door',
      title: titles.gone,
      view: lazyView(() => import('./AccountGone.tsx'), 'AccountGone'),
    },
    {
      path: accountLinks.account().to,
      frame: 'settings',
      title: titles.account,
      view: lazyView(() => import('./AccountPage.tsx'), 'AccountPage'),
    },
    {
      path: accountLinks.security().to,
      frame: 'settings',
      title: titles.security,
      view: lazyView(() => import('./SecurityPage.tsx'), 'SecurityPage'),
    },
    {
      path: accountLinks.accessKeys().to,
      frame: 'settings',
      title: titles.keys,
      view: lazyView(() => import('./AccessKeysPage.tsx'), 'AccessKeysPage'),
    },
    {
      path: accountLinks.deleteAccount().to,
      frame: 'settings',
      title: titles.deleteAccount,
      view: lazyView(() => import('./DeleteAccountPage.tsx'), 'DeleteAccountPage'),
    },
  ],
  settings: [
    { to: accountLinks.account().to, label: titles.account, order: 10 },
    { to: accountLinks.security().to, label: titles.security, order: 20 },
    { to: accountLinks.accessKeys().to, label: titles.keys, order: 30 },
    { to: accountLinks.deleteAccount().to, label: titles.deleteAccount, order: 90, apart: true },
  ],
  always: Identity,
};
