/** Being connected: which server, which key, and what that key may do. */
import { connect as exchangeCode, getCurrentAccessKey } from '@sotto/features/account/api';
import { isKeyLike, isWellFormedKey } from '../access-key.ts';
import { readAddress } from '../address.ts';
import { Failed } from '../failures.ts';
import type { Connection, Questions } from '../messages.ts';
import type { KeptConnection, LocalStore } from '../store.ts';
import { callServer, type Reach } from './server.ts';

/** With the key, to ask the server. Throws `Failed` when there is none. */
export async function connectionIn(local: LocalStore): Promise<KeptConnection> {
  const kept = await local.get('connection');
  if (kept === null) throw new Failed({ kind: 'not-connected' });
  return kept;
}

/** Takes an address with a key or a one-time code, asks that server whether it knows it, and keeps it if so. */
export async function connectTo(
  reach: Reach,
  local: LocalStore,
  { address, secret }: Questions['connect']['with'],
): Promise<Connection> {
  const read = readAddress(address);
  if ('failure' in read) throw new Failed(read.failure);
  const given = secret.trim();
  const kept = isKeyLike(given) ? await knownKey(reach, read.origin, given) : await keyForCode(reach, read.origin, given);
  await local.set('connection', kept);
  return withoutKey(kept);
}

async function knownKey(reach: Reach, origin: string, key: string): Promise<KeptConnection> {
  if (!isWellFormedKey(key)) throw new Failed({ kind: 'mistyped-key' });
  const { body } = await callServer(reach, { origin, key, expiresOn: null }, getCurrentAccessKey, {});
  return { origin, key, scopes: body.scopes, expiresOn: body.expiresOn };
}

async function keyForCode(reach: Reach, origin: string, code: string): Promise<KeptConnection> {
  if (code === '') throw new Failed({ kind: 'void-code' });
  const partner = { origin, key: null, expiresOn: null };
  const { body } = await callServer(reach, partner, exchangeCode, { body: { code } }).catch((cause: unknown) => {
    // The one thing a server refuses here is the code.
    throw cause instanceof Failed && cause.failure.kind === 'refused' ? new Failed({ kind: 'void-code' }) : cause;
  });
  return { origin, key: body.key, scopes: body.scopes, expiresOn: body.expiresOn };
}

/** Asks the server anew what the key may do, and keeps the answer. */
export async function testConnection(reach: Reach, local: LocalStore): Promise<Questions['test']['answer']> {
  const kept = await connectionIn(local);
  const { body, clockOffMs } = await callServer(reach, kept, getCurrentAccessKey, {});
  const now = { ...kept, scopes: body.scopes, expiresOn: body.expiresOn };
  await local.set('connection', now);
  return { ...withoutKey(now), clockOffMs };
}

/** What of a connection may be shown. */
export function withoutKey({ origin, scopes, expiresOn }: KeptConnection): Connection {
  return { origin, scopes, expiresOn };
}
