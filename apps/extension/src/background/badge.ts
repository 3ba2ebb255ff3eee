/** The mark on the icon: this page is saved already. It belongs to one tab and goes when the tab goes elsewhere. */
import type { Browser } from '../browser.ts';
import { iconTexts } from '../texts-icon.ts';

export interface Badge {
  /** `null`: whichever tab it was, it is gone. */
  saved(tabId: number | null): Promise<void>;
}

export function badgeOf(action: Browser['action']): Badge {
  return {
    async saved(tabId) {
      if (tabId === null) return;
      // A tab may be closed meanwhile: there is nothing left to mark then.
      await Promise.allSettled([
        action.setBadgeText({ text: '✓', tabId }),
        action.setBadgeBackgroundColor({ color: '#15594c', tabId }),
        action.setTitle({ title: iconTexts.saved, tabId }),
      ]);
    },
  };
}
