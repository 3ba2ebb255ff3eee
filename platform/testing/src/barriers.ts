/** What keeps people from using a page, as axe sees it. */
import type { Page } from '@playwright/test';

/** What axe finds wrong with the page by all of its rules, a line each: rule and place; empty: nothing. */
export async function barriersOf(page: Page): Promise<string[]> {
  // Half a megabyte, which tests without a browser need not read.
  const { AxeBuilder } = await import('@axe-core/playwright');
  // Of rules that hold nothing is told: naming every element they hold for takes most of the time.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
