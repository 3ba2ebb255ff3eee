import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { getAccount, signIn, signUp } from '@sotto/features/account/api';
import { createVisitor, freePort, freshFolder } from '@sotto/testing';
import { expect, test, vi } from 'vitest';
import { synopsis } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { operatorLog, run, sotto, startAt } from './commands/testing.ts';
import { password } from './testing.ts';

const email = 'ada@example.org';

// Each command is a process of its own, which reads all of Sotto; on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 240_000 });

test('commands are listed, and what is none is answered with the list', async () => {
  await using folder = await freshFolder();
  const { code, said } = await sotto({ folder: folder.path, environment: {} }, 'nonsense');
  expect(code).toBe(0);
  for (const command of commands) expect(said).toContain(`  ${synopsis(command)} `);
  expect(commands.length).toBeGreaterThan(12);
  expect(await readdir(folder.path)).toEqual([]);
});

test('a command with too little or with nonsense is refused in a sentence', async () => {
  await using folder = await freshFolder();
  const place = { folder: folder.path, environment: {} };
  expect(await sotto(place, 'user release')).toEqual({ code: 1, said: 'This command is: user release ID\n' });
  expect(await sotto(place, 'user release me')).toEqual({
    code: 1,
    said: expect.stringContaining('ID is the number that user list and doctor name'),
  });
  expect(await sotto(place, 'user release 11111111-1111-4111-8111-111111111111')).toEqual({
    code: 1,
    said: 'There is nobody of this ID.\n',
  });
  expect(await sotto(place, 'user list --limit 0')).toEqual({ code: 1, said: '--limit is a whole number from 1 to 1000.\n' });
  for (const words of ['user list --all', 'user list --limit', 'user list extra'])
    expect(await sotto(place, words)).toEqual({ code: 1, said: 'This command is: user list [--after ID] [--limit N]\n' });
  await using after = await startAt(place);
  expect(await operatorLog(after.platform)).toEqual([]);
});

test('mails that wait are shown while Sotto runs, and each command leaves an entry in the operator log', async () => {
  await using folder = await freshFolder();
  const place = { folder: folder.path, environment: { SOTTO_PORT: String(await freePort()) } };
  await using running = await startAt(place);
  const ada = createVisitor(running.origin);
  await ada.call(signUp, { body: { email, password } });
  await createVisitor(running.origin).call(signIn, { body: { email, password } });
  const { code, said } = await sotto(place, 'mail show');
  expect([code, said]).toEqual([0, expect.stringContaining(`To: ${email}`)]);
  expect(said).toContain('Subject: A new sign-in to your Sotto');
  expect((await sotto(place, 'doctor')).said).toContain('npm run sotto -- secrets sheet');
  expect((await operatorLog(running.platform)).map(({ actor, command }) => [actor, command])).toEqual([
    ['system', 'mail show'],
    ['system', 'doctor'],
  ]);
  // Sotto itself was not disturbed.
  expect((await ada.call(getAccount, {})).body.email).toBe(email);
});

test('a command answers for programs with --json, with nothing else on standard output', async () => {
  await using folder = await freshFolder();
  const place = { folder: folder.path, environment: {} };
  const { out } = await run(place, ['doctor', '--json']);
  const { items } = JSON.parse(out) as { items: { severity: string; sentence: string }[] };
  expect(items.map(({ severity }) => severity)).toEqual(Array.from({ length: 5 }, () => 'warning'));
  const refused = await run(place, ['user', 'enable', 'me', '--json']);
  expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('ID is the number') });
});

test('with SMTP there are no mails to show', async () => {
  await using folder = await freshFolder();
  const place = { folder: folder.path, environment: { SOTTO_SMTP_URL: 'smtp://127.0.0.1:9' } };
  expect(await sotto(place, 'mail show')).toEqual({ code: 1, said: 'Mails leave through SMTP; none is kept here.\n' });
});

test('both primaries lost: mirrors and the typed sheet open everything', async () => {
  await using folder = await freshFolder();
  const environment = {
    SOTTO_PORT: String(await freePort()),
    SOTTO_KEYRING_MIRRORS: 'mirror-one',
    SOTTO_EPOCH_MIRRORS: 'mirror-two',
  };
  const place = { folder: folder.path, environment };
  const first = await startAt(place);
  await createVisitor(first.origin).call(signUp, { body: { email, password } });
  await first.close();
  const sheet = (await sotto(place, 'secrets sheet')).said;
  for (const lost of ['keys', 'epoch']) await rm(join(folder.path, lost), { recursive: true });

  await expect(startAt(place)).rejects.toThrow('keyring restore');
  const typed = sheet
    .split('\n')
    .filter((line) => /^\s*[1-4]:/.test(line))
    .join('\n');
  const restored = await sotto(place, 'keyring restore', `${typed}\n\n`);
  expect(restored).toEqual({ code: 0, said: expect.stringContaining('Everything fits together and opens.') });

  await using again = await startAt(place);
  // Beside a running Sotto keys are put in nobody's place; invitations and cases stay open.
  for (const words of ['keyring restore', 'keyring promote'])
    expect(await sotto(place, words)).toEqual({ code: 1, said: expect.stringContaining('stop Sotto, here and on every other') });
  const ada = createVisitor(again.origin);
  await ada.call(signIn, { body: { email, password } });
  expect((await ada.call(getAccount, {})).body.email).toBe(email);
});
