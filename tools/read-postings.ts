/**
 * `npm run read-postings -- --dir DIR --labels FILE --out FILE.jsonl`: reads saved postings as the extension would.
 *
 * Every page that a label names is opened in Chromium under its real address with the network off, and the reader the extension
 * ships looks at it from a world of its own, as a clicked extension does. One line of JSON a page; one that cannot be read
 * gives a line with its file alone. `--general`: without the readers of single sites.
 *
 * What the readings took is said at the end, the median and the longest: by the clock, and of the processor alone, which other
 * programs on the machine disturb less. Each is the first in a fresh page that was laid out. `--times`: that of each page too.
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
    times: { type: 'boolean', default: false },
  },
});
const { dir, labels, out } = options;
if (dir === undefined || labels === undefined || out === undefined) {
  process.stderr.write('Which pages? npm run read-postings -- --dir DIR --labels FILE --out FILE.jsonl [--general] [--times]\n');
  process.exit(2);
}

const script = await pageScript({ entry: 'features/capture/reader/index.ts', global: 'sottoReader' });
const loading = `globalThis.sottoReader = (() => { ${script}; return sottoReader; })()`;
const wanted = (await readFile(labels, 'utf8')).split('\n').filter((line) => line.trim() !== '');
await using browser = await openBrowser();
await using pages = await openSavedPages(browser.browser, dir);
const lines: string[] = [];
const times: Times[] = [];
const failures: string[] = [];
for (const line of wanted) {
  const label = labelOf(line);
  if (label !== null) lines.push(JSON.stringify({ file: label.file, ...(await predictionOf(label, pages)) }));
}
await writeFile(out, `${lines.join('\n')}\n`);
for (const failure of failures) process.stderr.write(`${failure}\n`);
if (options.times) for (const { file, ...each } of times.toSorted((a, b) => b.read - a.read)) say(`${file}: ${ofOne(each)}`);
say(`${times.length} of ${wanted.length} pages read: ${ofAll('clock', 'ms by the clock')}`);
say(`of the processor: ${ofAll('read', 'ms')}; before that, to load the reader, ${ofAll('load', 'ms')}`);
say(`the reader is ${(gzipSync(script, { level: 9 }).length / 1000).toFixed(1)} kB gz`);

/** Milliseconds of one page. */
interface Times {
  readonly file: string;
  /** By the clock, for reading. */
  readonly clock: number;
  /** Of the processor, for reading. */
  readonly read: number;
  /** Of the processor, for loading the reader. */
  readonly load: number;
}

function ofAll(kind: 'clock' | 'read' | 'load', unit: string): string {
  const sorted = times.map((one) => one[kind]).toSorted((a, b) => a - b);
  return `${(sorted[sorted.length >> 1] ?? 0).toFixed(1)} ${unit} at the median, ${(sorted.at(-1) ?? 0).toFixed(1)} at most`;
}

function ofOne({ clock, read, load }: Omit<Times, 'file'>): string {
  return `${clock.toFixed(1)} ms by the clock, ${read.toFixed(1)} of the processor, ${load.toFixed(1)} to load`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

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
    const { value, scriptMs, valueMs } = await saved.measure<{ read: Read; ms: number }>(label, loading, expressionOf);
    const { read, ms } = value;
    times.push({ file: label.file ?? '', clock: ms, read: valueMs, load: scriptMs });
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
  return `(() => { const from = performance.now();
    const read = sottoReader.readPosting(document, location.href, ${now}${readers});
    return { read, ms: performance.now() - from }; })()`;
}
