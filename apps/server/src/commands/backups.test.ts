/** Commands about backups, as an operator gives them: processes of their own, beside the stores or a Sotto that runs. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { signIn, signUp } from '@sotto/features/account/api';
import { createGroup, listGroups } from '@sotto/features/groups/api';
import { silentLog } from '@sotto/log';
import { openDatabase } from '@sotto/runtime';
import { createVisitor, engines, problemOf, uniqueName, type Visitor } from '@sotto/testing';
import { describe, expect, test, vi } from 'vitest';
import type { Started } from '../start.ts';
import { password } from '../testing.ts';
import { anOperator, freshPlace, operatorLog, type Place, run, settingsOf, sotto, startAt } from './testing.ts';

// Each command is a process of its own, which reads all of Sotto; on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 240_000 });

interface Person {
  readonly visitor: Visitor;
  readonly email: string;
  readonly group: string;
}

async function someone(running: Started): Promise<Person> {
  const person = { visitor: createVisitor(running.origin), email: `${uniqueName()}@example.org`, group: uniqueName() };
  await person.visitor.call(signUp, { body: { email: person.email, password } });
  await person.visitor.call(createGroup, { body: { name: person.group } });
  return person;
}

/** Whether someone signs in and finds what they wrote. */
async function isThere(running: Started, { email, group }: Person): Promise<boolean> {
  const visitor = createVisitor(running.origin);
  if ((await problemOf(visitor.call(signIn, { body: { email, password } }))) !== null) return false;
  return (await visitor.call(listGroups, {})).body.items.some(({ name }) => name === group);
}

/** The database as it is after its disk was lost: there, and empty. */
async function lose(place: Place): Promise<void> {
  const settings = settingsOf(place);
  if (settings.databaseUrl === null) return rm(join(settings.folders.data, 'database'), { recursive: true });
  await (await openDatabase(settings, silentLog, null)).close();
}

describe.each(engines)('on %s', (engine) => {
  test('a backup that is restored brings back what was lost, and nobody who was deleted since', async () => {
    await using place = await freshPlace(engine);
    const first = await startAt(place);
    const [ada, bela] = [await someone(first), await someone(first)];
    const made = JSON.parse((await run(place, ['backup', 'create', '--json'])).out) as { file: string; rows: number };
    const listed = JSON.parse((await run(place, ['backup', 'list', '--json'])).out) as {
      items: { file: string; comparedAt: string }[];
    };
    expect(listed.items).toMatchObject([{ file: made.file, comparedAt: expect.stringMatching(/^2/) }]);
    expect((await sotto(place, `backup restore ${made.file}`)).said).toContain('stop Sotto');

    const { userId } = (await first.platform.vault.findLogin(bela.email)) ?? {};
    if (userId === undefined) throw new Error('Bela is not there.');
    await first.platform.vault.eraseAccount(userId);
    const operator = await anOperator(first.platform);
    await first.close();
    await lose(place);
    await expect(startAt(place)).rejects.toThrow('restore a backup');

    expect((await sotto(place, `backup restore ${made.file}`, operator.typing('no'))).said).toContain('Nothing was changed.');
    await expect(startAt(place), 'still lost').rejects.toThrow('restore a backup');
    const another = operator.code(1);
    const restored = await run(place, ['backup', 'restore', made.file], (heard) =>
      heard.err.includes('Operator name:') ? [operator.name, another, 'restore', ''].join('\n') : null,
    );
    expect(restored).toMatchObject({
      code: 0,
      out: expect.stringMatching(/1 account that was deleted since was deleted again\.[^]*npm run sotto -- user reset ID/),
    });

    await using second = await startAt(place);
    expect(await isThere(second, ada)).toBe(true);
    expect(await isThere(second, bela)).toBe(false);
    expect(await problemOf(ada.visitor.call(listGroups, {})), 'a session of before').toBe('not-signed-in');
    expect((await operatorLog(second.platform)).map(({ command }) => command)).toEqual([
      'backup create',
      'backup list',
      'backup restore',
      'reconcile: purged',
    ]);
  });
});

test('a file that is no backup is refused before anyone is asked', async () => {
  await using place = await freshPlace('sqlite');
  await (await startAt(place)).close();

  const { code, said } = await sotto(place, `backup restore ${join(place.folder, 'data', 'database', 'sotto.sqlite')}`);
  expect({ code, said: said.trim() }).toEqual({ code: 1, said: 'This file is not a backup of Sotto.' });
});
