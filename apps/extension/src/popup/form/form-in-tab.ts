/** The form of the page in the tab that was clicked in. */
import type { Filled, Found, GivenFile, Occasion } from '@sotto/features/profile/filler';
import type { ProfileFields } from '@sotto/domain';
import type { Browser } from '../../browser.ts';

/** What our script leaves in its own world of a page, under the name the build gives it. */
interface PageWorld {
  /** Absent until it was run in this page. */
  readonly sottoFillPage?: {
    findFields(document: Document, profile: ProfileFields, occasion: Occasion): Found;
    fill(document: Document, keys: readonly string[], resume?: GivenFile): Promise<Filled>;
  };
}

/** Everything that can be done to it. Each throws where the browser lets no extension in. */
export interface FormInTab {
  /** Host of the page, as its own address bar has it. */
  host(): Promise<string>;
  findFields(profile: ProfileFields, occasion: Occasion): Promise<Found>;
  /** `null`: the page is another one than that whose fields were found. */
  fill(keys: readonly string[], resume: GivenFile | null): Promise<Filled | null>;
}

export function formInTab({ scripting }: Browser, tabId: number): FormInTab {
  const target = { tabId };
  async function inPage<Arguments extends readonly unknown[], Result>(
    func: (...given: Arguments) => Result,
    args: Arguments,
  ): Promise<Awaited<Result>> {
    const [answer] = await scripting.executeScript({ target, func, args });
    // Safe: the top frame always answers; a page that went away meanwhile makes the call above fail.
    return answer?.result as Awaited<Result>;
  }
  return {
    host: () => inPage(() => location.host, []),
    async findFields(profile, occasion) {
      await scripting.executeScript({ target, files: ['fill-page.js'] });
      return inPage(
        (profile, occasion) =>
          (globalThis as unknown as Required<PageWorld>).sottoFillPage.findFields(document, profile, occasion),
        [profile, occasion] as const,
      );
    },
    fill: (keys, resume) =>
      inPage(
        (keys, resume) => (globalThis as unknown as PageWorld).sottoFillPage?.fill(document, keys, resume ?? undefined) ?? null,
        [keys, resume] as const,
      ),
  };
}
