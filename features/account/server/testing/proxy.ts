/** Requests as a trusted proxy hands them on: each from the network it names. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TestServer } from '@sotto/testing';

/** Settings of a server behind a proxy on this machine, for a host that nobody has. */
export const behindProxy = { SOTTO_ORIGIN: 'https://sotto.test', SOTTO_TRUSTED_PROXY: '127.0.0.1' } as const;

interface Sent {
  readonly path: string;
  readonly body?: object;
  readonly cookie?: string;
  /** What the browser calls itself. */
  readonly agent?: string;
}

/** A POST from `network` as the proxy names it. `fetch` would not say which host it wants. */
export async function postFrom({ stores }: TestServer, network: string, { path, body, cookie, agent }: Sent) {
  const headers = {
    host: 'sotto.test',
    'x-forwarded-for': network,
    'sec-fetch-site': 'same-origin',
    ...(body && { 'content-type': 'application/json' }),
    ...(cookie !== undefined && { cookie }),
    ...(agent !== undefined && { 'user-agent': agent }),
  };
  const sent = request({ host: '127.0.0.1', port: stores.settings.port, method: 'POST', path: `/api/v1${path}`, headers });
  sent.end(body && JSON.stringify(body));
  // Safe: a request that is answered emits its answer.
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const answer = await text(response);
  const [set = ''] = response.headers['set-cookie'] ?? [];
  return { status: response.statusCode, body: answer, cookie: set.split(';', 1)[0], retryAfter: response.headers['retry-after'] };
}
