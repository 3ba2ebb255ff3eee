/** Calls endpoints by their contract. Used by the web app, the extension and tests. */
import { type CallOf, type Endpoint, type ResultOf, isRaw } from './endpoint.ts';
import { Problem } from './problem.ts';

export interface ClientOptions {
  /** Origin of the server, `''` for the page's own. */
  readonly origin: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Access key for `Authorization: Bearer`; without it the browser's cookie speaks. */
  readonly key?: string;
}

export type Client = <E extends Endpoint>(endpoint: E, call: CallOf<E>, signal?: AbortSignal) => Promise<ResultOf<E>>;

/**
 * A function that calls any endpoint.
 *
 * Throws `Problem` for every answer that is not a success, also when the server could not be reached (`unavailable`).
 */
export function createClient(options: ClientOptions): Client {
  return async function call<E extends Endpoint>(endpoint: E, input: CallOf<E>, signal?: AbortSignal) {
    // Safe: CallOf<E> is a refinement of this shape; TypeScript cannot see through the conditional types.
    const { params, query, body, type } = input as { params?: object; query?: object; body?: unknown; type?: string };
    const headers: Record<string, string> = {};
    if (options.key !== undefined) headers['authorization'] = `Bearer ${options.key}`;
    const init: RequestInit = { method: endpoint.method, headers };
    if (signal) init.signal = signal;
    if (body instanceof Blob) {
      headers['content-type'] = type ?? body.type;
      init.body = body;
    } else if (body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(body);
    }
    const response = await options.fetch(options.origin + urlOf(endpoint, params, query), init).catch((cause: unknown) => {
      if (signal?.aborted) throw cause;
      throw new Problem('unavailable', { detail: 'The server did not answer.' });
    });
    if (!response.ok) throw Problem.fromBody(await response.json().catch(() => null)) ?? new Problem('unexpected');
    const output = endpoint.outputs[response.status];
    const answer =
      output === null || output === undefined ? undefined : isRaw(output) ? await response.blob() : await response.json();
    // The server validates its own answers in tests; the client trusts its own server.
    return { status: response.status, body: answer } as ResultOf<E>;
  };
}

/** The path and query of a call, parameters filled in and encoded. Arrays in the query repeat their name; `undefined` is left out. */
export function urlOf(endpoint: Endpoint, params: object = {}, query: object = {}): string {
  const values = new Map<string, unknown>(Object.entries(params));
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}
