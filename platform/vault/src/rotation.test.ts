/** New keys while people come, read and write: nobody notices, and every key is under the new epoch afterwards. */
import { expect, test, vi } from 'vitest';
import { dataRows, engines, makeSite, readSecret, signUp, type Opened, type Person } from './testing.ts';

const isFull = process.env['SOTTO_FULL'] === '1';
vi.setConfig({ testTimeout: isFull ? 3_600_000 : 240_000 });

/** A tenth of what `SOTTO_FULL` asks for. */
const people = isFull ? 10_000 : 1000;
const atOnce = 50;

/** Many people at a time, each with one record. */
async function settle(opened: Opened, count: number): Promise<Person[]> {
  const settled: Person[] = [];
  while (settled.length < count)
    settled.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, count - settled.length) }, () => signUp(opened)))));
  return settled;
}

// One engine in everyday runs: what is held against the clock of rotation is the same on both.
test.each(isFull ? engines : (['sqlite'] as const))(
  'keys are rotated under load without an error: everyone reads, writes and signs up meanwhile (%s)',
  async (engine) => {
    await using site = await makeSite(engine);
    await using opened = await site.open();
    const { vault, database } = opened;
    const everyone = await settle(opened, people);
    const over = new AbortController();
    let acts = 0;
    const load = async (mine: readonly Person[]) => {
      for (let nth = 0; !over.signal.aborted; nth++) {
        const person = mine[nth % mine.length]!;
        vault.forgetSealers(person.userId);
        expect(await readSecret(opened, person)).toBe(person.secret);
        const sealers = await vault.sealers(person.userId);
        const [record] = dataRows(database, sealers, person.secret);
        expect(record).toBeDefined();
        if (nth % 20 === 0) everyone.push(await signUp(opened));
        acts += 1;
      }
    };
    const shares = Array.from({ length: 4 }, (_, share) => everyone.filter((_person, place) => place % 4 === share));
    const loading = Promise.all(shares.map(load));
    for (let rotations = 0; rotations < 2; rotations++) expect(await vault.rotateEpoch()).toBe(true);
    expect(await vault.rotateRoot()).toBe(true);
    over.abort();
    await loading;
    expect(acts).toBeGreaterThan(10);
    const { keysBehind, people: counted } = await vault.keyring.status();
    expect([keysBehind, counted]).toEqual([0, everyone.length]);
    for (const person of everyone) {
      vault.forgetSealers(person.userId);
      expect(await readSecret(opened, person)).toBe(person.secret);
    }
  },
);
