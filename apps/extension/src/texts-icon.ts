/** What the icon in the browser's bar is called. */
export const iconTexts = {
  saved: 'This page is saved in Sotto',
};
