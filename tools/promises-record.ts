/**
 * `npm run promises:record`: keeps how every proof went in the last whole run here, `dist/proofs.json`, as `promises/record.json`,
 * which a fresh copy shows on /privacy/proofs while nobody has run the proofs there.
 *
 * Refuses what is no whole run: a proof that did not run or failed, several runs, one engine alone, or a checkout that held more
 * than its commit, at the begin or at the end. So: commit, `npm test` with nothing changed, then this.
 */
import { writeFileSync } from 'node:fs';
import { faultsOfRecord, namedProofs, readRuns, recordFile } from '@sotto/promises/proofs';

function main(): void {
  const proofs = namedProofs();
  const all = readRuns() ?? {};
  // Proofs that are called otherwise by now are still in the file.
  const runs = Object.fromEntries(proofs.flatMap((proof) => (all[proof] ? [[proof, all[proof]]] : [])));
  const faults = faultsOfRecord(runs, proofs);
  if (faults.length > 0) {
    process.stderr.write(`Nothing was recorded: this was no whole run.\n${faults.map((fault) => `  ${fault}\n`).join('')}`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(recordFile, `${JSON.stringify(runs, null, 2)}\n`);
  process.stdout.write(`${proofs.length} proofs, commit ${runs[proofs[0] ?? '']?.commit}: promises/record.json\n`);
}

main();
