/** What the pages and acts of transfer are called. Apart from `texts.ts`, because the frame names what it has not loaded. */
export const titles = {
  import: 'Import',
  importAct: 'Import a table',
  importAlso: 'csv spreadsheet linkedin huntr teal bring paste upload',
  exportAct: 'Export, and imports so far',
  data: 'Your data',
} as const;
