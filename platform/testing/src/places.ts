/** Where the built app leads to, read from the app itself: a view that is new is toured without being named. */
import type { Page } from '@playwright/test';

/** Every address that the rail and Settings lead to, for whoever is signed in on a page as wide as a desk. */
export async function placesOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const address of ['/board', '/settings/account']) {
    await page.goto(address);
    // The list that names the page itself, on a phone out of sight: that of Settings comes after the rail.
    await page.locator(`nav a[href^="${address}"]`).first().waitFor({ state: 'attached' });
    const paths = await page.locator('nav a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
    found.push(...paths);
  }
  return [...new Set(found)];
}
