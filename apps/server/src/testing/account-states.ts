/** Every state an account can be in when it goes, made from the wire or by the operator's hand. */
import type { UserId } from '@sotto/domain';
import {
  beginAtIssuer,
  beginTwoFactor,
  confirmTwoFactor,
  deleteData,
  makeSignUpPasskeyOptions,
  returnFromIssuer,
  signOut,
  signUp,
} from '@sotto/features/account/api';
import { setAccountDisabled } from '@sotto/features/account/server';
import { codeOf, createDevice } from '@sotto/features/account/testing';
import { askForHelp, freezeAccount } from '@sotto/features/support/api';
import { openingMakerFor } from '@sotto/schedule';
import { type Forger, type TestServer, type Visitor, uniqueName } from '@sotto/testing';
import { password } from '../testing.ts';

/** Where people are made: a server from which no mail leaves, and which knows the issuer `there`. */
export interface Scene {
  readonly server: TestServer;
  readonly forger: Forger;
}

export interface InState {
  readonly userId: UserId;
  readonly email: string;
  /** Whose session is good and fresh; `null`: nobody is let in, and the operator ends it. */
  readonly visitor: Visitor | null;
  /** What changing anything is refused with. */
  readonly halt: 'account-disabled' | 'account-frozen' | null;
}

/** Signed in; each is given something to lose by `fill` before the state is entered. */
type Entered = InState & { readonly visitor: Visitor };
type Enter = (scene: Scene, fill: (visitor: Visitor) => Promise<unknown>) => Promise<InState>;

/** All of those who were ever let in. */
export const accountStates: Readonly<Record<string, Enter>> = {
  'with a password': async ({ server }, fill) => filled(await byPassword(server), fill),
  async 'with a second factor that was only begun'({ server }, fill) {
    const person = await filled(await byPassword(server), fill);
    await person.visitor.call(beginTwoFactor, {});
    return person;
  },
  async 'with a second factor'({ server }, fill) {
    const person = await filled(await byPassword(server), fill);
    const { secret } = (await person.visitor.call(beginTwoFactor, {})).body;
    await person.visitor.call(confirmTwoFactor, { body: { code: codeOf(secret, server.clock.now()) } });
    return person;
  },
  async 'with nothing but a passkey'({ server }, fill) {
    const [visitor, email] = [server.visitor(), newAddress()];
    const { body } = await visitor.call(makeSignUpPasskeyOptions, { body: { email } });
    await visitor.call(signUp, { body: { email, passkey: createDevice({ origin: server.origin }).make(body) } });
    return filled(await entered(server, email, visitor), fill);
  },
  async 'with nothing but an issuer'({ server, forger }, fill) {
    const [visitor, email] = [server.visitor(), newAddress()];
    forger.forge({ claims: { email, email_verified: true } });
    const { body } = await visitor.call(beginAtIssuer, { body: { issuer: 'there', purpose: 'sign-in' } });
    const query = forger.comeBack(body.location, `subject-${uniqueName()}`);
    await visitor.call(returnFromIssuer, { body: { attempt: body.attempt, query } });
    return filled(await entered(server, email, visitor), fill);
  },
  async 'that asked the operator for help'({ server }, fill) {
    const person = await filled(await byPassword(server), fill);
    await person.visitor.call(askForHelp, { body: { scope: { kinds: ['application'] }, operator: null, words: 'It is gone.' } });
    return person;
  },
  async 'whose data was all deleted before'({ server }, fill) {
    const person = await byPassword(server);
    await person.visitor.call(deleteData, { body: { confirm: 'DELETE' } });
    return filled(person, fill);
  },
  async 'that is disabled'({ server }, fill) {
    const person = await filled(await byPassword(server), fill);
    await setAccountDisabled(server.platform, operator(person.userId, 'account'), true);
    return { ...person, halt: 'account-disabled' };
  },
  async 'that its owner froze'({ server }, fill) {
    const person = await filled(await byPassword(server), fill);
    await person.visitor.call(freezeAccount, {});
    return { ...person, halt: 'account-frozen' };
  },
  async 'that its owner froze and the operator disabled'({ server }, fill) {
    const person = await filled(await byPassword(server), fill);
    await person.visitor.call(freezeAccount, {});
    await setAccountDisabled(server.platform, operator(person.userId, 'account'), true);
    return { ...person, halt: 'account-disabled' };
  },
  async 'whose owner signed out'({ server }, fill) {
    const person = await filled(await byPassword(server), fill);
    await person.visitor.call(signOut, {});
    return { ...person, visitor: null };
  },
};

const operator = openingMakerFor({ name: 'operator', purposes: ['account'] });
const newAddress = () => `${uniqueName()}@example.org`;

async function byPassword(server: TestServer): Promise<Entered> {
  const [visitor, email] = [server.visitor(), newAddress()];
  await visitor.call(signUp, { body: { email, password } });
  return entered(server, email, visitor);
}

async function entered({ platform }: TestServer, email: string, visitor: Visitor): Promise<Entered> {
  const login = await platform.vault.findLogin(email);
  if (!login) throw new Error('The sign-up made nobody.');
  return { userId: login.userId, email, visitor, halt: null };
}

async function filled(person: Entered, fill: (visitor: Visitor) => Promise<unknown>): Promise<Entered> {
  await fill(person.visitor);
  return person;
}

/** Signs someone up on a server from which mail leaves; nobody confirms the address. */
export async function signUpUnconfirmed(server: TestServer): Promise<InState> {
  const email = newAddress();
  await server.visitor().call(signUp, { body: { email, password } });
  const everyone = await server.platform.vault.listPeople({ after: null, limit: 1000 });
  const made = everyone.toSorted((a, b) => a.createdAt - b.createdAt).findLast(({ state }) => state === 'unconfirmed');
  if (!made) throw new Error('Nobody waits to be confirmed.');
  return { userId: made.userId, email, visitor: null, halt: null };
}
