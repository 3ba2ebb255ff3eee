import { type Access, type Endpoint, endpoint } from '@sotto/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Route, route } from './door.ts';
import { RoutesNotInOrder, routeTable } from './route-table.ts';
import { serviceEndpoints } from './service.ts';

const plain: Endpoint = {
  name: 'one',
  method: 'GET',
  path: '/api/v1/one',
  summary: 'One.',
  access: { kind: 'public' },
  outputs: { 204: null },
};

function faults(endpoints: readonly Endpoint[], authenticator = true): readonly string[] {
  const routes = endpoints.map((each): Route => ({
    endpoint: each,
    purpose: 'track',
    handle: async () => ({ status: 204, body: undefined }),
  }));
  try {
    routeTable(routes, { authenticator });
    return [];
  } catch (error) {
    if (error instanceof RoutesNotInOrder) return error.faults;
    throw error;
  }
}

test('routes in order have no fault', () => {
  expect(faults([plain, ...serviceEndpoints])).toEqual([]);
});

describe('deny by default', () => {
  test.each([
    ['no rule', { access: undefined as unknown as Access }],
    ['a rule of an unknown kind', { access: { kind: 'everyone' } as unknown as Access }],
    ['a scope that does not exist', { access: { kind: 'key', scope: 'all' } as unknown as Access }],
  ])('%s is a fault', (_, change) => {
    expect(faults([{ ...plain, ...change }])).toEqual(['GET /api/v1/one: has no rule that says who may call it']);
  });

  test('a rule that nobody can check is a fault', () => {
    expect(faults([{ ...plain, access: { kind: 'session' } }], false)).toHaveLength(1);
    expect(faults([{ ...plain, access: { kind: 'session' } }], true)).toEqual([]);
  });
});

test.each([
  ['the same method and path', [plain, { ...plain, name: 'two' }]],
  [
    'the same path under other names',
    [
      { ...plain, path: '/api/v1/a/{x}', params: z.strictObject({ x: z.string() }) },
      { ...plain, name: 'two', path: '/api/v1/a/{y}', params: z.strictObject({ y: z.string() }) },
    ],
  ],
  ['the same name', [plain, { ...plain, path: '/api/v1/two' }]],
  ['a path outside the API', [{ ...plain, path: '/admin' }]],
  ['parameters nobody declared', [{ ...plain, path: '/api/v1/{x}' }]],
  ['a body of GET', [{ ...plain, body: z.strictObject({}) }]],
  ['a type that a form can send', [{ ...plain, method: 'POST', body: { raw: ['text/plain'] } }]],
  ['other origins with a session', [{ ...plain, access: { kind: 'session' }, crossOrigin: true }]],
  ['a loose body', [{ ...plain, method: 'POST', body: z.object({}) }]],
  [
    'a loose object deep within',
    [
      {
        ...plain,
        method: 'POST',
        body: z.strictObject({ a: z.array(z.union([z.string(), z.object({ b: z.string() })])).optional() }),
      },
    ],
  ],
  ['a loose query', [{ ...plain, query: z.object({}) }]],
] as const)('%s: a fault', (_, endpoints) => {
  expect(faults(endpoints as readonly Endpoint[])).toHaveLength(1);
});

test('literal paths come before those with parameters, whatever their order', () => {
  const one = { ...plain, path: '/api/v1/keys/{id}', params: z.strictObject({ id: z.string() }) } as const;
  const other = { ...plain, name: 'two', path: '/api/v1/keys/current' } as const;
  const routes = [one, other].map((each): Route => ({
    endpoint: each,
    purpose: 'track',
    handle: async () => ({ status: 204, body: undefined }),
  }));
  expect([...routeTable(routes, { authenticator: true }).keys()]).toEqual(['/api/v1/keys/current', '/api/v1/keys/{id}']);
});

test('what a handler answers is held against its contract by the compiler, literals and lists included', () => {
  const rows: readonly { kind: 'a' | 'b' }[] = [{ kind: 'a' }];
  const list = endpoint({
    ...plain,
    name: 'list',
    access: { kind: 'key', scope: 'export:read' },
    outputs: {
      200: z.strictObject({ next: z.enum(['done', 'more']), items: z.array(z.strictObject({ kind: z.enum(['a', 'b']) })) }),
      202: { raw: ['text/csv'] },
    },
  });
  route(list, 'track', async ({ caller }) => {
    if (caller.kind === 'key') return { status: 304, headers: { etag: '"x"' } };
    return { status: 200, body: { next: 'done', items: rows.map((row) => ({ ...row })) } };
  });
  // @ts-expect-error -- no such value
  route(list, 'track', async () => ({ status: 200, body: { next: 'never', items: [] } }));
  // @ts-expect-error -- no such status
  route(list, 'track', async () => ({ status: 201, body: { next: 'done', items: [] } }));
  // @ts-expect-error -- a part is missing
  route(list, 'track', async () => ({ status: 200, body: { next: 'done' } }));
});
