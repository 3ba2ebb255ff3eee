/** What is counted by network, at its number; and what a crowd of strangers cannot do: keep someone from their account. */
import { randomBytes } from 'node:crypto';
import { type TestServer, engines, issuerSettings, minute, problemOf, startServer, uniqueName } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { entriesPerMinute } from './attempts.ts';
import { beginAttempt } from '../issuers/issuer-attempts.ts';
import { limits } from './limits.ts';
import { createPasswords } from '../passwords/passwords.ts';
import { createConfirmed } from '../entrance/sign-up.ts';
import { startWithMail } from '../testing/mailbox.ts';
import { behindProxy, postFrom } from '../testing/proxy.ts';
import { features, join, otherPassword, password } from '../testing/people.ts';
import { createTurnstile } from './turnstile.ts';

const address = () => `${uniqueName()}@example.org`;

describe.each(engines)('networks on %s', (engine) => {
  let server: TestServer;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ server, stop } = await startWithMail({ features, engine, environment: behindProxy }));
  });
  afterAll(() => stop());

  const token = { token: 'made up' };
  test.each([
    ['links to choose a new password', limits.reset.free, 202, [['/account/forgot-password', () => ({ email: address() })]]],
    [
      'tokens, of whatever kind,',
      limits.token.free,
      422,
      [
        ['/account/verify-email', () => token],
        ['/account/email/undo', () => token],
        ['/account/reset-password', () => ({ ...token, password: otherPassword })],
        ['/access-keys/connect', () => ({ code: 'made up' })],
      ],
    ],
  ] as const)(
    '%s are taken %i times at once from one; the next one waits a second, and another network does not',
    async (_what, free, status, ways) => {
      const network = `192.0.2.${free}`;
      const ask = (turn: number, from = network) => {
        const [path, body] = ways[turn % ways.length] ?? ways[0];
        return postFrom(server, from, { path, body: body() });
      };
      // Ten at a time: which of them comes first is all the same.
      const first = await Promise.all(Array.from({ length: free }, (_, turn) => ask(turn)));
      expect(first.map((answer) => answer.status)).toEqual(first.map(() => status));
      const next = await ask(free);
      expect([next.status, next.retryAfter]).toEqual([429, '1']);
      expect((await ask(free + 1, '192.0.2.200')).status).toBe(status);
      server.clock.advance(1000);
      expect((await ask(free + 1)).status).toBe(status);
    },
    120_000,
  );
});

/** Someone who is here on a server behind a proxy, and how they sign in from a network. */
async function personBehindProxy(server: TestServer) {
  const { platform } = server;
  const email = address();
  const passwords = createPasswords(createTurnstile({ atOnce: 1, waiting: 1, retryAfterSeconds: 1 }), randomBytes);
  const content = { hash: await passwords.hash(password), changedAt: platform.now() };
  await createConfirmed(platform, { email, way: { kind: 'password', content } });
  return {
    email,
    signIn: (network: string, how: { agent?: string; cookie?: string } = {}) =>
      postFrom(server, network, { path: '/account/sign-in', body: { email, password }, ...how }),
  };
}

test.for(engines)(
  'going to an issuer is no guess, and coming back counts once, where one comes back (%s)',
  { timeout: 120_000 },
  async (engine) => {
    // Nobody listens there, so every way back is one that went wrong.
    const issuer = { ISSUER: 'https://127.0.0.1:1', CLIENT_ID: 'sotto', CLIENT_SECRET: 'a secret of the client' };
    const environment = { ...behindProxy, SOTTO_SIGN_UP: 'closed', ...issuerSettings({ there: { settings: issuer } }) };
    await using server = await startServer({ features, engine, environment });
    const [home, street] = ['192.0.2.7', '192.0.2.8'];
    const { free } = limits.network;
    const leave = async (network: string) => {
      const body = { issuer: 'there', purpose: 'sign-in' };
      return (await postFrom(server, network, { path: '/account/sign-in/issuer', body })).status;
    };
    for (let turn = 0; turn < entriesPerMinute; turn++) expect(await leave(home)).toBe(503);
    expect([await leave(home), await leave(street)], 'a pace there is').toEqual([429, 503]);
    const comeBack = () => {
      const begun = { issuer: 'there', purpose: 'sign-in', invite: null, sessionId: null } as const;
      const body = { attempt: beginAttempt(server.platform, begun).text, query: 'code=x' };
      return postFrom(server, street, { path: '/account/sign-in/issuer/return', body });
    };
    for (let turn = 0; turn < free; turn++) expect((await comeBack()).status).toBe(503);
    const guess = async (network: string) =>
      (await postFrom(server, network, { path: '/account/sign-in', body: { email: address(), password } })).status;
    expect([await guess(home), await guess(street), (await comeBack()).status]).toEqual([401, 429, 429]);
  },
);

test.for(engines)(
  'each sign-in has its letter until ten look alike: one from elsewhere, or of another kind, still has its own (%s)',
  { timeout: 120_000 },
  async (engine) => {
    await using mailing = await startWithMail({ features, engine, environment: behindProxy });
    const { server, mailbox } = mailing;
    const { email, signIn } = await personBehindProxy(server);
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const another = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
    let told = 0;
    const isTold = async (network: string, agent: string) => {
      expect((await signIn(network, { agent })).status).toBe(200);
      await server.platform.mail.deliver();
      const before = told;
      told = mailbox.arrived.filter(({ to }) => to === email).length;
      return told > before;
    };
    for (let turn = 0; turn < limits.signInLetter.free; turn++) expect(await isTold('192.0.2.7', firefox)).toBe(true);
    expect(await isTold('192.0.2.7', firefox), 'the eleventh').toBe(false);
    expect(await isTold('192.0.2.7', another), 'another kind of device').toBe(true);
    expect(await isTold('192.0.2.8', firefox), 'elsewhere').toBe(true);
    server.clock.advance(5 * minute);
    expect(await isTold('192.0.2.7', firefox), 'five minutes later').toBe(true);
  },
);

test('twenty accounts are begun from one network at once; the next one waits', async () => {
  await using mailing = await startWithMail({ features, environment: behindProxy });
  const { server } = mailing;
  const outcomes: (number | undefined)[] = [];
  for (let tried = 0; tried < limits.signUp.free + 1; tried++)
    outcomes.push(
      (await postFrom(server, '192.0.2.7', { path: '/account/sign-up', body: { email: address(), password } })).status,
    );
  expect(outcomes).toEqual([...Array.from({ length: 20 }, () => 202), 429]);
}, 120_000);

test.for(engines)(
  'a crowd of strangers is asked to come again, and whoever has a session proves themselves and signs in meanwhile (%s)',
  { timeout: 120_000 },
  async (engine) => {
    await using server = await startServer({ features, engine });
    const { email, visitor } = await join(server);
    const owner = await join(server);
    const crowd = Array.from({ length: 150 }, async () => {
      const response = await server.visitor().fetch('/api/v1/account/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: address(), password: otherPassword }),
      });
      return [response.status, response.headers.get('retry-after')];
    });
    expect((await visitor.call(api.reauthenticate, { body: { password } })).status).toBe(200);
    expect((await visitor.call(api.signIn, { body: { email, password } })).body.next).toBe('done');
    const answers = await Promise.all(crowd);
    const sentAway = answers.filter(([status]) => status === 503);
    expect(sentAway.length, 'the control: there were too many').toBeGreaterThan(0);
    expect(new Set(sentAway.map(String))).toEqual(new Set(['503,2']));
    expect(answers.filter(([status]) => status === 401)).toHaveLength(answers.length - sentAway.length);

    // Whoever was sent away has guessed nothing: however often that was, their own password lets them in afterwards.
    const busy = Array.from({ length: 60 }, () =>
      problemOf(server.visitor().call(api.signIn, { body: { email: address(), password } })),
    );
    const tried = await Promise.all(
      Array.from({ length: 5 }, () => problemOf(server.visitor().call(api.signIn, { body: { email: owner.email, password } }))),
    );
    await Promise.all(busy);
    expect(tried, 'the control: some were sent away').toContain('unavailable');
    expect(await problemOf(server.visitor().call(api.signIn, { body: { email: owner.email, password } }))).toBeNull();
  },
);
