/** What was asked, read and answered under a grant: sealed under the person's data key, in order, and never changed. */
import type { SottoTables, Statement } from '@sotto/database';
import { SupportKind } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening, Place, Sealer } from '@sotto/vault';
import { z } from 'zod';
import type { Grant } from './grants.ts';

/** What lies sealed. */
const Sealed = z.strictObject({
  words: z.string().nullable().default(null),
  read: z
    .array(z.strictObject({ kind: SupportKind, count: z.int().min(0) }))
    .nullable()
    .default(null),
});

export interface NewEntry {
  readonly what: SottoTables['support_entry']['what'];
  /** Opaque id of who read or answered; `null`: the person themselves. */
  readonly operator: string | null;
  readonly content: z.input<typeof Sealed>;
}

export interface Entry extends Omit<NewEntry, 'content'> {
  readonly grantId: string;
  readonly at: number;
  readonly content: z.output<typeof Sealed>;
}

/** The next entry of a grant, as a row. Two at once: one of them fails as `AlreadyExists`. */
export async function appendEntry(
  { database, now }: Platform,
  sealer: Sealer,
  { id, userId }: Pick<Grant, 'id' | 'userId'>,
  { what, operator, content }: NewEntry,
): Promise<Statement> {
  const position = (await lastPosition(database, { userId, id })) + 1;
  const sealed = sealer.seal(placeOf(id, position), Buffer.from(JSON.stringify(Sealed.parse(content))));
  const row = { user_id: userId, grant_id: id, position, what, at: now(), operator, key_id: sealer.keyId, sealed };
  return { query: database.build.insertInto('support_entry').values(row), rows: 1 };
}

async function lastPosition(
  { build, rows }: Platform['database'],
  { userId, id }: Pick<Grant, 'id' | 'userId'>,
): Promise<number> {
  const [row] = await rows(
    build
      .selectFrom('support_entry')
      .select('position')
      .where('user_id', '=', userId)
      .where('grant_id', '=', id)
      .orderBy('position', 'desc')
      .limit(1),
  );
  return row?.position ?? 0;
}

/** Every entry of the person's grants, in order. */
export async function entriesOf({ database, vault }: Platform, by: Opening): Promise<Entry[]> {
  const query = database.build
    .selectFrom('support_entry')
    .selectAll()
    .where('user_id', '=', by.userId)
    .orderBy('grant_id')
    .orderBy('position');
  const rows = await database.rows(query);
  const { data } = await vault.sealers(by.userId);
  return rows.map((row) => entryOf(row, data, by));
}

/** What was written when the grant was given: the first entry of each. */
export async function wordsOf({ database, vault }: Platform, by: Opening, { id }: Pick<Grant, 'id'>): Promise<string> {
  const query = database.build
    .selectFrom('support_entry')
    .selectAll()
    .where('user_id', '=', by.userId)
    .where('grant_id', '=', id)
    .where('position', '=', 1);
  const [row] = await database.rows(query);
  return row ? (entryOf(row, (await vault.sealers(by.userId)).data, by).content.words ?? '') : '';
}

function entryOf(row: SottoTables['support_entry'], sealer: Sealer, by: Opening): Entry {
  const content = Sealed.parse(
    JSON.parse(Buffer.from(sealer.open(placeOf(row.grant_id, row.position), row.sealed, by)).toString()),
  );
  return { grantId: row.grant_id, what: row.what, at: row.at, operator: row.operator, content };
}

/** Where the words of a request lie: as far as a grant reaches beside its scope. */
export function placeOfWords(grantId: string): Place {
  return placeOf(grantId, 1);
}

function placeOf(grantId: string, position: number): Place {
  return { table: 'support_entry', id: `${grantId}/${position}`, revision: 0 };
}
