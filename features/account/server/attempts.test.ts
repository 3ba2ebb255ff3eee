/** Limits by network: behind a proxy that is trusted, as on a server for many. */
import { request } from 'node:http';
import { type TestServer, engines, startServer, uniqueName } from '@sotto/testing';
import { privacyFeature } from '@sotto/features/privacy/server';
import { expect, test } from 'vitest';
import { prefixOf } from './attempts.ts';
import { accountFeature } from './index.ts';

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

/** A wrong password for an address nobody has, from `network` as the proxy names it. */
function guess({ stores }: TestServer, network: string): Promise<number | undefined> {
  const headers = {
    host: 'sotto.test',
    'x-forwarded-for': network,
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: stores.settings.port, method: 'POST', path: '/api/v1/account/sign-in', headers },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ email: `${uniqueName()}@example.org`, password: 'seventeen paper lanterns' }));
  });
}

test.for(engines)(
  'thirty wrong passwords come through from one network, for whatever addresses; then it waits and others do not (%s)',
  async (engine) => {
    const environment = { SOTTO_ORIGIN: 'https://sotto.test', SOTTO_TRUSTED_PROXY: '127.0.0.1', SOTTO_SIGN_UP: 'closed' };
    await using server = await startServer({ features: [accountFeature, privacyFeature], engine, environment });
    const outcomes: (number | undefined)[] = [];
    // Every one from another address of the same /64.
    for (let tried = 0; tried < 32; tried++) outcomes.push(await guess(server, `2001:db8:1:2::${(tried + 1).toString(16)}`));
    expect(outcomes).toEqual([...Array.from({ length: 30 }, () => 401), 429, 429]);
    expect(await guess(server, '2001:db8:1:3::1'), 'another network').toBe(401);
  },
);
