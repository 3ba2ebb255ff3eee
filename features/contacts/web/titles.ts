/** The few words of contacts that every page carries; the others come with the views. */
export const titles = {
  contacts: 'Contacts',
  interactions: 'Talks and mails',
  newContact: 'New contact',
  newAlso: 'person recruiter people add',
} as const;
