/** The extension's popup in Chromium: how soon it shows what it read, and what that costs, from a trace of the browser. */
import { type CDPSession, expect, type Page } from '@playwright/test';
import { makeAccessKey } from '@sotto/features/account/api';
import { openExtension, postingPage, type TestExtension } from '@sotto/extension/testing';
import { seekerWith } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, runSotto } from './sotto.ts';
import { median, percentile } from './statistics.ts';

/** Openings that count; one before is for warming up. */
const openings = 15;

/** What one opening took, in milliseconds. */
interface Opening {
  /** From the popup's document start to the frame with the preview. */
  readonly preview: number;
  /** To the frame that says what is known of the posting. */
  readonly known: number;
  /** Time that the popup's own thread computed until the preview. */
  readonly popupCpu: number;
  /** The same of all threads of all of the browser's processes. */
  readonly allCpu: number;
  /** How far any field moved after the preview was there, in pixels. */
  readonly moved: number;
}

export async function measurePopup(): Promise<Row[]> {
  await using place = await freshPlace();
  await using server = await runSotto(place);
  const { visitor } = await seekerWith(server.origin, 'ada', { applications: 300 });
  await using extension = await openExtension({ lets: [server.origin] });
  const scopes = ['capture:write', 'duplicates:read'] as const;
  const { key } = (await visitor.call(makeAccessKey, { body: { name: 'bench', scopes: [...scopes] } })).body;
  await extension.ask('connect', { address: server.origin, secret: key });
  await extension.context.addInitScript(noteFrames);
  const measured: Opening[] = [];
  for (let turn = -1; turn < openings; turn++) {
    const opening = await openOn(extension, `https://jobs.acme.example/${turn}`);
    if (turn >= 0) measured.push(opening);
  }
  return [rowOf(measured)];
}

function rowOf(measured: readonly Opening[]): Row {
  const all = (name: keyof Opening) => measured.map((one) => one[name]);
  return {
    work: 'popup of the extension, Chromium',
    how: 'no GPU; from document start to the frame after; a page of 3,000 elements; CPU is what threads computed, so it holds on a busy machine too',
    figures: [
      { name: 'preview, median', value: median(all('preview')), unit: 'ms', atMost: 150 },
      { name: 'preview, quickest', value: Math.min(...all('preview')), unit: 'ms' },
      { name: 'preview, p95', value: percentile(all('preview'), 0.95), unit: 'ms' },
      { name: 'what is known, median', value: median(all('known')), unit: 'ms' },
      { name: 'CPU of the popup, median', value: median(all('popupCpu')), unit: 'ms' },
      { name: 'CPU of all threads, median', value: median(all('allCpu')), unit: 'ms' },
      { name: 'fields moved afterwards', value: Math.max(...all('moved')), unit: 'px', atMost: 0 },
    ],
  };
}

/** A posting among what pages have around it. */
const page = postingPage({
  title: 'Data Engineer',
  company: 'Acme',
  text: 'You build what others count on. '.repeat(150),
}).replace('</main>', `</main><ul>${'<li><a href="/other">Another job</a> <span>Leeds</span></li>'.repeat(1000)}</ul>`);

/** A click gives the right to the tab; then the popup is opened for it, and watched. */
async function openOn(extension: TestExtension, address: string): Promise<Opening> {
  const tab = await extension.visit(address, page);
  const first = await extension.click(tab);
  const popupUrl = first.url();
  await first.close();
  const session = await extension.context.browser()!.newBrowserCDPSession();
  const trace = await startTrace(session);
  const popup = await extension.context.newPage();
  await popup.goto(popupUrl);
  await expect.poll(() => framesOf(popup).then(({ known }) => known)).toBeDefined();
  const frames = await framesOf(popup);
  const events = await trace.end();
  await Promise.all([popup.close(), tab.close(), session.detach()]);
  return { preview: frames.preview!, known: frames.known!, moved: frames.moved, ...cpuOf(events, frames.preview!) };
}

interface Frames {
  readonly preview?: number;
  readonly known?: number;
  readonly moved: number;
}

/** Runs in the popup before its own scripts: notes when the frames with the preview and with what is known were drawn. */
function noteFrames(): void {
  const noted: Record<string, number> = { moved: 0 };
  Object.assign(globalThis, { noted });
  const top = () => document.querySelector('#title')?.getBoundingClientRect().top;
  let before: number | undefined;
  const note = (name: string) => {
    if (name in noted) return;
    noted[name] = Number.NaN;
    // A message that is sent before a frame arrives after it was drawn.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        noted[name] = performance.now();
        performance.mark(`sotto-${name}`);
        before ??= top();
        noted['moved'] = Math.max(noted['moved']!, Math.abs((top() ?? 0) - (before ?? 0)));
      });
      port1.start();
      port2.postMessage(null);
    });
  };
  new MutationObserver(() => {
    if (document.querySelector('form')) note('preview');
    if (document.querySelector('.standing b')) note('known');
  }).observe(document, { childList: true, subtree: true });
}

function framesOf(popup: Page): Promise<Frames> {
  return popup.evaluate(() => {
    const { noted } = globalThis as unknown as { noted: Record<string, number> };
    return { moved: 0, ...Object.fromEntries(Object.entries(noted).filter(([, value]) => !Number.isNaN(value))) };
  });
}

/** An event of a trace, as far as it is used. Times in microseconds; `tdur`: of the processor. */
interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly tdur?: number;
}

async function startTrace(session: CDPSession): Promise<{ end(): Promise<readonly TraceEvent[]> }> {
  const events: TraceEvent[] = [];
  // Safe: this is what the protocol says of these events.
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'] } });
  return {
    async end() {
      const ended = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
      await session.send('Tracing.end');
      await ended;
      return events;
    },
  };
}

/** `previewMs`: after the document's start. */
function cpuOf(events: readonly TraceEvent[], previewMs: number): Pick<Opening, 'popupCpu' | 'allCpu'> {
  const mark = events.find(({ name, cat }) => name === 'sotto-preview' && cat.includes('user_timing'));
  if (mark === undefined) throw new Error('the trace does not tell of the preview');
  const tasks = events.filter(
    ({ ph, name, ts }) => ph === 'X' && name.endsWith('RunTask') && ts < mark.ts && ts >= mark.ts - previewMs * 1000,
  );
  const sum = (some: readonly TraceEvent[]) => some.reduce((total, { tdur = 0 }) => total + tdur / 1000, 0);
  return { popupCpu: sum(tasks.filter(({ pid, tid }) => pid === mark.pid && tid === mark.tid)), allCpu: sum(tasks) };
}
