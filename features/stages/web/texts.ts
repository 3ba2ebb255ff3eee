/** Sentences about stages. */
import type { KindOfStage } from '@sotto/domain';
import { titles } from './titles.ts';

/** What each kind of stage means, as it stands beside a stage’s own name. */
export const kindNames: Readonly<Record<KindOfStage, string>> = {
  lead: 'before applying',
  submitted: 'applied',
  screen: 'screening',
  assessment: 'assessment',
  interview: 'interview',
  offer: 'offer',
  won: 'accepted',
  lost: 'rejected',
  lost_by_me: 'withdrawn',
  silent: 'no answer',
};

export const texts = {
  ...titles,
  lead: 'The columns of the board, from left to right. Call them what you like; what each means stays, so that figures survive renaming.',
  onBoard: 'In order',
  count: (shown: number, all: number) => `${shown} of ${all} on the board`,
  add: 'Add a stage',
  name: (name: string) => `Name of ${name}`,
  shown: (name: string) => `${name} is shown on the board`,
  move: (name: string) => `Move ${name}: press up or down`,
  moved: (name: string, position: number, of: number) => `${name}, ${position} of ${of}`,
  delete: (name: string) => `Delete ${name}`,
  applications: (count: number) => (count === 1 ? '1 application' : `${count} applications`),
  none: 'none',
  newTitle: 'New stage',
  nameLabel: 'Name',
  meaning: 'What it means',
  meaningHelp: 'Fixed from then on.',
  after: 'Comes after',
  first: 'Nothing: it is the first',
  create: 'Add it',
  cancel: 'Cancel',
  nameNeeded: 'Give it a name.',
  taken: 'There is a stage of that name already.',
  deleteFull: (count: number) => `${count === 1 ? 'One application is' : `${count} applications are`} in it.`,
  deleteTo: 'Its applications, and its place in their histories, go to',
  deleteIt: 'Delete the stage',
  wasDeleted: (name: string) => `${name} deleted.`,
  keep: 'Escape puts the old name back.',
} as const;
