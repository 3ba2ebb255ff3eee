/**
 * How much there is of what, without opening anything: rows are counted by the database, and a line that fewer than ten people
 * stand behind tells no number. Never an id, a date of anybody's, or anything sealed.
 */
import { asSweep, ownedTables } from '@sotto/database';
import type { Platform } from '@sotto/runtime';
import { columns } from './columns.ts';
import type { Command, Context, Outcome } from './command.ts';

export const statsCommands: readonly Command[] = [
  {
    name: ['stats'],
    args: [],
    says: 'count people and what they keep, all together; where fewer than ten people stand behind a number, none is told',
    opensNothing: true,
    run: showStats,
  },
];

/** Fewer than these, and a number could be about someone. */
const fewest = 10;
const weekMs = 7 * 24 * 60 * 60_000;

/** `people`: how many have any. */
interface Counted {
  readonly name: string;
  readonly people: number;
  readonly rows: number;
}

async function showStats({ platform }: Context): Promise<Outcome> {
  const counted = [...(await countPeople(platform)), ...(await countRecords(platform)), ...(await countTables(platform))];
  const items = counted.map(suppressed);
  const told = ({ people, rows }: (typeof items)[number]) => (people === null ? ['fewer than 10', ''] : [`${people}`, `${rows}`]);
  return {
    lines: columns(
      ['what', 'people', 'rows'],
      items.map((item) => [item.name, ...told(item)]),
    ),
    json: { items },
  };
}

function suppressed({ name, people, rows }: Counted) {
  return people < fewest ? { name, people: null, rows: null } : { name, people, rows };
}

async function countPeople({ database, now }: Pick<Platform, 'database' | 'now'>): Promise<Counted[]> {
  const { build, rows } = database;
  const [accounts] = await rows(
    asSweep(
      'counts',
      build
        .selectFrom('workspace')
        .select(({ fn }) => [
          fn.countAll<number>().as('all'),
          fn.count<number>('disabled_at').as('disabled'),
          fn.count<number>('frozen_at').as('frozen'),
        ]),
    ),
  );
  const [seen] = await rows(
    asSweep(
      'counts',
      build
        .selectFrom('session')
        .select(({ fn }) => fn.count<number>('user_id').distinct().as('people'))
        .where('used_at', '>', now() - weekMs),
    ),
  );
  const line = (name: string, people = 0): Counted => ({ name, people, rows: people });
  return [
    line('accounts', accounts?.all),
    line('accounts that are disabled', accounts?.disabled),
    line('accounts that their owners froze', accounts?.frozen),
    line('accounts used in the last 7 days', seen?.people),
  ];
}

async function countRecords({ database, workspaces }: Pick<Platform, 'database' | 'workspaces'>): Promise<Counted[]> {
  const found = await database.rows(
    asSweep(
      'counts',
      database.build
        .selectFrom('record')
        .select(({ fn }) => ['kind', fn.count<number>('user_id').distinct().as('people'), fn.countAll<number>().as('rows')])
        .groupBy('kind'),
    ),
  );
  return workspaces.kinds.map(({ number, plural }) => {
    const row = found.find(({ kind }) => kind === number);
    return { name: `records: ${plural}`, people: row?.people ?? 0, rows: row?.rows ?? 0 };
  });
}

async function countTables({ database: { build, rows } }: Pick<Platform, 'database'>): Promise<Counted[]> {
  const counted: Counted[] = [];
  for (const name of ownedTables.filter((table) => table !== 'record' && table !== 'workspace')) {
    const query = build
      .selectFrom(name)
      .select(({ fn }) => [fn.count<number>('user_id').distinct().as('people'), fn.countAll<number>().as('rows')]);
    const [row] = await rows(asSweep('counts', query));
    counted.push({ name: `rows: ${name}`, people: row?.people ?? 0, rows: row?.rows ?? 0 });
  }
  return counted;
}
