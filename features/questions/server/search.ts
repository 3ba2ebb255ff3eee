/** What is searched of the question bank. */
import { QuestionKind, starParts } from '@sotto/domain';
import { searchable } from '@sotto/workspace';

export const searchables = [
  searchable({
    kind: QuestionKind,
    fields: ({ text, tags, answer, star }) => [
      ['text', text],
      ['tags', tags.join(', ')],
      ['answer', answer],
      ...starParts.map((part) => [part, star?.[part]] as const),
    ],
    shown: ({ content: { text, tags } }) => ({ title: text, detail: tags.join(', ') }),
  }),
];
