/** The breach desk as the operator types it, from opening to closing, and publishing texts. */
import { writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { accountFeature } from '@sotto/features/account/server';
import { createNoticesFeature } from '@sotto/features/notices/server';
import { listNotices } from '@sotto/features/notices/api';
import { privacyFeature } from '@sotto/features/privacy/server';
import { archive, published } from '@sotto/promises';
import { type TestServer, engines, freshFolder, hour, startServer } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signUpPerson } from '../testing.ts';
import { anOperator, answerOf, carriedOut, operatorLog } from './testing.ts';

const features = [accountFeature, privacyFeature, createNoticesFeature(published, archive)];
const answers = ['A disk was stolen.', 'What you entered, sealed.', 'It was reported.', 'Be wary of mails about your search.'];

describe.each(engines)('the breach desk on %s', { timeout: 120_000 }, (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  const at = (hours: number) => `${new Date(server.clock.now() + hours * hour).toISOString().slice(0, 16)}Z`;
  const run = async (words: string, typed: readonly string[] = []) => carriedOut(server, words.split(' '), typed);

  test('opens, tells, notes and closes a breach, and keeps it in the register', async () => {
    const ines = await signUpPerson(server);
    expect((await run('breach list')).lines).toEqual(['There is no breach in the register.']);
    const opened = await run(`breach open --all --known ${at(-20)}`, answers);
    expect(opened.lines).toEqual([
      'breach-1 is in the register. It concerns 1 person.',
      `The data protection authority must be told by ${at(52).slice(0, 16).replace('T', ' ')} UTC.`,
      'Tell the people: npm run sotto -- breach notify breach-1',
    ]);
    expect((await run('doctor')).lines.filter((line) => line.includes('breach-1'))).toMatchObject([
      expect.stringMatching(/^warning: breach-1: the data protection authority was not told yet; 52 of 72 hours are left/),
      expect.stringContaining('were not all told'),
    ]);
    expect((await run('breach close breach-1')).refusal?.split('\n')).toEqual([
      'It cannot be closed yet.',
      'The people concerned were not told: npm run sotto -- breach notify breach-1',
      expect.stringMatching(/npm run sotto -- breach note breach-1 --authority "2026-\S+Z, or why not"$/),
      expect.stringMatching(/breach note breach-1 --attorney-general "/),
    ]);
    expect((await run('breach notify breach-1')).lines).toEqual([
      '1 person was told; what is not mailed yet goes out by itself.',
      'What is left to do: npm run sotto -- breach list',
    ]);
    expect((await run('breach notify breach-1')).lines).toEqual([
      '1 person was told; what is not mailed yet goes out by itself.',
      'What is left to do: npm run sotto -- breach list',
    ]);
    expect((await ines.visitor.call(listNotices, {})).body.items).toMatchObject([
      { kind: 'breach', paragraphs: expect.arrayContaining([expect.stringContaining('A disk was stolen.')]) },
    ]);
    expect((await run(`breach note breach-1 --authority ${at(-1)}`)).lines).toEqual([
      'Noted.',
      expect.stringContaining('Missing: Name when the Attorney General’s office was told'),
    ]);
    expect(
      (await carriedOut(server, ['breach', 'close', 'breach-1', '--attorney-general', 'Nobody of them lives there.'])).lines,
    ).toEqual(['breach-1 is closed. It stays in the register.']);
    expect(await answerOf(server, 'breach list')).toMatchObject({
      items: [{ id: 'breach-1', impacted: 1, told: 1, attorneyGeneral: { why: 'Nobody of them lives there.' }, agencies: null }],
    });
    expect((await run('breach notify breach-1')).refusal).toBe('There is no open breach breach-1.');
    const log = (await operatorLog(server.platform)).map(({ command, caseId, count }) => [command, caseId, count]);
    expect(log).toContainEqual(['breach notify: everybody told', 'breach-1', 1]);
    const steps = ['breach open: in the register', 'breach close', 'breach notify', 'breach note'];
    for (const step of steps)
      expect(log.filter(([command, caseId]) => command === step && caseId === 'breach-1')).not.toEqual([]);
    expect(JSON.stringify(log)).not.toContain('disk');
  });

  test.each([
    ['whom it concerns is not said', 'breach open', [], /^Say whom it concerns/],
    ['it is said twice', 'breach open --all --from 2026-11-01', [], /^Say whom it concerns/],
    ['it became known in the future', 'breach open --all --known 2099-01-01T10:00Z', [], /^--known is a moment that has passed/],
    ['a day is none', 'breach open --from 2026-13-40', [], /^--from is a day/],
    ['an answer is empty', 'breach open --all', ['A disk was stolen.', '', 'x', 'y'], /has an answer that is empty/],
    [
      'an answer asks for a password',
      'breach open --all',
      [...answers.slice(0, 3), 'Send us your password.'],
      /asks for a password or code/,
    ],
    [
      'an answer links elsewhere',
      'breach open --all',
      [...answers.slice(0, 3), 'See https://elsewhere.example/x'],
      /links elsewhere/,
    ],
    ['a reason is too short', 'breach note breach-9 --authority no', [], /^--authority is a moment/],
    ['there is none', 'breach notify breach-9', [], /^There is no open breach breach-9/],
  ])('refuses when %s, and writes nothing down', async (_, words, typed, says) => {
    const before = await answerOf(server, 'breach list');
    expect((await run(words, typed)).refusal).toMatch(says);
    expect(await answerOf(server, 'breach list')).toEqual(before);
  });

  test('takes whom it concerns from a file, leaves out who is gone, and refuses a line that is no id', async () => {
    await using folder = await freshFolder();
    const file = path(folder.path, 'ids');
    const [ines, tove] = [await signUpPerson(server), await signUpPerson(server)];
    await writeFile(file, `${ines.userId}\r\n\n${ines.userId}\n${server.platform.ids.user()}\n`);
    const opened = await run(`breach open --users ${file}`, answers);
    expect(opened.said).toEqual(['1 of the IDs are of no account any more.']);
    expect(opened.lines[0]).toMatch(/It concerns 1 person\.$/);
    const [, id = ''] = /^(breach-\d+)/.exec(opened.lines[0] ?? '') ?? [];
    await run(`breach notify ${id}`);
    const noticesOf = async (one: typeof ines) => (await one.visitor.call(listNotices, {})).body.items.map(({ kind }) => kind);
    expect([await noticesOf(ines), await noticesOf(tove)]).toEqual([['breach'], []]);
    await writeFile(file, `${ines.userId}\nines@example.org\n`);
    expect((await run(`breach open --users ${file}`, answers)).refusal).toMatch(/^Line 2 of .* is no ID/);
    expect((await run(`breach open --users ${file}-not`, answers)).refusal).toMatch(/cannot be read/);
  });

  test('publishes the texts of this version once, by an operator with a code', async () => {
    const tove = await anOperator(server.platform);
    expect((await run('policy publish', ['nobody', '123456'])).refusal).toMatch(/^Name or code is not right/);
    const { lines, refusal } = await run('policy publish', [tove.name, tove.code()]);
    expect(refusal).toBeNull();
    expect(lines.filter((line) => line.includes('is published'))).toHaveLength(published.texts.length);
    server.clock.advance(hour);
    expect((await run('policy publish', [tove.name, tove.code()])).lines).toEqual([
      'Every text of this version was published already.',
      'Nobody had to be told.',
    ]);
    const { items } = (await answerOf(server, 'policy list')) as {
      items: { publishedAt: string | null; announcedAt: string | null }[];
    };
    expect(items.every(({ publishedAt, announcedAt }) => publishedAt !== null && announcedAt !== null)).toBe(true);
    expect((await run('doctor')).lines.filter((line) => line.includes('policy publish'))).toEqual([]);
  });
});
