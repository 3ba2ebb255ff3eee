/** Changed texts: everybody is told before they hold, once, and nobody has to agree. */
import { joinByMail, startWithMail } from '@sotto/features/account/testing';
import { accountFeature } from '@sotto/features/account/server';
import { listDocuments } from '@sotto/features/policy/api';
import { createPolicyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { faultsOfLetter } from '@sotto/mail';
import { openingMakerFor } from '@sotto/schedule';
import { day, engines } from '@sotto/testing';
import { describe, expect, test } from 'vitest';
import { listNotices } from '../api.ts';
import { announceTexts, createNoticesFeature, presentTexts, publishTexts } from './index.ts';
import { changedTexts, people } from './testing/people.ts';

const open = openingMakerFor({ name: 'notices', purposes: ['account'] });
const texts = changedTexts('2026-12-05');
const policyFeature = createPolicyFeature({ ...texts, standing: () => ({ runs: null, record: null, breaks: {} }) });
const features = [accountFeature, privacyFeature, policyFeature, createNoticesFeature(texts.published, texts.archive)];

describe.each(engines)('changed texts on %s', { timeout: 120_000 }, (engine) => {
  test('are told to everybody before they hold, in one notice and one mail each, whoever publishes and however often', async () => {
    await using world = await startWithMail({ features, engine });
    const { server, mailbox } = world;
    const { platform } = server;
    const emails = await people(platform, 4);
    const { email, visitor } = await joinByMail(server, mailbox);
    server.clock.advance(1000);
    const published = await Promise.all([publishTexts(platform, texts), publishTexts(platform, texts)]);
    expect(
      published
        .flat()
        .map(({ text, version }) => `${text} ${version}`)
        .toSorted(),
    ).toEqual(['privacy 2', 'security 1', 'terms 2']);
    // Whoever comes now reads the text that holds; they are not told that it changed.
    server.clock.advance(1000);
    const [newcomer = ''] = await people(platform, 1);
    const rounds = await Promise.all([announceTexts(platform, texts, open), announceTexts(platform, texts, open)]);
    expect(rounds.reduce((sum, tally) => sum + (tally?.now ?? 0), 0)).toBe(5);
    expect(await announceTexts(platform, texts, open)).toEqual({ now: 0, before: 0, nobody: 0 });
    expect(await publishTexts(platform, texts)).toEqual([]);
    await platform.mail.deliver();
    for (const to of [...emails, email]) {
      const mails = (await mailbox.mailsTo(to, 1)).filter(({ subject }) => subject.includes('Privacy and Terms'));
      expect([to, mails.length]).toEqual([to, 1]);
    }
    expect(mailbox.arrived.filter(({ to }) => to === newcomer)).toEqual([]);
    const mail = mailbox.arrived.findLast(({ to }) => to === email);
    expect(mail?.text).toContain('Privacy, from 5 December 2026 on: Other words at the beginning of Privacy.');
    expect(mail?.text).toContain('You need not agree to anything.');
    expect(faultsOfLetter({ ...mail!, to: email }, server.origin)).toEqual([]);
    expect((await visitor.call(listNotices, {})).body.items).toMatchObject([{ kind: 'policy', dismissedAt: null }]);
  });

  test('hold a week after they are told at the earliest, whatever day they name', async () => {
    await using world = await startWithMail({ features, engine });
    const { platform } = world.server;
    world.server.clock.set('2026-12-04T15:00:00Z');
    await people(platform, 1);
    world.server.clock.advance(1000);
    await publishTexts(platform, texts);
    const present = await presentTexts(platform, texts);
    for (const { text, effectiveAt, publishedAt } of present.filter(({ notice }) => notice !== undefined))
      expect([text, effectiveAt - (publishedAt ?? 0) >= 7 * day]).toEqual([text, true]);
    await world.server.runJob('notices');
    await platform.mail.deliver();
    expect(world.mailbox.arrived.at(-1)?.text).toContain('from 12 December 2026 on');
    expect((await presentTexts(platform, texts)).map(({ announcedAt }) => announcedAt)).not.toContain(null);
    const shown = async () => (await world.server.visitor().call(listDocuments, {})).body.items[0];
    expect(await shown()).toMatchObject({ version: '2', effective: '2026-12-12', inForce: '1' });
    world.server.clock.set('2026-12-12T00:00:00Z');
    expect(await shown()).toMatchObject({ version: '2', effective: '2026-12-12', inForce: '2' });
  });

  test('do not hold, and the page says so, on a server whose people were not told', async () => {
    await using world = await startWithMail({ features, engine });
    await people(world.server.platform, 1);
    world.server.clock.advance(60 * day);
    const [privacy] = (await world.server.visitor().call(listDocuments, {})).body.items;
    expect(privacy).toMatchObject({ version: '2', effective: null, inForce: '1' });
    const page = await (await world.server.visitor().fetch('/privacy')).text();
    for (const part of ['Not announced on this server yet', '>version 1</a> holds']) expect(page).toContain(part);
  });

  test('hold at once where nobody has an account, stay so when people come, and are told to nobody', async () => {
    await using world = await startWithMail({ features, engine });
    const { server, mailbox } = world;
    const shown = async () => (await server.visitor().call(listDocuments, {})).body.items[0];
    const today = new Date(server.clock.now()).toISOString().slice(0, 10);
    const holds = { version: '2', effective: today, inForce: '2' };
    expect(await shown()).toMatchObject(holds);
    await server.runJob('notices');
    await people(server.platform, 1);
    server.clock.advance(1000);
    await server.runJob('notices');
    await server.platform.mail.deliver();
    expect(await shown()).toMatchObject(holds);
    expect(mailbox.arrived.filter(({ subject }) => subject.includes('changes'))).toEqual([]);
  });
});
