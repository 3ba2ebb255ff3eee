/**
 * All routes by path and method, checked before the port opens.
 *
 * Promises: a server whose routes are not in order does not start. Deny by default: a route without a rule, or one that
 * asks who is calling where nobody can tell, is a fault and not an open door.
 */
import { type Endpoint, type Method, isRaw, scopes } from '@sotto/contract';
import type { Route } from './door.ts';
import { looseObjects } from './strictness.ts';

/** Routes of one path, by method. */
export type Methods = ReadonlyMap<Method, Route>;

/** The routes do not go together. `message` has one line per fault. */
export class RoutesNotInOrder extends Error {
  override readonly name = 'RoutesNotInOrder';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/**
 * Routes by path as it is declared (`/api/v1/groups/{id}`), literal paths before those with parameters.
 *
 * Throws `RoutesNotInOrder` with all faults at once.
 */
export function routeTable(routes: readonly Route[], known: { authenticator: boolean }): ReadonlyMap<string, Methods> {
  const faults = [...routes.flatMap((route) => faultsOf(route.endpoint, known)), ...collisions(routes)];
  if (faults.length > 0) throw new RoutesNotInOrder(faults);
  const table = new Map<string, Map<Method, Route>>();
  for (const route of routes.toSorted((one, other) => parameters(one) - parameters(other))) {
    const methods = table.get(route.endpoint.path) ?? new Map<Method, Route>();
    table.set(route.endpoint.path, methods.set(route.endpoint.method, route));
  }
  return table;
}

function faultsOf(endpoint: Endpoint, known: { authenticator: boolean }): string[] {
  return rules.filter((rule) => rule.broken(endpoint, known)).map((rule) => `${endpoint.method} ${endpoint.path}: ${rule.fault}`);
}

const neverDeclarable = new Set(['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded']);

/** What must hold for each endpoint. The types say most of it already; here it also holds for what came past them. */
const rules: readonly { fault: string; broken(endpoint: Endpoint, known: { authenticator: boolean }): boolean }[] = [
  { fault: 'has no rule that says who may call it', broken: ({ access }) => !hasRule(access) },
  {
    fault: 'asks who is calling, and no feature can tell',
    broken: ({ access }, known) => hasRule(access) && access.kind !== 'public' && !known.authenticator,
  },
  { fault: 'lies outside /api/v1/', broken: ({ path }) => !path.startsWith('/api/v1/') && !servicePaths.has(path) },
  {
    fault: 'has parameters in its path that `params` does not name, or the other way round',
    broken: (endpoint) => !sameNames(endpoint),
  },
  { fault: 'takes a body, which GET never does', broken: ({ method, body }) => method === 'GET' && body !== undefined },
  {
    fault: 'takes a content type that a plain form can send',
    broken: ({ body, oneClick }) => !oneClick && isRaw(body) && body.raw.some((type) => neverDeclarable.has(type)),
  },
  {
    fault: 'is taken with one click, but not from everyone',
    broken: ({ oneClick, access }) => oneClick === true && access.kind !== 'public',
  },
  {
    fault: 'answers other origins, but no access key can call it',
    broken: ({ crossOrigin, access }) => crossOrigin === true && access.kind === 'session',
  },
  {
    fault: 'lets unknown keys pass: use z.strictObject',
    broken: (endpoint) => [endpoint.params, endpoint.query, jsonBody(endpoint)].some((part) => part && looseObjects(part)),
  },
];

/** Probes, which stand outside the API by custom. */
const servicePaths = new Set(['/healthz', '/readyz']);

function hasRule(access: Endpoint['access'] | undefined): access is Endpoint['access'] {
  switch (access?.kind) {
    case 'public':
    case 'session':
    case 'any-key':
      return true;
    case 'key':
      return scopes.includes(access.scope);
    default:
      return false;
  }
}

function sameNames(endpoint: Endpoint): boolean {
  const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();
  return String(inPath) === String(Object.keys(endpoint.params?.shape ?? {}).toSorted());
}

function jsonBody({ body }: Endpoint) {
  return isRaw(body) ? undefined : body;
}

function collisions(routes: readonly Route[]): string[] {
  const faults: string[] = [];
  const addresses = new Set<string>();
  const names = new Set<string>();
  for (const { endpoint } of routes) {
    const address = `${endpoint.method} ${endpoint.path.replaceAll(/\{\w+\}/g, '{}')}`;
    if (addresses.has(address)) faults.push(`${endpoint.method} ${endpoint.path}: is there twice`);
    if (names.has(endpoint.name)) faults.push(`${endpoint.method} ${endpoint.path}: its name ${endpoint.name} is taken`);
    addresses.add(address);
    names.add(endpoint.name);
  }
  return faults;
}

function parameters(route: Route): number {
  return route.endpoint.path.split('{').length;
}
