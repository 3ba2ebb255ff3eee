/** Limits by network: behind a proxy that is trusted, as on a server for many. */
import { type TestServer, engines, hour, minute, problemOf, refusalOf, startServer, uniqueName } from '@sotto/testing';
import { expect, test } from 'vitest';
import { createAttempts, entriesPerMinute, prefixOf } from './attempts.ts';
import { createLimiter } from './limits.ts';
import { createDevice } from '../testing/authenticator.ts';
import { startWithMail } from '../testing/mailbox.ts';
import { features } from '../testing/people.ts';
import { behindProxy, postFrom } from '../testing/proxy.ts';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('the network address %s is counted as %s', (address, counted) => {
  expect(prefixOf(address)).toBe(counted);
});

/** A wrong password for an address nobody has. */
async function guess(server: TestServer, network: string): Promise<number | undefined> {
  const body = { email: `${uniqueName()}@example.org`, password: 'seventeen paper lanterns' };
  return (await postFrom(server, network, { path: '/account/sign-in', body })).status;
}

test.for(engines)(
  'thirty wrong passwords come through from one network, for whatever addresses; then it waits and others do not (%s)',
  { timeout: 120_000 },
  async (engine) => {
    const environment = { ...behindProxy, SOTTO_SIGN_UP: 'closed' };
    await using server = await startServer({ features, engine, environment });
    const outcomes: (number | undefined)[] = [];
    // Every one from another address of the same /64.
    for (let tried = 0; tried < 32; tried++) outcomes.push(await guess(server, `2001:db8:1:2::${(tried + 1).toString(16)}`));
    expect(outcomes).toEqual([...Array.from({ length: 30 }, () => 401), 429, 429]);
    expect(await guess(server, '2001:db8:1:3::1'), 'another network').toBe(401);
  },
);

test.for(engines)(
  'one network that signs up with an address all day keeps nobody else from signing up with it (%s)',
  { timeout: 120_000 },
  async (engine) => {
    await using mailing = await startWithMail({ features, engine, environment: { ...behindProxy, SOTTO_SIGN_UP: 'open' } });
    const { server } = mailing;
    const body = { email: `${uniqueName()}@example.org`, password: 'seventeen paper lanterns' };
    const signUp = async (network: string) => (await postFrom(server, network, { path: '/account/sign-up', body })).status;
    for (let sent = 0; sent < 10; sent++) {
      expect(await signUp('192.0.2.7')).toBe(202);
      server.clock.advance(hour);
    }
    expect([await signUp('192.0.2.7'), await signUp('192.0.2.8')]).toEqual([429, 202]);
  },
);

test.for(engines)(
  'a network full of wrong passkeys keeps strangers waiting, but nobody from being asked, and no owner in a session (%s)',
  { timeout: 120_000 },
  async (engine) => {
    const environment = { ...behindProxy, SOTTO_SIGN_UP: 'invite' };
    await using server = await startServer({ features, engine, environment });
    const network = '192.0.2.7';
    const send = (path: string, body?: object, cookie?: string) =>
      postFrom(server, network, { path, ...(body && { body }), ...(cookie !== undefined && { cookie }) });
    const device = createDevice({ origin: 'https://sotto.test' });
    const email = `${uniqueName()}@example.org`;
    const options = JSON.parse((await send('/account/sign-up/passkey-options', { email })).body) as { challenge: string };
    const invite = 'a token of thirty-two letters or so';
    await server.platform.vault.addInvite(invite, server.clock.now() + 60_000);
    const joined = await send('/account/sign-up', { email, invite, passkey: device.make(options) });
    expect(joined.status).toBe(201);
    const show = async (lies = {}, cookie?: string) => {
      const asked = await send('/account/sign-in/passkey-options');
      expect(asked.status).toBe(200);
      const passkey = device.show(JSON.parse(asked.body) as { challenge: string }, lies);
      return (await send('/account/sign-in/passkey', { passkey }, cookie)).status;
    };
    const outcomes: (number | undefined)[] = [];
    for (let tried = 0; tried < 31; tried++) outcomes.push(await show({ otherKey: true }));
    expect(outcomes).toEqual([...Array.from({ length: 30 }, () => 401), 429]);
    expect(await show(), 'also who is right, for nobody knows that yet').toBe(429);
    expect(await show({}, joined.cookie), 'but not in a session').toBe(200);
  },
);

test('what is right is taken sixty times a minute from one network, and as often in one session; others do not wait', async () => {
  await using server = await startServer({
    features,
    environment: { ...behindProxy, SOTTO_SIGN_UP: 'closed' },
  });
  const { platform, clock } = server;
  const { signIn, again, entry } = createAttempts(platform, createLimiter(platform));
  const [busy, quiet] = ['192.0.2.7', '192.0.2.8'];
  const userId = platform.ids.user();
  const session = { kind: 'session', userId, sessionId: platform.ids.record(), fresh: true, halted: null } as const;
  const email = `${uniqueName()}@example.org`;
  const typeRight = async (network: string) => (await signIn({ email, caller: null, network })).passed();
  const ways: Readonly<Record<string, (network: string) => Promise<void>>> = {
    'a password': typeRight,
    'a passkey or an issuer': async (network) => entry({ userId, network }),
  };
  for (const [way, come] of Object.entries(ways)) {
    for (let turn = 0; turn < entriesPerMinute; turn++) await come(busy);
    const { problem, retryAfter } = await refusalOf(come(busy));
    expect([way, problem, retryAfter, await problemOf(come(quiet))]).toEqual([way, 'too-many-requests', 60, null]);
  }
  for (let turn = 0; turn < entriesPerMinute; turn++) await (await again(session)).passed();
  expect(await problemOf(again(session))).toBe('too-many-requests');
  clock.advance(minute);
  expect([await problemOf(again(session)), await problemOf(typeRight(busy))]).toEqual([null, null]);
});
