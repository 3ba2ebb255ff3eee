/** Reading over HTTP: the list page, the board, the CSV, what it costs in memory, and how near a constant it comes. */
import { type Load, load } from './load.ts';
import { type Seeker, bringIn, joinAs, seekerWith } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, type Running, runSotto } from './sotto.ts';
import { inTurns, median, percentile, timed } from './statistics.ts';

const megabyte = 1e6;
const how = 'closed loop, 8 connections, signed in by cookie, turn about';

export async function measureReading(): Promise<Row[]> {
  await using place = await freshPlace();
  const { small, large, row } = await fillPlace(place);
  // Anew, so that its memory is that of reading.
  await using server = await runSotto(place);
  const rows = [row, ...(await listRows(server, small, large)), ...(await csvRows(large))];
  const before = server.memory();
  return [...rows, ...(await boardRows(server, small, large)), memoryRow(before, server.memory())];
}

/** Someone with 1,000 applications and someone with 10,000, whose import is measured. */
async function fillPlace(place: Awaited<ReturnType<typeof freshPlace>>): Promise<{ small: Seeker; large: Seeker; row: Row }> {
  await using server = await runSotto(place);
  const small = await seekerWith(server.origin, 'small', { applications: 1000 });
  const large = await joinAs(server.origin, 'large');
  const tookMs = await bringIn(large, { applications: 10_000 });
  const highest = (server.memory()?.highest ?? NaN) / megabyte;
  const row: Row = {
    work: 'import of 10,000 rows, CSV over HTTP',
    figures: [
      { name: 'until all is stored', value: tookMs / 1000, unit: 's', atMost: 3 },
      { name: 'resident memory, highest', value: highest, unit: 'MB' },
    ],
  };
  return { small, large, row };
}

const listUrl = ({ origin }: Running, { groupId }: Seeker) => `${origin}/api/v1/applications?groupId=${groupId}&limit=25`;

async function listRows(server: Running, small: Seeker, large: Seeker): Promise<Row[]> {
  const page = await (await large.visitor.fetch(listUrl(server, large).slice(server.origin.length))).text();
  await server.setConstant(page);
  const { ofSmall, ofLarge, ofConstant } = await inTurns(3, {
    ofSmall: () => load(listUrl(server, small), small),
    ofLarge: () => load(listUrl(server, large), large),
    ofConstant: () => load(`${server.origin}/api/v1/constant`),
  });
  const perSecond = (loads: readonly Load[]) => median(loads.map((one) => one.perSecond));
  return [
    { work: 'list page, 25 of 1,000', how, figures: figuresOf(ofSmall, 1500, 25) },
    { work: 'list page, 25 of 10,000', figures: figuresOf(ofLarge, 1500, 25) },
    {
      work: 'list page, 10,000 beside 1,000',
      figures: [{ name: 'p50 of one ÷ p50 of other', value: p50(ofLarge) / p50(ofSmall), unit: '×', atMost: 1.5 }],
    },
    {
      work: 'warm list page beside the same bytes, constant',
      how: 'same server, a public route that answers a string and asks nobody who is there',
      figures: [
        { name: 'constant', value: perSecond(ofConstant), unit: '/s' },
        { name: 'throughput, list ÷ constant', value: perSecond(ofLarge) / perSecond(ofConstant), unit: '×', atLeast: 0.5 },
      ],
    },
  ];
}

const p50 = (loads: readonly Load[]) => median(loads.map(({ p50Ms }) => p50Ms));

function figuresOf(loads: readonly Load[], atLeast: number, atMost: number): Row['figures'] {
  return [
    { name: 'throughput', value: median(loads.map(({ perSecond }) => perSecond)), unit: '/s', atLeast },
    { name: 'p50', value: p50(loads), unit: 'ms' },
    { name: 'p99', value: median(loads.map(({ p99Ms }) => p99Ms)), unit: 'ms', atMost },
  ];
}

async function boardRows(server: Running, small: Seeker, large: Seeker): Promise<Row[]> {
  const boardOf = (seeker: Seeker) => () =>
    load(`${server.origin}/api/v1/board?groupId=${seeker.groupId}`, { ...seeker, seconds: 2 });
  const { ofSmall, ofLarge } = await inTurns(2, { ofSmall: boardOf(small), ofLarge: boardOf(large) });
  const figures = (loads: readonly Load[]): Row['figures'] => [
    { name: 'throughput', value: median(loads.map(({ perSecond }) => perSecond)), unit: '/s' },
    { name: 'p50', value: p50(loads), unit: 'ms' },
  ];
  return [
    { work: 'board as JSON, 1,000 cards', figures: figures(ofSmall) },
    { work: 'board as JSON, 10,000 cards', figures: figures(ofLarge) },
  ];
}

async function csvRows({ visitor, groupId }: Seeker): Promise<Row[]> {
  const times: { whole: number; first: number }[] = [];
  for (let turn = -1; turn < 9; turn++) {
    let first = 0;
    const whole = await timed(async () => {
      const begun = performance.now();
      const response = await visitor.fetch(`/api/v1/groups/${groupId}/applications.csv`);
      const reader = response.body!.getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) first ||= performance.now() - begun;
    });
    if (turn >= 0) times.push({ whole, first });
  }
  return [
    {
      work: 'CSV export of 10,000, streamed',
      figures: [
        { name: 'whole, median', value: median(times.map(({ whole }) => whole)), unit: 'ms', atMost: 60 },
        {
          name: 'whole, p95',
          value: percentile(
            times.map(({ whole }) => whole),
            0.95,
          ),
          unit: 'ms',
        },
        { name: 'first bytes, median', value: median(times.map(({ first }) => first)), unit: 'ms' },
      ],
    },
  ];
}

function memoryRow(before: ReturnType<Running['memory']>, after: ReturnType<Running['memory']>): Row {
  if (before === null || after === null)
    return { work: 'resident memory under that load', figures: [], how: 'only told by Linux' };
  return {
    work: 'resident memory under that load',
    figures: [
      { name: 'list and CSV, highest', value: before.highest / megabyte, unit: 'MB', atMost: 250 },
      { name: 'and 8 boards of 10,000', value: after.highest / megabyte, unit: 'MB' },
      { name: 'at its end', value: after.now / megabyte, unit: 'MB' },
    ],
  };
}
