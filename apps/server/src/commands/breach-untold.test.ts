/** Whom a breach could not be told to: named by id, and a reason asked for before it ends. */
import { accountFeature } from '@sotto/features/account/server';
import { settle, startWithMail } from '@sotto/features/account/testing';
import { changeBreach, noticesFeature } from '@sotto/features/notices/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { engines, startServer } from '@sotto/testing';
import { expect, test } from 'vitest';
import { answerOf, carriedOut } from './testing.ts';

const answers = ['A disk was stolen.', 'What you entered, sealed.', 'It was reported.', 'Be wary of mails about your search.'];

test(
  'a breach that someone could not be told of is closed only when it is said what came of it',
  { timeout: 60_000 },
  async () => {
    await using server = await startServer({ features: [accountFeature, privacyFeature, noticesFeature] });
    const { platform } = server;
    const run = async (words: string, ...more: string[]) => carriedOut(server, [...words.split(' '), ...more]);
    await carriedOut(server, ['breach', 'open', '--all'], answers);
    await run('breach notify breach-1');
    await run('breach note breach-1 --authority', 'Nobody was at risk.', '--attorney-general', 'Nobody lives there.');
    expect((await run('breach untold breach-1')).lines).toEqual(['There is nobody who could not be told.']);
    const early = await run('breach untold breach-1 --because', 'They were told by telephone.');
    expect(early.refusal).toBe('There is nobody whom it did not reach, so there is nothing to explain yet.');
    const userId = platform.ids.user();
    await changeBreach(platform, 'breach-1', () => ({ failed: 1, untold: [userId] }));
    expect((await run('breach close breach-1')).refusal).toContain('npm run sotto -- breach untold breach-1');
    const nowhere = `${userId}  told nowhere: their keys do not open`;
    expect((await run('breach untold breach-1')).lines).toEqual([nowhere]);
    expect((await run('breach untold breach-1 --because', 'no')).refusal).toContain('--because');
    expect((await run('breach untold breach-2')).refusal).toBe('There is no open breach breach-2.');
    expect((await run('breach untold breach-1 --because', 'They were told by telephone.')).lines).toEqual([nowhere, 'Noted.']);
    expect(await answerOf(server, 'breach untold breach-1')).toMatchObject({ because: 'They were told by telephone.' });
    // As many as before, and not the same.
    const another = platform.ids.user();
    await changeBreach(platform, 'breach-1', () => ({ untold: [another] }));
    expect((await run('breach close breach-1')).refusal).toContain('It did not reach 1 by now, not all of whom were explained.');
    await changeBreach(platform, 'breach-1', () => ({ failed: 2, untold: [userId, another] }));
    expect((await run('breach untold breach-1')).lines).toEqual([
      `${nowhere} (noted already)`,
      `${another}  told nowhere: their keys do not open`,
    ]);
    await run('breach untold breach-1 --because', 'Both were told by telephone.');
    expect((await run('breach close breach-1')).lines).toEqual(['breach-1 is closed. It stays in the register.']);
  },
);

test.each(engines)(
  'a breach whose mail was given up names who was told in Sotto alone, and waits for what came of it (%s)',
  { timeout: 60_000 },
  async (engine) => {
    const refused = new Set<string>();
    const features = [accountFeature, privacyFeature, noticesFeature];
    await using world = await startWithMail({ features, engine, answer: (to) => (refused.has(to) ? 550 : null) });
    const { server } = world;
    const [ada] = [await settle(server.platform), await settle(server.platform)];
    refused.add(ada);
    const userId = (await server.platform.vault.findLogin(ada))?.userId;
    const run = async (words: string, ...more: string[]) => carriedOut(server, [...words.split(' '), ...more]);
    await carriedOut(server, ['breach', 'open', '--all'], answers);
    expect((await run('breach notify breach-1')).lines).toEqual([
      '2 people were told; what is not mailed yet goes out by itself.',
      '1 of them in Sotto alone: their mail was refused. See who: npm run sotto -- breach untold breach-1',
      'What is left to do: npm run sotto -- breach list',
    ]);
    await run('breach note breach-1 --authority', 'Nobody was at risk.', '--attorney-general', 'Nobody lives there.');
    expect((await run('doctor')).lines.filter((line) => line.includes('breach untold breach-1'))).toHaveLength(1);
    expect((await run('breach list')).lines.at(-1)).toMatch(/^breach-1: The mail to 1 of those told .* untold breach-1$/);
    expect((await run('breach close breach-1')).refusal).toContain('npm run sotto -- breach untold breach-1');
    expect((await run('breach untold breach-1')).lines).toEqual([
      `${userId}  told in Sotto alone: their mail did not get through`,
    ]);
    expect(await answerOf(server, 'breach untold breach-1')).toMatchObject({ untold: [userId], unmailed: [userId], waiting: 0 });
    await run('breach untold breach-1 --because', 'They were told by telephone.');
    expect((await run('breach close breach-1')).lines).toEqual(['breach-1 is closed. It stays in the register.']);
    expect(await answerOf(server, 'breach list')).toMatchObject({ items: [{ told: 2, unmailed: 1 }] });
  },
);
