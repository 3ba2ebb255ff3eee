/**
 * The drill, as a person and the operator live it: she takes everything and deletes her account in the browser; a backup from
 * before is put in the place of the database; she is gone for good, and someone else's search is whole.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { signUp } from '@sotto/features/account/api';
import { createApplication, listApplications } from '@sotto/features/applications/api';
import { silentLog } from '@sotto/log';
import { createVisitor, engines, expectPage, openBrowser, problemOf, uniqueName } from '@sotto/testing';
import { expect, test } from 'vitest';
import { type Started, startSotto } from '../start.ts';
import { password } from '../testing.ts';
import { anOperator, freshPlace, type Place, run, settingsOf } from './testing.ts';

/** With the web app, unlike what commands are tried on elsewhere. */
function startWhole(place: Place): Promise<Started> {
  return startSotto(settingsOf(place), { log: silentLog, schedules: false });
}

async function someone({ origin }: Started) {
  const person = { visitor: createVisitor(origin), email: `${uniqueName()}@example.org`, title: `Gardener ${uniqueName()}` };
  await person.visitor.call(signUp, { body: { email: person.email, password } });
  await person.visitor.call(createApplication, { body: { company: 'Kestrel Freight', title: person.title } });
  return person;
}

test.each(engines)(
  'who took everything and deleted the account stays gone when a backup of before is restored, and nobody else is touched (%s)',
  { timeout: 240_000 },
  async (engine) => {
    await using place = await freshPlace(engine);
    await using browser = await openBrowser();
    await using first = await startWhole(place);
    const [ada, bela] = [await someone(first), await someone(first)];
    const { file } = JSON.parse((await run(place, ['backup', 'create', '--json'])).out) as { file: string };

    const hers = await browser.visit(first.origin, { as: bela.visitor, now: Date.now() });
    await hers.page.goto('/settings/delete-account');
    const way = hers.page.getByRole('button', { name: 'Take everything' });
    const [taken] = await Promise.all([hers.page.waitForEvent('download'), way.click()]);
    expect(await taken.failure()).toBeNull();
    await hers.page.getByLabel('Type your e-mail address').fill(bela.email);
    await hers.page.getByRole('button', { name: 'Delete Account', exact: true }).click();
    await hers.page.waitForURL('**/account-deleted');
    await hers[Symbol.asyncDispose]();

    const operator = await anOperator(first.platform);
    await first.close();
    const { databaseUrl, folders } = settingsOf(place);
    if (databaseUrl === null) await rm(join(folders.data, 'database'), { recursive: true });
    const restored = await run(place, ['backup', 'restore', file], operator.typing('restore'));
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('1 account that was deleted since') });

    await using second = await startWhole(place);
    await using again = await browser.visit(second.origin, { now: Date.now() });
    const { page } = again;
    const signIn = async (email: string) => {
      await page.goto('/sign-in');
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    };
    await signIn(bela.email);
    await expectPage(page.getByRole('alert')).toContainText('E-mail or password is not right.');
    await signIn(ada.email);
    await expectPage(page.getByRole('link', { name: 'Board', exact: true }).first()).toBeVisible();
    await page.goto('/board');
    await expectPage(page.getByText(ada.title)).toBeVisible();
    expect(await page.getByText(bela.title).count()).toBe(0);
    expect(await problemOf(ada.visitor.call(listApplications, { query: {} })), 'a session of before').toBe('not-signed-in');
  },
);
