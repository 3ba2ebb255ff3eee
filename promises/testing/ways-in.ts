/** People who come in by every way there is: password, second factor, passkey, issuer. All from the wire. */
import type { UserId } from '@sotto/domain';
import {
  beginAtIssuer,
  beginTwoFactor,
  confirmTwoFactor,
  makePasskeyQuestion,
  makeSignUpPasskeyOptions,
  returnFromIssuer,
  signInByPasskey,
  signUp,
  verifyEmail,
} from '@sotto/features/account/api';
import { type Device, type Mailbox, codeOf, createDevice, stepMs, tokenIn } from '@sotto/features/account/testing';
import { type Forger, type TestServer, type Visitor, uniqueName } from '@sotto/testing';
import { password } from './people.ts';

export interface Entrant {
  readonly visitor: Visitor;
  readonly userId: UserId;
  readonly email: string;
}

export const someAddress = () => `${uniqueName()}@example.org`;

/** Throws when nobody active has this address. */
export async function idOf({ platform }: Pick<TestServer, 'platform'>, email: string): Promise<UserId> {
  const login = await platform.vault.findLogin(email);
  if (!login) throw new Error('Nobody has this address.');
  return login.userId;
}

/** Someone whose only way in is a passkey, on a server from which no mail leaves. */
export async function joinByPasskey(server: TestServer): Promise<Entrant & { readonly device: Device }> {
  const [visitor, email, device] = [server.visitor(), someAddress(), createDevice({ origin: server.origin })];
  const { body } = await visitor.call(makeSignUpPasskeyOptions, { body: { email } });
  await visitor.call(signUp, { body: { email, passkey: device.make(body) } });
  return { visitor, email, device, userId: await idOf(server, email) };
}

/** Comes in with a passkey alone. Throws `Problem` when it is not let in. */
export async function enterByPasskey(visitor: Visitor, device: Device): Promise<void> {
  const { body } = await visitor.call(makePasskeyQuestion, {});
  await visitor.call(signInByPasskey, { body: { passkey: device.show(body) } });
}

/** Goes to the issuer `there` and comes back as `subject`. */
export async function goToIssuer(
  visitor: Visitor,
  forger: Forger,
  { subject, purpose = 'sign-in' }: { subject: string; purpose?: 'sign-in' | 'link' | 'prove' },
): Promise<void> {
  const { body } = await visitor.call(beginAtIssuer, { body: { issuer: 'there', purpose } });
  await visitor.call(returnFromIssuer, { body: { attempt: body.attempt, query: forger.comeBack(body.location, subject) } });
}

/** Someone whose only way in is the issuer `there`. */
export async function joinByIssuer(server: TestServer, forger: Forger): Promise<Entrant & { readonly subject: string }> {
  const [visitor, email, subject] = [server.visitor(), someAddress(), `subject-${uniqueName()}`];
  forger.forge({ claims: { email, email_verified: true } });
  await goToIssuer(visitor, forger, { subject });
  return { visitor, email, subject, userId: await idOf(server, email) };
}

/** Turns the second factor on; the clock moves on, so that the next code was not taken. */
export async function enrol(
  { clock }: Pick<TestServer, 'clock'>,
  visitor: Visitor,
): Promise<{ readonly secret: string; readonly recoveryCodes: readonly string[] }> {
  const { secret } = (await visitor.call(beginTwoFactor, {})).body;
  const { recoveryCodes } = (await visitor.call(confirmTwoFactor, { body: { code: codeOf(secret, clock.now()) } })).body;
  clock.advance(stepMs);
  return { secret, recoveryCodes };
}

/** Someone who has signed up and not confirmed, where mail leaves. */
export async function signUpUnconfirmed(server: TestServer): Promise<string> {
  const email = someAddress();
  await server.visitor().call(signUp, { body: { email, password } });
  return email;
}

type LinkedPage = Parameters<typeof tokenIn>[1];

/**
 * The token of the latest letter to `email` that leads to `page`; waits for it. `after`: how many such letters were there before
 * it was asked for, or an earlier one could be taken for it.
 */
export async function tokenMailed(mailbox: Mailbox, email: string, page: LinkedPage, after = 0): Promise<string> {
  for (let count = 1; ; count++) {
    const tokens = tokensIn(await mailbox.mailsTo(email, count), page);
    if (tokens.length > after) return tokens.at(-1) ?? '';
  }
}

/** How many letters to `email` that lead to `page` have come. */
export async function countMailed(mailbox: Mailbox, email: string, page: LinkedPage): Promise<number> {
  return tokensIn(await mailbox.mailsTo(email, 0), page).length;
}

function tokensIn(mails: Awaited<ReturnType<Mailbox['mailsTo']>>, page: LinkedPage): string[] {
  return mails.map((mail) => tokenIn(mail, page)).filter((token) => token !== '');
}

/** Confirms an address that someone signed up with. */
export async function confirmAddress(server: TestServer, mailbox: Mailbox, email: string): Promise<void> {
  const token = await tokenMailed(mailbox, email, 'verify-email');
  await server.visitor().call(verifyEmail, { body: { token } });
}
