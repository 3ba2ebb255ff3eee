/** People for the tests of account and sign-in. */
import { randomBytes } from 'node:crypto';
import { privacyFeature } from '@sotto/features/privacy/server';
import { cookieName } from '@sotto/http';
import type { Feature, Platform } from '@sotto/runtime';
import { type TestServer, type Visitor, uniqueName } from '@sotto/testing';
import { TOTP } from 'otpauth';
import { beginTwoFactor, confirmTwoFactor, signIn } from '../../api.ts';
import { createConfirmed } from '../entrance/sign-up.ts';
import { accountFeature } from '../index.ts';
import { createTurnstile } from '../limits/turnstile.ts';
import { createPasswords } from '../passwords/passwords.ts';
import { beginSession } from '../routes/sign-up.ts';

/** What account and sign-in need to run. */
export const features: readonly Feature[] = [accountFeature, privacyFeature];

export const password = 'wandering lilac otter';
export const otherPassword = 'seventeen paper lanterns';

export interface Person {
  readonly email: string;
  /** Signed in. */
  readonly visitor: Visitor;
}

/** Someone new, signed in, on a server from which no mail leaves; their password is `password`. */
export async function join(server: TestServer): Promise<Person> {
  const email = `${uniqueName()}@example.org`;
  return { email, visitor: await newcomer(server, email) };
}

/** What of a server it takes to join it. */
type Host = Pick<TestServer, 'platform' | 'visitor'>;

/**
 * Someone new, signed in with `password`: as after a sign-up (people.test.ts holds them against each other), but the password
 * is judged by nobody and hashed once for all. For tests of anything but sign-up.
 */
export async function newcomer(server: Host, email = `${uniqueName()}@example.org`): Promise<Visitor> {
  const { platform } = server;
  const content = { hash: await hashed(), changedAt: platform.now() };
  const userId = await createConfirmed(platform, { email, way: { kind: 'password', content } });
  const session = await beginSession(platform, userId, 'Unknown browser');
  const visitor = server.visitor();
  visitor.cookies.set(cookieName({ ...platform.setting, trustedProxies: [] }), session.token);
  return visitor;
}

let hashOfPassword: Promise<string> | undefined;

/** A hash of `password` as sign-up makes it. */
function hashed(): Promise<string> {
  const turnstile = createTurnstile({ atOnce: 1, waiting: 0, retryAfterSeconds: 1 });
  return (hashOfPassword ??= createPasswords(turnstile, randomBytes).hash(password));
}

/** Someone who has an account and never signs in, without the time a password takes. Answers their address. */
export async function settle(platform: Platform): Promise<string> {
  const email = `${uniqueName()}@example.org`;
  await createConfirmed(platform, { email, way: { kind: 'password', content: { hash: 'none', changedAt: platform.now() } } });
  return email;
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
