/** Makes every response there is, so that none goes out without the security headers. */
import { type Endpoint, type Problem, isRaw, problems } from '@sotto/contract';
import type { Answer } from './door.ts';
import type { SessionCookie } from './session-cookie.ts';
import { byteStream } from './byte-stream.ts';
import { type Encoding, bestEncoding, encode } from './encoding.ts';

/** The other end. */
export interface Connection {
  /** Network address of the socket. */
  readonly address: string;
  /** Ends the connection at once, so that a shortened answer is seen to be one. */
  breakOff(): void;
}

/** What is known of the request being answered. */
export interface Exchange {
  readonly requestId: string;
  /** Where it came from. */
  readonly connection: Connection;
  /** The endpoint, once it is known. */
  endpoint?: Endpoint;
  /** Who is calling is part of the answer: it must be kept by nobody. */
  personal: boolean;
  /** The header of that name; `null`: there is none, or nobody asked yet. */
  acceptEncoding: string | null;
}

export interface Reply {
  /** By what the exchange's endpoint declares. */
  answer(exchange: Exchange, answer: Answer<Endpoint>): Response | Promise<Response>;
  problem(exchange: Exchange, problem: Problem, headers?: Readonly<Record<string, string>>): Response;
  /** Anything that is no API answer: pages, files, redirects. */
  plain(
    exchange: Exchange,
    status: number,
    body: string | Uint8Array | null,
    headers: Readonly<Record<string, string>>,
  ): Response;
}

export interface ReplyOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly cookie: SessionCookie;
  readonly loopback: boolean;
  /** Told of an error that cut a streamed answer short; the status had already gone out, and the connection is broken off. */
  readonly cut: (exchange: Exchange, error: unknown) => void;
}

export function createReply(options: ReplyOptions): Reply {
  const { headers: always, cookie, loopback } = options;

  function base(exchange: Exchange): Record<string, string> {
    const headers: Record<string, string> = { ...always, 'x-request-id': exchange.requestId };
    if (exchange.endpoint?.crossOrigin) {
      headers['access-control-allow-origin'] = '*';
      // So that the extension can tell whose clock is wrong.
      headers['access-control-expose-headers'] = 'date';
    }
    return headers;
  }

  function answer(exchange: Exchange, given: Answer<Endpoint>): Response | Promise<Response> {
    const headers = { ...base(exchange), 'cache-control': exchange.personal ? 'no-store' : 'no-cache', ...given.headers };
    if ('session' in given && given.session) Object.assign(headers, sessionHeaders(given.session));
    if (given.status === 304) return new Response(null, { status: 304, headers });
    if ('stream' in given) {
      const body = byteStream(given.stream, (error) => {
        options.cut(exchange, error);
        exchange.connection.breakOff();
      });
      return new Response(body, { status: given.status, headers: { ...headers, 'content-type': given.type } });
    }
    if ('json' in given) return json(exchange, given.json, { status: given.status, headers });
    return whole(exchange, given as { status: number; body: unknown }, headers);
  }

  function sessionHeaders(session: NonNullable<Answer<Endpoint>['session']>): Record<string, string> {
    if (session !== 'ended') return { 'set-cookie': cookie.set(session.token, session.maxAgeSeconds) };
    // Cookies ignore ports: "cookies" would also sign the person out of other programs on this machine.
    const cleared = loopback ? '"cache", "storage"' : '"cache", "cookies", "storage"';
    return { 'set-cookie': cookie.clear(), 'clear-site-data': cleared };
  }

  function problem(exchange: Exchange, told: Problem, more: Readonly<Record<string, string>> = {}): Response {
    const headers: Record<string, string> = {
      ...base(exchange),
      'cache-control': 'no-store',
      'content-type': 'application/problem+json; charset=utf-8',
      ...more,
    };
    if (told.retryAfter !== undefined) headers['retry-after'] = String(Math.ceil(told.retryAfter));
    if (told.status === problems['not-signed-in'].status) headers['www-authenticate'] = 'Bearer';
    return new Response(JSON.stringify({ ...told.body, requestId: exchange.requestId }), { status: told.status, headers });
  }

  function plain(
    exchange: Exchange,
    status: number,
    body: string | Uint8Array | null,
    headers: Readonly<Record<string, string>>,
  ): Response {
    return new Response(body === null ? null : bodyOf(body), { status, headers: { ...base(exchange), ...headers } });
  }

  return { answer, problem, plain };
}

/** Safe: a Uint8Array of ours never lies on shared memory, which is all that the type of a body rules out. */
function bodyOf(body: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  return body as string | Uint8Array<ArrayBuffer>;
}

function whole(
  exchange: Exchange,
  given: { status: number; body: unknown },
  headers: Record<string, string>,
): Response | Promise<Response> {
  const output = exchange.endpoint?.outputs[given.status];
  if (output === null || output === undefined) return new Response(null, { status: given.status, headers });
  if (isRaw(output)) {
    // Safe: `Answer` asks for a Blob where the endpoint declares raw content.
    const blob = given.body as Blob;
    return new Response(blob, {
      status: given.status,
      headers: { ...headers, 'content-type': blob.type || (output.raw[0] ?? 'application/octet-stream') },
    });
  }
  return json(exchange, JSON.stringify(given.body), { status: given.status, headers });
}

// What is shorter fits into the first packets as it is.
const leastCompressed = 4096;

function json(
  { endpoint, acceptEncoding }: Exchange,
  body: string | Uint8Array,
  { status, headers }: { status: number; headers: Record<string, string> },
): Response | Promise<Response> {
  headers['content-type'] = 'application/json; charset=utf-8';
  if (!endpoint?.compressed) return new Response(bodyOf(body), { status, headers });
  headers['vary'] = 'accept-encoding';
  const encoding = body.length < leastCompressed ? null : bestEncoding(acceptEncoding);
  if (encoding === null) return new Response(bodyOf(body), { status, headers });
  headers['content-encoding'] = encoding;
  return smaller(body, encoding).then((bytes) => new Response(bodyOf(bytes), { status, headers }));
}

/** Answers that are kept written out are kept compressed too, for as long as they are. */
const kept = { br: new WeakMap<Uint8Array, Promise<Uint8Array>>(), gzip: new WeakMap<Uint8Array, Promise<Uint8Array>>() };

function smaller(body: string | Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  if (typeof body === 'string') return encode(Buffer.from(body), encoding, 'each');
  const bytes = kept[encoding].get(body) ?? encode(body, encoding, 'each');
  kept[encoding].set(body, bytes);
  return bytes;
}
