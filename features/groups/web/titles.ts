/** The few words of groups that every page carries; the others come with the views. */
export const titles = {
  title: 'Groups',
  groups: 'Groups',
  newGroup: 'New group',
} as const;
