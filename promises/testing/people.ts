/** People who use Sotto as anyone does: from the wire. */
import type { Scope } from '@sotto/contract';
import type { UserId } from '@sotto/domain';
import { deleteAccount, makeAccessKey, signIn, signUp } from '@sotto/features/account/api';
import { createApplication, listApplications } from '@sotto/features/applications/api';
import { type TestServer, type Visitor, uniqueName } from '@sotto/testing';

export const password = 'four quiet herons at dusk';

export interface Person {
  readonly visitor: Visitor;
  readonly userId: UserId;
  readonly email: string;
  readonly password: string;
}

/** What of a server they need: its visitors, and its vault to learn their id. */
export type Host = Pick<TestServer, 'visitor' | 'platform'>;

/** Someone new. */
export async function join(host: Host, { email = `${uniqueName()}@example.org`, secret = password } = {}): Promise<Person> {
  const visitor = host.visitor();
  await visitor.call(signUp, { body: { email, password: secret } });
  const login = await host.platform.vault.findLogin(email);
  if (!login) throw new Error('The sign-up made nobody.');
  return { visitor, userId: login.userId, email, password: secret };
}

/** The same person at another browser, or after a restart. Throws `Problem` when they are not let in. */
export async function returning(host: Pick<TestServer, 'visitor'>, { email, password: secret }: Person): Promise<Visitor> {
  const visitor = host.visitor();
  await visitor.call(signIn, { body: { email, password: secret } });
  return visitor;
}

/** Answers the application's id. */
export async function apply({ visitor }: Pick<Person, 'visitor'>, title: string, more: { notes?: string } = {}): Promise<string> {
  const made = await visitor.call(createApplication, { body: { company: 'Kestrel Freight', title, ...more } });
  return made.body.id;
}

/** Titles of everything this person has, sorted. */
export async function titlesOf(visitor: Visitor): Promise<string[]> {
  const { body } = await visitor.call(listApplications, { query: { limit: 200 } });
  return body.items.map(({ title }) => title).toSorted();
}

export async function makeKey(
  { visitor }: Pick<Person, 'visitor'>,
  scopes: readonly Scope[],
  name = 'a script',
): Promise<string> {
  const made = await visitor.call(makeAccessKey, { body: { name, scopes: [...scopes] } });
  return made.body.key;
}

/** Deletes the account as the page does. */
export async function leave({ visitor }: Pick<Person, 'visitor'>): Promise<void> {
  await visitor.call(deleteAccount, { body: { confirm: 'DELETE' } });
}
