/** Calls the server one is connected to, and finds out what is wrong when it does not answer as it should. */
import { createClient, Problem, type CallOf, type Endpoint, type ResultOf } from '@sotto/contract';
import { getCurrentAccessKey } from '@sotto/features/account/api';
import type { DuplicateReport } from '@sotto/features/capture/api';
import { Failed, type Failure } from '../failures.ts';
import type { Connection } from '../messages.ts';

/** Where the server is, and what says who asks. `expiresOn`: `null` while the key was never answered. */
export interface Partner extends Pick<Connection, 'origin'> {
  readonly key: string | null;
  readonly expiresOn: string | null;
}

export interface Reach {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
}

export interface Called<E extends Endpoint> {
  readonly body: ResultOf<E>['body'];
  /** How far this machine's clock is ahead of the server's; `null`: it did not say. */
  readonly clockOffMs: number | null;
}

/** Longest time for an answer. */
const patienceMs = 15_000;

/** Calls an endpoint. Throws `Failed` for whatever is not a success, with what can be said about it. */
export async function callServer<E extends Endpoint>(
  reach: Reach,
  partner: Partner,
  endpoint: E,
  input: CallOf<E>,
): Promise<Called<E>> {
  let date: string | null = null;
  let arrived = false;
  const client = createClient({
    origin: partner.origin,
    ...(partner.key !== null && { key: partner.key }),
    fetch: async (url, init) => {
      const response = await reach.fetch(url, { ...init, ...alone });
      arrived = true;
      date = response.headers.get('date');
      return response;
    },
  });
  try {
    const { body } = await client(endpoint, input, AbortSignal.timeout(patienceMs));
    return { body, clockOffMs: date === null ? null : reach.now() - Date.parse(date) };
  } catch (cause) {
    if (cause instanceof Problem && arrived) throw new Failed(failureOf(cause, { endpoint, partner, now: reach.now() }));
    // No Problem, yet it answered: what it said was not even JSON.
    throw new Failed(arrived ? { kind: 'not-sotto' } : await diagnose(reach, partner.origin));
  }
}

/** Without cookies, without a trace in the cache, and never sent on: a key goes to the one server it is for. */
const alone = { credentials: 'omit', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer' } as const;

interface Occasion {
  readonly endpoint: Endpoint;
  readonly partner: Partner;
  readonly now: number;
}

/** What a refusal means for whoever pressed a button. */
function failureOf({ problem, body, message }: Problem, occasion: Occasion): Failure {
  switch (problem) {
    case 'mistyped-key':
      return { kind: 'mistyped-key' };
    case 'invalid-key':
    case 'not-signed-in':
      return lostKey(occasion);
    case 'missing-scope':
      return occasion.endpoint.access.kind === 'key'
        ? { kind: 'missing-scope', scope: occasion.endpoint.access.scope }
        : { kind: 'server-failed' };
    case 'account-disabled':
      return { kind: 'account-disabled' };
    case 'too-many-requests':
      return { kind: 'slow-down' };
    case 'unavailable':
    case 'unexpected':
      return { kind: 'server-failed' };
    case 'duplicate':
      // Safe: this is what the contract says of this problem.
      return { kind: 'duplicate', duplicates: body['duplicates'] as DuplicateReport };
    case 'already-exists':
      return { kind: 'saved-otherwise' };
    case 'method-not-allowed':
    case 'unsupported-type':
      return { kind: 'server-too-old' };
    default:
      return { kind: 'refused', sentences: body.errors?.map(({ field, message }) => `${field}: ${message}`) ?? [message] };
  }
}

/** The server says the same of every key that does not work; what is known here tells them apart. */
function lostKey({ partner: { expiresOn }, now }: Occasion): Failure {
  if (expiresOn === null) return { kind: 'unknown-key' };
  if (expiresOn < new Date(now).toISOString().slice(0, 10)) return { kind: 'expired-key', expiresOn };
  return { kind: 'revoked-key' };
}

/**
 * Nothing came back that a script may read. Either nobody is there, or somebody who does not answer extensions at all, or a
 * Sotto that does not know this route yet.
 */
async function diagnose({ fetch }: Reach, origin: string): Promise<Failure> {
  const look = { ...alone, signal: AbortSignal.timeout(patienceMs) };
  // Whoever may not read the answer must follow where it leads, or there is no answer (Fetch, 4.1). It carries no key.
  const isThere = await fetch(`${origin}/healthz`, { ...look, mode: 'no-cors', redirect: 'follow' }).then(isTrue, isFalse);
  if (!isThere) return { kind: 'unreachable' };
  const isSotto = await fetch(origin + getCurrentAccessKey.path, look).then(isTrue, isFalse);
  return { kind: isSotto ? 'server-too-old' : 'not-sotto' };
}

const isTrue = () => true;
const isFalse = () => false;
