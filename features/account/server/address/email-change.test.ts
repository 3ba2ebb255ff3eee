/** Changing the address of an account, and taking that back: a real SMTP server at the other end. */
import { listActivity } from '@sotto/features/privacy/api';
import { readMailFiles } from '@sotto/mail';
import { mailFolder } from '@sotto/runtime';
import { openingMakerFor } from '@sotto/schedule';
import { type TestServer, type Visitor, day, engines, minute, problemOf, second, startServer, uniqueName } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { linkIdentity } from '../issuers/identities.ts';
import { createLetters } from '../letters/letters.ts';
import { wholeAnswer } from '../testing/answers.ts';
import { createDevice } from '../testing/authenticator.ts';
import { type Arrived, type Mailbox, joinByMail, startWithMail, signUpByMail, tokenIn } from '../testing/mailbox.ts';
import { type Person, enrol, features, join, otherPassword, password, returning } from '../testing/people.ts';

const address = () => `${uniqueName()}@example.net`;
const changePath = '/api/v1/account/email';

const enters = async (server: TestServer, email: string, tried = password) =>
  (await problemOf(server.visitor().call(api.signIn, { body: { email, password: tried } }))) === null;
const addressOf = async (visitor: Visitor) => (await visitor.call(api.getAccount, {})).body.email;

describe.each(engines)('a change of address on %s, with mail', (engine) => {
  let server: TestServer;
  let mailbox: Mailbox;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ server, mailbox, stop } = await startWithMail({ features, engine }));
  });
  afterAll(() => stop());
  // Letters to one address are counted.
  beforeEach(() => server.clock.advance(2 * day));

  const propose = (visitor: Visitor, email: string) => visitor.call(api.changeEmail, { body: { email } });
  const linkTo = async (email: string, count = 1) => tokenIn((await mailbox.mailsTo(email, count)).at(-1), 'verify-email');
  const confirm = (token: string, visitor = server.visitor()) => problemOf(visitor.call(api.verifyEmail, { body: { token } }));
  const undo = (token: string) => problemOf(server.visitor().call(api.undoEmailChange, { body: { token } }));
  /** The token of the latest way back that was mailed to `email`. */
  const wayBackTo = async (email: string, count: number) => tokenIn((await mailbox.mailsTo(email, count)).at(-1), 'undo-email');

  /** The address is `email` from here on; answers the token that takes it back. */
  async function move({ email: left, visitor }: Person, email: string): Promise<string> {
    // Letters of what was done before are there first.
    await server.platform.mail.deliver();
    const before = mailbox.arrived.filter(({ to }) => to === left).length;
    await propose(visitor, email);
    await visitor.call(api.verifyEmail, { body: { token: await linkTo(email) } });
    return wayBackTo(left, before + 1);
  }

  test('takes effect with the link in the new mailbox and not before, and the old address is told', async () => {
    const { email, visitor } = await joinByMail(server, mailbox);
    const next = address();
    expect(await propose(visitor, ` ${next.toUpperCase()} `)).toEqual({ status: 202, body: { next: 'check-mail' } });
    const token = await linkTo(next);
    expect((await mailbox.mailsTo(next, 1))[0]?.subject).toBe('Confirm your new address for Sotto');
    expect([await addressOf(visitor), await enters(server, email), await enters(server, next)]).toEqual([email, true, false]);
    expect(await visitor.call(api.verifyEmail, { body: { token } })).toEqual({ status: 200, body: { next: 'account' } });
    expect([await addressOf(visitor), await enters(server, email), await enters(server, next)]).toEqual([next, false, true]);
    const subjects = (await mailbox.mailsTo(email, 4)).map(({ subject }) => subject);
    expect(subjects.at(-1)).toBe('Your Sotto account has another address now');
    const { items } = (await visitor.call(listActivity, {})).body;
    expect(items.filter(({ happening }) => happening === 'email-changed')).toHaveLength(1);
  });

  test('is confirmed in any browser; one that is not signed in to the account is sent to sign in', async () => {
    const [person, stranger] = [await joinByMail(server, mailbox), await joinByMail(server, mailbox)];
    const next = address();
    await propose(person.visitor, next);
    expect((await stranger.visitor.call(api.verifyEmail, { body: { token: await linkTo(next) } })).body.next).toBe('sign-in');
    expect(await addressOf(stranger.visitor)).toBe(stranger.email);
    expect(await addressOf(person.visitor)).toBe(next);
  });

  test('that was asked for in another session goes with that session, and not with its own', async () => {
    const owner = await joinByMail(server, mailbox);
    const [thief, next] = [await returning(server, owner), address()];
    await propose(thief, next);
    const own = (await thief.call(api.listSessions, {})).body.items;
    const token = await linkTo(next);
    const theirs = own.find(({ current }) => current)?.id ?? '';
    await owner.visitor.call(api.endSession, { params: { id: theirs } });
    expect([await confirm(token), await addressOf(owner.visitor)]).toEqual(['unprocessable', owner.email]);
    await propose(owner.visitor, next);
    const again = await linkTo(next, 2);
    await owner.visitor.call(api.signOut, {});
    expect([await confirm(again), await enters(server, next)]).toEqual([null, true]);
  });

  test('to an address that someone has is answered byte for byte like any other; its owner is told, and nothing changes', async () => {
    const [person, owner] = [await joinByMail(server, mailbox), await joinByMail(server, mailbox)];
    const known = await wholeAnswer(person.visitor, changePath, { email: owner.email });
    expect(known.status).toBe(202);
    expect(await wholeAnswer(person.visitor, changePath, { email: address() })).toEqual(known);
    const letter = (await mailbox.mailsTo(owner.email, 3)).at(-1);
    expect(letter?.subject).toBe('This address already belongs to a Sotto account');
    expect([tokenIn(letter, 'verify-email'), letter?.text.includes(person.email)]).toEqual(['', false]);
    expect([await addressOf(person.visitor), await addressOf(owner.visitor)]).toEqual([person.email, owner.email]);
  });

  test('to the address one has does nothing, and is answered alike', async () => {
    const { email, visitor } = await joinByMail(server, mailbox);
    const own = await wholeAnswer(visitor, changePath, { email });
    expect(await wholeAnswer(visitor, changePath, { email: address() })).toEqual(own);
    await server.platform.mail.deliver();
    expect(mailbox.arrived.filter(({ to }) => to === email)).toHaveLength(2);
  });

  test('asks for fresh proof', async () => {
    const { visitor } = await joinByMail(server, mailbox);
    server.clock.advance(10 * minute);
    expect(await problemOf(propose(visitor, address()))).toBe('reauthentication-required');
    await visitor.call(api.reauthenticate, { body: { password } });
    expect(await problemOf(propose(visitor, address()))).toBeNull();
  });

  test('may be asked for five times at once, then not', async () => {
    const { visitor } = await joinByMail(server, mailbox);
    const outcomes = [];
    for (let tried = 0; tried < 6; tried++) outcomes.push(await problemOf(propose(visitor, address())));
    expect(outcomes).toEqual([null, null, null, null, null, 'too-many-requests']);
  });

  test('has a link that works once, also when ten show it at the same moment', async () => {
    const { email, visitor } = await joinByMail(server, mailbox);
    const next = address();
    await propose(visitor, next);
    const token = await linkTo(next);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => confirm(token)));
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'unprocessable')).toHaveLength(9);
    expect([await addressOf(visitor), await enters(server, next), await enters(server, email)]).toEqual([next, true, false]);
    expect((await mailbox.mailsTo(email, 3)).filter(({ subject }) => subject.includes('another address'))).toHaveLength(1);
  });

  test('has a link for fifteen minutes, and no longer', async () => {
    const [early, late] = [await joinByMail(server, mailbox), await joinByMail(server, mailbox)];
    const [first, last] = [address(), address()];
    await propose(early.visitor, first);
    await propose(late.visitor, last);
    const tokens = [await linkTo(first), await linkTo(last)] as const;
    server.clock.advance(15 * minute - second);
    expect(await confirm(tokens[0])).toBeNull();
    server.clock.advance(second);
    expect(await confirm(tokens[1])).toBe('unprocessable');
  });

  test('that is asked for anew voids the link before it; so do a new password and revoking everything', async () => {
    const { visitor } = await joinByMail(server, mailbox);
    const addresses = [address(), address(), address()] as const;
    await propose(visitor, addresses[0]);
    await propose(visitor, addresses[1]);
    expect(await confirm(await linkTo(addresses[0]))).toBe('unprocessable');
    await visitor.call(api.changePassword, { body: { current: password, next: otherPassword } });
    expect(await confirm(await linkTo(addresses[1]))).toBe('unprocessable');
    await propose(visitor, addresses[2]);
    await visitor.call(api.revokeEverything, {});
    expect(await confirm(await linkTo(addresses[2]))).toBe('unprocessable');
  });

  test('to an address that someone else took meanwhile is refused, and changes nothing', async () => {
    const [slow, quick] = [await joinByMail(server, mailbox), await joinByMail(server, mailbox)];
    const wanted = address();
    await propose(slow.visitor, wanted);
    const token = await linkTo(wanted);
    await propose(quick.visitor, wanted);
    expect(await confirm(await linkTo(wanted, 2))).toBeNull();
    expect(await confirm(token)).toBe('already-exists');
    expect([await addressOf(slow.visitor), await addressOf(quick.visitor)]).toEqual([slow.email, wanted]);
    expect(await enters(server, slow.email)).toBe(true);
  });

  test('voids links to choose a new password that the old address was sent', async () => {
    const person = await joinByMail(server, mailbox);
    await server.visitor().call(api.forgotPassword, { body: { email: person.email } });
    const reset = tokenIn((await mailbox.mailsTo(person.email, 3)).at(-1), 'reset-password');
    await move(person, address());
    expect(await problemOf(server.visitor().call(api.resetPassword, { body: { token: reset, password: otherPassword } }))).toBe(
      'unprocessable',
    );
  });

  test('is taken back with the link in the old mailbox: everyone is out, and only the old address lets in', async () => {
    const person = await joinByMail(server, mailbox);
    const next = address();
    const token = await move(person, next);
    const { key } = (await person.visitor.call(api.makeAccessKey, { body: { name: 'Theirs', scopes: ['export:read'] } })).body;
    const { code } = (await person.visitor.call(api.makeConnectCode, { body: { name: 'Theirs', scopes: ['export:read'] } })).body;
    await server.visitor().call(api.forgotPassword, { body: { email: next } });
    const reset = tokenIn((await mailbox.mailsTo(next, 3)).at(-1), 'reset-password');
    expect(reset, 'the control: there is such a link').not.toBe('');
    expect(await server.visitor().call(api.undoEmailChange, { body: { token } })).toEqual({
      status: 200,
      body: { next: 'sign-in' },
    });
    expect(await problemOf(person.visitor.call(api.getAccount, {}))).toBe('not-signed-in');
    expect(await problemOf(server.visitor({ key }).call(api.getCurrentAccessKey, {}))).toBe('invalid-key');
    expect(await problemOf(server.visitor().call(api.connect, { body: { code } }))).toBe('unprocessable');
    expect(await problemOf(server.visitor().call(api.resetPassword, { body: { token: reset, password: otherPassword } }))).toBe(
      'unprocessable',
    );
    expect([await enters(server, next), await enters(server, person.email)]).toEqual([false, true]);
    const back = await returning(server, person);
    expect(await addressOf(back)).toBe(person.email);
    expect((await mailbox.mailsTo(person.email, 4)).map(({ subject }) => subject)).toContain(
      'Your Sotto account has its former address again',
    );
    expect((await back.call(listActivity, {})).body.items.map(({ happening }) => happening)).toContain('email-change-undone');
    expect(await undo(token), 'once').toBe('unprocessable');
  });

  describe('is taken back with what came since the session began that asked for it', () => {
    const passkeysOf = (person: Person) => {
      const device = createDevice({ origin: server.origin });
      return {
        async add() {
          const { body } = await person.visitor.call(api.makePasskeyOptions, {});
          await person.visitor.call(api.addPasskey, { body: { passkey: device.make(body) } });
        },
        async enters(visitor = server.visitor()) {
          const { body } = await visitor.call(api.makePasskeyQuestion, {});
          return problemOf(visitor.call(api.signInByPasskey, { body: { passkey: device.show(body) } }));
        },
      };
    };

    /** Whoever got the password signs in with it, and the clock goes on, as it does before anything is added. */
    async function thiefOf(owner: Person): Promise<Person> {
      server.clock.advance(second);
      const visitor = await returning(server, owner);
      server.clock.advance(second);
      return { ...owner, visitor };
    }

    test('and what was added before the address was changed: passkey, second factor, recovery codes, password', async () => {
      const owner = await joinByMail(server, mailbox);
      const own = passkeysOf(owner);
      await own.add();
      server.clock.advance(8 * day);
      const thief = await thiefOf(owner);
      const theirs = passkeysOf(thief);
      await theirs.add();
      await enrol(server, thief);
      await thief.visitor.call(api.changePassword, { body: { current: password, next: otherPassword } });
      const next = address();
      const token = await move(thief, next);
      expect([await own.enters(), await theirs.enters()], 'the control').toEqual([null, null]);
      expect(await undo(token)).toBeNull();
      const back = server.visitor();
      expect([await theirs.enters(), await own.enters(back)]).toEqual(['wrong-credentials', null]);
      expect([await enters(server, owner.email, otherPassword), await enters(server, owner.email)]).toEqual([false, false]);
      expect((await back.call(api.getAccount, {})).body).toMatchObject({ email: owner.email, proofs: ['passkey'] });
      expect((await back.call(api.getTwoFactor, {})).body).toEqual({ since: null, recoveryCodesLeft: 0 });
      const { database } = server.platform;
      const userId = (await server.platform.vault.findLogin(owner.email))?.userId ?? '';
      for (const table of ['totp', 'recovery_code'] as const)
        expect(await database.rows(database.build.selectFrom(table).select('user_id').where('user_id', '=', userId))).toEqual([]);
      const isReset = (mail: Arrived) => mail.to === owner.email && tokenIn(mail, 'reset-password') !== '';
      await server.visitor().call(api.forgotPassword, { body: { email: owner.email } });
      await server.platform.mail.deliver();
      await expect.poll(() => mailbox.arrived.filter(isReset)).toHaveLength(1);
      const reset = tokenIn(mailbox.arrived.find(isReset), 'reset-password');
      await server.visitor().call(api.resetPassword, { body: { token: reset, password: 'a third one, quite long' } });
      expect(await enters(server, owner.email, 'a third one, quite long')).toBe(true);
    });

    test('and what was there before stays: passkey, second factor, password; recovery codes made since are gone', async () => {
      const owner = await enrol(server, await joinByMail(server, mailbox));
      const own = passkeysOf(owner);
      await own.add();
      server.clock.advance(8 * day);
      const visitor = server.visitor();
      expect(await own.enters(visitor)).toBeNull();
      server.clock.advance(second);
      await visitor.call(api.makeRecoveryCodes, {});
      expect(await undo(await move({ ...owner, visitor }, address()))).toBeNull();
      const back = server.visitor();
      expect(await own.enters(back)).toBeNull();
      expect((await back.call(api.getAccount, {})).body).toMatchObject({ proofs: ['password', 'code', 'passkey'] });
      expect((await back.call(api.getTwoFactor, {})).body).toMatchObject({ since: expect.any(String), recoveryCodesLeft: 0 });
    });

    test('and what was added in the week before, in another session; what is older stays', async () => {
      const owner = await joinByMail(server, mailbox);
      const thief = await thiefOf(owner);
      const [old, young] = [passkeysOf(thief), passkeysOf(thief)];
      await old.add();
      server.clock.advance(second);
      await young.add();
      server.clock.advance(7 * day - 3 * second);
      const token = await move(await thiefOf(owner), address());
      expect([await old.enters(), await young.enters()], 'the control').toEqual([null, null]);
      expect(await undo(token)).toBeNull();
      expect([await old.enters(), await young.enters()]).toEqual([null, 'wrong-credentials']);
    });

    test('and nothing that an account began with, however young it is', async () => {
      const owner = await joinByMail(server, mailbox);
      expect(await undo(await move(owner, address()))).toBeNull();
      expect(await enters(server, owner.email)).toBe(true);
    });

    test('and an issuer that was linked since is unlinked, in both stores', async () => {
      const owner = await joinByMail(server, mailbox);
      const { vault } = server.platform;
      const userId = (await vault.findLogin(owner.email))?.userId;
      const thief = await thiefOf(owner);
      const identity = { issuer: 'https://issuer.example', subject: uniqueName() };
      const { platform } = server;
      await linkIdentity({ platform, letters: createLetters(server.origin) }, userId!, { identity, name: 'Issuer' });
      const token = await move(thief, address());
      expect((await vault.findIdentity(identity))?.userId, 'the control').toBe(userId);
      expect(await undo(token)).toBeNull();
      expect(await vault.findIdentity(identity)).toBeNull();
      expect((await (await returning(server, owner)).call(api.listIdentities, {})).body.items).toEqual([]);
    });
  });

  test('can be taken back by one of ten who show the link at the same moment', async () => {
    const person = await joinByMail(server, mailbox);
    const token = await move(person, address());
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => undo(token)));
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'unprocessable')).toHaveLength(9);
    expect(await enters(server, person.email)).toBe(true);
  });

  test('can be taken back for seven days, and no longer', async () => {
    const [early, late] = [await joinByMail(server, mailbox), await joinByMail(server, mailbox)];
    const tokens = [await move(early, address()), await move(late, address())] as const;
    server.clock.advance(7 * day - second);
    expect(await undo(tokens[0])).toBeNull();
    server.clock.advance(second);
    expect(await undo(tokens[1])).toBe('unprocessable');
  });

  test('cannot be taken back to an address that is someone else’s by now', async () => {
    const person = await joinByMail(server, mailbox);
    const next = address();
    const token = await move(person, next);
    await server.visitor().call(api.signUp, { body: { email: person.email, password: otherPassword } });
    await confirm(await linkTo(person.email, 4));
    expect(await undo(token)).toBe('already-exists');
    expect(await addressOf(person.visitor)).toBe(next);
  });

  test('leaves a way back that neither a new password nor revoking everything voids', async () => {
    const person = await joinByMail(server, mailbox);
    const next = address();
    const token = await move(person, next);
    await person.visitor.call(api.changePassword, { body: { current: password, next: otherPassword } });
    await server.visitor().call(api.forgotPassword, { body: { email: next } });
    const reset = tokenIn((await mailbox.mailsTo(next, 3)).at(-1), 'reset-password');
    expect(await problemOf(server.visitor().call(api.resetPassword, { body: { token: reset, password } }))).toBeNull();
    const visitor = await returning(server, { ...person, email: next });
    await visitor.call(api.revokeEverything, {});
    expect(await undo(token)).toBeNull();
  });

  test('after another: the way back to the first address outdoes the way back to the second, never the other way round', async () => {
    const [one, other] = [await joinByMail(server, mailbox), await joinByMail(server, mailbox)];
    for (const [person, order] of [[one, 'first'] as const, [other, 'second'] as const]) {
      const [middle, last] = [address(), address()];
      const toFirst = await move(person, middle);
      const toMiddle = await move({ ...person, email: middle }, last);
      if (order === 'first') {
        expect([await undo(toFirst), await undo(toMiddle)]).toEqual([null, 'unprocessable']);
      } else {
        expect([await undo(toMiddle), await undo(toFirst)]).toEqual([null, null]);
      }
      expect([await enters(server, person.email), await enters(server, middle), await enters(server, last)]).toEqual([
        true,
        false,
        false,
      ]);
    }
  });

  describe('that breaks off between keyring and database', () => {
    /** The next write to the database fails, as in a crash; the keyring has heard of the change by then. */
    async function breakingOff(work: () => Promise<unknown>): Promise<void> {
      const { database } = server.platform;
      const real = database.write.bind(database);
      database.write = () => Promise.reject(new Error('planted crash'));
      await expect(work()).rejects.toThrow();
      database.write = real;
    }

    test('is finished at the next sign-in: the old address is told then, and can take it back', async () => {
      const person = await joinByMail(server, mailbox);
      const next = address();
      await propose(person.visitor, next);
      const token = await linkTo(next);
      await breakingOff(() => server.visitor().call(api.verifyEmail, { body: { token } }));
      expect(await addressOf(person.visitor), 'the control: half done').toBe(person.email);
      expect(await enters(server, person.email)).toBe(false);
      const back = await returning(server, { ...person, email: next });
      expect(await addressOf(back)).toBe(next);
      const way = await wayBackTo(person.email, 3);
      expect(await confirm(token), 'its link is void').toBe('unprocessable');
      expect(await undo(way)).toBeNull();
      expect(await enters(server, person.email)).toBe(true);
    });

    test('is finished by its own link, when that is opened once more', async () => {
      const person = await joinByMail(server, mailbox);
      const next = address();
      await propose(person.visitor, next);
      const token = await linkTo(next);
      await breakingOff(() => server.visitor().call(api.verifyEmail, { body: { token } }));
      expect(await confirm(token, person.visitor)).toBeNull();
      expect(await addressOf(person.visitor)).toBe(next);
    });

    test('is finished by a new password, when that is asked for from the new address', async () => {
      const person = await joinByMail(server, mailbox);
      const next = address();
      await propose(person.visitor, next);
      const token = await linkTo(next);
      await breakingOff(() => server.visitor().call(api.verifyEmail, { body: { token } }));
      await server.visitor().call(api.forgotPassword, { body: { email: next } });
      const reset = tokenIn((await mailbox.mailsTo(next, 2)).at(-1), 'reset-password');
      await server.visitor().call(api.resetPassword, { body: { token: reset, password: otherPassword } });
      const visitor = server.visitor();
      await visitor.call(api.signIn, { body: { email: next, password: otherPassword } });
      expect(await addressOf(visitor)).toBe(next);
      expect(await undo(await wayBackTo(person.email, 3))).toBeNull();
    });

    test('while it is taken back is finished as that: everyone is out, and the new address is sent no way back', async () => {
      const person = await joinByMail(server, mailbox);
      const next = address();
      const token = await move(person, next);
      await breakingOff(() => server.visitor().call(api.undoEmailChange, { body: { token } }));
      expect(await addressOf(person.visitor), 'the control: half done').toBe(next);
      const back = await returning(server, person);
      expect(await addressOf(back)).toBe(person.email);
      expect(await problemOf(person.visitor.call(api.getAccount, {}))).toBe('not-signed-in');
      await server.platform.mail.deliver();
      expect(mailbox.arrived.filter((mail) => mail.to === next && tokenIn(mail, 'undo-email') !== '')).toEqual([]);
      expect(await undo(token)).toBe('unprocessable');
    });
  });

  test('broken off by whoever took the account over is taken back with what they added before; their password finishes no way back', async () => {
    const { database } = server.platform;
    const real = database.write.bind(database);
    const breakOff = async (work: () => Promise<unknown>) => {
      database.write = () => Promise.reject(new Error('planted crash'));
      await expect(work()).rejects.toThrow();
      database.write = real;
    };
    const owner = await joinByMail(server, mailbox);
    server.clock.advance(second);
    const thief = await returning(server, owner);
    server.clock.advance(second);
    await thief.call(api.changePassword, { body: { current: password, next: otherPassword } });
    const next = address();
    await propose(thief, next);
    const token = await linkTo(next);
    await breakOff(() => server.visitor().call(api.verifyEmail, { body: { token } }));
    expect(await enters(server, next, otherPassword), 'the change is finished').toBe(true);
    const subject = 'Your Sotto account has another address now';
    const told = () => mailbox.arrived.filter((mail) => mail.to === owner.email && mail.subject === subject);
    await expect.poll(told).toHaveLength(1);
    const way = tokenIn(told()[0], 'undo-email');
    await breakOff(() => server.visitor().call(api.undoEmailChange, { body: { token: way } }));
    expect(await enters(server, owner.email, otherPassword), 'it is finished as undone, and they are out').toBe(false);
    expect([await enters(server, next, otherPassword), await problemOf(thief.call(api.getAccount, {}))]).toEqual([
      false,
      'not-signed-in',
    ]);
  });

  test('half done by someone who is refused leaves the address that is sealed in force', async () => {
    const person = await joinByMail(server, mailbox);
    const next = address();
    await propose(person.visitor, next);
    const token = await linkTo(next);
    // Both change how one signs in; whichever comes second is refused, whole.
    const [changed, confirmed] = await Promise.all([
      problemOf(person.visitor.call(api.changePassword, { body: { current: password, next: otherPassword } })),
      confirm(token),
    ]);
    expect([changed, confirmed]).toContain(null);
    const [found, lost] = confirmed === null ? [next, person.email] : [person.email, next];
    const tried = changed === null ? otherPassword : password;
    expect([await enters(server, found, tried), await enters(server, lost, tried)]).toEqual([true, false]);
  });

  test('is asked for by nobody whose account is not confirmed, and takes an address that somebody only named', async () => {
    const person = await joinByMail(server, mailbox);
    const named = await signUpByMail(server);
    await mailbox.mailsTo(named, 1);
    await propose(person.visitor, named);
    expect(await confirm(await linkTo(named, 2), person.visitor)).toBeNull();
    expect(await addressOf(person.visitor)).toBe(named);
    expect(await confirm(tokenIn((await mailbox.mailsTo(named, 1))[0], 'verify-email'))).toBe('already-exists');
  });
});

describe.each(engines)('a change of address on %s, without mail', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  beforeEach(() => server.clock.advance(2 * day));

  /** Letters that lie as sealed files, opened as `sotto mail show` does. */
  async function filesTo(email: string): Promise<{ readonly to: string; readonly subject: string; readonly text: string }[]> {
    const { platform, stores } = server;
    await platform.mail.deliver();
    const open = openingMakerFor({ name: 'mail', purposes: ['account'] });
    const found = [];
    for await (const { letter } of readMailFiles(mailFolder(stores.settings), platform.vault, (userId) =>
      open(userId, 'account'),
    ))
      if (letter.to === email) found.push(letter);
    return found;
  }

  test('takes effect at once; both addresses have a sealed letter, and the old one can take it back', async () => {
    const { email, visitor } = await join(server);
    const next = address();
    expect(await visitor.call(api.changeEmail, { body: { email: next } })).toEqual({ status: 200, body: { next: 'done' } });
    expect([await addressOf(visitor), await enters(server, email), await enters(server, next)]).toEqual([next, false, true]);
    expect((await filesTo(next)).map(({ subject }) => subject)[0]).toBe('Your Sotto account has a new address');
    const [left] = await filesTo(email);
    expect(left?.subject).toBe('Your Sotto account has another address now');
    const token = /undo-email#([\w-]+)/.exec(left?.text ?? '')?.[1] ?? '';
    await server.visitor().call(api.undoEmailChange, { body: { token } });
    expect([await enters(server, email), await enters(server, next)]).toEqual([true, false]);
  });

  test('tells that an address is someone’s, because there is no mail to tell it by, and does nothing for one’s own', async () => {
    const [person, owner] = [await join(server), await join(server)];
    expect(await problemOf(person.visitor.call(api.changeEmail, { body: { email: owner.email } }))).toBe('already-exists');
    expect(await person.visitor.call(api.changeEmail, { body: { email: person.email } })).toEqual({
      status: 200,
      body: { next: 'done' },
    });
    expect(await filesTo(person.email)).toEqual([]);
    expect([await addressOf(person.visitor), await addressOf(owner.visitor)]).toEqual([person.email, owner.email]);
  });

  test('to one address by three people at once gives it to one of them', async () => {
    const people = await Promise.all(Array.from({ length: 3 }, () => join(server)));
    const wanted = address();
    const outcomes = await Promise.all(
      people.map(({ visitor }) => problemOf(visitor.call(api.changeEmail, { body: { email: wanted } }))),
    );
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'already-exists')).toHaveLength(2);
    const found = await Promise.all(people.map(({ visitor }) => addressOf(visitor)));
    expect(found.filter((email) => email === wanted)).toHaveLength(1);
  });

  test('from two devices at once ends with one address, by which the account is found', async () => {
    for (let round = 0; round < 3; round++) {
      const person = await join(server);
      const phone = await returning(server, person);
      const wanted = [address(), address()] as const;
      const outcomes = await Promise.all([
        problemOf(person.visitor.call(api.changeEmail, { body: { email: wanted[0] } })),
        problemOf(phone.call(api.changeEmail, { body: { email: wanted[1] } })),
      ]);
      expect(outcomes).toContain(null);
      expect(outcomes.every((outcome) => outcome === null || outcome === 'conflict')).toBe(true);
      const kept = await addressOf(phone);
      for (const each of wanted) expect(await enters(server, each)).toBe(each === kept);
    }
  });
});
