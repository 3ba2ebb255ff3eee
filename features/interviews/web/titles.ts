/** The few words of interviews that every page carries; the others come with the views. */
export const titles = {
  interviews: 'Interviews',
  interview: 'Interview',
  sheet: 'Interview sheet',
} as const;
