/** What the icon in the browser's bar is called. */
export const iconTexts = {
  /** As in the manifest. */
  log: 'Log this posting in Sotto',
  saved: 'This page is saved in Sotto',
};
