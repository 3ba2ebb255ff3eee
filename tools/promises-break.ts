/**
 * `npm run promises:break`: puts each seeded break of `promises/breaks` into a copy of the checkout, one at a time, and shows
 * that the proof it is made for fails there.
 *
 * Before that the proof is run in the copy as it is: one that fails anyhow would notice nothing. What came out is kept in
 * `promises/breaks/results.json` and shown in `docs/promises-breaks.md`. Takes an hour or two; `-- --only <id> …` runs some,
 * `-- --left` those that were not run yet or changed since, `-- --table` writes the table anew and runs nothing. Anything else
 * is refused: a flag that is lost on the way must not become two hours of all of them.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Break, breaks } from '@sotto/promises/breaks';
import { type BreakResult, digestOf, proofOf, readResults, resultsFile } from '@sotto/promises/proofs';
import { type Copy, copyOf } from './promises/copy.ts';
import { type Outcome, runProofs } from './promises/run-proof.ts';
import { tableOf } from './promises/table.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const table = join(root, 'docs/promises-breaks.md');

function main(args: readonly string[]): void {
  const chosen = chosenOf(args);
  if (chosen.length > 0) runAll(chosen);
  const last = currentOf(readResults());
  writeFileSync(resultsFile, `${JSON.stringify(last, null, 2)}\n`);
  writeFileSync(table, tableOf(breaks, last));
  process.stdout.write(`The table: docs/promises-breaks.md\n`);
  process.exitCode = chosen.every(({ id }) => last[id]?.outcome === 'noticed') ? 0 : 1;
}

/** What was run of breaks as they are now, in their order. */
function currentOf(results: Readonly<Record<string, BreakResult>>): Record<string, BreakResult> {
  const kept = breaks.flatMap((each) => {
    const result = results[each.id];
    return result?.digest === digestOf(each) ? [[each.id, { ...result, proofs: each.proofs, fault: each.fault }] as const] : [];
  });
  return Object.fromEntries(kept);
}

/** The breaks that were asked for. @throws {Error} When it is not clear which. */
function chosenOf(args: readonly string[]): readonly Break[] {
  const { values, positionals } = parseArgs({ args: [...args], options: flags, allowPositionals: true });
  const chosen = Object.keys(flags).filter((flag) => Object.hasOwn(values, flag));
  // npm takes flags that do not stand behind `--` for its own, and tells of them here alone.
  const lost = Object.keys(flags).filter((flag) => process.env[`npm_config_${flag}`] !== undefined);
  if (lost.length > 0) throw new Error(`npm kept --${lost[0]} for itself: npm run promises:break -- --${lost[0]}`);
  if (chosen.length > 1 || positionals.length > 0 !== (values.only === true))
    throw new Error('One of: --table, --left, --only <id> …, or nothing, which runs all');
  if (values.table) return [];
  if (values.left) return leftOf(readResults());
  return values.only ? positionals.map(breakCalled) : breaks;
}

const flags = { table: { type: 'boolean' }, left: { type: 'boolean' }, only: { type: 'boolean' } } as const;

function leftOf(results: Readonly<Record<string, BreakResult>>): readonly Break[] {
  return breaks.filter((each) => !(results[each.id]?.digest === digestOf(each) && results[each.id]?.outcome === 'noticed'));
}

function breakCalled(id: string): Break {
  const found = breaks.find((each) => each.id === id);
  if (!found) throw new Error(`There is no break ${id}. There are: ${breaks.map((each) => each.id).join(', ')}`);
  return found;
}

function runAll(chosen: readonly Break[]): void {
  using copy = copyOf(root);
  // Once: what this run itself writes down would make every later commit look changed.
  const run = { copy, chosen, commit: commitOf(root), sound: new Map<string, Outcome>() };
  chosen.forEach((each, index) => {
    process.stdout.write(`${index + 1}/${chosen.length} ${each.id}: `);
    const result = runOne(run, each);
    process.stdout.write(`${result.outcome} (${result.seconds} s) ${result.says ?? ''}\n`);
    // Written after each: whoever ends the run half-way keeps what is known.
    writeFileSync(resultsFile, `${JSON.stringify({ ...readResults(), [each.id]: result }, null, 2)}\n`);
  });
}

interface Run {
  readonly copy: Copy;
  readonly chosen: readonly Break[];
  readonly commit: string;
  /** How proofs went in the copy as it is. */
  readonly sound: Map<string, Outcome>;
}

function runOne(run: Run, each: Break): BreakResult {
  const { copy, commit } = run;
  const kept = {
    digest: digestOf(each),
    proofs: each.proofs,
    fault: each.fault,
    on: new Date().toISOString().slice(0, 10),
    commit,
  };
  const before = each.proofs.map((proof) => soundOf(run, proof));
  const unsound = before.find(({ state }) => state !== 'passed');
  if (unsound) return { ...kept, outcome: 'proof does not pass unbroken', says: unsound.says, seconds: unsound.seconds };
  const after = broken(copy, each, () => outcomesOf(copy, each.proofs));
  const quiet = after.find(({ state }) => state !== 'failed' && !(state === 'timed out' && each.endsByTime));
  const seconds = after.reduce((sum, outcome) => sum + outcome.seconds, 0);
  return { ...kept, outcome: outcomeBy(quiet?.state), says: (quiet ?? after[0])?.says ?? null, seconds };
}

/** `quiet`: how the proof ended that did not notice the break, if one did not. */
function outcomeBy(quiet: Outcome['state'] | undefined): BreakResult['outcome'] {
  if (quiet === undefined) return 'noticed';
  if (quiet === 'timed out') return 'proof timed out';
  return quiet === 'passed' ? 'NOT noticed' : 'proof did not run';
}

/** The proof in the copy as it is, which is run once however many breaks are made for it. */
function soundOf({ copy, chosen, sound }: Run, proof: string): Outcome {
  const known = sound.get(proof);
  if (known) return known;
  // All proofs of one file that are going to be broken, in one run.
  const { file } = proofOf(proof);
  const proofs = [...new Set(chosen.flatMap((each) => each.proofs))].filter((each) => proofOf(each).file === file);
  outcomesOf(copy, proofs).forEach((outcome, index) => sound.set(proofs[index] ?? '', outcome));
  return sound.get(proof) ?? { state: 'not run', says: null, seconds: 0 };
}

function outcomesOf(copy: Copy, proofs: readonly string[]): Outcome[] {
  const files = Map.groupBy(proofs.map(proofOf), ({ file }) => file);
  const byProof = new Map<string, Outcome>();
  for (const [file, named] of files)
    for (const [name, outcome] of runProofs(
      copy.folder,
      file,
      named.map(({ name }) => name),
    ))
      byProof.set(`${file}: ${name}`, outcome);
  return proofs.map((proof) => byProof.get(proof) ?? { state: 'not run', says: null, seconds: 0 });
}

/** Does `act` while the break is in the copy. */
function broken<T>({ folder }: Copy, { edits }: Break, act: () => T): T {
  const files = [...new Set(edits.map(({ file }) => join(folder, file)))];
  const whole = new Map(files.map((path) => [path, readFileSync(path, 'utf8')]));
  for (const edit of edits) put(folder, edit);
  const seen = act();
  for (const [path, text] of whole) writeFileSync(path, text);
  return seen;
}

function put(folder: string, { file, find, replace }: Break['edits'][number]): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(find).length !== 2) throw new Error(`${file} does not hold the text of its break exactly once`);
  // A function: `$&` and the like in the replacement mean nothing.
  const changed = text.replace(find, () => replace);
  writeFileSync(path, changed);
}

/** Short name of the commit; with a `+` when something was changed since. */
function commitOf(folder: string): string {
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();
  return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+');
}

main(process.argv.slice(2));
