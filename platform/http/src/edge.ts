/** What every part of the edge stands on, made once from the options. */
import { securityHeaders } from './headers.ts';
import { type NetworkReader, networkReader } from './network.ts';
import type { HttpOptions } from './options.ts';
import { ownHosts } from './origin.ts';
import { type Exchange, type Reply, createReply } from './reply.ts';
import { type SessionCookie, sessionCookie } from './session-cookie.ts';

export interface Edge extends HttpOptions {
  readonly cookie: SessionCookie;
  readonly hosts: ReadonlySet<string>;
  readonly networkOf: NetworkReader;
  readonly reply: Reply;
}

export function createEdge(options: HttpOptions): Edge {
  const { setting, log } = options;
  const cookie = sessionCookie(setting);
  const cut = (exchange: Exchange, cause: unknown) => log.error('answer cut off', { ...traceOf(exchange), cause });
  const reply = createReply({ headers: securityHeaders(setting), cookie, loopback: setting.loopback, cut });
  return { ...options, cookie, hosts: ownHosts(setting), networkOf: networkReader(setting.trustedProxies), reply };
}

/** How the log names a request: its id and the route as declared, never the path as it was called. */
export function traceOf(exchange: Exchange): { requestId: string; route?: string } {
  return { requestId: exchange.requestId, ...(exchange.endpoint && { route: exchange.endpoint.path }) };
}
