/** Companies, contacts and what was said, in a real Chromium, on the built app. */
import type { BrowserContextOptions } from '@playwright/test';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { createCompany, getCompany, listCompanies } from '@sotto/features/companies/api';
import { features } from '@sotto/server';
import {
  type OpenBrowser,
  type TestServer,
  type Visit,
  type Visitor,
  barriersOf,
  expectPage,
  openBrowser,
  startServer,
  webFolder,
  tick,
} from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContact, getContact, listContacts, listInteractions } from '../api.ts';

let server: TestServer;
let chromium: OpenBrowser;
beforeAll(async () => {
  server = await startServer({ features, webFolder });
  chromium = await openBrowser();
});
afterAll(async () => {
  await chromium[Symbol.asyncDispose]();
  await server.stop();
});

interface Opened extends Visit {
  readonly person: Visitor;
  /** An application at Palisade Clinics. */
  readonly application: { readonly id: string; readonly company: { readonly id: string } };
}

async function open(options?: BrowserContextOptions): Promise<Opened> {
  const person = await newcomer(server);
  const application = (await person.call(createApplication, { body: { company: 'Palisade Clinics', title: 'Analyst' } })).body;
  const visit = await chromium.visit(server.origin, { ...options, as: person });
  return { ...visit, person, application, [Symbol.asyncDispose]: visit[Symbol.asyncDispose].bind(visit) };
}

describe('a company', () => {
  test('is found, opened from the list, and its fields save by themselves', async () => {
    await using ines = await open();
    const { page, person, application } = ines;
    await page.goto('/companies');
    await page.getByRole('searchbox', { name: 'Find a company' }).fill('palis');
    await page.getByRole('link', { name: 'Palisade Clinics' }).click();
    await expectPage(page).toHaveURL(new RegExp(`/companies/${application.company.id}\\?q=palis`));
    await expectPage(page.getByRole('region', { name: 'Palisade Clinics' }).getByRole('link', { name: 'Analyst' })).toBeVisible();
    await page.getByRole('tab', { name: 'Details' }).click();
    await page.getByLabel('Industry').fill('Health care');
    await tick(page.getByLabel('You do not want to apply here'));
    await page.getByLabel('Why').fill('They called at night.');
    const kept = async () => (await person.call(getCompany, { params: { id: application.company.id } })).body;
    await expectPage
      .poll(kept)
      .toMatchObject({ industry: 'Health care', doNotApply: true, doNotApplyReason: 'They called at night.' });
    expect(await barriersOf(page)).toEqual([]);
    expect([ines.errors, ines.violations]).toEqual([[], []]);
  });

  test('is merged into another after it was said what moves, and comes apart again by Undo', async () => {
    await using ines = await open();
    const { page, person, application } = ines;
    await person.call(createCompany, { body: { name: 'Palisade Group' } });
    await page.goto(`/companies/${application.company.id}`);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Merge into another…' }).click();
    await page.getByRole('combobox', { name: 'Into which' }).fill('Palisade Group');
    await expectPage(page.getByText('What goes to Palisade Group: 1 application.')).toBeVisible();
    await page.getByRole('button', { name: 'Merge them' }).click();
    await expectPage(page.getByRole('region', { name: 'Palisade Group' })).toBeVisible();
    const names = async () => (await person.call(listCompanies, {})).body.items.map(({ name }) => name);
    expect(await names()).toEqual(['Palisade Group']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expectPage.poll(names).toEqual(['Palisade Clinics', 'Palisade Group']);
  });
});

describe('a person', () => {
  test('is added beside an application, and a talk with them stands in its timeline', async () => {
    await using ines = await open();
    const { page, person, application } = ines;
    await page.goto(`/board/${application.id}`);
    const people = page.locator('section').filter({ has: page.getByRole('heading', { name: 'People' }) });
    await people.last().getByRole('button', { name: 'Add' }).click();
    await page.getByRole('combobox', { name: 'Name' }).fill('Leah Brandt');
    await page.getByRole('button', { name: 'Add them' }).click();
    await expectPage(page.getByRole('link', { name: 'Leah Brandt' })).toBeVisible();
    await page.getByRole('button', { name: 'Talk or mail' }).click();
    const dialog = page.getByRole('dialog', { name: 'Note a talk or mail' });
    await expectPage(dialog.getByRole('button', { name: /^Leah Brandt/ })).toBeVisible();
    await dialog.getByLabel('Subject').fill('Round 1 confirmed');
    expect(await barriersOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expectPage(page.getByRole('link', { name: 'Round 1 confirmed' })).toBeVisible();
    const [contact] = (await person.call(listContacts, {})).body.items;
    expect(contact).toMatchObject({
      name: 'Leah Brandt',
      companies: [{ name: 'Palisade Clinics' }],
      applicationIds: [application.id],
    });
    const talks = (await person.call(listInteractions, { query: { contactId: contact!.id } })).body.items;
    expect(talks).toMatchObject([{ subject: 'Round 1 confirmed', application: { id: application.id } }]);
  });

  test('who is known already is linked, not added twice', async () => {
    await using ines = await open();
    const { page, person, application } = ines;
    const { id } = (await person.call(createContact, { body: { name: 'Ravi Menon' } })).body;
    await page.goto(`/companies/${application.company.id}`);
    const people = page.locator('section').filter({ has: page.getByRole('heading', { name: 'People' }) });
    await people.last().getByRole('button', { name: 'Add' }).click();
    await page.getByRole('combobox', { name: 'Name' }).fill('ravi menon');
    await page.getByRole('button', { name: 'Link them' }).click();
    await expectPage(page.getByRole('link', { name: 'Ravi Menon' })).toBeVisible();
    expect((await person.call(listContacts, {})).body.items).toHaveLength(1);
    expect((await person.call(getContact, { params: { id } })).body.companies).toMatchObject([{ name: 'Palisade Clinics' }]);
  });

  test('is deleted and brought back by Undo, also on a phone', async () => {
    await using ines = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const { page, person } = ines;
    const { id } = (await person.call(createContact, { body: { name: 'Jonas Wray', role: 'Recruiter' } })).body;
    await page.goto('/contacts');
    await page.getByRole('link', { name: 'Jonas Wray' }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByText('Delete contact').click();
    await expectPage(page.getByText('Nobody yet')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expectPage(page.getByRole('link', { name: 'Jonas Wray' })).toBeVisible();
    expect((await person.call(getContact, { params: { id } })).body.role).toBe('Recruiter');
    expect(await barriersOf(page)).toEqual([]);
  });
});

test('of a vCard file only who is ticked is sent, and who is here already is not ticked', async () => {
  await using ines = await open();
  const { page, person } = ines;
  await person.call(createContact, { body: { name: 'Leah Brandt' } });
  await page.goto('/contacts');
  await page.getByRole('button', { name: 'Bring in' }).click();
  const cards = ['Leah Brandt', 'Ravi Menon', 'Somebody Private'].map(
    (name) => `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nEND:VCARD\r\n`,
  );
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'all.vcf', mimeType: 'text/vcard', buffer: Buffer.from(cards.join('')) });
  await expectPage(page.getByText('3 people found')).toBeVisible();
  await expectPage(page.getByRole('checkbox', { name: 'Bring in Leah Brandt' })).not.toBeChecked();
  await tick(page.getByRole('checkbox', { name: 'Bring in Somebody Private' }), false);
  expect(await barriersOf(page)).toEqual([]);
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/v1/contacts/import'));
  await page.getByRole('button', { name: 'Bring in 1' }).click();
  expect((await sent).postData()).not.toContain('Private');
  await expectPage(page.getByText('One contact came in.')).toBeVisible();
  expect((await person.call(listContacts, {})).body.items.map(({ name }) => name)).toEqual(['Leah Brandt', 'Ravi Menon']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage(page.getByText('1 contact', { exact: true })).toBeVisible();
  expect([ines.errors, ines.violations, ines.foreignRequests]).toEqual([[], [], []]);
});
