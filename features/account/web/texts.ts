/** Every sentence of account and sign-in in the web app. */
import { titles } from './titles.ts';

export const texts = {
  ...titles,
  // Doors
  newHere: 'New here?',
  makeAccount: 'Make an account',
  alreadyHere: 'Already here?',
  email: 'E-mail',
  password: 'Password',
  newPassword: 'New password',
  passwordHelp: 'Twelve characters at least. Four words that do not belong together do well, used nowhere else.',
  showPassword: 'Show',
  hidePassword: 'Hide',
  signingIn: 'Signing in',
  readPrivacy: 'What is kept, and what for:',
  privacy: 'Privacy',
  terms: 'Terms',
  theme: 'Switch theme',
  closed: 'New accounts are not open here.',
  closedWhy: 'Whoever runs this Sotto has closed sign-up. If you have an account, sign in.',
  readWhereItStands: 'Read it where it stands',
  backToSignIn: 'Back to sign-in',

  checkMail: 'Check your mail',
  checkMailLead: (email: string) => `A letter is on its way to ${email}. Its link works once and for 15 minutes.`,
  checkMailNone: 'Nothing there after a few minutes? Look among what your mail program has put aside, or sign up again.',

  confirmed: 'Your address is confirmed',
  confirmedLead: 'Sign in with it.',
  notConfirmed: 'This link does not work any more',
  noToken: 'The link is not complete. Open it from the letter once more.',

  goneLead: 'Everything in it went with it, and the keys that opened it were destroyed. Thank you for having been here.',
  home: 'To the home page',

  // What went wrong
  notReached: 'The server did not answer. What you typed is still here.',
  waitSeconds: (seconds: number) => `Too many attempts. Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
  waitMinutes: (minutes: number) => `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,

  waitIsOver: 'You can try again now.',

  // Who it is, again
  thatItIsYou: 'That it is you',
  confirm: 'Confirm',
  cancel: 'Cancel',
  confirmedUntil: (time: string) => `Confirmed, good until ${time}.`,
  done: 'Done',

  // Account
  changePassword: 'Change password',
  currentPassword: 'Current password',
  changePasswordLead: 'Every other device is signed out.',
  endKeysToo: 'End all access keys too',
  passwordIsChanged: 'Password changed. Other devices were signed out.',

  // Access keys
  keysLead:
    'For the extension and your own programs. A key does only what you allow it, ends by itself, and can never make another.',
  newKey: 'New access key',
  noKeys: 'No access keys',
  noKeysLead: 'The extension and programs of your own come in with one.',
  keyName: 'Name',
  keyNameHelp: 'Something you will recognise: where it is used.',
  mayDo: 'What it may do',
  lastsUntil: 'Last day',
  lastsUntilHelp: 'At most a year from now.',
  makeKey: 'Make the key',
  keyMade: 'Copy it now',
  keyMadeLead: 'It is shown this once. Sotto keeps only its digest, so nobody can show it to you again.',
  keyKeepFirst: 'Nobody can show it to you again. Copy it, then say that you have it.',
  keyItself: 'Access key',
  close: 'I have it',
  endKey: 'End key',
  keyEnded: (name: string) => `“${name}” is ended`,
  neverUsed: 'Never used.',
  lastUsed: (date: string) => `Last used ${date}.`,
  works: (date: string) => `Works until ${date}.`,
  ended: (date: string) => `Ended on ${date}.`,

  // All data
  deleteData: 'Delete all data…',
  deleteDataName: 'Delete all data, keep the account',
  deleteDataSub: 'Your data key is destroyed and a new one made. Cannot be undone.',
  deleteDataTitle: 'Delete all data',
  deleteDataLead:
    'Applications, companies, postings, groups, notes and settings go, and the key that opened them is destroyed. Your account, its password, sign-ins and access keys stay.',
  deleteDataDo: 'Delete all data',
  dataDeleted: 'All data is deleted',

  // Delete Account: these labels are promised.
  deleteAccountLead:
    'This cannot be undone, by you or by us: the key that opens your data is destroyed first. It takes about a second.',
  takeWithYou: 'Take your data with you',
  opensAnywhere: 'opens in any spreadsheet',
  csv: 'CSV',
  csvOf: (group: string) => `CSV of ${group}`,
  applications: (count: number) => (count === 1 ? '1 application' : `${count.toLocaleString()} applications`),
  whatGoes: 'What goes',
  whatStays: 'What stays is one line without a name, so that no older copy of the database can bring you back.',
  confirmBlock: 'Confirm',
  typeAddress: 'Type your e-mail address',
  keepIt: 'Keep it',
  lastMail: 'We send one last mail to say that it is done.',
} as const;

/** What each scope means, in plain words. */
export const scopeTexts = {
  'capture:write': { name: 'Save postings', says: 'Log the posting you are looking at.' },
  'duplicates:read': { name: 'Ask for duplicates', says: 'Learn whether a posting, company or title is here already.' },
  'applications:read': { name: 'Read applications', says: 'Read your groups, stages, companies and applications.' },
  'applications:write': { name: 'Change applications', says: 'Add, change, move and delete them.' },
  'profile:read': {
    name: 'Read your profile',
    says: 'To fill forms: your name, contact, address, work, expected pay, right to work, and your resume.',
  },
  'calendar:read': { name: 'Read the calendar', says: 'Read interviews and dues.' },
  'export:read': { name: 'Export', says: 'Take out everything, as CSV and JSON.' },
} as const;
