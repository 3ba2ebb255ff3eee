/**
 * A job search entered by hand, in a real browser on the built app: three applications with all that belongs to them in
 * everyday runs, all three months with `SOTTO_FULL=1`.
 */
import { features } from '@sotto/server';
import { createClock, expectPage, isFull, openBrowser, startServer, webFolder } from '@sotto/testing';
import type { Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { play, signUpByHand } from './testing/by-hand.ts';
import { firstDay, shortStory, wholeStory, zone } from './testing/story.ts';

const story = isFull ? wholeStory : shortStory;

test('a job search is entered by hand and stands where one looks for it', { timeout: isFull ? 3_600_000 : 300_000 }, async () => {
  const clock = createClock();
  await using server = await startServer({ features, webFolder, clock });
  await using browser = await openBrowser();
  await using visit = await browser.visit(server.origin, { timezoneId: zone, locale: 'en-US' });
  const { page, violations, foreignRequests, errors } = visit;
  const person = { page, clock, email: 'maya@example.org', password: 'wandering lilac otter' };
  await signUpByHand(person, firstDay);
  await play(person, story);

  expect(await countsOf(page)).toEqual({
    applications: has('apply'),
    contacts: has('meet'),
    interviews: has('plan'),
    documents: has('upload') + has('send-new'),
    submissions: has('send') + has('send-new'),
    interactions: has('talk'),
    offers: has('offer'),
  });
  await page.goto('/offers');
  const seen = expectPage.configure({ timeout: 30_000 });
  await seen(page.getByRole('row', { name: /Your answer/ })).toContainText('Accepted');
  await page.goto('/table');
  await seen(page.getByRole('row', { name: /Palisade Clinics.*Accepted/ })).toBeVisible();
  // In three months a session ends and somebody signs in again; the browser calls what was refused before an error.
  const faults = errors.filter((error) => !error.includes('401'));
  expect([violations, foreignRequests, faults]).toEqual([[], [], []]);
});

const has = (deed: string) => story.filter(({ does }) => does === deed).length;

async function countsOf(page: Page): Promise<Record<string, number>> {
  const read = async (name: string) =>
    ((await (await page.request.get(`/api/v1/${name}`)).json()) as { items: { applications?: number }[] }).items;
  const names = ['contacts', 'interviews', 'documents', 'submissions', 'interactions', 'offers'];
  const counts = await Promise.all(names.map(async (name) => [name, (await read(name)).length] as const));
  const applications = (await read('groups')).reduce((sum, group) => sum + (group.applications ?? 0), 0);
  return { applications, ...Object.fromEntries(counts) };
}
