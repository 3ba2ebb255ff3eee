/**
 * "What we hold about you": every table of the inventory and every kind of record, in the words of the person, counted.
 *
 * Kinds of records say of themselves what they are for, and so do tables: a new one stands here from its first day.
 */
import { type Column, headings, inventory, type OwnedTableName, ownedTables, type Table } from '@sotto/database';
import type { Kind, UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import { keyringInventory, type KeyringTableName } from '@sotto/vault';
import type { HeldItem } from '../api.ts';

/** The kinds of records that people ask about first, in this order; the others follow by number. */
const readFirst: readonly string[] = [
  'application',
  'company',
  'contact',
  'interaction',
  'snapshot',
  'text',
  'stageChange',
  'profile',
];

/** What the inventory may say of a table, whichever it is. */
type Told = Omit<Table, 'columns'> & { readonly columns: Readonly<Record<string, Column>> };

/** Everything held about someone, counted now, heading by heading. */
export async function countHeld(platform: Platform, userId: UserId): Promise<HeldItem[]> {
  const rows = ownedTables.filter((name) => name !== 'record').map((name) => countRows(platform, userId, name));
  const items = [
    ...(await countRecords(platform, userId)),
    ...(await Promise.all(rows)),
    ...(await countKeyring(platform, userId)),
  ];
  return headings.flatMap((heading) => items.filter((item) => item.heading === heading));
}

async function countRecords({ database, workspaces }: Platform, userId: UserId): Promise<HeldItem[]> {
  const counted = await database.rows(
    database.build
      .selectFrom('record')
      .select(({ fn }) => ['kind', fn.countAll<number>().as('count')])
      .where('user_id', '=', userId)
      .groupBy('kind'),
  );
  const { columns, heading } = inventory.record;
  return workspaces.kinds
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(({ name, number, held }) => ({
      name,
      ...held,
      heading,
      lies: 'database',
      count: counted.find(({ kind }) => kind === number)?.count ?? 0,
      seenAt: null,
      ...partsOf(columns),
    }));
}

async function countRows({ database: { build, rows } }: Platform, userId: UserId, name: OwnedTableName): Promise<HeldItem> {
  const [row] = await rows(
    build
      .selectFrom(name)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('user_id', '=', userId),
  );
  const { purpose, retention, title = inWords(name), heading = 'working', seenAt, columns } = toldOf(name);
  return {
    name,
    title,
    heading,
    lies: 'database',
    count: row?.count ?? 0,
    purpose: withoutStop(purpose),
    until: capitalised(retention),
    seenAt: seenAt ?? null,
    ...partsOf(columns),
  };
}

async function countKeyring({ vault }: Platform, userId: UserId): Promise<HeldItem[]> {
  const counts = await vault.countHeld(userId);
  return (Object.keys(keyringInventory) as KeyringTableName[]).map((name) => {
    const { title, purpose, retention, columns } = keyringInventory[name];
    return {
      name,
      title,
      heading: 'working',
      lies: 'keyring',
      count: counts[name],
      purpose: withoutStop(purpose),
      until: capitalised(retention),
      seenAt: null,
      sealed: [],
      readable: Object.values(columns),
    };
  });
}

function toldOf(name: OwnedTableName): Told {
  return inventory[name];
}

/** What of a row only opens with the person's key, and what stands beside it readable. */
function partsOf(columns: Told['columns']): Pick<HeldItem, 'sealed' | 'readable'> {
  const of = (isSealed: boolean) =>
    Object.values(columns)
      .filter((column) => column.isSealed === isSealed)
      .map(({ purpose }) => purpose);
  return { sealed: of(true), readable: of(false) };
}

function placeOf({ name, number }: Kind): number {
  const place = readFirst.indexOf(name);
  return place < 0 ? readFirst.length + number : place;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** `reminder_mail`: `Reminder mail`. */
function inWords(table: string): string {
  return capitalised(table.replaceAll('_', ' '));
}
