/** What the popup says where it fills a form. */
import type { Reason } from '@sotto/features/profile/filler';

export const fillTexts = {
  heading: 'Fill the form',
  looking: 'Looking for fields',
  on: (host: string) =>
    `On ${host}. Tick what may be filled; nothing is filled before you press the button, and nothing is ever submitted.`,
  nothing: 'No field found that your profile could fill',
  nothingMore: 'What is filled already, hidden or covered is left alone. Your profile is in Sotto under Settings, Profile.',
  legal: 'An answer before the law. Tick it if it is right here.',
  own: 'Tick it if you want to say so here.',
  fill: (count: number) => (count === 1 ? 'Fill 1 field' : `Fill ${count} fields`),
  filling: 'Filling…',
  readable: 'What is filled in can be read by the page from then on.',
  elsewhere: (host: string) => `The form lies in a frame of ${host}, which a click here does not reach.`,
  openElsewhere: 'Open the form in its own tab',
  filled: (count: number) => (count === 1 ? '1 field was filled' : `${count} fields were filled`),
  pageGone: 'The page went elsewhere while this was open. Look at it, then open this again.',
  filledMore: 'Look it over, then submit it yourself.',
  left: 'Left as it was',
  why: {
    gone: 'it is not there any more',
    changed: 'it changed since it was shown here',
    hidden: 'it cannot be seen',
    covered: 'something lies over it',
    taken: 'something stands in it already',
    'no-choice': 'its list has no such choice',
    refused: 'the page did not keep it',
  } satisfies Record<Reason, string>,
  back: 'Back to the posting',
};
