/** Proofs by their names: which there are, and which runs of tests a name stands for. */
import { createHash } from 'node:crypto';
import type { ProofRuns } from '@sotto/features/policy/server';
import type { Break } from './breaks/break.ts';
import { published } from './promises.ts';
import { type Row, rows } from './rows.ts';

export { type Row, rows } from './rows.ts';
export { type BreakResult, readRecord, readResults, readRuns, recordFile, resultsFile, runsFile } from './standing.ts';

/** A proof taken apart: the file it is in, and the test as it is written there. */
export interface NamedProof {
  readonly file: string;
  readonly name: string;
}

export function proofOf(proof: string): NamedProof {
  const [file = '', name = ''] = proof.split(/: (.*)/s);
  return { file, name };
}

const sentences = published.texts.flatMap(({ sections }) => sections).flatMap((section) => section.sentences);

/** Every proof that a published sentence names, once, in order. */
export function publishedProofs(): string[] {
  return [...new Set(sentences.flatMap(({ proof }) => proof ?? []))];
}

/** The same, and those that only a row of the list names. */
export function namedProofs(): string[] {
  return [...new Set([...publishedProofs(), ...rows.flatMap((row) => row.tests ?? [])])];
}

const bothEngines = ['sqlite', 'postgres'];

/** Why these runs are no record of one whole run in which all of `proofs` passed, a line each. */
export function faultsOfRecord(runs: ProofRuns, proofs: readonly string[]): string[] {
  const all = Object.values(runs);
  const commits = [...new Set(all.map(({ commit }) => commit ?? ''))];
  // One run gives all of its proofs the same moment.
  const moments = [...new Set(all.map(({ at }) => at))].toSorted();
  const missing = bothEngines.filter((engine) => all.some(({ engines }) => !engines.includes(engine)));
  return [
    ...proofs.filter((proof) => !Object.hasOwn(runs, proof)).map((proof) => `not run: ${proof}`),
    ...Object.entries(runs).flatMap(([proof, { state }]) => (state === 'passed' ? [] : [`${state}: ${proof}`])),
    ...(moments.length > 1 ? [`of ${moments.length} runs, not of one: ${moments.join(', ')}`] : []),
    ...missing.map((engine) => `not all were run on ${engine}`),
    ...(commits.length > 1 ? [`run in more than one commit: ${commits.join(', ')}`] : []),
    // With a `+` the checkout held more than the commit; empty, it had no history.
    ...commits
      .filter((commit) => !/^[0-9a-f]{7,40}$/.test(commit))
      .map((commit) => `"${commit}" names no commit that anyone can look at`),
  ];
}

/** What a run may name that began in one state of the checkout and ended in another: that of its begin, with a `+` when it did not stay. */
export function commitDuring(began: string | null, ended: string | null): string | null {
  return began === null || began === ended || began.endsWith('+') ? began : `${began}+`;
}

/**
 * What the test is called when it runs, as the source of a regular expression without ends: a table fills in `%s` and the like.
 *
 * @example patternOf('letters go %s') // 'letters go .*'
 */
export function patternOf(name: string): string {
  return name
    .split(/%[sdifjoO#$]|\$[\w.]+/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`))
    .join('.*');
}

/** The list this began with as a page of docs: each row, the sentences it became, the tests that prove it, what no test can. */
export function rowsAsPage(list: readonly Row[]): string {
  const head = [
    '# The promises, row by row',
    '',
    'The list this began with: a privacy policy (A1 to A30) and a privacy and security page (B1 to B38). Each row became sentences',
    'of `/privacy`, `/terms` and `/security`, which name their proof there, is proved by further tests, or says what of it no',
    'machine can test. Written from [promises/rows.ts](../promises/rows.ts) by `npx vitest run promises/index.spec.ts -u`.',
    '',
    '| row | promise | sentences | proofs | beyond any test |',
    '| --- | --- | --- | --- | --- |',
  ];
  const lines = list.map(({ id, promise, tests = [], beyondTests = '' }) => {
    const own = sentences.filter(({ source }) => source === id);
    const proofs = [...new Set([...own.flatMap(({ proof }) => proof ?? []), ...tests])];
    return `| ${[id, promise, own.map((each) => each.id).join(', '), proofs.join('<br>'), beyondTests].join(' | ')} |`;
  });
  return `${[...head, ...lines].join('\n')}\n`;
}

/** Whether a test that says this failed by its time alone, as vitest puts it. */
export function saysTimedOut(says: string): boolean {
  return /\b(?:Test|Hook) timed out in \d+ms/.test(says);
}

/** Ids of the sentences that name this proof. */
export function sentencesOf(proof: string): string[] {
  return sentences.filter((sentence) => sentence.proof === proof).map(({ id }) => id);
}

/** Tells a break from what it was before someone changed it. */
export function digestOf({ edits, proofs }: Break): string {
  return createHash('sha256')
    .update(JSON.stringify([edits, proofs]))
    .digest('hex')
    .slice(0, 16);
}
