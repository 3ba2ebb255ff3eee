/**
 * Puts the edge together: routes, pages and files behind one list of checks, in one order.
 *
 * Host → route → where from → who → may they → input → handler → answer. Every way out goes through `reply`.
 */
import { Problem } from '@sotto/contract';
import { type Context, Hono } from 'hono';
import type { Route } from './door.ts';
import { type Edge, createEdge, traceOf } from './edge.ts';
import type { HttpOptions } from './options.ts';
import { isNavigation } from './origin.ts';
import { problemOf } from './problem-of.ts';
import type { Connection, Exchange } from './reply.ts';
import { type Methods, routeTable } from './route-table.ts';
import { serveDocument } from './serve-document.ts';
import { refuseMethod, servePreflight, serveRoute } from './serve-route.ts';
import { serviceRoutes } from './service.ts';

/** The edge, ready to be listened with. */
export interface Http {
  /** Every route there is, those of the edge itself included. */
  readonly routes: readonly Route[];
  /** Answers one request. Never rejects. */
  fetch(request: Request, connection: Connection): Promise<Response>;
  /** The refusal of what never became a request: malformed, or of a method no address takes. */
  refusal(problem: Problem, headers?: Readonly<Record<string, string>>): Response;
}

type Env = { Bindings: { readonly exchange: Exchange } };

/** Puts the edge together. Throws `RoutesNotInOrder` when the routes do not go together. */
export function createHttp(options: HttpOptions): Http {
  const edge = createEdge(options);
  const routes: readonly Route[] = [
    ...serviceRoutes(options.isReady ?? (async () => true), () => drawDocument(edge, routes)),
    ...options.routes,
  ];
  const app = createApp(edge, routes);
  return {
    routes,
    async fetch(request, connection) {
      const began = edge.now();
      const exchange = newExchange(edge, connection);
      const response = await respond(edge, app, request, exchange);
      const { status } = response;
      edge.log.info('request', { ...traceOf(exchange), method: request.method, status, durationMs: edge.now() - began });
      return response;
    },
    refusal: (problem, headers) => edge.reply.problem(newExchange(edge, nobody), problem, headers),
  };
}

/** A refusal is written whole by whoever asked for it. */
const nobody: Connection = { address: '', breakOff() {} };

async function respond(edge: Edge, app: Hono<Env>, request: Request, exchange: Exchange): Promise<Response> {
  try {
    return turnAway(edge, request, exchange) ?? (await app.fetch(request, { exchange }));
  } catch (error) {
    // Hono passes on whatever was thrown and is no Error.
    return refuse(edge, exchange, error);
  }
}

function createApp(edge: Edge, routes: readonly Route[]): Hono<Env> {
  const app = new Hono<Env>();
  const table = routeTable(routes, { authenticator: edge.authenticator !== undefined });
  for (const [path, methods] of table) mount(app, edge, path, methods);
  app.all('*', (context) => serveDocument(edge, context.req.raw, context.req.path, context.env.exchange));
  app.onError((error, context) => refuse(edge, context.env.exchange, error));
  return app;
}

/** Routes first, in the order of the table; then, for methods that none of them takes, the refusal. */
function mount(app: Hono<Env>, edge: Edge, path: string, methods: Methods): void {
  const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1');
  for (const [method, route] of methods) app.on(method, pattern, (context) => serveRoute(edge, route, arrivalOf(context)));
  const crossOrigin = [...methods.keys()].filter((method) => methods.get(method)?.endpoint.crossOrigin);
  if (crossOrigin.length > 0) {
    app.options(pattern, ({ req, env }) =>
      servePreflight(edge, env.exchange, req.header('access-control-request-method') ?? null, crossOrigin),
    );
  }
  app.all(pattern, ({ env }) => refuseMethod(edge, env.exchange, [...methods.keys()]));
}

function arrivalOf(context: Context<Env>) {
  return { ...context.env, request: context.req.raw, params: context.req.param() };
}

/** What must be settled before any route is looked for; `null`: go on. */
function turnAway(edge: Edge, request: Request, exchange: Exchange): Response | null {
  const host = request.headers.get('host')?.toLowerCase() ?? '';
  if (!edge.hosts.has(host)) return edge.reply.problem(exchange, new Problem('wrong-host'));
  if (!edge.setting.loopback || host.startsWith('localhost')) return null;
  if (!isNavigation(request.method, (name) => request.headers.get(name))) return null;
  // Passkeys fail on an IP address, and the cookie belongs to localhost.
  const { pathname, search } = new URL(request.url);
  return edge.reply.plain(exchange, 307, null, {
    location: edge.setting.origin + pathname + search,
    'cache-control': 'no-store',
  });
}

function refuse(edge: Edge, exchange: Exchange, error: unknown): Response {
  const problem = problemOf(error);
  if (problem) return edge.reply.problem(exchange, problem);
  edge.log.error('unexpected', { ...traceOf(exchange), cause: error });
  // Only where answers are validated, that is in tests: a message may hold values.
  const detail = edge.validateAnswers && error instanceof Error ? { detail: `${error.name}: ${error.message}` } : {};
  return edge.reply.problem(exchange, new Problem('unexpected', detail));
}

function newExchange(edge: Edge, connection: Connection): Exchange {
  return { requestId: Buffer.from(edge.randomBytes(9)).toString('base64url'), connection, personal: false, acceptEncoding: null };
}

/** Loaded when asked for: a start need not wait for the generator. */
async function drawDocument(edge: Edge, routes: readonly Route[]): Promise<object> {
  const { openApiDocument } = await import('@sotto/contract/openapi');
  const endpoints = routes.map(({ endpoint }) => endpoint);
  return openApiDocument(endpoints, { origin: edge.setting.origin, cookie: edge.cookie.name });
}
