/** Every sentence of legal in the web app. */
export const texts = {
  title: 'Handed over by law',
  none: 'Nothing',
  noneLead: 'Should the law ever leave no choice, what was handed over stands here: at once, or as soon as you may be told.',
  demand: (reference: string, jurisdiction: string) => `${reference}, ${jurisdiction}`,
  /** `applications`, `title (12), url (9)`. */
  list: (list: string, fields: string) => `${list}: ${fields}`,
} as const;
