/** Files that are looked at are forgotten after an hour: the reminder that says so. */
import type { Database, SottoTables, Statement } from '@sotto/database';
import type { Id } from '@sotto/domain';
import type { Opening } from '@sotto/vault';

export const hourMs = 60 * 60_000;
const quarterMs = 15 * 60_000;

/** The next quarter of an hour, when files are forgotten. Epoch ms. */
export function quarterAfter(at: number): number {
  return Math.ceil(at / quarterMs) * quarterMs;
}

/** `at`: epoch ms; put off to the next quarter of an hour. */
export function remindToForget(
  { build }: Database<SottoTables>,
  { userId }: Opening,
  { id, at }: { id: Id; at: number },
): Statement {
  const due = quarterAfter(at);
  return { query: build.insertInto('alarm').values({ user_id: userId, record_id: id, due_at: due }), rows: 1 };
}
