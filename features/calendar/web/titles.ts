/** The word of the calendar that every page carries; the others come with the views. */
export const titles = { calendar: 'Calendar' } as const;
