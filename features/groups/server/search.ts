/** What is searched of groups. */
import { GroupKind } from '@sotto/domain';
import { searchable } from '@sotto/workspace';

export const searchables = [
  searchable({
    kind: GroupKind,
    fields: ({ name, goal }) => [
      ['name', name],
      ['goal', goal],
    ],
  }),
];
