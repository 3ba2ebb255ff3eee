/**
 * Every field of an application that people fill in: what it is called, how it is filled in, and where it stands in the long form.
 *
 * The form for a new application and the details of an old one both read this table; a field that is missing here cannot be edited,
 * so its type asks for all of them.
 */
import {
  employmentTypes,
  methods,
  outcomes,
  priorities,
  sources,
  type textFields,
  type shortFields,
  workModes,
} from '@sotto/domain';

export type FieldName = Exclude<keyof typeof shortFields | keyof typeof textFields, 'title'>;

export type FieldSpec = { readonly label: string; readonly help?: string } & (
  | { readonly kind: 'line' | 'url' | 'date' | 'pay' | 'place' | 'tags' | 'rating' | 'next' }
  | { readonly kind: 'prose'; readonly rows: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
);

export const fieldTable = {
  url: { kind: 'url', label: 'Link to the posting' },
  closesOn: { kind: 'date', label: 'Closes' },
  nextAction: { kind: 'next', label: 'Next action' },
  compensation: { kind: 'pay', label: 'Pay, as posted' },
  compensationAsked: { kind: 'pay', label: 'Pay you asked for' },
  compensationOffered: { kind: 'pay', label: 'Pay they offered' },
  location: { kind: 'place', label: 'Place' },
  workMode: { kind: 'choice', choices: workModes, label: 'Work mode' },
  employmentType: { kind: 'choice', choices: employmentTypes, label: 'Employment type' },
  seniority: { kind: 'line', label: 'Seniority' },
  source: { kind: 'choice', choices: sources, label: 'Where you found it' },
  sourceDetail: { kind: 'line', label: 'Which one, or whose', help: 'The fair, the newsletter, who told you.' },
  appliedOn: { kind: 'date', label: 'Applied' },
  method: { kind: 'choice', choices: methods, label: 'How you applied' },
  externalJobId: { kind: 'line', label: 'Job id', help: 'Their number for the posting.' },
  referenceNumber: { kind: 'line', label: 'Reference number', help: 'Their number for your application.' },
  portalUrl: { kind: 'url', label: 'Link to your application there' },
  postedOn: { kind: 'date', label: 'Posted' },
  priority: { kind: 'choice', choices: priorities, label: 'Priority' },
  excitement: { kind: 'rating', label: 'How much you would like it' },
  tags: { kind: 'tags', label: 'Tags', help: 'Separated by commas.' },
  description: { kind: 'prose', rows: 6, label: 'Description' },
  responsibilities: { kind: 'prose', rows: 4, label: 'Responsibilities' },
  benefits: { kind: 'prose', rows: 3, label: 'Benefits' },
  outcome: { kind: 'choice', choices: outcomes, label: 'Outcome' },
  outcomeReason: { kind: 'prose', rows: 2, label: 'Reason' },
  notes: { kind: 'prose', rows: 4, label: 'Notes' },
} as const satisfies Record<FieldName, FieldSpec>;

export interface Section {
  readonly id: string;
  readonly label: string;
  readonly fields: readonly FieldName[];
}

/** The parts of the long form, in the order in which they unfold. Every field stands in exactly one, but the link and the closing date, which are asked for at once. */
export const sections: readonly Section[] = [
  { id: 'pay', label: 'Pay', fields: ['compensation'] },
  { id: 'place', label: 'Place', fields: ['location'] },
  { id: 'mode', label: 'Work mode', fields: ['workMode', 'employmentType', 'seniority'] },
  { id: 'source', label: 'Source', fields: ['source', 'sourceDetail', 'postedOn'] },
  { id: 'applied', label: 'How you applied', fields: ['appliedOn', 'method', 'externalJobId', 'referenceNumber', 'portalUrl'] },
  { id: 'next', label: 'Next action', fields: ['nextAction'] },
  { id: 'tags', label: 'Tags', fields: ['tags', 'priority', 'excitement'] },
  { id: 'notes', label: 'Notes', fields: ['notes'] },
  { id: 'texts', label: 'Description', fields: ['description', 'responsibilities', 'benefits'] },
  { id: 'outcome', label: 'Outcome', fields: ['compensationAsked', 'compensationOffered', 'outcome', 'outcomeReason'] },
];
