import { existsSync, readFileSync } from 'node:fs';
import { type Endpoint, isRaw } from '@sotto/contract';
import type { TestServer } from '@sotto/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Person, type Sample, addApplication, sampleOf, signUpPerson, startWhole } from './testing.ts';

vi.setConfig({ testTimeout: 120_000 });

let server: TestServer;
let ada: Person;
let application: string;

beforeAll(async () => {
  server = await startWhole();
  ada = await signUpPerson(server);
  application = await addApplication(ada, 'Gardener');
});
afterAll(() => server.stop());

/** What no field expects. Of every kind of JSON, at every edge that is known to have broken something. */
const hostile: readonly unknown[] = [
  null,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202eabc',
  'x'.repeat(70_000),
  "'; drop table record; --",
  '${7*7}{{7*7}}<%= 7*7 %>',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '../../../../etc/passwd',
  '=cmd|calc',
  'a\r\nBcc: eve@evil.test',
  -1,
  0,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  0.1,
  true,
  [],
  [[[[]]]],
  {},
  { constructor: { prototype: { polluted: 1 } } },
  { $ne: null },
  '2026-02-30',
  '9999-12-31T23:59:60Z',
  '00000000-0000-0000-0000-000000000000',
];

const naughtyStrings = new URL('../../../../shared/corpus/strings/blns.json', import.meta.url);

/** Ends or empties what the other tests stand on, when it is taken as it is. */
const endings = new Set([
  'deleteAccount',
  'deleteData',
  'signOut',
  'endOtherSessions',
  'deleteApplication',
  'deleteGroup',
  'deleteStage',
]);

test('no input of any kind brings an unforeseen error out of any route', async ({ annotate }) => {
  if (!existsSync(naughtyStrings)) await annotate('Left out: the list of naughty strings, which lies beside the checkout.');
  const broken: string[] = [];
  const counts = new Map<number, number>();
  for (const { endpoint } of server.routes) {
    if (endings.has(endpoint.name)) continue;
    for (const { path, init } of attempts(endpoint)) {
      const response = await ada.visitor.fetch(path, init);
      const text = await response.text();
      counts.set(response.status, (counts.get(response.status) ?? 0) + 1);
      // 503 is foreseen: at most so many slow hashes at once.
      if (response.status >= 500 && response.status !== 503)
        broken.push(`${endpoint.name} ${init.body ?? path}: ${text}`.slice(0, 300));
    }
  }
  expect(broken).toEqual([]);
  // Neither the session nor a limit kept the attempts from the routes.
  expect([...counts.values()].reduce((sum, count) => sum + count)).toBeGreaterThan(1000);
  expect(counts.get(400)).toBeGreaterThan(500);
  expect((counts.get(200) ?? 0) + (counts.get(201) ?? 0)).toBeGreaterThan(50);
  expect((counts.get(401) ?? 0) + (counts.get(429) ?? 0)).toBeLessThan(200);
  expect((await ada.visitor.fetch('/api/v1/account')).status).toBe(200);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test('a field that nobody declared is refused by name on every route that takes a body', async () => {
  const protectedNames = [
    'userId',
    'user_id',
    'createdAt',
    'updatedAt',
    'sequence',
    'keyId',
    'role',
    'isAdmin',
    'stageSince',
    'nonsense',
  ];
  for (const { endpoint } of server.routes) {
    if (!endpoint.body || isRaw(endpoint.body)) continue;
    const { path, init } = sampleOf(endpoint, application);
    for (const name of protectedNames.filter((one) => !declares(endpoint.body, one))) {
      const body = JSON.stringify({ ...(JSON.parse(init.body ?? '{}') as object), [name]: 'x' });
      const response = await ada.visitor.fetch(path, { ...init, body });
      const told = (await response.json()) as { errors?: { field: string }[] };
      if (response.status === 401 || response.status === 429) continue;
      expect([endpoint.name, name, response.status, told.errors?.some(({ field }) => field === name)]).toEqual([
        endpoint.name,
        name,
        400,
        true,
      ]);
    }
  }
});

/** What somebody does in a company is a field of its own: the `role` of a contact gives nobody a right. */
function declares(body: Endpoint['body'], name: string): boolean {
  return body != null && 'shape' in body && Object.hasOwn(Object(body.shape), name);
}

function* attempts(endpoint: Endpoint): Generator<Sample> {
  const { path, init } = sampleOf(endpoint, application);
  for (const name of Object.keys(endpoint.query?.shape ?? {})) {
    for (const value of hostile)
      yield { path: `${path.split('?', 1)[0]}?${new URLSearchParams({ [name]: String(value) })}`, init };
  }
  for (const name of Object.keys(endpoint.params?.shape ?? {})) {
    for (const value of hostile)
      yield {
        path: endpoint.path.replace(`{${name}}`, encodeURIComponent(wellFormed(value))).replaceAll(/\{\w+\}/g, application),
        init,
      };
  }
  if (endpoint.body && !isRaw(endpoint.body)) yield* bodies({ path, init });
  else if (endpoint.body)
    for (const value of [...hostile, ...strings()]) yield { path, init: { ...init, body: wellFormed(value) } };
}

/** The whole body, then each of its fields, replaced. */
function* bodies({ path, init }: Sample): Generator<Sample> {
  const sample = JSON.parse(init.body ?? '{}') as Record<string, unknown>;
  for (const value of hostile) {
    yield { path, init: { ...init, body: JSON.stringify(value) } };
    for (const field of Object.keys(sample))
      yield { path, init: { ...init, body: JSON.stringify({ ...sample, [field]: value }) } };
  }
}

function wellFormed(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
}

function strings(): readonly string[] {
  return existsSync(naughtyStrings) ? (JSON.parse(readFileSync(naughtyStrings, 'utf8')) as string[]) : [];
}
