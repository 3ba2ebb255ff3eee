/** Sentences about fields of one's own. */
import type { FieldType } from '@sotto/domain';

export const typeNames: Readonly<Record<FieldType, string>> = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  choice: 'Choice',
  link: 'Link',
  yes_no: 'Yes or no',
};

export const texts = {
  lead: 'What you want to know about an application and Sotto does not ask for. Each is a column of the table, a filter, and a line of every application.',
  section: 'Your fields',
  inOrder: 'In order',
  count: (count: number, most: number) => `${count} of at most ${most}`,
  add: 'Add a field',
  emptyTitle: 'No fields of your own yet',
  empty: 'A commute in minutes, a gut feeling, whether they pay for a visa: what you add here stands beside the other fields.',
  move: (name: string) => `Move ${name}: press up or down`,
  edit: (name: string) => `Change ${name}`,
  delete: (name: string) => `Delete ${name}`,
  values: (count: number) => (count === 0 ? 'no values' : count === 1 ? '1 value' : `${count.toLocaleString()} values`),
  newTitle: 'New field',
  editTitle: 'Change the field',
  name: 'Name',
  type: 'Type',
  typeFixed: 'Stays as it is, because something is written in it.',
  choices: 'Choices',
  choicesHelp: 'In the order in which they are offered and sorted.',
  choice: (position: number) => `Choice ${position}`,
  choiceUp: (name: string) => `Move ${name} up`,
  choiceAway: (name: string) => `Take ${name} away`,
  addChoice: 'Add a choice',
  create: 'Add it',
  save: 'Save',
  cancel: 'Cancel',
  nameNeeded: 'Give it a name.',
  choiceNeeded: 'Name at least one choice.',
  deleteFull: (count: number) =>
    `${count === 1 ? 'One application holds' : `${count.toLocaleString()} applications hold`} a value of it. The values go with the field.`,
  deleteEmpty: 'Nothing is written in it.',
  deleteIt: 'Delete the field',
  deleted: (name: string, values: number) =>
    values === 0 ? `${name} deleted` : `${name} deleted with ${values === 1 ? 'one value' : `${values.toLocaleString()} values`}`,
  notSaid: 'Not said',
  yes: 'Yes',
  no: 'No',
  notAddress: 'An address begins with http:// or https://.',
  manage: 'Manage fields',
} as const;
