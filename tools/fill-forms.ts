/**
 * `npm run fill-forms -- --dir DIR --labels FILE --out FILE.jsonl`: fills saved forms as the extension would.
 *
 * Every page that a label names is opened in Chromium with the network and its scripts off, and without the attributes that hold
 * the answers. The filler the extension ships, in a world of its own, finds the fields and really fills those that are ticked to
 * begin with. A field counts when its value was set; the key of a prediction is `@` and the field's number in the page.
 *
 * Each page is filled for several sample people, because a list of one country's provinces is only for those who live there. A saved page stands
 * still at one step; after filling what is shown, its hidden steps are shown and filled as well, unless `--as-shown` is given.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { ProfileFields } from '@sotto/domain';
import type { Filled, Source } from '@sotto/features/profile/filler';
import { openBrowser } from '@sotto/testing';
import type { BrowserContext, Page } from '@playwright/test';
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
async function predictionOf(file: string, { folder, context, script }: Place): Promise<Record<string, string>> {
  const filled: Record<string, string> = {};
  try {
    const html = withoutAnswers(await readFile(join(folder, file), 'utf8'));
    for (const person of samplePeople) {
      const sources = await fillOnce(context, { file, html, person, script });
      for (const [place, source] of Object.entries(sources)) filled[`@${place}`] ??= nameOf(source);
    }
    counts.forms += 1;
  } catch (error) {
    failures.push(`${file}: ${String(error)}`);
  }
  return filled;
}

const withoutAnswers = (html: string) => html.replace(/\sdata-manual-[\w-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?/gi, '');

interface Place {
  readonly folder: string;
  readonly context: BrowserContext;
  readonly script: string;
}

interface Sheet {
  readonly script: string;
  readonly file: string;
  readonly html: string;
  readonly person: ProfileFields;
}

/** Fills one form for one person. Gives the sources of the fields that were filled, by their numbers in the page. */
async function fillOnce(from: BrowserContext, { file, html, person, script }: Sheet): Promise<Record<number, Source>> {
  const page = await from.newPage();
  try {
    const address = `https://form.example/${encodeURIComponent(file)}`;
    await page.route('**', (route) =>
      route.request().url() === address && route.request().isNavigationRequest()
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': "script-src 'none'" }, body: html })
        : route.abort(),
    );
    await page.goto(address, { waitUntil: 'domcontentloaded', timeout: 15_000 });
    const world = await openWorld(page);
    await world.run(`void (() => { ${script}; globalThis.sottoFiller = sottoFiller; })()`);
    const shown = await world.run<Sources>(filling(person));
    counts.shown += person === samplePeople[0] ? Object.keys(shown.filled).length : 0;
    counts.left += shown.left.length;
    if (options['as-shown']) return shown.filled;
    await world.run(showLaterSteps);
    const later = await world.run<Sources>(filling(person));
    counts.later += person === samplePeople[0] ? Object.keys(later.filled).length : 0;
    return { ...later.filled, ...shown.filled };
  } finally {
    await page.close();
  }
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
 * Shows what a page shows on a later step: hidden parts with two fields or more, the outer first. A single hidden field
 * stays as it is: that is how traps are made.
 */
const showLaterSteps = `(() => {
  const fields = 'input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=submit]):not([type=button]), select, textarea';
  const isHidden = (element) => ['none'].includes(getComputedStyle(element).display) || getComputedStyle(element).visibility === 'hidden';
  for (let round = 0; round < 5; round += 1) {
    const steps = [...document.querySelectorAll('div, section, fieldset, form, ul, ol, li, table, tbody, p')].filter((element) => isHidden(element) && element.querySelectorAll(fields).length > 1 && element.getAttribute('aria-hidden') !== 'true');
    const outer = steps.filter((step) => !steps.some((other) => other !== step && other.contains(step)));
    if (outer.length === 0) break;
    for (const step of outer) {
      step.hidden = false;
      step.style.setProperty('display', 'block', 'important');
      step.style.setProperty('visibility', 'visible', 'important');
      if (step.localName === 'fieldset') step.disabled = false;
    }
  }
})()`;

interface World {
  run<Answer>(expression: string): Promise<Answer>;
}

/** A world of its own in the page, as an extension has: it sees the same document, and none of the page's scripts. */
async function openWorld(page: Page): Promise<World> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'sotto' });
  return {
    async run<Answer>(expression: string) {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        contextId: executionContextId,
        expression,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      // Safe: the expressions are ours, and say what they give.
      return result.value as Answer;
    },
  };
}

const script = await pageScript({ entry: 'features/profile/filler/index.ts', global: 'sottoFiller' });
const wanted = (await readFile(labels, 'utf8')).split('\n').filter((line) => line.trim() !== '');
await using browser = await openBrowser();
await using context = await browser.browser.newContext({ locale: 'en-US', timezoneId: 'UTC', serviceWorkers: 'block' });
const lines: string[] = [];
for (const line of wanted) {
  const { file } = JSON.parse(line) as { file: string };
  lines.push(JSON.stringify({ file, filled: await predictionOf(file, { folder: dir, context, script }) }));
}
await writeFile(out, `${lines.join('\n')}\n`);
for (const failure of failures) process.stderr.write(`${failure}\n`);
process.stderr.write(
  `${counts.forms} of ${wanted.length} forms: ${counts.shown} fields filled as they are shown, ${counts.later} on steps not shown yet, ${counts.left} fillings given up; the filler is ${(gzipSync(script, { level: 9 }).length / 1000).toFixed(1)} kB gz\n`,
);

