/** One request to one route: who, may they, input, handler, answer; in this order, and nothing before it. */
import { type Endpoint, isRaw, Problem, type RawContent } from '@sotto/contract';
import type { Opening } from '@sotto/vault';
import { makeOpening } from '@sotto/vault/opening';
import { checkAnswer } from './answer-check.ts';
import { authenticate, authorise, readCredentials } from './caller.ts';
import { deviceLabel } from './device.ts';
import type { Caller, Incoming, Route } from './door.ts';
import type { Edge, FileSize } from './edge.ts';
import type { HeaderReader } from './origin.ts';
import { readBody, readParams, readPieces, readQuery, readType } from './read-input.ts';
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
  const answer = await takeIn(edge, route, { arrival, admitted });
  if (edge.validateAnswers) checkAnswer(endpoint, answer);
  return edge.reply.answer(exchange, answer);
}

interface Asked {
  readonly arrival: Arrival;
  readonly admitted: Admitted;
}

/**
 * Reads the input and hands it over. A file comes in piece by piece, past memory, and is handed over when it is whole and there
 * is room for it: what people send of them at once must not fill the memory of all.
 */
async function takeIn(edge: Edge, route: Route, { arrival, admitted }: Asked): ReturnType<Route['handle']> {
  const { request } = arrival;
  const { endpoint } = route;
  const type = readType(endpoint, request);
  const params = readParams(endpoint, arrival.params);
  const query = readQuery(endpoint, new URL(request.url).searchParams);
  const handOver = async (body: unknown) => {
    const asked = { arrival, admitted: await stillAdmitted(edge, endpoint, { arrival, admitted }) };
    return route.handle(incomingOf(edge, route, asked, { params, query, body }));
  };
  const { body } = endpoint;
  if (body === undefined || !isHeavy(body)) return handOver(await readBody(endpoint, request, type));
  const { caller } = admitted;
  const receive = async () => {
    await using arrived = await edge.arriving.receive(readPieces(request, body));
    return await edge.whole.pass(sizeOf(body), async () => handOver({ bytes: await arrived.bytes(), type }));
  };
  return caller === null ? receive() : edge.heavy.pass(caller.userId, receive);
}

/** Takes files. */
function isHeavy(body: NonNullable<Endpoint['body']>): body is RawContent {
  return isRaw(body) && (body.limitBytes ?? 0) > heavyBytes;
}

const heavyBytes = 1024 * 1024;

/** What takes long to look at keeps nobody's document waiting. */
function sizeOf({ limitBytes = 0 }: RawContent): FileSize {
  return limitBytes > 8 * heavyBytes ? 'large' : 'small';
}

interface Admitted {
  readonly caller: Caller | null;
  readonly cookie: string | null;
  /** When it was asked, epoch milliseconds. */
  readonly at: number;
}

/**
 * Who is calling, if they still may. A body may be held back for minutes, and a file waits its turn: meanwhile the session or
 * the key may have been ended, or the account frozen.
 */
async function stillAdmitted(edge: Edge, endpoint: Endpoint, { arrival, admitted }: Asked): Promise<Admitted> {
  const isRecent = Math.abs(edge.now() - admitted.at) < admittedForMs;
  return isRecent ? admitted : admit(edge, endpoint, arrival);
}

const admittedForMs = 1_000;

/** Who is calling, once they may. Nothing of the input was read by then. */
async function admit(edge: Edge, endpoint: Endpoint, { request, exchange }: Arrival): Promise<Admitted> {
  const credentials = readCredentials(
    endpoint,
    { method: request.method, header: headersOf(request) },
    edge.setting.origin,
    edge.cookie,
  );
  exchange.personal = credentials.kind !== 'none' || endpoint.access.kind !== 'public';
  const at = edge.now();
  const caller = await authenticate(credentials, edge.authenticator);
  authorise(endpoint.access, caller);
  return { caller, cookie: credentials.kind === 'cookie' ? credentials.token : null, at };
}

function incomingOf(
  edge: Edge,
  route: Route,
  { arrival: { request, exchange }, admitted: { caller, cookie } }: Asked,
  input: { readonly params: object; readonly query: object; readonly body: unknown },
): Incoming<Endpoint> {
  const header = headersOf(request);
  const incoming = {
    ...input,
    caller,
    by: openingOf(route, caller),
    network: edge.networkOf(exchange.connection.address, header('x-forwarded-for')),
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
