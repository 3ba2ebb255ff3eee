/** A list read with an empty cache: all of a person's rows are fetched and opened. Beside it, the rows alone. */
import { ApplicationKind } from '@sotto/domain';
import { openInside } from './inside.ts';
import { seekerWith } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, runSotto } from './sotto.ts';
import { inTurns, median, timed } from './statistics.ts';

/** With their companies and steps about 10,000 records. */
const applications = 3000;

export async function measureOpening(): Promise<Row[]> {
  await using place = await freshPlace();
  {
    await using server = await runSotto(place);
    await seekerWith(server.origin, 'ada', { applications });
  }
  await using inside = await openInside(place);
  const { vault, workspaces, database } = inside.platform;
  const login = await vault.findLogin('ada@example.org');
  if (!login) throw new Error('ada has signed up');
  const by = inside.opening(login.userId);
  const rows = database.build.selectFrom('record').selectAll().where('user_id', '=', login.userId);
  const count = (await database.rows(rows)).length;
  const { cold, raw } = await inTurns(9, {
    cold: () => {
      workspaces.evict(login.userId);
      vault.forgetSealers(login.userId);
      return timed(async () => (await workspaces.read(by)).all(ApplicationKind).slice(0, 25));
    },
    raw: () => timed(() => database.rows(rows)),
  });
  return [
    {
      work: `cold list read, ${count.toLocaleString('en')} records`,
      how: `service calls, of ${applications.toLocaleString('en')} applications; the floor fetches the same rows without opening them`,
      figures: [
        { name: 'rows alone (floor)', value: median(raw), unit: 'ms' },
        { name: 'opened, median', value: median(cold), unit: 'ms', atMost: 350 },
        { name: 'opened ÷ floor', value: median(cold) / median(raw), unit: '×', atMost: 6 },
      ],
    },
  ];
}
