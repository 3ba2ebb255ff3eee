/** The tab that was clicked in, and running our scripts in it. */
import type { Filled, Found, GivenFile, Occasion } from '@sotto/features/profile/filler';
import type { ProfileFields } from '@sotto/domain';
import type { Browser } from '../browser.ts';
import type { ReadPage } from '../page/read-page.ts';

/** What our scripts leave in their own world of a page, under the names the build gives them. */
interface PageWorld {
  readonly sottoReadPage: { readPage(): ReadPage | null };
  readonly sottoFillPage: {
    findFields(document: Document, profile: ProfileFields, occasion: Occasion): Found;
    fill(document: Document, keys: readonly string[], resume?: GivenFile): Promise<Filled>;
  };
}

/** Everything that can be done to the tab. Each throws where the browser lets no extension in. */
export interface ClickedTab {
  readonly id: number;
  /** Host of the page, as its own address bar has it. */
  host(): Promise<string>;
  read(): Promise<ReadPage | null>;
  findFields(profile: ProfileFields, occasion: Occasion): Promise<Found>;
  fill(keys: readonly string[], resume: GivenFile | null): Promise<Filled>;
}

export function clickedTab({ scripting }: Browser, id: number): ClickedTab {
  const target = { tabId: id };
  async function inPage<Arguments extends readonly unknown[], Result>(
    func: (...given: Arguments) => Result,
    args: Arguments,
  ): Promise<Awaited<Result>> {
    const [answer] = await scripting.executeScript({ target, func, args });
    // Safe: the top frame always answers; a page that went away meanwhile makes the call above fail.
    return answer?.result as Awaited<Result>;
  }
  return {
    id,
    host: () => inPage(() => location.host, []),
    async read() {
      await scripting.executeScript({ target, files: ['read-page.js'] });
      return inPage(() => (globalThis as unknown as PageWorld).sottoReadPage.readPage(), []);
    },
    async findFields(profile, occasion) {
      await scripting.executeScript({ target, files: ['fill-page.js'] });
      return inPage(
        (profile, occasion) => (globalThis as unknown as PageWorld).sottoFillPage.findFields(document, profile, occasion),
        [profile, occasion] as const,
      );
    },
    fill: (keys, resume) =>
      inPage((keys, resume) => (globalThis as unknown as PageWorld).sottoFillPage.fill(document, keys, resume ?? undefined), [
        keys,
        resume,
      ] as const),
  };
}

/** The tab of this window that is open; `chosen`: another one, when the popup is opened as a page of its own (`popup.html?tab=12`). */
export async function tabOf({ tabs }: Browser, chosen: string | null): Promise<number | null> {
  if (chosen !== null) return Number(chosen);
  const [tab] = await tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}
