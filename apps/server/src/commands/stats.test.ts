/** Counting and maintenance need no right to open: they run with a vault that opens nothing, and tell of nobody. */
import { getAccount } from '@sotto/features/account/api';
import type { UserId } from '@sotto/domain';
import { openPlatform } from '@sotto/runtime';
import { openingMakerFor } from '@sotto/schedule';
import { type TestServer, engines, startServer } from '@sotto/testing';
import type { UserSealers } from '@sotto/vault';
import { describe, expect, test, vi } from 'vitest';
import { features } from '../app.ts';
import { addApplication, signUpPerson } from '../testing.ts';
import { carriedOut } from './testing.ts';

// Two platforms of every feature on each engine: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 120_000 });

/** The same stores through a vault that was given no purpose: whoever asks it to open anything gets a TypeError. */
async function unopened(server: TestServer) {
  const { settings } = server.stores;
  const platform = await openPlatform(settings, features, { now: server.clock.now, alone: false, purposes: [] });
  return { platform, beside: { ...server, platform }, [Symbol.asyncDispose]: () => platform.close() };
}

/** Someone, without the wait for a password. */
async function someone({ platform }: TestServer, canary: string): Promise<UserId> {
  const userId = platform.ids.user();
  const rows = (sealers: UserSealers) => platform.workspaces.initialRows(sealers, platform.beginnings());
  await platform.vault.createUser({ userId, email: `${canary}.${userId}@example.org`, confirmed: true }, rows);
  return userId;
}

async function write({ platform }: TestServer, userId: UserId, text: string): Promise<void> {
  const by = openingMakerFor({ name: 'test', purposes: ['track'] })(userId, 'track');
  const note = { id: platform.ids.record(), content: { title: text, body: text, link: null } };
  const kind = platform.workspaces.kinds.find(({ name }) => name === 'note') ?? expect.fail('There are no notes.');
  await platform.workspaces.change(by, (_, draft) => draft.create(kind, note));
}

interface Line {
  readonly name: string;
  readonly people: number | null;
  readonly rows: number | null;
}

describe.each(engines)('stats on %s', (engine) => {
  test('counts without opening anything, tells no number that fewer than ten people stand behind, and nobody’s id or word', async () => {
    await using server = await startServer({ features, engine });
    const canary = `q${Buffer.from(server.platform.randomBytes(9)).toString('hex')}`;
    const people: UserId[] = [];
    for (let count = 0; count < 10; count++) people.push(await someone(server, canary));
    for (const userId of people.slice(1)) await write(server, userId, canary);
    await using closed = await unopened(server);
    const counted = async () => {
      const { lines, refusal } = await carriedOut(closed.beside, ['stats', '--json']);
      expect(refusal).toBeNull();
      // Safe: the form of its answer.
      const { items } = JSON.parse(lines.join('\n')) as { items: Line[] };
      return { items, text: lines.join('\n') + (await carriedOut(closed.beside, ['stats'])).lines.join('\n') };
    };
    const of = ({ items }: { items: Line[] }, name: string) => items.find((item) => item.name === name);

    const before = await counted();
    expect(of(before, 'accounts')).toEqual({ name: 'accounts', people: 10, rows: 10 });
    // Nine people have notes, and one of them may have them all.
    expect(of(before, 'records: notes')).toEqual({ name: 'records: notes', people: null, rows: null });
    expect(of(before, 'rows: totp')).toMatchObject({ people: null, rows: null });
    for (const { people: some, rows } of before.items)
      expect(some === null ? rows === null : some >= 10 && rows !== null).toBe(true);
    // The control: the tenth makes it a number.
    const [ada = expect.fail()] = people;
    await write(server, ada, canary);
    const after = await counted();
    expect(of(after, 'records: notes')).toEqual({ name: 'records: notes', people: 10, rows: 10 });

    for (const userId of people) expect([before.text, after.text].some((text) => text.includes(userId))).toBe(false);
    expect(before.text + after.text).not.toContain(canary);
    expect(before.text + after.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|@/);
    // The control: the same vault does refuse, and another opens.
    const by = openingMakerFor({ name: 'test', purposes: ['track'] })(ada, 'track');
    await expect(closed.platform.workspaces.read(by)).rejects.toThrow(TypeError);
    expect((await server.platform.workspaces.read(by)).userId).toBe(ada);
  });

  test('and every job that declares no purpose runs with a vault that opens nothing; those that do are held to it', async () => {
    await using server = await startServer({ features, engine });
    const ada = await signUpPerson(server);
    await addApplication(ada, 'Gardener');
    await using closed = await unopened(server);
    const jobs = [...closed.platform.jobs, ...features.flatMap((feature) => feature.start(closed.platform).jobs ?? [])];
    const maintaining = jobs.filter(({ purposes = [] }) => purposes.length === 0);
    const maker = openingMakerFor({ name: 'maintenance' });
    for (const job of maintaining) {
      const outcome = await job.run(new AbortController().signal, maker).then(
        () => 'done',
        (error: unknown) => error,
      );
      expect([job.name, outcome]).toEqual([job.name, 'done']);
    }
    expect(maintaining.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['purge', 'unconfirmed', 'mark-progress', 'compare', 'backup', 'rotate-epoch', 'old-cases']),
    );
    // The control: whoever has to open fails there.
    expect(() => maker(ada.userId, 'account')).toThrow(TypeError);
    const open = openingMakerFor({ name: 'mail', purposes: ['account'] })(ada.userId, 'account');
    await expect(closed.platform.workspaces.read(open)).rejects.toThrow(TypeError);
    // What was maintained is whole.
    expect((await ada.visitor.call(getAccount, {})).body.email).toContain('@example.org');
  });
});
