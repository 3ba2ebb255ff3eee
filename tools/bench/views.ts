/**
 * Every view of the web app in an account of thousands (see whole-search.ts): how soon one can use it after asking for its
 * address, with the files of the app in the browser's cache and none of the data. Beside each, in the same turn, a page of the
 * app that asks for nothing, and what the page computed, which holds on a busy machine too. Then Today and search over HTTP.
 */
import { loadavg } from 'node:os';
import type { Page } from '@playwright/test';
import { type OpenBrowser, openBrowser, type Visit } from '@sotto/testing';
import { load } from './load.ts';
import type { Seeker } from './people.ts';
import type { Row } from './report.ts';
import { durationsOf } from './searching.ts';
import { freshPlace, type Running, runSotto } from './sotto.ts';
import { median, percentile } from './statistics.ts';
import { type Samples, wholeSearch, wholeSeeker } from './whole-search.ts';

/** One more before is for warming up. */
const turns = 5;

/** Where a view is, and what is seen of it once its records are there. */
interface View {
  readonly name: string;
  readonly address: string;
  readonly ready: string;
}

/** Of the app, with its frame, without any record. */
const constantPage: View = { name: 'nothing', address: '/nowhere', ready: 'main h1' };

const viewsOf = ({ application, company, contact, interview, document }: Samples): readonly View[] => [
  { name: 'Today', address: '/today', ready: '[data-line]' },
  { name: 'board', address: '/board', ready: '[data-card]' },
  { name: 'table', address: '/table', ready: 'tbody tr[aria-rowindex]' },
  { name: 'application', address: `/board/${application}`, ready: '[role=dialog] h2, .panel h2' },
  { name: 'calendar', address: '/calendar', ready: '.entry-link' },
  { name: 'contacts', address: '/contacts', ready: 'tbody tr[aria-rowindex]' },
  { name: 'contact', address: `/contacts/${contact}`, ready: '.panel h2' },
  { name: 'companies', address: '/companies', ready: 'tbody tr[aria-rowindex]' },
  { name: 'company', address: `/companies/${company}`, ready: '.panel h2' },
  { name: 'documents', address: '/documents', ready: 'tbody tr[aria-rowindex]' },
  { name: 'document', address: `/documents/${document}`, ready: '.panel h2' },
  { name: 'interviews', address: '/interviews', ready: 'tbody tr[aria-rowindex]' },
  { name: 'interview', address: `/interviews/${interview}`, ready: 'main h1, .panel h2' },
  { name: 'tasks', address: '/tasks', ready: 'main li' },
  { name: 'offers', address: '/offers', ready: 'main table' },
  { name: 'work-search log', address: '/work-search', ready: 'main tbody tr, main li' },
];

export async function measureViews(): Promise<Row[]> {
  await using place = await freshPlace();
  const { seeker, samples } = await wholeSeeker(place);
  await using server = await runSotto(place);
  await using chromium = await openBrowser();
  return [...(await viewRows(chromium, server, { seeker, samples })), ...(await wireRows(server, seeker))];
}

/** What one opening of a view took, in milliseconds. */
interface Opening {
  readonly interactive: number;
  /** Computed by the page's main thread until then. */
  readonly computed: number;
  /** The slowest answer of the server, until its last byte. */
  readonly answered: number;
}

async function viewRows(
  chromium: OpenBrowser,
  { origin }: Running,
  { seeker, samples }: { seeker: Seeker; samples: Samples },
): Promise<Row[]> {
  await using visit = await chromium.visit(origin, { viewport: { width: 1440, height: 900 }, as: seeker.visitor });
  const rows: Row[] = [];
  for (const view of viewsOf(samples)) {
    const openings: Opening[] = [];
    const floors: Opening[] = [];
    for (let turn = -1; turn < turns; turn++) {
      const floor = await opened(visit, constantPage);
      const opening = await opened(visit, view);
      if (turn < 0) continue;
      floors.push(floor);
      openings.push(opening);
    }
    rows.push(rowOf(view, openings, floors));
  }
  return rows;
}

function rowOf({ name }: View, openings: readonly Opening[], floors: readonly Opening[]): Row {
  const of = (figure: keyof Opening, from = openings) => median(from.map((one) => one[figure]));
  return {
    work: `${name}, opened`,
    how: `Chromium without GPU, ${turns} turns, load ${loadavg()[0]?.toFixed(1)}; computed: by the page's main thread`,
    figures: [
      { name: 'interactive, median', value: of('interactive'), unit: 'ms', atMost: 1000 },
      { name: '÷ a page without data', value: of('interactive') / of('interactive', floors), unit: '×' },
      { name: 'computed, median', value: of('computed'), unit: 'ms' },
      { name: 'slowest answer, median', value: of('answered'), unit: 'ms' },
    ],
  };
}

/** Opens a view as an address typed in: by a new document. */
async function opened({ context }: Visit, { address, ready }: View): Promise<Opening> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  // By the thread's own time: on a busy machine the clock also counts the time of others.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.addInitScript(noteReady, ready);
  const before = await taskSeconds(session);
  await page.goto(address, { waitUntil: 'commit' });
  const { interactive, answered } = await whenReady(page);
  const computed = 1000 * ((await taskSeconds(session)) - before);
  await page.close();
  return { interactive, computed, answered };
}

type Session = Awaited<ReturnType<Visit['context']['newCDPSession']>>;

async function taskSeconds(session: Session): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
}

async function whenReady(page: Page): Promise<Pick<Opening, 'interactive' | 'answered'>> {
  await page.waitForFunction(() => 'readyAt' in globalThis);
  return page.evaluate(() => {
    const answers = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/v1/'));
    return {
      interactive: (globalThis as unknown as { readyAt: number }).readyAt,
      answered: Math.max(0, ...answers.map(({ duration }) => duration)),
    };
  });
}

/**
 * Runs in the page before its own scripts: notes when what `ready` selects was drawn and the page answered again, which is
 * when a message posted after that frame came.
 */
function noteReady(ready: string): void {
  const watch = new MutationObserver(() => {
    if ('readyAt' in globalThis || !document.querySelector(ready)) return;
    watch.disconnect();
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => Object.assign(globalThis, { readyAt: performance.now() }));
        port1.start();
        port2.postMessage(null);
      }),
    );
  });
  watch.observe(document, { childList: true, subtree: true });
}

async function wireRows({ origin }: Running, seeker: Seeker): Promise<Row[]> {
  const floor = await load(`${origin}/api/v1/constant`);
  const today = await load(`${origin}/api/v1/today`, seeker);
  const durations = await durationsOf(seeker);
  const records = Object.values(wholeSearch).reduce((sum, count) => sum + count, 0);
  return [
    {
      work: 'Today over HTTP, everything there',
      how: `closed loop, 8 connections, load ${loadavg()[0]?.toFixed(1)}`,
      figures: [
        { name: 'throughput', value: today.perSecond, unit: '/s', atLeast: 200 },
        { name: '÷ a constant', value: today.perSecond / floor.perSecond, unit: '×' },
      ],
    },
    {
      work: `search in ${records.toLocaleString('en')} records of every kind, warm`,
      figures: [
        { name: 'median', value: median(durations), unit: 'ms' },
        { name: 'p95', value: percentile(durations, 0.95), unit: 'ms', atMost: 80 },
      ],
    },
  ];
}
