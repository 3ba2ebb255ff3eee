import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadPosting } from '../read-posting.ts';
import { agree } from './pages/agree.ts';
import type { Reading } from './pages/probe.ts';
import { readAt, samples, type Sample } from './pages/samples.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const taken = new Map<string, Reading[]>();
const opened: AsyncDisposable[] = [];

const nothing = {
  title: null,
  company: null,
  places: [],
  workMode: null,
  employmentType: null,
  pay: null,
  postedOn: null,
  closesOn: null,
  isClosed: false,
};

/** What a sample says, field by field. */
const saidBy = ({ says }: Sample) => ({ ...nothing, ...says });

function fieldsOf({ text: _, site: __, applyUrl: ___, ...read }: ReadPosting) {
  return read;
}

describe('a page of a site', () => {
  beforeAll(async () => {
    // By path at run time: how scripts for pages are bundled is the tools' affair.
    const { pageScript } = (await import(here('../../../../tools/page-script.ts'))) as {
      pageScript(script: { entry: string; global: string }): Promise<string>;
    };
    const script = await pageScript({ entry: 'features/capture/reader/sites/pages/probe.ts', global: 'sottoProbe' });
    const { browser, ...closing } = await openBrowser();
    opened.push(closing as AsyncDisposable);
    const page = await browser.newPage();
    let html = '';
    await page.route('**', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
    for (const sample of samples) {
      html = await readFile(here(`./pages/${sample.page}.html`), 'utf8');
      await page.goto(sample.address);
      const asked = JSON.stringify({ html, address: sample.address, now: readAt }).replaceAll('</', '<\\/');
      taken.set(sample.page, await page.evaluate<Reading[]>(`${script}; sottoProbe.readings({ ...${asked}, live: document })`));
    }
  });

  afterAll(async () => {
    for (const one of opened) await one[Symbol.asyncDispose]();
  });

  test.for(samples.map((sample) => [sample.page, sample] as const))('%s is read as it says', ([page, sample]) => {
    const [intact] = taken.get(page)!;
    expect(fieldsOf(intact!.read)).toEqual(saidBy(sample));
    expect(intact!.read.site).toBe(sample.site);
  });

  test.for(samples.map((sample) => [sample.page, sample] as const))(
    '%s is never read wrongly once its site has changed',
    ([page, sample]) => {
      const wrong = taken
        .get(page)!
        .flatMap(({ without, read }) => disagreements(sample, read).map((field) => `without ${without}: ${field}`));
      expect(wrong).toEqual([]);
      expect(taken.get(page)!.filter(({ isBroken }) => isBroken).length).toBeGreaterThan(0);
    },
  );

  test('another page is told from it', () => {
    const [first, second] = [samples[0]!, samples[3]!];
    expect(disagreements(first, taken.get(second.page)![0]!.read)).not.toEqual([]);
  });
});

/** Fields that say something else than the page does; what is silent is never wrong. */
function disagreements(sample: Sample, read: ReadPosting): string[] {
  const said = saidBy(sample);
  return Object.entries(fieldsOf(read))
    .filter(([field, value]) => !agree(field, said[field as keyof typeof said], value))
    .map(([field, value]) => `${field} is ${JSON.stringify(value)}`);
}
