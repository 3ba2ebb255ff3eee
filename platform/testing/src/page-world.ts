/** A world of its own in a page, as scripts of an extension have: the same document, and none of what the page's scripts did to theirs. */
import type { Page } from '@playwright/test';

export interface PageWorld {
  /** The value of an expression, or of its promise, as a copy. Throws what it throws, as a text. */
  run<Answer>(expression: string): Promise<Answer>;
}

/** In the page as it is now: what is navigated away from takes its world with it. Chromium alone can do it. */
export async function openPageWorld(page: Page): Promise<PageWorld> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  return {
    async run<Answer>(expression: string) {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        contextId,
        expression,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      // Safe: whoever writes the expression says what it gives.
      return result.value as Answer;
    },
  };
}
