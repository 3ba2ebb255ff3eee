/**
 * WHERE DATA ENTERS: session, key scope, size limit, origin check, parsing, error → response, security headers: all once.
 *
 * A feature hands over routes; each is an endpoint of its contract with a handler. By the time a handler runs,
 * the caller is known and allowed, and every part of the input is parsed.
 */
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ResultOf, Scope, RawContent } from '@sotto/contract';
import type { UserId } from '@sotto/domain';
import type { Halt, Opening, Purpose } from '@sotto/vault';

/** Who is calling, once known. Implemented by features/account, used here only through this shape. */
export interface SessionCaller {
  readonly kind: 'session';
  readonly userId: UserId;
  readonly sessionId: string;
  /** Within ten minutes of proving who they are. */
  readonly fresh: boolean;
  /** Why the account is not in use; `null`: it is. */
  readonly halted: Halt | null;
}
export interface KeyCaller {
  readonly kind: 'key';
  readonly userId: UserId;
  readonly keyId: string;
  readonly scopes: readonly Scope[];
  /** Epoch ms; `null`: does not expire. */
  readonly expiresAt: number | null;
  /** Why the account is not in use; `null`: it is. */
  readonly halted: Halt | null;
}
export type Caller = SessionCaller | KeyCaller;

/** What a workspace row says of whether the account is in use. Disabled by the operator weighs more than frozen by its owner. */
export function haltOf(row: { readonly disabled_at: number | null; readonly frozen_at: number | null }): Halt | null {
  if (row.disabled_at !== null) return 'disabled';
  return row.frozen_at === null ? null : 'frozen';
}

export interface Authenticator {
  /** `null`: no such session, ended, revoked or of an erased account; all alike. */
  session(token: string): Promise<SessionCaller | null>;
  key(token: string): Promise<KeyCaller | 'mistyped' | null>;
}

type CallerOf<E extends Endpoint> = E['access'] extends { kind: 'public' }
  ? Caller | null
  : E['access'] extends { kind: 'session' }
    ? SessionCaller
    : E['access'] extends { kind: 'any-key' }
      ? KeyCaller
      : Caller;

/** A request as a handler gets it. */
export interface Incoming<E extends Endpoint> {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  /** Parsed JSON; for a raw body, its bytes (already within the limit) and content type. */
  readonly body: E['body'] extends RawContent ? { readonly bytes: Uint8Array; readonly type: string } : BodyOf<E>;
  readonly caller: CallerOf<E>;
  /** The right to open the caller's own values, for the route's purpose. Only when there is a caller. */
  readonly by: E['access'] extends { kind: 'public' } ? null : Opening;
  /** Network of the caller, from the socket or the trusted proxy: an IPv4 address or the /64 of an IPv6 one. For limits only, never stored or logged. */
  readonly network: string;
  /** `Firefox on Linux`: coarse, from User-Agent. */
  readonly device: string;
  /** What the one cookie holds, whether it is a session or the question for a second factor; `null`: there is none, or another site sent the request. */
  readonly cookie: string | null;
  readonly header: (name: string) => string | undefined;
  readonly signal: AbortSignal;
}

/** What a handler answers. `stream` for long raw answers; `json` for an answer that is kept written out, so that it is not written again each time. */
export type Answer<E extends Endpoint> =
  | (Sent<ResultOf<E>> & AnswerHeaders)
  | ({
      readonly status: keyof E['outputs'] & number;
      readonly stream: AsyncIterable<Uint8Array | string>;
      readonly type: string;
    } & AnswerHeaders)
  | ({ readonly status: keyof E['outputs'] & number; readonly json: string | Uint8Array } & AnswerHeaders)
  | ({ readonly status: 304 } & AnswerHeaders);

/** T as it may be handed over to be sent: read-only lists are as good as any. */
type Sent<T> = unknown extends T
  ? T
  : T extends Blob | string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Sent<Item>[]
      : { readonly [Key in keyof T]: Sent<T[Key]> };

export interface AnswerHeaders {
  readonly headers?: Readonly<Record<string, string>>;
  /** Starts or ends the browser session. The token goes into the one cookie. */
  readonly session?: { readonly token: string; readonly maxAgeSeconds: number } | 'ended';
}

export type Handler<E extends Endpoint> = (request: Incoming<E>) => Promise<Answer<E>>;

/** An endpoint with its handler and the purpose for which it opens values. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly purpose: Purpose;
  readonly handle: Handler<Endpoint>;
}

/**
 * Binds an endpoint to its handler.
 *
 * @example route(listGroups, 'track', async ({ by }) => ({ status: 200, body: { items: groupsOf(await workspaces.read(by)) } }))
 */
export function route<E extends Endpoint, const A extends Answer<E>>(
  endpoint: E,
  purpose: Purpose,
  // `const A`: without it TypeScript widens `'done'` to `string` before it knows what the endpoint declares.
  handle: (request: Incoming<E>) => Promise<A>,
): Route {
  return { endpoint, purpose, handle };
}
