/** What is searched of the work-search log: what the person wrote. What applications tell is found by them. */
import { ActivityKind } from '@sotto/domain';
import { searchable } from '@sotto/workspace';

export const searchables = [
  searchable({
    kind: ActivityKind,
    fields: ({ employer, position, contact, reference, reachedAt, result }) => [
      ['employer', employer],
      ['position', position],
      ['contact', contact],
      ['reference', reference],
      ['reachedAt', reachedAt],
      ['result', result],
    ],
    shown: ({ content: { employer, position, on } }) => ({ title: employer ?? position ?? on, detail: on }),
  }),
];
