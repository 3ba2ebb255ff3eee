/** What tests elsewhere need to sign in by every way there is: people, a device with passkeys, an authenticator app, a mailbox. */
export { type Device, type HeldPasskey, createDevice } from './authenticator.ts';
export { type WholeAnswer, wholeAnswer } from './answers.ts';
export { type Arrived, type Mailbox, joinByMail, openMailbox, signUpByMail, startWithMail, tokenIn } from './mailbox.ts';
export { type Enrolled, type Person, codeOf, enrol, join, newcomer, otherPassword, password, settle, stepMs } from './people.ts';
