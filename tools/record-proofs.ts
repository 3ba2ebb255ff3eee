/**
 * Writes down how each proof went, for the page /privacy/proofs: with every run of the tests, whichever tests it was.
 *
 * A proof that did not run keeps what is written of it. One that ran in part (a table, of which one line was chosen) counts as
 * what ran. All that one run tells bears the same moment, engines and commit: by them `npm run promises:record` knows one whole run.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { commitDuring, namedProofs, patternOf, proofOf, readRuns, runsFile } from '@sotto/promises/proofs';
import type { ProofRun } from '@sotto/features/policy/server';
import { engines } from '@sotto/testing';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

export default class RecordProofs implements Reporter {
  #began: string | null = null;

  onTestRunStart(): void {
    this.#began = commitHere();
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const ran = runsIn(modules, commitDuring(this.#began, commitHere()));
    if (ran.length === 0) return;
    mkdirSync(dirname(runsFile), { recursive: true });
    // Whole or not at all: a server may be reading it.
    const beside = `${runsFile}.${process.pid}`;
    writeFileSync(beside, `${JSON.stringify({ ...readRuns(), ...Object.fromEntries(ran) }, null, 2)}\n`);
    renameSync(beside, runsFile);
  }
}

function runsIn(modules: readonly TestModule[], commit: string | null): [string, ProofRun][] {
  const byFile = Map.groupBy(modules, ({ relativeModuleId }) => relativeModuleId);
  const when = { at: new Date().toISOString(), commit, engines: [...engines] };
  return namedProofs().flatMap((proof): [string, ProofRun][] => {
    const { file, name } = proofOf(proof);
    const isIt = new RegExp(`^(?:${patternOf(name)})$`, 's');
    const tests = (byFile.get(file) ?? []).flatMap((module) => [...module.children.allTests()]);
    const run = tests.filter((test) => isIt.test(test.name) && isOver(test));
    return run.length === 0 ? [] : [[proof, { ...outcomeOf(run), ...when }]];
  });
}

function isOver(test: TestCase): boolean {
  const { state } = test.result();
  return state === 'passed' || state === 'failed';
}

function outcomeOf(run: readonly TestCase[]): Pick<ProofRun, 'state' | 'tests' | 'figures'> {
  const state = run.every((test) => test.result().state === 'passed') ? 'passed' : 'failed';
  const figures = run.flatMap((test) => test.annotations().map(({ message }) => message));
  return { state, tests: run.length, figures: [...new Set(figures)] };
}

function commitHere(): string | null {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+');
  } catch {
    // A copy without its history, or a machine without git: then the page names no commit.
    return null;
  }
}
