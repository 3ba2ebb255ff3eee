/** The sockets: plain HTTP on this machine or TLS 1.3, time limits, and an end that loses nothing. */
import { type IncomingMessage, type Server, type ServerResponse, createServer as createPlainServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Problem } from '@sotto/contract';
import { getRequestListener } from '@hono/node-server';
import type { Http } from './create-http.ts';
import type { Connection } from './reply.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** PEM of the certificate chain and its key. Given: TLS 1.3 and nothing older. */
  readonly tls?: { readonly certificate: string | Buffer; readonly key: string | Buffer } | undefined;
  /** How long requests under way may take to finish after `close`. @default 10000 */
  readonly graceMs?: number | undefined;
  /** How long a request may take to come whole, its body included. @default 120000 */
  readonly requestMs?: number | undefined;
}

export interface Listening {
  readonly port: number;
  /**
   * Takes no more connections, lets requests under way finish, then ends. Whoever was answered was answered for good.
   * What still runs after the grace is cut off. Calling it again waits for the same end.
   */
  close(): Promise<void>;
}

/** Someone else listens on that port. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
  readonly port: number;
  constructor(port: number) {
    super(`Port ${port} is taken by another program.`);
    this.port = port;
  }
}

/** Opens the port and answers through `http`. Throws `PortTaken`. */
export async function listen(http: Http, options: ListenOptions): Promise<Listening> {
  const server = createServer(options);
  let closing: Promise<void> | undefined;
  const answer = getRequestListener((request, env) => http.fetch(request, connectionOf(env.incoming)), {
    errorHandler: () => http.refusal(new Problem('invalid-input', { detail: 'This is not a request.' })),
  });
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // A connection that stays open after its answer would hold up the end.
    if (closing) outgoing.setHeader('connection', 'close');
    const refusal = refusalOf(http, incoming);
    if (refusal) void writeWhole(refusal, outgoing);
    else void answer(incoming, outgoing);
  });
  server.on(
    'checkExpectation',
    (_: IncomingMessage, outgoing: ServerResponse) => void writeWhole(http.refusal(new Problem('invalid-input')), outgoing),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => void refuseBytes(http, error, socket));
  await bound(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    close: () => (closing ??= end(server, options.graceMs ?? 10_000)),
  };
}

function createServer(options: ListenOptions): Server {
  const requestTimeout = options.requestMs ?? 120_000;
  const limits = {
    headersTimeout: Math.min(20_000, requestTimeout),
    requestTimeout,
    connectionsCheckingInterval: Math.min(5_000, requestTimeout),
    // Longer than proxies and browsers keep theirs: whoever reuses a connection last must not find it just closed.
    keepAliveTimeout: 65_000,
    maxHeaderSize: 16 * 1024,
    // An absent Host is refused like a wrong one, with our headers.
    requireHostHeader: false,
    insecureHTTPParser: false,
  };
  if (!options.tls) return createPlainServer(limits);
  return createTlsServer({ ...limits, cert: options.tls.certificate, key: options.tls.key, minVersion: 'TLSv1.3' });
}

function bound(server: Server, { port, host }: ListenOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error));
  server.listen(port, host, resolve);
  return promise;
}

async function end(server: Server, graceMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  // Connections whose answer went out just before the end began carry no `connection: close`.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await promise;
  clearTimeout(cut);
  clearInterval(sweep);
}

const takenMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** What cannot become a `Request` at all; `null`: it can. */
function refusalOf(http: Http, { method = '', url = '', headers }: IncomingMessage): Response | null {
  if (!takenMethods.has(method)) return http.refusal(new Problem('method-not-allowed'), { allow: [...takenMethods].join(', ') });
  // The absolute form would name a host of its own beside the header.
  if (!url.startsWith('/')) return http.refusal(new Problem('invalid-input', { detail: 'Ask for a path.' }));
  if (!headers.host) return http.refusal(new Problem('wrong-host'));
  return null;
}

async function writeWhole(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), connection: 'close' });
  outgoing.end(await response.text());
}

/** An answer that is not read within it is lost. */
const lingerMs = 1_000;

/**
 * Bytes that are no HTTP, or did not come in time: answered in HTTP all the same, then the connection is closed, so that nothing
 * can follow in its shadow.
 */
async function refuseBytes(http: Http, error: NodeJS.ErrnoException, socket: Duplex): Promise<void> {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const detail = isLate ? 'This took too long to arrive. Send it again.' : 'This is not a request.';
  const response = http.refusal(new Problem(tooLarge ? 'too-large' : 'invalid-input', { detail }));
  const body = await response.text();
  const headers = {
    ...Object.fromEntries(response.headers),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${response.status} ${tooLarge ? 'Content Too Large' : 'Bad Request'}\r\n${lines.join('')}\r\n${body}`);
  // The other half is still open, and Node tells of it once: whoever sends on slowly would hold it, and their place, for ever.
  const cut = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(cut));
}

function connectionOf(incoming: { socket: unknown }): Connection {
  // Safe: HTTP/1.1 only, over a socket of node:net or node:tls.
  const socket = incoming.socket as Socket;
  return { address: socket.remoteAddress ?? '', breakOff: () => socket.destroy() };
}
