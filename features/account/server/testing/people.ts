/** People for the tests of account and sign-in. */
import { privacyFeature } from '@sotto/features/privacy/server';
import type { Feature } from '@sotto/runtime';
import { type TestServer, type Visitor, uniqueName } from '@sotto/testing';
import { TOTP } from 'otpauth';
import { beginTwoFactor, confirmTwoFactor, signIn, signUp } from '../../api.ts';
import { accountFeature } from '../index.ts';

/** What account and sign-in need to run. */
export const features: readonly Feature[] = [accountFeature, privacyFeature];

export const password = 'wandering lilac otter';
export const otherPassword = 'seventeen paper lanterns';

export interface Person {
  readonly email: string;
  /** Signed in. */
  readonly visitor: Visitor;
}

/** Someone new, signed in, on a server from which no mail leaves. */
export async function join(server: TestServer): Promise<Person> {
  const email = `${uniqueName()}@example.org`;
  const visitor = server.visitor();
  await visitor.call(signUp, { body: { email, password } });
  return { email, visitor };
}

/** The same person in another browser. */
export async function returning(server: TestServer, { email }: Person): Promise<Visitor> {
  const visitor = server.visitor();
  await visitor.call(signIn, { body: { email, password } });
  return visitor;
}

/** Someone whose sign-in asks for a code, and what they hold for it. */
export interface Enrolled extends Person {
  /** As it was shown: Base32. */
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** Turns the second factor of `person` on; the clock moves to the next step, so that the next code was not taken. */
export async function enrol(server: TestServer, person: Person): Promise<Enrolled> {
  const { secret } = (await person.visitor.call(beginTwoFactor, {})).body;
  const { recoveryCodes } = (await person.visitor.call(confirmTwoFactor, { body: { code: codeOf(secret, server.clock.now()) } }))
    .body;
  server.clock.advance(stepMs);
  return { ...person, secret, recoveryCodes };
}

/** How long an authenticator app shows a code. */
export const stepMs = 30_000;

/** What an authenticator app shows for `secret` at `now`, or so many steps away from it. */
export function codeOf(secret: string, now: number, stepsAway = 0): string {
  return new TOTP({ secret }).generate({ timestamp: now + stepsAway * stepMs });
}
