/** Runs proofs by their names, in any copy of the checkout, and tells what became of each. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { patternOf, saysTimedOut } from '@sotto/promises/proofs';

export interface Outcome {
  /** `not run`: no test of this name ran, as when its file could not be read at all. `timed out`: it failed by being slow alone. */
  readonly state: 'passed' | 'failed' | 'timed out' | 'not run';
  /** First line of what the first failing test says; `null`: none failed. */
  readonly says: string | null;
  readonly seconds: number;
}

interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const longestMs = 20 * 60_000;
/** A proof that is merely slow, beside other runs, would look as if it noticed something. Some files set shorter ones themselves. */
const endings = ['--testTimeout=400000', '--hookTimeout=400000'];

/** Runs the tests `names` of one `file` in `folder`. By name. */
export function runProofs(folder: string, file: string, names: readonly string[]): ReadonlyMap<string, Outcome> {
  const began = Date.now();
  const output = join(folder, 'dist/break-report.json');
  rmSync(output, { force: true });
  const wanted = names.map((name) => `(?:${patternOf(name)})$`).join('|');
  const ended = spawnSync(
    process.execPath,
    ['tools/launch.cjs', 'test', file, '-t', wanted, ...endings, '--reporter=json', `--outputFile=${output}`],
    { cwd: folder, timeout: longestMs, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const seconds = Math.round((Date.now() - began) / 1000);
  if (!existsSync(output))
    return new Map(names.map((name) => [name, { state: 'not run', says: lastLine(ended.stderr), seconds }]));
  const report = JSON.parse(readFileSync(output, 'utf8')) as Report;
  return new Map(names.map((name) => [name, { ...outcomeIn(report, name, folder), seconds }]));
}

function outcomeIn({ testResults }: Report, name: string, folder: string): Omit<Outcome, 'seconds'> {
  const isIt = new RegExp(`^(?:${patternOf(name)})$`, 's');
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ title }) => isIt.test(title));
  const failures = tests.filter(({ status }) => status === 'failed');
  const said = failures.map(({ failureMessages }) => firstLine(failureMessages[0] ?? '', folder));
  const noticed = said.find((says) => !saysTimedOut(says));
  if (failures.length > 0)
    return noticed === undefined ? { state: 'timed out', says: said[0] ?? null } : { state: 'failed', says: noticed };
  if (tests.some(({ status }) => status === 'passed')) return { state: 'passed', says: null };
  return { state: 'not run', says: firstLine(testResults.find(({ message }) => message !== '')?.message ?? '', folder) };
}

function firstLine(message: string, folder: string): string {
  // Colours of a terminal have no place in a table, nor has where the copy lay.
  const plain = stripVTControlCharacters(message).replaceAll(`${folder}/`, '');
  return plain.split('\n')[0]?.slice(0, 200) ?? '';
}

function lastLine(text: string | null): string {
  return (text ?? '').trim().split('\n').at(-1)?.slice(0, 200) ?? '';
}
