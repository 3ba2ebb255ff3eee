/** People of a list are looked for among those who are here. */
import { expect, test } from 'vitest';
import { connections } from '../trackers.testing.ts';
import { readFile } from '../reading/file.ts';
import { planPeople } from './people.ts';

test('people are looked for among thousands without keeping others waiting, however their addresses are written', async () => {
  const row = 'Ana,Feld,https://www.linkedin.com/in/ana-7,,ACME,Cook,05 Jan 2024';
  const read = await readFile(new Uint8Array(Buffer.from(connections([row]))), 'text/csv');
  if (!read.ok) throw new Error(read.error.reason);
  const here = { name: 'Ana Feld', emails: [], companyKeys: [], sourceId: null };
  const present = [
    { ...here, links: [`https://www.linkedin.com/in${'/'.repeat(100_000)}ana`] },
    ...Array.from({ length: 2_000 }, (_, index) => ({ ...here, links: [`https://www.linkedin.com/in/ana-${index}//`] })),
  ];
  let breaths = 0;
  const begun = process.cpuUsage();
  const people = await planPeople(
    read.value.map((file, index) => ({ file, index })),
    present,
    async () => void breaths++,
  );
  expect(people).toMatchObject([{ name: 'Ana Feld', isHere: true }]);
  expect(breaths).toBeGreaterThan(7);
  // Where the time grows with the square of the length, one address takes several seconds.
  expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(2);
});
