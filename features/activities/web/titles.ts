/** The titles of pages, apart from the other sentences: the first thing the app loads. */
export const titles = { log: 'Work-search log' } as const;
