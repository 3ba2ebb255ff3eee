/** What is said of earlier applications. */
import type { Duplicate } from '@sotto/features/capture/api';

export const knownTexts = {
  isNew: 'New to you',
  isNewMore: 'No group has this posting, a similar one, or a recent one at this company.',
  applied: (company: string) => `You applied to ${company}`,
  saved: (company: string) => `You saved one at ${company}`,
  sameApplied: (company: string) => `You applied to ${company} for this one`,
  sameSaved: 'You saved this one already',
  similarSaved: (company: string) => `You saved a similar one at ${company}`,
  doNotApply: (company: string) => `You decided against ${company}`,
  noReason: 'You marked the company “do not apply”.',
  details: (day: string, title: string, state: string, group: string) =>
    `${day}: ${title.endsWith('…') ? title : `${title}.`} ${state}, in “${group}”.`,
  /** Of one among others. */
  other: (day: string, state: string, group: string) => `${day}. ${state}, in “${group}”.`,
  day: (isApplied: boolean, day: string) => (isApplied ? `Applied ${day}` : `Saved ${day}`),
  open: 'Still open',
  outcome: {
    accepted: 'Accepted',
    declined: 'Declined by you',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn by you',
    no_answer: 'No answer',
    cancelled: 'Position cancelled',
    other: 'Ended',
  } satisfies Record<NonNullable<Duplicate['outcome']>, string>,
  openIt: 'Open it',
  openNamed: (title: string) => `Open “${title}”`,
  seeMore: (count: number) => `See ${count} more`,
  andMore: (count: number) => `and ${count} more`,
};
