export const titles = { feeds: 'Calendar feeds' } as const;
