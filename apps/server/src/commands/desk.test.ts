/** Who is at the desk: asked by every command that changes something, once per code, and not for ever. */
import { privacyFeature } from '@sotto/features/privacy/server';
import { accountFeature } from '@sotto/features/account/server';
import { type TestServer, engines, hour, second, startServer } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synopsis } from './command.ts';
import { commands } from './index.ts';
import { anOperator, carriedOut, operatorLog } from './testing.ts';

describe.each(engines)('the operator’s desk on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    const environment = { SOTTO_SIGN_UP: 'invite' };
    server = await startServer({ features: [accountFeature, privacyFeature], engine, environment });
  });
  afterAll(() => server.stop());

  const log = () => operatorLog(server.platform);
  const wrongly = 'Name or code is not right, or the code was used before.';

  test('asks nobody while there is no operator, and says so in the log', async () => {
    expect(await carriedOut(server, ['invite'])).toMatchObject({ questions: [], refusal: null });
    expect(await log()).toMatchObject([{ actor: 'system', command: 'invite', caseId: '', count: 0 }]);
  });

  test('is asked by every command that changes something, which does nothing for a stranger, and by no other', async () => {
    const { vault, ids } = server.platform;
    const userId = ids.user();
    await vault.createUser({ userId, email: 'ada@example.org', confirmed: true }, () => []);
    const tove = await anOperator(server.platform);
    const before = (await log()).length;
    const words = new Map(
      commands.map((each) => [synopsis(each), [...each.name, ...each.args.map((arg) => (arg === 'ID' ? userId : 'Marlene'))]]),
    );
    const changing = commands.filter(({ changes }) => changes);
    expect(changing.map(({ name }) => name.join(' '))).toEqual([
      'user disable',
      'user enable',
      'user sign-out',
      'user delete',
      'user release',
      'user reset',
      'invite',
      'operator add',
      'grant read',
      'grant answer',
      'approve',
      'legal export',
      'rights open',
      'rights extend',
      'rights answer',
      'report open',
      'report answer',
      'breach open',
      'breach notify',
      'breach note',
      'breach close',
      'breach untold',
      'policy publish',
      'backup restore',
      'keyring rotate',
    ]);
    for (const command of changing) {
      const asked = words.get(synopsis(command)) ?? [];
      const questions = ['Operator name:', 'Code of the authenticator app:'];
      expect(await carriedOut(server, asked, ['nobody', '123456'])).toMatchObject({ questions, refusal: wrongly });
      server.clock.advance(hour);
      expect(await carriedOut(server, asked, [tove.name, '12345'])).toMatchObject({ questions, refusal: wrongly });
      server.clock.advance(hour);
    }
    expect(await vault.listPeople({ after: null, limit: 10 })).toMatchObject([{ userId, state: 'active', disabledAt: null }]);
    expect(await vault.operators()).toHaveLength(1);
    expect((await log()).slice(before).map(({ actor, command, caseId }) => [actor, command, caseId])).toEqual(
      changing.flatMap(({ name }) => ['system', tove.id].map((actor) => [actor, `${name.join(' ')}: code refused`, ''])),
    );
    for (const command of commands.filter(({ changes, prepare }) => !changes && !prepare))
      expect([synopsis(command), (await carriedOut(server, words.get(synopsis(command)) ?? [])).questions]).toEqual([
        synopsis(command),
        [],
      ]);
    // The control: with a code that is right it is done, and stands in the log under the operator's id.
    expect(await carriedOut(server, ['user', 'disable', userId], [tove.name.toUpperCase(), tove.code()])).toMatchObject({
      refusal: null,
    });
    expect((await log()).at(-1)).toMatchObject({
      actor: tove.id,
      command: 'user disable',
      caseId: expect.stringMatching(/^\w{16}$/),
    });
    expect(await vault.listPeople({ after: null, limit: 10 })).toMatchObject([{ disabledAt: server.clock.now() }]);
  });

  test('takes a code once, whoever shows it at the same moment, and one step early or late', async () => {
    const tove = await anOperator(server.platform);
    const together = await Promise.all(Array.from({ length: 4 }, () => carriedOut(server, ['invite'], [tove.name, tove.code()])));
    expect(together.filter(({ refusal }) => refusal === null)).toHaveLength(1);
    server.clock.advance(hour);
    for (const [stepsAway, taken] of [
      [-2, false],
      [-1, true],
      [-1, false],
      [1, true],
      [0, false],
      [2, false],
    ] as const) {
      const { refusal } = await carriedOut(server, ['invite'], [tove.name, tove.code(stepsAway)]);
      expect([stepsAway, refusal]).toEqual([stepsAway, taken ? null : wrongly]);
    }
  });

  test('takes no more than a few wrong codes in a row; others and time go on', async () => {
    const [tove, marlene] = [await anOperator(server.platform), await anOperator(server.platform)];
    for (let wrong = 0; wrong < 5; wrong++)
      expect((await carriedOut(server, ['invite'], [tove.name, 'nonsense'])).refusal).toBe(wrongly);
    const early = await carriedOut(server, ['invite'], [tove.name, tove.code()]);
    expect(early).toMatchObject({ questions: ['Operator name:'], refusal: 'Too many wrong codes. Try again in 1 seconds.' });
    expect((await log()).at(-1)).toMatchObject({ actor: tove.id, command: 'invite: code refused' });
    expect((await carriedOut(server, ['invite'], [marlene.name, marlene.code()])).refusal).toBeNull();
    server.clock.advance(second);
    expect((await carriedOut(server, ['invite'], [tove.name, tove.code()])).refusal).toBeNull();
    // A right one begins the count anew.
    expect((await carriedOut(server, ['invite'], [tove.name, 'nonsense'])).refusal).toBe(wrongly);
  });
});
