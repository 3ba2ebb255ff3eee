/** One person alone on a database, and the same person among thousands. */
import { GroupKind } from '@sotto/domain';
import { type Inside, type Newcomer, newcomer, openInside } from './inside.ts';
import { load } from './load.ts';
import { type Seeker, seekerWith } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, type Place, type Running, runSotto } from './sotto.ts';
import { inTurns, median, timed } from './statistics.ts';

const crowd = 5000;
const readsATurn = 200;

export async function measureGrowing(): Promise<Row[]> {
  await using empty = await freshPlace();
  await using full = await freshPlace();
  const cold = await coldReads(empty, full);
  const warm = await warmReads(empty, full);
  return [
    {
      work: `list read among ${crowd.toLocaleString('en')} people beside alone`,
      how: 'SQLite; warm over HTTP, cold as service calls; bounded: the goal is meant for 100,000 people',
      figures: [
        { name: 'warm p50, alone', value: warm.alone, unit: 'ms' },
        { name: 'warm p50, among ÷ alone', value: warm.among / warm.alone, unit: '×', atMost: 1.3 },
        { name: 'cold p50, alone', value: cold.alone, unit: 'ms' },
        { name: 'cold p50, among ÷ alone', value: cold.among / cold.alone, unit: '×', atMost: 1.3 },
      ],
    },
  ];
}

/** Milliseconds at the median. */
interface Reads {
  readonly alone: number;
  readonly among: number;
}

/** Puts the crowd where it belongs, and reads without any cache. */
async function coldReads(empty: Place, full: Place): Promise<Reads> {
  await using here = await openInside(empty);
  await using there = await openInside(full);
  const one = await newcomer(here, 'ada');
  const same = await newcomer(there, 'ada');
  await addCrowd(there);
  const { alone, among } = await inTurns(9, { alone: () => coldReadMs(here, one), among: () => coldReadMs(there, same) });
  return { alone: median(alone), among: median(among) };
}

/** In handfuls, so that their commits share the disk. */
async function addCrowd(inside: Inside): Promise<void> {
  const handful = 50;
  for (let at = 0; at < crowd; at += handful)
    await Promise.all(Array.from({ length: handful }, (_, number) => newcomer(inside, `person${at + number}`)));
}

async function coldReadMs({ platform: { workspaces, vault } }: Inside, { by }: Newcomer): Promise<number> {
  const durations: number[] = [];
  for (let read = 0; read < readsATurn; read++) {
    workspaces.evict(by.userId);
    vault.forgetSealers(by.userId);
    durations.push(await timed(async () => (await workspaces.read(by)).all(GroupKind)));
  }
  return median(durations);
}

async function warmReads(empty: Place, full: Place): Promise<Reads> {
  await using here = await runSotto(empty);
  await using there = await runSotto(full);
  const one = await seekerWith(here.origin, 'bela', { applications: 200 });
  const same = await seekerWith(there.origin, 'bela', { applications: 200 });
  const { alone, among } = await inTurns(5, { alone: () => warmReadMs(here, one), among: () => warmReadMs(there, same) });
  return { alone: median(alone), among: median(among) };
}

async function warmReadMs({ origin }: Running, seeker: Seeker): Promise<number> {
  const url = `${origin}/api/v1/applications?groupId=${seeker.groupId}&limit=25`;
  return (await load(url, { ...seeker, connections: 1, seconds: 2 })).p50Ms;
}
