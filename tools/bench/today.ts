/** Today in an account of 10,000 applications: asked again and again, and after a change, when it is told anew. */
import { createTask } from '@sotto/features/tasks/api';
import { getToday } from '@sotto/features/today/api';
import { load } from './load.ts';
import { bringIn, joinAs, type Seeker } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, runSotto } from './sotto.ts';
import { median, timed } from './statistics.ts';

export async function measureToday(): Promise<Row[]> {
  await using place = await freshPlace();
  await using server = await runSotto(place);
  const rows: Row[] = [];
  for (const [applications, atLeast] of [
    [1000, 500],
    [10_000, 200],
  ] as const) {
    const seeker = await joinAs(server.origin, `today${applications}`);
    await bringIn(seeker, { applications });
    const asked = await load(`${server.origin}/api/v1/today`, { ...seeker, seconds: 2 });
    rows.push({
      work: `Today with ${applications.toLocaleString('en')} applications`,
      how: 'closed loop, 8 connections; anew: the first answer after each of ten changes',
      figures: [
        { name: 'throughput', value: asked.perSecond, unit: '/s', atLeast },
        { name: 'p50', value: asked.p50Ms, unit: 'ms' },
        { name: 'anew, median', value: median(await anew(seeker)), unit: 'ms' },
      ],
    });
  }
  return rows;
}

async function anew({ visitor }: Seeker): Promise<number[]> {
  const durations: number[] = [];
  for (let turn = 0; turn < 10; turn++) {
    await visitor.call(createTask, { body: { title: `Call ${turn}`, due: { on: '2026-01-01' } } });
    durations.push(await timed(() => visitor.call(getToday, {})));
  }
  return durations;
}
