/** Pasting and dropping in a real Chromium: a link, a posting and a saved page become a draft, and nothing of them runs or is fetched. */
import type { BrowserContextOptions, Page } from '@playwright/test';
import { newcomer } from '@sotto/features/account/testing';
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
} from '@sotto/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApplication, getSnapshot, listApplications } from '../../api.ts';

let server: TestServer;
let chromium: OpenBrowser;
beforeAll(async () => {
  [server, chromium] = await Promise.all([startServer({ features, webFolder }), openBrowser()]);
});
afterAll(async () => {
  await chromium[Symbol.asyncDispose]();
  await server.stop();
});

interface Opened extends Visit {
  readonly person: Visitor;
}

async function openBoard(options?: BrowserContextOptions): Promise<Opened> {
  const person = await newcomer(server);
  const visit = await chromium.visit(server.origin, { ...options, as: person });
  await visit.page.goto('/board');
  await expectPage(visit.page.getByText('This group is empty.')).toBeVisible();
  // What takes things in loads after the board: by then it says that a file may fall there.
  await expectPage.poll(() => visit.page.evaluate(hoverWithFile), { intervals: [20, 50, 100] }).toBe(true);
  return { ...visit, person, [Symbol.asyncDispose]: visit[Symbol.asyncDispose].bind(visit) };
}

/** Whether a file that hangs over the page would be taken; then it leaves again. Runs in the page. */
function hoverWithFile(): boolean {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([''], 'page.html'));
  const init = { bubbles: true, cancelable: true, dataTransfer };
  const isTaken = !document.body.dispatchEvent(new DragEvent('dragover', init));
  document.body.dispatchEvent(new DragEvent('dragleave', init));
  return isTaken;
}

/** What a clipboard or a drop holds, by type; a file has a name. */
interface Held {
  readonly text?: string;
  readonly html?: string;
  readonly file?: { readonly name: string; readonly content: string };
}

/** As a browser tells of it: an event with data, on whatever has the focus. Synthetic, because a clipboard is the system's. */
async function bring(page: Page, how: 'paste' | 'drop', held: Held): Promise<void> {
  await page.evaluate(
    ([name, { text, html, file }]) => {
      const data = new DataTransfer();
      if (text !== undefined) data.setData('text/plain', text);
      if (html !== undefined) data.setData('text/html', html);
      if (file !== undefined) data.items.add(new File([file.content], file.name));
      const target = document.activeElement ?? document.body;
      const init = { bubbles: true, cancelable: true };
      target.dispatchEvent(
        name === 'paste'
          ? new ClipboardEvent(name, { ...init, clipboardData: data })
          : new DragEvent(name, { ...init, dataTransfer: data }),
      );
    },
    [how, held] as const,
  );
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'New application' });
const savedBy = async (person: Visitor) => (await person.call(listApplications, { query: {} })).body.items;

function expectClean({ violations, foreignRequests, errors }: Visit): void {
  // A handler in parsed markup is refused as it is read, though that document could never run it; anything else would be ours.
  expect(
    violations.filter((one) => one !== 'script-src-attr inline'),
    'content security policy',
  ).toEqual([]);
  expect(foreignRequests, 'requests to anyone else').toEqual([]);
  expect(
    errors.filter((one) => !one.includes('inline event handler')),
    'errors in the console',
  ).toEqual([]);
}

const posting = {
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Senior Analytics Engineer',
  hiringOrganization: { '@type': 'Organization', name: 'Kestrel Freight' },
  jobLocation: { '@type': 'Place', address: { addressLocality: 'Durham', addressRegion: 'NC', addressCountry: 'US' } },
  employmentType: 'FULL_TIME',
};
const lines = [
  'Senior Analytics Engineer',
  'Kestrel Freight',
  'Durham, NC, US',
  'Full-time',
  'You will own prices and their history.',
];
const hostile = `<img src="https://evil.test/seen.png" onerror="window.ran=1"><script>window.ran=1</script>
  <iframe src="https://evil.test/"></iframe><form><input name="querySelector"></form><img name="querySelector">`;
const markup = `<script type="application/ld+json">${JSON.stringify(posting)}</script>${hostile}
  <main><h1>${lines[0]}</h1>${lines
    .slice(1)
    .map((line) => `<p>${line}</p>`)
    .join('')}</main>`;

test('a link pasted on the board is known by its canonical address, and warned of', async () => {
  await using visit = await openBoard();
  const { page, person } = visit;
  await person.call(createApplication, {
    body: { company: 'Marlow', title: 'Lead', url: 'https://www.linkedin.com/jobs/view/4012345678' },
  });
  await bring(page, 'paste', { text: ' https://de.linkedin.com/jobs/view/lead-at-marlow-4012345678?trk=abc#top ' });
  const dialog = dialogOf(page);
  await expectPage(dialog.getByLabel('Link to the posting as read')).toHaveValue('https://www.linkedin.com/jobs/view/4012345678');
  await expectPage(dialog.getByLabel('Where you found it as read')).toHaveValue('linkedin');
  await expectPage(dialog.getByText('You have this one already')).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);
  await dialog.getByLabel('Company').fill('Marlow');
  await dialog.getByLabel('Title').fill('Lead');
  await dialog.getByRole('button', { name: /^Save anyway/ }).click();
  await expectPage(dialog).toBeHidden();
  expect((await savedBy(person)).map(({ externalJobId, source }) => [externalJobId, source])).toContainEqual([
    'linkedin:4012345678',
    'linkedin',
  ]);
  expectClean(visit);
});

test('a posting pasted into the form fills what is empty, leaves what was typed, and is taken back; nothing of it runs', async () => {
  await using visit = await openBoard();
  const { page, person } = visit;
  await page.keyboard.press('n');
  const dialog = dialogOf(page);
  await dialog.getByLabel('Company').fill('Kestrel');
  await dialog.getByLabel('Title').focus();
  await bring(page, 'paste', { text: lines.join('\n'), html: markup });
  await expectPage(dialog.getByLabel('Title as read')).toHaveValue('Senior Analytics Engineer');
  await expectPage(dialog.getByLabel('Company')).toHaveValue('Kestrel');
  await expectPage(dialog.getByText('Left as you typed it: Company.')).toBeVisible();
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await expectPage(dialog.getByLabel('Title')).toHaveValue('');
  await expectPage(dialog.getByLabel('City')).toBeHidden();
  await dialog.getByLabel('Link to the posting').focus();
  await bring(page, 'paste', { text: lines.join('\n'), html: markup });
  await dialog.getByRole('button', { name: 'Replace these too' }).click();
  await expectPage(dialog.getByLabel('Company as read')).toHaveValue('Kestrel Freight');
  await dialog.getByLabel('City').fill('Raleigh');
  await expectPage(dialog.getByText('Place as read')).toBeHidden();
  await page.keyboard.press('Control+Enter');
  await expectPage(dialog).toBeHidden();
  const [saved] = await savedBy(person);
  expect(saved).toMatchObject({ title: 'Senior Analytics Engineer', location: { city: 'Raleigh' }, employmentType: 'full_time' });
  const kept = (await person.call(getSnapshot, { params: { id: saved!.id } })).body;
  expect([kept.by, kept.text.includes('You will own prices'), kept.text.includes('window.ran')]).toEqual(['paste', true, false]);
  expectClean(visit);
});

test('what no title can be read in is kept all the same, and said; a word goes where it was pasted', async () => {
  await using visit = await openBoard({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    colorScheme: 'dark',
  });
  const { page } = visit;
  const letters = Array.from({ length: 6 }, () => `${'lorem ipsum dolor sit amet, '.repeat(9)}.`).join('\n');
  await bring(page, 'paste', { text: letters });
  const dialog = dialogOf(page);
  await expectPage(dialog.getByText('The text is kept')).toBeVisible();
  await expectPage(dialog.getByLabel('The posting itself')).toHaveValue(letters);
  expect(await barriersOf(page)).toEqual([]);
  await dialog.getByLabel('Company').focus();
  await bring(page, 'paste', { text: 'Kestrel' });
  await expectPage(dialog.getByText('The text is kept'), 'nothing was read').toBeVisible();
  expectClean(visit);
});

test('a saved page dropped on the board is read with the address it names; another file is refused in words', async () => {
  await using visit = await openBoard();
  const { page, person } = visit;
  await bring(page, 'drop', { file: { name: 'resume.pdf', content: '%PDF-1.7' } });
  const dialog = dialogOf(page);
  await expectPage(dialog.getByText('It is no page.')).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  const saved = `<!DOCTYPE html>\n<!-- saved from url=(0046)https://jobs.lever.co/kestrel/2f1b3c4d-0000-4000-8000-abcdefabcdef/apply -->\n<html>${markup}</html>`;
  await bring(page, 'drop', { file: { name: 'posting.html', content: saved } });
  await expectPage(dialog.getByLabel('Title as read')).toHaveValue('Senior Analytics Engineer');
  await expectPage(dialog.getByLabel('Link to the posting as read')).toHaveValue(
    'https://jobs.lever.co/kestrel/2f1b3c4d-0000-4000-8000-abcdefabcdef',
  );
  await page.keyboard.press('Control+Enter');
  await expectPage(dialog).toBeHidden();
  const [application] = await savedBy(person);
  expect(application?.externalJobId).toBe('lever:2f1b3c4d-0000-4000-8000-abcdefabcdef');
  expect((await person.call(getSnapshot, { params: { id: application!.id } })).body.by).toBe('upload');
  expectClean(visit);
});
