/**
 * The second factor: the secret that is shared with an authenticator app, and which of its codes were taken.
 *
 * A secret is pending until a code of it was shown; one that is on stays on until then. Each code is good once: the row
 * knows the latest step that was taken, and raising it is one statement, so that of many who show a code at once one is let
 * in. Which secret counts is said by the account itself (`secondFactor`), not by the row being there.
 */
import type { Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening, Sealer } from '@sotto/vault';
import { z } from 'zod';
import type { Proved } from '../entrance/entrance.ts';
import { openingToSignIn } from '../opening.ts';
import { secretBytes, stepAt, stepOfCode } from './totp.ts';

type State = 'on' | 'pending';

const SharedSecret = z.strictObject({
  id: z.string(),
  /** Base64url. */
  secret: z.string(),
});

/** A secret as it lies in its row. */
interface KeptSecret {
  readonly id: string;
  readonly secret: Uint8Array;
  /** The row itself, to be named when it is changed: another secret may have taken its place. */
  readonly sealed: Uint8Array;
}

/** A new secret that waits for its first code, in place of one that waited before. */
export async function beginSecret(platform: Platform, by: Opening): Promise<Uint8Array> {
  const { account } = await platform.vault.sealers(by.userId);
  const begun = { id: platform.ids.record(), secret: platform.randomBytes(secretBytes) };
  await platform.workspaces.writeBeside(by.userId, [
    removeSecrets(platform, by.userId, 'pending'),
    insertSecret(platform, account, 'pending', { ...begun, lastStep: 0 }),
  ]);
  return begun.secret;
}

/** The secret that waits for its first code; `null`: none does. */
export async function pendingSecret(platform: Platform, by: Opening): Promise<KeptSecret | null> {
  return readSecret(platform, by, 'pending');
}

/** Turns a pending secret on, in place of one that was on. Its first code, of `lastStep`, is used up with it. Fails as `WrongRowCount` when it waits no longer. */
export function turnOn(platform: Platform, sealer: Sealer, pending: KeptSecret, lastStep: number): Statement[] {
  const { userId } = sealer;
  const awaited = platform.database.build
    .deleteFrom('totp')
    .where('user_id', '=', userId)
    .where('state', '=', 'pending')
    .where('sealed', '=', pending.sealed);
  return [
    { query: awaited, rows: 1 },
    removeSecrets(platform, userId, 'on'),
    insertSecret(platform, sealer, 'on', { ...pending, lastStep }),
  ];
}

/** The secret that is on; `null`: none is. Whether it counts is said by the account. */
export async function secretInForce(platform: Platform, by: Opening): Promise<KeptSecret | null> {
  return readSecret(platform, by, 'on');
}

/** Puts a secret that is known from elsewhere in place as one that is on; codes of before are void. */
export function putSecret(platform: Platform, sealer: Sealer, known: Pick<KeptSecret, 'id' | 'secret'>): Statement {
  return insertSecret(platform, sealer, 'on', { ...known, lastStep: stepAt(platform.now()) - 1 });
}

/** Removes the secrets of these states; all, when none is named. */
export function removeSecrets({ database }: Platform, userId: UserId, ...states: readonly State[]): Statement {
  const all = database.build.deleteFrom('totp').where('user_id', '=', userId);
  return { query: states.length === 0 ? all : all.where('state', 'in', states), rows: null };
}

/** Whether `code` is right and neither it nor a later one was taken before; then it is taken. */
export async function takeCode(platform: Platform, { userId, credentials }: Proved, code: string): Promise<boolean> {
  const kept = await secretInForce(platform, openingToSignIn(userId));
  if (!kept || kept.id !== credentials.account.content.secondFactor?.id) return false;
  const step = stepOfCode(kept.secret, code, platform.now());
  if (step === null) return false;
  const raise = platform.database.build
    .updateTable('totp')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('state', '=', 'on')
    .where('sealed', '=', kept.sealed)
    .where('last_step', '<', step)
    .returning('last_step');
  const [raised = []] = await platform.database.write([{ query: raise, rows: null }]);
  return raised.length === 1;
}

async function readSecret({ database, vault }: Platform, by: Opening, state: State): Promise<KeptSecret | null> {
  const [row] = await database.rows(
    database.build.selectFrom('totp').select('sealed').where('user_id', '=', by.userId).where('state', '=', state),
  );
  if (!row) return null;
  const { account } = await vault.sealers(by.userId);
  const { id, secret } = SharedSecret.parse(JSON.parse(Buffer.from(account.open(place(state), row.sealed, by)).toString()));
  return { id, secret: Buffer.from(secret, 'base64url'), sealed: row.sealed };
}

function insertSecret(
  { database, now }: Platform,
  sealer: Sealer,
  state: State,
  { id, secret, lastStep }: Pick<KeptSecret, 'id' | 'secret'> & { readonly lastStep: number },
): Statement {
  const content: z.infer<typeof SharedSecret> = { id, secret: Buffer.from(secret).toString('base64url') };
  const row = {
    user_id: sealer.userId,
    state,
    last_step: lastStep,
    key_id: sealer.keyId,
    created_at: now(),
    sealed: sealer.seal(place(state), Buffer.from(JSON.stringify(content))),
  };
  return { query: database.build.insertInto('totp').values(row), rows: 1 };
}

/** The state is part of the place: a secret that nobody has confirmed does not become one that is on by a change of its row. */
function place(state: State) {
  return { table: 'totp', id: state, revision: 0 };
}
