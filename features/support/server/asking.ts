/** Asking for help: what is written, for whom, and how far and how long they may read. */
import { Problem } from '@sotto/contract';
import { ApplicationKind, type SupportScope, supportLapsesMs, supportStateOf } from '@sotto/domain';
import { recordActivity } from '@sotto/features/privacy/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { mostHelpAtOnce, type NewHelp, type OperatorView } from '../api.ts';
import { appendEntry } from './entries.ts';
import { type Grant, grantsOf, insertGrant, stillInUse } from './grants.ts';

const hourMs = 60 * 60_000;

/** Gives the grant, with its first entry, in one unit. Throws `conflict` and `invalid-input`. */
export async function askForHelp(platform: Platform, by: Opening, help: NewHelp): Promise<Grant> {
  const { vault, workspaces, ids, now } = platform;
  const operators = await operatorsOf(platform);
  assertSomebody(operators, help);
  await assertRoom(platform, by);
  await assertThere(platform, by, help.scope);
  const at = now();
  const grant: Grant = {
    userId: by.userId,
    id: ids.record(),
    operator: help.operator,
    scope: help.scope,
    askedAt: at,
    lapsesAt: at + supportLapsesMs,
    readingMs: help.hours * hourMs,
    untilAt: null,
    endedAt: null,
  };
  const { data } = await vault.sealers(by.userId);
  const entry = await appendEntry(platform, data, grant, { what: 'asked', operator: null, content: { words: help.words } });
  await workspaces.writeBeside(by.userId, [stillInUse(platform, data), insertGrant(platform, grant), entry]);
  const about = operators.find(({ id }) => id === help.operator)?.name ?? null;
  await recordActivity(platform, by.userId, { happening: 'help-asked', by: 'user', about });
  return grant;
}

/** Names of operators, and the random ids they stand under. Their secrets stay where they are. */
export async function operatorsOf({ vault }: Platform): Promise<OperatorView[]> {
  return (await vault.operators()).map(({ id, name }) => ({ id, name }));
}

function assertSomebody(operators: readonly OperatorView[], { operator }: NewHelp): void {
  if (operators.length === 0) throw new Problem('conflict', { detail: 'Nobody at this Sotto could read a request yet.' });
  if (operator === null || operators.some(({ id }) => id === operator)) return;
  throw new Problem('invalid-input', { errors: [{ field: 'operator', message: 'There is no operator of this name any more.' }] });
}

async function assertRoom(platform: Platform, by: Opening): Promise<void> {
  const going = (await grantsOf(platform, by)).filter((grant) => {
    const state = supportStateOf(grant, platform.now());
    return state === 'waiting' || state === 'open';
  });
  if (going.length < mostHelpAtOnce) return;
  throw new Problem('conflict', { detail: `There are ${mostHelpAtOnce} requests already. Revoke one first.` });
}

async function assertThere({ workspaces }: Platform, by: Opening, scope: SupportScope): Promise<void> {
  const isThere =
    'application' in scope
      ? (await workspaces.read(by)).get(ApplicationKind, scope.application) !== undefined
      : scope.kinds.every((kind) => workspaces.kinds.some(({ name }) => name === kind));
  if (!isThere) throw new Problem('invalid-input', { errors: [{ field: 'scope', message: 'There is no such thing to read.' }] });
}
