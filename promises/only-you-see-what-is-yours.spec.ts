/**
 * What is yours answers to you: every route, tried by every kind of caller, on records of their own, of someone else and of
 * nobody. Someone else's record and an absent one are answered alike, and nothing of anyone changes.
 */
import { type Endpoint, scopes } from '@sotto/contract';
import { features } from '@sotto/server';
import { type TestServer, engines, second, startServer, uniqueName, isFull, sized } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bareRequest } from './testing/inputs.ts';
import { type Person, apply, join, makeKey } from './testing/people.ts';

/** Nobody has it: UUIDv7 of the year 1970. */
const absent = '00000000-0001-7000-8000-000000000000';

const attemptsAtLeast = sized({ everyday: 500, full: 2000 });

type Send = (path: string, init: RequestInit) => Promise<Response>;

describe.each(engines)('on %s', (engine) => {
  let server: TestServer;
  let ada: Person;
  let ids: readonly string[];
  const secret = `marker${uniqueName()}`;
  beforeAll(async () => {
    server = await startServer({ features, engine });
    ada = await join(server);
    await apply(ada, secret, { notes: secret });
    await makeKey(ada, ['export:read'], secret);
    ids = await idsOf(server, ada);
  });
  afterAll(() => server.stop());

  /** Everyone but Ada: nobody, someone else signed in, and a key of theirs for everything; in full, one for each scope too. */
  async function strangers(): Promise<Record<string, Send>> {
    const eve = await join(server);
    const keys = await Promise.all(
      (isFull ? scopes : []).map(async (scope) => [`key for ${scope}`, await makeKey(eve, [scope])] as const),
    );
    const withKey = (key: string): Send => server.visitor({ key }).fetch;
    return {
      nobody: server.visitor().fetch,
      'someone else': eve.visitor.fetch,
      'key for everything': withKey(await makeKey(eve, scopes)),
      ...Object.fromEntries(keys.map(([name, key]) => [name, withKey(key)])),
    };
  }

  test('nobody else reaches, changes or even notices what is yours, on any route, with any cookie or key', async ({
    annotate,
  }) => {
    const before = await rowsOf(server, ada);
    const callers = Object.entries(await strangers());
    const endpoints = server.routes.map(({ endpoint }) => endpoint).filter(takesId);
    const isPublic = ({ access }: Endpoint) => access.kind === 'public';
    const own = endpoints.filter((each) => !isPublic(each));
    // Later those that make something under an id one chooses: afterwards that id is the stranger's own as well. Last what
    // everyone may ask: whoever does so again and again waits in between, and proof of who they are grows old meanwhile.
    const inTurn = [own.filter((each) => !choosesId(each)), own.filter(choosesId), endpoints.filter(isPublic)];
    const attempts = inTurn.flatMap((some) =>
      callers.flatMap(([caller, send]) => some.map((endpoint) => ({ caller, send, endpoint }))),
    );
    let compared = 0;

    for (const { caller, send, endpoint } of attempts) {
      const ofNobody = comparable(await patiently(() => answerTo(endpoint, absent, send)), absent);
      for (const id of ids) {
        const told = await patiently(() => answerTo(endpoint, id, send));
        expect([caller, endpoint.name, comparable(told, id)]).toEqual([caller, endpoint.name, ofNobody]);
        expect(told.body).not.toContain(secret);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThanOrEqual(attemptsAtLeast);
    expect(await rowsOf(server, ada)).toEqual(before);
    await annotate(`${compared} attempts at what is somebody else’s, 0 got through`);
  });

  /** The answer; whoever is told to wait does so and asks again. */
  async function patiently(ask: () => Promise<Told>): Promise<Told> {
    for (;;) {
      const told = await ask();
      if (told.status !== 429) return told;
      const { retryAfter } = JSON.parse(told.body) as { retryAfter: number };
      server.clock.advance(retryAfter * second);
    }
  }

  test('routes that take no id show a stranger nothing of yours', async () => {
    for (const [caller, send] of Object.entries(await strangers()))
      for (const { endpoint } of server.routes.filter((route) => !takesId(route.endpoint) && route.endpoint.method === 'GET')) {
        const { body } = await answerTo(endpoint, absent, send);
        expect([caller, endpoint.name, body.includes(secret)]).toEqual([caller, endpoint.name, false]);
      }
  });

  test('looking changes nothing: after every GET of every route all is as it was', async () => {
    const before = await rowsOf(server, ada);
    let looked = 0;
    for (const { endpoint } of server.routes.filter((route) => route.endpoint.method === 'GET'))
      for (const id of [absent, ...ids]) if ((await answerTo(endpoint, id, ada.visitor.fetch)).status < 300) looked += 1;
    expect(looked).toBeGreaterThan(20);
    expect(await rowsOf(server, ada)).toEqual(before);
    // The control: what is not a GET does change them.
    await apply(ada, 'Beekeeper');
    expect(await rowsOf(server, ada)).not.toEqual(before);
  });

  test('the attempts would be seen to succeed: the same ones by their owner do', async () => {
    const seen: string[] = [];
    for (const { endpoint } of server.routes.filter((route) => route.endpoint.method === 'GET'))
      for (const id of ids) if ((await answerTo(endpoint, id, ada.visitor.fetch)).body.includes(secret)) seen.push(endpoint.name);
    expect([...new Set(seen)]).toEqual(
      expect.arrayContaining([
        'getApplication',
        'listApplications',
        'getBoard',
        'exportGroup',
        'exportEverything',
        'listAccessKeys',
      ]),
    );
    const own = await answerTo(routeNamed('getApplication'), ids.at(-1) ?? '', ada.visitor.fetch);
    expect(comparable(own, ids.at(-1) ?? '')).not.toEqual(
      comparable(await answerTo(routeNamed('getApplication'), absent, ada.visitor.fetch), absent),
    );
  });

  function routeNamed(name: string): Endpoint {
    const route = server.routes.find(({ endpoint }) => endpoint.name === name);
    if (!route) throw new Error(`no route ${name}: ${server.routes.map(({ endpoint }) => endpoint.name).join(', ')}`);
    return route.endpoint;
  }
});

// Names of its own each time: two groups of one name are refused for that alone.
const writerOf = (id: string) => ({ text: uniqueName, id: () => id });

function takesId(endpoint: Endpoint): boolean {
  return JSON.stringify(bareRequest(endpoint, writerOf(absent))).includes(absent);
}

function choosesId(endpoint: Endpoint): boolean {
  const { body } = bareRequest(endpoint, writerOf(absent)).init;
  return typeof body === 'string' && body.startsWith('{') && Object.hasOwn(JSON.parse(body) as object, 'id');
}

interface Told {
  readonly status: number;
  readonly body: string;
}

async function answerTo(endpoint: Endpoint, id: string, send: Send): Promise<Told> {
  const { path, init } = bareRequest(endpoint, writerOf(id));
  const response = await send(path, init);
  const told = { status: response.status, body: await response.text() };
  // A server that fails for everyone alike would pass for one that tells nothing: a second lock may have caught a mistake.
  expect([endpoint.name, told.status >= 500, told.body]).toEqual([endpoint.name, false, told.body]);
  return told;
}

/** Without what differs in every answer: the request's id and the record's. Of a success, whatever is the caller's own. */
function comparable({ status, body }: Told, id: string): Told {
  return { status, body: status < 300 ? '' : body.replaceAll(id, '<id>').replace(/"requestId":"[^"]*"/, '') };
}

/** One record of each kind, the sessions and keys; last an application. */
async function idsOf({ platform: { database } }: TestServer, { userId, visitor }: Person): Promise<string[]> {
  const { build } = database;
  const records = await database.rows(build.selectFrom('record').select(['id', 'kind']).where('user_id', '=', userId));
  const sessions = await database.rows(build.selectFrom('session').select('id').where('user_id', '=', userId));
  const keys = await database.rows(build.selectFrom('access_key').select('id').where('user_id', '=', userId));
  const list = (await (await visitor.fetch('/api/v1/applications')).json()) as { items: { id: string }[] };
  const ofEachKind = new Map(records.map(({ kind, id }) => [kind, id])).values();
  const application = list.items[0]?.id ?? '';
  const all = [...ofEachKind, ...[...sessions, ...keys].map(({ id }) => id)];
  return [...all.filter((id) => id !== application), application];
}

async function rowsOf({ platform: { database } }: TestServer, { userId }: Person): Promise<unknown> {
  const { build } = database;
  const records = build.selectFrom('record').selectAll().where('user_id', '=', userId).orderBy('id');
  const workspace = build.selectFrom('workspace').selectAll().where('user_id', '=', userId);
  const keys = build.selectFrom('access_key').select(['id', 'scopes']).where('user_id', '=', userId).orderBy('id');
  return [await database.rows(records), await database.rows(workspace), await database.rows(keys)];
}
