/** Every sentence of Settings about how one signs in: Security, the question who is there, the address, access keys. */

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);
const numberWords = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

export const texts = {
  cancel: 'Cancel',
  confirm: 'Confirm',
  change: 'Change',
  copy: 'Copy',
  copied: 'Copied',
  password: 'Password',
  now: 'now',
  on: (day: string) => `on ${day}`,

  // Security: ways in
  security: 'Security',
  waysIn: (count: number) =>
    count === 1
      ? 'One way in is set up. Changing it asks for it again.'
      : `${numberWords[count] ?? String(count)} ways in are set up. Changing any of them asks for one of them again.`,
  onlyOneWay: 'One way in is set up. Add another: should you lose this one, the other still lets you in.',
  signingIn: 'Signing in',

  passwordChanged: (date: string) => `Changed ${date}. Kept only as a salted, slow hash (Argon2id).`,
  noPassword: 'None. You sign in without one.',
  setPassword: 'Set one',
  setPasswordTitle: 'Set a password',
  setPasswordLead: 'A further way in. Every other device is signed out.',
  passwordIsSet: 'Password set. Other devices were signed out.',
  changePassword: 'Change password',
  remove: 'Remove',
  removePassword: 'Remove password',
  removePasswordTitle: 'Remove the password',
  removePasswordLead: 'From then on only your other ways in let you in. You can set a password again at any time.',
  removePasswordDo: 'Remove it',
  passwordIsRemoved: 'Password removed',

  twoFactor: 'Two-factor, by authenticator app',
  twoFactorOff: 'Off. A code from an app on your phone, asked for after the password.',
  twoFactorOn: (since: string) => `On since ${since}.`,
  codesLeft: (left: number) => `${left} of 10 recovery codes ${left === 1 ? 'is' : 'are'} left.`,
  fewCodes: (left: number) =>
    `${left === 0 ? 'No recovery code is' : `Only ${counted(left, 'recovery code is', 'recovery codes are')}`} left. Make new ones while you can sign in.`,
  turnOn: 'Turn on',
  turnOnTwoFactor: 'Turn on two-factor',
  turnOff: 'Turn off',
  turnOffTwoFactor: 'Turn off two-factor',
  turnOffLead: 'From then on no code is asked for. Your recovery codes stop working, and the entry in your app can go.',
  twoFactorIsOff: 'Two-factor is off',
  twoFactorIsOn: 'Two-factor is on. Other devices were signed out.',
  anotherApp: 'Another app',
  setUpAnotherApp: 'Set up another app',
  newCodes: 'New recovery codes',
  newCodesLead: (left: number) =>
    left === 0
      ? 'Ten new ones, shown once.'
      : `Ten new ones, shown once. The ${left === 1 ? 'one' : left} you still have ${left === 1 ? 'stops' : 'stop'} working.`,
  makeCodes: 'Make ten new ones',

  enrolLead: 'Open an authenticator app, such as Google Authenticator or Authy, and scan this with it.',
  enrolAgainLead:
    'Scan this with the other app. The app you have now works until you have typed a code of the new one; then ten new recovery codes take the place of those you have.',
  qrCode: 'QR code for your authenticator app. The key beside it says the same.',
  orType: 'Or type this key into the app',
  keyToType: 'Key for the app',
  copyKey: 'Copy key',
  onThisDevice: 'The app is on this device',
  codeFromApp: 'Code from the app',
  codeHelp: 'Six digits. A new one every half minute.',
  confirmLead: 'Other devices are signed out.',

  keepCodes: 'Keep your recovery codes',
  keepCodesLead:
    'Without the app, one of these lets you in, each of them once. They are shown this once. Keep them where a thief of your phone does not find them.',
  codesLabel: 'Recovery codes',
  copyAll: 'Copy all',
  download: 'Download',
  print: 'Print',
  haveKept: 'I have kept them',
  keepFirst: 'Nobody can show them to you again. Copy, download or print them, then say that you have kept them.',
  codesFile: 'sotto-recovery-codes.txt',
  codesHead: (place: string) => `Recovery codes for Sotto at ${place}`,
  codesMade: (date: string) => `Made ${date}. Codes from before no longer work.`,
  codesFoot: 'Each works once, in place of the code from your authenticator app.',
  codesMadeNotice: 'New recovery codes are in place',

  passkeys: 'Passkeys',
  noPasskeys: 'None. Your fingerprint, face or PIN instead of a password.',
  noPasskeysHere: 'This browser knows no passkeys at this address. They need https and a name.',
  passkeyUsed: (name: string, when: string | null) => (when === null ? `${name}, not used yet.` : `${name}, used ${when}.`),
  morePasskeys: (count: number) => `And ${count} more.`,
  addPasskey: 'Add a passkey',
  managePasskeys: 'Manage',
  managePasskeysLabel: 'Manage passkeys',
  passkeyAdded: 'Passkey added',
  passkeyAddedLead: 'It can sign you in from now on. Give it a name that tells you where it is.',
  passkeyName: 'Name',
  passkeyNameHelp: 'Such as: Laptop in the study.',
  keepName: 'Keep the name',
  passkeyMade: (date: string, when: string | null, synced: boolean) =>
    [
      `Added ${date}, ${when === null ? 'not used yet' : `used ${when}`}.`,
      ...(synced ? ['Your devices share it.'] : ['On one device only.']),
    ].join(' '),
  rename: 'Rename',
  renamePasskey: (name: string) => `Rename ${name}`,
  removePasskey: (name: string) => `Remove ${name}`,
  removePasskeyQuestion: (name: string) =>
    `“${name}” will sign nobody in any more. On the device itself it stays until you delete it there.`,
  passkeyRemoved: (name: string) => `“${name}” is removed`,
  keepIt: 'Keep it',
  save: 'Save',
  done: 'Done',

  linkedSince: (date: string) => `Linked since ${date}.`,
  notLinked: (issuer: string) => `Not linked. Once it is, signing in at ${issuer} lets you in here.`,
  notSetUp: 'Linked, but no longer set up here: it signs nobody in.',
  link: 'Link',
  linkIssuer: (issuer: string) => `Link ${issuer}`,
  unlink: 'Unlink',
  unlinkIssuer: (issuer: string) => `Unlink ${issuer}`,
  unlinkLead: (issuer: string) =>
    `Signing in at ${issuer} will no longer let you in here. What ${issuer} keeps about having sent you is for you to delete there.`,
  unlinked: (issuer: string) => `${issuer} is unlinked`,

  // Security: sessions
  whereSignedIn: 'Where you are signed in',
  thisOne: 'this one',
  signOut: 'Sign out',
  signOutOthers: (count: number) => (count === 1 ? 'Sign out the other one' : `Sign out the other ${count}`),
  signedOut: (label: string) => `${label} is signed out`,
  othersSignedOut: 'Every other device is signed out',
  sinceEndsAtLatest: (since: string, end: string) => `Since ${since}. Ends ${end} at the latest.`,
  sinceEndsUnlessUsed: (since: string, end: string) => `Since ${since}. Ends ${end} unless used.`,
  everything: 'Everywhere at once',
  everythingSub: 'This device too, and every access key ends.',
  everythingAct: 'Sign out everywhere…',
  everythingTitle: 'Sign out everywhere and end all keys',
  everythingLead: 'At once, and not to be taken back:',
  everythingGoes: [
    'every device is signed out, this one too',
    'every access key ends, so the extension and your programs stop',
    'every calendar feed ends, so calendar programs find nothing new',
    'every link in a letter and every code that is not used yet stops working',
  ],
  everythingStays: 'Your data, your password, your passkeys and two-factor stay as they are. Signing in comes next.',
  everythingDo: 'Sign out everywhere',

  howLong: 'How long a sign-in lasts',
  idle: 'Ends after a time without use',
  idleSub: 'At most 7 days. Shorter is yours to choose.',
  absolute: 'Ends in any case',
  absoluteSub: 'At most 30 days after signing in.',
  tellOfSignIns: 'Tell me by mail when someone signs in',
  tellOfSignInsSub: 'The device and the rough time. No network address.',
  tellOfSignInsHere: 'The device and the rough time. No network address. The letter stays on the machine that runs this Sotto.',

  lost: 'Lost a device? Sign it out here; its next request is refused.',
  afterTheft: 'What to do after a theft',
  afterTheftLead: 'In this order. The first step takes a second and stops most of it.',
  afterTheftSteps: [
    { what: 'Sign the device out.', how: 'Here, in the list; or everywhere at once, if you do not know which one it is.' },
    { what: 'Remove its passkey.', how: 'Passkeys, Manage. Whoever has its PIN could sign in with it.' },
    {
      what: 'Was your authenticator app on it?',
      how: 'Set up another app. The old one and the old recovery codes stop working.',
    },
    {
      what: 'Could they have read your password?',
      how: 'Change it, and end all access keys with it. Every other device is signed out.',
    },
    {
      what: 'Think of your mailbox.',
      how: 'Whoever reads your mail can ask for a new password. Change the password there, too.',
    },
    { what: 'Look at what was done.', how: 'Settings, Privacy lists what happened in your account for a year.' },
  ],
  afterTheftLockedOut:
    'If you cannot get in any more: “Forgotten?” on the sign-in page, or ask whoever runs this Sotto to disable the account until you can.',
  toActivity: 'To the activity',
  close: 'Close',

  // Who is there, again
  confirmIdentity: 'Confirm that it is you',
  confirmIdentityLead:
    'Asked before anything that could lock you out, takes all your data along, or cannot be undone. Good for ten minutes.',
  anotherWay: 'Another way',
  ways: { password: 'Password', code: 'Code from the app', passkey: 'Passkey' },
  byPasskeyLead: 'Your device asks for your fingerprint, face or PIN.',
  showPasskey: 'Use a passkey',
  passkeyTurnedAway: 'No passkey was shown. Try once more, or another way.',
  byIssuerLead: (issuer: string) =>
    `You go to ${issuer} and come back to this page. What you have typed waits here; then press the button once more.`,
  noWay: 'None of your ways in can be shown in this browser',
  noWayLead: 'Sign out and in again, or choose a new password by mail: “Forgotten?” on the sign-in page.',
  continueWith: (issuer: string) => `Continue with ${issuer}`,

  // Account
  account: 'Account',
  accountLead: (date: string) => `Here since ${date}.`,
  emailBlock: 'E-mail',
  addressSub: 'To sign in with, and for the few letters about your account.',
  changeEmail: 'Change e-mail address',
  newAddress: 'New e-mail address',
  changeEmailLead: (present: string) => `It is ${present} now.`,
  changeEmailByMail:
    'A letter goes to the new address. The change is made when its link is opened, within 15 minutes. The address you have now is told, and can undo it for 7 days.',
  changeEmailAtOnce:
    'It is changed at once, because no mail leaves this machine. Letters about it stay there; with the one to the address you have now, it can be undone for 7 days.',
  changeEmailDo: 'Change it',
  letterOnItsWay: 'A letter is on its way',
  letterOnItsWayLead: (email: string) =>
    `Open the link in the letter to ${email} within 15 minutes. Until then nothing has changed, and you sign in with the address you have now.`,
  letterNone: 'Nothing there? Look among what your mail program has put aside, or ask again.',
  understood: 'All right',
  emailChanged: (email: string) => `Your address is ${email} now`,
  otherWays: 'Password, passkeys and two-factor are in',

  // Access keys
  keyLasts: 'Works for',
  lasts: { 30: '30 days', 180: '180 days', 365: 'a year' },
  untilDay: 'until a day',
  worksUntil: (date: string) => `Its last day is ${date}.`,
  endKeyTitle: (name: string) => `End “${name}”`,
  endKeyLead: 'Whatever uses it is refused from its next request on. An ended key cannot be brought back; a new one can be made.',
  endKeyDo: 'End it',

  // Delete Account
  notYetConfirmed: 'You are asked once how you sign in.',
} as const;
