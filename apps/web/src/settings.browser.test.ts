/** Settings that shape the tracker, in a real browser: stages, groups, how things are written. */
import { createApplication } from '@sotto/features/applications/api';
import { createGroup, listGroups } from '@sotto/features/groups/api';
import { listStages } from '@sotto/features/stages/api';
import { type Visitor, barriersOf, expectPage } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningApp, startApp } from './testing.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const stagesOf = async (visitor: Visitor) => (await visitor.call(listStages, {})).body.items;
const namesOf = async (visitor: Visitor) => (await stagesOf(visitor)).map(({ name }) => name);

describe('stages', () => {
  test('are renamed in place, hidden and shown', async () => {
    await using ines = await app.visitSignedIn();
    const { page, visitor } = ines;
    await page.goto('/settings/stages');
    const name = page.getByLabel('Name of Screening');
    await name.fill('First call');
    await name.press('Enter');
    await expectPage.poll(() => namesOf(visitor)).toContain('First call');
    await page.getByRole('switch', { name: 'First call is shown on the board' }).click();
    await expectPage.poll(async () => (await stagesOf(visitor)).find((stage) => stage.name === 'First call')?.hidden).toBe(true);
    await expectPage(page.getByText('8 of 12 on the board')).toBeVisible();
  });

  test('are put into another order by keys, said aloud', async () => {
    await using ines = await app.visitSignedIn();
    const { page, visitor } = ines;
    await page.goto('/settings/stages');
    await page.getByRole('button', { name: /^Move Applied/ }).press('ArrowUp');
    await expectPage(page.getByText('Applied, 2 of 12')).toBeAttached();
    await expectPage.poll(() => namesOf(visitor)).toEqual(expect.arrayContaining(['Saved', 'Applied', 'Preparing']));
    await expectPage.poll(async () => (await namesOf(visitor)).slice(0, 3)).toEqual(['Saved', 'Applied', 'Preparing']);
  });

  test('are moved on before the server has answered', async () => {
    await using ines = await app.visitSignedIn();
    const { page, visitor } = ines;
    await page.goto('/settings/stages');
    const moved = Promise.withResolvers<void>();
    await page.route('**/api/v1/stages/*', async (route) => {
      await moved.promise;
      await route.continue();
    });
    const grip = page.getByRole('button', { name: /^Move Offer/ });
    // As a key that is held down: again before the list is drawn anew.
    await grip.evaluate((button) => {
      for (let times = 0; times < 3; times++)
        button.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true }));
    });
    await expectPage(page.getByText('Offer, 5 of 12')).toBeAttached();
    moved.resolve();
    await expectPage.poll(async () => (await namesOf(visitor)).indexOf('Offer')).toBe(4);
    await expectPage(page.getByRole('status').getByText('changed')).toHaveCount(0);
  });

  test('are put into another order by dragging the grip', async () => {
    await using ines = await app.visitSignedIn();
    const { page, visitor } = ines;
    await page.goto('/settings/stages');
    await page.getByRole('button', { name: /^Move Offer/ }).hover();
    await page.mouse.down();
    await page.getByLabel('Name of Applied').hover();
    await page.mouse.up();
    await expectPage.poll(async () => (await namesOf(visitor)).slice(0, 4)).toEqual(['Saved', 'Preparing', 'Offer', 'Applied']);
  });

  test('are added with a meaning, after another', async () => {
    await using ines = await app.visitSignedIn();
    const { page, visitor } = ines;
    await page.goto('/settings/stages');
    await page.getByRole('button', { name: 'Add a stage' }).click();
    const dialog = page.getByRole('dialog', { name: 'New stage' });
    await dialog.getByLabel('Name').fill('Trial day');
    await dialog.getByRole('combobox', { name: 'What it means' }).click();
    await page.getByRole('option', { name: 'interview' }).click();
    expect(await barriersOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Add it' }).click();
    await expectPage(page.getByLabel('Name of Trial day')).toBeVisible();
    expect((await stagesOf(visitor)).find(({ name }) => name === 'Trial day')?.kind).toBe('interview');
  });

  test('in use are deleted only by naming where their applications go', async () => {
    await using ines = await app.visitSignedIn();
    const { page, visitor } = ines;
    await visitor.call(createApplication, { body: { company: 'Kestrel Freight', title: 'Analytics engineer' } });
    await page.goto('/settings/stages');
    await page.getByRole('button', { name: 'Delete Saved' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Saved' });
    await expectPage(dialog.getByText('One application is in it.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Delete the stage' }).click();
    await expectPage(page.getByText('Saved deleted.')).toBeVisible();
    const preparing = (await stagesOf(visitor)).find(({ name }) => name === 'Preparing');
    expect([(await namesOf(visitor)).includes('Saved'), preparing?.applications]).toEqual([false, 1]);
  });
});

describe('groups', () => {
  test('are archived and brought back by Undo', async () => {
    await using ines = await app.visitSignedIn();
    const { page, visitor } = ines;
    await visitor.call(createGroup, { body: { name: 'Teaching' } });
    await page.goto('/settings/groups');
    await page.getByRole('button', { name: 'More about Teaching' }).click();
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await expectPage(page.getByText('Teaching archived.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expectPage(page.getByText('Teaching is back.')).toBeVisible();
    expect((await visitor.call(listGroups, {})).body.items.map(({ archivedAt }) => archivedAt)).toEqual([null, null]);
  });

  test('with applications are deleted after these have somewhere to go', async () => {
    await using ines = await app.visitSignedIn();
    const { page, visitor } = ines;
    const { body: group } = await visitor.call(createGroup, { body: { name: 'Teaching' } });
    await visitor.call(createApplication, {
      body: { groupId: group.id, company: 'Kestrel Freight', title: 'Analytics engineer' },
    });
    await page.goto('/settings/groups');
    await page.getByRole('button', { name: 'More about Teaching' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Teaching' });
    await expectPage(dialog.getByText('It holds one application. What becomes of it?')).toBeVisible();
    await dialog.getByRole('button', { name: 'Delete the group' }).click();
    await expectPage(page.getByText('Teaching deleted.')).toBeVisible();
    expect((await visitor.call(listGroups, {})).body.items.map(({ name, applications }) => [name, applications])).toEqual([
      ['My search', 1],
    ]);
  });
});

test('the zone is typed with suggestions, kept as soon as it is one, and taken back by Undo', async () => {
  await using ines = await app.visitSignedIn();
  const { page } = ines;
  await page.goto('/settings/appearance');
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await expectPage(zone).toHaveValue('Europe/Berlin');
  await zone.fill('America/New_Y');
  await page.getByRole('option', { name: 'America/New_York' }).click();
  await expectPage(page.getByText('Saved')).toBeVisible();
  const kept = async () => ((await (await page.request.get('/api/v1/settings')).json()) as { zone: string }).zone;
  await expectPage.poll(kept).toBe('America/New_York');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage.poll(kept).toBe('Europe/Berlin');
});
