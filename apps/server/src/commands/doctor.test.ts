/** What the doctor finds about an installation that runs, made true and mended; and who is told of a missing backup without asking. */
import { openMailbox } from '@sotto/features/account/testing';
import { examineSetting } from '@sotto/runtime';
import { day, engines, hour, startServer } from '@sotto/testing';
import { describe, expect, test } from 'vitest';

const sentences = (found: readonly { sentence: string }[]) => found.map(({ sentence }) => sentence);

describe.each(engines)('an installation on %s', (engine) => {
  test('whose clocks agree is well; one whose servers or keyring are ahead is told so', async () => {
    await using server = await startServer({ features: [], engine });
    const { platform, stores, clock } = server;
    const found = async (systemNow: () => number) => sentences(await examineSetting(platform, stores.settings, systemNow));
    expect(await found(Date.now)).toEqual([]);
    expect(await found(() => Date.now() + hour)).toHaveLength(engine === 'sqlite' ? 0 : 3);
    clock.advance(-hour);
    expect(await found(Date.now)).toEqual([expect.stringContaining('in the future by this machine')]);
  });

  test('tells its operator by log and mail when a backup is missing, and nobody when there is one', async () => {
    await using mailbox = await openMailbox();
    const logged: string[] = [];
    const log = { info: () => {}, warn: () => {}, error: (event: string) => void logged.push(event) };
    const environment = { SOTTO_SMTP_URL: mailbox.url, SOTTO_CONTACT: 'desk@sotto.example.org' };
    await using server = await startServer({ features: [], engine, environment, log });
    await server.runJob('backup-alarm');
    expect(logged, 'founded just now').toEqual([]);
    server.clock.advance(2 * day);
    await server.runJob('backup-alarm');
    expect(logged).toEqual(['backup missed']);
    const [mail] = await mailbox.mailsTo('desk@sotto.example.org', 1);
    expect([mail?.subject, mail?.text.replaceAll(/\s+/g, ' ')]).toEqual([
      'A backup of Sotto is missing',
      expect.stringContaining('There is no backup, and one should have been made each night.'),
    ]);
    await server.runJob('backup');
    await server.runJob('backup-alarm');
    server.clock.advance(36 * hour);
    await server.runJob('backup-alarm');
    expect(logged, 'the control').toEqual(['backup missed']);
    server.clock.advance(hour);
    await server.runJob('backup-alarm');
    expect(logged).toEqual(['backup missed', 'backup missed']);
    expect((await mailbox.mailsTo('desk@sotto.example.org', 2))[1]?.text.replaceAll(/\s+/g, ' ')).toContain(
      'The last backup is from',
    );
  });
});
