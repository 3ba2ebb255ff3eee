/**
 * `npm run read-postings -- --dir DIR --labels FILE --out FILE.jsonl`: reads saved postings as the extension would.
 *
 * Every page that a label names is opened in Chromium under its real address with the network off, and the reader the extension
 * ships looks at it from a world of its own, as a clicked extension does. One line of JSON a page; one that cannot be read
 * gives a line with its file alone. `--general`: without the readers of single sites.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { openBrowser } from '@sotto/testing';
import { pageScript } from './page-script.ts';
import { type Label, openSavedPages, type SavedPages } from './saved-pages.ts';

/** What the reader gives; see `ReadPosting` of features/capture/reader. */
interface Read {
  readonly title: string | null;
  readonly company: string | null;
  readonly places: readonly string[];
  readonly workMode: string | null;
  readonly employmentType: string | null;
  readonly pay: unknown;
  readonly postedOn: string | null;
  readonly closesOn: string | null;
  readonly applyUrl: string | null;
  readonly isClosed: boolean;
}

const { values: options } = parseArgs({
  options: {
    dir: { type: 'string' },
    labels: { type: 'string' },
    out: { type: 'string' },
    general: { type: 'boolean', default: false },
  },
});
const { dir, labels, out } = options;
if (dir === undefined || labels === undefined || out === undefined) {
  process.stderr.write('Which pages? npm run read-postings -- --dir DIR --labels FILE --out FILE.jsonl [--general]\n');
  process.exit(2);
}

const script = await pageScript({ entry: 'features/capture/reader/index.ts', global: 'sottoReader' });
const wanted = (await readFile(labels, 'utf8')).split('\n').filter((line) => line.trim() !== '');
await using browser = await openBrowser();
await using pages = await openSavedPages(browser.browser, dir);
const lines: string[] = [];
const times: number[] = [];
const failures: string[] = [];
for (const line of wanted) {
  const label = labelOf(line);
  if (label !== null) lines.push(JSON.stringify({ file: label.file, ...(await predictionOf(label, pages)) }));
}
await writeFile(out, `${lines.join('\n')}\n`);
for (const failure of failures) process.stderr.write(`${failure}\n`);
const median = times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
process.stderr.write(
  `${times.length} of ${wanted.length} pages read, ${median.toFixed(1)} ms at the median, ${Math.max(0, ...times).toFixed(1)} ms at most; the reader is ${(gzipSync(script, { level: 9 }).length / 1000).toFixed(1)} kB gz\n`,
);

/** `null`: the line is no label. */
function labelOf(line: string): Label | null {
  try {
    return JSON.parse(line) as Label;
  } catch (error) {
    failures.push(`${line.slice(0, 80)}: ${String(error)}`);
    return null;
  }
}

/** A page that cannot be read is told of at the end and stops nothing. */
async function predictionOf(label: Label, saved: SavedPages): Promise<object> {
  try {
    const { read, ms } = await saved.evaluate<{ read: Read; ms: number }>(label, (now) => expressionOf(now));
    times.push(ms);
    return {
      title: read.title,
      company: read.company,
      location: read.places,
      workplaceType: read.workMode,
      employmentType: read.employmentType,
      salary: read.pay,
      datePosted: read.postedOn,
      validThrough: read.closesOn,
      applyUrl: read.applyUrl,
      isClosed: read.isClosed,
    };
  } catch (error) {
    failures.push(`${label.file}: ${String(error)}`);
    return {};
  }
}

function expressionOf(now: number): string {
  const readers = options.general ? ', { sites: [] }' : '';
  // A page that somebody looks at is laid out already.
  return `(() => { ${script}; document.documentElement.getBoundingClientRect();
    const from = performance.now();
    const read = sottoReader.readPosting(document, location.href, ${now}${readers});
    return { read, ms: performance.now() - from }; })()`;
}
