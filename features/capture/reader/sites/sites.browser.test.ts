import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openBrowser, type OpenBrowser } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadPosting } from '../read-posting.ts';
import { disagreements, type Said } from './pages/agree.ts';
import type { readings as readingsOf } from './pages/probe.ts';
import { readAt, samples, type Sample } from './pages/samples.ts';

type Readings = ReturnType<typeof readingsOf>;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const each = samples.map((sample) => [sample.page, sample] as const);

const nothing: Said = {
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

const saidBy = ({ says }: Sample): Said => ({ ...nothing, ...says });

const readBy = ({ text: _, site: __, applyUrl: ___, ...read }: ReadPosting): Said => read;

describe('a page of a site', () => {
  let chromium: OpenBrowser;
  const readings = new Map<string, Readings>();

  beforeAll(async () => {
    // By path at run time: how scripts for pages are bundled is the tools' affair.
    const { pageScript } = (await import(here('../../../../tools/page-script.ts'))) as {
      pageScript(script: { entry: string; global: string }): Promise<string>;
    };
    const script = await pageScript({ entry: 'features/capture/reader/sites/pages/probe.ts', global: 'sottoProbe' });
    chromium = await openBrowser();
    const page = await chromium.browser.newPage();
    await page.evaluate(`${script}; window.sottoProbe = sottoProbe`);
    for (const sample of samples) {
      const html = await readFile(here(`./pages/${sample.page}.html`), 'utf8');
      await page.setContent(html);
      const asked = JSON.stringify({ html, address: sample.address, now: readAt });
      readings.set(sample.page, await page.evaluate<Readings>(`sottoProbe.readings({ ...${asked}, live: document })`));
    }
    // Some seven hundred readings; the bound is reached only when something hangs.
  }, 120_000);

  afterAll(() => chromium[Symbol.asyncDispose]());

  test.for(each)('%s is read as it says', ([name, sample]) => {
    const intact = readings.get(name)!.find(({ without }) => without === null)!.read;
    expect(readBy(intact)).toEqual(saidBy(sample));
    expect(intact.site).toBe(sample.site);
  });

  test.for(each)('%s is never read wrongly once its site has changed', ([name, sample]) => {
    const changed = readings.get(name)!.filter(({ without }) => without !== null);
    expect(changed.some(({ isBroken }) => isBroken)).toBe(true);
    const wrong = changed.flatMap(({ without, read }) =>
      disagreements(saidBy(sample), readBy(read)).map((field) => `without ${without}: ${field}`),
    );
    expect(wrong).toEqual([]);
  });

  test('is told from another by each field', () => {
    const [one, other] = [saidBy(samples[0]!), saidBy(samples.find(({ page }) => page === 'ziprecruiter-view')!)];
    const fields = disagreements(one, { ...other, isClosed: true, workMode: 'remote', employmentType: 'contract' });
    expect(new Set(fields.map((text) => text.split(' ')[0]))).toEqual(new Set(Object.keys(nothing)));
  });
});
