/** The few words of Today that every page carries; the others come with the views. */
export const titles = { today: 'Today', rules: 'Follow-up' } as const;
