/** What became of the mail about a notice, kept in its row: written with the outbox in one unit, and when the mail is over in one again. */
import { asSweep } from '@sotto/database';
import { UserId } from '@sotto/domain';
import type { AfterMail } from '@sotto/mail';
import type { Platform } from '@sotto/runtime';

/** Values of `notice.mailed`. `left`: the mail server has it, or it lies in the folder where there is none. */
export const mailed = { notWritten: 0, left: 1, givenUp: 2, waits: 3 } as const;

/** What its person reads: a mail was written, and is not known to have been given up. */
export function wasMailed(state: number): boolean {
  return state === mailed.left || state === mailed.waits;
}

/** The row of a notice says what became of its mail. Whoever is gone has no row. */
export const noteInRow: AfterMail = (build, { userId, about, became }) => [
  {
    query: build
      .updateTable('notice')
      .set({ mailed: became === 'sent' ? mailed.left : mailed.givenUp })
      .where('user_id', '=', userId)
      .where('id', '=', about),
    rows: null,
  },
];

/** A notice that is in the app and was not mailed. `waits`: its mail is on its way, for three days at most. */
interface Unmailed {
  readonly userId: UserId;
  readonly id: string;
  readonly waits: boolean;
}

/**
 * Every notice whose mail did not leave. One that waits without anything of its person in the outbox was void with the rest of
 * it, by a backup that was put in place or as a letter that never opened: it comes no more.
 */
export async function notMailed({ database }: Platform): Promise<Unmailed[]> {
  const query = database.build
    .selectFrom('notice')
    .select(({ exists, selectFrom }) => [
      'user_id',
      'id',
      'mailed',
      exists(selectFrom('outbox').select('outbox.id').whereRef('outbox.user_id', '=', 'notice.user_id')).as('owed'),
    ])
    .where('mailed', '!=', mailed.left)
    .orderBy('user_id');
  return (await database.rows(asSweep('notices not mailed', query))).map((row) => ({
    userId: UserId.parse(row.user_id),
    id: row.id,
    waits: row.mailed === mailed.waits && Boolean(row.owed),
  }));
}
