/** What the door says. Light: everything else is said by the page. */
export const titles = { fields: 'Custom fields' } as const;
