/** What the popup says where there is no posting to show: before, and after it was saved. */
export const toldTexts = {
  notConnected: 'Not connected yet',
  notConnectedMore:
    'Sotto runs where you or someone you trust put it. Say where, and show an access key; then a click here logs the posting on a page.',
  connect: 'Connect',
  unreadable: 'This page cannot be read',
  unreadableMore:
    'Pages of the browser itself, its store, PDF files and pictures are closed to extensions. On the web page of a posting this works.',
  saved: (group: string) => `Saved to ${group}`,
  savedMore: (title: string, company: string, stage: string) => `${title} at ${company}, in ${stage}.`,
  openApplication: 'Open it in Sotto',
  queued: 'Kept here for now',
  queuedMore: (host: string) =>
    `${host} did not answer. The posting waits in this browser, out of reach of pages, and is sent when you next open this, or start the browser. Nothing you typed is lost.`,
};
