/** The few words of companies that every page carries; the others come with the views. */
export const titles = { companies: 'Companies' } as const;
