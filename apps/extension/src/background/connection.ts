/** Being connected: which server, which key, and what that key may do. */
import { connect as exchangeCode, getCurrentAccessKey } from '@sotto/features/account/api';
import { scopes as knownScopes } from '@sotto/contract';
import { isKeyLike, isWellFormedKey } from '../access-key.ts';
import { readAddress } from '../address.ts';
import { Failed } from '../failures.ts';
import type { Connection, Questions } from '../messages.ts';
import type { LocalStore } from '../store.ts';
import { callServer, type Reach } from './server.ts';

/** With the key, which stays in the background. */
export interface KeptConnection extends Connection {
  readonly key: string;
}

/** To ask the server. Throws `Failed` when there is none. */
export async function connectionIn(local: LocalStore): Promise<KeptConnection> {
  const { connection, key } = await local.getAll('connection', 'key');
  if (connection === null || key === null) throw new Failed({ kind: 'not-connected' });
  return { ...connection, key };
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
  const { key, ...connection } = isKeyLike(given)
    ? await knownKey(reach, read.origin, given)
    : await keyForCode(reach, read.origin, given);
  await local.setAll({ connection, key });
  // Groups and stages of whoever was connected before.
  await local.remove('choices');
  return connection;
}

async function knownKey(reach: Reach, origin: string, key: string): Promise<KeptConnection> {
  if (!isWellFormedKey(key)) throw new Failed({ kind: 'mistyped-key' });
  const { body } = await callServer(reach, { origin, key, expiresOn: null }, getCurrentAccessKey, {});
  return { origin, key, ...grantIn(body) };
}

async function keyForCode(reach: Reach, origin: string, code: string): Promise<KeptConnection> {
  if (code === '') throw new Failed({ kind: 'void-code' });
  const partner = { origin, key: null, expiresOn: null };
  const { body } = await callServer(reach, partner, exchangeCode, { body: { code } }).catch((cause: unknown) => {
    // The one thing a server refuses here is the code.
    throw cause instanceof Failed && cause.failure.kind === 'refused' ? new Failed({ kind: 'void-code' }) : cause;
  });
  const { key }: { readonly key: unknown } = body;
  if (typeof key !== 'string' || !isWellFormedKey(key)) throw new Failed({ kind: 'not-sotto' });
  return { origin, key, ...grantIn(body) };
}

/** Asks the server anew what the key may do, and keeps the answer. */
export async function testConnection(reach: Reach, local: LocalStore): Promise<Questions['test']['answer']> {
  const kept = await connectionIn(local);
  const { body, clockOffMs } = await callServer(reach, kept, getCurrentAccessKey, {});
  const connection = { origin: kept.origin, ...grantIn(body) };
  // One may have connected elsewhere meanwhile: that key is for nobody else.
  if ((await local.get('key')) === kept.key) await local.setAll({ connection, key: kept.key });
  return { ...connection, clockOffMs };
}

/** What a key may do, as the server says it. A server that says anything else is no Sotto; rights that are newer than we are left out. */
function grantIn({ scopes, expiresOn }: { readonly scopes: unknown; readonly expiresOn: unknown }): Omit<Connection, 'origin'> {
  if (!Array.isArray(scopes) || typeof expiresOn !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(expiresOn))
    throw new Failed({ kind: 'not-sotto' });
  return { scopes: knownScopes.filter((scope) => scopes.includes(scope)), expiresOn };
}
