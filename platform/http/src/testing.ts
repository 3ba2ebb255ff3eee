/** A small server for the tests of this package: real sockets, a feature about notes, two people who are known by token. */
import { randomBytes } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Endpoint, Problem, endpoint } from '@sotto/contract';
import type { UserId } from '@sotto/domain';
import type { LogFields } from '@sotto/log';
import { z } from 'zod';
import { createHttp } from './create-http.ts';
import { type Authenticator, type Route, route } from './door.ts';
import { entityTag, isKnown } from './entity-tag.ts';
import { type ListenOptions, PortTaken, listen } from './listen.ts';
import type { HttpOptions } from './options.ts';

export const ada = '11111111-1111-4111-8111-111111111111' as UserId;

/** Known tokens: `fresh` and `stale` are sessions, the rest access keys. */
export const authenticator: Authenticator = {
  async session(token) {
    if (token !== 'fresh' && token !== 'stale') return null;
    return { kind: 'session', userId: ada, sessionId: 's', fresh: token === 'fresh', halted: null };
  },
  async key(token) {
    if (token === 'mistyped') return 'mistyped';
    if (token !== 'reader' && token !== 'writer') return null;
    return {
      kind: 'key',
      userId: ada,
      keyId: 'k',
      scopes: token === 'reader' ? ['applications:read'] : ['applications:write'],
      expiresAt: null,
      halted: null,
    };
  },
};

const Note = z.strictObject({
  text: z.string().max(100),
  place: z.strictObject({ city: z.string() }).optional(),
  tags: z.array(z.string()).default([]),
  extra: z.record(z.string(), z.string()).optional(),
});

export const listNotes = endpoint({
  name: 'listNotes',
  method: 'GET',
  path: '/api/v1/notes',
  summary: 'Notes.',
  access: { kind: 'key', scope: 'applications:read' },
  query: z.strictObject({
    q: z.string().optional(),
    filter: z.array(z.string()).default([]),
    limit: z.coerce.number().int().max(200).default(50),
  }),
  outputs: { 200: z.strictObject({ q: z.string().nullable(), filter: z.array(z.string()), limit: z.int() }) },
});
export const makeNote = endpoint({
  name: 'makeNote',
  method: 'POST',
  path: '/api/v1/notes',
  summary: 'Makes a note.',
  access: { kind: 'key', scope: 'applications:write' },
  body: Note,
  limitBytes: 2000,
  outputs: { 201: Note },
});
export const readNote = endpoint({
  name: 'readNote',
  method: 'GET',
  path: '/api/v1/notes/{id}',
  summary: 'One note.',
  access: { kind: 'session' },
  params: z.strictObject({ id: z.uuid() }),
  outputs: { 200: z.strictObject({ id: z.string() }) },
});
export const removeAll = endpoint({
  name: 'removeAll',
  method: 'DELETE',
  path: '/api/v1/notes',
  summary: 'Deletes all notes.',
  access: { kind: 'session', fresh: true },
  outputs: { 204: null },
});
export const importNotes = endpoint({
  name: 'importNotes',
  method: 'POST',
  path: '/api/v1/notes/import',
  summary: 'Takes a file.',
  access: { kind: 'session' },
  body: { raw: ['text/csv', 'application/zip'], limitBytes: 1000 },
  outputs: { 200: z.strictObject({ bytes: z.int(), type: z.string() }) },
});
export const currentKey = endpoint({
  name: 'currentKey',
  method: 'GET',
  path: '/api/v1/access-keys/current',
  summary: 'The key that asks.',
  access: { kind: 'any-key' },
  crossOrigin: true,
  outputs: { 200: z.strictObject({ keyId: z.string() }) },
});
export const connectKey = endpoint({
  name: 'connectKey',
  method: 'POST',
  path: '/api/v1/access-keys/connect',
  summary: 'Connects.',
  access: { kind: 'public' },
  crossOrigin: true,
  body: z.strictObject({ code: z.string() }),
  outputs: { 200: z.strictObject({ who: z.string().nullable() }) },
});
export const capture = endpoint({
  name: 'capture',
  method: 'POST',
  path: '/api/v1/capture',
  summary: 'Captures.',
  access: { kind: 'key', scope: 'applications:write' },
  crossOrigin: true,
  body: z.strictObject({ text: z.string() }),
  outputs: { 200: z.strictObject({ by: z.string() }) },
});
export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/v1/account/sign-in',
  summary: 'Signs in.',
  access: { kind: 'public' },
  body: z.strictObject({ email: z.string() }),
  outputs: { 200: z.strictObject({ next: z.enum(['done', 'second-factor']) }) },
});
export const signOut = endpoint({
  name: 'signOut',
  method: 'POST',
  path: '/api/v1/account/sign-out',
  summary: 'Signs out.',
  access: { kind: 'public' },
  outputs: { 204: null },
});
export const readBoard = endpoint({
  name: 'readBoard',
  method: 'GET',
  path: '/api/v1/board',
  summary: 'The board.',
  access: { kind: 'session' },
  outputs: { 200: z.strictObject({ cards: z.int() }) },
});
export const whoAsks = endpoint({
  name: 'whoAsks',
  method: 'GET',
  path: '/api/v1/who',
  summary: 'What is known of the request.',
  access: { kind: 'public' },
  outputs: { 200: z.strictObject({ network: z.string(), device: z.string(), caller: z.string().nullable() }) },
});

export const noteRoutes: readonly Route[] = [
  route(listNotes, 'track', async ({ query }) => ({
    status: 200,
    body: { q: query.q ?? null, filter: query.filter, limit: query.limit },
  })),
  route(makeNote, 'track', async ({ body }) => ({ status: 201, body })),
  route(readNote, 'track', async ({ params }) => ({ status: 200, body: { id: params.id } })),
  route(removeAll, 'track', async () => ({ status: 204, body: undefined })),
  route(importNotes, 'transfer', async ({ body }) => ({ status: 200, body: { bytes: body.bytes.byteLength, type: body.type } })),
  route(currentKey, 'account', async ({ caller }) => ({ status: 200, body: { keyId: caller.keyId } })),
  route(connectKey, 'account', async ({ caller }) => ({ status: 200, body: { who: caller?.kind ?? null } })),
  route(capture, 'capture', async ({ caller, by }) => ({
    status: 200,
    body: { by: `${caller.kind} ${by.actor} ${by.purpose}` },
  })),
  route(signIn, 'account', async () => ({ status: 200, body: { next: 'done' }, session: { token: 'fresh', maxAgeSeconds: 60 } })),
  route(signOut, 'account', async () => ({ status: 204, body: undefined, session: 'ended' })),
  route(readBoard, 'track', async ({ header }) => {
    const etag = entityTag('7-1');
    if (isKnown(etag, header('if-none-match'))) return { status: 304, headers: { etag } };
    return { status: 200, body: { cards: 3 }, headers: { etag } };
  }),
  route(whoAsks, 'account', async ({ network, device, caller }) => ({
    status: 200,
    body: { network, device, caller: caller?.kind ?? null },
  })),
];

/** An endpoint that does what its handler says, for one test. */
export function oneRoute(handle: Route['handle'], more: Partial<Endpoint> = {}): Route {
  const one: Endpoint = {
    name: 'one',
    method: 'GET',
    path: '/api/v1/one',
    summary: 'One.',
    access: { kind: 'public' },
    outputs: { 200: z.strictObject({ fine: z.boolean() }) },
    ...more,
  };
  return { endpoint: one, purpose: 'track', handle };
}

export interface TestServer extends AsyncDisposable {
  readonly origin: string;
  readonly port: number;
  /** Lines of the log, as they were written. */
  readonly lines: readonly (LogFields & { readonly event: string; readonly cause?: unknown })[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
  readonly routes: readonly Route[];
}

/** A server on a free port of this machine. */
export async function startHttp(options: Partial<HttpOptions> = {}, listening: Partial<ListenOptions> = {}): Promise<TestServer> {
  const lines: (LogFields & { event: string })[] = [];
  const write = (event: string, fields?: LogFields) => void lines.push({ event, ...fields });
  const log = { info: write, warn: write, error: write };
  const port = await freePort();
  const origin = options.setting?.origin ?? `http://localhost:${port}`;
  const setting = options.setting ?? { origin, loopback: true, trustedProxies: [] };
  const http = createHttp({
    routes: noteRoutes,
    authenticator,
    log,
    now: Date.now,
    randomBytes,
    validateAnswers: true,
    ...options,
    setting,
  });
  const isOurs = listening.port === undefined;
  const server = await listen(http, { host: '127.0.0.1', port, ...listening }).catch((error: unknown) => {
    if (isOurs && error instanceof PortTaken) return null;
    throw error;
  });
  // Since it was looked at, the system gave the port to somebody's connection.
  if (server === null) return startHttp(options, listening);
  const fetchHere = (path: string, init?: RequestInit) =>
    send(server.port, path, { ...init, headers: { host: new URL(origin).host, ...(init?.headers as Record<string, string>) } });
  return {
    origin,
    port: server.port,
    lines,
    fetch: fetchHere,
    close: server.close,
    routes: http.routes,
    [Symbol.asyncDispose]: server.close,
  };
}

/** Like `fetch`, which writes some headers itself (`Host`, `Sec-Fetch-Mode`): here all of them are the test's. */
async function send(port: number, path: string, { method = 'GET', headers = {}, body, signal }: RequestInit): Promise<Response> {
  const options = {
    host: '127.0.0.1',
    port,
    path,
    method,
    headers: headers as Record<string, string>,
    agent: false,
    ...(signal && { signal }),
  };
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const outgoing = request(options, resolve).on('error', reject);
  if (body instanceof ReadableStream) await pipeline(Readable.fromWeb(body), outgoing);
  else outgoing.end(body);
  const incoming = await promise;
  const answered = new Headers();
  for (let at = 0; at < incoming.rawHeaders.length; at += 2)
    answered.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '');
  const status = incoming.statusCode ?? 0;
  const hasBody = method !== 'HEAD' && ![204, 304].includes(status);
  if (!hasBody) incoming.resume();
  return new Response(hasBody ? (Readable.toWeb(incoming) as ReadableStream) : null, { status, headers: answered });
}

/** A port nobody listens on at the moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Bytes to the socket as they are, and all that comes back until the other side closes. */
export function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('latin1').on('data', (text) => (answer += text));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

/** The stable type of a problem answer. */
export async function problemOf(response: Response): Promise<string> {
  const body: unknown = await response.json();
  return Problem.fromBody(body)?.problem ?? `no problem: ${JSON.stringify(body)}`;
}
