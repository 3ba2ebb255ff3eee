/** What choosing a record says. */
export const texts = {
  about: 'About',
  nothing: 'Nothing in particular',
  kinds: {
    application: 'An application',
    company: 'A company',
    contact: 'A person',
    interview: 'An interview',
    offer: 'An offer',
  },
  which: {
    application: 'Which application',
    company: 'Which company',
    contact: 'Which person',
    interview: 'Which interview',
    offer: 'Which offer',
  },
  optional: 'optional',
  begin: 'Begin to write its name, then choose it.',
  choose: 'Choose one that is in the list.',
} as const;
