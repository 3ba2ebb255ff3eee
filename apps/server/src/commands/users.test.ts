/** Commands about accounts: processes beside a Sotto that serves these very accounts, and sees it at the next request. */
import { getAccount, makeAccessKey, signIn, signUp } from '@sotto/features/account/api';
import { listApplications } from '@sotto/features/applications/api';
import { createGroup } from '@sotto/features/groups/api';
import { listActivity } from '@sotto/features/privacy/api';
import { createVisitor, engines, problemOf, uniqueName } from '@sotto/testing';
import { describe, expect, test, vi } from 'vitest';
import type { Started } from '../start.ts';
import { password, signUpPerson, startWhole } from '../testing.ts';
import { anOperator, answerOf, carriedOut, freshPlace, operatorLog, sotto, startAt } from './testing.ts';

// Each command is a process of its own, which reads all of Sotto; on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 240_000 });

async function join(running: Started, email: string) {
  const visitor = createVisitor(running.origin);
  await visitor.call(signUp, { body: { email, password } });
  const login = await running.platform.vault.findLogin(email);
  if (!login) throw new Error('The sign-up made nobody.');
  return { visitor, userId: login.userId, email };
}

describe.each(engines)('on %s', (engine) => {
  test('an account is disabled, enabled, signed out and deleted, and the running Sotto sees it at the next request', async () => {
    await using place = await freshPlace(engine);
    await using running = await startAt(place);
    const [ada, bela] = [await join(running, 'ada@example.org'), await join(running, 'bela@example.org')];
    const { key } = (await ada.visitor.call(makeAccessKey, { body: { name: 'script', scopes: ['applications:read'] } })).body;
    const script = createVisitor(running.origin, { key });
    const next = async () => [
      await problemOf(ada.visitor.call(createGroup, { body: { name: uniqueName() } })),
      await problemOf(script.call(listApplications, {})),
    ];
    const byOperator = async (words: string, ...more: readonly string[]) =>
      sotto(place, words, (await anOperator(running.platform)).typing(...more));

    expect(await byOperator(`user disable ${ada.userId}`)).toMatchObject({ code: 0, said: expect.stringContaining('Disabled') });
    expect(await next()).toEqual(['account-disabled', 'account-disabled']);
    expect(await byOperator(`user enable ${ada.userId}`)).toMatchObject({ code: 0, said: expect.stringContaining('Enabled') });
    expect(await next()).toEqual([null, null]);

    expect((await byOperator(`user sign-out ${ada.userId}`)).said).toContain('Signed out: 1 session ended.');
    // A key is no session.
    expect(await next()).toEqual(['not-signed-in', null]);
    await ada.visitor.call(signIn, { body: { email: ada.email, password } });
    expect((await ada.visitor.call(listActivity, {})).body.items.map(({ happening, by }) => [happening, by]).slice(0, 4)).toEqual(
      [
        ['signed-in', 'user'],
        ['session-ended', 'operator'],
        ['account-enabled', 'operator'],
        ['account-disabled', 'operator'],
      ],
    );

    expect(await byOperator(`user delete ${ada.userId}`, 'abuse', ada.userId)).toMatchObject({
      code: 0,
      said: expect.stringContaining('Deleted'),
    });
    expect(await next()).toEqual(['not-signed-in', 'invalid-key']);
    const back = createVisitor(running.origin).call(signIn, { body: { email: ada.email, password } });
    expect(await problemOf(back)).toBe('wrong-credentials');
    expect((await bela.visitor.call(getAccount, {})).body.email).toBe(bela.email);

    const log = await operatorLog(running.platform);
    expect(log.map(({ command }) => command)).toEqual(['user disable', 'user enable', 'user sign-out', 'user delete: abuse']);
    expect(new Set(log.map(({ actor }) => actor)).size).toBe(4);
    // One account, one digest; and nobody reads from the log which it was.
    expect(new Set(log.map(({ caseId }) => caseId)).size).toBe(1);
    expect(JSON.stringify(log)).not.toContain(ada.userId);
  });
});

test('an account is deleted for a reason of the list, and when its id is typed once more', async () => {
  await using server = await startWhole();
  const [ada, bela] = [await signUpPerson(server), await signUpPerson(server)];
  const remove = async (...typed: readonly string[]) => (await carriedOut(server, ['user', 'delete', ada.userId], typed)).refusal;
  expect(await remove('for fun')).toBe('The reason is one of 1 to 4. Nothing was deleted.');
  expect(await remove('5')).toBe('The reason is one of 1 to 4. Nothing was deleted.');
  expect(await remove('1', bela.userId)).toBe('This is not the ID. Nothing was deleted.');
  expect(await remove('1', '')).toBe('This is not the ID. Nothing was deleted.');
  expect(await problemOf(ada.visitor.call(getAccount, {}))).toBeNull();
  expect(await remove('3', ada.userId)).toBeNull();
  expect(await remove('3', ada.userId)).toBe('There is nobody of this ID.');
  expect(await problemOf(ada.visitor.call(getAccount, {}))).toBe('not-signed-in');
  expect(await problemOf(bela.visitor.call(getAccount, {}))).toBeNull();
  expect((await operatorLog(server.platform)).map(({ command }) => command)).toEqual(['user delete: legal order']);
});

test('disabling twice says that it was so already', async () => {
  await using server = await startWhole();
  const { userId } = await signUpPerson(server);
  const changed = async (verb: string) => (await answerOf(server, `user ${verb} ${userId}`)) as { changed: boolean };
  expect(await changed('enable')).toEqual({ id: userId, disabled: false, changed: false });
  expect(await changed('disable')).toEqual({ id: userId, disabled: true, changed: true });
  expect(await changed('disable')).toEqual({ id: userId, disabled: true, changed: false });
});

test('accounts are listed by opaque ids and dates alone, page by page', async () => {
  await using server = await startWhole();
  const ids = [];
  for (let count = 0; count < 3; count++) ids.push((await signUpPerson(server)).userId);
  ids.sort((left, right) => (left < right ? -1 : 1));
  await answerOf(server, `user disable ${ids[1]}`);
  expect((await carriedOut(server, ['user', 'list', '--limit', '2'])).lines).toEqual([
    'id                                    since       state',
    `${ids[0]}  2026-11-21  active`,
    `${ids[1]}  2026-11-21  disabled since 2026-11-21`,
    `More: npm run sotto -- user list --after ${ids[1]}`,
  ]);
  const at = '2026-11-21T12:00:00.000Z';
  expect(await answerOf(server, `user list --limit 2 --after ${ids[0]}`)).toEqual({
    items: [
      { id: ids[1], state: 'disabled', createdAt: at, disabledAt: at },
      { id: ids[2], state: 'active', createdAt: at, disabledAt: null },
    ],
    next: null,
  });
});
