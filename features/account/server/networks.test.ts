/** What is counted by network, at its number; and what a crowd of strangers cannot do: keep someone from their account. */
import { type TestServer, engines, problemOf, startServer, uniqueName } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { limits } from './limits.ts';
import { type Mailbox, openMailbox } from './testing-mailbox.ts';
import { behindProxy, postFrom } from './testing-proxy.ts';
import { features, join, otherPassword, password } from './testing.ts';

const address = () => `${uniqueName()}@example.org`;

describe.each(engines)('networks on %s', (engine) => {
  let server: TestServer;
  let mailbox: Mailbox;
  beforeAll(async () => {
    mailbox = await openMailbox();
    server = await startServer({ features, engine, environment: { ...behindProxy, SOTTO_SMTP_URL: mailbox.url } });
  });
  afterAll(async () => {
    await server.stop();
    await mailbox.close();
  });

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
    60_000,
  );
});

test('twenty accounts are begun from one network at once; the next one waits', async () => {
  await using mailbox = await openMailbox();
  await using server = await startServer({ features, environment: { ...behindProxy, SOTTO_SMTP_URL: mailbox.url } });
  const outcomes: (number | undefined)[] = [];
  for (let tried = 0; tried < limits.signUp.free + 1; tried++)
    outcomes.push(
      (await postFrom(server, '192.0.2.7', { path: '/account/sign-up', body: { email: address(), password } })).status,
    );
  expect(outcomes).toEqual([...Array.from({ length: 20 }, () => 202), 429]);
}, 60_000);

test.for(engines)(
  'a crowd of strangers is asked to come again, and whoever has a session proves themselves and signs in meanwhile (%s)',
  { timeout: 60_000 },
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
