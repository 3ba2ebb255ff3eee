/** Whoever puts an older copy of the database in place brings nobody back who signed out, no access key, and enables nobody. */
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { getAccount, signOut } from '@sotto/features/account/api';
import { createGroup } from '@sotto/features/groups/api';
import { createVisitor, freePort, freshStores, problemOf, startServer } from '@sotto/testing';
import { expect, test } from 'vitest';
import { features } from './app.ts';
import { signUpPerson } from './testing.ts';

test('an older copy of the database signs everyone out, and leaves disabled who is disabled', async () => {
  await using stores = await freshStores('sqlite', { SOTTO_PORT: String(await freePort()) });
  const file = join(stores.settings.folders.data, 'database', 'sotto.sqlite');
  const first = await startServer({ features, stores });
  const [ada, bela] = [await signUpPerson(first), await signUpPerson(first)];
  const key = await bela.key(['applications:read']);
  const { email } = (await ada.visitor.call(getAccount, {})).body;
  await first.stop();
  await copyFile(file, `${file}.copy`);

  const second = await startServer({ features, stores });
  const cookies = new Map(ada.visitor.cookies);
  await ada.visitor.call(signOut, {});
  await second.platform.vault.setDisabled(bela.userId, true);
  expect(await problemOf(createVisitor(second.origin, { key }).call(createGroup, { body: { name: 'x' } }))).toBe(
    'account-disabled',
  );
  await second.stop();
  for (const log of ['-wal', '-shm']) await rm(file + log, { force: true });
  await copyFile(`${file}.copy`, file);

  await using third = await startServer({ features, stores });
  expect(third.platform.vault.startedWith.isRestored).toBe(true);
  const thief = third.visitor();
  for (const [name, value] of cookies) thief.cookies.set(name, value);
  expect(await problemOf(thief.call(getAccount, {}))).toBe('not-signed-in');
  expect(await problemOf(bela.visitor.call(getAccount, {}))).toBe('not-signed-in');
  // One that was revoked since would be among them, so none opens: their owners make new ones.
  expect(await problemOf(createVisitor(third.origin, { key }).call(createGroup, { body: { name: 'x' } }))).toBe('invalid-key');
  // The account itself is there, and opens.
  expect((await third.platform.vault.findLogin(email))?.userId).toBe(ada.userId);
});
