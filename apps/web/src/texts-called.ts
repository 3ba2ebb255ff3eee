import { texts as ofFrame } from './texts.ts';

/** Sentences of what is called up over the frame: the palette, the map of the keyboard. */
export const texts = {
  ...ofFrame,
  inTexts: 'In what you wrote and saved',
  goTo: 'Go to',
  act: 'Do',
  noneFound: (words: string) => `Nothing holds “${words}”. Try fewer letters, or another word.`,
  results: (count: number, ms: number) => `${count === 1 ? '1 result' : `${count} results`}, ${ms} ms`,
  choose: 'choose',
  open: 'open',
  keyboardLead: 'What works where you are now.',
  keysOff: 'Single keys are switched off in Settings, Appearance.',
} as const;
