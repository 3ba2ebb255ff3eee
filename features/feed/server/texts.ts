/** What calendar files say. */
export const texts = {
  busy: 'Busy',
  /** By the kind of interview. */
  interviews: {
    phone: 'Phone interview',
    video: 'Video interview',
    onsite: 'Interview on site',
    technical: 'Technical interview',
    take_home: 'Take-home task',
    panel: 'Panel interview',
    presentation: 'Presentation',
    informal: 'Informal talk',
    assessment_centre: 'Assessment centre',
    other: 'Interview',
  },
  round: (number: number) => `round ${number}`,
  /** By what a mark is. */
  whats: {
    interview: 'Interview',
    task: 'Task',
    next_action: 'Next step',
    closing: 'Posting closes',
    respond_by: 'Answer the offer',
  } as Readonly<Record<string, string>>,
  anything: 'Due',
  people: (names: readonly string[]) => `With ${names.join(', ')}`,
  joinAt: (link: string) => `Join: ${link}`,
} as const;
