/**
 * A job search by hand, on real pages: ten postings of ten sites saved by clicking, found on the server and on the board; the
 * warning on the eleventh; a real form filled. On saved pages beside the checkout: where there are none, this is left out.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { blankProfile } from '@sotto/domain';
import { features } from '@sotto/server';
import { makeAccessKey, signUp } from '@sotto/features/account/api';
import { type ApplicationView, getApplication, listApplications } from '@sotto/features/applications/api';
import { putProfile } from '@sotto/features/profile/api';
import { expectPage, startServer, uniqueName, webFolder, type TestServer, type Visitor } from '@sotto/testing';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeText } from './place-text.ts';
import { openExtension, type TestExtension } from './testing.ts';

const shared = new URL('../../../../shared/', import.meta.url);
const isThere = existsSync(new URL('corpus/', shared));
if (!isThere)
  process.stderr.write('Ten postings and a form of real sites: left out, ../shared/corpus is not beside the checkout\n');

/** One page of each of ten sites. */
const files = [
  'ban-3m_wd1_myworkdayjobs_com-1.html',
  'ban-accenture_com-1.html',
  'ban-amazon_jobs-1.html',
  'ban-boards_greenhouse_io-1.html',
  'ban-careers_doordash_com-1.html',
  'ban-careers_roblox_com-1.html',
  'ban-jobs_careers_microsoft_com-1.html',
  'ban-openai_com-1.html',
  'jg-linkedin-09.html',
  'jg-stackoverflow-04.html',
];

/** What a person wrote down of a page. */
interface Label {
  readonly file: string;
  readonly site: string;
  readonly page_url: string | null;
  readonly title: string;
  readonly company: string;
}

/** What the labels are compared by, as the tool beside them does it. */
interface Scorer {
  readLines(path: string): Label[];
  score(labels: readonly Label[], predictions: readonly object[]): { readonly misses: readonly { readonly field: string }[] };
}

/** Days are left out: most pages count them back from the day they were saved on. */
const judged = new Set(['title', 'company', 'location', 'workplaceType', 'employmentType', 'salary']);

describe.skipIf(!isThere)('on real pages', () => {
  let server: TestServer;
  let extension: TestExtension;
  let visitor: Visitor;
  let scorer: Scorer;
  let labels: readonly Label[];
  beforeAll(async () => {
    // Safe: these are its exports.
    scorer = (await import(new URL('tools/score-postings.mjs', shared).href)) as Scorer;
    const all = scorer.readLines(new URL('corpus/postings/expected.dev.jsonl', shared).pathname);
    labels = files.map((file) => all.find((label) => label.file === file)!);
    server = await startServer({ features, webFolder });
    extension = await openExtension({ lets: [server.origin] });
    visitor = server.visitor();
    await visitor.call(signUp, { body: { email: `${uniqueName()}@example.org`, password: 'wandering lilac otter' } });
    const scopes = ['capture:write', 'duplicates:read', 'profile:read'] as const;
    const { key } = (await visitor.call(makeAccessKey, { body: { name: 'Extension', scopes: [...scopes] } })).body;
    await extension.ask('connect', { address: server.origin, secret: key });
  });
  afterAll(async () => {
    await extension[Symbol.asyncDispose]();
    await server.stop();
  });

  /** Where the page was, or somewhere on its site. */
  const addressOf = ({ page_url, site, file }: Label) => page_url ?? `https://www.${site}/jobs/${file.replace('.html', '')}`;

  async function popupOn(label: Label, address = addressOf(label)): Promise<{ page: Page; popup: Page }> {
    const html = await readFile(new URL(`corpus/postings/${label.file}`, shared), 'utf8');
    const page = await extension.visit(address, html, { isStill: true });
    return { page, popup: await extension.click(page) };
  }

  async function savedAs(label: Label): Promise<string> {
    const { page, popup } = await popupOn(label);
    await popup.getByRole('button', { name: 'Save' }).click();
    const link = popup.getByRole('link', { name: 'Open it in Sotto' });
    const id = (await link.getAttribute('href'))!.split('/').at(-1)!;
    await Promise.all([page.close(), popup.close()]);
    return id;
  }

  test('ten postings of ten sites are saved by clicking, with what their pages say, and stand on the board', async () => {
    expect(new Set(labels.map(({ site }) => site)).size).toBe(10);
    const saved: ApplicationView[] = [];
    for (const label of labels) saved.push((await visitor.call(getApplication, { params: { id: await savedAs(label) } })).body);
    const predictions = saved.map((one, index) => ({ file: labels[index]!.file, ...predictionOf(one) }));
    const wrong = scorer.score(labels, predictions).misses.filter(({ field }) => judged.has(field));
    expect(wrong).toEqual([]);
    // The control: the same comparison sees a title that is another one's.
    expect(scorer.score(labels, [{ ...predictions[0], title: 'Baker' }, ...predictions.slice(1)]).misses).not.toEqual(
      scorer.score(labels, predictions).misses,
    );
    const board = await boardPage();
    for (const { title, company, compensation } of saved) {
      const card = board.getByRole('article', { name: title });
      await expectPage(card).toContainText(company.name);
      if (compensation?.min != null) await expectPage(card).toContainText((compensation.min / 100).toLocaleString('en-GB'));
    }
    await board.close();
  });

  test('the eleventh is known: the same posting by another link is told of before it is saved', async () => {
    const last = labels.at(-1)!;
    const { popup } = await popupOn(last, `${addressOf(last)}?utm_source=newsletter`);
    await expectPage(popup.getByRole('status').filter({ hasText: 'You saved this one already' })).toContainText(last.title);
    await expectPage(popup.getByRole('button', { name: 'Save a second one' })).toBeVisible();
    expect((await visitor.call(listApplications, {})).body.items).toHaveLength(10);
  });

  test('a real form of Greenhouse is filled with what was ticked, and nothing else in it changes', async () => {
    const person = { givenName: 'Ada', familyName: 'Byron', email: 'ada@example.org', phone: '170 1234567' };
    await visitor.call(putProfile, {
      body: { ...blankProfile, revision: 0, ...person, linkedinUrl: 'https://www.linkedin.com/in/ada' },
    });
    const html = (await readFile(new URL('corpus/forms/greenhouse_reddit.html', shared), 'utf8')).replaceAll(
      /\sdata-manual-[\w-]*(?:="[^"]*")?/g,
      '',
    );
    const page = await extension.visit('https://boards.greenhouse.io/reddit/jobs/1', html, { isStill: true });
    const before = await valuesIn(page);
    const popup = await extension.click(page);
    await popup.getByRole('button', { name: 'Fill the form on this page' }).click();
    await popup.getByRole('button', { name: /^Fill \d+ fields/ }).click();
    await expectPage(popup.getByRole('heading', { name: /fields were filled/ })).toBeVisible();
    const changed = Object.entries(await valuesIn(page)).filter(([name, value]) => before[name] !== value);
    expect(Object.fromEntries(changed)).toEqual({
      first_name: 'Ada',
      last_name: 'Byron',
      email: 'ada@example.org',
      phone: expect.stringContaining('170 1234567'),
      job_application_answers_attributes_0_text_value: 'https://www.linkedin.com/in/ada',
    });
  });

  async function boardPage(): Promise<Page> {
    const cookies = [...visitor.cookies].map(([name, value]) => ({ name, value, url: server.origin }));
    await extension.context.addCookies(cookies);
    const board = await extension.context.newPage();
    // Cards that are out of sight are not drawn.
    await board.setViewportSize({ width: 1440, height: 2400 });
    await board.goto(`${server.origin}/board`);
    return board;
  }
});

/** In the form of the tool that compares; amounts in whole units. */
function predictionOf({ title, company, location, workMode, employmentType, compensation }: ApplicationView): object {
  const { min, max, currency, period } = compensation ?? {};
  const whole = (minor: number | null | undefined) => (minor == null ? null : minor / 100);
  return {
    title,
    company: company.name,
    location: placeText(location),
    workplaceType: workMode,
    employmentType,
    salary: compensation == null ? null : { min: whole(min), max: whole(max), currency, period },
  };
}

/** What stands in every field of a page, by id. */
function valuesIn(page: Page): Promise<Record<string, string | boolean>> {
  return page
    .locator('input, select, textarea')
    .evaluateAll((fields: HTMLInputElement[]) =>
      Object.fromEntries(
        fields.map(({ id, name, type, checked, value }) => [
          id || name,
          type === 'checkbox' || type === 'radio' ? checked : value,
        ]),
      ),
    );
}
