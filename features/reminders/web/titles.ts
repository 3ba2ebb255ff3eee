/** The few words of reminders that every page carries; the others come with the views. */
export const titles = { reminders: 'Reminders', ending: 'Reminders by mail' } as const;
