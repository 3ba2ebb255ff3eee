/** Saved views in the browser: the tabs above the table and the board. Neither has a page of its own. */
import { later } from '@sotto/ui';

export { type SavedViewView, useActiveView, useViews } from './queries.ts';

/** See `ViewTabsProps`. */
export const ViewTabs = later(async () => ({ default: (await import('./ViewTabs.tsx')).ViewTabs }));
