/** Disclosures: what opens for one, what is told of it and when, and what a case forgets. */
import { accountFeature } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { groupsFeature } from '@sotto/features/groups/server';
import { noticesFeature } from '@sotto/features/notices/server';
import { listNotices } from '@sotto/features/notices/api';
import { listActivity } from '@sotto/features/privacy/api';
import { privacyFeature } from '@sotto/features/privacy/server';
import { faultsOfLetter } from '@sotto/mail';
import { openingMakerFor } from '@sotto/schedule';
import { KeyShredded } from '@sotto/vault';
import { type TestServer, day, engines, startServer, uniqueName } from '@sotto/testing';
import { describe, expect, test, vi } from 'vitest';
import { listDisclosures } from '../api.ts';
import { type Demand, demandOf } from './demands.ts';
import { tell } from './disclosures.ts';
import { collect, fieldNames, legalFeature, urgencyOf } from './index.ts';
import { noticeOf } from './texts.ts';

// Each entry of a log is on two disks before the next is written; on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 120_000 });

const features = [accountFeature, privacyFeature, groupsFeature, noticesFeature, legalFeature];
const yearDays = 365;

async function join(server: TestServer) {
  const email = `${uniqueName()}@example.org`;
  const visitor = await newcomer(server, email);
  const { userId } = (await server.platform.vault.findLogin(email)) ?? expect.fail();
  return { visitor, userId };
}

/** A case about someone, that nobody has approved. */
async function aCase({ platform }: TestServer, userId: Demand['userId'], more: Partial<Demand> = {}) {
  const demand: Demand = {
    reference: '26 CVS 7',
    jurisdiction: 'US-NC',
    userId,
    fields: ['groups.name'],
    quietUntil: null,
    package: null,
    ...more,
  };
  return platform.vault.cases.open('legal', { by: 'tove', content: demand });
}

describe.each(engines)('a disclosure on %s', (engine) => {
  test('opens for a case that another operator approved, and only what it names', async () => {
    await using server = await startServer({ features, engine });
    const { platform } = server;
    const { userId } = await join(server);
    const begun = await aCase(server, userId);
    await expect(collect(platform, begun)).rejects.toThrow(TypeError);
    await expect(collect(platform, { ...begun, state: 'approved', approvedBy: 'tove' })).rejects.toThrow(TypeError);
    await expect(collect(platform, { ...begun, sort: 'right', state: 'approved', approvedBy: 'nele' })).rejects.toThrow(
      TypeError,
    );
    await platform.vault.cases.approve(begun, 'marlene');
    const approved = (await platform.vault.cases.find(begun.id)) ?? expect.fail();
    const collected = await collect(platform, approved);
    expect(Object.keys(collected.values)).toEqual(['groups']);
    expect(collected.counts).toEqual({ 'groups.name': 1 });
    await platform.vault.eraseAccount(userId);
    await expect(collect(platform, approved)).rejects.toThrow(KeyShredded);
  });

  test('is told once in each database: again after an older copy was put back, and never to whoever is gone', async () => {
    await using server = await startServer({ features, engine });
    const { platform } = server;
    const [ada, bela] = [await join(server), await join(server)];
    const left = { at: server.clock.now(), by: 'tove', counts: { 'groups.name': 1 } };
    const ofAda = await aCase(server, ada.userId, { package: left });
    await aCase(server, bela.userId, { package: left });
    await platform.vault.eraseAccount(bela.userId);
    const told = async () => ({
      notices: (await ada.visitor.call(listNotices, {})).body.items.length,
      rows: (await ada.visitor.call(listDisclosures, {})).body.items.length,
      lines: (await ada.visitor.call(listActivity, {})).body.items.filter(({ happening }) => happening === 'disclosed').length,
    });
    await server.runJob('disclosures');
    await server.runJob('disclosures');
    expect(await told()).toEqual({ notices: 1, rows: 1, lines: 1 });
    // Two at once tell once: whoever comes second finds the row.
    const open = openingMakerFor({ name: 'test', purposes: ['account'] })(ada.userId, 'account');
    const demand = demandOf(ofAda);
    const other = { caseId: (await aCase(server, ada.userId)).id, demand, at: left.at, counts: left.counts };
    await Promise.all([tell(platform, open, other), tell(platform, open, other)]);
    expect(await told()).toMatchObject({ notices: 2, rows: 2 });
    // As an older database would be: it knows nothing of what was told.
    const { build, write } = platform.database;
    await write([
      { query: build.deleteFrom('disclosure').where('user_id', '=', ada.userId).where('id', '=', ofAda.mark), rows: 1 },
      { query: build.deleteFrom('notice').where('user_id', '=', ada.userId), rows: 2 },
    ]);
    await server.runJob('disclosures');
    expect(await told()).toMatchObject({ notices: 1, rows: 2 });
  });

  test('leaves a case that forgets whose it was with their account, and goes after six years', async () => {
    await using server = await startServer({ features, engine });
    const { platform, clock } = server;
    const [ada, bela] = [await join(server), await join(server)];
    for (const { userId } of [ada, bela]) await aCase(server, userId);
    for (const { userId } of [ada, bela]) await platform.vault.cases.open('reset', { by: 'tove', content: { userId } });
    const right = await platform.vault.cases.open('right', { by: 'tove', content: {} });
    await platform.vault.eraseAccount(bela.userId);
    await server.runJob('old-cases');
    const users = async () => (await platform.vault.cases.list('legal')).map((file) => demandOf(file).userId);
    const resets = async () => (await platform.vault.cases.list('reset')).map(({ content }) => content);
    expect(await users()).toEqual([ada.userId, null]);
    expect(await resets()).toEqual([{ userId: ada.userId }, { userId: null }]);
    clock.advance((6 * yearDays - 1) * day);
    await server.runJob('old-cases');
    expect(await users()).toHaveLength(2);
    clock.advance(day);
    await server.runJob('old-cases');
    expect([await users(), await resets()]).toEqual([[], []]);
    // What waits for an answer waits until it has one, and three years more.
    expect(await platform.vault.cases.write(right, { content: {}, done: true })).toBe(true);
    clock.advance(3 * yearDays * day);
    await server.runJob('old-cases');
    expect(await platform.vault.cases.list('right')).toEqual([]);
  });
});

test('every property of every kind can be named, and nothing that lets anyone in', async () => {
  await using server = await startServer({ features });
  const names = fieldNames(server.platform);
  expect(names).toEqual(
    expect.arrayContaining(['account.email', 'groups.name', 'groups.id', 'groups.createdAt', 'sessions.label']),
  );
  for (const { plural } of server.platform.workspaces.kinds)
    expect(names.filter((name) => name.startsWith(`${plural}.`)).length).toBeGreaterThan(4);
  expect(names.filter((name) => /hash|secret|token|totp|passkey|password|recovery|credential/i.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test('the letter about it keeps the rules of letters, however much was handed over', async () => {
  await using server = await startServer({ features });
  const fields = fieldNames(server.platform);
  const counts = Object.fromEntries(fields.map((field) => [field, 1]));
  const demand: Demand = { ...demandOf(await aCase(server, null)), reference: 'No. 5:26-cv-00042', fields, quietUntil: 0 };
  const { title, paragraphs } = noticeOf({ caseId: 'legal-1', demand, at: 0, counts });
  const html = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('');
  const letter = { to: 'ada@example.org', subject: title, text: paragraphs.join('\n\n'), html };
  expect(faultsOfLetter(letter, server.origin)).toEqual([]);
  expect(Math.max(...paragraphs.map(({ length }) => length))).toBeLessThan(2000);
  // The control: fields as the console names them look like places.
  expect(faultsOfLetter({ ...letter, text: fields.join(', ') }, server.origin)).toContain('names another place');
});

test('a month ends on its last day where it has no such day', () => {
  const due = (day: string, extension: string | null = null) =>
    new Date(urgencyOf({ receivedAt: Date.parse(day), extension }, 0).due).toISOString().slice(0, 10);
  expect([due('2027-01-31'), due('2028-01-31'), due('2026-12-31', 'x'), due('2026-11-30', 'x'), due('2026-08-31')]).toEqual([
    '2027-02-28',
    '2028-02-29',
    '2027-03-31',
    '2027-02-28',
    '2026-09-30',
  ]);
  // However short the month, it is called for twice before it ends.
  const received = Date.parse('2027-01-31T00:00:00Z');
  expect(urgencyOf({ receivedAt: received, extension: null }, received + 27 * day).is).toBe('late');
});
