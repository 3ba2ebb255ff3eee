/** The filler against forms made by hand, in a real Chromium: what it finds, what it puts there, and what it leaves. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { openBrowser, type OpenBrowser } from '@sotto/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Occasion } from './suggestion.ts';
import { bundledFiller, openTrial, sample, type Sheet, sheetsOf, type Trial, type TriedPage } from './testing.ts';

let chromium: OpenBrowser;
let page: Page;
let trial: Trial;
beforeAll(async () => {
  chromium = await openBrowser();
  page = await chromium.browser.newPage();
  trial = await openTrial(page, await bundledFiller());
});
afterAll(() => chromium[Symbol.asyncDispose]());

/** What is wrong with what is found in a form: `name @3: wanted phone, got nothing`. Traps must stay, and so must what is not asked. */
async function faultsOf({ name, html }: Sheet, tried: TriedPage): Promise<string[]> {
  const wanted = [...html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].map(
    ([tag]) => / want="(\w+)"/.exec(tag)?.[1] ?? 'never',
  );
  const language = /lang="([\w-]+)"/.exec(html)?.[1] ?? 'en';
  const shown = JSON.stringify(html.replace(/ want="\w+"/g, ''));
  await tried.run(`document.documentElement.lang = '${language}'; document.body.innerHTML = ${shown}; scrollTo(0, 0)`);
  const { fields } = await tried.find(sample, { resume: 'resume.pdf' });
  const places = await tried.run<Record<string, number>>('sottoFiller.placesOf(document)');
  const got = new Map(fields.map(({ key, source }) => [places[key], source as string]));
  return wanted.flatMap((want, place) => {
    const source = got.get(place) ?? 'never';
    return source === want ? [] : [`${name} @${place}: wanted ${want}, got ${source}`];
  });
}

test.each(['systems', 'languages', 'shapes', 'second', 'third'])(
  'every field of the %s forms is what it is, and nothing else is touched',
  async (file) => {
    const sheets = sheetsOf(file);
    const tried = await trial.open('<!doctype html><meta charset="utf-8"><body>');
    const faults: string[] = [];
    for (const sheet of sheets) faults.push(...(await faultsOf(sheet, tried)));

    expect(sheets.length).toBeGreaterThan(7);
    expect(faults).toEqual([]);
  },
);

/** Opens a form, ticks everything, fills, and says what stands in each field by its id. */
async function filledIn(html: string, occasion: Occasion = {}, files: Readonly<Record<string, string>> = {}) {
  const tried = await trial.open(`<!doctype html><meta charset="utf-8">${html}`, files);
  const found = await tried.find(sample, occasion);
  const result = await tried.fill(found.fields.map(({ key }) => key));
  const values = await page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLInputElement>('input, select, textarea')].map(({ id, value }) => [id, value]),
    ),
  );
  return { ...result, values, found };
}

/** A field as React has them: what is written must come as an event, or the next drawing takes it back. */
const controlled = `<form><label>City <input id="city"></label></form><p id="state"></p><script>
  const field = document.getElementById('city');
  const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  let tracked = '', state = '';
  Object.defineProperty(field, 'value', { configurable: true, get() { return own.get.call(this); }, set(value) { tracked = String(value); own.set.call(this, value); } });
  document.addEventListener('input', ({ target }) => {
    const value = own.get.call(target);
    if (value !== tracked) { tracked = value; state = value; }
    own.set.call(target, state);
    document.getElementById('state').textContent = state;
  });
</script>`;

test('a controlled field keeps the value, and its page has it in its state', async () => {
  const { values, filled } = await filledIn(controlled);

  expect(values).toEqual({ city: 'Oakland' });
  expect(filled.map(({ value }) => value)).toEqual(['Oakland']);
  expect(await page.textContent('#state')).toBe('Oakland');
});

test('a value that the page takes back is not called filled', async () => {
  const { filled, left } = await filledIn(
    `<form><label>City <input id="city" oninput="setTimeout(() => { this.value = ''; }, 5)"></label><label>Email <input id="mail"></label></form>`,
  );

  expect(filled.map(({ label }) => label)).toEqual(['Email']);
  expect(left.map(({ label, why }) => [label, why])).toEqual([['City', 'refused']]);
});

test('lists are chosen from by name, code or both, and what someone has chosen stays', async () => {
  const { values } = await filledIn(`<form>
    <label>Country <select id="names"><option value="">Choose</option><option value="7">Germany</option><option value="8">United States of America</option></select></label>
    <label>Country <select id="codes"><option></option><option>DE</option><option>US</option></select></label>
    <label>State <select id="state"><option value="">State</option><option value="CA">Calif.</option><option value="NV">Nevada</option></select></label>
    <label>Phone country code <select id="dial"><option>+49</option><option value="1">United States (+1)</option><option value="1">Canada (+1)</option></select></label>
    <label>Country <select id="own"><option value="">Choose</option><option value="d">Germany</option><option value="u">United States</option></select></label>
    <script>document.getElementById('own').selectedIndex = 1</script></form>`);

  expect(values).toMatchObject({ names: '8', codes: 'US', state: 'CA', dial: '1', own: 'd' });
});

test('a telephone number is whole, national beside its code, and in parts where the form has parts', async () => {
  const whole = await filledIn('<form><label>Phone <input id="a"></label></form>');
  const beside = await filledIn(
    '<form><label>Phone code <select id="c"><option>+49</option><option>+1</option></select></label><label>Phone <input id="a"></label></form>',
  );
  const parts = await filledIn(
    '<form>Phone <input id="a" maxlength="3"> <input id="b" name="phone2" maxlength="3"> <input id="c" name="phone3" maxlength="4"></form>',
  );

  expect(whole.values).toEqual({ a: '+1 415 555 0132' });
  expect(beside.values).toEqual({ c: '+1', a: '415 555 0132' });
  expect(parts.values).toEqual({ a: '415', b: '555', c: '0132' });
});

/** A combobox that shows its options when one writes, keeps no text that is not one, and takes a press on an option. */
const combobox = `<form><div style="width:300px"><label for="cb">Country</label><div style="display:flex;border:1px solid">
  <input id="cb" role="combobox" aria-autocomplete="list" aria-controls="list" style="width:4px;border:0"><b id="chosen"></b></div><ul id="list" role="listbox"></ul></div></form><script>
  const input = document.getElementById('cb'), list = document.getElementById('list');
  input.addEventListener('input', () => setTimeout(() => {
    list.replaceChildren(...['Germany', 'United States', 'Uganda'].filter((name) => name.startsWith(input.value.slice(0, 1))).map((name) => {
      const option = document.createElement('li'); option.setAttribute('role', 'option'); option.textContent = name;
      option.addEventListener('mousedown', () => { document.getElementById('chosen').textContent = name; input.value = ''; list.replaceChildren(); });
      return option;
    }));
  }, 80));
  input.addEventListener('blur', () => { input.value = ''; });
  input.addEventListener('keydown', () => { document.title = 'key'; });
</script>`;

test('a combobox is opened, written into, waited for and clicked', async () => {
  const { filled } = await filledIn(combobox);

  expect(filled.map(({ value }) => value)).toEqual(['United States']);
  expect(await page.textContent('#chosen')).toBe('United States');
  expect(await page.title()).toBe('');
});

/**
 * forms/buttons.html: buttons that open a list, of the page's end, drawn a moment later, with its first row disabled; each shows what was chosen.
 * `deaf` opens its list and keeps nothing; `own` shows what someone has chosen already.
 */
test('a button that opens a list has its choice pressed; the answered one stays, and none is sent or left open', async () => {
  const { filled, left } = await filledIn(readFileSync(new URL('./forms/buttons.html', import.meta.url), 'utf8'));
  const shown = await page.locator('button').evaluateAll((all) => all.map(({ id, textContent }) => [id, textContent]));

  expect(filled.map(({ label, value }) => [label, value])).toEqual([
    ['Country *', 'United States'],
    ['State', 'California'],
    ['Are you legally authorized to work in the United States?', 'Yes'],
  ]);
  expect(left.map(({ label, why }) => [label, why])).toEqual([
    ['Degree', 'refused'],
    ['School', 'no-choice'],
  ]);
  expect(Object.fromEntries(shown)).toEqual({
    country: 'United States of America',
    state: 'California',
    law: 'Yes',
    own: 'Germany (+49)',
    deaf: 'Select One',
    none: 'Select One',
  });
  expect(await page.locator('[role=listbox]').count()).toBe(0);
  expect(await page.title()).toBe('');
});

test('a question of law is answered for its own country alone, and never ticked to begin with', async () => {
  const radios = (id: string) =>
    `<label><input type="radio" name="${id}" id="${id}-y" value="1">Yes</label><label><input type="radio" name="${id}" id="${id}-n" value="0">No</label>`;
  const tried = await trial.open(`<form>
    <fieldset><legend>Are you legally authorized to work in the United States?</legend>${radios('us')}</fieldset>
    <fieldset><legend>Do you require sponsorship to work in Germany?</legend>${radios('de')}</fieldset>
    <fieldset><legend>Will you now or in the future require visa sponsorship?</legend>${radios('here')}</fieldset></form>`);
  const nowhere = await tried.find();
  const { fields } = await tried.find(sample, { country: 'US' });
  await tried.fill(fields.map(({ key }) => key));
  const checked = await page.evaluate(() => [...document.querySelectorAll('input:checked')].map(({ id }) => id));

  expect(nowhere.fields.map(({ source, value, tick }) => [source, value, tick])).toEqual([['authorised', 'Yes', 'legal']]);
  expect(fields.map(({ source, value, tick }) => [source, value, tick])).toEqual([
    ['authorised', 'Yes', 'legal'],
    ['needsSponsorship', 'No', 'legal'],
  ]);
  expect(checked).toEqual(['us-y', 'here-n']);
});

/** Looked at where chance says: so many that a point beside a round corner, which misses one button in ten, would be met. */
test('a round field is seen wherever one looks at it', async () => {
  const question = (at: number) =>
    `<fieldset><legend>Are you legally authorized to work in the United States?</legend>
      <label><input type="radio" name="q${at}" value="1">Yes</label><label><input type="radio" name="q${at}" value="0">No</label></fieldset>`;
  const pill = '<label>City <input style="width: 40px; height: 40px; border-radius: 20px"></label>';
  const { filled, left } = await filledIn(`<form>${pill}${Array.from({ length: 40 }, (_, at) => question(at)).join('')}</form>`);

  expect(left).toEqual([]);
  expect(filled).toHaveLength(41);
});

test('a question of law is read to its end', async () => {
  const about =
    'As part of our process we ask every person who applies for a position with us in any of our many offices the following question. ';
  const choices = '<select><option></option><option>Yes</option><option>No</option></select>';
  const { found } = await filledIn(
    `<form><label>${about}Are you authorized to work in Canada? ${choices}</label><label>${about}Are you authorized to work in the US without sponsorship? ${choices}</label></form>`,
    { country: 'US' },
  );

  expect(found.fields.map(({ source, value }) => [source, value])).toEqual([['authorised', 'Yes']]);
});

test('a link goes where its name is asked for', async () => {
  const tried = await trial.open(
    '<form><label>Portfolio <input></label><label>Mastodon or Twitter URL <input></label><label>Website <input></label></form>',
  );
  const { fields } = await tried.find({
    ...sample,
    otherLinks: [
      { name: 'Twitter', url: 'https://twitter.example/ada' },
      { name: 'Portfolio', url: 'https://work.example/ada' },
    ],
  });

  expect(fields.map(({ value }) => value)).toEqual([
    'https://work.example/ada',
    'https://twitter.example/ada',
    'https://ada.example.org',
  ]);
});

test('what one may want to weigh begins without a tick', async () => {
  const { found } = await filledIn(
    '<form><label>Expected salary <input></label><label>Notice period <input></label><label>City <input></label></form>',
  );

  expect(found.fields.map(({ source, tick }) => [source, tick])).toEqual([
    ['expectedPay', 'own'],
    ['noticePeriod', 'own'],
    ['city', 'ticked'],
  ]);
});

test('the resume goes into its own file field, also where a label is drawn for it', async () => {
  const html = `<form><label>Resume <input type="file" id="plain"></label><label style="padding:8px">Attach your CV<input type="file" id="drawn" style="display:none"></label>
    <label>Cover letter <input type="file" id="letter"></label><div style="display:none"><label>Resume <input type="file" id="hidden"></label></div></form>`;
  const tried = await trial.open(`<!doctype html><meta charset="utf-8">${html}`);
  const { fields } = await tried.find(sample, { resume: 'ada.pdf' });
  const { filled } = await tried.fill(
    fields.map(({ key }) => key),
    { name: 'ada.pdf', type: 'application/pdf', base64: 'JVBERi0=' },
  );
  const names = await page.evaluate(async () =>
    Promise.all(
      [...document.querySelectorAll('input')].map(async ({ files }) =>
        files?.[0] ? `${files[0].name} ${await files[0].text()}` : '',
      ),
    ),
  );

  expect(filled).toHaveLength(2);
  expect(names).toEqual(['ada.pdf %PDF-', 'ada.pdf %PDF-', '', '']);
});

test('fields in open shadows and in frames of the same origin are filled; a frame of another host is offered by its address', async () => {
  const html = `<x-field label="First name"><template shadowrootmode="open"><label for="i">First name</label><input id="i"></template></x-field>
    <iframe srcdoc="<label>City <input></label>" style="height:80px"></iframe>
    <iframe src="https://boards.greenhouse.io/embed/job_app?token=1" style="width:600px;height:400px"></iframe>
    <iframe src="https://captcha.example/apply" style="width:600px;height:400px"></iframe>`;
  const { found } = await filledIn(
    html,
    {},
    { 'https://boards.greenhouse.io/embed/job_app?token=1': '<label>Email <input></label>' },
  );
  const values = await page.evaluate(() => [
    document.querySelector('x-field')?.shadowRoot?.querySelector('input')?.value,
    document.querySelector('iframe')?.contentDocument?.querySelector('input')?.value,
  ]);

  expect(values).toEqual(['Ada', 'Oakland']);
  expect(found.elsewhere).toEqual([
    { address: 'https://boards.greenhouse.io/embed/job_app?token=1', host: 'boards.greenhouse.io' },
  ]);
});

test('a form of several steps is filled step by step, each when one sees it', async () => {
  const tried = await trial.open(
    `<form><div id="one"><label>First name <input id="a"></label></div><div id="two" hidden><label>City <input id="b"></label></div></form>`,
  );
  const first = await tried.find();
  await tried.fill(first.fields.map(({ key }) => key));
  await page.evaluate(() => {
    document.getElementById('one')?.toggleAttribute('hidden');
    document.getElementById('two')?.toggleAttribute('hidden');
  });
  const second = await tried.find();
  const again = await tried.fill([...first.fields, ...second.fields].map(({ key }) => key));

  expect(first.fields.map(({ source }) => source)).toEqual(['givenName']);
  expect(second.fields.map(({ source }) => source)).toEqual(['city']);
  expect(again.filled.map(({ value }) => value)).toEqual(['Oakland']);
  expect(again.left.map(({ why }) => why)).toEqual(['gone']);
});

test('what stands in a field already is neither suggested nor written over', async () => {
  const { values, found } = await filledIn(
    '<form><label>City <input id="a" value="Berlin"></label><label>Email <input id="b"></label><label>Phone <input id="c" type="tel" value="+1"></label></form>',
  );

  expect(found.fields.map(({ source }) => source)).toEqual(['email', 'phone']);
  expect(values).toEqual({ a: 'Berlin', b: 'ada@example.org', c: '+1 415 555 0132' });
});

const far = '<div style="height:3000px"></div><label>City <input id="city"></label>';

test.each([
  ['the page', far, 'Oakland'],
  [
    'a part of the page',
    `<style>html,body{height:100%;margin:0;overflow:hidden}</style><main style="height:100%;overflow:auto">${far}</main>`,
    'Oakland',
  ],
  [
    'a body in a root that does not',
    `<style>html{height:100%;overflow:hidden}body{height:100%;margin:0;overflow:auto}</style>${far}`,
    'Oakland',
  ],
  [
    'a dialog over a page that does not',
    `<style>body{overflow:hidden}</style><div style="position:fixed;inset:40px;overflow:auto">${far}</div>`,
    'Oakland',
  ],
  ['nothing, because the page does not', `<style>html,body{overflow:hidden}</style>${far}`, ''],
])('a field far down is filled as far as one can scroll: %s', async (_, html, value) => {
  expect((await filledIn(html)).values).toEqual({ city: value });
});
