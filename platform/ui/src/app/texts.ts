/** Sentences of the ground every screen stands on. */
export const texts = {
  notSaved: 'Not saved: the server did not answer. Your text is kept here.',
  failed: 'That did not work. Nothing was changed.',
  tryAgain: 'Try again',
  undo: 'Undo',
  dismiss: 'Close',
} as const;
