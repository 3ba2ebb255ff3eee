/** The board with 10,000 cards in Chromium: how soon they show, how a drag runs, how fast Find answers. */
import type { Page } from '@playwright/test';
import { type OpenBrowser, openBrowser } from '@sotto/testing';
import { type Seeker, seekerWith } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, runSotto } from './sotto.ts';
import { median, percentile } from './statistics.ts';

const cards = 10_000;
const visits = 5;

export async function measureBoard(): Promise<Row[]> {
  await using place = await freshPlace();
  await using server = await runSotto(place);
  const seeker = await seekerWith(server.origin, 'ada', { applications: cards, onBoard: true });
  await using chromium = await openBrowser();
  const firstCards: number[] = [];
  for (let visit = 0; visit < visits; visit++) firstCards.push(await onBoard(chromium, server.origin, seeker, msToFirstCards));
  const drag = await onBoard(chromium, server.origin, seeker, dragAcross);
  const keystrokes = await onBoard(chromium, server.origin, seeker, typeIntoFind);
  return [
    {
      work: `board with ${cards.toLocaleString('en')} cards, Chromium`,
      how: 'no GPU; from the last byte of the data to the frame after the first cards; the browser tells of tasks from 50 ms on',
      figures: [
        { name: 'first cards after data', value: median(firstCards), unit: 'ms', atMost: 1000 },
        { name: 'dragging, frame p95', value: percentile(drag.frames, 0.95), unit: 'ms', atMost: 17 },
        { name: 'dragging, longest task', value: Math.max(0, ...drag.longTasks), unit: 'ms', atMost: 50 },
        { name: 'Find, keystroke to result', value: median(keystrokes), unit: 'ms', atMost: 50 },
        { name: 'Find, slowest keystroke', value: Math.max(...keystrokes), unit: 'ms' },
      ],
    },
  ];
}

/** Opens the board as `seeker` in a profile of its own, waits for the first cards, and measures. */
async function onBoard<Result>(
  chromium: OpenBrowser,
  origin: string,
  { visitor, groupId }: Seeker,
  measure: (page: Page) => Promise<Result>,
): Promise<Result> {
  await using visit = await chromium.visit(origin, { viewport: { width: 1440, height: 900 } });
  const { hostname } = new URL(origin);
  await visit.context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, domain: hostname, path: '/' })));
  await visit.page.addInitScript(noteFirstCards);
  await visit.page.goto(`/board?group=${groupId}`);
  await visit.page.waitForFunction(() => 'firstCardsAt' in globalThis);
  return await measure(visit.page);
}

/** Runs in the page before its own scripts: notes when the frame with the first cards was drawn. */
function noteFirstCards(): void {
  const watch = new MutationObserver(() => {
    if (!document.querySelector('[data-card]')) return;
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame((at) => Object.assign(globalThis, { firstCardsAt: at })));
  });
  watch.observe(document, { childList: true, subtree: true });
}

function msToFirstCards(page: Page): Promise<number> {
  return page.evaluate(() => {
    const data = performance.getEntriesByType('resource').find(({ name }) => name.includes('/api/v1/board'));
    return (globalThis as unknown as { firstCardsAt: number }).firstCardsAt - (data as PerformanceResourceTiming).responseEnd;
  });
}

interface Drag {
  /** Milliseconds from each frame to the next. */
  readonly frames: number[];
  readonly longTasks: number[];
}

/** Takes the first card across the columns and back, over other cards all the way, and does not let go before the end. */
async function dragAcross(page: Page): Promise<Drag> {
  // What drags is loaded after the cards.
  const box = await page.locator('[data-card][draggable=true]').first().boundingBox();
  if (!box) throw new Error('no card is in sight');
  const [startX, startY] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(startX, startY);
  await page.mouse.down();
  await page.mouse.move(startX + 12, startY + 12, { steps: 4 });
  await page.evaluate(beginNoting);
  const steps = 150;
  for (let step = 0; step < steps; step++) {
    const turn = (2 * Math.PI * step) / steps;
    await page.mouse.move(startX + 500 * (1 - Math.cos(turn)), startY + 250 * Math.abs(Math.sin(3 * turn)));
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  const drag = await page.evaluate(() => (globalThis as unknown as { noted: Drag }).noted);
  if ((await page.locator('.drag-left').count()) === 0) throw new Error('nothing is being dragged');
  await page.mouse.up();
  return drag;
}

/** Runs in the page. */
function beginNoting(): void {
  const noted: Drag = { frames: [], longTasks: [] };
  Object.assign(globalThis, { noted });
  new PerformanceObserver((list) => noted.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  let before = performance.now();
  const frame = (at: number) => {
    noted.frames.push(at - before);
    before = at;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** Types numbers digit by digit, each of which leaves fewer cards; milliseconds from each keystroke to the frame that shows another count. */
async function typeIntoFind(page: Page): Promise<number[]> {
  const field = page.getByRole('searchbox');
  await field.click();
  await page.evaluate(noteResults);
  const durations: number[] = [];
  for (const number of ['1234', '5678', '9876']) {
    for (const digit of number) {
      const before = durations.length;
      await page.keyboard.press(digit);
      await page.waitForFunction((known) => (globalThis as unknown as { results: number[] }).results.length > known, before);
      durations.push(
        ...(await page.evaluate((known) => (globalThis as unknown as { results: number[] }).results.slice(known), before)),
      );
    }
    await page.evaluate(() => Object.assign(globalThis, { paused: true }));
    await field.fill('');
    await page.waitForFunction(() => document.querySelector('.count-line')?.textContent?.includes(' of ') === false);
    await page.evaluate(() => Object.assign(globalThis, { paused: false }));
  }
  return durations;
}

/** Runs in the page: after each keystroke, waits until the line that counts what is found has changed and was drawn. */
function noteResults(): void {
  const page = globalThis as unknown as { results: number[]; paused: boolean };
  page.results = [];
  let pressedAt = 0;
  addEventListener('keydown', ({ timeStamp }) => (pressedAt = timeStamp), { capture: true });
  const watch = new MutationObserver(() => {
    if (page.paused || pressedAt === 0) return;
    const from = pressedAt;
    pressedAt = 0;
    // After the frame: a message that is posted within it comes when it was drawn.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => page.results.push(performance.now() - from));
      port1.start();
      port2.postMessage(null);
    });
  });
  watch.observe(document.querySelector('.filters')!, { childList: true, subtree: true, characterData: true });
}
