/** The production build into a folder of its own: how long it takes, and what the first visit of the board weighs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freshFolder } from '@sotto/testing';
import type { Row } from './report.ts';
import { timed } from './statistics.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');

export async function measureBuilding(): Promise<Row[]> {
  await using folder = await freshFolder();
  const output = join(folder.path, 'web');
  const tookMs = await timed(() => build(output));
  // Written by the build itself: see apps/web/build/weigh-views.ts.
  const weights = JSON.parse(readFileSync(`${output}-weights.json`, 'utf8')) as { shell: number; views: Record<string, number> };
  const inKilobytes = (bytes = NaN) => bytes / 1000;
  return [
    { work: 'production build', figures: [{ name: 'whole', value: tookMs / 1000, unit: 's', atMost: 15 }] },
    {
      work: 'script and style, gz',
      how: 'by the report of the build: all files the view cannot do without',
      figures: [
        { name: 'board, first visit', value: inKilobytes(weights.views['BoardPage']), unit: 'kB', atMost: 130 },
        { name: 'of that, the shell', value: inKilobytes(weights.shell), unit: 'kB' },
        { name: 'table, first visit', value: inKilobytes(weights.views['TablePage']), unit: 'kB' },
      ],
    },
  ];
}

async function build(output: string): Promise<void> {
  const args = [vite, 'build', 'apps/web', '--logLevel', 'error', '--outDir', output];
  const [code] = (await once(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }), 'exit')) as [number | null];
  if (code !== 0) throw new Error('The web app could not be built.');
}
