/** A page made of traps and their twins, and what becomes of them when everything that is found there is filled. */
import type { Page } from '@playwright/test';
import { expect } from 'vitest';
import { sample, type Trial } from './testing.ts';
import { plain, type Trap } from './testing-traps.ts';

/** Notes every value the page hears of, and whether anything was submitted. */
export const spy = `<script>
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

/** Finds, lets the page do its worst, fills everything that was found. Answers which traps were filled, and which of their twins were not. */
export async function endureAll(trial: Trial, page: Page, traps: readonly Trap[]) {
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
