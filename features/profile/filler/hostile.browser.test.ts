/**
 * Pages that want to be told what nobody meant to tell them. Every trap has a twin that does nothing wrong: the twin must be
 * filled, the trap must not, and before the click the page must know nothing.
 */
import type { Page } from '@playwright/test';
import { openBrowser, type OpenBrowser } from '@sotto/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundledFiller, openTrial, sample, type Trial } from './testing.ts';

let chromium: OpenBrowser;
let page: Page;
let trial: Trial;
beforeAll(async () => {
  chromium = await openBrowser();
  page = await chromium.browser.newPage();
  trial = await openTrial(page, await bundledFiller());
});
afterAll(() => chromium[Symbol.asyncDispose]());

/** A field for a town. `%` stands for the number of the trap. */
const plain = '<label for="in%">City</label> <input id="in%">';

interface Trap {
  readonly name: string;
  /** Styles of what is around the field, and of the field. */
  readonly around?: string;
  readonly field?: string;
  /** What stands in the same place beside the field. */
  readonly beside?: string;
  /** The field itself, where it is another one. */
  readonly html?: string;
  /** What the page does with `row` and `input`, after the preview. */
  readonly later?: string;
}

/** Notes every value the page hears of, and whether anything was submitted. */
const spy = `<script>
  window.heard = []; window.submitted = 0;
  for (const type of ['input', 'change', 'beforeinput', 'keydown', 'focusin']) addEventListener(type, (event) => heard.push(event.target.value ?? ''), true);
  addEventListener('submit', () => (submitted += 1), true);
</script>`;

function pageOf(traps: readonly Trap[]): string {
  const rows = traps.map(({ around = '', field = '', beside = '', html = plain }, index) => {
    const trap = html.replaceAll('%', `-${index}`).replace('<input ', `<input style="${field}" `);
    const twin = plain.replaceAll('%', `-twin-${index}`);
    return `<section id="row-${index}" style="position:relative;height:40px"><div style="${around}">${trap}</div>${beside}</section><section style="height:40px">${twin}</section>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>Apply</title>${spy}<form onsubmit="return false">${rows.join('')}</form>`;
}

/** Finds, lets the page do its worst, fills everything that was found. */
async function endure(traps: readonly Trap[]) {
  const tried = await trial.open(pageOf(traps));
  const found = await tried.find();
  const before = await page.evaluate(() => ({
    values: [...document.querySelectorAll('input')].map(({ value }) => value).join(''),
    markup: document.documentElement.outerHTML,
    heard: (globalThis as unknown as { heard: string[] }).heard,
  }));
  expect(before.values + before.heard.join('')).toBe('');
  expect(before.markup).not.toContain('Oakland');
  for (const [index, { later }] of traps.entries())
    if (later)
      await page.evaluate(
        `((row, input) => { ${later} })(document.getElementById('row-${index}'), document.getElementById('in-${index}'))`,
      );
  await tried.fill(found.fields.map(({ key }) => key));
  const values = await page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll('input')].map(({ id, value }) => [id, value])),
  );
  const submitted = await page.evaluate(() => (globalThis as unknown as { submitted: number }).submitted);
  expect(submitted).toBe(0);
  return {
    caught: traps.filter((_, index) => values[`in-${index}`]).map(({ name }) => name),
    twins: traps.filter((_, index) => values[`in-twin-${index}`] !== sample.address?.city).map(({ name }) => name),
  };
}

const cover = 'position:absolute;inset:0;background:#fff;';

const hidden: readonly Trap[] = [
  { name: 'not displayed', around: 'display:none' },
  { name: 'invisible', field: 'visibility:hidden' },
  { name: 'clear', field: 'opacity:0' },
  { name: 'half clear by what is around it', around: 'opacity:0.5' },
  { name: 'clear in two steps', around: 'opacity:0.8', field: 'opacity:0.8' },
  { name: 'off to the left', field: 'position:absolute;left:-9999px' },
  { name: 'off the top', field: 'position:absolute;top:-9999px' },
  { name: 'moved away', around: 'transform:translateX(-9999px)' },
  { name: 'scaled to nothing', around: 'transform:scale(0.01)' },
  { name: 'a pixel', field: 'width:1px;height:1px;padding:0;border:0' },
  { name: 'clipped', field: 'clip-path:inset(100%)' },
  { name: 'cut the old way', field: 'position:absolute;clip:rect(0,0,0,0)' },
  { name: 'in a box without height', around: 'height:0;overflow:hidden' },
  {
    name: 'scrolled out of a box',
    around: 'height:20px;overflow:hidden',
    html: '<p style="height:300px"></p><label for="in%">City</label> <input id="in%">',
  },
  { name: 'filtered away', around: 'filter:opacity(0)' },
  { name: 'masked', field: 'mask-image:linear-gradient(transparent,transparent)' },
  { name: 'written in clear ink', field: 'border:0;outline:0;background:transparent;color:transparent' },
  { name: 'written white on white', field: 'border:0;background:#fff;color:#fff' },
  { name: 'written too small', field: 'font-size:1px' },
  { name: 'content not rendered', around: 'content-visibility:hidden' },
  { name: 'folded away', html: '<details><summary>More</summary><label for="in%">City</label> <input id="in%"></details>' },
  { name: 'kept from screen readers', html: '<div aria-hidden="true"><label for="in%">City</label> <input id="in%"></div>' },
  { name: 'kept from the keyboard', html: '<label for="in%">City</label> <input id="in%" tabindex="-1" autocomplete="off">' },
  { name: 'said to be left empty', html: '<label for="in%">City (leave this field empty)</label> <input id="in%">' },
  { name: 'a password called a city', html: '<label for="in%">City</label> <input id="in%" type="password">' },
  { name: 'locked', html: '<label for="in%">City</label> <input id="in%" readonly>' },
];

test('fields one does not see are left empty, and their twins are filled', async () => {
  expect(await endure(hidden)).toEqual({ caught: [], twins: [] });
});

const covered: readonly Trap[] = [
  { name: 'a wall', beside: `<div style="${cover}"></div>` },
  { name: 'a wall that lets clicks through', beside: `<div style="${cover}pointer-events:none"></div>` },
  { name: 'a wall that insists on it', beside: `<div style="${cover}pointer-events:none !important"></div>` },
  { name: 'a clear wall that takes clicks', beside: '<div style="position:absolute;inset:0"></div>' },
  { name: 'half a wall', beside: `<div style="${cover}right:60%;left:0"></div>` },
  {
    name: 'a picture',
    beside: `<svg style="position:absolute;inset:0;width:100%;height:100%;pointer-events:none"><rect width="100%" height="100%" /></svg>`,
  },
  { name: 'a frame', beside: `<iframe srcdoc="" style="position:absolute;inset:0;width:100%;height:100%;border:0"></iframe>` },
  {
    name: 'a shadow',
    beside: `<div><template shadowrootmode="open"><b style="${cover}pointer-events:none"></b></template></div>`,
  },
  {
    name: 'a wall drawn by a style',
    beside: `<style>.w::after{content:'';${cover}pointer-events:none}</style><div class="w"></div>`,
  },
  { name: 'inert', around: '', html: '<div inert><label for="in%">City</label> <input id="in%"></div>' },
];

test('fields under something are left empty, and their twins are filled', async () => {
  expect(await endure(covered)).toEqual({ caught: [], twins: [] });
});

const late: readonly Trap[] = [
  { name: 'hidden after the preview', later: 'input.style.display = "none"' },
  { name: 'faded after the preview', later: 'row.style.opacity = 0.1' },
  { name: 'moved off the screen', later: 'input.style.position = "fixed"; input.style.left = "-500px"' },
  { name: 'moved to another place', later: 'input.style.position = "absolute"; input.style.left = "400px"' },
  { name: 'made large', later: 'input.style.width = "600px"' },
  { name: 'given another label', later: 'row.querySelector("label").textContent = "Your secret"' },
  { name: 'replaced by its copy', later: 'input.replaceWith(input.cloneNode(true))' },
  { name: 'taken away', later: 'input.remove(); document.body.append(input)' },
  { name: 'turned into a password', later: 'input.type = "password"' },
  {
    name: 'covered after the preview',
    later: `const wall = document.createElement('div'); wall.style.cssText = '${cover}'; row.append(wall)`,
  },
  { name: 'hidden while it must stand still', later: 'setTimeout(() => { input.style.visibility = "hidden"; }, 120)' },
  { name: 'flickering', later: 'let on = true; setInterval(() => { on = !on; input.style.opacity = on ? 1 : 0; }, 60)' },
  {
    name: 'sliding',
    later: 'let by = 0; setInterval(() => { by = (by + 9) % 90; input.style.transform = `translateX(${by}px)`; }, 50)',
  },
  { name: 'hidden when it is come to', later: 'input.addEventListener("focus", () => { input.style.opacity = 0; })' },
  {
    name: 'moved when it is come to',
    later: 'input.addEventListener("focus", () => { input.style.position = "fixed"; input.style.top = "-300px"; })',
  },
  {
    name: 'hidden when another is filled',
    later: 'addEventListener("input", () => { input.style.display = "none"; }, { once: true })',
  },
  { name: 'filled meanwhile', later: 'setTimeout(() => { input.setAttribute("data-own", "1"); input.disabled = true; }, 60)' },
  {
    name: 'covered by a popover',
    later: `const over = document.createElement('div'); over.popover = 'manual'; over.textContent = 'Cookies'; over.style.cssText = 'margin:0;inset:auto;position:absolute;top:' + (row.offsetTop) + 'px;left:0;width:600px;height:24px;padding:0;border:0'; row.append(over); over.showPopover()`,
  },
];

test('fields that change after the preview are left empty, and their twins are filled', async () => {
  expect(await endure(late)).toEqual({ caught: [], twins: [] });
});

test('two fields that change places after the preview get nothing', async () => {
  const tried = await trial.open(
    `${spy}<form><label for="a">City</label> <input id="a"><br><label for="b">Phone</label> <input id="b"></form>`,
  );
  const found = await tried.find();
  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll('label');
    first?.setAttribute('for', 'b');
    second?.setAttribute('for', 'a');
  });
  const { filled, left } = await tried.fill(found.fields.map(({ key }) => key));

  expect(found.fields.map(({ source }) => source)).toEqual(['city', 'phone']);
  expect(filled).toEqual([]);
  expect(left.map(({ why }) => why)).toEqual(['changed', 'changed']);
});

test('behind an open dialog nothing is filled, in it everything', async () => {
  const tried = await trial.open(
    `${spy}<form><label>City <input id="behind"></label></form><dialog><form><label>City <input id="within"></label></form></dialog><script>document.querySelector('dialog').showModal()</script>`,
  );
  const found = await tried.find();
  await tried.fill(found.fields.map(({ key }) => key));

  expect(await valuesOf('behind', 'within')).toEqual(['', 'Oakland']);
});

const valuesOf = (...ids: readonly string[]) =>
  page.evaluate((ids) => ids.map((id) => (document.getElementById(id) as HTMLInputElement | null)?.value), ids);

test('a frame of the same origin is filled where one sees it, and left where one does not', async () => {
  const inner = '<label>City <input></label>';
  const frames = ['', 'opacity:0.2', 'width:2px;height:2px', 'position:absolute;left:-900px', 'visibility:hidden'].map(
    (style) => `<div><iframe srcdoc='${inner}' style="height:60px;${style}"></iframe></div>`,
  );
  const wall = `<div style="position:relative"><iframe srcdoc='${inner}' style="height:60px"></iframe><i style="${cover}pointer-events:none"></i></div>`;
  const tried = await trial.open(`${spy}${frames.join('')}${wall}`);
  const found = await tried.find();
  await tried.fill(found.fields.map(({ key }) => key));
  const values = await page.evaluate(() =>
    [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument?.querySelector('input')?.value),
  );

  expect(values).toEqual(['Oakland', '', '', '', '', '']);
});

test('a page that has put its own functions in place of the browser’s neither learns a value nor lies about what one sees', async () => {
  const tampering = `<script>
    window.stolen = [];
    const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    Object.defineProperty(HTMLInputElement.prototype, 'value', { ...own, set(value) { stolen.push(value); document.getElementById('thief').setAttribute('value', value); own.set.call(this, value); } });
    const say = EventTarget.prototype.dispatchEvent;
    EventTarget.prototype.dispatchEvent = function (event) { stolen.push(String(this.value)); return say.call(this, event); };
    for (const name of ['map', 'filter', 'flatMap', 'find', 'some', 'push', 'join']) Array.prototype[name] = function () { stolen.push(name); return []; };
    Element.prototype.checkVisibility = () => true;
    Element.prototype.getBoundingClientRect = () => ({ left: 10, top: 10, right: 300, bottom: 40, width: 290, height: 30 });
    Document.prototype.elementsFromPoint = () => [document.getElementById('thief')];
    window.getComputedStyle = () => ({ opacity: '1', visibility: 'visible', display: 'block' });
    Element.prototype.scrollIntoView = () => stolen.push('scrolled');
    HTMLElement.prototype.focus = () => stolen.push('focused');
    String.prototype.trim = function () { stolen.push(String(this)); return ''; };
    RegExp.prototype.test = () => true;
    Map.prototype.set = WeakMap.prototype.set = function (key, value) { stolen.push(value); return this; };
  </script>`;
  const tried = await trial.open(
    `<form><label for="thief">City</label> <input id="thief" style="opacity:0"><br><label for="seen">City</label> <input id="seen"></form>${tampering}`,
  );
  const found = await tried.find();
  const { filled } = await tried.fill(found.fields.map(({ key }) => key));
  const after = await tried.run<readonly string[]>(`[...document.querySelectorAll('input')].map(({ value }) => value)`);

  expect(filled).toHaveLength(1);
  expect(after).toEqual(['', 'Oakland']);
  expect(await page.evaluate(() => (globalThis as unknown as { stolen: unknown[] }).stolen.length)).toBe(0);
});

test('a page that takes the focus elsewhere gets the value nowhere else', async () => {
  const tried = await trial.open(
    `${spy}<form><label for="seen">City</label> <input id="seen"><input id="grab" autofocus style="opacity:0"></form><script>document.getElementById('seen').addEventListener('focus', () => document.getElementById('grab').focus())</script>`,
  );
  const found = await tried.find();
  await tried.fill(found.fields.map(({ key }) => key));

  expect(await valuesOf('seen', 'grab')).toEqual(['Oakland', '']);
});
