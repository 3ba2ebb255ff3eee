/** The mark on the icon: this page is saved already. It belongs to one tab and goes when the tab goes elsewhere. */
import type { Browser } from '../browser.ts';
import { iconTexts } from '../texts-icon.ts';

export interface Badge {
  /** `null`: whichever tab it was, it is gone. `isSaved`: whether the page in it is; a page may become another one without being left. */
  show(tabId: number | null, isSaved: boolean): Promise<void>;
}

export function badgeOf(action: Browser['action']): Badge {
  return {
    async show(tabId, isSaved) {
      if (tabId === null) return;
      // A tab may be closed meanwhile: there is nothing left to mark then.
      await Promise.allSettled([
        action.setBadgeText({ text: isSaved ? '✓' : '', tabId }),
        action.setBadgeBackgroundColor({ color: '#15594c', tabId }),
        action.setTitle({ title: isSaved ? iconTexts.saved : iconTexts.log, tabId }),
      ]);
    },
  };
}
