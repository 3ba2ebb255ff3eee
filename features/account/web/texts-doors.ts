/** Sentences of the doors: everything before someone is in, and the few places in the app that speak of it. */
export const doorTexts = {
  or: 'or',
  withPasskey: 'Use a passkey',
  forgotten: 'Forgotten?',
  continueWith: (issuer: string) => `Continue with ${issuer}`,

  // The second factor
  codeLead: 'Type the code your authenticator app shows for Sotto.',
  code: 'Code',
  codeHelp: 'Six digits. The last one sends it.',
  goOn: 'Go on',
  passkeyInstead: 'Use a passkey instead',
  recoveryInstead: 'Use a recovery code',
  recoveryLead: 'One of the ten that were shown when you turned the second factor on. Each works once.',
  recoveryCode: 'Recovery code',
  recoveryHelp: 'Sixteen letters and digits. Spaces, dashes and capitals do not matter.',
  codeInstead: 'Use the app instead',
  notYou: 'Not you?',
  startAgain: 'Start again',
  tooLate: 'The second step came too late. Sign in once more.',
  otherPasskey: 'This passkey is not one of this account.',

  // Forgotten password
  forgotLead: 'We send a link to choose a new one. Nothing changes until you use it.',
  sendLink: 'Send the link',
  linkSent: (email: string) =>
    `If there is an account with ${email}, a letter is on its way there. Its link works once and for 15 minutes.`,
  nothingThere: 'Nothing there after a few minutes? Look among what your mail program has put aside, or ask again.',
  askAgain: 'Ask again',
  letterWaits: 'The letter is written',
  linkWritten: (email: string) =>
    `If there is an account with ${email}, a letter for it lies on the machine that runs this Sotto. Its link works once and for 15 minutes.`,
  mailStays: 'No mail leaves this machine',
  mailStaysLead: 'Whoever runs this Sotto reads the letter there, with:',
  resetLead: 'Every device is signed out with it. A second factor stays as it is.',
  setPassword: 'Set the password',
  passwordIsSet: 'Your new password is set. Sign in with it.',
  anotherLink: 'Ask for another link',

  // Addresses
  toAccount: 'To your account',
  addressChanged: 'Your address is changed',
  addressChangedLead: 'You sign in with it from now on.',
  undoLead:
    'Your account was given another e-mail address. If it was not you, take that back: the address to which this link came counts again, and every device and access key is signed out. What was added or changed to sign in with, from a week before the change on, goes too: passkeys, other services, the password, the second factor.',
  undoLeave: 'If it was you, leave it. Nothing happens without the button.',
  takeBack: 'Take it back',
  undone: 'Your former address counts again',
  undoneLead:
    'Every device and access key is signed out, and what was added or changed to sign in with is gone. Whoever changed the address may know your password: choose a new one next.',
  choosePassword: 'Choose a new password',

  // Making an account
  passkeyNotPassword: 'Use a passkey instead of a password',
  invited: 'You are invited. The invitation works once.',
  invitationOver: 'This invitation was used, or its time is over.',
  invitationOverWhy: 'Ask whoever gave it to you for another one. If you have an account, sign in.',
  byInvitation: 'New accounts need an invitation here.',
  byInvitationWhy:
    'With an invitation, open its link once more. Without one, ask whoever runs this Sotto. If you have an account, sign in.',

  // Back from an issuer
  oneMoment: 'One moment.',
  notIn: 'You are not signed in',
  notLinked: 'It is not linked',
  notProved: 'It is not confirmed',
  noTrip: 'The way back ended in another tab or program than it began in. Nothing has happened; begin again here.',
  toSecurity: 'To Settings, Security',
  toWhereYouWere: 'To where you were',
  linked: 'Linked. It signs you in from now on.',
  proved: 'Confirmed, good for ten minutes. Go on where you were.',

  // Disabled
  disabledLead: (date: string) =>
    `Whoever runs this Sotto disabled it on ${date}. What you keep here is still yours: take it with you, or delete it. Everything else waits.`,
  signOut: 'Sign out',
  whoToAsk: 'Whom to ask',
  askWhy: 'Ask why',
  askWhySub: 'Whoever runs this Sotto can say why, and can enable it again.',
  contact: 'Contact',
  deleteBlock: 'Or delete it',

  // In the app, where no mail leaves
  mailBanner: 'Mails stay on this machine. Whoever runs it reads them with',
  mailCommand: 'npm run sotto -- mail show',
  dismissBanner: 'Put this line away',
} as const;
