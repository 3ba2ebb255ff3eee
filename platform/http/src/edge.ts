/** What every part of the edge stands on, made once from the options. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UserId } from '@sotto/domain';
import { type Arriving, createArriving } from './arriving.ts';
import { createGate, type Gate } from './few-at-a-time.ts';
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
  /** Who sends files waits here, by person. */
  readonly heavy: Gate<UserId>;
  /** Where files lie until they have come whole. */
  readonly arriving: Arriving;
  /** Files that have come whole wait here until there is room for them in memory, the large ones in a line of their own. */
  readonly whole: Gate<FileSize>;
}

export type FileSize = 'small' | 'large';

export function createEdge(options: HttpOptions): Edge {
  const { setting, log } = options;
  const cookie = sessionCookie(setting);
  const cut = (exchange: Exchange, cause: unknown) => log.error('answer cut off', { ...traceOf(exchange), cause });
  const reply = createReply({ headers: securityHeaders(setting), cookie, loopback: setting.loopback, cut });
  return {
    ...options,
    cookie,
    hosts: ownHosts(setting),
    networkOf: networkReader(setting.trustedProxies),
    reply,
    heavy: createGate(heavyOfOne),
    arriving: createArriving({
      folder: options.arrivingFolder ?? join(tmpdir(), 'sotto-arriving'),
      randomBytes: options.randomBytes,
      most: options.mostArriving,
    }),
    whole: createGate(wholeAtOnce),
  };
}

/** Files that one person may send at the same time; further ones wait unread. */
const heavyOfOne = 2;

/** Files of either size, of all people, that are looked at, sealed and written at the same time: each lies in memory several times while that lasts. */
const wholeAtOnce = 3;

/** How the log names a request: its id and the route as declared, never the path as it was called. */
export function traceOf(exchange: Exchange): { requestId: string; route?: string } {
  return { requestId: exchange.requestId, ...(exchange.endpoint && { route: exchange.endpoint.path }) };
}
