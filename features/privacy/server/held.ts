/**
 * "What we hold about you": every table of the inventory and every kind of record, in the words of the person, counted.
 *
 * Three lists make it up, and each must name everything there is or this file does not compile: tables (the database's
 * inventory), kinds of records (the domain's list), kinds of credentials.
 */
import { type OwnedTableName, inventory, ownedTables } from '@sotto/database';
import { type KindName, type UserId, kindNumbers } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { HeldItem } from '../api.ts';

interface Words {
  readonly title: string;
  readonly purpose: string;
  readonly until: string;
}

const yourTracker = 'Your tracker';
const untilDeleted = 'You delete them';

/** Records by kind. The order is the one people read. */
const words = {
  application: { title: 'Applications', purpose: yourTracker, until: untilDeleted },
  company: { title: 'Companies', purpose: yourTracker, until: untilDeleted },
  snapshot: { title: 'Saved postings', purpose: 'To read them after they are gone', until: untilDeleted },
  text: { title: 'Long notes and descriptions', purpose: yourTracker, until: untilDeleted },
  stageChange: {
    title: 'Moves between stages',
    purpose: 'To show how each application went',
    until: 'You delete the application',
  },
  profile: { title: 'Profile', purpose: 'To fill forms with it when you click', until: 'You delete it' },
  group: { title: 'Groups', purpose: yourTracker, until: untilDeleted },
  stage: { title: 'Stages', purpose: yourTracker, until: untilDeleted },
  importBatch: { title: 'Imports', purpose: 'So that an import can be taken back', until: 'You delete all data' },
  importPreview: { title: 'Files about to be imported', purpose: 'To show every row before it is kept', until: 'One hour' },
  settings: { title: 'Settings', purpose: 'To work the way you chose', until: 'You delete all data' },
} as const satisfies Record<KindName, Words>;

/** Rows that are no records, by table; what they are for comes from the inventory itself. */
const titles = {
  credential: 'E-mail address, password, passkeys and other ways in',
  totp: 'Secret of your authenticator app',
  recovery_code: 'Recovery codes',
  session: 'Sign-ins',
  access_key: 'Access keys',
  activity: 'Activity log',
  outbox: 'Mails on their way to you',
  ticket: 'Links and codes that work once',
  alarm: 'Reminders',
  chunk: 'Files and search index, in pieces',
  gone: 'Marks of deleted records',
  workspace: 'That the account exists',
} as const satisfies Record<Exclude<OwnedTableName, 'record'>, string>;

/** Everything held about someone, counted now: what they sign in with, what they entered, the rest. */
export async function countHeld({ database }: Platform, userId: UserId): Promise<HeldItem[]> {
  const { build } = database;
  const kinds = await database.rows(
    build
      .selectFrom('record')
      .select(({ fn }) => ['kind', fn.countAll<number>().as('count')])
      .where('user_id', '=', userId)
      .groupBy('kind'),
  );
  const records = (Object.keys(words) as KindName[]).map((name) => ({
    name,
    ...words[name],
    count: kinds.find(({ kind }) => kind === kindNumbers[name])?.count ?? 0,
  }));
  const rest = (Object.keys(titles) as (keyof typeof titles)[]).map(async (table) => {
    const [row] = await database.rows(
      build
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('user_id', '=', userId),
    );
    const { purpose, retention } = inventory[table];
    return {
      name: table,
      title: titles[table],
      count: row?.count ?? 0,
      purpose: withoutStop(purpose),
      until: capitalised(retention),
    };
  });
  const [credential, ...others] = await Promise.all(rest);
  return [...(credential ? [credential] : []), ...records, ...others];
}

/** Tables that hold something of a person and stand in none of the lists above: none, or the compiler was circumvented. */
export function forgottenTables(): string[] {
  return ownedTables.filter((table) => table !== 'record' && !Object.hasOwn(titles, table));
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
