/** The second factor from the wire, and its codes taken many times at once: a real server, both engines. */
import { listActivity } from '@sotto/features/privacy/api';
import { createLog } from '@sotto/log';
import { type Letter, readMailFiles } from '@sotto/mail';
import { mailFolder } from '@sotto/runtime';
import { type TestServer, type Visitor, day, engines, minute, problemOf, refusalOf, second, startServer } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { createAttempts } from '../limits/attempts.ts';
import { changeCredentials } from '../credentials/change.ts';
import { type Proved, enterAtOnce } from '../entrance/entrance.ts';
import { createLetters } from '../letters/letters.ts';
import { createLimiter } from '../limits/limits.ts';
import { openingToSignIn } from '../opening.ts';
import { credentialsOf } from '../parts.ts';
import { createDevice } from '../testing/authenticator.ts';
import { codeOf, enrol, type Enrolled, features, join, otherPassword, password, type Person, stepMs } from '../testing/people.ts';
import { takeCode } from './two-factor.ts';

describe.each(engines)('the second factor on %s', (engine) => {
  let running: TestServer;
  beforeAll(async () => {
    running = await startServer({ features, engine });
  });
  afterAll(() => running.stop());
  // The middle of a step: a code is neither early nor late by a hair.
  beforeEach(() => running.clock.advance(2 * day - (running.clock.now() % stepMs) + stepMs / 2));

  const joined = async (): Promise<Enrolled> => enrol(running, await join(running));
  const codeNow = ({ secret }: Pick<Enrolled, 'secret'>, stepsAway = 0) => codeOf(secret, running.clock.now(), stepsAway);
  const nextStep = () => running.clock.advance(stepMs);

  /** The same person in another browser, asked for the second factor. */
  async function asked({ email }: Person, visitor: Visitor = running.visitor()): Promise<Visitor> {
    const { body } = await visitor.call(api.signIn, { body: { email, password } });
    expect(body).toEqual({ next: 'second-factor' });
    return visitor;
  }
  /** In one browser after the other: passwords that come together count as guesses until they were found right. */
  async function askedOften(person: Person, times: number): Promise<Visitor[]> {
    const browsers: Visitor[] = [];
    while (browsers.length < times) browsers.push(await asked(person));
    return browsers;
  }
  const answer = (visitor: Visitor, body: { code: string } | { recoveryCode: string }) =>
    problemOf(visitor.call(api.completeSignIn, { body }));
  const isIn = async (visitor: Visitor) => (await problemOf(visitor.call(api.getAccount, {}))) === null;
  const cookieOf = (visitor: Visitor) => [...visitor.cookies.values()].join();
  /** A code no app shows now, early or late. */
  const wrongCode = (of: Enrolled) => {
    const right = new Set([-1, 0, 1].map((away) => codeNow(of, away)));
    return ['000000', '000001', '000002', '000003'].find((code) => !right.has(code)) ?? '';
  };

  async function provedOf({ email }: Person): Promise<Proved> {
    const login = await running.platform.vault.findLogin(email);
    if (!login) throw new Error('nobody of this address');
    return { userId: login.userId, credentials: await credentialsOf(running.platform, openingToSignIn(login.userId)) };
  }

  async function happeningsOf({ visitor }: Person) {
    return (await visitor.call(listActivity, {})).body.items.map(({ happening }) => happening);
  }

  async function mailsTo({ email }: Person) {
    await running.platform.mail.deliver();
    const folder = mailFolder(running.stores.settings);
    const found: Letter[] = [];
    for await (const { letter } of readMailFiles(folder, running.platform.vault, openingToSignIn))
      if (letter.to === email) found.push(letter);
    return found;
  }

  describe('turning it on', () => {
    test('changes nothing before a code was shown: signing in asks for none', async () => {
      const person = await join(running);
      const { body } = await person.visitor.call(api.beginTwoFactor, {});
      expect(body.secret).toMatch(/^[A-Z2-7]{32}$/);
      expect(body.uri).toBe(
        `otpauth://totp/Sotto:${encodeURIComponent(person.email)}?issuer=Sotto&secret=${body.secret}&algorithm=SHA1&digits=6&period=30`,
      );
      expect((await person.visitor.call(api.getTwoFactor, {})).body).toEqual({ since: null, recoveryCodesLeft: 0 });
      expect((await person.visitor.call(api.getAccount, {})).body.proofs).toEqual(['password']);
      const { body: signed } = await running.visitor().call(api.signIn, { body: { email: person.email, password } });
      expect(signed).toEqual({ next: 'done' });
    });

    test('takes a code of the new key, shows ten recovery codes and is told by mail', async () => {
      const person = await joined();
      expect(person.recoveryCodes).toHaveLength(10);
      expect(new Set(person.recoveryCodes).size).toBe(10);
      for (const code of person.recoveryCodes) expect(code).toMatch(/^[a-z2-7]{4}(?:-[a-z2-7]{4}){3}$/);
      const { body } = await person.visitor.call(api.getTwoFactor, {});
      expect(body).toEqual({ since: new Date(running.clock.now() - stepMs).toISOString(), recoveryCodesLeft: 10 });
      expect((await person.visitor.call(api.getAccount, {})).body.proofs).toEqual(['password', 'code']);
      expect(await happeningsOf(person)).toContain('two-factor-on');
      expect((await mailsTo(person)).map(({ subject }) => subject)).toEqual(['A second factor protects your Sotto now']);
    });

    test('refuses a wrong code, and leaves it off', async () => {
      const person = await join(running);
      const { secret } = (await person.visitor.call(api.beginTwoFactor, {})).body;
      const code = wrongCode({ ...person, secret, recoveryCodes: [] });
      const refused = await refusalOf(person.visitor.call(api.confirmTwoFactor, { body: { code } }));
      expect(refused.problem).toBe('wrong-credentials');
      expect((await person.visitor.call(api.getTwoFactor, {})).body.since).toBeNull();
    });

    test('without having begun is refused', async () => {
      const { visitor } = await join(running);
      expect(await problemOf(visitor.call(api.confirmTwoFactor, { body: { code: '123456' } }))).toBe('conflict');
    });

    test('gives this session a new token and ends every other one, and every question under way', async () => {
      const person = await join(running);
      const phone = running.visitor();
      await phone.call(api.signIn, { body: { email: person.email, password } });
      const before = running.visitor();
      for (const [name, value] of person.visitor.cookies) before.cookies.set(name, value);
      expect([await isIn(before), await isIn(phone)], 'the control').toEqual([true, true]);
      await enrol(running, person);
      expect([await isIn(person.visitor), await isIn(before), await isIn(phone)]).toEqual([true, false, false]);
    });

    test('asks for fresh proof at each step', async () => {
      const { visitor } = await join(running);
      running.clock.advance(11 * minute);
      const outcomes = await Promise.all([
        problemOf(visitor.call(api.beginTwoFactor, {})),
        problemOf(visitor.call(api.confirmTwoFactor, { body: { code: '123456' } })),
        problemOf(visitor.call(api.makeRecoveryCodes, {})),
        problemOf(visitor.call(api.endTwoFactor, {})),
      ]);
      expect(new Set(outcomes)).toEqual(new Set(['reauthentication-required']));
      expect(await problemOf(visitor.call(api.getTwoFactor, {}))).toBeNull();
    });

    test('uses up the code it was turned on with', async () => {
      const person = await join(running);
      const { secret } = (await person.visitor.call(api.beginTwoFactor, {})).body;
      const code = codeOf(secret, running.clock.now());
      await person.visitor.call(api.confirmTwoFactor, { body: { code } });
      const phone = await asked(person);
      expect(await answer(phone, { code })).toBe('wrong-credentials');
      nextStep();
      expect(await answer(phone, { code: codeNow({ secret }) }), 'the control').toBeNull();
    });

    test('five times at once with one code turns it on once, with one set of recovery codes that count', async () => {
      const person = await join(running);
      const { secret } = (await person.visitor.call(api.beginTwoFactor, {})).body;
      const body = { code: codeOf(secret, running.clock.now()) };
      const outcomes = await Promise.allSettled(
        Array.from({ length: 5 }, () => person.visitor.call(api.confirmTwoFactor, { body })),
      );
      const shown = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.body.recoveryCodes] : []));
      expect(shown).toHaveLength(1);
      const [recoveryCode = ''] = shown[0] ?? [];
      expect(await answer(await asked(person), { recoveryCode })).toBeNull();
    });

    test('begun again voids the key before; begun twice at once leaves one that counts', async () => {
      const person = await join(running);
      const { secret: first } = (await person.visitor.call(api.beginTwoFactor, {})).body;
      const begun = await Promise.all([person.visitor.call(api.beginTwoFactor, {}), person.visitor.call(api.beginTwoFactor, {})]);
      const confirm = (secret: string) =>
        problemOf(person.visitor.call(api.confirmTwoFactor, { body: { code: codeOf(secret, running.clock.now()) } }));
      expect(await confirm(first)).toBe('wrong-credentials');
      const outcomes = [await confirm(begun[0].body.secret), await confirm(begun[1].body.secret)];
      expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    });
  });

  describe('signing in', () => {
    test('asks for a code after the password, and lets nobody in before it', async () => {
      const person = await joined();
      const phone = await asked(person);
      expect(await isIn(phone)).toBe(false);
      const question = cookieOf(phone);
      expect(await answer(phone, { code: codeNow(person) })).toBeNull();
      expect(await isIn(phone)).toBe(true);
      expect(cookieOf(phone), 'the session has a token of its own').not.toBe(question);
      expect(await happeningsOf(person)).toContain('signed-in');
    });

    test('refuses a wrong code and leaves the question open', async () => {
      const person = await joined();
      const phone = await asked(person);
      expect(await answer(phone, { code: wrongCode(person) })).toBe('wrong-credentials');
      expect(await isIn(phone)).toBe(false);
      expect(await answer(phone, { code: codeNow(person) })).toBeNull();
    });

    test.each([
      [-2, false],
      [-1, true],
      [0, true],
      [1, true],
      [2, false],
    ])('with the code of %i steps away is taken: %s', async (stepsAway, isTaken) => {
      const person = await joined();
      running.clock.advance(5 * stepMs);
      const code = codeNow(person, stepsAway);
      expect(await answer(await asked(person), { code })).toBe(isTaken ? null : 'wrong-credentials');
    });

    test('takes a code as it is typed: with spaces, and in wide digits', async () => {
      const person = await joined();
      const code = codeNow(person).replace(/^(...)/, ' $1 ');
      const wide = code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
      expect(await answer(await asked(person), { code: wide })).toBeNull();
    });

    test('takes no earlier code after a later one', async () => {
      const person = await joined();
      nextStep();
      expect(await answer(await asked(person), { code: codeNow(person, 1) })).toBeNull();
      const phone = await asked(person);
      for (const stepsAway of [-1, 0, 1])
        expect(await answer(phone, { code: codeNow(person, stepsAway) }), `${stepsAway} steps away`).toBe('wrong-credentials');
      running.clock.advance(2 * stepMs);
      expect(await answer(phone, { code: codeNow(person) })).toBeNull();
    });

    test('takes a code once, over all routes that take one', async () => {
      const person = await joined();
      const code = codeNow(person);
      expect(await problemOf(person.visitor.call(api.reauthenticate, { body: { code } }))).toBeNull();
      expect(await problemOf(person.visitor.call(api.reauthenticate, { body: { code } }))).toBe('wrong-credentials');
      expect(await answer(await asked(person), { code })).toBe('wrong-credentials');
      nextStep();
      const next = codeNow(person);
      expect(await answer(await asked(person), { code: next })).toBeNull();
      expect(await problemOf(person.visitor.call(api.reauthenticate, { body: { code: next } }))).toBe('wrong-credentials');
    });

    test('with a code that was taken, a thousand times, in turn and at once, is let in 0 times', async () => {
      const person = await joined();
      const proved = await provedOf(person);
      const code = codeNow(person);
      const take = () => takeCode(running.platform, proved, code);
      expect(await take(), 'the control').toBe(true);
      const outcomes: boolean[] = [];
      for (let tried = 0; tried < 100; tried++) outcomes.push(await take());
      while (outcomes.length < 1000) outcomes.push(...(await Promise.all(Array.from({ length: 50 }, take))));
      expect(outcomes.filter((isTaken) => isTaken)).toHaveLength(0);
      expect(outcomes).toHaveLength(1000);
    }, 60_000);

    test('with one code fifty times at once takes it once', async () => {
      const person = await joined();
      const proved = await provedOf(person);
      const code = codeNow(person);
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => takeCode(running.platform, proved, code)));
      expect(outcomes.filter((isTaken) => isTaken)).toHaveLength(1);
    });

    test('from twenty browsers at once with one code begins exactly one session', async () => {
      const person = await joined();
      const browsers = await askedOften(person, 20);
      const code = codeNow(person);
      const outcomes = await Promise.all(browsers.map((browser) => answer(browser, { code })));
      expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
      expect(new Set(outcomes)).toEqual(new Set([null, 'wrong-credentials', 'too-many-requests']));
      expect((await person.visitor.call(api.listSessions, {})).body.items).toHaveLength(2);
    });

    test('asks the question for ten minutes and answers it once', async () => {
      const person = await joined();
      const [late, phone] = [await asked(person), await asked(person)];
      const twin = running.visitor();
      for (const [name, value] of phone.cookies) twin.cookies.set(name, value);
      running.clock.advance(10 * minute - second);
      expect(await answer(phone, { code: codeNow(person) })).toBeNull();
      nextStep();
      expect(await answer(twin, { code: codeNow(person) }), 'answered before').toBe('unprocessable');
      expect(await answer(late, { code: codeNow(person) }), 'too late').toBe('unprocessable');
      expect(await answer(running.visitor(), { code: codeNow(person) }), 'never asked').toBe('unprocessable');
    });

    test('is over when the password was changed meanwhile', async () => {
      const person = await joined();
      const phone = await asked(person);
      await person.visitor.call(api.changePassword, { body: { current: password, next: otherPassword } });
      expect(await answer(phone, { code: codeNow(person) })).toBe('unprocessable');
    });

    test('is over with any other change of how one signs in, whether or not that ended the question', async () => {
      const person = await joined();
      const phone = await asked(person);
      const { userId, credentials } = await provedOf(person);
      await changeCredentials(running.platform, await running.platform.vault.sealers(userId), credentials, {
        statements: [],
        deed: { happening: 'passkey-added', by: 'user' },
      });
      expect(await answer(phone, { code: codeNow(person) })).toBe('unprocessable');
      expect(await answer(await asked(person), { code: codeNow(person) }), 'the code was not used up').toBeNull();
    });
  });

  test('a sign-in that a change of how one signs in overtakes begins no session', async () => {
    const person = await join(running);
    const { platform } = running;
    const attempts = createAttempts(platform, createLimiter(platform));
    const parts = { platform, attempts, letters: createLetters(platform.setting.origin) };
    const proved = await provedOf(person);
    const entering = { device: 'Firefox on Linux', caller: null, network: '127.0.0.1' };
    expect(await problemOf(enterAtOnce(parts, proved, entering)), 'the control').toBeNull();
    await person.visitor.call(api.changePassword, { body: { current: password, next: otherPassword } });
    expect(await problemOf(enterAtOnce(parts, proved, entering))).toBe('wrong-credentials');
    expect((await person.visitor.call(api.listSessions, {})).body.items).toHaveLength(1);
  });

  describe('a recovery code', () => {
    test('stands in for the app once, however it is typed, and its owner is told how many are left', async () => {
      const person = await joined();
      const [first = '', other = '', third = ''] = person.recoveryCodes;
      expect(await answer(await asked(person), { recoveryCode: ` ${first.toUpperCase().replaceAll('-', ' – ')} ` })).toBeNull();
      const phone = await asked(person);
      expect(await answer(phone, { recoveryCode: first })).toBe('wrong-credentials');
      expect(await answer(phone, { recoveryCode: other.replaceAll('-', '') })).toBeNull();
      expect((await person.visitor.call(api.getTwoFactor, {})).body.recoveryCodesLeft).toBe(8);
      expect(await happeningsOf(person)).toContain('recovery-code-used');
      const used = (await mailsTo(person)).filter(({ subject }) => subject === 'A recovery code of your Sotto was used');
      expect(used.map(({ text }) => /(\d+|One) (?:is|are) left/i.exec(text)?.[1])).toEqual(['9', '8']);
      const stranger = await joined();
      expect(await answer(await asked(stranger), { recoveryCode: third }), 'of someone else').toBe('wrong-credentials');
    });

    test('shown by twenty at once lets exactly one in', async () => {
      const person = await joined();
      const browsers = await askedOften(person, 20);
      const [recoveryCode = ''] = person.recoveryCodes;
      const outcomes = await Promise.all(browsers.map((browser) => answer(browser, { recoveryCode })));
      expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
      expect((await person.visitor.call(api.getTwoFactor, {})).body.recoveryCodesLeft).toBe(9);
      expect((await person.visitor.call(api.listSessions, {})).body.items).toHaveLength(2);
    });

    test('that came second to another one is not used up', async () => {
      const person = await joined();
      const browsers = await askedOften(person, 3);
      const outcomes = await Promise.all(
        browsers.map((browser, index) => answer(browser, { recoveryCode: person.recoveryCodes[index] ?? '' })),
      );
      const used = outcomes.filter((outcome) => outcome === null).length;
      expect(used).toBeGreaterThanOrEqual(1);
      expect((await person.visitor.call(api.getTwoFactor, {})).body.recoveryCodesLeft).toBe(10 - used);
      for (const [index, outcome] of outcomes.entries()) {
        const isLeft = await answer(await asked(person), { recoveryCode: person.recoveryCodes[index] ?? '' });
        expect(isLeft).toBe(outcome === null ? 'wrong-credentials' : null);
      }
    });

    test('of ten new ones counts, of the ten before none does', async () => {
      const person = await joined();
      const { recoveryCodes } = (await person.visitor.call(api.makeRecoveryCodes, {})).body;
      expect(recoveryCodes).toHaveLength(10);
      const phone = await asked(person);
      for (const recoveryCode of person.recoveryCodes) expect(await answer(phone, { recoveryCode })).toBe('wrong-credentials');
      expect(await answer(phone, { recoveryCode: recoveryCodes[0] ?? '' })).toBeNull();
      expect((await mailsTo(person)).map(({ subject }) => subject)).toContain('New recovery codes for your Sotto');
    });

    test('is not made while there is nothing it stands in for', async () => {
      const { visitor } = await join(running);
      expect(await problemOf(visitor.call(api.makeRecoveryCodes, {}))).toBe('conflict');
      await visitor.call(api.beginTwoFactor, {});
      expect(await problemOf(visitor.call(api.makeRecoveryCodes, {}))).toBe('conflict');
    });
  });

  describe('someone who knows the password and guesses codes', () => {
    /** Until they are told to wait. */
    async function guessing(person: Enrolled): Promise<Visitor> {
      const thief = await asked(person);
      for (let tried = 0; tried < 5; tried++) expect(await answer(thief, { code: wrongCode(person) })).toBe('wrong-credentials');
      expect(await answer(thief, { code: wrongCode(person) })).toBe('too-many-requests');
      return thief;
    }

    test('waits longer each time after five, in whichever browser, and not even a right code is looked at', async () => {
      const person = await joined();
      const thief = await guessing(person);
      expect(await answer(await asked(person), { code: codeNow(person) })).toBe('too-many-requests');
      const waits: number[] = [];
      for (let tried = 0; tried < 4; tried++) {
        const refused = await refusalOf(thief.call(api.completeSignIn, { body: { code: wrongCode(person) } }));
        waits.push(refused.retryAfter ?? 0);
        running.clock.advance((refused.retryAfter ?? 0) * second);
        expect(await answer(thief, { code: wrongCode(person) })).toBe('wrong-credentials');
      }
      expect(waits).toEqual([1, 2, 4, 8]);
      running.clock.advance(16 * second);
      expect(await answer(thief, { code: codeNow(person) }), 'whoever waited').toBeNull();
      expect(await answer(await asked(person), { code: wrongCode(person) }), 'begun anew').toBe('wrong-credentials');
    });

    test('has a hundred tries in a day, whatever the pace', async () => {
      const { userId } = await provedOf(await joined());
      const { platform, clock } = running;
      const attempts = createAttempts(platform, createLimiter(platform));
      let through = 0;
      for (let tried = 0; tried < 130; tried++) {
        const refused = await problemOf(attempts.secondFactor({ userId, caller: null, network: '', guessable: true }));
        if (refused === null) through += 1;
        clock.advance(15 * minute);
      }
      expect(through).toBe(100);
      clock.advance(day);
      expect(await problemOf(attempts.secondFactor({ userId, caller: null, network: '', guessable: true }))).toBeNull();
    });

    test('keeps nobody out of a session that is known: it proves itself with a code', async () => {
      const person = await joined();
      await guessing(person);
      expect(await problemOf(person.visitor.call(api.reauthenticate, { body: { code: codeNow(person) } }))).toBeNull();
    });

    test('keeps nobody from signing in anew where a session is known', async () => {
      const person = await joined();
      await guessing(person);
      const known = await asked(person, person.visitor);
      expect(await answer(known, { code: wrongCode(person) }), 'counted for themself').toBe('wrong-credentials');
      expect(await answer(known, { code: codeNow(person) })).toBeNull();
      expect(await isIn(known)).toBe(true);
      expect(await answer(await asked(person), { code: codeNow(person) }), 'strangers wait still').toBe('too-many-requests');
    });

    test('keeps nobody from using a recovery code in a browser nobody knows', async () => {
      const person = await joined();
      await guessing(person);
      expect(await answer(await asked(person), { recoveryCode: person.recoveryCodes[0] ?? '' })).toBeNull();
      expect(await answer(await asked(person), { code: codeNow(person) }), 'and the app works again').toBeNull();
    });

    test('uses up the patience with a network as well, with codes as with what nobody guesses', async () => {
      const { userId } = await provedOf(await joined());
      const { platform } = running;
      // As on a server for many: on one machine alone everyone has the same address.
      const behindProxy = { ...platform, setting: { ...platform.setting, loopback: false } };
      const attempts = createAttempts(behindProxy, createLimiter(behindProxy));
      const attempt = (network: string, guessable: boolean) =>
        problemOf(attempts.secondFactor({ userId, caller: null, network, guessable }));
      const outcomes = new Set<unknown>();
      for (let tried = 0; tried < 30; tried++) outcomes.add(await attempt('192.0.2.7', false));
      expect(outcomes).toEqual(new Set([null]));
      expect([await attempt('192.0.2.7', false), await attempt('192.0.2.7', true)]).toEqual([
        'too-many-requests',
        'too-many-requests',
      ]);
      expect([await attempt('192.0.2.8', false), await attempt('192.0.2.8', true)], 'another network').toEqual([null, null]);
    });

    test('also waits inside a stolen session', async () => {
      const person = await joined();
      const thief = await asked(person, person.visitor);
      const outcomes: unknown[] = [];
      for (let tried = 0; tried < 6; tried++) outcomes.push(await answer(thief, { code: wrongCode(person) }));
      expect(outcomes).toEqual([...Array.from({ length: 5 }, () => 'wrong-credentials'), 'too-many-requests']);
      expect(await answer(await asked(person), { code: codeNow(person) }), 'a browser of its own').toBeNull();
    });
  });

  describe('signing in where one is signed in', () => {
    test('leaves the session as it is until the code was right; then it ends with its token', async () => {
      const person = await joined();
      const before = running.visitor();
      for (const [name, value] of person.visitor.cookies) before.cookies.set(name, value);
      await asked(person, person.visitor);
      expect(cookieOf(person.visitor)).toBe(cookieOf(before));
      expect(await isIn(person.visitor), 'whoever walks away is where they were').toBe(true);
      expect(await answer(person.visitor, { code: codeNow(person) })).toBeNull();
      expect([await isIn(person.visitor), await isIn(before)]).toEqual([true, false]);
      expect((await person.visitor.call(api.listSessions, {})).body.items).toHaveLength(1);
    });

    test('twice asks once: the second question takes the place of the first', async () => {
      const person = await joined();
      const { userId } = await provedOf(person);
      await asked(person, person.visitor);
      await asked(person, person.visitor);
      const { database } = running.platform;
      const open = await database.rows(database.build.selectFrom('ticket').select('id').where('user_id', '=', userId));
      expect(open).toHaveLength(1);
      expect(await answer(person.visitor, { code: codeNow(person) })).toBeNull();
    });

    test('as someone else asks in a cookie of its own', async () => {
      const [person, other] = [await join(running), await joined()];
      const before = cookieOf(person.visitor);
      await asked(other, person.visitor);
      expect(cookieOf(person.visitor)).not.toBe(before);
      expect(await answer(person.visitor, { code: codeNow(other) })).toBeNull();
      expect((await person.visitor.call(api.getAccount, {})).body.email).toBe(other.email);
    });

    test('and signing out instead ends session and question', async () => {
      const person = await joined();
      await asked(person, person.visitor);
      await person.visitor.call(api.signOut, {});
      expect(await answer(person.visitor, { code: codeNow(person) })).toBe('unprocessable');
    });
  });

  describe('turning it off', () => {
    test('asks for no code from then on, leaves nothing of it, and is told by mail', async () => {
      const person = await joined();
      const { userId } = await provedOf(person);
      const before = running.visitor();
      for (const [name, value] of person.visitor.cookies) before.cookies.set(name, value);
      await person.visitor.call(api.endTwoFactor, {});
      expect([await isIn(person.visitor), await isIn(before)], 'a new token').toEqual([true, false]);
      expect((await person.visitor.call(api.getTwoFactor, {})).body).toEqual({ since: null, recoveryCodesLeft: 0 });
      expect((await running.visitor().call(api.signIn, { body: { email: person.email, password } })).body.next).toBe('done');
      const { database } = running.platform;
      for (const table of ['totp', 'recovery_code'] as const)
        expect(await database.rows(database.build.selectFrom(table).selectAll().where('user_id', '=', userId))).toEqual([]);
      expect(await happeningsOf(person)).toContain('two-factor-off');
      expect((await mailsTo(person)).map(({ subject }) => subject)).toContain('The second factor of your Sotto was turned off');
    });

    test('again is no mistake and told to nobody; what was begun is gone', async () => {
      const person = await join(running);
      const { secret } = (await person.visitor.call(api.beginTwoFactor, {})).body;
      await person.visitor.call(api.endTwoFactor, {});
      await person.visitor.call(api.endTwoFactor, {});
      expect(await happeningsOf(person)).not.toContain('two-factor-off');
      const code = codeOf(secret, running.clock.now());
      expect(await problemOf(person.visitor.call(api.confirmTwoFactor, { body: { code } }))).toBe('conflict');
    });

    test('makes the proof no fresher than it was', async () => {
      const person = await joined();
      const { freshUntil } = (await person.visitor.call(api.getAccount, {})).body;
      running.clock.advance(2 * minute);
      await person.visitor.call(api.endTwoFactor, {});
      expect((await person.visitor.call(api.getAccount, {})).body.freshUntil).toBe(freshUntil);
    });

    test('ends questions under way: nobody is asked what cannot be answered', async () => {
      const person = await joined();
      const phone = await asked(person);
      await person.visitor.call(api.endTwoFactor, {});
      expect(await answer(phone, { code: codeNow(person) })).toBe('unprocessable');
    });
  });

  test('another app takes over only when its code was shown; until then the one before counts', async () => {
    const person = await joined();
    const { secret } = (await person.visitor.call(api.beginTwoFactor, {})).body;
    expect(await answer(await asked(person), { code: codeOf(secret, running.clock.now()) })).toBe('wrong-credentials');
    expect(await answer(await asked(person), { code: codeNow(person) })).toBeNull();
    const code = codeOf(secret, running.clock.now());
    const { recoveryCodes } = (await person.visitor.call(api.confirmTwoFactor, { body: { code } })).body;
    nextStep();
    const phone = await asked(person);
    expect(await answer(phone, { code: codeNow(person) }), 'the app before').toBe('wrong-credentials');
    expect(await answer(phone, { recoveryCode: person.recoveryCodes[0] ?? '' }), 'a code before').toBe('wrong-credentials');
    expect(await answer(phone, { code: codeNow({ secret }) })).toBeNull();
    expect(await answer(await asked(person), { recoveryCode: recoveryCodes[0] ?? '' })).toBeNull();
    expect((await mailsTo(person)).map(({ subject }) => subject)).toContain('Another app gives the codes for your Sotto now');
  });

  test('is answered by a passkey only where there is one, which is told to whoever has shown the first factor', async () => {
    const person = await joined();
    const waysOf = async (visitor: Visitor) => (await visitor.call(api.getSecondFactorWays, {})).body;
    expect(await problemOf(waysOf(running.visitor()))).toBe('unprocessable');
    expect(await waysOf(await asked(person))).toEqual({ passkey: false });
    const { body } = await person.visitor.call(api.makePasskeyOptions, {});
    const passkey = createDevice({ origin: running.origin }).make(body);
    await person.visitor.call(api.addPasskey, { body: { passkey } });
    expect(await waysOf(await asked(person))).toEqual({ passkey: true });
  });

  test('an account can be deleted with it on, and half turned on; nothing of it stays', async () => {
    const { database } = running.platform;
    const { build } = database;
    const [on, half] = [await joined(), await join(running)];
    await half.visitor.call(api.beginTwoFactor, {});
    for (const person of [on, half]) {
      const { userId } = await provedOf(person);
      const secrets = () => database.rows(build.selectFrom('totp').select('state').where('user_id', '=', userId));
      const codes = () => database.rows(build.selectFrom('recovery_code').select('created_at').where('user_id', '=', userId));
      expect(await secrets(), 'the control').toHaveLength(1);
      await person.visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } });
      expect([await secrets(), await codes()]).toEqual([[], []]);
      expect(await problemOf(running.visitor().call(api.signIn, { body: { email: person.email, password } }))).toBe(
        'wrong-credentials',
      );
    }
  });

  describe('rows that are put back', () => {
    /** What the database holds of how someone signs in, and a way to put it back. */
    async function copied(person: Person) {
      const { userId } = await provedOf(person);
      const { database } = running.platform;
      const { build } = database;
      const heads = await database.rows(
        build.selectFrom('credential').selectAll().where('user_id', '=', userId).where('kind', '=', 'account'),
      );
      const secrets = await database.rows(build.selectFrom('totp').selectAll().where('user_id', '=', userId));
      const codes = await database.rows(build.selectFrom('recovery_code').selectAll().where('user_id', '=', userId));
      const all = (query: Parameters<typeof database.write>[0][number]['query']) => ({ query, rows: null });
      const withHead = [
        all(build.deleteFrom('credential').where('user_id', '=', userId).where('kind', '=', 'account')),
        all(build.insertInto('credential').values(heads)),
      ];
      const withFactor = [
        all(build.deleteFrom('totp').where('user_id', '=', userId)),
        all(build.deleteFrom('recovery_code').where('user_id', '=', userId)),
        ...(secrets.length > 0 ? [all(build.insertInto('totp').values(secrets))] : []),
        ...(codes.length > 0 ? [all(build.insertInto('recovery_code').values(codes))] : []),
      ];
      return {
        putBack: () => database.write([...withHead, ...withFactor]),
        putBackFactor: () => database.write(withFactor),
      };
    }

    test('from before it was turned on let nobody in with the password alone', async () => {
      const person = await join(running);
      const before = await copied(person);
      await enrol(running, person);
      await before.putBack();
      expect(await problemOf(running.visitor().call(api.signIn, { body: { email: person.email, password } }))).toBe(
        'wrong-credentials',
      );
    });

    test('from before a recovery code was used let nobody in with it, nor with a question or a session of before', async () => {
      const person = await joined();
      const before = await copied(person);
      const [recoveryCode = ''] = person.recoveryCodes;
      const open = await asked(person);
      expect(await answer(await asked(person), { recoveryCode }), 'the control').toBeNull();
      await before.putBack();
      expect(await problemOf(running.visitor().call(api.signIn, { body: { email: person.email, password } }))).toBe(
        'wrong-credentials',
      );
      expect(await answer(open, { recoveryCode })).toBe('unprocessable');
      expect(await answer(open, { code: codeNow(person) })).toBe('unprocessable');
      expect(await problemOf(person.visitor.call(api.reauthenticate, { body: { code: codeNow(person) } }))).toBe(
        'wrong-credentials',
      );
    });

    test('of an app that was replaced take none of its codes', async () => {
      const person = await joined();
      const before = await copied(person);
      const again = await enrol(running, person);
      await before.putBackFactor();
      const phone = await asked(person);
      expect(await answer(phone, { code: codeNow(person) })).toBe('wrong-credentials');
      expect(await answer(phone, { code: codeNow(again) })).toBe('wrong-credentials');
    });

    test('or taken away turn nothing off: the question stays, and no code answers it', async () => {
      const person = await join(running);
      const before = await copied(person);
      const enrolled = await enrol(running, person);
      await before.putBackFactor();
      const phone = await asked(person);
      expect(await answer(phone, { code: codeNow(enrolled) })).toBe('wrong-credentials');
      expect((await person.visitor.call(api.getTwoFactor, {})).body.since).not.toBeNull();
    });
  });

  test('a pending key does not become one that is on by a change of its row', async () => {
    const person = await joined();
    const { userId } = await provedOf(person);
    const { secret } = (await person.visitor.call(api.beginTwoFactor, {})).body;
    const { database } = running.platform;
    const { build } = database;
    await database.write([
      { query: build.deleteFrom('totp').where('user_id', '=', userId).where('state', '=', 'on'), rows: 1 },
      {
        query: build.updateTable('totp').set({ state: 'on' }).where('user_id', '=', userId).where('state', '=', 'pending'),
        rows: 1,
      },
    ]);
    expect(await answer(await asked(person), { code: codeOf(secret, running.clock.now()) })).toBe('unexpected');
  });
});

test.for(engines)('keys and codes are in no line of the log, no refusal and no row that can be read (%s)', async (engine) => {
  const lines: string[] = [];
  const log = createLog({ destination: { write: (line) => void lines.push(line) } });
  await using server = await startServer({ features, engine, log });
  const person = await enrol(server, await join(server));
  const [used = '', kept = ''] = person.recoveryCodes;
  const phone = server.visitor();
  const bodies: string[] = [];
  const show = async (proof: object) => {
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(proof) };
    const response = await phone.fetch('/api/v1/account/sign-in/second-factor', sent);
    bodies.push(await response.text());
    return response.status;
  };
  await phone.call(api.signIn, { body: { email: person.email, password } });
  const right = codeOf(person.secret, server.clock.now());
  const wrong = codeOf(person.secret, server.clock.now(), 7);
  expect(await show({ code: wrong })).toBe(401);
  expect(await show({ code: `${wrong}7` })).toBe(400);
  expect(await show({ recoveryCode: `${kept}7` })).toBe(400);
  expect(await show({ code: right, recoveryCode: kept })).toBe(400);
  expect(await show({ recoveryCode: kept.replaceAll(/[a-m]/g, 'z') })).toBe(401);
  expect(await show({ recoveryCode: used })).toBe(200);
  await phone.call(api.signIn, { body: { email: person.email, password } });
  expect(await show({ code: right })).toBe(200);
  expect(await show({ code: right })).toBe(422);

  const secrets = [
    person.secret,
    right,
    wrong,
    ...person.recoveryCodes,
    ...person.recoveryCodes.map((c) => c.replaceAll('-', '')),
  ];
  const found = (text: string) => secrets.filter((secret) => text.toUpperCase().includes(secret.toUpperCase()));
  expect(lines.filter((line) => line.includes('completeSignIn') || line.includes('second-factor')).length, 'the control').toBe(8);
  expect(found(lines.join('\n'))).toEqual([]);
  expect(bodies.join('\n'), 'the control').toContain('urn:sotto:problem:wrong-credentials');
  expect(found(bodies.join('\n'))).toEqual([]);
  const { database, vault } = server.platform;
  const { userId } = (await vault.findLogin(person.email)) ?? {};
  if (!userId) throw new Error('nobody of this address');
  const rows = await Promise.all([
    database.rows(database.build.selectFrom('totp').selectAll().where('user_id', '=', userId)),
    database.rows(database.build.selectFrom('recovery_code').selectAll().where('user_id', '=', userId)),
  ]);
  expect(rows.flat()).toHaveLength(10);
  const readable = rows.flat().flatMap((row) => Object.values(row).map((value) => Buffer.from(String(value))));
  const bytes = rows.flat().flatMap((row) => Object.values(row).filter((value) => value instanceof Uint8Array));
  const all = Buffer.concat([...readable, ...bytes]).toString('latin1');
  expect(all, 'the control').toContain(userId);
  expect(found(all)).toEqual([]);
});
