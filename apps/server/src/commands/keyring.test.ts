/** The operator's commands about keys, on the stores of a Sotto that serves meanwhile. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Engine, type TestServer, engines, freshPostgres, freshFolder, startServer } from '@sotto/testing';
import { describe, expect, test } from 'vitest';
import { features } from '../app.ts';
import { addApplication, signUpPerson } from '../testing.ts';
import { anOperator, answerOf, carriedOut, operatorLog } from './testing.ts';
import { commands } from './index.ts';

/** A Sotto with a mirror of each store: of the keyring on another database of its engine, of the epoch store in a folder. */
async function mirrored(engine: Engine, opened: AsyncDisposableStack): Promise<{ server: TestServer; folder: string }> {
  const { path } = opened.use(await freshFolder());
  const folder = join(path, 'epoch-mirror');
  // A run that leaves PostgreSQL out has none: the mirror of SQLite lies in a folder.
  const keyring = engine === 'postgres' ? opened.use(await freshPostgres()).url : join(path, 'keyring-mirror');
  const environment = { SOTTO_KEYRING_MIRRORS: keyring, SOTTO_EPOCH_MIRRORS: folder };
  return { server: opened.use(await startServer({ features, engine, environment })), folder };
}

describe.each(engines)('on %s', (engine) => {
  test('tell how keys stand, fill mirrors, and wrap everything anew while people go on', async () => {
    await using opened = new AsyncDisposableStack();
    const { server, folder } = await mirrored(engine, opened);
    const ada = await signUpPerson(server);
    const said = (await carriedOut(server, ['keyring', 'status'])).lines.join('\n');
    expect(said).toContain('holds everything');
    expect(said).toContain('no recovery sheet of it');
    expect(said).not.toContain('@');
    expect(await answerOf(server, 'keyring status')).toMatchObject({
      rootKey: 'file',
      people: 1,
      keysBehind: 0,
      stores: [
        { name: 'keyring', engine },
        { name: 'epoch store', engine },
      ],
    });

    expect(await answerOf(server, 'keyring mirror')).toMatchObject({ items: [{ outcome: 'same' }, { outcome: 'same' }] });
    await rm(folder, { recursive: true });
    expect(await answerOf(server, 'keyring mirror')).toMatchObject({ items: [{ outcome: 'same' }, { outcome: 'filled' }] });

    const tove = await anOperator(server.platform);
    for (const flag of [[], ['--root']]) {
      const { lines, refusal } = await carriedOut(server, ['keyring', 'rotate', ...flag], [tove.name, tove.code()]);
      expect([refusal, lines.length > 0]).toEqual([null, true]);
      server.clock.advance(60_000);
      await addApplication(ada, 'Keeper of the lamp');
    }
    expect((await operatorLog(server.platform)).filter(({ actor }) => actor === tove.id).map(({ command }) => command)).toEqual([
      'keyring rotate',
      'keyring rotate: root',
    ]);
    await signUpPerson(server);
    expect(await answerOf(server, 'ledger verify')).toEqual({
      ledger: 0,
      copy: 0,
      log: (await operatorLog(server.platform)).length - 1,
    });
  });
});

test('where no mirror is named, that is said', async () => {
  await using server = await startServer({ features });
  expect((await carriedOut(server, ['keyring', 'mirror'])).lines).toEqual([
    'No mirror is named: set SOTTO_KEYRING_MIRRORS and SOTTO_EPOCH_MIRRORS, each to a place on another disk or host.',
  ]);
});

test('a ledger that was changed is named before anything is opened, and the command ends with that', async () => {
  await using server = await startServer({ features });
  const { settings } = server.stores;
  await server.platform.vault.logOperator({ actor: 'system', command: 'doctor' });
  const verify = commands.find(({ name }) => name.join(' ') === 'ledger verify');
  const look = () => verify?.prepare?.({ settings, args: [], ask: never, askLines: never, say: () => {} });
  await expect(look(), 'the control').resolves.toBeUndefined();
  const file = new DatabaseSync(join(settings.folders.keys, 'keyring.sqlite'));
  file.exec("update operator_log set command = 'invite'");
  file.close();
  await expect(look()).rejects.toThrow('The operator log was changed from outside, at or before entry 1.');
});

const never = () => Promise.reject(new Error('Nobody is asked.'));
