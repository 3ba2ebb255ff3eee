/** Full-text search in 10,000 applications, with short fields alone and with a long text each; and opening them cold. */
import { search } from '@sotto/features/search/api';
import { type Seeker, joinAs, bringIn } from './people.ts';
import type { Row } from './report.ts';
import { questions } from './searches.ts';
import { freshPlace, runSotto } from './sotto.ts';
import { median, percentile, timed } from './statistics.ts';

const applications = 10_000;
/** Characters of each long text: 10,000 of them fit into one import. */
const descriptionLength = 2000;

export async function measureSearching(): Promise<Row[]> {
  await using place = await freshPlace();
  await using server = await runSotto(place);
  const short = await joinAs(server.origin, 'short');
  await bringIn(short, { applications });
  const long = await joinAs(server.origin, 'long');
  await bringIn(long, { applications, descriptionLength });
  const firstMs = await untilComplete(long);
  return [
    rowOf(`search in ${applications.toLocaleString('en')}, short fields`, await durationsOf(short), 80),
    {
      ...rowOf(
        `search in ${applications.toLocaleString('en')}, a text of ${descriptionLength} characters each`,
        await durationsOf(long),
        250,
      ),
      how: `over HTTP, one after the other, warm; the index of the texts was ready ${(firstMs / 1000).toFixed(1)} s after the first question`,
    },
  ];
}

function rowOf(work: string, durations: readonly number[], atMost: number): Row {
  return {
    work,
    figures: [
      { name: 'median', value: median(durations), unit: 'ms' },
      { name: 'p95', value: percentile(durations, 0.95), unit: 'ms', atMost },
    ],
  };
}

const rounds = 12;

/** Milliseconds of each question, over HTTP, one after the other; one round before is for warming up. */
export async function durationsOf({ visitor }: Seeker): Promise<number[]> {
  const durations: number[] = [];
  for (let round = -1; round < rounds; round++) {
    for (const q of questions) {
      const took = await timed(() => visitor.call(search, { query: { q } }));
      if (round >= 0) durations.push(took);
    }
  }
  return durations;
}

/** Asks for a word that only the last text holds, until it is found; milliseconds. */
async function untilComplete({ visitor }: Seeker): Promise<number> {
  const query = { q: `tidewater ${applications - 1}` };
  return timed(async () => {
    while ((await visitor.call(search, { query })).body.items.length === 0);
  });
}
