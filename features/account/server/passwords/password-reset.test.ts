/** A forgotten password, from the request to the next sign-in: a real SMTP server at the other end. */
import { listActivity } from '@sotto/features/privacy/api';
import { type TestServer, type Visitor, day, engines, minute, problemOf, second, uniqueName } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { createDevice } from '../testing/authenticator.ts';
import { type Mailbox, joinByMail, startWithMail, signUpByMail, tokenIn } from '../testing/mailbox.ts';
import { codeOf, enrol, features, otherPassword, password } from '../testing/people.ts';

describe.each(engines)('a forgotten password on %s', (engine) => {
  let server: TestServer;
  let mailbox: Mailbox;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ server, mailbox, stop } = await startWithMail({ features, engine }));
  });
  afterAll(() => stop());
  // Letters to one address are counted.
  beforeEach(() => server.clock.advance(2 * day));

  const forget = (email: string) => server.visitor().call(api.forgotPassword, { body: { email } });
  /** The token of the latest link, when `count` mails have come. */
  const linkTo = async (email: string, count: number) => tokenIn((await mailbox.mailsTo(email, count)).at(-1), 'reset-password');
  const reset = (token: string, chosen = otherPassword) =>
    problemOf(server.visitor().call(api.resetPassword, { body: { token, password: chosen } }));
  const enters = async (email: string, tried: string, visitor: Visitor = server.visitor()) =>
    (await problemOf(visitor.call(api.signIn, { body: { email, password: tried } }))) === null;
  const userIdOf = async (email: string) => {
    const login = await server.platform.vault.findLogin(email);
    if (!login) throw new Error('nobody has this address');
    return login.userId;
  };

  test('is replaced with a link to the mailbox: every session ends, and what happened is told and noted', async () => {
    const { email, visitor } = await joinByMail(server, mailbox);
    const key = (await visitor.call(api.makeAccessKey, { body: { name: 'Script', scopes: ['export:read'] } })).body.key;
    await mailbox.mailsTo(email, 3);
    expect(await forget(email)).toEqual({ status: 202, body: { next: 'check-mail' } });
    const token = await linkTo(email, 4);
    expect(await enters(email, password), 'nothing has changed yet').toBe(true);
    await mailbox.mailsTo(email, 5);
    expect(await server.visitor().call(api.resetPassword, { body: { token, password: otherPassword } })).toEqual({
      status: 200,
      body: { next: 'sign-in' },
    });
    expect(await problemOf(visitor.call(api.getAccount, {}))).toBe('not-signed-in');
    expect(await problemOf(server.visitor({ key }).call(api.getCurrentAccessKey, {})), 'keys stay').toBeNull();
    expect((await mailbox.mailsTo(email, 6)).at(-1)?.subject).toBe('A new password was chosen for your Sotto');
    expect([await enters(email, password), await enters(email, otherPassword, visitor)]).toEqual([false, true]);
    const { items } = (await visitor.call(listActivity, {})).body;
    expect(items.map(({ happening }) => happening)).toContain('password-reset');
  });

  test('a link works once, also when ten show it at the same moment', async () => {
    const { email } = await joinByMail(server, mailbox);
    await forget(email);
    const token = await linkTo(email, 3);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => reset(token)));
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'unprocessable')).toHaveLength(9);
    expect(await reset(token, 'a brass kettle sings')).toBe('unprocessable');
    expect(await enters(email, otherPassword)).toBe(true);
  });

  test('a link works for fifteen minutes, and no longer', async () => {
    const [early, late] = [await joinByMail(server, mailbox), await joinByMail(server, mailbox)];
    await forget(early.email);
    await forget(late.email);
    const tokens = [await linkTo(early.email, 3), await linkTo(late.email, 3)] as const;
    server.clock.advance(15 * minute - second);
    expect(await reset(tokens[0])).toBeNull();
    server.clock.advance(second);
    expect(await reset(tokens[1])).toBe('unprocessable');
  });

  test('a password that is easy to guess does not cost the link', async () => {
    const { email } = await joinByMail(server, mailbox);
    await forget(email);
    const token = await linkTo(email, 3);
    for (const weak of ['Password12345', `${email}!!`, 'short'])
      expect(await reset(token, weak), `the password ${weak}`).toBe('invalid-input');
    expect(await enters(email, password)).toBe(true);
    expect(await reset(token)).toBeNull();
  });

  test('of several links one is used, and the others are void with it; so is a question that was half answered', async () => {
    const person = await enrol(server, await joinByMail(server, mailbox));
    const { email } = person;
    const before = (await mailbox.mailsTo(email, 3)).length;
    await forget(email);
    await forget(email);
    const mails = await mailbox.mailsTo(email, before + 2);
    const [older, newer] = mails.slice(-2).map((mail) => tokenIn(mail, 'reset-password'));
    const halfIn = server.visitor();
    await halfIn.call(api.signIn, { body: { email, password } });
    expect(await reset(older ?? '')).toBeNull();
    expect(await reset(newer ?? '')).toBe('unprocessable');
    expect(await problemOf(halfIn.call(api.completeSignIn, { body: { recoveryCode: person.recoveryCodes[0] ?? '' } }))).toBe(
      'unprocessable',
    );
  });

  test('does not take the second factor away: it is asked for at the sign-in that follows', async () => {
    const person = await enrol(server, await joinByMail(server, mailbox));
    const { email } = person;
    await mailbox.mailsTo(email, 3);
    await forget(email);
    expect(await reset(await linkTo(email, 4))).toBeNull();
    const visitor = server.visitor();
    expect((await visitor.call(api.signIn, { body: { email, password: otherPassword } })).body.next).toBe('second-factor');
    expect(await problemOf(visitor.call(api.getAccount, {}))).toBe('not-signed-in');
    await visitor.call(api.completeSignIn, { body: { recoveryCode: person.recoveryCodes[0] ?? '' } });
    expect((await visitor.call(api.getTwoFactor, {})).body.since).not.toBeNull();
  });

  test('of an account that never had one is its first, and the passkey stays', async () => {
    const email = `${uniqueName()}@example.org`;
    const device = createDevice({ origin: server.origin });
    const visitor = server.visitor();
    const { body } = await visitor.call(api.makeSignUpPasskeyOptions, { body: { email } });
    await visitor.call(api.signUp, { body: { email, passkey: device.make(body) } });
    const [mail] = await mailbox.mailsTo(email, 1);
    await visitor.call(api.verifyEmail, { body: { token: tokenIn(mail, 'verify-email') } });
    await forget(email);
    expect(await reset(await linkTo(email, 2))).toBeNull();
    expect(await enters(email, otherPassword, visitor)).toBe(true);
    expect((await visitor.call(api.getAccount, {})).body.proofs).toEqual(['password', 'passkey']);
  });

  test('forgives whoever has locked themselves out by guessing at their own', async () => {
    const { email } = await joinByMail(server, mailbox);
    for (let tried = 0; tried < 6; tried++) await enters(email, 'not this one either');
    expect(await problemOf(server.visitor().call(api.signIn, { body: { email, password } }))).toBe('too-many-requests');
    await forget(email);
    expect(await reset(await linkTo(email, 3))).toBeNull();
    expect(await enters(email, otherPassword)).toBe(true);
  });

  test('sends three links at once and one an hour at least, and tells nobody that there were more', async () => {
    const { email } = await joinByMail(server, mailbox);
    const linksSoFar = async () => {
      await server.platform.mail.deliver();
      return mailbox.arrived.filter((mail) => mail.to === email && tokenIn(mail, 'reset-password') !== '').length;
    };
    for (let asked = 0; asked < 5; asked++) expect((await forget(email)).status).toBe(202);
    expect(await linksSoFar()).toBe(3);
    const waits = [1, 2, 4, 8, 16, 32, 60, 60, 60, 60];
    for (const [index, minutes] of waits.entries()) {
      server.clock.advance(minutes * minute - second);
      await forget(email);
      expect(await linksSoFar(), `a second before ${minutes} minutes`).toBe(3 + index);
      server.clock.advance(second);
      await forget(email);
      expect(await linksSoFar(), `after ${minutes} minutes`).toBe(4 + index);
    }
  });

  test('sends nothing to an address nobody has, and nothing to one that is not confirmed', async () => {
    const [unknown, unconfirmed] = [`${uniqueName()}@example.org`, await signUpByMail(server)];
    await mailbox.mailsTo(unconfirmed, 1);
    await forget(unknown);
    await forget(unconfirmed);
    // The control: a mail that was asked for later has come.
    const { email } = await joinByMail(server, mailbox);
    await forget(email);
    await linkTo(email, 3);
    expect(mailbox.arrived.filter(({ to }) => to === unknown)).toEqual([]);
    expect(mailbox.arrived.filter(({ to }) => to === unconfirmed)).toHaveLength(1);
  });

  test('is asked for in the same time whether the address is known or not: not before three tenths of a second', async () => {
    const { email } = await joinByMail(server, mailbox);
    for (const each of [email, `${uniqueName()}@example.org`]) {
      const began = performance.now();
      await forget(each);
      // Timers may be a millisecond early.
      expect(performance.now() - began).toBeGreaterThan(298);
    }
  });

  test('a link is void once the password was changed by hand, and once everything was revoked', async () => {
    for (const end of [
      (visitor: Visitor) => visitor.call(api.changePassword, { body: { current: password, next: 'a brass kettle sings' } }),
      (visitor: Visitor) => visitor.call(api.revokeEverything, {}),
    ]) {
      const { email, visitor } = await joinByMail(server, mailbox);
      await forget(email);
      const token = await linkTo(email, 3);
      await end(visitor);
      expect(await reset(token)).toBe('unprocessable');
    }
  });

  describe('after the database was put back from before a change', () => {
    /** The keyring remembers a change that the database does not hold. */
    const putBack = async (email: string) => {
      const userId = await userIdOf(email);
      const { vault } = server.platform;
      await vault.raiseCredentialsVersion(userId, (await vault.credentialsVersion(userId)) + 1);
    };
    const addPasskey = async (visitor: Visitor) => {
      const device = createDevice({ origin: server.origin });
      const { body } = await visitor.call(api.makePasskeyOptions, {});
      await visitor.call(api.addPasskey, { body: { passkey: device.make(body) } });
      return async () => {
        const question = await server.visitor().call(api.makePasskeyQuestion, {});
        return problemOf(server.visitor().call(api.signInByPasskey, { body: { passkey: device.show(question.body) } }));
      };
    };

    test('is the way back in: nothing else lets in, and no passkey comes back with it', async () => {
      const { email, visitor } = await joinByMail(server, mailbox);
      const enterByPasskey = await addPasskey(visitor);
      expect(await enterByPasskey(), 'the control').toBeNull();
      await putBack(email);
      expect([await enters(email, password), await enterByPasskey()]).toEqual([false, 'wrong-credentials']);
      await mailbox.mailsTo(email, 4);
      await forget(email);
      expect(await reset(await linkTo(email, 5))).toBeNull();
      expect([await enters(email, password), await enterByPasskey()]).toEqual([false, 'wrong-credentials']);
      const back = await returningWith(email);
      expect((await back.call(api.getAccount, {})).body).toMatchObject({ email, proofs: ['password'] });
    });

    /** Everything of the person's second factor, and their account, as it lies in the database. */
    const copyOf = async (email: string) => {
      const user_id = await userIdOf(email);
      const { build, rows } = server.platform.database;
      return {
        user_id,
        credentials: await rows(build.selectFrom('credential').selectAll().where('user_id', '=', user_id)),
        secrets: await rows(build.selectFrom('totp').selectAll().where('user_id', '=', user_id)),
        codes: await rows(build.selectFrom('recovery_code').selectAll().where('user_id', '=', user_id)),
      };
    };
    const putCopyBack = async ({ user_id, credentials, secrets, codes }: Awaited<ReturnType<typeof copyOf>>) => {
      const { build, write } = server.platform.database;
      await write([
        ...(['credential', 'totp', 'recovery_code'] as const).map((table) => ({
          query: build.deleteFrom(table).where('user_id', '=', user_id),
          rows: null,
        })),
        ...credentials.map((row) => ({ query: build.insertInto('credential').values(row), rows: 1 })),
        ...secrets.map((row) => ({ query: build.insertInto('totp').values(row), rows: 1 })),
        ...codes.map((row) => ({ query: build.insertInto('recovery_code').values(row), rows: 1 })),
      ]);
    };
    /** Chooses a new password with the link that is mailed next. */
    const resetByMail = async (email: string) => {
      await server.platform.mail.deliver();
      const before = mailbox.arrived.filter(({ to }) => to === email).length;
      await forget(email);
      expect(await reset(await linkTo(email, before + 1))).toBeNull();
    };

    test('a second factor that was turned on since is still asked for, and its codes still answer', async () => {
      const person = await joinByMail(server, mailbox);
      const { email } = person;
      const older = await copyOf(email);
      const { secret, recoveryCodes } = await enrol(server, person);
      await putCopyBack(older);
      await resetByMail(email);
      const visitor = await returningWith(email);
      expect(await problemOf(visitor.call(api.getAccount, {}))).toBe('not-signed-in');
      const code = codeOf(secret, server.clock.now());
      expect((await visitor.call(api.completeSignIn, { body: { code } })).body).toEqual({ next: 'done' });
      expect((await visitor.call(api.getTwoFactor, {})).body).toMatchObject({ recoveryCodesLeft: 10 });
      const another = await returningWith(email);
      expect(await problemOf(another.call(api.completeSignIn, { body: { code } })), 'the code was used').toBe(
        'wrong-credentials',
      );
      await another.call(api.completeSignIn, { body: { recoveryCode: recoveryCodes[0] ?? '' } });
      expect(await problemOf(another.call(api.getAccount, {}))).toBeNull();
    });

    test('a second factor that was turned off since is not asked for, and one that was replaced does not come back', async () => {
      const [off, replaced] = [
        await enrol(server, await joinByMail(server, mailbox)),
        await enrol(server, await joinByMail(server, mailbox)),
      ];
      const older = [await copyOf(off.email), await copyOf(replaced.email)] as const;
      await off.visitor.call(api.endTwoFactor, {});
      const { secret } = await enrol(server, replaced);
      await putCopyBack(older[0]);
      await putCopyBack(older[1]);
      await resetByMail(off.email);
      const back = await returningWith(off.email);
      expect((await back.call(api.getTwoFactor, {})).body).toEqual({ since: null, recoveryCodesLeft: 0 });
      await resetByMail(replaced.email);
      const visitor = await returningWith(replaced.email);
      const answer = (code: string) => problemOf(visitor.call(api.completeSignIn, { body: { code } }));
      expect(await answer(codeOf(replaced.secret, server.clock.now()))).toBe('wrong-credentials');
      expect(await answer(codeOf(secret, server.clock.now()))).toBeNull();
    });

    test('a recovery code that was used since stays used, and the others count', async () => {
      const { email, recoveryCodes } = await enrol(server, await joinByMail(server, mailbox));
      const [used = '', left = ''] = recoveryCodes;
      const older = await copyOf(email);
      const first = server.visitor();
      await first.call(api.signIn, { body: { email, password } });
      await first.call(api.completeSignIn, { body: { recoveryCode: used } });
      await putCopyBack(older);
      await resetByMail(email);
      const visitor = await returningWith(email);
      expect(await problemOf(visitor.call(api.completeSignIn, { body: { recoveryCode: used } }))).toBe('wrong-credentials');
      expect(await problemOf(visitor.call(api.completeSignIn, { body: { recoveryCode: left } }))).toBeNull();
      expect((await visitor.call(api.getTwoFactor, {})).body).toMatchObject({ recoveryCodesLeft: 8 });
    });

    test('a passkey stays where the database is the present one', async () => {
      const { email, visitor } = await joinByMail(server, mailbox);
      const enterByPasskey = await addPasskey(visitor);
      await mailbox.mailsTo(email, 3);
      await forget(email);
      expect(await reset(await linkTo(email, 4))).toBeNull();
      expect(await enterByPasskey()).toBeNull();
    });

    const returningWith = async (email: string) => {
      const visitor = server.visitor();
      await visitor.call(api.signIn, { body: { email, password: otherPassword } });
      return visitor;
    };
  });
});
