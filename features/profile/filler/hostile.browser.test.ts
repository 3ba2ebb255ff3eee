/**
 * Pages that want to be told what nobody meant to tell them. Every trap has a twin that does nothing wrong: the twin must be
 * filled, the trap must not, and before the click the page must know nothing.
 */
import type { Page } from '@playwright/test';
import { busyTimeOf, openBrowser, type OpenBrowser } from '@sotto/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endureAll, spy } from './testing-endurance.ts';
import { bundledFiller, openTrial, type Trial } from './testing.ts';
import { cover, covered, hidden, late, type Trap } from './testing-traps.ts';

let chromium: OpenBrowser;
let page: Page;
let trial: Trial;
beforeAll(async () => {
  chromium = await openBrowser();
  page = await chromium.browser.newPage();
  trial = await openTrial(page, await bundledFiller());
});
afterAll(() => chromium[Symbol.asyncDispose]());

const endure = (traps: readonly Trap[]) => endureAll(trial, page, traps);

test('there are thirty traps and more', () => {
  expect(hidden.length + covered.length + late.length).toBeGreaterThanOrEqual(80);
});

test('fields one does not see are left empty, and their twins are filled', async () => {
  expect(await endure(hidden)).toEqual({ caught: [], twins: [] });
});

test('fields under something are left empty, and their twins are filled', async () => {
  expect(await endure(covered)).toEqual({ caught: [], twins: [] });
});

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

test.for(['{{ lang }}', 'x', '', '12', 'deutsch'])(
  'a page that says its language is “%s” is filled all the same',
  async (language) => {
    const tried = await trial.open(
      `<html lang="${language}">${spy}<form><label>Country <select id="in"><option value="">Choose</option><option value="us">United States</option></select></label></form>`,
    );
    const found = await tried.find();
    await tried.fill(found.fields.map(({ key }) => key));

    expect(await valuesOf('in')).toEqual(['us']);
  },
);

test('a page that takes the focus elsewhere gets the value nowhere else', async () => {
  const tried = await trial.open(
    `${spy}<form><label for="seen">City</label> <input id="seen"><input id="grab" autofocus style="opacity:0"></form><script>document.getElementById('seen').addEventListener('focus', () => document.getElementById('grab').focus())</script>`,
  );
  const found = await tried.find();
  await tried.fill(found.fields.map(({ key }) => key));

  expect(await valuesOf('seen', 'grab')).toEqual(['Oakland', '']);
});

test('the ground behind a popover is seen over what it covers, and not over what the popover holds', async () => {
  const popover = (inside: string) =>
    `<style>[popover]::backdrop { background: #fff }</style><div popover="manual" style="margin:0;inset:auto 0 0 auto">${inside}</div><script>document.querySelector('[popover]').showPopover()</script>`;
  const tried = await trial.open(
    `${spy}<form><label>City <input id="behind"></label></form>${popover('<form><label>City <input id="within"></label></form>')}`,
  );
  const found = await tried.find();
  await tried.fill(found.fields.map(({ key }) => key));

  expect(await valuesOf('behind', 'within')).toEqual(['', 'Oakland']);
});

test('fields named like properties of their form hide nothing of what is around it', async () => {
  const names = ['parentElement', 'getRootNode', 'assignedSlot', 'ownerDocument', 'localName', 'nodeType', 'querySelectorAll'];
  const clobbering = names.map((name) => `<input form="all" type="hidden" name="${name}">`).join('');
  const images = [
    'defaultView',
    'elementsFromPoint',
    'adoptedStyleSheets',
    'hasFocus',
    'body',
    'documentElement',
    'querySelectorAll',
  ];
  const tried = await trial.open(
    `${spy}<div style="opacity:0"><form id="all"><label>City <input id="hidden"></label></form></div>
     <form id="plain"><label>City <input id="seen"></label></form>${clobbering}${images.map((name) => `<img name="${name}">`).join('')}`,
  );
  const found = await tried.find();
  await tried.fill(found.fields.map(({ key }) => key));
  const values = await tried.run<string[]>(
    `['hidden', 'seen'].map((id) => Document.prototype.getElementById.call(document, id).value)`,
  );

  expect(values).toEqual(['', 'Oakland']);
});

test('a frame that has gone elsewhere since the preview gets nothing, and so does one that came in its place', async () => {
  const inner = '<label>City <input></label>';
  const tried = await trial.open(
    `${spy}<iframe id="goes" srcdoc='${inner}'></iframe><iframe id="moves" srcdoc='${inner}'></iframe><iframe id="stays" srcdoc='${inner}'></iframe>`,
  );
  const found = await tried.find();
  await page.evaluate(async (inner) => {
    const [goes, moves] = ['goes', 'moves'].map((id) => document.getElementById(id) as HTMLIFrameElement);
    const gone = new Promise((resolve) => goes!.addEventListener('load', resolve, { once: true }));
    goes!.srcdoc = `<p>Elsewhere</p>${inner}`;
    await gone;
    const moved = new Promise((resolve) => moves!.addEventListener('load', resolve, { once: true }));
    document.body.append(moves!);
    await moved;
  }, inner);
  const { left } = await tried.fill(found.fields.map(({ key }) => key));
  const values = await page.evaluate(() =>
    [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument?.querySelector('input')?.value),
  );

  expect(found.fields).toHaveLength(3);
  expect(left.map(({ why }) => why)).toEqual(['gone', 'gone']);
  expect(values).toEqual(['', 'Oakland', '']);
});

test('a page hears what was ticked and nothing else, however it listens', async () => {
  const tried = await trial.open(
    `${spy}<form><label>City <input id="city" autocomplete="address-level2"></label><label>Email <input id="mail" autocomplete="email"></label><label>Phone <input id="tel" autocomplete="tel"></label></form><script>
      const fields = [...document.querySelectorAll('input')];
      new MutationObserver((records) => heard.push(...records.map(({ target }) => target.outerHTML ?? ''))).observe(document, { subtree: true, attributes: true, childList: true, characterData: true });
      setInterval(() => heard.push(...fields.map(({ value }) => value)), 1);
      for (const field of fields) for (const type of ['input', 'change', 'focus', 'blur', 'select', 'selectionchange', 'animationstart', 'transitionrun']) field.addEventListener(type, () => heard.push(fields.map(({ value }) => value).join()));
    </script>`,
  );
  const found = await tried.find();
  await tried.fill(found.fields.filter(({ source }) => source === 'city').map(({ key }) => key));
  const heard = await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.join('\n'));

  expect(found.fields.map(({ source }) => source)).toEqual(['city', 'email', 'phone']);
  expect(heard).toContain('Oakland');
  expect(heard).not.toMatch(/ada@|415/);
});

test('a list whose buttons and links would send the form or lead away is chosen from, and nothing is sent', async () => {
  const tried = await trial.open(
    `${spy}<form action="/sent"><label id="l">Country</label><button id="open" aria-haspopup="listbox" aria-labelledby="l" aria-controls="list">Select</button>
     <div id="list" role="listbox" hidden><a role="option" href="/left">Germany</a><button role="option">United States</button></div></form><script>
      const [open, list] = [document.getElementById('open'), document.getElementById('list')];
      open.addEventListener('click', () => { list.hidden = false; });
      list.addEventListener('click', ({ target }) => { open.textContent = target.textContent; list.hidden = true; });
    </script>`,
  );
  const found = await tried.find();
  const { filled } = await tried.fill(found.fields.map(({ key }) => key));

  expect(filled.map(({ value }) => value)).toEqual(['United States']);
  expect(await page.textContent('#open')).toBe('United States');
  expect(page.url()).toBe('https://form.example/');
  expect(await page.evaluate(() => (globalThis as unknown as { submitted: number }).submitted)).toBe(0);
});

test('a page too large to be looked at whole is left alone within seconds, and one of a common size is filled', async () => {
  const tried = await trial.open(`${spy}<form><label>City <input id="city"></label></form><div id="much"></div>`);
  const fillAmong = async (pairs: number) => {
    await page.evaluate((pairs) => {
      document.getElementById('much')!.innerHTML = '<p>x<b>y</b></p>'.repeat(pairs);
      document.body.getBoundingClientRect();
    }, pairs);
    const busyMs = await busyTimeOf(page);
    const found = await tried.find();
    await tried.fill(found.fields.map(({ key }) => key));
    return [await valuesOf('city'), (await busyMs()) < 10_000];
  };

  expect(await fillAmong(12_000)).toEqual([[''], true]);
  expect(await fillAmong(1000)).toEqual([['Oakland'], true]);
});

test('a label twenty thousand parts deep keeps nobody from filling the field beside it', async () => {
  const tried = await trial.open(
    `${spy}<form><label for="deep">Thing</label><input id="deep"><label>City <input id="city"></label></form><script>
      let part = document.querySelector('label').appendChild(document.createElement('span'));
      part.style.display = 'none';
      for (let at = 0; at < 20_000; at++) part = part.appendChild(document.createElement('span'));
      part.textContent = 'Email';
    </script>`,
  );
  const found = await tried.find();

  expect(found.fields.map(({ label }) => label)).toContain('City');
});

test('names made for slow patterns are read at once', async () => {
  const parts = [
    'form ',
    '1',
    '1 ',
    'a',
    'candidate ',
    'city ',
    'e mail ',
    'address 1 ',
    'first',
    'card ',
    'linked in ',
    ' ',
    'phone country ',
  ];
  const fields = parts.map(
    (part, at) =>
      `<p><label for="f${at}">Thing</label><input id="f${at}" name="city ${part.repeat(400 / part.length)}\u0436"><input placeholder="${part.repeat(2000)}\u0436" aria-label="${part.repeat(2000)}"></p>`,
  );
  const tried = await trial.open(`${spy}<form>${fields.join('')}<label>City <input id="city"></label></form>`);
  const busyMs = await busyTimeOf(page);
  const found = await tried.find();

  expect(await busyMs()).toBeLessThan(2000);
  expect(found.fields.map(({ label }) => label)).toContain('City');
});
