/** Sign-up and the letters of an account where mail leaves: a real SMTP server at the other end. */
import { type Socket, createServer } from 'node:net';
import { faultsOfLetter } from '@sotto/mail';
import { type TestServer, type Visitor, day, engines, minute, problemOf, startServer, uniqueName } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { type Mailbox, startWithMail, tokenIn } from '../testing/mailbox.ts';
import { features, otherPassword as other, password } from '../testing/people.ts';

describe.each(engines)('account on %s, with mail', (engine) => {
  let server: TestServer;
  let mailbox: Mailbox;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ server, mailbox, stop } = await startWithMail({ features, engine }));
  });
  afterAll(() => stop());
  beforeEach(() => server.clock.advance(2 * day));

  const someone = () => `${uniqueName()}@example.org`;

  async function signUp(email: string, chosen = password) {
    const response = await server.visitor().fetch('/api/v1/account/sign-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: chosen }),
    });
    const own = response.headers.get('x-request-id') ?? '';
    const headers = [...response.headers]
      .filter(([name]) => name !== 'date')
      .map(([name, value]) => `${name}: ${value.replaceAll(own, '')}`);
    return { status: response.status, headers, body: await response.text() };
  }

  async function confirmed(): Promise<{ email: string; visitor: Visitor }> {
    const email = someone();
    await signUp(email);
    const [mail] = await mailbox.mailsTo(email, 1);
    const visitor = server.visitor();
    await visitor.call(api.verifyEmail, { body: { token: tokenIn(mail, 'verify-email') } });
    await visitor.call(api.signIn, { body: { email, password } });
    await mailbox.mailsTo(email, 2);
    return { email, visitor };
  }

  test('a sign-up is answered byte for byte alike for a known address and an unknown one, without a cookie', async () => {
    const { email } = await confirmed();
    const known = await signUp(email, other);
    expect(known.status).toBe(202);
    expect(known.headers.join('\n')).not.toMatch(/set-cookie/i);
    expect(await signUp(someone(), other)).toEqual(known);
    const mails = await mailbox.mailsTo(email, 3);
    expect(mails.at(-1)?.subject).toBe('You already have an account at Sotto');
    expect(await problemOf(server.visitor().call(api.signIn, { body: { email, password: other } })), 'nothing was changed').toBe(
      'wrong-credentials',
    );
  });

  test('an account begins with its link, once: not before, and not twice', async () => {
    const email = someone();
    await signUp(email);
    const [mail] = await mailbox.mailsTo(email, 1);
    expect(mail?.subject).toBe('Confirm your address for Sotto');
    expect(await problemOf(server.visitor().call(api.signIn, { body: { email, password } })), 'not confirmed yet').toBe(
      'wrong-credentials',
    );
    expect(await server.visitor().call(api.verifyEmail, { body: { token: tokenIn(mail, 'verify-email') } })).toEqual({
      status: 200,
      body: { next: 'sign-in' },
    });
    expect(await problemOf(server.visitor().call(api.signIn, { body: { email, password } }))).toBeNull();
    expect(await problemOf(server.visitor().call(api.verifyEmail, { body: { token: tokenIn(mail, 'verify-email') } }))).toBe(
      'unprocessable',
    );
  });

  test('a link shown by ten at once lets one through', async () => {
    const email = someone();
    await signUp(email);
    const [mail] = await mailbox.mailsTo(email, 1);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        problemOf(server.visitor().call(api.verifyEmail, { body: { token: tokenIn(mail, 'verify-email') } })),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'unprocessable')).toHaveLength(9);
  });

  test('of two who name one address, the first to confirm gets it; the other account ends', async () => {
    const email = someone();
    await signUp(email, password);
    await signUp(email, other);
    const [first, second] = await mailbox.mailsTo(email, 2);
    await server.visitor().call(api.verifyEmail, { body: { token: tokenIn(second, 'verify-email') } });
    expect(await problemOf(server.visitor().call(api.verifyEmail, { body: { token: tokenIn(first, 'verify-email') } }))).toBe(
      'already-exists',
    );
    expect(await problemOf(server.visitor().call(api.signIn, { body: { email, password: other } }))).toBeNull();
    expect(await problemOf(server.visitor().call(api.signIn, { body: { email, password } }))).toBe('wrong-credentials');
  });

  test('a link works for fifteen minutes, and no longer', async () => {
    const early = someone();
    const late = someone();
    await signUp(early);
    await signUp(late);
    const [earlyMail] = await mailbox.mailsTo(early, 1);
    const [lateMail] = await mailbox.mailsTo(late, 1);
    server.clock.advance(15 * minute - 1000);
    expect(
      await problemOf(server.visitor().call(api.verifyEmail, { body: { token: tokenIn(earlyMail, 'verify-email') } })),
    ).toBeNull();
    server.clock.advance(1000);
    expect(await problemOf(server.visitor().call(api.verifyEmail, { body: { token: tokenIn(lateMail, 'verify-email') } }))).toBe(
      'unprocessable',
    );
  });

  test('whoever comes too late signs up once more and gets another link; the account that was first ends by itself', async () => {
    const email = someone();
    await signUp(email);
    const [late] = await mailbox.mailsTo(email, 1);
    server.clock.advance(15 * minute);
    expect(await problemOf(server.visitor().call(api.verifyEmail, { body: { token: tokenIn(late, 'verify-email') } }))).toBe(
      'unprocessable',
    );
    await signUp(email, other);
    const again = (await mailbox.mailsTo(email, 2)).at(-1);
    await server.visitor().call(api.verifyEmail, { body: { token: tokenIn(again, 'verify-email') } });
    expect(await problemOf(server.visitor().call(api.signIn, { body: { email, password: other } }))).toBeNull();
    expect(await server.platform.vault.purgeUnconfirmed(server.clock.now() + 8 * day)).toBeGreaterThan(0);
    expect(
      await problemOf(server.visitor().call(api.signIn, { body: { email, password: other } })),
      'the confirmed one stays',
    ).toBeNull();
  });

  test('at most three letters go to one address at once, however often someone signs up with it', async () => {
    const email = someone();
    const outcomes: number[] = [];
    for (let tried = 0; tried < 5; tried++) outcomes.push((await signUp(email)).status);
    expect(outcomes).toEqual([202, 202, 202, 429, 429]);
  });

  test('every change of what lets someone in is told by mail, and the last letter says that all is gone', async () => {
    const { email, visitor } = await confirmed();
    await visitor.call(api.makeAccessKey, { body: { name: 'Script <b>at</b> home', scopes: ['export:read'] } });
    await mailbox.mailsTo(email, 3);
    await visitor.call(api.changePassword, { body: { current: password, next: other } });
    await mailbox.mailsTo(email, 4);
    await visitor.call(api.deleteData, { body: { confirm: 'DELETE' } });
    await mailbox.mailsTo(email, 5);
    await visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } });
    const mails = await mailbox.mailsTo(email, 6);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Confirm your address for Sotto',
      'A new sign-in to your Sotto',
      'A new access key for your Sotto',
      'The password of your Sotto was changed',
      'All data in your Sotto was deleted',
      'Your Sotto account is gone',
    ]);
    for (const mail of mails) expect(faultsOfLetter(mail, server.origin)).toEqual([]);
    expect(mails.map(({ text }) => text).join('')).not.toContain('Script');
  });

  test('a sign-in is not told to whoever asked not to be told', async () => {
    const { email, visitor } = await confirmed();
    await visitor.call(api.changeAccount, { body: { mailOnSignIn: false } });
    await server.visitor().call(api.signIn, { body: { email, password } });
    // The next letter shows that no other one came before it.
    await visitor.call(api.makeAccessKey, { body: { name: 'next', scopes: ['export:read'] } });
    expect((await mailbox.mailsTo(email, 3)).map(({ subject }) => subject).at(-1)).toBe('A new access key for your Sotto');
  });
});

describe.each(engines)('answers on %s', (engine) => {
  /** Takes connections and never says a word. */
  async function startSilence() {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => void sockets.add(socket.on('error', () => {})));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    // Safe: a TCP server that listens has an address object.
    const { port } = server.address() as { port: number };
    return {
      url: `smtp://127.0.0.1:${port}`,
      sockets,
      async [Symbol.asyncDispose]() {
        for (const socket of sockets) socket.destroy();
        await new Promise<void>((closed) => server.close(() => closed()));
      },
    };
  }

  test('wait for no mail server: neither for one that is dead nor for one that says nothing', async () => {
    await using silence = await startSilence();
    for (const url of ['smtp://127.0.0.1:9', silence.url]) {
      const server = await startServer({ features, engine, environment: { SOTTO_SMTP_URL: url } });
      const email = `${uniqueName()}@example.org`;
      const asked = [
        () => server.visitor().call(api.signUp, { body: { email, password } }),
        () => server.visitor().call(api.forgotPassword, { body: { email } }),
        () => server.visitor().call(api.signUp, { body: { email: `${uniqueName()}@example.org`, password } }),
      ];
      for (const ask of asked) {
        const began = performance.now();
        await ask();
        // Whoever waited would wait ten seconds for the first word of the server that says nothing.
        expect(performance.now() - began).toBeLessThan(9000);
      }
      for (const socket of silence.sockets) socket.destroy();
      await server.stop();
    }
    expect(silence.sockets.size, 'the control: it was asked').toBeGreaterThan(0);
  }, 60_000);
});
