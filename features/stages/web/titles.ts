/** What the door says. Light: everything else is said by the page. */
export const titles = { title: 'Stages' } as const;
