/** Someone at a browser or script, seen from the wire: keeps cookies, calls endpoints by their contract. */
import { createClient, type Client } from '@sotto/contract';

export interface Visitor {
  /** Calls an endpoint; throws `Problem` for anything but a success. */
  readonly call: Client;
  /** Any request, path beginning with a slash. Cookies are sent and kept; `headers` of `init` win over ours. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The cookie jar, value by name. */
  readonly cookies: Map<string, string>;
}

export interface VisitorOptions {
  /** Access key; then no cookie is kept and no browser header sent, as a script would. */
  readonly key?: string;
}

/** A visitor of the server at `origin`. Two visitors share nothing. */
export function createVisitor(origin: string, { key }: VisitorOptions = {}): Visitor {
  const cookies = new Map<string, string>();
  const send = async (url: string, init: RequestInit = {}) => {
    const headers = new Headers(key === undefined ? browserHeaders(cookies) : { authorization: `Bearer ${key}` });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const response = await fetch(url, { redirect: 'manual', ...init, headers });
    if (key === undefined) keepCookies(cookies, response.headers.getSetCookie());
    return response;
  };
  return {
    cookies,
    call: createClient({ origin, fetch: send }),
    fetch: (path, init) => send(origin + path, init),
  };
}

function browserHeaders(cookies: ReadonlyMap<string, string>): Record<string, string> {
  const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', ...(jar && { cookie: jar }) };
}

/** An expired or empty cookie leaves the jar, as in a browser. */
function keepCookies(cookies: Map<string, string>, set: readonly string[]): void {
  for (const line of set) {
    const [pair = '', ...attributes] = line.split(';');
    const name = pair.slice(0, pair.indexOf('=')).trim();
    const value = pair.slice(pair.indexOf('=') + 1).trim();
    const ended = value === '' || attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute));
    if (ended) cookies.delete(name);
    else cookies.set(name, value);
  }
}
