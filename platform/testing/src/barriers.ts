/** What keeps people from using a page, as axe sees it. */
import type { Page } from '@playwright/test';

/** What axe finds wrong with the page by all of its rules, a line each: rule and place; empty: nothing. */
export function barriersOf(page: Page): Promise<string[]> {
  return look(page);
}

/** What axe finds wrong with the page in the dark theme, and only there: a theme changes colours and nothing else. */
export async function barriersInDark(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const found = await look(page, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  return found.map((barrier) => `dark ${barrier}`);
}

async function look(page: Page, only?: string[]): Promise<string[]> {
  // Half a megabyte, which tests without a browser need not read.
  const { AxeBuilder } = await import('@axe-core/playwright');
  // Of rules that hold nothing is told: naming every element they hold for takes most of the time.
  const all = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  // Looks at this page alone (ours have no frames), without opening another one to put parts together: half the time.
  // `region`: menus and lists that float stand outside of every region, as they should.
  const axe = (only ? all.withRules(only) : all.disableRules('region')).setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
