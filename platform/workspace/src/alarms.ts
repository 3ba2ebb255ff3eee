/** The alarms that a change brings with it, as statements of the same unit. */
import type { Statement } from '@sotto/database';
import type { Context } from './context.ts';
import type { Workspace } from './door.ts';
import { type Changes, createWorkspace, type State } from './state.ts';

export function alarmStatements(
  { alarms = [], now, database }: Context,
  { before, next, put }: { before: Workspace; next: State; put: Changes['opened'] },
): Statement[] {
  const { build } = database;
  return alarms.flatMap(({ kinds, plan }) => {
    const ids = put.filter(({ kindNumber }) => kinds.some(({ number }) => number === kindNumber)).map(({ stored }) => stored.id);
    if (ids.length === 0) return [];
    const planned = plan({ before, after: createWorkspace(next, new Map()), put: ids, now: now() });
    return [...planned].flatMap(([recordId, due]) => [
      {
        query: build.deleteFrom('alarm').where('user_id', '=', next.userId).where('record_id', '=', recordId),
        rows: null,
      },
      ...(due === null
        ? []
        : [{ query: build.insertInto('alarm').values({ user_id: next.userId, record_id: recordId, due_at: due }), rows: 1 }]),
    ]);
  });
}
