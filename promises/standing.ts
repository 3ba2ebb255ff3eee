/**
 * How the proofs stand in this copy: what the last runs of the tests wrote down, and which seeded breaks were noticed.
 *
 * The runs are written by tools/record-proofs.ts with every run of the tests, into `dist`, which no commit holds. Commits do hold
 * `record.json`, one whole run of all of them, kept by `npm run promises:record`, and `breaks/results.json`, by
 * `npm run promises:break`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type NoticedBreak, ProofRuns, type Standing } from '@sotto/features/policy/server';

export const runsFile = fileURLToPath(new URL('../dist/proofs.json', import.meta.url));
export const recordFile = fileURLToPath(new URL('record.json', import.meta.url));
export const resultsFile = fileURLToPath(new URL('breaks/results.json', import.meta.url));

/** What came of a seeded break when it was last run. */
export interface BreakResult {
  /** Of the break as it was run: another one now is not run yet. */
  readonly digest: string;
  readonly proofs: readonly string[];
  readonly fault: string;
  readonly outcome: 'noticed' | 'NOT noticed' | 'proof timed out' | 'proof did not run' | 'proof does not pass unbroken';
  /** First line of what the failing proof says. */
  readonly says: string | null;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  /** With a `+` when the checkout held more than this commit. */
  readonly commit: string;
  readonly seconds: number;
}

/** Read anew each time: a server asks once, at start. */
export function standing(): Standing {
  const noticed = Object.values(readResults()).filter(({ outcome }) => outcome === 'noticed');
  const breaks = noticed.flatMap(({ proofs, on, commit, fault }) =>
    proofs.map((proof): [string, NoticedBreak] => [proof, { on, commit, fault }]),
  );
  return { runs: readRuns(), record: readRecord(), breaks: Object.fromEntries(breaks) };
}

/** `null`: no proof was run here, or what was written down cannot be read. */
export function readRuns(): ProofRuns | null {
  return readProofRuns(runsFile);
}

/** `null`: no whole run was kept yet. */
export function readRecord(): ProofRuns | null {
  return readProofRuns(recordFile);
}

function readProofRuns(file: string): ProofRuns | null {
  if (!existsSync(file)) return null;
  return ProofRuns.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
}

/** By the id of the break. */
export function readResults(): Readonly<Record<string, BreakResult>> {
  // Written by tools/promises-break.ts alone.
  return JSON.parse(readFileSync(resultsFile, 'utf8')) as Record<string, BreakResult>;
}
