/**
 * One value per endpoint: the server checks by it, the client calls by it, the OpenAPI document is drawn from it.
 *
 * Knows nothing about job hunting and nothing about how a request is served.
 */
import type { z } from 'zod';
import type { ProblemType } from './problem.ts';

/** What an access key may be allowed to do. A cookie session may do everything. */
export const scopes = [
  'capture:write',
  'duplicates:read',
  'applications:read',
  'applications:write',
  'profile:read',
  'calendar:read',
  'export:read',
] as const;
export type Scope = (typeof scopes)[number];

/**
 * Who may call an endpoint. There is no default: an endpoint without a rule does not compile.
 *
 * `public`: anyone. `session`: a signed-in person in the web app; `fresh` also asks that they proved who they are
 * within the last ten minutes. `key`: a session, or an access key that holds `scope`. `any-key`: any valid access key, whatever its scopes.
 * `whenDisabled`: also for someone whose account the operator disabled, or who froze it, in a session: seeing, taking and deleting
 * one's own. Their keys wait. `whenFrozen`: also for someone who froze theirs, but not while it is disabled.
 */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'session'; readonly fresh?: boolean; readonly whenDisabled?: boolean; readonly whenFrozen?: boolean }
  | {
      readonly kind: 'key';
      readonly scope: Scope;
      readonly fresh?: boolean;
      readonly whenDisabled?: boolean;
      readonly whenFrozen?: boolean;
    }
  | { readonly kind: 'any-key' };

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A body taken or answered as bytes or text instead of JSON. */
export interface RawContent {
  readonly raw: readonly string[];
  /** Greatest size taken, in bytes. Ignored for answers. */
  readonly limitBytes?: number;
}

/** An answer's content by status; `null`: that status has no body. */
export type Outputs = Readonly<Record<number, z.ZodType | RawContent | null>>;

export interface Endpoint {
  readonly name: string;
  readonly method: Method;
  /** `/api/v1/groups/{id}`: parameters in braces, as in OpenAPI. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  /** Values arrive as strings: the schema coerces. A schema with an array field takes a repeated name. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType | RawContent;
  /** Greatest JSON body taken, in bytes. @default 1 MiB */
  readonly limitBytes?: number;
  readonly outputs: Outputs;
  /** Problems this endpoint may answer with besides those every endpoint may (see `commonProblems`). */
  readonly problems?: readonly ProblemType[];
  /** Answers to other origins (`*`, no credentials). Only the extension's routes. @default false */
  readonly crossOrigin?: boolean;
  /**
   * Taken as the form that mail programs send when someone ends mails with one click (RFC 8058). Only of public endpoints,
   * whose address alone is the right to do the one thing they do. @default false
   */
  readonly oneClick?: boolean;
  /**
   * Long JSON answers are compressed for whoever takes that. Only where no answer holds a secret (a key, a code): the length
   * of what is compressed tells of its content (BREACH). @default false
   */
  readonly compressed?: boolean;
}

/**
 * Declares an endpoint; the value is its own type.
 *
 * @example
 * export const listGroups = endpoint({
 *   name: 'listGroups', method: 'GET', path: '/api/v1/groups', summary: 'All groups, in order.',
 *   access: { kind: 'key', scope: 'applications:read' }, outputs: { 200: z.strictObject({ items: z.array(GroupView) }) },
 * });
 */
export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}

type OutputOf<S> = S extends z.ZodType ? z.output<S> : S extends RawContent ? Blob : undefined;

export type ParamsOf<E extends Endpoint> = E['params'] extends z.ZodType
  ? z.output<E['params']>
  : Readonly<Record<string, never>>;
export type QueryOf<E extends Endpoint> = E['query'] extends z.ZodType ? z.output<E['query']> : Readonly<Record<string, never>>;
export type BodyOf<E extends Endpoint> = E['body'] extends z.ZodType ? z.output<E['body']> : undefined;

type Input<S> = S extends z.ZodType ? z.input<S> : never;

/** What a caller hands to the client for endpoint E: only the parts that E declares. */
export type CallOf<E extends Endpoint> = (E['params'] extends z.ZodType ? { params: Input<E['params']> } : { params?: never }) &
  (E['query'] extends z.ZodType ? { query?: Input<E['query']> } : { query?: never }) &
  (E['body'] extends z.ZodType
    ? { body: Input<E['body']> }
    : E['body'] extends RawContent
      ? { body: Blob; type: E['body']['raw'][number] }
      : { body?: never });

/** The successful answers of E, told apart by `status`. */
export type ResultOf<E extends Endpoint> = {
  [S in keyof E['outputs'] & number]: { readonly status: S; readonly body: OutputOf<E['outputs'][S]> };
}[keyof E['outputs'] & number];

export function isRaw(content: z.ZodType | RawContent | null | undefined): content is RawContent {
  return content !== null && content !== undefined && 'raw' in content;
}
