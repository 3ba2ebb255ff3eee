/**
 * `npm run fill-forms -- --dir DIR --labels FILE --out FILE.jsonl`: fills saved forms as the extension would.
 *
 * Every page that a label names is opened in Chromium with the network and its scripts off, and without the attributes that hold
 * the answers. The filler the extension ships, in a world of its own, finds the fields and really fills those that are ticked to
 * begin with. A field counts when its value was set; the key of a prediction is `@` and the field's number in the page.
 *
 * Several sample people fill each page one after the other, because a list of one country's provinces is only for those who live
 * there. A saved page stands still at one step: after what is shown, parts that are hidden or disabled until a later one are shown
 * and filled as well, unless `--as-shown` is given.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { ProfileFields } from '@sotto/domain';
import type { Filled, Source } from '@sotto/features/profile/filler';
import { openBrowser, openPageWorld, type PageWorld } from '@sotto/testing';
import type { Page } from '@playwright/test';
import { pageScript } from './page-script.ts';
import { samplePeople } from './sample-people.ts';

/** What the labels call a profile's fields, where they call them otherwise. */
const names: Readonly<Partial<Record<Source, string>>> = {
  givenName: 'first_name',
  familyName: 'last_name',
  middleName: 'middle_name',
  fullName: 'full_name',
  street: 'address_line1',
  street1: 'address_line1',
  street2: 'address_line2',
  region: 'state',
  currentCompany: 'company',
  websiteUrl: 'website',
};
const nameOf = (source: Source) => names[source] ?? source.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const { values: options } = parseArgs({
  options: {
    dir: { type: 'string' },
    labels: { type: 'string' },
    out: { type: 'string' },
    'as-shown': { type: 'boolean', default: false },
  },
});
const { dir, labels, out } = options;
if (dir === undefined || labels === undefined || out === undefined) {
  process.stderr.write('Which forms? npm run fill-forms -- --dir DIR --labels FILE --out FILE.jsonl [--as-shown]\n');
  process.exit(2);
}

const counts = { forms: 0, shown: 0, later: 0, left: 0 };
const failures: string[] = [];

/** A page that cannot be filled is told of at the end and stops nothing. */
async function predictionOf(file: string, page: Page, { folder, script }: Place): Promise<Record<string, string>> {
  try {
    const html = withoutAnswers(await readFile(join(folder, file), 'utf8'));
    const world = await openForm(page, html, script);
    const shown = await fillForAll(world);
    if (!options['as-shown']) await world.run(showLaterSteps);
    const later = options['as-shown'] ? {} : await fillForAll(world);
    counts.forms += 1;
    counts.shown += Object.keys(shown).length;
    counts.later += Object.keys(later).length;
    return Object.fromEntries(Object.entries({ ...later, ...shown }).map(([place, source]) => [`@${place}`, nameOf(source)]));
  } catch (error) {
    failures.push(`${file}: ${String(error)}`);
    return {};
  }
}

interface Place {
  readonly folder: string;
  readonly script: string;
}

/** Without the attributes that hold answers, and without what would take the page elsewhere by itself. */
const withoutAnswers = (html: string) =>
  html
    .replace(/\sdata-manual-[\w-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?/gi, '')
    .replace(/<meta[^>]+http-equiv\s*=\s*["']?refresh[^>]*>/gi, '');

/** The form, as it was saved and cut off from everything. */
async function openForm(page: Page, html: string, script: string): Promise<PageWorld> {
  const address = 'https://form.example/';
  await page.unrouteAll();
  await page.route('**', (route) =>
    route.request().url() === address && route.request().isNavigationRequest()
      ? route.fulfill({
          contentType: 'text/html; charset=utf-8',
          headers: { 'content-security-policy': "script-src 'none'" },
          body: html,
        })
      : route.abort(),
  );
  await page.goto(address, { waitUntil: 'domcontentloaded', timeout: 15_000 });
  const world = await openPageWorld(page);
  await world.run(`void (() => { ${script}; globalThis.sottoFiller = sottoFiller; })()`);
  return world;
}

/** What the first person leaves open, because a list is not for them, the next may fill. By the numbers of fields in the page. */
async function fillForAll(world: PageWorld): Promise<Record<number, Source>> {
  const all: Record<number, Source> = {};
  for (const person of samplePeople) {
    const { filled, left } = await world.run<Sources>(filling(person));
    counts.left += left.length;
    Object.assign(all, { ...filled, ...all });
  }
  return all;
}

interface Sources {
  readonly filled: Record<number, Source>;
  readonly left: Filled['left'];
}

/** Finds, ticks what is ticked to begin with, fills. */
const filling = (person: ProfileFields) => `(async () => {
  const found = sottoFiller.findFields(document, ${JSON.stringify(person)});
  const places = sottoFiller.placesOf(document);
  const ticked = found.fields.filter(({ tick }) => tick === 'ticked');
  const { filled, left } = await sottoFiller.fill(document, ticked.map(({ key }) => key));
  const keys = new Set(filled.map(({ key }) => key));
  return { left, filled: Object.fromEntries(ticked.filter(({ key }) => keys.has(key) && places[key] >= 0).map(({ key, source }) => [places[key], source])) };
})()`;

/**
 * Shows what a page shows on a later step: the hidden fields of a form that hides three or more, and fields that are disabled so
 * far. One or two hidden fields stay as they are: that is how traps are made.
 */
const showLaterSteps = `(() => {
  const fields = ['input:not([type=hidden], [type=checkbox], [type=radio], [type=submit], [type=button])', 'select', 'textarea'].join();
  const hidden = [...document.querySelectorAll(fields)].filter((field) => !field.checkVisibility({ visibilityProperty: true }) && !field.closest('[aria-hidden=true]'));
  for (const [form, steps] of Map.groupBy(hidden, (field) => field.form ?? document.body)) {
    if (steps.length < 3) continue;
    for (const field of steps) for (let part = field; part && part !== form.parentElement; part = part.parentElement) {
      part.hidden = false;
      if (getComputedStyle(part).display === 'none') part.style.setProperty('display', 'revert', 'important');
      if (getComputedStyle(part).visibility !== 'visible') part.style.setProperty('visibility', 'visible', 'important');
    }
  }
  for (const field of document.querySelectorAll(fields + ', fieldset')) field.disabled = false;
})()`;

const script = await pageScript({ entry: 'features/profile/filler/index.ts', global: 'sottoFiller' });
const wanted = (await readFile(labels, 'utf8')).split('\n').filter((line) => line.trim() !== '');
await using browser = await openBrowser();
const page = await browser.browser.newPage({ locale: 'en-US', timezoneId: 'UTC', serviceWorkers: 'block' });
const lines: string[] = [];
for (const line of wanted) {
  const { file } = JSON.parse(line) as { file: string };
  lines.push(JSON.stringify({ file, filled: await predictionOf(file, page, { folder: dir, script }) }));
}
await writeFile(out, `${lines.join('\n')}\n`);
for (const failure of failures) process.stderr.write(`${failure}\n`);
process.stderr.write(
  `${counts.forms} of ${wanted.length} forms: ${counts.shown} fields filled as they are shown, ${counts.later} on steps not shown yet, ${counts.left} fillings given up; the filler is ${(gzipSync(script, { level: 9 }).length / 1000).toFixed(1)} kB gz\n`,
);
