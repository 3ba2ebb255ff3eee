/** Who is calling, and may they: the two questions asked before any input is read. */
import { type Access, type Endpoint, Problem } from '@sotto/contract';
import type { Authenticator, Caller } from './door.ts';
import { type HeaderReader, fromHere, isForged } from './origin.ts';
import type { SessionCookie } from './session-cookie.ts';

/** What a request brings to say who is behind it. A key silences the cookie; so does another site. */
export type Credentials =
  | { readonly kind: 'key'; readonly token: string }
  | { readonly kind: 'cookie'; readonly token: string }
  | { readonly kind: 'none' };

/** The credentials of a request. Throws `cross-site` when another site may have sent it in the person's name. */
export function readCredentials(
  endpoint: Endpoint,
  request: { method: string; header: HeaderReader },
  origin: string,
  cookie: SessionCookie,
): Credentials {
  const authorization = request.header('authorization');
  if (!endpoint.crossOrigin && !fromHere(request.header)) throw new Problem('cross-site');
  if (authorization !== null) return { kind: 'key', token: bearer(authorization) };
  const token = cookie.read(request.header('cookie'));
  const speaks = token !== null && fromHere(request.header);
  if (isForged({ ...request, cookie: speaks, key: endpoint.crossOrigin === true && !speaks }, origin))
    throw new Problem('cross-site');
  return speaks ? { kind: 'cookie', token } : { kind: 'none' };
}

/** The token of `Bearer <token>`; any other scheme leaves an empty one, which no key matches. */
function bearer(authorization: string): string {
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
}

/** The caller behind the credentials; `null`: nobody, or nobody any more. Throws for a key that is not valid. */
export async function authenticate(credentials: Credentials, authenticator: Authenticator | undefined): Promise<Caller | null> {
  if (!authenticator || credentials.kind === 'none') return null;
  if (credentials.kind === 'cookie') return authenticator.session(credentials.token);
  const caller = await authenticator.key(credentials.token);
  if (caller === 'mistyped') throw new Problem('mistyped-key');
  if (caller === null) throw new Problem('invalid-key');
  return caller;
}

/** Throws unless the rule lets this caller in. A key never reaches what is for sessions, whatever its scopes. */
export function authorise(access: Access, caller: Caller | null): void {
  if (access.kind === 'public') return;
  if (caller === null) throw new Problem('not-signed-in');
  if (caller.halted !== null && !mayWhenHalted(access, caller)) throw new Problem(`account-${caller.halted}`);
  if (caller.kind === 'key') return authoriseKey(access, caller.scopes);
  if (access.kind === 'any-key')
    throw new Problem('invalid-key', { detail: 'This is asked with an access key, not from the web app.' });
  if (access.fresh === true && !caller.fresh) throw new Problem('reauthentication-required');
}

/** What is open while disabled is open while frozen as well, and thawing besides. */
function mayWhenHalted(access: Access, caller: Caller): boolean {
  if (caller.kind === 'key' || access.kind === 'public' || access.kind === 'any-key') return false;
  return access.whenDisabled === true || (caller.halted === 'frozen' && access.whenFrozen === true);
}

function authoriseKey(access: Access, scopes: readonly string[]): void {
  if (access.kind === 'any-key') return;
  if (access.kind === 'key' && scopes.includes(access.scope)) return;
  throw new Problem('missing-scope');
}
