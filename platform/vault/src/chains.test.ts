/** Every edit, removal and forgery of ledger, copy and operator log is found: in memory many times, in the stores one of each sort. */
import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { faultsOf, type ChainsRead, verifyChainsAt } from './chains.ts';
import { headOf, ledgerChain, nextEntry, operatorChain } from './ledger.ts';
import type { LedgerRow, OperatorLogRow } from './keyring.ts';
import { engines, makeSite, signUp, start, type Copy, type Site } from './testing.ts';

const isFull = process.env['SOTTO_FULL'] === '1';
vi.setConfig({ testTimeout: isFull ? 3_600_000 : 90_000, hookTimeout: 120_000 });

/** A tenth of what `SOTTO_FULL` asks for. */
const tamperings = isFull ? 10_000 : 1000;
const entries = 100;

const keys = { ledger: createSecretKey(randomBytes(32)), log: createSecretKey(randomBytes(32)) };
const others = { ledger: createSecretKey(randomBytes(32)), log: createSecretKey(randomBytes(32)) };

/** As many erasures and commands as `entries`, told to the epoch store. */
function written(): ChainsRead {
  const ledger: LedgerRow[] = [];
  const log: OperatorLogRow[] = [];
  for (let nth = 0; nth < entries; nth++) {
    const kind = nth % 3 === 0 ? 'data' : 'account';
    ledger.push(
      nextEntry(ledgerChain(keys.ledger), ledger.at(-1) ?? null, { kind, subject: randomBytes(32), at: start + nth }).row,
    );
    const noted = { at: start + nth, actor: 'system', command: 'doctor', case_id: String(nth), count: nth };
    log.push(nextEntry(operatorChain(keys.log), log.at(-1) ?? null, noted).row);
  }
  const [lastOfLedger, lastOfLog] = [ledger.at(-1), log.at(-1)];
  if (!lastOfLedger || !lastOfLog) throw new Error('nothing was written');
  return {
    ledger,
    ledgerHead: headOf(ledgerChain(keys.ledger), lastOfLedger),
    log,
    logHead: headOf(operatorChain(keys.log), lastOfLog),
    copy: ledger,
    heard: { position: lastOfLog.position, mac: lastOfLog.mac },
  };
}

type Rows = readonly { readonly position: number; readonly mac: Uint8Array }[];
const renumbered = <Row extends { position: number }>(rows: readonly Row[]) =>
  rows.map((row, index) => ({ ...row, position: index + 1 }));

/** What someone who can write to a store may do to a chain, from its `at`-th entry on. The last line stands for whoever also has keys, but not ours. */
const byHand: Readonly<Record<string, (rows: Rows, at: number) => Rows>> = {
  'edits a time': (rows, at) => rows.map((row, index) => (index === at ? { ...row, at: 7 } : row)),
  'edits a seal': (rows, at) => rows.map((row, index) => (index === at ? { ...row, mac: randomBytes(32) } : row)),
  'removes one': (rows, at) => rows.toSpliced(at, 1),
  'removes one and closes the gap': (rows, at) => renumbered(rows.toSpliced(at, 1)),
  'cuts the end off': (rows, at) => rows.slice(0, at),
  'changes the order of two': (rows, at) => {
    const other = (at + 1) % rows.length;
    return renumbered(rows.with(at, rows[other]!).with(other, rows[at]!));
  },
  'repeats one': (rows, at) => renumbered(rows.toSpliced(at, 0, rows[(at + 3) % rows.length]!)),
  'forges one in between': (rows, at) => renumbered(rows.toSpliced(at, 0, { ...rows[at]!, mac: randomBytes(32) })),
  'forges one at the end': (rows) => [...rows, { ...rows.at(-1)!, position: rows.length + 1, mac: randomBytes(32) }],
};

/** The chains that may be tampered with, and a forger’s whole new one under keys that are not ours. */
const chains = {
  ledger: (read: ChainsRead, rows: Rows) => ({ ...read, ledger: rows as readonly LedgerRow[] }),
  log: (read: ChainsRead, rows: Rows) => ({ ...read, log: rows as readonly OperatorLogRow[] }),
  copy: (read: ChainsRead, rows: Rows) => ({ ...read, copy: rows as readonly LedgerRow[] }),
};

/** 1,000 in everyday runs, 10,000 in full. */
test('no edit, removal or forgery of ledger, copy or operator log goes unnoticed, and 100 erasures verify', () => {
  const read = written();
  // The control: what was written is all right.
  expect(faultsOf(read, keys)).toEqual([]);
  const ways = Object.entries(byHand).flatMap(([way, tamper]) =>
    (['ledger', 'log', 'copy'] as const).map((chain) => ({ way, chain, tamper })),
  );
  const unnoticed: string[] = [];
  for (let nth = 0; nth < tamperings; nth++) {
    const { way, chain, tamper } = ways[nth % ways.length]!;
    const at = Math.floor(nth / ways.length) % entries;
    const changed = chains[chain](read, tamper(read[chain], at));
    if (faultsOf(changed, keys).length === 0) unnoticed.push(`${way} in the ${chain} at ${at}`);
  }
  expect(unnoticed).toEqual([]);
});

test('a chain that was written anew under other keys, or cut with its head, is found by what the epoch store heard', () => {
  const read = written();
  expect(faultsOf(read, others)).not.toEqual([]);
  const shorter = read.log.slice(0, 40);
  const cut = { ...read, log: shorter, logHead: headOf(operatorChain(keys.log), shorter.at(-1)!) };
  expect(faultsOf(cut, keys)).toEqual([expect.stringContaining(`heard of it at entry ${entries}`)]);
  const ledger = read.ledger.slice(0, 40);
  const short = { ...read, ledger, ledgerHead: headOf(ledgerChain(keys.ledger), ledger.at(-1)!) };
  expect(faultsOf(short, keys)).toEqual([expect.stringContaining('differs from its copy in the epoch store at entry 41')]);
  expect(faultsOf({ ...read, copy: read.copy.slice(0, 40) }, keys)).toEqual([expect.stringContaining('ends at entry 40 of 100')]);
});

describe.each(engines)('in the stores on %s', (engine) => {
  test('each sort of change is named, and nothing when there was none', async () => {
    await using site = await makeSite(engine);
    const opened = await site.open();
    for (let person = 0; person < 4; person++) await opened.vault.eraseAccount((await signUp(opened)).userId);
    for (const command of ['doctor', 'invite', 'user list']) await opened.vault.logOperator({ actor: 'system', command });
    expect(await opened.vault.keyring.verifyChains()).toEqual({ ledger: 4, copy: 4, log: 3, faults: [] });
    await opened.close();
    const whole = { keyring: await site.copy('keyring'), epochs: await site.copy('epochs') };

    const found: string[] = [];
    for (const [part, table] of [
      ['keyring', 'ledger'],
      ['keyring', 'operator_log'],
      ['epochs', 'ledger'],
    ] as const)
      for (const change of [edited, (rows: Rowed) => rows.slice(0, -1), (rows: Rowed) => rows.toSpliced(1, 1)]) {
        await put(site, part, new Map([...whole[part], [table, change(whole[part].get(table) ?? [])]]));
        const { faults } = await verifyChainsAt(site.places);
        if (faults.length > 0) found.push(`${part} ${table}`);
        await put(site, part, whole[part]);
      }
    expect(found).toHaveLength(9);
    expect(await verifyChainsAt(site.places)).toEqual({ ledger: 4, copy: 4, log: 3, faults: [] });
  });
});

type Rowed = readonly Record<string, unknown>[];
const edited = (rows: Rowed) => rows.map((row, index) => (index === 1 ? { ...row, at: 7 } : row));
const put = (site: Site, part: 'keyring' | 'epochs', copy: Copy) => site.putBack(part, copy);
