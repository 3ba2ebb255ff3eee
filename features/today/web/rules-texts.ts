/** What the rules say of themselves. */
export const rulesTexts = {
  lead: 'When Sotto speaks up in Today. It only suggests: nothing moves, and nothing is sent, without you.',
  followUp: 'Following up',
  silence: 'Silence',
  saved: 'Saved postings',
  days: 'days',
  daysOf: (name: string) => `Days: ${name}`,
  most: 'times',
  followUpAfterSubmittedDays: ['After applying', 'Counted from the day you applied, and anew from each time you wrote.'],
  followUpAfterScreenDays: ['After a screening or an assessment', 'Counted from the day it came there.'],
  thankAfterInterviewDays: ['Thank them after an interview', 'Counted from the day of the interview.'],
  beforeRespondByDays: ['Before an offer asks for your answer', 'Counted back from the day they expect it.'],
  mostNudges: ['At most', 'Whatever happens in between begins the count anew.'],
  silentAfterSubmittedDays: [
    'Nothing heard after applying',
    'Suggests “No answer”. Your own mails do not break the silence; theirs do.',
  ],
  silentAfterScreenDays: ['Nothing heard after a screening or an assessment', 'Suggests “No answer”.'],
  silentAfterInterviewDays: ['Nothing heard after an interview', 'Suggests “No answer”.'],
  leadStaleAfterDays: ['Saved and not sent', 'Asks whether you still want it.'],
  leadStaleBeforeClosingDays: ['Before a posting closes', 'Counted back from its last day.'],
} as const;
