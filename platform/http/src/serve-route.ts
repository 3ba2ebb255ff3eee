/** One request to one route: who, may they, input, handler, answer; in this order, and nothing before it. */
import { type Endpoint, Problem } from '@sotto/contract';
import type { Opening } from '@sotto/vault';
import { makeOpening } from '@sotto/vault/opening';
import { checkAnswer } from './answer-check.ts';
import { authenticate, authorise, readCredentials } from './caller.ts';
import { deviceLabel } from './device.ts';
import type { Caller, Incoming, Route } from './door.ts';
import type { Edge } from './edge.ts';
import type { HeaderReader } from './origin.ts';
import { readBody, readParams, readQuery, readType } from './read-input.ts';
import type { Exchange } from './reply.ts';

/** A request as it reached a route. */
export interface Arrival {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly exchange: Exchange;
}

export async function serveRoute(edge: Edge, route: Route, arrival: Arrival): Promise<Response> {
  const { endpoint } = route;
  const { exchange } = arrival;
  exchange.endpoint = endpoint;
  if (endpoint.compressed) exchange.acceptEncoding = arrival.request.headers.get('accept-encoding');
  const admitted = await admit(edge, endpoint, arrival);
  const incoming = await readIncoming(edge, route, arrival, admitted);
  const answer = await route.handle(incoming);
  if (edge.validateAnswers) checkAnswer(endpoint, answer);
  return edge.reply.answer(exchange, answer);
}

interface Admitted {
  readonly caller: Caller | null;
  readonly cookie: string | null;
}

/** Who is calling, once they may. Nothing of the input was read by then. */
async function admit(edge: Edge, endpoint: Endpoint, { request, exchange }: Arrival): Promise<Admitted> {
  const credentials = readCredentials(
    endpoint,
    { method: request.method, header: headersOf(request) },
    edge.setting.origin,
    edge.cookie,
  );
  exchange.personal = credentials.kind !== 'none' || endpoint.access.kind !== 'public';
  const caller = await authenticate(credentials, edge.authenticator);
  authorise(endpoint.access, caller);
  return { caller, cookie: credentials.kind === 'cookie' ? credentials.token : null };
}

async function readIncoming(
  edge: Edge,
  route: Route,
  arrival: Arrival,
  { caller, cookie }: Admitted,
): Promise<Incoming<Endpoint>> {
  const { endpoint } = route;
  const { request } = arrival;
  const header = headersOf(request);
  const type = readType(endpoint, request);
  const incoming = {
    params: readParams(endpoint, arrival.params),
    query: readQuery(endpoint, new URL(request.url).searchParams),
    body: await readBody(endpoint, request, type),
    caller,
    by: openingOf(route, caller),
    network: edge.networkOf(arrival.exchange.connection.address, header('x-forwarded-for')),
    device: deviceLabel(header('user-agent')),
    cookie,
    header: (name: string) => header(name) ?? undefined,
    // Asked for by few: the adapter makes it on demand.
    get signal() {
      return request.signal;
    },
  };
  // Safe: every part was just read by this route's own endpoint.
  return incoming as unknown as Incoming<Endpoint>;
}

function openingOf(route: Route, caller: Caller | null): Opening | null {
  if (caller === null || route.endpoint.access.kind === 'public') return null;
  return makeOpening(caller.userId, caller.kind === 'key' ? 'key' : 'user', route.purpose);
}

function headersOf(request: Request): HeaderReader {
  return (name) => request.headers.get(name);
}

/** What a browser asks before it calls from another origin. Answered without looking at who asks. */
export function servePreflight(edge: Edge, exchange: Exchange, asked: string | null, methods: readonly string[]): Response {
  if (asked === null || !methods.includes(asked)) return refuseMethod(edge, exchange, methods);
  return edge.reply.plain(exchange, 204, null, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': 'Authorization, Content-Type',
    'access-control-max-age': '600',
  });
}

/** 405 with the methods that the address does take. */
export function refuseMethod(edge: Edge, exchange: Exchange, methods: readonly string[]): Response {
  const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return edge.reply.problem(exchange, new Problem('method-not-allowed'), { allow: allowed.join(', ') });
}
