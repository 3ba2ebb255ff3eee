/** The few words of the question bank that every page carries; the others come with the views. */
export const titles = {
  questions: 'Questions',
  newQuestion: 'New question',
  newAlso: 'interview answer star bank add',
  practise: 'Practise questions',
  practiseAlso: 'rehearse cards train interview',
  sheet: 'Questions on paper',
} as const;
