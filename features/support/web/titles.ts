export const titles = { help: 'Help' } as const;
