/** People for the tests of account and sign-in. */
import { privacyFeature } from '@sotto/features/privacy/server';
import type { Feature } from '@sotto/runtime';
import { type TestServer, type Visitor, uniqueName } from '@sotto/testing';
import { signIn, signUp } from '../api.ts';
import { accountFeature } from './index.ts';

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
