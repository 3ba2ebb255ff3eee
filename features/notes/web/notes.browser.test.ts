/** Notes and the question bank in a real browser, on the built app under its own policy. */
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { createInterview, getInterview } from '@sotto/features/interviews/api';
import { createQuestion, listQuestions } from '@sotto/features/questions/api';
import { features } from '@sotto/server';
import {
  type OpenBrowser,
  type TestServer,
  barriersInDark,
  barriersOf,
  expectPage,
  openBrowser,
  startServer,
  webFolder,
  tick,
} from '@sotto/testing';
import { hostileTexts } from '@sotto/ui/markdown/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNote, getNote, listNotes } from '../api.ts';

let server: TestServer;
let browser: OpenBrowser;
beforeAll(async () => {
  server = await startServer({ features, webFolder });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await server.stop();
});

/** Somebody with an application at Kestrel Freight, in a browser. */
async function open() {
  const person = await newcomer(server);
  const application = (await person.call(createApplication, { body: { company: 'Kestrel Freight', title: 'Analyst' } })).body;
  const visit = await browser.visit(server.origin, { as: person });
  return { ...visit, person, application, [Symbol.asyncDispose]: visit[Symbol.asyncDispose].bind(visit) };
}

test('a note is begun beside an application, written with keys, ticked where it is read, and stands in the timeline', async () => {
  await using ines = await open();
  const { page, person, application } = ines;
  await page.goto(`/board/${application.id}`);
  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.getByRole('button', { name: 'New note' }).click();
  const text = page.getByRole('textbox', { name: 'Text of the note' });
  await expectPage(text).toBeFocused();
  await page.keyboard.type('# Research');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- [ ] call ');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('Leah');
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Enter');
  await page.keyboard.type('read the report');
  // As one writes; an empty item ends the list.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expectPage(text).toHaveValue('# Research\n- [ ] call **Leah**\n- [ ] read the report\n');
  const [row] = (await person.call(listNotes, {})).body.items;
  const kept = async () => (await person.call(getNote, { params: { id: row!.id } })).body.text;
  await expectPage.poll(kept).toBe('# Research\n- [ ] call **Leah**\n- [ ] read the report\n');
  await tick(page.getByRole('radio', { name: 'Read' }));
  await tick(page.getByRole('checkbox', { name: 'read the report' }));
  await expectPage.poll(kept).toBe('# Research\n- [ ] call **Leah**\n- [x] read the report\n');
  await page.getByRole('button', { name: 'Pin' }).click();
  await expectPage(page.getByRole('button', { name: 'Unpin' })).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Analyst, Kestrel Freight' }).click();
  const research = page.getByRole('list').getByRole('link', { name: 'Research' });
  await expectPage(research).toBeVisible();

  const about = async () => (await person.call(getNote, { params: { id: row!.id } })).body.link?.title ?? null;
  await page.goto(`/notes/${row!.id}`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Change what it is about' }).click();
  const form = page.getByRole('dialog', { name: 'Change what it is about' });
  await form.getByLabel('About').selectOption({ label: 'A company' });
  await form.getByLabel('Which company').fill('kestrel');
  await page.getByRole('option', { name: 'Kestrel Freight' }).click();
  expect(await barriersOf(page)).toEqual([]);
  await form.getByRole('button', { name: 'Save' }).click();
  await expectPage(page.getByRole('link', { name: 'Kestrel Freight', exact: true })).toBeVisible();
  expect(await about()).toBe('Kestrel Freight');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage(page.getByRole('link', { name: 'Analyst, Kestrel Freight' })).toBeVisible();
  expect(await about()).toBe('Analyst');
  expect([ines.errors, ines.violations]).toEqual([[], []]);
});

test('hostile notes show their own words: nothing runs, nothing is fetched, no link leads elsewhere than the web', async () => {
  await using ines = await open();
  const { page, person } = ines;
  const text = ['Control: **bold** [link](https://example.org)', ...hostileTexts].join('\n\n');
  const { id } = (await person.call(createNote, { body: { text } })).body;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(`/notes/${id}`);
  await tick(page.getByRole('radio', { name: 'Read' }));
  const note = page.locator('.markdown');
  await expectPage(note.getByRole('link', { name: 'link', exact: true })).toBeVisible();
  const drawn = await note.evaluate((root) => {
    const elements = [...root.querySelectorAll('*')];
    return {
      tags: [...new Set(elements.map(({ localName }) => localName))],
      attributes: [...new Set(elements.flatMap((element) => element.getAttributeNames()))],
      schemes: [...new Set([...root.querySelectorAll('a')].map(({ protocol, rel, target }) => `${protocol} ${rel} ${target}`))],
    };
  });
  const known = new Set(
    'p a strong em del code pre ul ol li blockquote br hr h3 h4 h5 h6 table thead tbody tr th td input'.split(' '),
  );
  expect(drawn.tags.filter((tag) => !known.has(tag))).toEqual([]);
  expect(drawn.tags).toEqual(expect.arrayContaining(['strong', 'a', 'input', 'table', 'pre']));
  const said = new Set(['href', 'target', 'rel', 'class', 'type', 'aria-label', 'start', 'scope', 'tabindex', 'checked']);
  expect(drawn.attributes.filter((name) => !said.has(name))).toEqual([]);
  expect(drawn.schemes.toSorted()).toEqual(
    ['https:', 'mailto:'].map((scheme) => `${scheme} noopener noreferrer nofollow _blank`),
  );
  expect([dialogs, ines.errors, ines.violations, ines.foreignRequests]).toEqual([[], [], [], []]);
});

test('questions are kept from an interview, picked for it, practised by keys, and come back when they were deleted', async () => {
  await using ines = await open();
  const { page, person, application } = ines;
  const { id } = (
    await person.call(createInterview, {
      body: { applicationId: application.id, startsAt: '2026-12-01T14:00', questions: ['Who is on call?'] },
    })
  ).body;
  const text = 'Why us?';
  await person.call(createQuestion, { body: { text, kind: 'behavioural', answer: 'Because of **trains**.' } });
  const all = async () => (await person.call(listQuestions, {})).body.items;

  await page.goto(`/interviews/${id}`);
  await page.getByRole('button', { name: 'Keep in your questions' }).click();
  await expectPage(page.getByRole('link', { name: 'Who is on call?' })).toBeVisible();
  await page.getByRole('button', { name: 'Pick' }).click();
  await page.getByRole('combobox', { name: `How it belongs here: ${text}` }).selectOption({ label: 'Asked' });
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: text }).click();
  await expectPage(page.getByRole('heading', { name: text })).toBeVisible();
  await expectPage(page.getByRole('link', { name: 'Kestrel Freight' })).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);
  expect((await person.call(getInterview, { params: { id } })).body.questions).toEqual(['Who is on call?']);

  await page.goto('/questions/practise');
  await expectPage(page.getByRole('heading', { name: text })).toBeVisible();
  await expectPage(page.getByText('Because of trains.')).toBeHidden();
  await page.keyboard.press('Space');
  await expectPage(page.getByText('Because of trains.')).toBeVisible();
  expect(await barriersInDark(page)).toEqual([]);
  await page.keyboard.press('4');
  await expectPage(page.getByText('One question practised today.')).toBeVisible();
  await expectPage.poll(async () => (await all()).find((one) => one.text === text)).toMatchObject({ confidence: 4 });

  await page.goto('/questions');
  await tick(page.getByRole('checkbox', { name: 'Pick all questions' }));
  await page.getByRole('toolbar', { name: '2 selected' }).getByRole('button', { name: 'Delete' }).click();
  await expectPage(page.getByText('No questions yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage(page.getByRole('link', { name: text })).toBeVisible();
  expect(await all()).toHaveLength(2);
  expect([ines.errors, ines.violations]).toEqual([[], []]);
});
