/** What is searched of companies. */
import { CompanyKind, placeOf } from '@sotto/domain';
import { searchable } from '@sotto/workspace';

export const searchables = [
  searchable({
    kind: CompanyKind,
    fields: ({ name, aliases, domain, industry, address, notes, doNotApplyReason }) => [
      ['name', name],
      ['aliases', aliases.join(', ')],
      ['domain', domain],
      ['industry', industry],
      ['address', placeOf(address)],
      ['notes', notes],
      ['doNotApplyReason', doNotApplyReason],
    ],
    shown: ({ content: { name, industry } }) => ({ title: name, detail: industry ?? '' }),
  }),
];
