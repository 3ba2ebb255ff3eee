/**
 * `npm run bench`: measures, prints one table with the goal beside each figure, writes `bench/latest.json`.
 *
 *     npm run bench                      everything
 *     npm run bench -- reading board     only these
 *
 * Reports and judges nobody: it ends well whatever the figures are, and badly only when something could not be measured.
 * On a busy machine only the ratios hold, which are taken turn about in one run.
 */
import { fileURLToPath } from 'node:url';
import { measureBoard } from './board.ts';
import { measureBuilding } from './building.ts';
import { measureGrowing } from './growing.ts';
import { measureByLighthouse } from './lighthouse.ts';
import { measureMoving } from './moving.ts';
import { measureOpening } from './opening.ts';
import { measurePopup } from './popup.ts';
import { obtainPostgres } from '@sotto/testing';
import { measureReading } from './reading.ts';
import { printHead, printRow, type Row, saveReport } from './report.ts';
import { measureSealing } from './sealing.ts';
import { measureSearching } from './searching.ts';
import { measureSigningIn } from './signing-in.ts';
import { measureStarting } from './starting.ts';
import { measureStoring } from './storing.ts';
import { measureTelling } from './telling.ts';
import { measureToday } from './today.ts';
import { measureViews } from './views.ts';
import { measureWaysIn } from './ways-in.ts';
import { measureWriting } from './writing.ts';

const measurements: Readonly<Record<string, () => Promise<Row[]>>> = {
  building: measureBuilding,
  reading: measureReading,
  opening: measureOpening,
  writing: () => measureWriting('sqlite'),
  'writing-postgres': measureWritingOnPostgres,
  searching: measureSearching,
  'signing-in': measureSigningIn,
  telling: measureTelling,
  today: measureToday,
  'ways-in': measureWaysIn,
  sealing: measureSealing,
  starting: measureStarting,
  storing: measureStoring,
  growing: measureGrowing,
  board: measureBoard,
  views: measureViews,
  moving: measureMoving,
  popup: measurePopup,
  lighthouse: measureByLighthouse,
};

/** The other measurements go on; the command ends badly, because something did not work. */
function failed(name: string, error: unknown): Row {
  process.exitCode = 1;
  return {
    work: `${name} could not be measured`,
    figures: [],
    how: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
  };
}

async function measureWritingOnPostgres(): Promise<Row[]> {
  await using cluster = await obtainPostgres();
  process.env['SOTTO_TEST_DATABASE_URL'] = cluster.url;
  return await measureWriting('postgres');
}

async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.find((name) => !Object.hasOwn(measurements, name));
  if (unknown !== undefined) throw new RangeError(`There is no ${unknown}; there are ${Object.keys(measurements).join(', ')}.`);
  const startedAt = new Date();
  const rows: Row[] = [];
  printHead();
  for (const [name, measure] of Object.entries(measurements)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const measured = await measure().catch((error: unknown) => [failed(name, error)]);
    for (const row of measured) printRow(row);
    rows.push(...measured);
  }
  saveReport(fileURLToPath(new URL('../..', import.meta.url)), rows, startedAt);
}

await main(process.argv.slice(2));
