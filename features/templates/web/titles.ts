/** The few words of templates that every page carries; the others come with the views. */
export const titles = {
  templates: 'Templates',
  write: 'Write from a template',
  writeAlso: 'mail e-mail letter template follow-up thank-you',
} as const;
