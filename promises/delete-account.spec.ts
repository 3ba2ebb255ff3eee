/**
 * Menu, Settings, Delete Account: by exactly these labels, with the mouse and with the keyboard alone. The way out is offered
 * first; the key is gone within a second and the rows within a minute; nothing of the person is left in any store.
 */
import { readFile } from 'node:fs/promises';
import { type RawPiece, expectPage, engines, filesUnder, minute, second, uniqueName, sized } from '@sotto/testing';
import { KeyShredded } from '@sotto/vault';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { type Installation, makeInstallation, storesAt } from './testing/installation.ts';
import { type Browsing, openBrowsing, signUpBy, tabTo } from './testing/browsing.ts';
import { apply, password } from './testing/people.ts';
import { postgresPieces, tracesOf } from './testing/traces.ts';

describe.each(engines)('on %s', (engine) => {
  test('with the mouse: the CSV of each group is offered first, the key goes within a second, the rows within a minute, and nothing is left', async ({
    annotate,
  }) => {
    await using installation = await makeInstallation(engine);
    await using browsing = await openBrowsing(storesAt(engine, installation.settings));
    await using visit = await browsing.visit();
    const { page } = visit;
    const email = await signUpBy(page);
    const { vault } = browsing.server.platform;
    const userId = (await vault.findLogin(email))?.userId;
    if (!userId) throw new Error('nobody signed up');
    await apply({ visitor: await sameBrowser(browsing, visit) }, `Gardener ${uniqueName()}`);
    const before = await piecesOf(installation);

    await page.goto('/board');
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Settings', exact: true }).click();
    await page.getByRole('link', { name: 'Delete Account', exact: true }).click();
    const act = page.getByRole('button', { name: 'Delete Account', exact: true });
    const way = page.getByRole('link', { name: 'CSV of My search' });
    await expectPage(way).toBeVisible();
    expect((await way.boundingBox())?.y).toBeLessThan((await act.boundingBox())?.y ?? 0);
    const [csv] = await Promise.all([page.waitForEvent('download'), way.click()]);
    const { data } = Papa.parse<{ title: string }>(await readFile(await csv.path(), 'utf8'), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data.map(({ title }) => title)).toEqual([expect.stringMatching(/^Gardener /)]);
    await expectPage(act).toBeDisabled();
    await page.getByLabel('Type your e-mail address').fill(email);

    const began = performance.now();
    let keyMs = Infinity;
    vault.onKeysChanged((changed) => {
      if (changed === userId) keyMs = Math.min(keyMs, performance.now() - began);
    });
    await act.click();
    await page.waitForURL('**/account-deleted');
    const rowsMs = performance.now() - began;
    await annotate(`key gone after ${Math.round(keyMs)} ms, all rows after ${Math.round(rowsMs)} ms`);
    expect(keyMs, 'with the click and its request').toBeLessThan(second * slowness);
    expect(rowsMs).toBeLessThan(minute);
    await expect(vault.sealers(userId)).rejects.toThrow(KeyShredded);
    expect(await visit.context.cookies()).toEqual([]);
    await browsing.server.stop();

    const words = [userId, email.slice(0, 16)];
    // The control: the same look before did find the person.
    expect(tracesOf([userId], before).length).toBeGreaterThan(0);
    const left = tracesOf(words, await piecesOf(installation));
    // PostgreSQL marks deleted rows dead and overwrites them later: what is left there is an id, and ciphertext whose key is gone.
    expect(engine === 'sqlite' ? left : left.filter((trace) => !/ in pages of /.test(trace))).toEqual([]);
  });
});

test('with the keyboard alone: from Menu to the last page', async () => {
  await using browsing = await openBrowsing();
  await using visit = await browsing.visit();
  const { page } = visit;
  const email = await signUpBy(page);
  browsing.server.clock.advance(11 * minute);
  await page.goto('/board');
  await expectPage(page.getByRole('button', { name: 'Menu', exact: true })).toBeVisible();
  await tabTo(page, 'button', 'Menu');
  await page.keyboard.press('Enter');
  await expectPage(page.getByRole('menuitem', { name: 'Settings', exact: true })).toBeVisible();
  await tabTo(page, 'menuitem', 'Settings', 'ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/settings/**');
  await expectPage(page.getByRole('link', { name: 'Delete Account', exact: true })).toBeVisible();
  await tabTo(page, 'a', 'Delete Account');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/settings/delete-account');
  await expectPage(page.getByLabel('Type your e-mail address')).toBeVisible();
  await tabTo(page, 'input', 'Type your e-mail address');
  await page.keyboard.type(email);
  await tabTo(page, 'button', 'Delete Account');
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await expectPage(question.getByLabel('Password', { exact: true })).toBeFocused();
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/account-deleted');
  expect(await browsing.server.platform.vault.findLogin(email)).toBeNull();
});

/** In everyday runs other tests on the same cores stretch what one person would see. */
const slowness = sized({ everyday: 5, full: 1 });

/** What scripts of this browser may send. */
async function sameBrowser(
  { server }: Browsing,
  { context }: { context: { cookies(): Promise<{ name: string; value: string }[]> } },
) {
  const visitor = server.visitor();
  for (const { name, value } of await context.cookies()) visitor.cookies.set(name, value);
  return visitor;
}

/** Every byte of the three stores. */
async function piecesOf({ settings }: Installation): Promise<RawPiece[]> {
  const { data, keys, epoch } = settings.folders;
  const files = await Promise.all([data, keys, epoch].map(filesUnder));
  const urls = [settings.databaseUrl, settings.keyringUrl, settings.epochUrl].filter((url) => url !== null);
  return [...files.flat(), ...(await Promise.all(urls.map(postgresPieces))).flat()];
}
