/** The few words of settings that every view carries; the others come with the page. */
export const titles = {
  title: 'Appearance',
  saved: 'Saved',
  days: (count: number) => `${count} d`,
  payFrom: (amount: string) => `from ${amount}`,
  payTo: (amount: string) => `to ${amount}`,
} as const;
