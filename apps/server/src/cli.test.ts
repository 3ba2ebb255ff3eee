import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { parseEnvironment } from '@sotto/config';
import { getAccount, signIn, signUp } from '@sotto/features/account/api';
import { silentLog } from '@sotto/log';
import { createVisitor, freePort, freshFolder } from '@sotto/testing';
import { expect, test, vi } from 'vitest';
import { startSotto } from './start.ts';
import { password } from './testing.ts';

const cli = fileURLToPath(new URL('cli.ts', import.meta.url));
const email = 'ada@example.org';

// Each command is a process of its own, which reads all of Sotto; on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 120_000 });

interface Place {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs a command as the operator does; `typed` is what they type. */
async function sotto({ folder, environment }: Place, words: string, typed = ''): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [cli, ...words.split(' ').filter(Boolean)], {
    cwd: folder,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...environment },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  child.stdin.end(typed);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

/** Commands noted in the keyring, oldest first. */
function operatorLog({ folder }: Place): unknown[] {
  using keyring = new DatabaseSync(join(folder, 'keys', 'keyring.sqlite'), { readOnly: true });
  return keyring
    .prepare('select command from operator_log order by position')
    .all()
    .map(({ command }) => command);
}

async function start({ folder, environment }: Place) {
  return startSotto(parseEnvironment(environment, folder), { log: silentLog, schedules: false, webFolder: null });
}

test('commands are listed, and what is none is answered with the list', async () => {
  await using folder = await freshFolder();
  const { code, said } = await sotto({ folder: folder.path, environment: {} }, 'nonsense');
  expect(code).toBe(0);
  for (const name of ['secrets sheet', 'mail show', 'doctor', 'user release ID', 'keyring promote', 'keyring restore'])
    expect(said).toContain(name);
  expect(await readdir(folder.path)).toEqual([]);
});

test('a command with too little or with nonsense is refused in a sentence', async () => {
  await using folder = await freshFolder();
  const place = { folder: folder.path, environment: {} };
  expect(await sotto(place, 'user release')).toEqual({ code: 1, said: 'This command is: user release ID\n' });
  expect(await sotto(place, 'user release me')).toEqual({
    code: 1,
    said: expect.stringContaining('ID is the number that doctor names'),
  });
  expect(await sotto(place, 'user release 11111111-1111-4111-8111-111111111111')).toEqual({
    code: 1,
    said: 'There is nobody of this ID.\n',
  });
});

test('mails that wait are shown while Sotto runs, and each command leaves an entry in the operator log', async () => {
  await using folder = await freshFolder();
  const place = { folder: folder.path, environment: { SOTTO_PORT: String(await freePort()) } };
  await using running = await start(place);
  const ada = createVisitor(running.origin);
  await ada.call(signUp, { body: { email, password } });
  await createVisitor(running.origin).call(signIn, { body: { email, password } });
  const { code, said } = await sotto(place, 'mail show');
  expect([code, said]).toEqual([0, expect.stringContaining(`To: ${email}`)]);
  expect(said).toContain('Subject: A new sign-in to your Sotto');
  expect((await sotto(place, 'doctor')).said).toContain('npm run sotto -- secrets sheet');
  expect(operatorLog(place)).toEqual(['mail show', 'doctor']);
  // Sotto itself was not disturbed.
  expect((await ada.call(getAccount, {})).body.email).toBe(email);
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
  const first = await start(place);
  await createVisitor(first.origin).call(signUp, { body: { email, password } });
  await first.close();
  const sheet = (await sotto(place, 'secrets sheet')).said;
  for (const lost of ['keys', 'epoch']) await rm(join(folder.path, lost), { recursive: true });

  await expect(start(place)).rejects.toThrow('keyring restore');
  const typed = sheet
    .split('\n')
    .filter((line) => /^\s*[1-4]:/.test(line))
    .join('\n');
  const restored = await sotto(place, 'keyring restore', `${typed}\n\n`);
  expect(restored).toEqual({ code: 0, said: expect.stringContaining('Everything fits together and opens.') });

  await using again = await start(place);
  const ada = createVisitor(again.origin);
  await ada.call(signIn, { body: { email, password } });
  expect((await ada.call(getAccount, {})).body.email).toBe(email);
});
