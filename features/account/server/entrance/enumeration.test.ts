/**
 * Nobody is told who is here: on every public route that takes an address or a token, the whole answer (status, headers in
 * their order, body) is the same for someone known, unknown, not confirmed and disabled. Passkeys and issuers have theirs
 * beside their own tests. How long an answer takes is measured by the benchmark.
 */
import { randomBytes } from 'node:crypto';
import { createIds } from '@sotto/domain';
import { type TestServer, type Visitor, day, engines, uniqueName } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { type WholeAnswer, wholeAnswer } from '../testing/answers.ts';
import { type Mailbox, joinByMail, startWithMail, signUpByMail, tokenIn } from '../testing/mailbox.ts';
import { features, otherPassword, password } from '../testing/people.ts';
import { keyPrefix, makeToken } from '../tokens/tokens.ts';

describe.each(engines)('who is here, on %s', (engine) => {
  let server: TestServer;
  let mailbox: Mailbox;
  let stop: () => Promise<void>;
  /** Addresses of the same length: nothing but being known tells them apart. */
  let people: Record<'known' | 'unknown' | 'unconfirmed' | 'disabled', string>;
  beforeAll(async () => {
    ({ server, mailbox, stop } = await startWithMail({ features, engine }));
    const { email: known } = await joinByMail(server, mailbox);
    const { email: disabled } = await joinByMail(server, mailbox);
    const login = await server.platform.vault.findLogin(disabled);
    if (!login) throw new Error('nobody has this address');
    await server.platform.vault.setDisabled(login.userId, true);
    people = { known, disabled, unknown: `${uniqueName()}@example.org`, unconfirmed: await signUpByMail(server) };
  });
  afterAll(() => stop());
  // Letters to one address, and guesses, are counted.
  beforeEach(() => server.clock.advance(2 * day));

  /** What each of the four is answered, and that it is one answer. */
  async function oneAnswer(ask: (email: string) => Promise<WholeAnswer>): Promise<WholeAnswer> {
    const answers: Record<string, WholeAnswer> = {};
    for (const [who, email] of Object.entries(people)) answers[who] = await ask(email);
    const expected = await ask(`${uniqueName()}@example.org`);
    expect(answers).toEqual({ known: expected, disabled: expected, unknown: expected, unconfirmed: expected });
    return expected;
  }
  const post = (path: string, body: object, visitor: Visitor = server.visitor()) => wholeAnswer(visitor, path, body);
  const signIn = (email: string, tried: string) => post('/api/v1/account/sign-in', { email, password: tried });

  test('is not told by signing in with a wrong password, nor with the right one before the address is confirmed', async () => {
    const wrong = await oneAnswer((email) => signIn(email, otherPassword));
    expect(wrong.status).toBe(401);
    expect(await signIn(people.unconfirmed, password)).toEqual(wrong);
    expect((await signIn(people.known, password)).status, 'the control').toBe(200);
  });

  test('is not told by how soon one has to wait', async () => {
    const late = await oneAnswer(async (email) => {
      for (let tried = 0; tried < 5; tried++) await signIn(email, otherPassword);
      return signIn(email, otherPassword);
    });
    expect([late.status, late.headers.filter((header) => header.startsWith('retry-after'))]).toEqual([429, ['retry-after: 1']]);
  }, 60_000);

  test('is not told by a forgotten password, also when there were letters enough', async () => {
    const forget = (email: string) => post('/api/v1/account/forgot-password', { email });
    const first = await oneAnswer(forget);
    expect(first.status).toBe(202);
    for (let asked = 0; asked < 3; asked++) expect(await forget(people.known)).toEqual(first);
  }, 60_000);

  test('is not told by signing up', async () => {
    const answer = await oneAnswer((email) => post('/api/v1/account/sign-up', { email, password: otherPassword }));
    expect([answer.status, answer.headers.filter((header) => header.startsWith('set-cookie'))]).toEqual([202, []]);
  });

  test('is not told by beginning to sign up with a passkey', async () => {
    const answer = await oneAnswer(async (email) => {
      const { body, ...rest } = await post('/api/v1/account/sign-up/passkey-options', { email });
      // Chance and the address itself differ between any two answers; nothing else may.
      return { ...rest, body: body.replaceAll(email, '').replaceAll(/"(challenge|id)":"[\w-]{20,}"/g, '"$1":""') };
    });
    expect([answer.status, answer.body.includes('"challenge":""')]).toEqual([200, true]);
  });

  test('is not told by changing the address to theirs', async () => {
    const { visitor } = await joinByMail(server, mailbox);
    const answer = await oneAnswer((email) => post('/api/v1/account/email', { email }, visitor));
    expect(answer.status).toBe(202);
  });

  test('is not told by a token: made up for someone, for nobody, mistyped, used, ended or meant for something else', async () => {
    const { email, visitor } = await joinByMail(server, mailbox);
    const used = tokenIn((await mailbox.mailsTo(email, 1))[0], 'verify-email');
    const { code: other } = (await visitor.call(api.makeConnectCode, { body: { name: 'x', scopes: ['export:read'] } })).body;
    await server.visitor().call(api.forgotPassword, { body: { email } });
    const reset = tokenIn((await mailbox.mailsTo(email, 3)).at(-1), 'reset-password');
    const userId = (await server.platform.vault.findLogin(email))?.userId;
    if (!userId) throw new Error('nobody has this address');
    const nobody = createIds(server.clock.now, randomBytes).user();
    const tokens = [makeToken(userId, randomBytes), makeToken(nobody, randomBytes), 'nonsense', used, `${keyPrefix}${used}`];
    const routes = {
      '/api/v1/account/verify-email': { also: [other, reset], body: (token: string) => ({ token }) },
      '/api/v1/account/reset-password': { also: [other], body: (token: string) => ({ token, password: otherPassword }) },
      '/api/v1/account/email/undo': { also: [other, reset], body: (token: string) => ({ token }) },
      '/api/v1/access-keys/connect': { also: [reset], body: (code: string) => ({ code }) },
    };
    for (const [path, { also, body }] of Object.entries(routes)) {
      const expected = await post(path, body('made up'));
      expect([path, expected.status]).toEqual([path, 422]);
      for (const token of [...tokens, ...also]) expect(await post(path, body(token))).toEqual(expected);
    }
    expect((await post('/api/v1/account/reset-password', { token: reset, password: otherPassword })).status, 'the control').toBe(
      200,
    );
    server.clock.advance(day);
    const ended = await post('/api/v1/access-keys/connect', { code: other });
    expect(ended).toEqual(await post('/api/v1/access-keys/connect', { code: 'made up' }));
  });

  test('is not told by a second factor that nobody asked for', async () => {
    const [cookie = ''] = server.visitor().cookies.keys();
    expect(cookie).toBe('');
    const { email, visitor: known } = await joinByMail(server, mailbox);
    const userId = (await server.platform.vault.findLogin(email))?.userId;
    if (!userId) throw new Error('nobody has this address');
    const [name = ''] = known.cookies.keys();
    const answer = async (value: string | null) => {
      const visitor = server.visitor();
      if (value !== null) visitor.cookies.set(name, value);
      return post('/api/v1/account/sign-in/second-factor', { code: '123456' }, visitor);
    };
    const none = await answer(null);
    expect(none.status).toBe(422);
    const nobody = createIds(server.clock.now, randomBytes).user();
    for (const value of [
      'nonsense',
      makeToken(userId, randomBytes),
      makeToken(nobody, randomBytes),
      known.cookies.get(name) ?? '',
    ])
      expect(await answer(value)).toEqual(none);
  });
});
