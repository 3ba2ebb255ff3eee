/** Case files: approved by another operator or not at all, and not by whoever writes into the table. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { DidNotOpen } from './door.ts';
import { keyringSort } from './places.ts';
import { promoteKeyring } from './restore.ts';
import { engines, makeSite, start } from './testing.ts';

// Each installation on PostgreSQL is three databases, made and dropped: on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

describe.each(engines)('a case on %s', (engine) => {
  test('is approved by another operator, once, and never by its own', async () => {
    await using site = await makeSite(engine);
    await using opened = await site.open();
    const { cases } = opened.vault;
    const begun = await cases.open('legal', { by: 'tove', content: { about: 'anna' } });
    expect(begun).toMatchObject({ id: 'legal-1', state: 'open', openedAt: start, openedBy: 'tove', approvedBy: null });
    for (const by of ['tove', 'system']) expect([by, await cases.approve(begun, by)]).toEqual([by, false]);
    const approvals = await Promise.all(['marlene', 'marlene', 'nele'].map((by) => cases.approve(begun, by)));
    expect(approvals.filter(Boolean)).toHaveLength(1);
    const approved = (await cases.find('legal-1')) ?? expect.fail();
    expect(approved).toMatchObject({ state: 'approved', approvedAt: start, content: { about: 'anna' }, revision: 2 });
    expect(await cases.approve(approved, 'nele')).toBe(false);
    expect(await cases.write(begun, { content: 'seen too early', done: true })).toBe(false);
    expect(await cases.write(approved, { content: 'closed', done: true })).toBe(true);
    expect(await cases.list('legal')).toMatchObject([{ state: 'done', doneAt: start, content: 'closed', openedBy: 'tove' }]);
  });

  test('has a number of its own, also when ten begin at once, and is there after a restart and another root key', async () => {
    await using site = await makeSite(engine);
    const first = await site.open();
    const begun = await Promise.all(
      Array.from({ length: 6 }, () => first.vault.cases.open('right', { by: 'system', content: { article: '15' } })),
    );
    expect(begun.map(({ id }) => id).toSorted()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `right-${number}`));
    await first.vault.rotateRoot();
    await first.close();
    await using again = await site.open();
    expect(await again.vault.cases.list('right')).toHaveLength(6);
    expect(await again.vault.cases.list('legal')).toEqual([]);
    await again.vault.cases.remove(['right-2', 'right-9']);
    expect(await again.vault.cases.find('right-2')).toBeNull();
    expect(await again.vault.cases.list('right')).toHaveLength(5);
  });

  test('that someone approved by writing into the table does not open', async () => {
    await using site = await makeSite(engine);
    const forgeries = [
      { state: 'approved', approved_by: 'marlene', approved_at: start },
      { opened_by: 'marlene' },
      { opened_at: start + 1 },
      { number: 70 },
      { done_at: start },
      { revision: 2 },
    ] as const;
    const first = await site.open();
    const idOf = (place: number) => `legal-${place + 1}`;
    for (const place of [...forgeries.keys(), forgeries.length])
      await first.vault.cases.open('legal', { by: 'tove', content: { about: `person ${place}` } });
    await first.close();
    await site.within('keyring', (store) =>
      store.write(
        forgeries.map((forgery, place) => ({
          query: store.build.updateTable('case_file').set(forgery).where('id', '=', idOf(place)),
          rows: 1,
        })),
      ),
    );
    await using opened = await site.open();
    for (const [place] of forgeries.entries()) await expect(opened.vault.cases.find(idOf(place))).rejects.toThrow(DidNotOpen);
    // The control: the one that nobody wrote into opens.
    expect(await opened.vault.cases.find(idOf(forgeries.length))).toMatchObject({ state: 'open', openedBy: 'tove' });
  });
});

test('a number that comes again is of another case, and an older keyring that is promoted carries no demand out once more', async () => {
  await using site = await makeSite('sqlite');
  const first = await site.open();
  const open = (opened: typeof first, about: string) => opened.vault.cases.open('legal', { by: 'tove', content: { about } });
  const carriedOut = await open(first, 'bela');
  await first.vault.cases.write(carriedOut, { content: 'handed over', done: true });
  await first.vault.cases.approve(await open(first, 'anna'), 'marlene');
  await open(first, 'cleo');
  const breach = await first.vault.cases.open('breach', { by: 'tove', content: 'a laptop' });
  await first.close();
  const copy = await site.copy('keyring');
  const second = await site.open();
  const approved = (await second.vault.cases.find('legal-2')) ?? expect.fail();
  await second.vault.cases.write(approved, { content: 'handed over', done: true });
  const lost = await open(second, 'dora');
  await second.close();
  await site.putBack('keyring', copy);
  await promoteKeyring(site.places, { now: () => start + 7, randomBytes });
  await using opened = await site.open();
  const { cases } = opened.vault;
  expect(await cases.list('legal')).toMatchObject([
    { id: 'legal-1', mark: carriedOut.mark, doneAt: start, content: 'handed over', revision: 2 },
    { id: 'legal-2', mark: approved.mark, state: 'done', doneAt: start + 7, approvedBy: 'marlene', content: { about: 'anna' } },
    { id: 'legal-3', state: 'done', doneAt: start + 7, content: { about: 'cleo' } },
  ]);
  // What nobody approves goes on.
  expect(await cases.list('breach')).toEqual([breach]);
  const again = await open(opened, 'emil');
  expect([again.id, lost.id]).toEqual(['legal-4', 'legal-4']);
  expect(again.mark).not.toBe(lost.mark);
  await cases.remove([again.id]);
  expect((await open(opened, 'finn')).mark).not.toBe(again.mark);
});

test('a demand that does not open keeps no older keyring from being promoted', async () => {
  await using site = await makeSite('sqlite');
  const first = await site.open();
  for (const by of ['tove', 'nele']) await first.vault.cases.open('legal', { by, content: by });
  await first.close();
  await site.within('keyring', (store) =>
    store.write([{ query: store.build.updateTable('case_file').set({ opened_by: 'kim' }).where('id', '=', 'legal-1'), rows: 1 }]),
  );
  await promoteKeyring(site.places, { now: () => site.clock, randomBytes });
  await using opened = await site.open();
  await expect(opened.vault.cases.find('legal-1')).rejects.toThrow(DidNotOpen);
  expect(await opened.vault.cases.find('legal-2')).toMatchObject({ state: 'done' });
});

test('what a case is about lies nowhere in the clear', async () => {
  await using site = await makeSite('sqlite', { mirrors: 1 });
  const first = await site.open();
  await first.vault.cases.open('legal', { by: 'tove', content: { about: 'canary-anna' } });
  await first.close();
  const folders = [site.places.keysFolder, ...(site.places.keyringMirrors ?? [])];
  const bytes = Buffer.concat(folders.map((folder) => readFileSync(join(folder, keyringSort.file))));
  expect(['legal-1', 'canary'].map((wanted) => bytes.indexOf(wanted) >= 0)).toEqual([true, false]);
});
