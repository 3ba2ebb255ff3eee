/** What was changed in two places, settled field by field; templates, from a starting text to a mail. In a real browser, as shipped. */
import type { Page } from '@playwright/test';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { createCompany } from '@sotto/features/companies/api';
import { createContact, getContact, listInteractions, patchContact } from '@sotto/features/contacts/api';
import { createTask, getTask, patchTask } from '@sotto/features/tasks/api';
import { putProfile } from '@sotto/features/profile/api';
import { features } from '@sotto/server';
import { blankProfile } from '@sotto/domain';
import {
  type OpenBrowser,
  type TestServer,
  barriersOf,
  expectPage,
  openBrowser,
  startServer,
  webFolder,
  tick,
} from '@sotto/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTemplates } from '../api.ts';

let server: TestServer;
let browser: OpenBrowser;
beforeAll(async () => {
  server = await startServer({ features, webFolder });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function join() {
  const visitor = await newcomer(server);
  return visitor;
}

const side = (page: Page, field: string, whose: 'What you typed' | 'What is there now') =>
  page.getByRole('group', { name: field }).getByRole('radio', { name: whose });

/** Called before a change: resolves once the window has saved it and read the record again. What it reads later it would know of. */
async function readAgain(window: Page, path: string): Promise<void> {
  await window.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.url().endsWith(path) && answer.ok());
  const again = await window.waitForResponse((answer) => answer.request().method() === 'GET' && answer.url().endsWith(path));
  await again.finished();
}

test('a contact changed in two windows keeps both changes, and asks where they meet', async () => {
  const visitor = await join();
  const { id } = (
    await visitor.call(createContact, { body: { name: 'Leah Brandt', role: 'Recruiter', notes: 'Met at the fair' } })
  ).body;
  const kept = async () => (await visitor.call(getContact, { params: { id } })).body;
  await using one = await browser.visit(server.origin, { as: visitor });
  const { page } = one;
  const other = await one.context.newPage();
  for (const window of [page, other]) {
    await window.goto(`/contacts/${id}`);
    await window.getByRole('tab', { name: 'Details' }).click();
  }
  // Fields apart: both changes stay, and nobody is asked.
  await page.getByLabel('Given name').fill('Leah');
  await page.getByLabel('Given name').blur();
  await expectPage.poll(async () => (await kept()).givenName).toBe('Leah');
  const known = readAgain(other, `/contacts/${id}`);
  await other.getByLabel('Family name').fill('Brandt');
  await other.getByLabel('Family name').blur();
  await known;
  await expectPage.poll(kept).toMatchObject({ givenName: 'Leah', familyName: 'Brandt' });
  // One field: the later one is asked. Its other fields are saved meanwhile.
  const knownHere = readAgain(page, `/contacts/${id}`);
  await page.getByLabel('Role').fill('Head of people');
  await page.getByLabel('Role').blur();
  await knownHere;
  await expectPage.poll(async () => (await kept()).role).toBe('Head of people');
  await other.getByLabel('Role').fill('Talent partner');
  await other.getByLabel('Name', { exact: true }).fill('Leah M. Brandt');
  await other.getByLabel('Name', { exact: true }).blur();
  await expectPage(other.getByText('Changed elsewhere in the meantime.')).toBeVisible();
  await expectPage.poll(kept).toMatchObject({ role: 'Head of people', name: 'Leah M. Brandt' });
  await other.getByRole('button', { name: 'Compare' }).click();
  await expectPage(other.getByRole('group')).toHaveCount(1);
  await expectPage(side(other, 'Role', 'What you typed')).toBeChecked();
  await expectPage(other.getByRole('dialog')).toContainText('Head of people');
  expect(await barriersOf(other)).toEqual([]);
  await other.getByRole('button', { name: 'Keep what is chosen' }).click();
  await expectPage.poll(async () => (await kept()).role).toBe('Talent partner');
  // The other way round: what is there now is taken, also by a field that keeps its text itself.
  await visitor.call(patchContact, { params: { id }, body: { revision: (await kept()).revision, name: 'L. Brandt' } });
  await page.getByLabel('Name', { exact: true }).fill('Leah Miriam Brandt');
  await page.getByLabel('Name', { exact: true }).blur();
  await page.getByRole('button', { name: 'Compare' }).click();
  await tick(side(page, 'Name', 'What is there now'));
  await page.getByRole('button', { name: 'Keep what is chosen' }).click();
  await expectPage(page.getByLabel('Name', { exact: true })).toHaveValue('L. Brandt');
  expect(await kept()).toMatchObject({ name: 'L. Brandt', role: 'Talent partner', givenName: 'Leah', familyName: 'Brandt' });
  expect(one.errors.filter((error) => !error.includes('409'))).toEqual([]);
});

test('a form that is saved at once asks too, and keeps both of two long texts', async () => {
  const visitor = await join();
  const notes = 'Ask about the tests, and who would be in the team there, and since when';
  const { id } = (await visitor.call(createTask, { body: { title: 'Call Leah', notes } })).body;
  await visitor.call(createCompany, { body: { name: 'Acme, Inc.' } });
  const palisade = (await visitor.call(createCompany, { body: { name: 'Palisade' } })).body;
  await using one = await browser.visit(server.origin, {
    as: visitor,
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  const { page } = one;
  await page.goto(`/tasks?task=${id}`);
  const form = page.getByRole('dialog', { name: 'Task' });
  await form.getByLabel('Notes').fill(`${notes}. And the pay.`);
  await form.getByLabel('What to do').fill('Call Leah Brandt');
  await form.getByLabel('About').selectOption({ label: 'A company' });
  await form.getByLabel('Which company').fill('acme, inc.');
  // Nothing is to be taken from a list once the name is whole.
  await expectPage(form.getByText('Begin to write its name, then choose it.')).toBeHidden();
  const link = { kind: 'company', id: palisade.id } as const;
  await visitor.call(patchTask, {
    params: { id },
    body: { revision: 1, priority: 'high', title: 'Write to Leah', notes: 'Done by mail already.', link },
  });
  await form.getByRole('button', { name: 'Save' }).click();
  const question = page.getByRole('dialog', { name: 'Changed in two places' });
  await expectPage(question.getByRole('group')).toHaveCount(3);
  const about = question.getByRole('group', { name: 'About' });
  await expectPage(about.locator('label')).toHaveText([/A company: Acme, Inc\./, /A company: Palisade/]);
  await tick(side(page, 'About', 'What is there now'));
  await expectPage(question.getByLabel('Keep both, one below the other')).toBeChecked();
  expect(await barriersOf(page)).toEqual([]);
  await tick(side(page, 'What to do', 'What is there now'));
  await question.getByRole('button', { name: 'Keep what is chosen' }).click();
  await expectPage(form).toBeHidden();
  expect((await visitor.call(getTask, { params: { id } })).body).toMatchObject({
    title: 'Write to Leah',
    priority: 'high',
    notes: `Done by mail already.\n\n${notes}. And the pay.`,
    link,
  });
  // What others changed is not mine to take back.
  await page.getByRole('button', { name: 'Undo' }).click();
  const kept = async () => (await visitor.call(getTask, { params: { id } })).body;
  await expectPage.poll(kept).toMatchObject({ title: 'Write to Leah', priority: 'high', notes: 'Done by mail already.', link });
  expect(one.violations).toEqual([]);
});

test('a starting text becomes a letter: places filled, the rest asked for, opened as mail, and noted', async () => {
  const visitor = await join();
  await visitor.call(putProfile, { body: { ...blankProfile, revision: 0, givenName: 'Ana', familyName: 'Ferrer' } });
  const application = (await visitor.call(createApplication, { body: { company: 'Nettle & Rye', title: 'Data analyst' } })).body;
  await visitor.call(createContact, {
    body: { name: 'Leah Brandt', applicationIds: [application.id], emails: [{ email: 'leah@example.org', label: null }] },
  });
  await using ana = await browser.visit(server.origin, { as: visitor });
  const { page } = ana;
  await page.goto('/templates');
  await page.getByRole('button', { name: 'Follow up on an application' }).click();
  await expectPage(page.getByLabel('Name', { exact: true })).toHaveValue('Follow up on an application');
  // A place is put where one types, and one that is misspelt is told at once.
  await page.getByLabel('Subject').fill('About ');
  // What is kept has no blank at its end; the field has, for what comes next.
  await expectPage
    .poll(async () => (await visitor.call(listTemplates, {})).body.items.map(({ subject }) => subject))
    .toContain('About');
  await expectPage(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await page.getByRole('button', { name: '{{company}}' }).click();
  await expectPage(page.getByLabel('Subject')).toHaveValue('About {{company}}');
  await page.getByLabel('Subject').pressSequentially(' {{refernce}}');
  await expectPage(page.getByText('Not a place Sotto knows: refernce.')).toBeVisible();
  await expectPage(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);
  await page.goto(`/board/${application.id}`);
  await page.getByRole('button', { name: 'From a template' }).click();
  const letter = page.getByRole('dialog', { name: 'Write from a template' });
  await letter.getByLabel('To', { exact: true }).selectOption({ label: 'Leah Brandt' });
  await expectPage(letter.locator('mark')).toHaveText(['{{refernce}}', '{{applied.date}}']);
  await expectPage(letter.getByRole('button', { name: 'Open in my mail program' })).toBeDisabled();
  expect(await barriersOf(page)).toEqual([]);
  await letter.getByLabel('refernce').fill('A-7');
  await letter.getByLabel('Day you applied').fill('12 November');
  const open = letter.getByRole('link', { name: 'Open in my mail program' });
  const href = (await open.getAttribute('href')) ?? '';
  const body = decodeURIComponent(/body=(.*)$/.exec(href)?.[1] ?? '');
  expect(href).toMatch(/^mailto:leah@example\.org\?subject=About%20Nettle%20%26%20Rye%20A-7&body=/);
  expect(body).toBe(
    'Dear Leah Brandt,\r\n\r\non 12 November I applied as Data analyst at Nettle & Rye. I am still very interested, and would like to ask how far you have come.\r\n\r\nIf anything is missing, I will gladly send it.\r\n\r\nKind regards\r\nAna Ferrer\r\n',
  );
  // The browser here has no mail program: the link is pressed and leads nowhere.
  await open.click();
  await letter.getByRole('button', { name: 'Log it as an e-mail' }).click();
  await expectPage(page.getByText('Logged as an e-mail you sent.')).toBeVisible();
  const [said] = (await visitor.call(listInteractions, { query: { applicationId: application.id } })).body.items;
  expect(said).toMatchObject({
    kind: 'email',
    direction: 'out',
    subject: 'About Nettle & Rye A-7',
    contacts: [{ name: 'Leah Brandt' }],
  });
  await page.keyboard.press('Escape');
  await page.goto('/templates');
  await page.getByRole('link', { name: 'Follow up on an application' }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete template' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage(page.getByRole('link', { name: 'Follow up on an application' })).toBeVisible();
  expect(ana.violations).toEqual([]);
  expect(ana.foreignRequests).toEqual([]);
});
