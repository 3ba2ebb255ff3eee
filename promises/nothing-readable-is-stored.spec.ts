/**
 * Nothing readable is stored. Random words are typed into every field of every route and into the forms of the app, well-formed
 * and not; then everything the server left behind is searched for them, in every form they could lie there.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join as path } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import type { Endpoint } from '@sotto/contract';
import { changePassword, reauthenticate, signIn, signUp } from '@sotto/features/account/api';
import { getProfile, putResume } from '@sotto/features/profile/api';
import { createLog } from '@sotto/log';
import { features } from '@sotto/server';
import {
  type TestServer,
  createClock,
  engines,
  expectPage,
  freshFolder,
  minute,
  startServer,
  uniqueName,
  sized,
} from '@sotto/testing';
import { describe, expect, test } from 'vitest';
import { makeInstallation, storesAt } from './testing/installation.ts';
import { openBrowsing, signUpBy } from './testing/browsing.ts';
import { type Writer, fullRequest, rawRequest } from './testing/inputs.ts';
import { databaseOf, everythingOf, storeUnsealed } from './testing/left-behind.ts';
import { type Person, apply, join } from './testing/people.ts';
import { forms, tracesOf, walPosition, walSince } from './testing/traces.ts';

const rounds = sized({ everyday: 1, full: 4 });
const wordsAtLeast = sized({ everyday: 400, full: 1000 });

/** Words that lie nowhere else in the world: what all begin with, a number, and a word of its own. */
function createCanaries() {
  const start = `q${uniqueName()}`;
  const words: string[] = [];
  const next = () => {
    const word = `${start}${String(words.length).padStart(4, '0')}${uniqueName().slice(0, 6)}`;
    words.push(word);
    return word;
  };
  return { words, next };
}

/** End or lock what the others are typed into; their fields are typed into at the end, or are none. */
const endings = new Set([
  'deleteAccount',
  'deleteData',
  'signOut',
  'endOtherSessions',
  'endSession',
  'revokeEverything',
  'deleteApplication',
  'deleteGroup',
  'deleteProfile',
  'deleteResume',
]);

describe.each(engines)('on %s', (engine) => {
  test('no word that was typed into any field of any route is readable in a store, a log, a mail or a temporary file', async ({
    annotate,
  }) => {
    await using installation = await makeInstallation(engine);
    await using temporary = await freshFolder();
    const { words, next } = createCanaries();
    const logged: string[] = [];
    const begun = engine === 'postgres' ? await walPosition(databaseOf(installation)) : '';
    using _ = temporaryFolder(temporary.path);
    const server = await startServer({
      features,
      stores: storesAt(engine, installation.settings),
      clock: createClock(),
      log: createLog({ level: 'debug', destination: { write: (line) => void logged.push(line) } }),
    });
    const typed = await typeEverywhere(server, next);
    // While it runs, with a write-ahead log that was not yet taken in; and after it has ended.
    const running = await everythingOf(installation, temporary.path, { logged, said: server.said, begun });
    await server.stop();
    const ended = await everythingOf(installation, temporary.path, { logged, said: server.said, begun });

    expect(tracesOf(words, running)).toEqual([]);
    expect(tracesOf(words, ended)).toEqual([]);
    // They did arrive: routes took them, and the person reads most of them back.
    expect(words.length).toBeGreaterThanOrEqual(wordsAtLeast);
    expect(typed.taken.length).toBeGreaterThan(20);
    expect(typed.taken).toEqual(expect.arrayContaining(['putProfile', 'createInterview', 'createTask']));
    expect(typed.readBack).toBeGreaterThan(100);
    expect(logged.length).toBeGreaterThan(0);
    await annotate(`${words.length} markers planted, 0 found`);
  });

  test('the search finds every word in every place and form when it does lie there unsealed', async () => {
    await using installation = await makeInstallation(engine);
    await using temporary = await freshFolder();
    const { words, next } = createCanaries();
    for (let count = 0; count < 40; count++) next();
    const begun = engine === 'postgres' ? await walPosition(databaseOf(installation)) : '';
    const server = await startServer({ features, stores: storesAt(engine, installation.settings), clock: createClock() });
    const person = await join(server);
    await apply(person, 'Gardener');
    const content = Buffer.concat(
      words.flatMap((word) =>
        Object.values(forms)
          .flatMap((write) => write(word))
          .flatMap((bytes) => [bytes, newLine]),
      ),
    );
    // Long values are packed on PostgreSQL's pages (a dump unpacks them); a short one lies there as it is.
    await storeUnsealed(server, person, [content, Buffer.from(words[0] ?? '')]);
    const { data, keys, epoch } = installation.settings.folders;
    for (const folder of [path(data, 'mail'), keys, epoch, temporary.path]) {
      mkdirSync(folder, { recursive: true });
      appendFileSync(path(folder, 'planted'), content);
    }
    const pieces = await everythingOf(installation, temporary.path, { logged: [content.toString('latin1')], said: [], begun });
    const found = tracesOf(words, pieces);
    await server.stop();

    const storing = engine === 'sqlite' ? /sotto\.sqlite(-wal)?$/ : /^table chunk$/;
    for (const place of [storing, /mail\/planted$/, /^keys.*planted$/, /^epoch.*planted$/, /^temporary.*planted$/, /^log$/])
      for (const form of Object.keys(forms)) {
        const there = words.filter((word) => found.some((trace) => isTrace(trace, word, form, place)));
        expect([String(place), form, there.length]).toEqual([String(place), form, words.length]);
      }
    if (engine === 'postgres')
      expect(
        found.some((trace) => trace.endsWith('pages of chunk')),
        'the pages on the disk',
      ).toBe(true);
  });
});

test.runIf(engines.includes('postgres'))(
  'the search looks into all of the log of changes that was written since, and into nothing older',
  async () => {
    await using installation = await makeInstallation('postgres');
    const { words, next } = createCanaries();
    const server = await startServer({ features, stores: storesAt('postgres', installation.settings) });
    const person = await join(server);
    await apply(person, 'Gardener');
    const url = databaseOf(installation);
    const begun = await walPosition(url);
    await storeUnsealed(server, person, [Buffer.from(next())]);
    const ended = await walPosition(url);
    await server.stop();
    expect(tracesOf(words, await walSince(url, begun))).not.toEqual([]);
    expect(tracesOf(words, await walSince(url, ended))).toEqual([]);
  },
);

test('no word that was typed into the forms of the app is readable in a store or a log', async () => {
  await using installation = await makeInstallation('sqlite');
  const { words, next } = createCanaries();
  await using browsing = await openBrowsing(storesAt('sqlite', installation.settings));
  await using visit = await browsing.visit();
  const { page } = visit;
  await signUpBy(page, { email: `${next()}@${next()}.example`, secret: `${next()} ${next()}` });
  const typed = new Map<string, string[]>();
  for (const { at, open, send } of appForms) {
    const before = words.length;
    await page.goto(at, { waitUntil: 'networkidle' });
    await open?.(page);
    const form = open ? page.getByRole('dialog') : page.locator('#main');
    await expectPage(form).toBeVisible();
    await fillAndSend(form, send, next);
    await page.waitForLoadState('networkidle');
    typed.set(at, words.slice(before));
  }
  const everything = await page.evaluate(async () => (await fetch('/api/v1/export.json')).text());
  await browsing.server.stop();
  const pieces = await everythingOf(installation, '/nowhere', { logged: [], said: browsing.server.said, begun: '' });
  expect(tracesOf(words, pieces)).toEqual([]);
  // They did arrive: of each form the person reads some back. A table that was pasted is only looked at until it is brought in.
  typed.delete('/import?way=paste');
  const readBack = [...typed].map(([at, own]) => [at, own.filter((word) => everything.includes(word)).length > 0]);
  expect(readBack).toEqual([...typed.keys()].map((at) => [at, true]));
  expect(words.length).toBeGreaterThan(25);
});

/** Forms by where they are, how they open, and what sends them. */
const appForms: readonly { readonly at: string; open?(page: Page): Promise<void>; readonly send: RegExp }[] = [
  { at: '/welcome', send: /^Save/ },
  {
    at: '/board',
    async open(page) {
      await expectPage(page.getByRole('button', { name: /^New application/ }).first()).toBeVisible();
      await page.keyboard.press('n');
    },
    send: /^Save/,
  },
  { at: '/settings/groups', open: (page) => page.getByRole('button', { name: 'New group' }).last().click(), send: /^Begin it/ },
  {
    at: '/settings/access-keys',
    open: (page) => page.getByRole('button', { name: 'New access key' }).click(),
    send: /^Make the key/,
  },
  { at: '/import?way=paste', send: /^Read it/ },
];

/** Types a word into everything in sight that takes one, unfolding what is folded, and sends it; what is refused is emptied. */
async function fillAndSend(form: Locator, send: RegExp, next: () => string): Promise<void> {
  const button = form.getByRole('button', { name: send }).last();
  await expectPage(button).toBeVisible();
  const unfold = form.getByRole('button', { name: 'All fields' });
  if (await unfold.isVisible()) await unfold.click();
  const boxes = ['input:not([type])', 'input[type=text]', 'input[type=url]', 'textarea'].map((box) => `${box}:visible`).join();
  for (const box of await form.locator(boxes).all())
    await box.fill((await box.getAttribute('type')) === 'url' ? `https://${next()}.example/` : next());
  for (const choice of (await form.locator('input[type=checkbox]').all()).slice(0, 1)) await choice.check({ force: true });
  await button.click();
  // What was refused for its shape (an amount, a date) is emptied, and the rest sent.
  const wrong = form.locator('[aria-invalid="true"]:visible');
  const said = form.page().locator('.notice, [role=alert]');
  const isAnswered = async () => (await wrong.or(said).count()) > 0 || !(await button.isVisible());
  await expectPage.poll(isAnswered).toBe(true);
  const brief = { timeout: 1500 };
  for (const box of await wrong.all()) await box.fill('', brief).catch(alreadySent);
  await button.click(brief).catch(alreadySent);
}

/** The form went away in the meantime: it was sent. */
const alreadySent = () => {};

test('the search looks into what is packed with gzip', () => {
  const { words, next } = createCanaries();
  next();
  const packed = Buffer.concat([Buffer.from('before'), gzipSync(`a ${words[0]} b`), Buffer.from('after')]);
  expect(packed.includes(words[0] ?? '')).toBe(false);
  expect(tracesOf(words, [{ where: 'file', bytes: packed }])).toEqual([`${words[0]} as gzip of plain in file`]);
});

/** Temporary files of this process lie there, until the scope ends. */
function temporaryFolder(folder: string): Disposable {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  return {
    [Symbol.dispose]() {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    },
  };
}

const newLine = Buffer.from('\n');

function isTrace(trace: string, word: string, form: string, place: RegExp): boolean {
  const start = `${word} as ${form} in `;
  return trace.startsWith(start) && place.test(trace.slice(start.length));
}

interface Typed {
  /** Routes that took what was typed. */
  readonly taken: readonly string[];
  /** Words that came back in the export of everything. */
  readonly readBack: number;
}

/** Every route, twice: filled in as it asks, and with a word in every field whatever it asks for. */
async function typeEverywhere(server: TestServer, next: () => string): Promise<Typed> {
  const secret = `${next()} ${next()}`;
  const person = await join(server, { email: `${next()}@${next()}.example`, secret });
  await apply(person, next(), { notes: next() });
  const taken: string[] = [];
  for (let round = 0; round < rounds; round++) taken.push(...(await typeInto(server, person, next)));
  // That much at once makes anybody wait a moment.
  server.clock.advance(minute);
  const { visitor } = person;
  const { revision } = (await visitor.call(getProfile, {})).body;
  const resume = new Blob([`${next()}\n`.repeat(9_000), next()]);
  await visitor.call(putResume, { query: { revision, name: `${next()}.txt` }, body: resume, type: 'application/octet-stream' });
  for (const { endpoint } of server.routes.filter((route) => takesAnything(route.endpoint))) {
    const raw = rawRequest(endpoint, next);
    await visitor.fetch(raw.path, raw.init);
    await server.visitor({ key: next() }).fetch(raw.path, raw.init);
  }
  // Passwords, right and wrong, wherever one is asked for.
  const another = `${next()} ${next()}`;
  await visitor.call(changePassword, { body: { current: secret, next: another } });
  await visitor.call(reauthenticate, { body: { password: another } });
  await server
    .visitor()
    .call(signIn, { body: { email: person.email, password: next() } })
    .catch(refused);
  await server
    .visitor()
    .call(signUp, { body: { email: person.email, password: `${next()} ${next()}` } })
    .catch(refused);
  const everything = await (await visitor.fetch('/api/v1/export.json')).text();
  const readBack = new Set(everything.match(new RegExp(`${next().slice(0, 17)}\\w{10}`, 'g'))).size;
  return { taken, readBack };
}

/** Every route once, filled in as it asks. Answers those that took it. */
async function typeInto(server: TestServer, person: Person, next: () => string): Promise<string[]> {
  const taken: string[] = [];
  for (const { endpoint } of server.routes) {
    if (endings.has(endpoint.name)) continue;
    const { path: address, init } = fullRequest(
      endpoint,
      await writerFor(person, endpoint, next),
      await agreedFields(person, endpoint),
    );
    // Signing someone else up would take the browser from its person.
    const at = endpoint.name === 'signUp' ? server.visitor() : person.visitor;
    const { status } = await at.fetch(address, init);
    if (status < 300) taken.push(endpoint.name);
  }
  return taken;
}

const refused = () => null;

function takesAnything({ params, query, body }: Endpoint): boolean {
  return params !== undefined || query !== undefined || body !== undefined;
}

/** Ids of the person's own things, by the route and field that ask for them. */
async function writerFor({ visitor }: Person, { path: address }: Endpoint, next: () => string): Promise<Writer> {
  const first = async (list: string) => {
    const { items = [] } = (await (await visitor.fetch(`/api/v1/${list}`)).json()) as { items?: { id: string }[] };
    return items[0]?.id ?? '';
  };
  const [groups, stages, companies, applications] = await Promise.all(
    ['groups', 'stages', 'companies', 'applications'].map(first),
  );
  const own = /\/(groups|stages|companies)\//.exec(address)?.[1];
  const byField: Record<string, string | undefined> = { groupId: groups, stageId: stages, companyId: companies, after: stages };
  const ownId = own === 'groups' ? groups : own === 'stages' ? stages : own === 'companies' ? companies : applications;
  return { text: next, id: (field) => byField[field] ?? ownId ?? '' };
}

/** What a schema does not say of a field: the revision it must carry, an id that must be new. */
async function agreedFields({ visitor }: Person, { path: address, method, name }: Endpoint): Promise<object> {
  if (name === 'signIn' || name === 'signUp') return {};
  if (method === 'POST' && !address.includes('{')) return { id: undefined, doNotApply: undefined };
  const list = /^\/api\/v1\/(groups|stages|companies|applications)\/\{id\}/.exec(address)?.[1];
  const own = address === '/api/v1/profile' ? address : '/api/v1/settings';
  const shown = (await (await visitor.fetch(list ? `/api/v1/${list}` : own)).json()) as {
    revision?: number;
    items?: { revision: number }[];
  };
  return { revision: list ? shown.items?.[0]?.revision : shown.revision, archived: undefined, id: undefined };
}
