/** One person alone on a database, and the same person among thousands. */
import { GroupKind } from '@sotto/domain';
import { type Inside, type Newcomer, newcomer, openInside } from './inside.ts';
import type { Row } from './report.ts';
import { freshPlace } from './sotto.ts';
import { inTurns, median, timed } from './statistics.ts';

const crowd = 5000;
const readsATurn = 200;

export async function measureGrowing(): Promise<Row[]> {
  await using empty = await freshPlace();
  await using full = await freshPlace();
  await using alone = await openInside(empty);
  await using among = await openInside(full);
  const one = await newcomer(alone, 'ada');
  const same = await newcomer(among, 'ada');
  await addCrowd(among);
  const { warmAlone, warmAmong, coldAlone, coldAmong } = await inTurns(9, {
    warmAlone: () => readMs(alone, one, { cold: false }),
    warmAmong: () => readMs(among, same, { cold: false }),
    coldAlone: () => readMs(alone, one, { cold: true }),
    coldAmong: () => readMs(among, same, { cold: true }),
  });
  return [
    {
      work: `list read among ${crowd.toLocaleString('en')} people beside alone`,
      how: 'service calls on SQLite; bounded: the goal is meant for 100,000 people',
      figures: [
        { name: 'warm p50, among ÷ alone', value: median(warmAmong) / median(warmAlone), unit: '×', atMost: 1.3 },
        { name: 'cold p50, among ÷ alone', value: median(coldAmong) / median(coldAlone), unit: '×', atMost: 1.3 },
      ],
    },
  ];
}

/** In handfuls, so that their commits share the disk. */
async function addCrowd(inside: Inside): Promise<void> {
  const handful = 50;
  for (let at = 0; at < crowd; at += handful)
    await Promise.all(Array.from({ length: handful }, (_, number) => newcomer(inside, `person${at + number}`)));
}

/** Median milliseconds of a read, of many in a row. */
async function readMs(
  { platform: { workspaces, vault } }: Inside,
  { by }: Newcomer,
  { cold }: { cold: boolean },
): Promise<number> {
  const durations: number[] = [];
  for (let read = 0; read < readsATurn; read++) {
    if (cold) {
      workspaces.evict(by.userId);
      vault.forgetSealers(by.userId);
    }
    durations.push(await timed(async () => (await workspaces.read(by)).all(GroupKind)));
  }
  return median(durations);
}
