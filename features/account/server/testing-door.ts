/** What tests elsewhere need to sign in by every way there is: a device with passkeys, an authenticator app, a mailbox. */
export { type Device, type HeldPasskey, createDevice } from './testing-authenticator.ts';
export { type WholeAnswer, wholeAnswer } from './testing-answers.ts';
export { type Arrived, type Mailbox, openMailbox, tokenIn } from './testing-mailbox.ts';
export { codeOf, stepMs } from './testing.ts';
