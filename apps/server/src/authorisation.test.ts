import { type Access, type Endpoint, type Scope, scopes } from '@sotto/contract';
import { minute, type TestServer } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type Sample, addApplication, sampleOf, signUpPerson, startWhole } from './testing.ts';

let server: TestServer;
let ada: Person;
let bob: Person;
let keys: ReadonlyMap<Scope, string>;

beforeAll(async () => {
  server = await startWhole();
  [ada, bob] = [await signUpPerson(server), await signUpPerson(server)];
  keys = new Map(await Promise.all(scopes.map(async (scope) => [scope, await bob.key([scope])] as const)));
});
afterAll(() => server.stop());

/** Nobody has it: UUIDv7 of the year 1970. */
const absent = '00000000-0001-7000-8000-000000000000';

const refusals = new Set([
  'not-signed-in',
  'invalid-key',
  'mistyped-key',
  'missing-scope',
  'reauthentication-required',
  'account-disabled',
  'account-frozen',
]);

/** The refusal of a request, or `admitted`. An unknown parameter keeps whatever is admitted from being carried out. */
async function verdict(endpoint: Endpoint, send: (path: string, init: Sample['init']) => Promise<Response>): Promise<string> {
  const { path, init } = sampleOf(endpoint, absent);
  const response = await send(`${path}${path.includes('?') ? '&' : '?'}probe=1`, init);
  const { type = '', errors } = (await response.json()) as { type?: string; errors?: { field: string }[] };
  const problem = type.replace('urn:sotto:problem:', '');
  if (refusals.has(problem)) return problem;
  // A parameter of the path that is no id is an absent record, told before the query is looked at.
  expect([endpoint.name, problem === 'not-found' || errors?.some(({ field }) => field === 'probe')]).toEqual([
    endpoint.name,
    true,
  ]);
  return 'admitted';
}

function expected(access: Access, scope: Scope | null): string {
  if (access.kind === 'public') return 'admitted';
  if (scope === null) return access.kind === 'any-key' ? 'invalid-key' : 'admitted';
  if (access.kind === 'any-key') return 'admitted';
  return access.kind === 'key' && access.scope === scope ? 'admitted' : 'missing-scope';
}

describe('every route × every caller', () => {
  const endpoints = () => server.routes.map(({ endpoint }) => endpoint);

  test('nobody reaches only what is public', async () => {
    const reached = await Promise.all(
      endpoints().map(
        async (each) => [each.name, await verdict(each, (path, init) => server.visitor().fetch(path, init))] as const,
      ),
    );
    expect(reached).toEqual(
      endpoints().map(({ name, access }) => [name, access.kind === 'public' ? 'admitted' : 'not-signed-in']),
    );
    expect(reached.length).toBeGreaterThan(40);
  });

  test('an ended or invented session is nobody', async () => {
    const { port } = new URL(server.origin);
    const cookie = { cookie: `sotto_session_${port}=${'A'.repeat(72)}` };
    for (const each of endpoints()) {
      const told = await verdict(each, (path, init) =>
        server.visitor().fetch(path, { ...init, headers: { ...init.headers, ...cookie } }),
      );
      expect([each.name, told]).toEqual([each.name, each.access.kind === 'public' ? 'admitted' : 'not-signed-in']);
    }
  });

  test('a session reaches everything but what asks for a key', async () => {
    for (const each of endpoints())
      expect([each.name, await verdict(each, bob.visitor.fetch)]).toEqual([each.name, expected(each.access, null)]);
  });

  test('a key reaches what its scope names and no session’s route', async () => {
    for (const [scope, key] of keys) {
      const script = server.visitor({ key });
      for (const each of endpoints())
        expect([scope, each.name, await verdict(each, script.fetch)]).toEqual([scope, each.name, expected(each.access, scope)]);
    }
  });

  test('a key that is none is told so everywhere', async () => {
    const script = server.visitor({ key: 'sotto_nonsense' });
    for (const each of endpoints()) expect(['invalid-key', 'mistyped-key']).toContain(await verdict(each, script.fetch));
  });

  test('ten minutes later what asks for fresh proof asks for it', async () => {
    const carol = await signUpPerson(server);
    server.clock.advance(10 * minute + 1);
    for (const each of endpoints()) {
      const asksAgain = 'fresh' in each.access && each.access.fresh;
      expect([each.name, await verdict(each, carol.visitor.fetch)]).toEqual([
        each.name,
        asksAgain ? 'reauthentication-required' : expected(each.access, null),
      ]);
    }
    expect(endpoints().filter(({ access }) => 'fresh' in access && access.fresh).length).toBeGreaterThan(2);
  });
});

describe('someone whose account is disabled or frozen', () => {
  const mayStill = ({ access }: Endpoint) => 'whenDisabled' in access && access.whenDisabled;

  test('may see, take and delete what is their own, and nothing is forgotten on either side', () => {
    const own = server.routes
      .map(({ endpoint }) => endpoint)
      .filter(({ access }) => access.kind === 'session' || access.kind === 'key');
    expect(own.filter(({ method }) => method === 'GET').filter((each) => !mayStill(each))).toEqual([]);
    const more = own.filter((each) => each.method !== 'GET' && mayStill(each)).map(({ name }) => name);
    expect(new Set(more)).toEqual(
      new Set([
        'endSession',
        'endOtherSessions',
        'endAccessKey',
        'endFeed',
        'revokeHelp',
        'revokeEverything',
        'reauthenticate',
        'dismissNotice',
        'makeExport',
        'forgetExport',
        'deleteProfile',
        'deleteResume',
        'deleteData',
        'deleteAccount',
      ]),
    );
    expect(own.length - more.length).toBeGreaterThan(40);
  });

  /** Thawing too is open to someone who froze theirs, and to nobody whose account is disabled. */
  const mayWhenFrozen = (each: Endpoint) => mayStill(each) || ('whenFrozen' in each.access && each.access.whenFrozen);

  test('reaches exactly that on every route, with a key nothing, and afterwards everything', async () => {
    const { vault } = server.platform;
    const dora = await signUpPerson(server);
    const key = server.visitor({ key: await dora.key(scopes) });
    const endpoints = server.routes.map(({ endpoint }) => endpoint);
    const reached = async () => {
      const both = [];
      // There are so many routes that asking each twice within a minute is more than one key may.
      server.clock.advance(minute);
      for (const each of endpoints)
        both.push([each.name, await verdict(each, dora.visitor.fetch), await verdict(each, key.fetch)] as const);
      return both;
    };
    const allowed = (isOpen: (each: Endpoint) => unknown, refusal: string) =>
      endpoints.map((each) => {
        if (each.access.kind === 'public') return [each.name, 'admitted', 'admitted'];
        return [each.name, isOpen(each) ? 'admitted' : refusal, refusal];
      });
    const before = await reached();
    await vault.setDisabled(dora.userId, true);
    expect(await reached()).toEqual(allowed(mayStill, 'account-disabled'));
    await vault.setFrozen(dora.userId, true);
    await vault.setDisabled(dora.userId, false);
    expect(await reached()).toEqual(allowed(mayWhenFrozen, 'account-frozen'));
    await vault.setFrozen(dora.userId, false);
    expect(await reached()).toEqual(before);
    expect(before.filter(([, , byKey]) => byKey === 'admitted').length).toBeGreaterThan(20);
  }, 60_000);
});

test('someone else’s record and an absent one are answered alike, on every route, and nothing of it changes', async () => {
  const title = 'canary-title';
  const application = await addApplication(ada, title);
  const ids = [...(await idsOf(server, ada)), application];
  const before = await rowsOf(server, ada);
  const eve = await signUpPerson(server);
  const asked = server.routes.filter(({ endpoint }) => endpoint.access.kind !== 'public' && namesARecord(endpoint));
  let key = '';
  let compared = 0;
  for (const [index, { endpoint }] of asked.entries()) {
    // A key may ask 600 times a minute, and there are more questions than that.
    if (index % 20 === 0) key = await eve.key(scopes);
    for (const send of [eve.visitor.fetch, server.visitor({ key }).fetch]) {
      const ofAbsent = await answerOf(endpoint, absent, send);
      for (const id of ids) {
        const ofForeign = await answerOf(endpoint, id, send);
        expect([endpoint.name, comparable(ofForeign)]).toEqual([endpoint.name, comparable(ofAbsent)]);
        expect(ofForeign.body).not.toContain(title);
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(200);
  expect(await rowsOf(server, ada)).toEqual(before);
  // The comparison can fail: its own person gets another answer than anyone else.
  const own = await answerOf(routeNamed('getApplication'), application, ada.visitor.fetch);
  expect(own).toEqual({ status: 200, body: expect.stringContaining(title) });
});

function routeNamed(name: string): Endpoint {
  const route = server.routes.find(({ endpoint }) => endpoint.name === name);
  if (!route) throw new Error(`no route ${name}: ${server.routes.map(({ endpoint }) => endpoint.name).join(', ')}`);
  return route.endpoint;
}

function namesARecord(endpoint: Endpoint): boolean {
  return JSON.stringify(sampleOf(endpoint, absent)).includes(absent);
}

interface Told {
  readonly status: number;
  readonly body: string;
}

async function answerOf(
  endpoint: Endpoint,
  id: string,
  send: (path: string, init: Sample['init']) => Promise<Response>,
): Promise<Told> {
  const { path, init } = sampleOf(endpoint, id);
  const response = await send(path, init);
  return { status: response.status, body: (await response.text()).replaceAll(id, '<id>') };
}

/** Without what differs in every answer: the request's id; of a success, whatever is the caller's own. */
function comparable({ status, body }: Told): Told {
  return { status, body: status < 300 ? '' : body.replace(/"requestId":"[^"]*"/, '') };
}

async function idsOf({ platform: { database } }: TestServer, { userId }: Person): Promise<string[]> {
  const { build } = database;
  const records = await database.rows(build.selectFrom('record').select(['id', 'kind']).where('user_id', '=', userId));
  const onePerKind = new Map(records.map(({ kind, id }) => [kind, id]));
  const sessions = await database.rows(build.selectFrom('session').select('id').where('user_id', '=', userId));
  return [...onePerKind.values(), ...sessions.map(({ id }) => id)];
}

async function rowsOf({ platform: { database } }: TestServer, { userId }: Person): Promise<unknown> {
  const { build } = database;
  const records = build.selectFrom('record').selectAll().where('user_id', '=', userId).orderBy('id');
  const workspace = build.selectFrom('workspace').selectAll().where('user_id', '=', userId);
  const sessions = build.selectFrom('session').select(['id', 'token_hash']).where('user_id', '=', userId).orderBy('id');
  return [await database.rows(records), await database.rows(workspace), await database.rows(sessions)];
}
