/** What lies in the rows decides who gets in: hashes made with less are renewed, rows older than the keyring let nobody in. */
import { hash } from '@node-rs/argon2';
import { privacyFeature } from '@sotto/features/privacy/server';
import { type TestServer, engines, startServer, uniqueName } from '@sotto/testing';
import { expect, test } from 'vitest';
import { signIn, signUp } from '../../api.ts';
import { type Credentials, readCredentials, updateCredential } from '../credentials/credentials.ts';
import { accountFeature } from '../index.ts';
import { openingToSignIn } from '../opening.ts';
import { isOutdated } from '../passwords/passwords.ts';

const password = 'wandering lilac otter';

async function join(server: TestServer) {
  const email = `${uniqueName()}@example.org`;
  await server.visitor().call(signUp, { body: { email, password } });
  const login = await server.platform.vault.findLogin(email);
  if (!login) throw new Error('nobody signed up');
  const { userId } = login;
  const read = async (): Promise<Credentials> => {
    const credentials = await readCredentials(server.platform, openingToSignIn(userId));
    if (!credentials) throw new Error('no credentials');
    return credentials;
  };
  const enter = () =>
    server
      .visitor()
      .call(signIn, { body: { email, password } })
      .then(
        () => true,
        () => false,
      );
  return { userId, read, enter };
}

function passwordOf({ password: found }: Credentials) {
  if (!found) throw new Error('no password');
  return found;
}

test.for(engines)('a hash made with less than today asks for is renewed when its owner signs in (%s)', async (engine) => {
  await using server = await startServer({ features: [accountFeature, privacyFeature], engine });
  const { userId, read, enter } = await join(server);
  const weak = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  const before = passwordOf(await read());
  const { account } = await server.platform.vault.sealers(userId);
  await server.platform.database.write([
    updateCredential(server.platform, account, 'password', { seen: before, content: { ...before.content, hash: weak } }),
  ]);
  expect(isOutdated(passwordOf(await read()).content.hash), 'the control').toBe(true);
  expect(await enter()).toBe(true);
  const after = passwordOf(await read());
  expect(isOutdated(after.content.hash)).toBe(false);
  expect(after.content.changedAt).toBe(before.content.changedAt);
  expect(await enter()).toBe(true);
});

test.for(engines)('a row that is older than the keyring, as after a restored copy, lets nobody in (%s)', async (engine) => {
  await using server = await startServer({ features: [accountFeature, privacyFeature], engine });
  const { userId, enter } = await join(server);
  expect(await enter(), 'the control').toBe(true);
  await server.platform.vault.raiseCredentialsVersion(userId, 2);
  expect(await enter()).toBe(false);
});

test.for(engines)('two sign-ins at once that both renew a hash both come in (%s)', async (engine) => {
  await using server = await startServer({ features: [accountFeature, privacyFeature], engine });
  const { userId, read, enter } = await join(server);
  const before = passwordOf(await read());
  const { account } = await server.platform.vault.sealers(userId);
  const weak = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  await server.platform.database.write([
    updateCredential(server.platform, account, 'password', { seen: before, content: { ...before.content, hash: weak } }),
  ]);
  expect(await Promise.all([enter(), enter()])).toEqual([true, true]);
});
