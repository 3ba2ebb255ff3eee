/**
 * Plays a story (see story.ts) through the interface, as somebody does who logs a job search by hand: opens the app on a day,
 * looks an application up with Ctrl+K, presses what is there to press. Both clocks, the server's and the browser's, move
 * with the story.
 */
import type { Locator, Page } from '@playwright/test';
import type { CalendarDate } from '@sotto/domain';
import { getAccount } from '@sotto/features/account/api';
import { pdfOf } from '@sotto/features/documents/testing';
import { patchOffer } from '@sotto/features/offers/api';
import { type Clock, expectPage } from '@sotto/testing';
import type { Deed, Happening } from './story.ts';

/** Also on a machine that has much else to do. */
const seen = expectPage.configure({ timeout: 30_000 });

export interface Person {
  readonly page: Page;
  readonly clock: Clock;
  readonly email: string;
  readonly password: string;
}

/** Signs up on the day before the story begins. */
export async function signUpByHand({ page, clock, email, password }: Person, day: CalendarDate): Promise<void> {
  await moveTo({ page, clock }, day);
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.locator('form').getByRole('button', { name: 'Make an account' }).click();
  await seen(page.getByRole('heading', { name: 'Bring what you have.' })).toBeVisible();
}

/** Lives through the happenings, day by day. */
export async function play(person: Person, story: readonly Happening[]): Promise<void> {
  let today = '';
  for (const { on, ...deed } of story) {
    if (on !== today) await openApp(person, on);
    today = on;
    await doIt(person.page, deed);
  }
}

/** Noon in New York, summer and winter alike but for an hour that nobody minds. */
async function moveTo({ page, clock }: Pick<Person, 'page' | 'clock'>, day: CalendarDate): Promise<void> {
  clock.set(`${day}T16:30:00Z`);
  await page.clock.setFixedTime(clock.now());
}

async function openApp(person: Person, day: CalendarDate): Promise<void> {
  const { page, email, password } = person;
  await moveTo(person, day);
  // The frame is drawn before it is known whose it is.
  const whose = page.waitForResponse((answer) => new URL(answer.url()).pathname === getAccount.path);
  await page.goto('/today');
  const isSignedIn = (await whose).ok();
  const board = page.getByRole('link', { name: 'Board', exact: true }).first();
  if (isSignedIn) return seen(board).toBeVisible();
  // A session ends after some weeks, and one signs in again.
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await seen(board).toBeVisible();
}

async function doIt(page: Page, deed: Deed): Promise<void> {
  // Safe: each name of a deed leads to the function that takes this deed.
  await (deeds[deed.does] as (page: Page, deed: Deed) => Promise<void>)(page, deed);
}

type Doing = { readonly [Does in Deed['does']]: (page: Page, deed: Extract<Deed, { does: Does }>) => Promise<void> };

const deeds: Doing = {
  async apply(page, { company, title, stage }) {
    await page.keyboard.press('n');
    const dialog = dialogOf(page, 'New application');
    await dialog.getByLabel('Company').fill(company);
    await dialog.getByLabel('Title').fill(title);
    await dialog.getByLabel('Stage').selectOption(stage);
    await dialog.getByRole('button', { name: /^Save/ }).click();
    await gone(dialog);
  },

  async 'tell-more'(page, { company, pay, city }) {
    const panel = await openApplication(page, company);
    await panel.getByRole('tab', { name: 'Details' }).click();
    await panel.getByPlaceholder('From, or exactly').first().fill(pay);
    await panel.getByLabel('City').fill(city);
    await panel.getByLabel('City').blur();
    await seen(panel.getByRole('status').getByText('Saved')).toBeVisible();
  },

  async move(page, { company, to }) {
    const panel = await openApplication(page, company);
    const button = panel.locator('.stage-button');
    await button.click();
    await page.getByRole('menuitemcheckbox', { name: to, exact: true }).click();
    await seen(button).toHaveText(to);
  },

  async meet(page, { name, role, kind, company }) {
    if (company === null) {
      await page.keyboard.press('Control+k');
      await searchField(page).fill('New contact');
      await page.getByRole('option', { name: 'New contact' }).click();
    } else {
      await sectionOf(await openApplication(page, company), 'People')
        .getByRole('button', { name: 'Add' })
        .click();
    }
    const dialog = dialogOf(page, 'New contact');
    await dialog.getByRole('combobox', { name: 'Name' }).fill(name);
    await dialog.getByLabel('Role').fill(role);
    await dialog.getByLabel('Who they are to you').selectOption(kind);
    await dialog.getByLabel('E-mail').fill(`${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.org`);
    await dialog.getByRole('button', { name: 'Add them' }).click();
    await gone(dialog);
    await seen(page.getByText(name).first()).toBeVisible();
  },

  async talk(page, { company, kind, subject, notes }) {
    const panel = await openApplication(page, company);
    await panel.getByRole('button', { name: 'Talk or mail' }).click();
    const dialog = dialogOf(page, 'Note a talk or mail');
    await dialog.getByLabel('What it was').selectOption(kind);
    await dialog.getByLabel('Who began').selectOption('They');
    await dialog.getByLabel('Subject').fill(subject);
    await dialog.getByLabel('What was said').fill(notes);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await gone(dialog);
  },

  async plan(page, { company, day, how, people }) {
    const panel = await openApplication(page, company);
    await panel.locator('.section-head .link', { hasText: /^Interview$/ }).click();
    const dialog = dialogOf(page, 'Plan an interview');
    await dialog.getByLabel('How').selectOption(how);
    await dialog.getByLabel('Day').fill(day);
    await dialog.getByLabel('From').fill('14:00');
    await dialog.getByLabel('With whom').fill(people);
    await dialog.getByRole('button', { name: 'Plan' }).click();
    await gone(dialog);
  },

  async 'look-back'(page, { company, round, feedback }) {
    const panel = await openApplication(page, company);
    await panel.getByRole('link', { name: round }).first().click();
    await page.getByLabel('Afterwards').fill(feedback);
    await page.getByLabel('Afterwards').blur();
    await page.getByRole('button', { name: 'Mark as sent' }).click();
    await seen(page.getByText(/^Sent /)).toBeVisible();
    await seen(page.getByRole('status').getByText('Saved')).toBeVisible();
  },

  async upload(page, { name, label }) {
    await page.goto('/documents');
    await page.getByRole('button', { name: 'Upload' }).first().click();
    const dialog = dialogOf(page, 'New document');
    await dialog.locator('input[type=file]').setInputFiles(fileOf(name));
    await dialog.getByLabel('Label').fill(label);
    await dialog.getByRole('button', { name: 'Upload it' }).click();
    await seen(page.getByRole('region', { name: name.replace('.pdf', '') })).toBeVisible();
  },

  async send(page, { company, document }) {
    const sent = sectionOf(await openApplication(page, company), 'Sent');
    await sent.getByRole('button', { name: 'Add' }).click();
    const dialog = dialogOf(page, 'What did you send?');
    const options = dialog.getByLabel('Document').locator('option');
    const wanted = options.filter({ hasText: new RegExp(`^${document}, `) }).first();
    await dialog.getByLabel('Document').selectOption((await wanted.getAttribute('value')) ?? '');
    await dialog.getByRole('button', { name: 'Enter it' }).click();
    await seen(sent.getByRole('link', { name: document, exact: true })).toBeVisible();
  },

  async 'send-new'(page, { company, file }) {
    const sent = sectionOf(await openApplication(page, company), 'Sent');
    await sent.getByRole('button', { name: 'Add' }).click();
    const dialog = dialogOf(page, 'What did you send?');
    await dialog.getByLabel('Document').selectOption('A new file…');
    await dialog.locator('input[type=file]').setInputFiles(fileOf(file));
    await dialog.getByRole('button', { name: 'Enter it' }).click();
    await seen(sent.getByRole('link', { name: file.replace('.pdf', '') })).toBeVisible();
  },

  async task(page, { company, title, due }) {
    await sectionOf(await openApplication(page, company), 'Tasks')
      .getByRole('button', { name: 'Add' })
      .click();
    const dialog = dialogOf(page, 'New task');
    await dialog.getByLabel('What to do').fill(title);
    await dialog.getByLabel('Due').fill(due);
    await dialog.getByRole('button', { name: 'Add' }).click();
    await gone(dialog);
  },

  async 'go-through-today'(page) {
    await page.goto('/today');
    await seen(page.getByRole('heading', { level: 1 })).toBeVisible();
    // The first line is done, the second may wait until tomorrow.
    for (const key of ['x', 's']) {
      const line = page.locator('[data-line]').first();
      if (!(await line.isVisible())) return;
      const name = (await line.getAttribute('data-line')) ?? '';
      await line.locator('.title').focus();
      await page.keyboard.press(key);
      if (key === 's') await seen(page.locator(`[data-line="${name}"]`)).toHaveCount(0);
    }
  },

  async 'choose-office'(page, { office }) {
    await page.goto('/work-search');
    await page.getByRole('button', { name: 'What is asked for' }).click();
    await page.getByLabel('Office').selectOption(office);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await gone(page.getByRole('dialog'));
  },

  async 'log-activity'(page, { employer }) {
    await page.goto('/work-search');
    await page.getByRole('button', { name: 'Add an activity' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Employer, agency or host').fill(employer);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await gone(dialog);
  },

  async offer(page, { company, pay, leave, answerBy }) {
    const panel = await openApplication(page, company);
    await panel.getByRole('button', { name: 'Note an offer' }).click();
    const dialog = dialogOf(page, 'Note an offer');
    await dialog.getByPlaceholder('From, or exactly').fill(pay);
    await dialog.getByLabel('Paid leave').fill(leave);
    await dialog.getByLabel('They expect an answer by').fill(answerBy);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await gone(dialog);
  },

  async weigh(page, { company, criterion, points }) {
    if (!page.url().endsWith('/offers')) await page.goto('/offers');
    const select = page.getByLabel(`${criterion}: points for ${company}`);
    // What is given shows before it is kept, and one may leave the page next.
    const kept = page.waitForResponse((answer) => answer.request().method() === patchOffer.method && answer.ok());
    await select.selectOption(points);
    await kept;
    await seen(select).toHaveValue(points);
  },

  async answer(page, { company, decision }) {
    if (!page.url().endsWith('/offers')) await page.goto('/offers');
    await page.getByRole('columnheader', { name: company }).getByRole('button', { name: 'Change…' }).click();
    const dialog = dialogOf(page, company);
    await dialog.getByLabel('Your answer').selectOption(decision);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await gone(dialog);
  },
};

/** The panel of a company's application, found with Ctrl+K unless it is open. */
async function openApplication(page: Page, company: string): Promise<Locator> {
  const panel = page.getByRole('region', { name: `${company}, ` });
  if (await panel.isVisible()) {
    await panel.getByRole('tab', { name: 'Overview' }).click();
    return panel;
  }
  await page.keyboard.press('Control+k');
  await searchField(page).fill(company);
  await page.getByRole('group', { name: 'Applications' }).getByRole('option').filter({ hasText: company }).first().click();
  await seen(panel).toBeVisible();
  return panel;
}

const searchField = (page: Page) => page.getByRole('combobox', { name: 'Search everything, or type what to do' });
const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name });
const gone = (dialog: Locator) => seen(dialog).toBeHidden();

function sectionOf(panel: Locator, heading: string): Locator {
  const page = panel.page();
  return panel.locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) }).last();
}

/** Bytes of their own for each name, so that no two files are one. */
function fileOf(name: string): { name: string; mimeType: string; buffer: Buffer } {
  return {
    name,
    mimeType: 'application/pdf',
    buffer: pdfOf(20_000 + 100 * name.length + (name.codePointAt(name.length - 5) ?? 0)),
  };
}
