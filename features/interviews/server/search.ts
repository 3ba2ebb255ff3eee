/** What is searched of interviews. */
import { ContactKind, InterviewKind } from '@sotto/domain';
import { searchable } from '@sotto/workspace';
import { applicationRef } from '@sotto/features/applications/server';
import { peopleOf } from './views.ts';

export const searchables = [
  searchable({
    kind: InterviewKind,
    fields: (interview, workspace) => [
      ['people', peopleOf(workspace, interview).join(', ')],
      ['place', interview.place],
      ['prep', interview.prep.map(({ text }) => text).join('\n')],
      ['questions', interview.questions.join('\n')],
      ['notes', interview.notes],
      ['feedback', interview.feedback],
    ],
    refersTo: [ContactKind],
    shown: ({ content: { applicationId, startsAt } }, workspace) => {
      const { title, company } = applicationRef(workspace, applicationId);
      return { title: `${company.name}, ${startsAt.slice(0, 10)}`, detail: title };
    },
  }),
];
