/** The background against a real server on both engines; of the browser there is only what keeps things. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { features } from '@sotto/server';
import { endAccessKey, listAccessKeys, makeAccessKey, makeConnectCode, signUp } from '@sotto/features/account/api';
import { getApplication, listApplications } from '@sotto/features/applications/api';
import { engines, startServer, uniqueName, type TestServer, type Visitor } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Storage } from '../browser.ts';
import { keysOf } from '../draft.ts';
import type { Answer, Question, Questions, Sendable } from '../messages.ts';
import { createBackground, isOurs } from './answers.ts';

/** Storage as the browser has it: values are copies. */
function keptInMemory(): Storage & { readonly values: Map<string, unknown> } {
  const values = new Map<string, unknown>();
  return {
    values,
    get: async (names) => {
      const wanted = names === null ? [...values.keys()] : [names].flat();
      return structuredClone(
        Object.fromEntries(wanted.filter((name) => values.has(name)).map((name) => [name, values.get(name)])),
      );
    },
    set: async (items) => {
      for (const [name, value] of Object.entries(items)) values.set(name, structuredClone(value));
    },
    remove: async (names) => {
      for (const name of [names].flat()) values.delete(name);
    },
    clear: async () => values.clear(),
  };
}

describe.each(engines)('the background of the extension, with a server on %s', (engine) => {
  let server: TestServer;
  let visitor: Visitor;
  let company: string;
  let local: ReturnType<typeof keptInMemory>;
  let badges: string[];
  let sent: { readonly url: string; readonly init: RequestInit }[];
  let isOffline: boolean;
  /** What is asked waits for this. */
  let held: Promise<unknown>;
  let clock: number;
  let ask: <Q extends Question>(question: Q, given: Questions[Q]['with']) => Promise<Answer<Q>>;

  beforeAll(async () => {
    server = await startServer({ features, engine });
    visitor = server.visitor();
    await visitor.call(signUp, { body: { email: `${uniqueName()}@example.org`, password: 'wandering lilac otter' } });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    // A company for each test: what one saves is no duplicate for another.
    company = uniqueName();
    [local, badges, sent, isOffline, clock, held] = [keptInMemory(), [], [], false, server.clock.now(), Promise.resolve()];
    const background = createBackground({
      now: () => clock,
      newId: () => server.platform.ids.record(),
      fetch: async (url, init) => {
        sent.push({ url, init });
        await held;
        if (isOffline) throw new TypeError('Failed to fetch');
        return fetch(url, { ...init, mode: 'cors' });
      },
      browser: {
        storage: { local, session: keptInMemory() },
        action: {
          setBadgeText: async ({ text, tabId }) => void badges.push(`${tabId} ${text}`),
          setBadgeBackgroundColor: async () => undefined,
          setTitle: async () => undefined,
          openPopup: async () => undefined,
        },
      },
    });
    ask = (question, given) =>
      // Safe: `given` is what this question takes; TypeScript does not tie the two in a union.
      background.answer({ ask: question, with: given } as never);
  });

  const scopes = ['capture:write', 'duplicates:read'] as const;
  const makeKey = async (chosen: readonly ('capture:write' | 'duplicates:read' | 'profile:read')[] = scopes) =>
    (await visitor.call(makeAccessKey, { body: { name: 'Extension', scopes: [...chosen] } })).body;
  const connect = async (secret: string, address = server.origin) => ask('connect', { address, secret });
  const capture = (more: Partial<Sendable> = {}): Sendable => ({
    id: server.platform.ids.record(),
    posting: { title: 'Backend Engineer', company, url: `https://jobs.example/${company}` },
    ...more,
  });
  const titles = async () =>
    (await visitor.call(listApplications, {})).body.items.filter((one) => one.company.name === company).map(({ title }) => title);
  const failureOf = (answer: Answer<Question>) => (answer.ok ? null : answer.failure.kind);

  test('connects with a key, keeps it, and shows it to nobody', async () => {
    const { key } = await makeKey();
    const answer = await connect(key);
    expect(answer).toEqual({ ok: true, value: { origin: server.origin, scopes, expiresOn: expect.any(String) } });
    const told = [answer, await ask('connection', {}), await ask('test', {}), await ask('choices', {})];
    expect(JSON.stringify(told)).not.toContain(key);
    expect(JSON.stringify([...local.values])).toContain(key);
  });

  test('connects with a one-time code, once', async () => {
    const before = (await visitor.call(listAccessKeys, {})).body.items.length;
    const { code } = (await visitor.call(makeConnectCode, { body: { name: 'Extension', scopes: [...scopes] } })).body;
    expect(await connect(code)).toMatchObject({ ok: true, value: { scopes } });
    expect(await connect(code)).toMatchObject({ ok: false, failure: { kind: 'void-code' } });
    expect((await visitor.call(listAccessKeys, {})).body.items).toHaveLength(before + 1);
  });

  test('tells a mistyped key without a request', async () => {
    const { key } = await makeKey();
    for (const wrong of [key.slice(0, -1), `${key}x`, key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), 'sotto_'])
      expect(failureOf(await connect(wrong))).toBe('mistyped-key');
    expect(sent).toEqual([]);
    // The control: a key that is right is asked about.
    await connect(key);
    expect(sent).toHaveLength(1);
  });

  test('tells an unknown, an ended and an expired key apart, and that a right is missing', async () => {
    const stranger = await startServer({ features });
    expect(failureOf(await connect((await makeKey()).key, stranger.origin))).toBe('unknown-key');
    await stranger.stop();
    const ended = await makeKey(['capture:write']);
    await connect(ended.key);
    expect(await ask('duplicates', { company: 'A', title: 'B', url: '', tabId: 1 })).toMatchObject({
      failure: { kind: 'missing-scope', scope: 'duplicates:read' },
      sentence: expect.stringContaining('know earlier applications'),
    });
    await visitor.call(endAccessKey, { params: { id: ended.id } });
    expect(failureOf(await ask('choices', {}))).toBe('revoked-key');
    clock += 400 * 24 * 60 * 60_000;
    expect(failureOf(await ask('choices', {}))).toBe('expired-key');
  });

  test('a revoked key writes nothing, and what was to be saved waits until there is another one', async () => {
    const { id, key } = await makeKey();
    await connect(key);
    await visitor.call(endAccessKey, { params: { id } });
    expect(failureOf(await ask('save', { capture: capture(), tabId: 1 }))).toBe('revoked-key');
    expect(await titles()).toEqual([]);
    expect(await ask('waiting', {})).toMatchObject({ value: [{ title: 'Backend Engineer', trouble: { kind: 'revoked-key' } }] });
    await connect((await makeKey()).key);
    expect(await ask('deliver', {})).toEqual({ ok: true, value: [] });
    expect(await titles()).toEqual(['Backend Engineer']);
  });

  test('tells a server that is not there from one that is no Sotto', async () => {
    const { key } = await makeKey();
    const other = createServer((_, response) => response.end('<h1>Hello</h1>')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    expect(failureOf(await connect(key, `http://127.0.0.1:${port}`))).toBe('not-sotto');
    other.close();
    expect(failureOf(await connect(key, 'http://127.0.0.1:9'))).toBe('unreachable');
  });

  test('says how far the clock is off', async () => {
    await connect((await makeKey()).key);
    clock = Date.now() - 3 * 60 * 60_000;
    const answer = await ask('test', {});
    const off = answer.ok ? answer.value.clockOffMs : null;
    expect(off).toBeGreaterThan(-3.01 * 60 * 60_000);
    expect(off).toBeLessThan(-2.99 * 60 * 60_000);
  });

  test('saves once, however often it is told to, and marks the tab', async () => {
    await connect((await makeKey()).key);
    const one = capture();
    const answers = await Promise.all([1, 2, 3].map(() => ask('save', { capture: one, tabId: 7 })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await ask('save', { capture: one, tabId: 7 });
    expect(await titles()).toEqual(['Backend Engineer']);
    expect(badges).toContain('7 ✓');
    expect(await ask('waiting', {})).toEqual({ ok: true, value: [] });
  });

  test('keeps what it cannot send, sends it later, and says what waits', async () => {
    await connect((await makeKey()).key);
    isOffline = true;
    const [one, two] = [capture(), capture({ posting: { title: 'Accountant', company } })];
    expect(await ask('save', { capture: one, tabId: 1 })).toEqual({ ok: true, value: null });
    await ask('save', { capture: two, tabId: 1 });
    expect(await ask('deliver', {})).toMatchObject({
      value: [
        { title: 'Backend Engineer', trouble: { kind: 'unreachable' } },
        { title: 'Accountant', trouble: { kind: 'unreachable' } },
      ],
    });
    expect(badges).toEqual([]);
    isOffline = false;
    expect(await ask('deliver', {})).toEqual({ ok: true, value: [] });
    expect((await titles()).toSorted()).toEqual(['Accountant', 'Backend Engineer']);
    expect((await visitor.call(getApplication, { params: { id: one.id } })).body.id).toBe(one.id);
  });

  test('an answer that was lost on the way makes no second one', async () => {
    await connect((await makeKey()).key);
    const one = capture();
    await ask('save', { capture: one, tabId: 1 });
    isOffline = true;
    expect(await ask('save', { capture: one, tabId: 1 })).toEqual({ ok: true, value: null });
    isOffline = false;
    expect(await ask('deliver', {})).toEqual({ ok: true, value: [] });
    expect(await titles()).toEqual(['Backend Engineer']);
  });

  test('the same posting again is refused with what is known, and saved when one insists', async () => {
    await connect((await makeKey()).key);
    const first = capture();
    await ask('save', { capture: first, tabId: 1 });
    const again = capture();
    expect(await ask('save', { capture: again, tabId: 1 })).toMatchObject({
      failure: { kind: 'duplicate', duplicates: { items: [{ id: first.id }] } },
    });
    // It is the person's to decide: nothing waits.
    expect(await ask('waiting', {})).toEqual({ ok: true, value: [] });
    expect(await ask('save', { capture: { ...again, override: true }, tabId: 1 })).toMatchObject({ ok: true });
    expect(await titles()).toHaveLength(2);
  });

  test('a duplicate among what waited stays in the list until it is dropped or meant', async () => {
    await connect((await makeKey()).key);
    isOffline = true;
    const [one, two] = [capture(), capture()];
    for (const each of [one, two]) await ask('save', { capture: each, tabId: 1 });
    isOffline = false;
    expect(await ask('deliver', {})).toMatchObject({ value: [{ id: two.id, trouble: { kind: 'duplicate' } }] });
    expect(await ask('deliver', { id: two.id, override: true })).toEqual({ ok: true, value: [] });
    expect(await titles()).toHaveLength(2);
  });

  test('what was saved under an id stays as it is, and a changed one is told so', async () => {
    await connect((await makeKey()).key);
    const one = capture();
    await ask('save', { capture: one, tabId: 1 });
    const changed = { ...one, posting: { ...one.posting, title: 'Frontend Engineer' } };
    expect(failureOf(await ask('save', { capture: changed, tabId: 1 }))).toBe('saved-otherwise');
    expect(await titles()).toEqual(['Backend Engineer']);
  });

  test('sends the key in one header, to one server, and nothing beside what was shown', async () => {
    const { key } = await makeKey();
    await connect(key);
    const one = capture({ snapshot: { text: 'All of it.' } });
    await ask('choices', {});
    await ask('duplicates', { company, title: 'x', url: '', tabId: null });
    await ask('save', { capture: one, tabId: null });
    for (const { url, init } of sent) {
      expect(url.startsWith(`${server.origin}/`)).toBe(true);
      expect(url).not.toContain(key);
      expect(JSON.stringify(init.body ?? '')).not.toContain(key);
      expect([init.credentials, init.redirect, init.referrerPolicy]).toEqual(['omit', 'error', 'no-referrer']);
      expect(new Headers(init.headers).get('authorization')).toBe(`Bearer ${key}`);
    }
    const body = JSON.parse(sent.at(-1)?.init.body as string) as object;
    expect(keysOf(body).toSorted()).toEqual(['id', 'posting.company', 'posting.title', 'posting.url', 'snapshot.text']);
  });

  test('what waits goes to the server it was meant for, and to no other by itself', async () => {
    await using other = await startServer({ features });
    const stranger = other.visitor();
    await stranger.call(signUp, { body: { email: `${uniqueName()}@example.org`, password: 'wandering lilac otter' } });
    const there = (await stranger.call(makeAccessKey, { body: { name: 'Extension', scopes: [...scopes] } })).body.key;
    await connect((await makeKey()).key);
    isOffline = true;
    const [one, two] = [capture(), capture({ posting: { title: 'Accountant', company } })];
    for (const each of [one, two]) await ask('save', { capture: each, tabId: 1 });
    isOffline = false;
    await connect(there, other.origin);
    sent.length = 0;
    expect(await ask('deliver', {})).toMatchObject({
      value: [
        { trouble: { kind: 'other-server' } },
        { trouble: { sentence: expect.stringContaining(new URL(server.origin).host) } },
      ],
    });
    expect(sent).toEqual([]);
    // One may say that it is meant for this one all the same.
    expect(await ask('deliver', { id: two.id, override: true })).toMatchObject({ value: [{ id: one.id }] });
    expect((await stranger.call(listApplications, {})).body.items.map(({ title }) => title)).toEqual(['Accountant']);
    await connect((await makeKey()).key);
    expect(await ask('deliver', {})).toEqual({ ok: true, value: [] });
    expect(await titles()).toEqual(['Backend Engineer']);
  });

  test('groups of one server are not offered for another', async () => {
    await connect((await makeKey()).key);
    await ask('choices', {});
    expect([...local.values.keys()]).toContain('choices');
    await connect((await makeKey()).key);
    expect([...local.values.keys()]).not.toContain('choices');
  });

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['a list', []],
    ['rights that are none', { scopes: 'all', expiresOn: '2027-01-01' }],
    ['an end that is none', { scopes: ['capture:write'], expiresOn: { toString: 1 } }],
    ['markup', { scopes: ['<img src=x>'], expiresOn: '<script>' }],
    ['another key', { key: 'sotto_<script>', scopes: ['capture:write'], expiresOn: '2027-01-01' }],
  ])('a server that answers everything with %s is no Sotto, and nothing of it is kept', async (_, said) => {
    const other = createServer((_, response) => {
      response.setHeader('access-control-allow-origin', '*').setHeader('content-type', 'application/json');
      response.writeHead(201).end(JSON.stringify(said));
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    expect(failureOf(await connect('a-code', `http://127.0.0.1:${port}`))).toBe('not-sotto');
    other.close();
    expect([...local.values]).toEqual([]);
  });

  test('an answer about one key that comes after another was connected ties neither to the other server', async () => {
    await using other = await startServer({ features });
    const stranger = other.visitor();
    await stranger.call(signUp, { body: { email: `${uniqueName()}@example.org`, password: 'wandering lilac otter' } });
    const there = (await stranger.call(makeAccessKey, { body: { name: 'Extension', scopes: [...scopes] } })).body.key;
    await connect((await makeKey()).key);
    const { promise, resolve } = Promise.withResolvers<void>();
    [held, sent.length] = [promise, 0];
    const testing = ask('test', {});
    await expect.poll(() => sent.length).toBe(1);
    held = Promise.resolve();
    await connect(there, other.origin);
    resolve();
    await testing;
    expect(local.values.get('connection')).toMatchObject({ origin: other.origin });
    expect(local.values.get('key')).toBe(there);
  });

  test('the icon says no more that a page is saved once it shows another posting', async () => {
    await connect((await makeKey()).key);
    const one = capture();
    await ask('save', { capture: one, tabId: 7 });
    await ask('duplicates', { company, title: one.posting.title, url: one.posting.url ?? '', tabId: 7 });
    await ask('duplicates', { company, title: 'Accountant', url: 'https://jobs.example/else', tabId: 7 });
    expect(badges).toEqual(['7 ✓', '7 ✓', '7 ']);
  });

  test('forgets everything', async () => {
    await connect((await makeKey()).key);
    isOffline = true;
    await ask('save', { capture: capture(), tabId: 1 });
    expect(local.values.size).toBeGreaterThan(1);
    await ask('forget', {});
    expect([...local.values]).toEqual([]);
    expect(failureOf(await ask('choices', {}))).toBe('not-connected');
  });
});

test('only pages of the extension itself are heard', () => {
  const runtime = { id: 'abc', getURL: (path: string) => `chrome-extension://abc/${path}` };
  const from = (url: string, id = 'abc') => isOurs(runtime, { id, url });
  expect(
    ['chrome-extension://abc/popup.html', 'chrome-extension://abc/popup.html?tab=7', 'chrome-extension://abc/options.html'].map(
      (url) => from(url),
    ),
  ).toEqual([true, true, true]);
  expect(from('https://jobs.example/popup.html')).toBe(false);
  expect(from('https://jobs.example/?chrome-extension://abc/popup.html')).toBe(false);
  expect(from('chrome-extension://abc/popup.html', 'other')).toBe(false);
  expect(isOurs(runtime, { id: 'abc' })).toBe(false);
});
