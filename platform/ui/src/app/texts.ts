/** Sentences of the ground every screen stands on. */
export const texts = {
  notSaved: 'Not saved: the server did not answer. Your text is kept here.',
  failed: 'That did not work. Nothing was changed.',
  tryAgain: 'Try again',
  undo: 'Undo',
  dismiss: 'Close',
  changedElsewhere: 'Changed elsewhere in the meantime. What you typed is kept here.',
  compare: 'Compare',
  conflictTitle: 'Changed in two places',
  conflictLead:
    'Meanwhile this was also changed in another window or device. Everything else is kept from both; choose what stays here.',
  mine: 'What you typed',
  theirs: 'What is there now',
  both: 'Keep both, one below the other',
  nothing: 'Nothing',
  notNow: 'Not now',
  keepChosen: 'Keep what is chosen',
  yes: 'Yes',
  no: 'No',
} as const;
