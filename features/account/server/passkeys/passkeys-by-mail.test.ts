/** Accounts that begin with a passkey where mail leaves: a real SMTP server at the other end. */
import { type TestServer, type Visitor, day, engines, problemOf, uniqueName } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { features, password } from '../testing/people.ts';
import { wholeAnswer } from '../testing/answers.ts';
import { type Device, createDevice } from '../testing/authenticator.ts';
import { type Mailbox, startWithMail, tokenIn } from '../testing/mailbox.ts';

describe.each(engines)('passkeys on %s, with mail', (engine) => {
  let server: TestServer;
  let mailbox: Mailbox;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ server, mailbox, stop } = await startWithMail({ features, engine }));
  });
  afterAll(() => stop());
  // Letters to one address are counted.
  beforeEach(() => server.clock.advance(2 * day));

  const newDevice = () => createDevice({ origin: server.origin });

  async function signUp(email: string, device: Device) {
    const visitor = server.visitor();
    const { body } = await visitor.call(api.makeSignUpPasskeyOptions, { body: { email } });
    return wholeAnswer(visitor, '/api/v1/account/sign-up', { email, passkey: device.make(body) });
  }

  async function enter(visitor: Visitor, device: Device) {
    const { body } = await visitor.call(api.makePasskeyQuestion, {});
    return problemOf(visitor.call(api.signInByPasskey, { body: { passkey: device.show(body) } }));
  }

  async function confirm(email: string) {
    const [mail] = await mailbox.mailsTo(email, 1);
    await server.visitor().call(api.verifyEmail, { body: { token: tokenIn(mail, 'verify-email') } });
  }

  test('a passkey lets in from the link on, and not before', async () => {
    const email = `${uniqueName()}@example.org`;
    const device = newDevice();
    const answer = await signUp(email, device);
    expect(answer.status).toBe(202);
    expect(answer.headers.join('\n')).not.toMatch(/set-cookie/i);
    expect(await enter(server.visitor(), device), 'not confirmed yet').toBe('wrong-credentials');
    await confirm(email);
    const visitor = server.visitor();
    expect(await enter(visitor, device)).toBeNull();
    expect((await visitor.call(api.getAccount, {})).body).toMatchObject({ email, proofs: ['passkey'] });
  });

  test('a sign-up with a passkey is answered byte for byte alike for a known address, and that passkey never lets in', async () => {
    const email = `${uniqueName()}@example.org`;
    const [own, second] = [newDevice(), newDevice()];
    const fresh = await signUp(email, own);
    await confirm(email);
    expect(await signUp(email, second)).toEqual(fresh);
    const [, told] = await mailbox.mailsTo(email, 2);
    expect(told?.subject).toBe('You already have an account at Sotto');
    expect(await enter(server.visitor(), second)).toBe('wrong-credentials');
    expect(await enter(server.visitor(), own), 'the control').toBeNull();
  });

  test('an account that is never confirmed ends with its passkey', async () => {
    const email = `${uniqueName()}@example.org`;
    const device = newDevice();
    await signUp(email, device);
    server.clock.advance(8 * day);
    expect(await server.platform.vault.purgeUnconfirmed(server.clock.now())).toBeGreaterThan(0);
    expect(await enter(server.visitor(), device)).toBe('wrong-credentials');
  });

  test('adding and removing a passkey is told by mail', async () => {
    const email = `${uniqueName()}@example.org`;
    const device = newDevice();
    await signUp(email, device);
    await confirm(email);
    const visitor = server.visitor();
    await enter(visitor, device);
    await visitor.call(api.changePassword, { body: { next: password } });
    const { body: options } = await visitor.call(api.makePasskeyOptions, {});
    const { body: added } = await visitor.call(api.addPasskey, { body: { passkey: newDevice().make(options), name: 'Canary' } });
    await visitor.call(api.renamePasskey, { params: { id: added.id }, body: { name: 'Canary bird' } });
    await visitor.call(api.removePasskey, { params: { id: added.id } });
    expect((await mailbox.mailsTo(email, 5)).map(({ subject }) => subject)).toEqual([
      'Confirm your address for Sotto',
      'A new sign-in to your Sotto',
      'The password of your Sotto was changed',
      'A new passkey for your Sotto',
      'A passkey of your Sotto was removed',
    ]);
    expect(JSON.stringify(mailbox.arrived)).not.toContain('Canary');
  });
});
