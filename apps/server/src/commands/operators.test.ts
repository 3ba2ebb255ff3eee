/** Operators: kept with their first code, listed by name, asked for from then on. */
import { accountFeature } from '@sotto/features/account/server';
import { engines, startServer } from '@sotto/testing';
import { describe, expect, test, vi } from 'vitest';
import { anOperator, answerOf, carriedOut, codeOf, freshPlace, operatorLog, run, sotto } from './testing.ts';

// Each command is a process of its own, which reads all of Sotto; on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 240_000 });

const keyIn = (out: string) => /Key: ([A-Z2-7]{32})/.exec(out)?.[1] ?? null;

describe.each(engines)('on %s', (engine) => {
  test('an operator is kept once a code of the shown key came back, and asked for from then on', async () => {
    await using place = await freshPlace(engine);
    const wrong = await run(place, ['operator', 'add', 'Marlene'], '000000\n');
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('This code is not right. Nothing was kept') });
    const added = await run(place, ['operator', 'add', 'Marlene'], ({ out }) => {
      const key = keyIn(out);
      return key === null ? null : `${codeOf(key, Date.now())}\n`;
    });
    expect(added).toMatchObject({ code: 0, out: expect.stringContaining('Marlene is an operator') });
    // The question is on standard error, and nothing else; the key is on standard output.
    expect(added.err).toBe('Code that the app shows now:\n');
    const uri = `otpauth://totp/Sotto:operator%20Marlene?issuer=Sotto&secret=${keyIn(added.out)}&algorithm=SHA1&digits=6&period=30`;
    expect(added.out).toContain(uri);
    expect(added.out.split('\n').filter((line) => /^[█▀▄ ]{40,}$/.test(line)).length).toBeGreaterThan(20);
    const listed = await sotto(place, 'operator list');
    expect(listed.said).toMatch(/^id +since +name\n[0-9a-f-]{36} +\d{4}-\d\d-\d\d +Marlene\n$/);
    const next = await sotto(place, 'operator add Tove');
    expect(next).toEqual({ code: 1, said: 'Operator name:\nNothing was answered, so nothing was done.\n' });
    const log = (await run(place, ['operator', 'log'])).out.split('\n');
    expect(log.map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
      'position | when (UTC) | who | what | about',
      expect.stringMatching(/^1 \| [-\d]{10} \d\d:\d\d \| system \| operator add$/),
      expect.stringMatching(/^2 \| .* \| system \| operator list$/),
      '',
    ]);
  });
});

test('the code someone was added with is used up, and the next operator is added by them', async () => {
  await using server = await startServer({ features: [accountFeature] });
  const add = (name: string, typed: readonly string[], key: (said: readonly string[]) => string) =>
    carriedOut(server, ['operator', 'add', name], typed, key);
  const first = await add('Marlene', [], (said) => codeOf(keyIn(said.join('\n')) ?? '', server.clock.now()));
  expect(first.refusal).toBeNull();
  const key = keyIn(first.said.join('\n')) ?? '';
  expect((await carriedOut(server, ['invite'], ['Marlene', codeOf(key, server.clock.now())])).refusal).toContain(
    'was used before',
  );
  const second = await add('Tove', ['marlene', codeOf(key, server.clock.now(), 1)], (said) =>
    codeOf(keyIn(said.join('\n')) ?? '', server.clock.now()),
  );
  expect(second.refusal).toBeNull();
  const { items } = (await answerOf(server, 'operator list')) as { items: { id: string; name: string }[] };
  expect(items.map(({ name }) => name).toSorted()).toEqual(['Marlene', 'Tove']);
  expect((await operatorLog(server.platform)).map(({ actor, command }) => [actor, command])).toEqual([
    ['system', 'operator add'],
    [items.find(({ name }) => name === 'Marlene')?.id, 'invite: code refused'],
    [items.find(({ name }) => name === 'Marlene')?.id, 'operator add'],
    ['system', 'operator list'],
  ]);
  expect((await carriedOut(server, ['operator', 'add', 'MARLENE'])).refusal).toBe('There is an operator of this name.');
});

test('the log is shown page by page, with the names of operators in the place of their ids', async () => {
  await using server = await startServer({ features: [accountFeature] });
  const marlene = await anOperator(server.platform);
  await carriedOut(server, ['invite'], [marlene.name, marlene.code()]);
  await carriedOut(server, ['doctor']);
  const first = (await carriedOut(server, ['operator', 'log', '--limit', '1'])).lines;
  expect(first.slice(1)).toEqual([
    `1         2026-11-21 12:00  ${marlene.name}  invite`,
    'More: npm run sotto -- operator log --after 1',
  ]);
  expect(await answerOf(server, 'operator log --after 1')).toMatchObject({
    items: [
      { position: 2, at: '2026-11-21T12:00:00.000Z', actor: 'system', command: 'doctor', caseId: '', count: 0 },
      { command: 'operator log' },
    ],
    next: null,
  });
});

test('a name that could be taken for something else is refused', async () => {
  await using server = await startServer({ features: [accountFeature] });
  for (const name of ['', '-', ':Tove', 'Tove:x', 'x'.repeat(51), 'Tove\u0007', 'Tove\nx'])
    expect([name, (await carriedOut(server, ['operator', 'add', '--', name])).refusal]).toEqual([
      name,
      expect.stringContaining('NAME is at most 50 letters'),
    ]);
  expect((await carriedOut(server, ['operator', 'add', 'Ana-María O’Neil 2'])).questions).toEqual([
    'Code that the app shows now:',
  ]);
});
