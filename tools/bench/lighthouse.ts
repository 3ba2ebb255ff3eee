/** Lighthouse for the board on a phone. Fetched by npm for the occasion: it is no dependency of Sotto. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freshFolder, obtainChromium } from '@sotto/testing';
import { seekerWith } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, runSotto } from './sotto.ts';

const version = '13.5.0';
const applications = 200;
const runs = 3;

interface Report {
  readonly categories: Readonly<Record<string, { readonly title: string; readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>;
}

export async function measureByLighthouse(): Promise<Row[]> {
  await using place = await freshPlace();
  await using server = await runSotto(place);
  const { cookie, groupId } = await seekerWith(server.origin, 'ada', { applications, onBoard: true });
  const reports: Report[] = [];
  for (let run = 0; run < runs; run++) reports.push(await reportOn(`${server.origin}/board?group=${groupId}`, cookie));
  const how = `best of ${runs}: other work on this machine only ever lowers a score`;
  return [{ work: `Lighthouse ${version}, mobile, board with ${applications} cards`, how, figures: figuresOf(reports) }];
}

async function reportOn(url: string, cookie: string): Promise<Report> {
  await using folder = await freshFolder();
  const file = join(folder.path, 'report.json');
  const flags = [
    '--output=json',
    `--output-path=${file}`,
    '--quiet',
    '--only-categories=performance,accessibility,best-practices',
  ];
  const chrome = '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking';
  const args = [
    'exec',
    '--yes',
    '--',
    `lighthouse@${version}`,
    url,
    ...flags,
    chrome,
    `--extra-headers=${JSON.stringify({ cookie })}`,
  ];
  // In a folder of its own, so that nothing is installed into the project.
  await promisify(execFile)('npm', args, { cwd: folder.path, env: { ...process.env, CHROME_PATH: await obtainChromium() } });
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

function figuresOf(reports: readonly Report[]): Row['figures'] {
  const best = (value: (report: Report) => number) => Math.max(...reports.map(value));
  const least = (audit: string) => Math.min(...reports.map(({ audits }) => audits[audit]?.numericValue ?? NaN));
  const score = (category: string) => best(({ categories }) => 100 * (categories[category]?.score ?? 0));
  return [
    { name: 'performance', value: score('performance'), unit: 'points', atLeast: 98 },
    { name: 'accessibility', value: score('accessibility'), unit: 'points', atLeast: 100 },
    { name: 'best practices', value: score('best-practices'), unit: 'points', atLeast: 100 },
    { name: 'largest contentful paint', value: least('largest-contentful-paint'), unit: 'ms' },
    { name: 'total blocking time', value: least('total-blocking-time'), unit: 'ms' },
  ];
}
