/** The tab that was clicked in, and reading the page in it. What fills its form comes with the part that does (form/form-in-tab.ts). */
import type { Browser } from '../browser.ts';
import type { ReadPage } from '../page/read-page.ts';

/** The tab of this window that is open; `chosen`: another one, when the popup is opened as a page of its own (`popup.html?tab=12`). */
export async function tabOf({ tabs }: Browser, chosen: string | null): Promise<number | null> {
  if (chosen !== null) return Number(chosen);
  const [tab] = await tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

/** The posting on the page in a tab; `null`: there is none to read, or the browser lets no extension in, which it tells by refusing. */
export async function readTab({ scripting }: Browser, tabId: number | null): Promise<ReadPage | null> {
  if (tabId === null) return null;
  // Safe: reading is what this script ends with (build/scripts.ts).
  const script = scripting.executeScript<[], ReadPage | null>({ target: { tabId }, files: ['read-page.js'] });
  return script.then(
    ([answer]) => answer?.result ?? null,
    () => null,
  );
}
