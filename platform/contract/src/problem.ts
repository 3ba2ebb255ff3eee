/**
 * Errors as they cross the wire: `application/problem+json` (RFC 9457) with a stable `type`.
 *
 * `type` is never translated and never changes; `title` and `detail` are sentences for people and may.
 */

/** Every problem Sotto answers with: its status and its sentence. Keys are stable; the wire form is `urn:sotto:problem:<key>`. */
export const problems = {
  'invalid-input': { status: 400, title: 'Something in the request is not as it should be.' },
  'not-signed-in': { status: 401, title: 'Sign in first.' },
  'wrong-credentials': { status: 401, title: 'E-mail or password is not right.' },
  'invalid-key': { status: 401, title: 'This access key is not valid. Make a new one in Settings, Access keys.' },
  'mistyped-key': { status: 401, title: 'This access key is mistyped: its checksum does not fit. Copy it again.' },
  'missing-scope': { status: 403, title: 'This access key may not do that.' },
  'reauthentication-required': { status: 403, title: 'Confirm that it is you, then try again.' },
  'account-disabled': { status: 403, title: 'This account is disabled. You can take your data with you and delete it.' },
  'account-frozen': { status: 403, title: 'You froze this account: nothing in it is changed. Thaw it in Settings, Privacy.' },
  'cross-site': { status: 403, title: 'This request came from another site and was not carried out.' },
  'sign-up-closed': { status: 403, title: 'New accounts are not open here.' },
  'not-found': { status: 404, title: 'There is nothing here.' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method.' },
  'stale-revision': { status: 409, title: 'This was changed elsewhere in the meantime.' },
  'newer-version': { status: 409, title: 'This was written by a newer version of Sotto and cannot be changed here.' },
  'already-exists': { status: 409, title: 'There is one already.' },
  conflict: { status: 409, title: 'That does not go together with what is here.' },
  duplicate: { status: 409, title: 'You may already have this one.' },
  'too-large': { status: 413, title: 'That is more than fits.' },
  'unsupported-type': { status: 415, title: 'This content type is not taken here.' },
  'wrong-host': { status: 421, title: 'This is not the address of this Sotto.' },
  unprocessable: { status: 422, title: 'That could be read, but not carried out.' },
  'too-many-requests': { status: 429, title: 'Too many attempts. Wait a moment.' },
  unexpected: { status: 500, title: 'Sotto did not manage that. Nothing was changed.' },
  unavailable: { status: 503, title: 'Not available at the moment. Try again shortly.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemType = keyof typeof problems;

/** Problems any endpoint may answer with, declared or not. */
export const commonProblems = [
  'invalid-input',
  'not-signed-in',
  'invalid-key',
  'mistyped-key',
  'missing-scope',
  'reauthentication-required',
  'account-disabled',
  'account-frozen',
  'cross-site',
  'not-found',
  'method-not-allowed',
  'too-large',
  'unsupported-type',
  'wrong-host',
  'too-many-requests',
  'unexpected',
  'unavailable',
] as const satisfies readonly ProblemType[];

const urn = 'urn:sotto:problem:';

/** A problem's wire form. `errors` names fields (`company`, `location.city`) with a sentence each. */
export interface ProblemBody {
  readonly type: `${typeof urn}${ProblemType}`;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  /** With `stale-revision`: the record as it is now. */
  readonly current?: unknown;
  readonly [extension: string]: unknown;
}

/**
 * A refusal that reaches the caller as problem+json. Thrown by handlers, translated once at the edge;
 * the client throws the same class when it receives one.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly problem: ProblemType;
  readonly status: number;
  readonly body: ProblemBody;
  /** Seconds the caller should wait; sent as `Retry-After`. */
  readonly retryAfter: number | undefined;

  constructor(problem: ProblemType, more: { detail?: string; retryAfter?: number; [extension: string]: unknown } = {}) {
    const { status, title } = problems[problem];
    super(more.detail ?? title);
    this.problem = problem;
    this.status = status;
    this.retryAfter = more.retryAfter;
    this.body = { type: `${urn}${problem}`, title, status, ...more };
  }

  /** The problem a body tells of; `null` when it is none of ours (another server answered, a proxy's page). */
  static fromBody(body: unknown): Problem | null {
    if (typeof body !== 'object' || body === null || !('type' in body) || typeof body.type !== 'string') return null;
    const key = body.type.slice(urn.length);
    if (!body.type.startsWith(urn) || !Object.hasOwn(problems, key)) return null;
    // Safe: `key` was just found among the keys of `problems`.
    return new Problem(key as ProblemType, body);
  }
}
